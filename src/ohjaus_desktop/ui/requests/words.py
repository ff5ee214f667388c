"""A contact request in words: its state, what is due, and one sentence for a whole row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ohjaus_desktop.documents.referral import codes
from ohjaus_desktop.register.model import Row, State, Why, holder
from ohjaus_desktop.texts import Translator, current, mark, plural, text

LONG_OVERDUE_DAYS = 7
"""From so many days on, what is overdue is told in red: a week is the longest between two looks."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How something is: the words, and the tone and picture that say the same once more."""

    words: str
    tone: str = ""
    picture: str = ""


_TONES: dict[State, tuple[str, str]] = {
    "draft": ("closed", "paper"),
    "requested": ("accent", "clock"),
    "accepted": ("accent", "check"),
    "rejected": ("warning", "info"),
    "in-progress": ("ok", "hand_in_hand"),
    "completed": ("ok", "check"),
    "failed": ("warning", "info"),
    "cancelled": ("closed", "close"),
    "entered-in-error": ("closed", "close"),
}
"""The tone and the picture of each state."""

WHYS: dict[Why, str] = {
    "full": mark("No room for new clients"),
    "not_suitable": mark("The service is meant for something else"),
    "wrong_area": mark("The service does not cover the place where the client lives"),
    "age": mark("The service is for another age"),
    "not_reached": mark("The client could not be reached"),
    "no_answer": mark("The organization has not answered"),
    "changed_mind": mark("The client chose otherwise"),
    "other_help": mark("Help was found elsewhere"),
    "passed_on": mark("Passed on to another service"),
    "other": mark("Another reason"),
}


def standing(state: State) -> Standing:
    """The state of one recipient's request, in the language in use."""
    return Standing(text(codes.STATES[state]), *_TONES[state])


def why(reason: Why) -> str:
    """Why help did not begin; "" for no reason."""
    return text(WHYS[reason]) if reason else ""


def day_words(day: date, today: date, say: Translator) -> str:
    """A day near today as it is said: today, tomorrow, to 26.11.; with its year where that differs."""
    if day == today:
        return text("Today")
    if (day - today).days == 1:
        return text("Tomorrow")
    written = say.date(day) if day.year != today.year else f"{day.day}.{day.month}."
    return f"{say.weekday(day)} {written}"


def due(day: date | None, today: date) -> Standing:
    """When something is to be done, and how late it is."""
    if day is None:
        return Standing("")
    late = (today - day).days
    if late > 0:
        tone = "error" if late >= LONG_OVERDUE_DAYS else "warning"
        return Standing(plural("{number} day late", "{number} days late", late), tone, "warning")
    return Standing(day_words(day, today, current()), "warning" if late == 0 else "", "clock")


def passed_on(times: int) -> str:
    """Kindly: how often the same matter was passed on."""
    return plural("Passed on {number} time", "Passed on {number} times", times) if times else ""


def client(row: Row) -> str:
    """Whose request it is; for a colleague's restricted request only that."""
    return (
        text("Only for {name}", name=holder(row) or row.made_by)
        if row.hidden
        else row.client or text("No name")
    )


def sentence(row: Row, today: date) -> str:
    """The whole row for a screen reader."""
    say = current()
    when = due(row.due_on, today)
    parts = (
        client(row),
        say.name(row.service),
        say.name(row.organization),
        standing(row.state).words,
        why(row.why),
        text("follow-up: {when}", when=when.words) if when.words else "",
        passed_on(row.times_passed_on),
        text("made {date}", date=say.date(row.made_at.date())),
        row.case_number,
    )
    return ", ".join(part for part in parts if part)
