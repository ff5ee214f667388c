"""Municipalities, villages, valleys, wellbeing services counties, and the roads between them.

People say where they live in many ways: a municipality, the municipality it was before the
mergers, a village, in Finnish or Swedish, bent by a case. Every name leads to a municipality of
today.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cache
from math import asin, cos, radians, sin, sqrt

from ohjaus_desktop.catalogue.model import Area
from ohjaus_desktop.guidance import place_lists, place_names
from ohjaus_desktop.guidance.language import fold
from ohjaus_desktop.guidance.place_lists import Municipality, Place

EARTH_KM = 6371.0088
# Measured against published road distances (tests/guidance/test_places.py).
VALLEY_DETOUR = 1.15
DETOUR = 1.20

_WORD = re.compile(r"[\w'’]+(?:-\w+)*")
_SWEDISH_PREPOSITIONS = {"i", "från", "till"}


def straight_km(latitude: float, longitude: float, to_latitude: float, to_longitude: float) -> float:
    """Great-circle distance in kilometres (haversine)."""
    a, b = radians(latitude), radians(to_latitude)
    half = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(radians(to_longitude - longitude) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(half))


def rounded_km(kilometres: float) -> int:
    """To 5 km: an estimate must not look exact. Never 0: another place is never "0 km" away."""
    return max(5, 5 * round(kilometres / 5))


class Places:
    """All the places the program knows. Immutable; ``load`` gives the shipped ones, made once."""

    def __init__(
        self,
        municipalities: Iterable[Municipality],
        villages: Iterable[tuple[Place, str]] = (),
    ) -> None:
        """villages: places with their Swedish name, "" when they have none."""
        self._municipalities = sorted(municipalities, key=lambda one: one.name_fi)
        self._by_code = {one.code: one for one in self._municipalities}
        self._by_name: dict[str, Place] = {}
        self._swedish: set[Place] = set()
        self._forms: dict[str, Place] = {}
        self._folded: dict[str, Place] = {}
        self._capital_forms: dict[str, Place] = {}
        self._last_words: dict[str, Place] = {}
        self._unbent: list[tuple[Place, str, bool]] = []
        for one in self._municipalities:
            for name, swedish in _names(one):
                self._learn(_place_of(one, name), name, swedish=swedish)
        for place, swedish_name in villages:
            self._learn(place, place.name, swedish=False)
            if swedish_name:
                self._learn(replace(place, name=swedish_name), swedish_name, swedish=True)
        self._ordered = sorted((fold(name), name) for name in self._by_name)
        self._areas: dict[tuple[str, str], frozenset[str]] = {}
        self._distances: dict[tuple[str, str], int] = {}

    @classmethod
    def load(cls) -> Places:
        """The places that ship with the program; read once."""
        return _shipped()

    def all(self) -> Sequence[Municipality]:
        """Every municipality, by Finnish name."""
        return self._municipalities

    def municipality(self, name_or_code: str) -> Municipality | None:
        """Find by code, or by any name of the municipality or of a place in it."""
        if name_or_code in self._by_code:
            return self._by_code[name_or_code]
        place = self.named(name_or_code)
        return self._by_code[place.municipality] if place else None

    def known(self, code: str) -> Municipality:
        """The municipality with this code. Raises KeyError."""
        return self._by_code[code]

    def place(self, municipality: Municipality) -> Place:
        """The municipality as a place, by its Finnish name or that of its majority."""
        return _place_of(municipality, _names(municipality)[0][0])

    def county(self, code: str) -> str:
        """The wellbeing services county (two digits) of a municipality; "" for an unknown code."""
        one = self._by_code.get(code)
        return one.county if one else ""

    def named(self, name: str) -> Place | None:
        """The place with exactly this name (dots and capitals do not matter)."""
        word = name.strip().lower()
        return self._by_name.get(word) or next(
            (self._by_name[full] for folded, full in self._starting(fold(word)) if folded == fold(word)), None
        )

    def complete(self, prefix: str, limit: int = 12) -> tuple[Place, ...]:
        """The places whose name begins so: the valleys first, then by population."""
        begin = fold(prefix.strip())
        if not begin:
            return ()
        found: dict[tuple[str, float], Place] = {}
        for _, name in self._starting(begin):
            place = self._by_name[name]
            # Kaustinen and Kaustby are one place: one name is enough.
            known = found.setdefault((place.municipality, place.latitude), place)
            if known in self._swedish and place not in self._swedish:
                found[place.municipality, place.latitude] = place
        return tuple(sorted(found.values(), key=lambda place: self._weight(place, begin))[:limit])

    def recognise(
        self,
        text: str,
        *,
        is_word: Callable[[str], bool] = lambda _: False,
        begins_word: Callable[[str], bool] = lambda _: False,
    ) -> tuple[Place | None, str]:
        """Find a place in what was typed; give it and the text without it.

        The last word may be half typed when only one municipality can be meant. is_word: says
        whether a word in small letters has a meaning of its own (a need, a service) and so is
        left to the search; begins_word: whether such a word begins so ("perh" may become perhe).
        """
        self.bend()
        words = list(_WORD.finditer(text[:2000]))
        for length in (3, 2, 1):
            # From the end: people say the place last ("yksinäi perho").
            for first in range(len(words) - length, -1, -1):
                span = words[first : first + length]
                said = text[span[0].start() : span[-1].end()]
                place = self._said(said, is_word, last=first + length == len(words))
                if place:
                    before = first
                    if before and words[before - 1].group().lower() in _SWEDISH_PREPOSITIONS:
                        before -= 1
                    rest = text[: words[before].start()] + " " + text[span[-1].end() :]
                    return place, " ".join(rest.split())
        return self._half_typed(text, words, begins_word)

    def distance_km(self, a: str | Place | Municipality, b: str | Place | Municipality) -> int:
        """Estimated road distance in kilometres, rounded to 5; a string is a municipality code.

        Raises KeyError for an unknown code.
        """
        if isinstance(a, str) and isinstance(b, str):
            known = self._distances.get((a, b))
            if known is None:
                known = self._distances[a, b] = self._measure(self._by_code[a], self._by_code[b])
            return known
        return self._measure(
            self._by_code[a] if isinstance(a, str) else a, self._by_code[b] if isinstance(b, str) else b
        )

    def codes(self, area: Area) -> frozenset[str]:
        """The municipalities of an area of the catalogue; empty when its code means nothing here."""
        key = (area.type, area.code)
        if key not in self._areas:
            self._areas[key] = frozenset(one.code for one in self._municipalities if _lies_in(one, area))
        return self._areas[key]

    def covers(self, areas: Sequence[Area], municipality: str) -> bool:
        """Whether any of the areas holds the municipality."""
        one = self._by_code.get(municipality)
        return one is not None and any(_lies_in(one, area) for area in areas)

    # How it knows -----------------------------------------------------------------------------

    def _learn(self, place: Place, name: str, *, swedish: bool) -> None:
        plain = name.lower()
        self._by_name.setdefault(plain, place)
        if swedish:
            self._swedish.add(place)
        self._unbent.append((place, name, swedish))

    def bend(self) -> None:
        """Make all forms of the names, if not yet done: the first words typed need them."""
        for place, name, swedish in self._unbent:
            self._learn_forms(place, name, swedish=swedish)
        if self._unbent:
            for form, place in self._forms.items():
                self._folded.setdefault(fold(form), place)
            self._unbent = []

    def _learn_forms(self, place: Place, name: str, *, swedish: bool) -> None:
        plain = name.lower()
        forms = set(place_names.swedish_forms(name) if swedish else place_names.finnish_forms(name))
        for form in forms:
            self._capital_forms.setdefault(form, place)
        if plain in place_names.CAPITALS_ONLY:
            if place.kind != "municipality":
                return
            self._last_words.setdefault(plain, place)
            forms = {*place_names.locative_forms(name)}
            forms = {form for form in forms if fold(form) not in place_names.OTHER_MEANINGS}
        elif plain in place_names.MILD:
            forms = {plain, *place_names.locative_forms(name)}
        for form in forms:
            self._forms.setdefault(form, place)

    def _said(self, words: str, is_word: Callable[[str], bool], *, last: bool) -> Place | None:
        """The place that these words name in full; last: nothing follows them."""
        form = words.lower()
        if words[0].isupper() and not words.isupper():
            place = self._capital_forms.get(form)
            # A sentence may begin with a capital: "Varkaus kioskilla" is a theft.
            if place and (form in self._forms or not is_word(form)):
                return place
        place = self._forms.get(form)
        dotless = self._folded.get(form) if not place and len(form) > 3 else None
        place = place or dotless
        if place is None and last:
            place = self._last_words.get(form)
        if place is None:
            return None
        # A municipality is a place whatever words mean; Pori, a village called Kello and what lacks
        # its dots ("inga") are not when the word has a meaning of its own.
        plain = place.name.lower()
        certain = place.kind == "municipality" and plain not in place_names.CAPITALS_ONLY | place_names.MILD
        return place if (certain and not dotless) or not is_word(form) else None

    def _half_typed(
        self, text: str, words: Sequence[re.Match[str]], begins_word: Callable[[str], bool]
    ) -> tuple[Place | None, str]:
        last = words[-1] if words else None
        if last is None or last.end() != len(text) or len(words) < 2 or len(last.group()) < 4:
            return None, text
        begin = fold(last.group())
        found = [self._by_name[name] for _, name in self._starting(begin)]
        if not found or len({place.municipality for place in found}) > 1 or begins_word(last.group().lower()):
            return None, text
        return found[0], text[: last.start()].rstrip()

    def _starting(self, begin: str) -> Iterable[tuple[str, str]]:
        first = bisect_left(self._ordered, (begin, ""))
        for folded, name in self._ordered[first:]:
            if not folded.startswith(begin):
                return
            yield folded, name

    def _weight(self, place: Place, begin: str) -> tuple[bool, bool, bool, int, str]:
        home = self._by_code[place.municipality]
        return (
            fold(place.name) != begin,
            not home.valleys,
            place.kind != "municipality",
            -home.population,
            place.name,
        )

    def _in_valleys(self, point: Place | Municipality) -> bool:
        code = point.municipality if isinstance(point, Place) else point.code
        return bool(self._by_code[code].valleys)

    def _measure(self, a: Place | Municipality, b: Place | Municipality) -> int:
        detour = VALLEY_DETOUR if self._in_valleys(a) and self._in_valleys(b) else DETOUR
        return rounded_km(straight_km(a.latitude, a.longitude, b.latitude, b.longitude) * detour)


def _lies_in(one: Municipality, area: Area) -> bool:
    if area.type == "municipality":
        return one.code == area.code
    if area.type == "wellbeing_county":
        return one.county == area.code
    if area.type == "valley":
        return area.code in one.valleys
    if area.type == "language_area":
        return one.language == area.code or one.language.startswith("bilingual")
    return area.code == "FI"


def _names(one: Municipality) -> list[tuple[str, bool]]:
    """The names of a municipality, each with whether it bends the Swedish way."""
    finnish = one.name_fi.split(" - ")[0].removesuffix(" kunta").removesuffix(" Tl")
    names = [(finnish, one.language == "sv"), (one.name_fi, False)]
    if one.language == "sv":
        names.append((one.name_fi, True))
    if one.name_sv != one.name_fi:
        names.append((one.name_sv, True))
    if finnish == "Pedersören":
        names.append(("Pedersöre", False))
    return names


def _place_of(one: Municipality, name: str) -> Place:
    return Place(name, one.code, "municipality", one.latitude, one.longitude)


@cache
def _shipped() -> Places:
    return Places(place_lists.municipalities(), place_lists.villages())
