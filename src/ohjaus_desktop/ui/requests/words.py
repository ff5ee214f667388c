"""A contact request in words: its state, what is due, and one sentence for a whole row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ohjaus_desktop.register.model import Route, Row, State, Why, holder
from ohjaus_desktop.texts import Translator, current, mark, plural, text

LONG_OVERDUE_DAYS = 7
"""From so many days on, what is overdue is told in red: a week is the longest between two looks."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How something is: the words, and the tone and picture that say the same once more."""

    words: str
    tone: str = ""
    picture: str = ""


_STANDINGS: dict[State, Standing] = {
    "draft": Standing(mark("Draft"), "closed", "paper"),
    "requested": Standing(mark("Waiting for an answer"), "accent", "clock"),
    "accepted": Standing(mark("Taken up"), "accent", "check"),
    "rejected": Standing(mark("Not taken up"), "warning", "info"),
    "in-progress": Standing(mark("Help has begun"), "ok", "hand_in_hand"),
    "completed": Standing(mark("Done"), "ok", "check"),
    "failed": Standing(mark("Help did not begin"), "warning", "info"),
    "cancelled": Standing(mark("Consent withdrawn"), "closed", "close"),
    "entered-in-error": Standing(mark("Entered in error"), "closed", "close"),
}

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

ROUTES: dict[Route, str] = {
    "joint_call": mark("called together"),
    "protected_mail": mark("by protected mail"),
    "letter": mark("by letter"),
}


def standing(state: State) -> Standing:
    """The state of one recipient's request, in the language in use."""
    known = _STANDINGS[state]
    return Standing(text(known.words), known.tone, known.picture)


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
