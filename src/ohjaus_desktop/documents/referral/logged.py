"""The two logs in words for the client: who used their data, and to whom it was given."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from msgspec import Struct

from ohjaus_desktop.documents.page import Row
from ohjaus_desktop.documents.referral.codes import DATA, ROUTES, USES
from ohjaus_desktop.guidance.hours import HELSINKI
from ohjaus_desktop.texts import Translator


class Used(Struct, frozen=True):
    """One use, as the export has it."""

    at: datetime
    by: str
    kind: str


class Given(Struct, frozen=True):
    """One disclosure, as the export has it. recipient: "" for the client."""

    at: datetime
    by: str
    recipient: str
    what: tuple[str, ...]
    route: str


def uses(noted: Sequence[Used], say: Translator) -> list[Row]:
    """Who did what when, oldest first; a kind without words stands as it is."""
    return [
        Row(moment(one.at, say), (f"{one.by}: {say(USES[one.kind]) if one.kind in USES else one.kind}",))
        for one in noted
    ]


def disclosures(noted: Sequence[Given], say: Translator) -> list[Row]:
    """What was given to whom when, by which way, oldest first."""
    return [Row(moment(one.at, say), (_given(one, say),)) for one in noted]


def _given(one: Given, say: Translator) -> str:
    what = ", ".join(dict.fromkeys(say(DATA[kind]) if kind in DATA else kind for kind in one.what))
    way = f" ({say(ROUTES[one.route])})" if one.route in ROUTES else ""
    return f"{one.recipient or say('to the client')}: {what}{way}. {one.by}"


def moment(at: datetime, say: Translator) -> str:
    """20.11.2026 10.15, in Finnish time."""
    here = at.astimezone(HELSINKI)
    return f"{say.date(here.date())} {here.hour}{':' if say.language == 'en' else '.'}{here.minute:02}"
