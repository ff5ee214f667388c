"""The client's rights to their own data, in plain words.

Sources: GDPR art. 7(3), 12(3), 15-18, 77; the right to know who has handled client data: Client Data
Act 703/2023. To be confirmed by a lawyer before release.
"""

from __future__ import annotations

from datetime import datetime

from ohjaus_desktop.documents import phones
from ohjaus_desktop.documents.chosen import Sender
from ohjaus_desktop.documents.page import Block, ClientPage, Row
from ohjaus_desktop.documents.referral import data_sheet
from ohjaus_desktop.documents.referral.notice import Notice
from ohjaus_desktop.guidance.hours import HELSINKI
from ohjaus_desktop.texts import Translator, translator

_SUPERVISOR = "tietosuoja.fi"
"""Of the Data Protection Ombudsman."""


def compose(
    notice: Notice, sender: Sender, *, at: datetime, language: str, large: bool = False
) -> ClientPage:
    """Compose the page; it is the same for everybody. at: now, aware."""
    say = translator(language)
    today = at.astimezone(HELSINKI).date()
    parts = [part for part in (sender.name, phones.group(sender.phone), sender.address) if part]
    return ClientPage(
        language=say.language,
        title=say("Your rights to your data"),
        created_at=at,
        date=say.date(today),
        introduction=(say("You decide what is told about you to others."),),
        blocks=(Block(heading=say("What you may ask of us"), rows=tuple(_rights(say))),),
        closing=tuple(_closing(sender, notice, say)),
        footer=say("Ask us: {sender}", sender=", ".join(parts)) if parts else "",
        page_number=say("Page {page} of {pages}"),
        large=large,
    )


def _rights(say: Translator) -> list[Row]:
    told = [
        (say("To see"), say("You may see everything that is stored about you, and get a copy of it.")),
        (say("To correct"), say("If something is wrong, we correct it.")),
        (say("To erase"), say("You may ask us to erase your data.")),
        (
            say("To withdraw"),
            say("You may withdraw your consent at any time. You need not say why.")
            + " "
            + say("It does not affect the services you have a right to."),
        ),
        (say("To know"), say("You may know who has handled your data, to whom it was given, and why.")),
        (say("To limit"), say("You may ask us not to use your data while something is looked into.")),
    ]
    return [Row(label, (words,)) for label, words in told]


def _closing(sender: Sender, notice: Notice, say: Translator) -> list[Row]:
    number = phones.group(sender.phone)
    ask = [say("Ask by phone, on paper or when we meet. It costs nothing.")]
    ask.append(say("Call us: {phone}", phone=number) + "." if number else "")
    ask.append(say("You get an answer within a month."))
    return [
        Row(say("How to ask"), (" ".join(line for line in ask if line),)),
        Row(say("How long it is kept"), (data_sheet.kept(notice, say),)),
        *data_sheet.responsible(notice, say),
        Row(
            say("If you are not satisfied"),
            (
                say(
                    "You may complain to the Data Protection Ombudsman: {address}.",
                    address=_SUPERVISOR,
                ),
            ),
        ),
    ]
