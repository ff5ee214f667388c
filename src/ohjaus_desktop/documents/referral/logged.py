"""The two logs in words for the client: who used their data, and to whom it was given."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from msgspec import Struct

from ohjaus_desktop.documents.page import Row
from ohjaus_desktop.guidance.hours import HELSINKI
from ohjaus_desktop.register.model import State
from ohjaus_desktop.texts import Translator, mark

STATES: dict[State, str] = {
    "draft": mark("Draft"),
    "requested": mark("Waiting for an answer"),
    "accepted": mark("Taken up"),
    "rejected": mark("Not taken up"),
    "in-progress": mark("Help has begun"),
    "completed": mark("Done"),
    "failed": mark("Help did not begin"),
    "cancelled": mark("Consent withdrawn"),
    "entered-in-error": mark("Entered in error"),
}
_USES = {
    "requested": mark("made the request"),
    "viewed": mark("looked at the request"),
    "corrected": mark("corrected"),
    "outcome": mark("noted how it went"),
    "follow_up": mark("moved the follow-up day"),
    "withdrawn": mark("noted that the consent was withdrawn"),
    "error": mark("marked as entered in error"),
    "handed_over": mark("handed over"),
    "taken_over": mark("took over"),
    "taken_back": mark("took back"),
    "passed_on": mark("passed on"),
    "route": mark("took another way"),
    "renewed": mark("renewed the consent"),
    "disclosed": mark("gave data"),
    "printed": mark("printed"),
    "copied": mark("copied"),
    "exported": mark("exported"),
    "reported": mark("asked for the report"),
    "erased": mark("erased"),
    "searched": mark("searched the list"),
    "discarded": mark("threw a draft away"),
    "expired": mark("erased when its time was over"),
    "backed_up": mark("backed up"),
    "restored": mark("brought back from a backup"),
}
_DATA = {
    "name": mark("name"),
    "phone": mark("phone number"),
    "second_phone": mark("second number"),
    "email": mark("e-mail address"),
    "contact": mark("how to call safely"),
    "safe_contact": mark("how to call safely"),
    "subject": mark("whose matter it is"),
    "interpreter": mark("interpreter"),
    "language": mark("language"),
    "municipality": mark("municipality"),
    "age_group": mark("age"),
    "senses": mark("hearing, sight or speech"),
    "matter": mark("the matter"),
    "page": mark("the client’s page"),
    "record": mark("everything that is stored"),
    "everything": mark("everything that is stored"),
}
ROUTES = {
    "joint_call": mark("called together"),
    "protected_mail": mark("by protected mail"),
    "letter": mark("by letter"),
}


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
        Row(moment(one.at, say), (f"{one.by}: {say(_USES[one.kind]) if one.kind in _USES else one.kind}",))
        for one in noted
    ]


def disclosures(noted: Sequence[Given], say: Translator) -> list[Row]:
    """What was given to whom when, by which way, oldest first."""
    return [Row(moment(one.at, say), (_given(one, say),)) for one in noted]


def _given(one: Given, say: Translator) -> str:
    what = ", ".join(dict.fromkeys(say(_DATA[kind]) if kind in _DATA else kind for kind in one.what))
    way = f" ({say(ROUTES[one.route])})" if one.route in ROUTES else ""
    return f"{one.recipient or say('to the client')}: {what}{way}. {one.by}"


def moment(at: datetime, say: Translator) -> str:
    """20.11.2026 10.15, in Finnish time."""
    here = at.astimezone(HELSINKI)
    return f"{say.date(here.date())} {here.hour}{':' if say.language == 'en' else '.'}{here.minute:02}"
