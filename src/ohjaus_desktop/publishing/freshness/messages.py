"""The messages: what an organization is asked, as a draft that mail programs open and as text.

Plain words and no blame: people in associations do this beside their work.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from ohjaus_desktop.catalogue.model import Service
from ohjaus_desktop.catalogue.navigation import Catalogue
from ohjaus_desktop.publishing.freshness.due import REMIND_AFTER_DAYS, Due, Step
from ohjaus_desktop.publishing.sheet.values import is_email
from ohjaus_desktop.texts import Translator

_LONGEST_LINE = 200
_SHEET_TYPE = ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet")


@dataclass(frozen=True, slots=True)
class Message:
    """subject: one line; body: paragraphs, lines broken by newlines."""

    subject: str
    body: str


def message(one: Due, catalogue: Catalogue, *, at: date, sheet_name: str) -> Message:
    """The words for one organization, in its language. sheet_name: of the attached workbook."""
    say = Translator(one.language, catalogue.default_language)
    name = _line(say.name(one.organization.name))
    if one.step is Step.REMIND:
        subject = say("A reminder: please confirm your service details ({organization})", organization=name)
    else:
        subject = say("Please confirm your service details ({organization})", organization=name)
    return Message(subject, "\n".join(_paragraphs(one, catalogue, say, at, sheet_name)))


def _paragraphs(one: Due, catalogue: Catalogue, say: Translator, at: date, sheet_name: str) -> Iterator[str]:
    yield say("Hello,")
    yield ""
    if one.step is Step.REMIND and one.asked:
        yield say(
            "On {date} we asked you to confirm what our service catalogue tells of you. If your answer is "
            "already on its way, you need not do anything.",
            date=say.date(one.asked),
        )
        yield ""
    yield say(
        "Professionals guide their clients by the catalogue “{title}”. Please confirm that what it tells of "
        "your services is right. It takes a few minutes.",
        title=_line(say.name(catalogue.title)),
    )
    yield ""
    yield say("This is how:")
    yield say("1. Open the attached spreadsheet {name}.", name=sheet_name)
    yield say("2. In the first column, choose for each service: {choices}.", choices=_choices(say))
    yield say("3. If something has changed, write the new over the old.")
    yield say("4. Send the spreadsheet back as an answer to this message.")
    yield ""
    yield say("Please answer by {date}.", date=say.date(at + timedelta(days=REMIND_AFTER_DAYS)))
    yield ""
    yield say("These services are asked about:")
    yield from (f"- {_service(service, say)}" for service in one.services)
    yield ""
    yield say("Thank you for your help!")
    yield ""
    yield _line(say.name(catalogue.publisher.name))
    yield from filter(None, (catalogue.publisher.email, catalogue.publisher.phone))


def _choices(say: Translator) -> str:
    labels = [say("The details are right"), say("I corrected the details"), say("The service has ended")]
    return ", ".join(say("“{words}”", words=label) for label in labels)


def _service(service: Service, say: Translator) -> str:
    name = _line(say.name(service.name))
    if service.assured_date is None:
        return say("{name} (not confirmed before)", name=name)
    return say("{name} (last confirmed {date})", name=name, date=say.date(service.assured_date))


def draft(words: Message, one: Due, catalogue: Catalogue, *, sheet: bytes, sheet_name: str) -> bytes:
    """The message as a file that mail programs open as a draft, its sheet attached.

    No From: the mail program puts in whose it is. Every header is one line: ``EmailMessage``
    refuses a line break, and addresses that are not plain ones were refused before.
    """
    mail = EmailMessage(policy=SMTP)
    mail["X-Unsent"] = "1"
    mail["To"] = Address(_line(Translator(one.language).name(one.organization.name)), addr_spec=one.email)
    mail["Subject"] = _line(words.subject)
    reply = catalogue.publisher.email
    if reply and is_email(reply):
        mail["Reply-To"] = Address(addr_spec=reply)
    mail.set_content(words.body + "\n", cte="quoted-printable")
    mail.add_attachment(sheet, maintype=_SHEET_TYPE[0], subtype=_SHEET_TYPE[1], filename=sheet_name)
    # Equal messages are equal files; the boundary cannot stand in quoted-printable or base64.
    mail.set_boundary(f"=_ohjaus_{sheet_name.partition('.')[0]}"[:68])
    return mail.as_bytes()


def as_text(words: Message, one: Due) -> bytes:
    """The message as plain text, for those who copy it; Windows' line ends."""
    lines = [one.email or one.phone, words.subject, "", *words.body.split("\n"), ""]
    return b"\xef\xbb\xbf" + "\r\n".join(lines).encode()


def _line(words: str) -> str:
    """Words in one line that may stand in a header, short enough for one (RFC 5322, 2.1.1)."""
    line = " ".join("".join(letter if letter.isprintable() else " " for letter in words).split())
    return line if len(line) <= _LONGEST_LINE else f"{line[: _LONGEST_LINE - 1]}…"
