"""What is written down of a need for which nothing suitable was found: closed lists, no person.

Small numbers identify: Lestijärvi has 700 people. So what lies on the disk is already as coarse as
what is told of it (GDPR art. 5(1)(c)); the table's own constraints refuse anything finer:

- a municipality stands for itself from ``LARGE`` people, a smaller one is written down as its river
  valley, and one without a valley as its wellbeing services county;
- a sensitive need is one of a pool: neither its own name nor its group (in the valleys the group
  alone, on a day, would tell it), no age, no way of contact, the county only, and the month in
  place of the day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from ohjaus_desktop.catalogue.navigation import Need
from ohjaus_desktop.guidance.place_lists import Municipality
from ohjaus_desktop.guidance.places import Places
from ohjaus_desktop.guidance.wording import municipality_name
from ohjaus_desktop.texts import Translator, mark

_ID = re.compile(r"[A-Za-z0-9_.-]{1,64}")
SENSITIVE = "sensitive"
"""Stands for every sensitive need."""
UNKNOWN = "unknown"
LARGE = 20_000
"""People from which a municipality may be told by its name: the limit that the United States' rule
for health data sets for an area (45 CFR 164.514(b)(2)(i)(B)); Finland's law names none."""

REASONS: Mapping[str, str] = {
    "none": mark("No such service in the area"),
    "far": mark("Too far away, or no ride"),
    "full": mark("Queue, or takes no new clients"),
    "criteria": mark("Does not fit the age or the criteria"),
    "language": mark("Not in the client’s language"),
    "cost": mark("Costs too much"),
    "digital": mark("Needs bank codes or digital skills"),
    "hours": mark("Opening hours do not suit"),
    "declined": mark("The client did not want it"),
    UNKNOWN: mark("Reason not known"),
}
"""Why nothing suited; the key of each is its place in this row, 0 for the last."""
AGES: Mapping[str, str] = {
    "under_18": mark("under 18"),
    "18_29": mark("18–29"),
    "30_64": mark("30–64"),
    "65_74": mark("65–74"),
    "75_over": mark("75 or over"),
    UNKNOWN: mark("not known"),
}
_FROM = (("75_over", 75), ("65_74", 65), ("30_64", 30), ("18_29", 18), ("under_18", 0))
WAYS: Mapping[str, str] = {
    "counter": mark("at the counter"),
    "phone": mark("by phone"),
    "chat": mark("by chat or message"),
    UNKNOWN: mark("not known"),
}
VALLEYS: Mapping[str, str] = {
    "Kalajokilaakso": mark("Kalajoki river valley"),
    "Lestijokilaakso": mark("Lestijoki river valley"),
    "Perhonjokilaakso": mark("Perhonjoki river valley"),
    "Pyhäjokilaakso": mark("Pyhäjoki river valley"),
    "Siikajokilaakso": mark("Siikajoki river valley"),
}


@dataclass(frozen=True, slots=True)
class Unmet:
    """One need for which nothing suitable was found, or that the client could not take.

    day: in Finland; of a sensitive need the first of its month. need: id of a need or a group, or
    SENSITIVE. reasons: keys of REASONS, at least one. area: as ``area_of`` gives it. age, way: keys
    of AGES and WAYS.
    """

    day: date
    need: str
    reasons: frozenset[str]
    area: str = UNKNOWN
    age: str = UNKNOWN
    way: str = UNKNOWN


def unmet(
    need: str,
    reasons: Iterable[str],
    area: str,
    *,
    day: date,
    age: str = UNKNOWN,
    way: str = UNKNOWN,
) -> Unmet:
    """What is written down. need, area: as ``written_need`` and ``area_of`` give them."""
    made = Unmet(day, need, frozenset(reasons), area, age, way)
    if need != SENSITIVE:
        return made
    area = area if area.startswith("county:") else UNKNOWN
    return replace(made, day=day.replace(day=1), area=area, age=UNKNOWN, way=UNKNOWN)


def written_need(need: Need, needs: Mapping[str, Need]) -> str:
    """The id that stands for a need: its own, or SENSITIVE. needs: all by id.

    A group of which most needs are sensitive is so itself: whoever chose only it meant one of them.
    """
    inside = [one for one in needs.values() if one.parent_id == need.id]
    if need.sensitive or 2 * sum(one.sensitive for one in inside) > len(inside):
        return SENSITIVE
    # An id of no usual shape has no other place to stand in.
    return need.id if _ID.fullmatch(need.id) else SENSITIVE


def area_of(municipality: Municipality | None, *, sensitive: bool = False) -> str:
    """``municipality:CODE`` of a large one, else ``valley:NAME``, else ``county:CODE``; UNKNOWN for none.

    sensitive: the county, however large the municipality.
    """
    if municipality is None:
        return UNKNOWN
    if sensitive:
        return f"county:{municipality.county}"
    if municipality.population >= LARGE:
        return f"municipality:{municipality.code}"
    for valley in (*municipality.valleys, *municipality.fringes):
        if valley in VALLEYS:
            return f"valley:{valley}"
    return f"county:{municipality.county}"


def areas_near(municipality: Municipality | None, places: Places, *, sensitive: bool) -> tuple[str, ...]:
    """What may be chosen, the client's own first: valleys, the large municipalities round them, counties."""
    inside = [one for one in places.all() if one.valleys]
    around = {one.county for one in inside}
    large = [one for one in places.all() if one.county in around and one.population >= LARGE]
    near = () if sensitive else (*(f"valley:{name}" for name in VALLEYS), *map(area_of, large))
    counties = sorted({one.county for one in places.all()}, key=lambda code: (code not in around, code))
    own = area_of(municipality, sensitive=sensitive)
    return tuple(dict.fromkeys((own, *near, *(f"county:{code}" for code in counties), UNKNOWN)))


def municipalities_of(area: str, places: Places) -> tuple[str, ...]:
    """The codes of the municipalities that are written down as an area."""
    kind, _, code = area.partition(":")
    if kind == "county":
        return tuple(one.code for one in places.all() if one.county == code)
    return tuple(one.code for one in places.all() if area_of(one) == area)


def area_name(area: str, places: Places, say: Translator) -> str:
    """The area in words."""
    kind, _, code = area.partition(":")
    if kind == "valley":
        return say(VALLEYS[code])
    if kind == "county":
        inside = next(one for one in places.all() if one.county == code)
        return inside.county_sv if say.language == "sv" else inside.county_fi
    return municipality_name(code, say, places) or say("Place not known")


def need_name(need: str, needs: Mapping[str, Need], say: Translator) -> str:
    """The need in words; its id where the catalogue no longer knows it."""
    if need == SENSITIVE:
        return say("Sensitive need")
    known = needs.get(need)
    return say.name(known.name) if known else need


def age_group(years: int | None) -> str:
    """The group of an age in years."""
    if years is None:
        return UNKNOWN
    return next(group for group, youngest in _FROM if years >= youngest)
