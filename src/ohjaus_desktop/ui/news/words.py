"""A change in words: a row of the list, a mark beside a service, and the change in full."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ohjaus_desktop.guidance.differences import Difference, differences, facts
from ohjaus_desktop.guidance.record_words import Names
from ohjaus_desktop.texts import Translator, mark
from ohjaus_desktop.ui.news.collected import Change
from ohjaus_desktop.ui.two_line_list import Row
from ohjaus_desktop.workplace import HELSINKI

_KINDS = {
    "moved": mark("the phone number has changed"),
    "changed": mark("changed"),
    "new": mark("new"),
    "gone": mark("no longer in use"),
}
_MARKS = {
    "moved": mark("phone number changed {day}"),
    "changed": mark("changed {day}"),
    "new": mark("new {day}"),
    "gone": mark("ended {day}"),
}
_FLAGS = {"favourite": mark("favourite"), "chosen": mark("chosen")}
_SECTIONS = {
    "services": mark("Service"),
    "organizations": mark("Organization"),
    "locations": mark("Place"),
    "notices": mark("Notice"),
    "helplines": mark("Helpline"),
}
PICTURES = {"moved": "phone", "gone": "close", "changed": "recents", "new": "add"}
TONES = {"moved": "warning", "gone": "error", "changed": "accent", "new": "ok"}


@dataclass(frozen=True, slots=True)
class InFull:
    """One change. badges: tone and words. told: field by field; whole: what a new or gone record tells.

    service_id: to be opened; "" where there is none to open.
    """

    name: str
    provider: str
    badges: tuple[tuple[str, str], ...]
    told: tuple[Difference, ...]
    whole: tuple[tuple[str, str], ...]
    service_id: str


def row(change: Change, say: Translator) -> Row:
    """A row of the list: what, who, how it changed."""
    kind = say(_KINDS[change.kind])
    section = "" if change.news.section == "services" else say(_SECTIONS[change.news.section])
    about = " · ".join(part for part in (kind[:1].upper() + kind[1:], section, change.provider) if part)
    return Row(
        change.key,
        change.name,
        about,
        say(_FLAGS[change.flag]) if change.flag else "",
        picture=PICTURES[change.kind],
        tone=TONES[change.kind],
    )


def counted(changes: Sequence[Change], say: Translator) -> str:
    """How many of each kind, in a line: "1 numero vaihtunut · 3 muuttunutta · 1 uusi"."""
    number = Counter(one.kind for one in changes)
    told = (
        (number["moved"], say.plural("{number} phone number", "{number} phone numbers", number["moved"])),
        (number["gone"], say.plural("{number} gone", "{number} gone", number["gone"])),
        (number["changed"], say.plural("{number} changed", "{number} changed", number["changed"])),
        (number["new"], say.plural("{number} new", "{number} new", number["new"])),
    )
    return " · ".join(words for many, words in told if many)


def marked(changes: Sequence[Change], say: Translator) -> Mapping[str, str]:
    """A few words by the id of each changed service: "muuttunut 21.11."."""
    return {
        change.news.id: say(_MARKS[change.kind], day=_day(change))
        for change in changes
        if change.news.section == "services"
    }


def _day(change: Change) -> str:
    day = change.news.at.astimezone(HELSINKI).date()
    return f"{day.day}.{day.month}."


def in_full(change: Change, names: Names, say: Translator) -> InFull:
    """Everything about one change."""
    news = change.news
    badges = [(TONES[change.kind], say(_MARKS[change.kind], day=_day(change)))]
    if change.flag:
        badges.append(("accent", say(_FLAGS[change.flag])))
    both = news.before is not None and news.now is not None
    record = news.now or news.before
    return InFull(
        name=change.name,
        provider=change.provider or say(_SECTIONS[news.section]),
        badges=tuple(badges),
        told=differences(news.before, news.now, say, names=names) if news.before and news.now else (),
        whole=() if both or record is None else facts(record, say, names=names),
        service_id=news.id if news.section == "services" and news.now is not None else "",
    )
