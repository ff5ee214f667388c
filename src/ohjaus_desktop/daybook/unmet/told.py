"""The overview of unmet needs in words: the same on the screen, on paper and in a table."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ohjaus_desktop.catalogue.navigation import Need
from ohjaus_desktop.daybook.unmet.overview import FEWEST, Line, Overview, Topic
from ohjaus_desktop.daybook.unmet.periods import rule
from ohjaus_desktop.daybook.unmet.record import AGES, REASONS, WAYS, area_name, need_name
from ohjaus_desktop.guidance.places import Places
from ohjaus_desktop.texts import Translator

Named = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Part:
    """A short list: what it is about, and its names with their numbers in words."""

    heading: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ToldTopic:
    """One group of needs. came: what has come for it, a sentence and the service's id."""

    name: str
    number: str
    parts: tuple[Part, ...]
    came: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Told:
    """The whole overview. rest: about all needs together. rules: how it is counted and kept."""

    title: str
    period: str
    total: str
    topics: tuple[ToldTopic, ...]
    rest: tuple[Part, ...]
    rules: tuple[str, ...]


def told(
    made: Overview,
    needs: Mapping[str, Need],
    places: Places,
    say: Translator,
    service_name: Named,
) -> Told:
    """Put it into words. needs: by id; service_name: what a service is called, "" where it is gone."""
    rest = (
        _part(say("Age"), made.ages, lambda key: say(AGES[key]), say),
        _part(say("Client contact"), made.ways, lambda key: say(WAYS[key]), say),
    )
    return Told(
        title=say("Unmet needs"),
        period=made.half.name(say),
        total=_total(made.total, say),
        topics=tuple(_topic(one, needs, places, say, service_name) for one in made.topics),
        rest=tuple(filter(None, rest)),
        rules=_rules(made.half.last, say),
    )


def _topic(
    one: Topic, needs: Mapping[str, Need], places: Places, say: Translator, service_name: Named
) -> ToldTopic:
    def need(key: str) -> str:
        return say("not specified") if key == one.line.key else need_name(key, needs, say)

    def area(key: str) -> str:
        return area_name(key, places, say)

    parts = (
        _part(say("Need"), one.needs if len(one.needs) > 1 or _is_finer(one) else (), need, say),
        _part(say("Where"), one.areas, area, say),
        _part(say("Why"), one.reasons, lambda key: say(REASONS[key]), say),
    )
    return ToldTopic(
        need_name(one.line.key, needs, say),
        _number(one.line, say),
        tuple(filter(None, parts)),
        tuple(
            (
                say(
                    "Has come since: {service} ({area}, {day})",
                    service=service,
                    area=area(met.area),
                    day=say.date(met.day),
                ),
                met.service_id,
            )
            for met in one.came
            if (service := service_name(met.service_id))
        ),
    )


def as_csv(one: Told, say: Translator) -> str:
    """As spreadsheet programs of this country open it at a double click: semicolons."""
    words = io.StringIO(newline="")
    writer = csv.writer(words, delimiter=";")
    writer.writerow([say("Period"), say("Topic"), say("Broken down by"), say("Of which"), say("Number")])
    writer.writerow([one.period, say("All"), "", "", one.total])
    for topic in one.topics:
        writer.writerow(_harmless([one.period, topic.name, "", "", topic.number]))
        for part in topic.parts:
            writer.writerows(_harmless([one.period, topic.name, part.heading, *row]) for row in part.rows)
        writer.writerows(
            _harmless([one.period, topic.name, say("New services"), sentence, ""])
            for sentence, _ in topic.came
        )
    for part in one.rest:
        writer.writerows(_harmless([one.period, say("All"), part.heading, *row]) for row in part.rows)
    return words.getvalue()


def _harmless(cells: Sequence[str]) -> list[str]:
    # The names are somebody else's: no spreadsheet shall take one for a formula.
    return [cell if not cell or cell[0].isalnum() else f"'{cell}" for cell in cells]


def _is_finer(topic: Topic) -> bool:
    return any(line.key != topic.line.key for line in topic.needs)


def _part(heading: str, lines: Sequence[Line], named: Named, say: Translator) -> Part | None:
    return Part(heading, tuple((named(line.key), _number(line, say)) for line in lines)) if lines else None


def _number(line: Line, say: Translator) -> str:
    if line.number is not None:
        return str(line.number)
    return say("under {number}", number=FEWEST) if line.few else say("not shown")


def _total(line: Line, say: Translator) -> str:
    if line.number is None:
        return say("under {number} recorded needs", number=FEWEST)
    return say.plural("{number} recorded need", "{number} recorded needs", line.number)


def _rules(on: date, say: Translator) -> tuple[str, ...]:
    return (
        say(
            "Numbers under {number} are not shown, nor one from which such a number could be counted. "
            "A need may have several reasons.",
            number=FEWEST,
        ),
        say(
            "A small municipality is counted as its river valley or county, all sensitive needs together "
            "by county. Records are kept for {years} years.",
            years=rule(on).halves // 2,
        ),
    )
