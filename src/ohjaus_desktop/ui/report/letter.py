"""The report as plain text and as the address that opens an e-mail program."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from ohjaus_desktop.texts import Translator, mark

FIELDS = (
    ("phone", mark("Phone number")),
    ("hours", mark("Opening hours")),
    ("place", mark("Place or address")),
    ("for_whom", mark("For whom")),
    ("cost", mark("Cost")),
    ("how", mark("How to begin")),
    ("name", mark("Name or description")),
    ("ended", mark("The service has ended")),
    ("missing", mark("Something is missing")),
)
"""What can be wrong: closed, so that most reports need no free text."""
_OF_AN_ORGANIZATION = frozenset({"phone", "hours", "place", "name", "missing"})
LONGEST_ADDRESS = 2000
"""Letters of a mailto address. Windows hands no longer one to the e-mail program: the command line
that starts it has 2,048 (Microsoft, "Maximum URL length is 2,083 characters")."""
LONGEST_WORDS = 1500
_NUMBER = re.compile(r"(?<![\w.])(?:\+|0)(?:[\s()-]{0,2}\d){5,}(?![\w])")
_MAIL = re.compile(r"[^@\s]+@[^@\s]+")


@dataclass(frozen=True, slots=True)
class Record:
    """The public record that a report is about, and the catalogue that it stands in.

    section: services or organizations; organization: who provides a service, "" where it is one.
    """

    id: str
    name: str
    organization: str
    catalogue: str
    sequence: int
    published: date
    numbers: tuple[str, ...] = ()
    section: str = "services"

    @property
    def fields(self) -> tuple[tuple[str, str], ...]:
        """What can be wrong about it, of FIELDS."""
        if self.section == "services":
            return FIELDS
        return tuple(one for one in FIELDS if one[0] in _OF_AN_ORGANIZATION)


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who can put it right. who: "publisher" or "organization"; email, phone: "" where not known."""

    who: str
    name: str
    email: str
    phone: str


@dataclass(frozen=True, slots=True)
class Letter:
    """Subject and text, ready to be sent."""

    subject: str
    body: str

    @property
    def whole(self) -> str:
        """Both, to be copied or kept."""
        return f"{self.subject}\n\n{self.body}"


def letter(record: Record, wrong: Sequence[str], words: str, sender: str, say: Translator) -> Letter:
    """Write the report. wrong: keys of FIELDS; words: the worker's own; sender: the service point."""
    named = [say(label) for key, label in FIELDS if key in wrong]
    published = say(
        "number {number}, published {day}", number=record.sequence, day=say.date(record.published)
    )
    # Outside the strings: what stands inside is not found when the messages are gathered.
    kind = say("Service") if record.section == "services" else say("Organization")
    by, id_, what, wrongly = say("Organization"), say("Id"), say("Service catalogue"), say("What is wrong")
    reporter = say("Reported by")
    lines = [
        say("Hello, something in the service catalogue seems to be wrong."),
        "",
        f"{kind}: {record.name}",
        f"{by}: {record.organization}" if record.organization else "",
        f"{id_}: {record.id}",
        f"{what}: {record.catalogue}, {published}",
        "",
        f"{wrongly}: {', '.join(named)}" if named else "",
        words.strip(),
        "",
        f"{reporter}: {sender}" if sender else "",
    ]
    kept = [line for at, line in enumerate(lines) if line or (at and lines[at - 1])]
    subject = (
        say("Correction to the service: {name}", name=record.name)
        if record.section == "services"
        else say("Correction to the organization: {name}", name=record.name)
    )
    return Letter(subject, "\n".join(kept).strip())


def mail_address(email: str, written: Letter) -> str:
    """What opens the e-mail program with the letter in it. Source: RFC 6068."""
    body = written.body.replace("\n", "\r\n")
    return f"mailto:{quote(email, safe='@')}?subject={quote(written.subject)}&body={quote(body)}"


def is_mail(email: str) -> bool:
    """Whether it can be written to."""
    return _MAIL.fullmatch(email.strip()) is not None


def strange_numbers(words: str, known: Sequence[str]) -> list[str]:
    """What looks like a telephone number and is not the record's own: a client's, perhaps."""
    own = {re.sub(r"\D", "", number) for number in known}
    return [found.strip() for found in _NUMBER.findall(words) if re.sub(r"\D", "", found) not in own]
