"""Half a year of unmet needs in numbers from which nobody can be told.

A number under five is not told, and where only one would be missing from a sum that is told, a
second one is held back too: threshold rule and complementary suppression, as the Glossary of
Statistical Disclosure Control (UNECE and Eurostat, 2005) calls them.
The lists under a topic share no cells: no list crossed with another.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ohjaus_desktop.catalogue.navigation import Need
from ohjaus_desktop.daybook.unmet.periods import Half
from ohjaus_desktop.daybook.unmet.record import AGES, REASONS, WAYS, Unmet
from ohjaus_desktop.daybook.unmet.store import Met

FEWEST = 5
"""The smallest number that is told."""


@dataclass(frozen=True, slots=True)
class Line:
    """How many there are of one kind. number: None where it is not told; few: because it is 1–4."""

    key: str
    number: int | None
    few: bool = False


@dataclass(frozen=True, slots=True)
class Topic:
    """One group of needs. Its needs, areas and reasons are told only where its own number is.

    came: services that have come for one of its needs where somebody was waiting.
    """

    line: Line
    needs: tuple[Line, ...] = ()
    areas: tuple[Line, ...] = ()
    reasons: tuple[Line, ...] = ()
    came: tuple[Met, ...] = ()


@dataclass(frozen=True, slots=True)
class Overview:
    """Half a year. total: of all needs; topics: most first, then those that are not told."""

    half: Half
    total: Line
    topics: tuple[Topic, ...] = ()
    ages: tuple[Line, ...] = ()
    ways: tuple[Line, ...] = ()


def overview(half: Half, kept: Sequence[Unmet], needs: Mapping[str, Need], met: Iterable[Met]) -> Overview:
    """Count what was written down within a half-year. needs: of the catalogue, by id."""
    total = _line("", len(kept))
    by_topic: dict[str, list[Unmet]] = defaultdict(list)
    for one in kept:
        by_topic[_topic(one.need, needs)].append(one)
    came: dict[str, list[Met]] = defaultdict(list)
    waited = {(one.need, one.area) for one in kept}
    for service in met:
        if (service.need, service.area) in waited:
            came[_topic(service.need, needs)].append(service)
    lines = protected({key: len(ones) for key, ones in by_topic.items()})
    if total.number is None:
        lines = tuple(Line(line.key, None) for line in sorted(lines, key=lambda line: line.key))
    topics = tuple(_of_topic(line, by_topic[line.key], came[line.key]) for line in lines)
    if total.number is None:
        return Overview(half, total, topics)
    ages = protected(Counter(one.age for one in kept), tuple(AGES))
    ways = protected(Counter(one.way for one in kept), tuple(WAYS))
    return Overview(half, total, topics, ages, ways)


def protected(
    counts: Mapping[str, int], order: Sequence[str] = (), *, whole: int | None = None
) -> tuple[Line, ...]:
    """The numbers of one list, most first, those not told last; or in an order of their own.

    At least two numbers are held back, and five needs in them, or none. whole: how many needs there
    are, for a list in which one may stand several times: where what is told reaches the whole by
    itself, nothing follows from it about the rest.
    """
    held = {key for key, count in counts.items() if count < FEWEST}
    told = sorted(counts.keys() - held, key=lambda key: (counts[key], key))
    overlap = whole is not None and sum(counts[key] for key in told) >= whole
    while held and told and not overlap and (len(held) < 2 or sum(counts[key] for key in held) < FEWEST):
        held.add(told.pop(0))
    lines = [
        Line(key, None, few=counts[key] < FEWEST) if key in held else Line(key, counts[key]) for key in counts
    ]
    if order:
        return tuple(sorted(lines, key=lambda line: order.index(line.key)))
    return tuple(sorted(lines, key=lambda line: (-(line.number or 0), line.key)))


def _of_topic(line: Line, kept: Sequence[Unmet], came: Sequence[Met]) -> Topic:
    if line.number is None:
        return Topic(line, came=tuple(came))
    return Topic(
        line,
        needs=protected(Counter(one.need for one in kept)),
        areas=protected(Counter(one.area for one in kept)),
        reasons=protected(
            Counter(reason for one in kept for reason in one.reasons), tuple(REASONS), whole=len(kept)
        ),
        came=tuple(came),
    )


def _topic(need: str, needs: Mapping[str, Need]) -> str:
    """The group of a need; a group, or what the catalogue no longer knows, is its own."""
    known = needs.get(need)
    return known.parent_id or need if known else need


def _line(key: str, count: int) -> Line:
    return Line(key, count) if count >= FEWEST or not count else Line(key, None, few=True)
