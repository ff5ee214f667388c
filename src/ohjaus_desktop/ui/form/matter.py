"""What one recipient is asked: the matter in a sentence, and the way it takes. Nothing of the others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import cast

from msgspec.structs import replace
from PySide6.QtCore import QDate
from PySide6.QtWidgets import QDateEdit, QSizePolicy

from ohjaus_desktop.documents.chosen import Chosen
from ohjaus_desktop.guidance import hours, workdays
from ohjaus_desktop.guidance.hours import Opening, OpenState
from ohjaus_desktop.guidance.wording import opening_sentence
from ohjaus_desktop.register import checks
from ohjaus_desktop.register.making import promised_days
from ohjaus_desktop.register.model import Content, Matter, Route, Snapshot
from ohjaus_desktop.texts import current, plural, text
from ohjaus_desktop.ui.form.choices import ChipsPart, OptionsPart
from ohjaus_desktop.ui.form.fields import Part, SentencePart
from ohjaus_desktop.ui.form.section import Folds, Section
from ohjaus_desktop.ui.words import Words


def route_names() -> dict[Route, tuple[str, str]]:
    """What each way is called, and what will happen."""
    return {
        "joint_call": (
            text("Let us call together now"),
            text("The number and what to say come onto the screen."),
        ),
        "protected_mail": (
            text("Copy into protected mail"),
            text("Subject and message are copied one by one; the subject tells no name."),
        ),
        "letter": (
            text("Letter to the organization"),
            text("It is printed beside the client’s page."),
        ),
    }


def calls(snapshot: Snapshot, at: datetime) -> Opening:
    """Whether the service answers its phone at this moment, and when it does next."""
    chosen = Chosen(snapshot.service, snapshot.organization, snapshot.locations, hours.UNKNOWN)
    return chosen.phone_opening(at)


def promised_on(matter: Matter, asked_at: datetime) -> date | None:
    """The last day on which the service has promised to answer by this way; None for no promise."""
    days = promised_days(matter)
    return None if days is None else workdays.answer_by(asked_at, days)


class DayPart(Part):
    """A day, typed or stepped; never one that has passed."""

    def __init__(self, path: str, label: str, earliest: date) -> None:
        super().__init__(path, label)
        self.box = QDateEdit()
        self.box.setDisplayFormat("d.M.yyyy")
        self.box.setMinimumDate(QDate(earliest.year, earliest.month, earliest.day))
        self.box.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.set_input(self.box, label)
        self.box.dateChanged.connect(self.edited)

    def value(self) -> date:
        """The day."""
        day = self.box.date()
        return date(day.year(), day.month(), day.day())

    def show_value(self, day: date) -> None:
        """Show this day."""
        self.box.setDate(QDate(day.year, day.month, day.day))


class MatterSection(Section):
    """The matter is empty at first: words of the search never come here."""

    def __init__(
        self,
        at: int,
        *,
        name: str,
        snapshot: Snapshot,
        reasons: Sequence[tuple[str, str]],
        now: Callable[[], datetime],
        warn: Callable[[str, Content], Sequence[str]],
        urgent: bool = False,
    ) -> None:
        """at: which of the matters. name: heading. warn: what may be worth another look in these words.

        urgent: it is looked after on the same day.
        """
        super().__init__(name)
        self._at, self._snapshot, self._now, self._warn = at, snapshot, now, warn
        self._is_urgent = urgent
        self._routes: tuple[str, ...] = ()
        path = f"matters.{at}"
        self.matter = self.add(
            SentencePart(
                f"{path}.matter",
                text("The matter in one sentence"),
                example=text("What help does the client ask for, in their own words?"),
                longest=checks.LONGEST_MATTER * 2,
            )
        )
        self.passed_on = self.put(Words(tone="muted"))
        names = route_names()
        self.route = self.add(
            OptionsPart(
                f"{path}.route",
                text("How the request goes"),
                [(route, words) for route, (words, _hint) in names.items()],
                hints=[hint for _words, hint in names.values()],
                upright=True,
            )
        )
        self.later = self.put(Words(tone="muted"))
        self.days = self.put(Words(tone="muted"))
        self.folds = self.put(Folds())
        self._more(path, reasons)

    def _more(self, path: str, reasons: Sequence[tuple[str, str]]) -> None:
        self.reasons = self.join(ChipsPart(f"{path}.reasons", text("What is hoped for"), reasons))
        self.tried = self.join(SentencePart(f"{path}.tried", text("What has been tried")))
        self.hope = self.join(SentencePart(f"{path}.hope", text("What the client hopes for")))
        self.promised = self.join(SentencePart(f"{path}.promised", text("What was promised to the client")))
        self.answer_to = self.join(
            SentencePart(
                f"{path}.answer_to",
                text("How and to whom to answer"),
                example=text("after three tries, a message to the service point"),
            )
        )
        self.follow_up = self.join(DayPart(f"{path}.follow_up_on", text("Follow-up day"), self._now().date()))
        if reasons:
            self.folds.offer("reasons", text("What is hoped for"), self.reasons)
        self.folds.offer(
            "more",
            text("More"),
            *(self.tried, self.hope, self.promised, self.answer_to, self.follow_up),
        )

    def show_content(self, content: Content) -> None:
        """Fill in the answers that there are."""
        matter = content.matters[self._at]
        for part, words in (
            (self.matter, matter.matter),
            (self.tried, matter.tried),
            (self.hope, matter.hope),
            (self.promised, matter.promised),
            (self.answer_to, matter.answer_to),
        ):
            part.show_value(words)
        self.reasons.show_value(matter.reasons)
        if matter.reasons:
            self.folds.unfold("reasons")
        self.route.show_value(matter.route)
        self.follow_up.show_value(matter.follow_up_on or self._suggested(matter))
        if matter.tried or matter.hope or matter.promised or matter.answer_to:
            self.folds.unfold("more")

    def written(self, content: Content) -> Content:
        """The content with what stands here now."""
        matters, before = list(content.matters), content.matters[self._at]
        day = self.follow_up.value()
        matters[self._at] = replace(
            before,
            matter=self.matter.value(),
            reasons=self.reasons.value(),
            tried=self.tried.value(),
            hope=self.hope.value(),
            promised=self.promised.value(),
            answer_to=self.answer_to.value(),
            route=cast("Route", self.route.value()),
            follow_up_on=None if day == self._suggested(before) else day,
        )
        return replace(content, matters=tuple(matters))

    def fit(self, content: Content) -> None:
        """Only for a recipient that the client allowed; only ways that this service takes."""
        matter = content.matters[self._at]
        self.setVisible(matter.consent.given == "yes")
        ways = checks.routes(self._snapshot, sensitive=content.sensitive)
        self.route.allow(ways)
        times = matter.times_passed_on
        self.passed_on.setVisible(bool(times))
        self.passed_on.setText(plural("Passed on {number} time", "Passed on {number} times", times))
        later = self._call_later() if "joint_call" in ways else ""
        self.later.say(later)
        self.days.setText(self._told(matter))
        if matter.follow_up_on is None:
            self.follow_up.show_value(self._suggested(matter))
        for part in (self.matter, self.tried, self.hope, self.promised, self.answer_to):
            part.show_advice(self._warn(part.value(), content) if part.value() else ())

    def _call_later(self) -> str:
        """When somebody answers the phone, where nobody does now."""
        at = self._now()
        opening = calls(self._snapshot, at)
        if opening.state is not OpenState.CLOSED:
            return ""
        sentence = opening_sentence(opening, at, current())
        return text("Calling together: {opening}", opening=sentence[:1].lower() + sentence[1:])

    def _told(self, matter: Matter) -> str:
        say, promised = current(), promised_on(matter, self._now())
        told = []
        if promised is not None:
            told.append(
                text(
                    "They have promised to answer by {weekday} {date}.",
                    weekday=say.weekday(promised),
                    date=say.date(promised),
                )
            )
        day = matter.follow_up_on or self._suggested(matter)
        told.append(text("Look after it on {weekday} {date}.", weekday=say.weekday(day), date=say.date(day)))
        return " ".join(told)

    def _suggested(self, matter: Matter) -> date:
        """The usual day; what is not changed here is computed when the request is made."""
        at = self._now()
        return at.date() if self._is_urgent else workdays.follow_up_on(promised_on(matter, at), at)
