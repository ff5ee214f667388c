"""What the client takes home after a contact request: what happens next, and their own data.

The page says who calls by when and what to do if nobody does. The data block stands on a sheet of
its own, so that the page can lie on a kitchen table; where being seen can harm it is not printed
beside the page at all, only when it is asked for (``data_sheet.compose``).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from ohjaus_desktop.catalogue.navigation import Helpline
from ohjaus_desktop.documents import facts, phones, urgent_help
from ohjaus_desktop.documents.chosen import Chosen, Sender
from ohjaus_desktop.documents.page import Block, ClientPage, Rank, Row
from ohjaus_desktop.documents.referral import data_sheet, discretion, next_steps
from ohjaus_desktop.documents.referral.notice import Notice
from ohjaus_desktop.guidance.hours import HELSINKI
from ohjaus_desktop.register.model import Recipient, Referral
from ohjaus_desktop.texts import Translator, translator


def compose(
    referral: Referral,
    sender: Sender,
    *,
    at: datetime,
    language: str,
    large: bool = False,
    notice: Notice,
    helplines: Sequence[Helpline] = (),
    given: Collection[str] = (),
) -> tuple[ClientPage, ...]:
    """Compose the page, and after it the data sheet where it may lie beside the page.

    at: now, aware. given: ids of the recipients whom the request has reached; of the others the
    page says that it is on its way. ``pdf.render_together`` draws them.
    """
    page = page_alone(
        referral, sender, at=at, language=language, large=large, helplines=helplines, given=given
    )
    if discretion.is_discreet(referral):
        return (page,)
    return (page, data_sheet.compose(referral, sender, at=at, language=language, large=large, notice=notice))


def page_alone(
    referral: Referral,
    sender: Sender,
    *,
    at: datetime,
    language: str,
    large: bool = False,
    helplines: Sequence[Helpline] = (),
    given: Collection[str] = (),
) -> ClientPage:
    """Compose the client's page without the data sheet."""
    say = translator(language)
    today = at.astimezone(HELSINKI).date()
    discreet = discretion.is_discreet(referral)
    told = next_steps.shown(referral)
    services = [discretion.chosen(referral, one, at) for one in told]
    signer = discretion.signer(referral, sender)
    blocks = [
        _block(referral, one, service, signer, say, at, given=given, discreet=discreet)
        for one, service in zip(told, services, strict=True)
    ]
    return ClientPage(
        language=say.language,
        title=say("Guidance for you"),
        created_at=at,
        date=f"{say.weekday(today)} {say.date(today)}",
        introduction=_introduction(referral, signer, say, discreet=discreet),
        blocks=tuple(blocks),
        urgent=urgent_help.row(
            helplines,
            services,
            say,
            placeless=discretion.is_placeless(referral),
            first=say("This request does not replace urgent help."),
        ),
        closing=tuple(_closing(referral, told, signer, say)),
        notes=say("My own notes"),
        footer=_footer(signer, say),
        page_number=say("Page {page} of {pages}"),
        large=large,
    )


def _introduction(referral: Referral, sender: Sender, say: Translator, *, discreet: bool) -> tuple[str, ...]:
    met = ", ".join(part for part in ("" if discreet else sender.worker, sender.name) if part)
    lines = [say("You were advised by: {name}", name=met)] if met else []
    return (*lines, say("Case number: {number}", number=referral.case_number))


def _block(
    referral: Referral,
    recipient: Recipient,
    service: Chosen,
    sender: Sender,
    say: Translator,
    at: datetime,
    *,
    given: Collection[str],
    discreet: bool,
) -> Block:
    steps = next_steps.steps(referral, recipient, sender, say, at, given=given, discreet=discreet)
    rows = [Row(say("What happens now"), steps=tuple(steps))]
    if number := _number(service, say, discreet=discreet):
        rows.append(number)
    if discreet:
        return Block(heading=say("What has been agreed"), rows=tuple(rows))
    name = facts.name(service, say)
    return Block(
        heading=name,
        subheading=facts.organization(service, say),
        rows=tuple(rows),
        continued=say("{service} (continues)", service=name),
    )


def _number(service: Chosen, say: Translator, *, discreet: bool) -> Row | None:
    """The number one may also call oneself."""
    if not service.phones:
        return None
    number = service.phones[0].number
    dialled = phones.dial(number)
    return Row(
        say("Phone"),
        (say("You may also call yourself."),),
        big=phones.group(number),
        qr=f"tel:{dialled}" if dialled and not discreet else "",
    )


def _closing(referral: Referral, told: Sequence[Recipient], sender: Sender, say: Translator) -> list[Row]:
    rows = []
    if any(next_steps.may_call(referral, one) for one in told):
        rows.append(Row(say("When they call"), (say("The call may come from an unknown number."),)))
    number = phones.group(sender.phone)
    cancel = [say("You may cancel the request at any time.")]
    if number:
        cancel.append(say("Call us: {phone}", phone=number) + ".")
    rows.append(Row(say("If you change your mind"), (" ".join(cancel),)))
    if not discretion.is_discreet(referral):
        told_apart = say("What was given about you stands on a sheet of its own.")
        rows.append(Row(say("Your data"), (told_apart,), rank=Rank.GENERAL))
    return rows


def _footer(sender: Sender, say: Translator) -> str:
    parts = [part for part in (sender.name, phones.group(sender.phone), sender.address) if part]
    return say("Ask us: {sender}", sender=", ".join(parts)) if parts else ""
