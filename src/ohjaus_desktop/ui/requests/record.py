"""What a request has gone through, in words: consent, history, and who was told what."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from ohjaus_desktop.documents.referral import codes
from ohjaus_desktop.guidance.hours import HELSINKI
from ohjaus_desktop.register.journal import Disclosure, Use
from ohjaus_desktop.register.model import Consent, Event, EventKind, GivenHow, Recipient
from ohjaus_desktop.texts import current, mark, text
from ohjaus_desktop.ui.requests import words

_HOW: dict[GivenHow, str] = {
    "spoken": mark("spoken"),
    "phone": mark("on the phone"),
    "written": mark("in writing"),
}
_EVENTS: dict[EventKind, str] = {
    "requested": mark("The request was made"),
    "tried": mark("The client could not be reached"),
    "follow_up": mark("Follow-up day changed"),
    "corrected": mark("The request was corrected"),
    "withdrawn": mark("The client withdrew the consent"),
    "error": mark("Marked as entered in error"),
    "handed_over": mark("Handed over to a colleague"),
    "passed_on": mark("Passed on to another service"),
    "route": mark("Another way was taken"),
    "renewed": mark("The client was asked again and allowed it"),
}


def moment(at: datetime) -> str:
    """A moment as people write it: pe 20.11.2026 klo 10.30."""
    say, here = current(), at.astimezone(HELSINKI)
    return text(
        "{weekday} {date} at {clock}", weekday=say.weekday(here), date=say.date(here), clock=_clock(here)
    )


def _clock(here: datetime) -> str:
    mark_ = ":" if current().language == "en" else "."
    return f"{here.hour}{mark_}{here.minute:02}"


def consent(given: Consent) -> tuple[str, ...]:
    """When, how and by whom it was written down, and until when it holds."""
    say = current()
    how = text(_HOW[given.given_how]) if given.given_how else ""
    lines = []
    if given.given_at is not None:
        lines.append(text("Given {when}", when=moment(given.given_at)) + (f", {how}" if how else ""))
    if given.recorded_by:
        lines.append(text("Recorded by {name}", name=given.recorded_by))
    if given.withdrawn_at is not None:
        lines.append(text("Withdrawn {when}", when=moment(given.withdrawn_at)))
    elif given.expires_on is not None:
        lines.append(
            text("Holds until the matter is closed, at the latest {date}", date=say.date(given.expires_on))
        )
    else:
        lines.append(text("Holds until the matter is closed"))
    return tuple(lines)


def history(recipient: Recipient) -> tuple[tuple[str, str], ...]:
    """When and what, newest first."""
    return tuple((f"{moment(one.at)}, {one.by}", _event(one)) for one in reversed(recipient.events))


def _event(event: Event) -> str:
    say = current()
    parts = [text(_EVENTS[event.kind])] if event.kind in _EVENTS else []
    if event.undoes:
        parts = [text("Outcome taken back: {state}", state=words.standing(event.state).words)]
    elif event.kind == "outcome":
        parts = [words.standing(event.state).words]
    if event.why:
        parts.append(words.why(event.why))
    if event.kind == "follow_up" and event.follow_up_on is not None:
        parts.append(say.date(event.follow_up_on))
    if event.note:
        parts.append(_way(event.note) if event.kind == "route" else event.note)
    return ": ".join([parts[0], ", ".join(parts[1:])]) if len(parts) > 1 else parts[0]


def data(kinds: Sequence[str]) -> str:
    """Kinds of data in words."""
    return ", ".join(dict.fromkeys(text(codes.DATA[kind]) if kind in codes.DATA else kind for kind in kinds))


def disclosures(given: Sequence[Disclosure]) -> tuple[tuple[str, str], ...]:
    """When, and to whom what was given, newest first."""
    return tuple((f"{moment(one.at)}, {one.by}", disclosed(one)) for one in reversed(given))


def disclosed(one: Disclosure) -> str:
    """To whom, what, and by which way."""
    way = _way(one.route)
    to = one.recipient or text("to the client")
    told = f"{to}: {data(one.what)}"
    return f"{told} ({way})" if way else told


def _way(route: str) -> str:
    """How it went, "" where it is none of the ways of a request."""
    return text(codes.ROUTES[route]) if route in codes.ROUTES else ""


def use(kind: str) -> str:
    """What somebody did, in words."""
    return text(codes.USES[kind]) if kind in codes.USES else kind


def uses(noted: Sequence[Use]) -> tuple[tuple[str, str], ...]:
    """When, and who did what, newest first."""
    return tuple((moment(one.at), f"{one.by}: {use(one.kind)}") for one in reversed(noted))
