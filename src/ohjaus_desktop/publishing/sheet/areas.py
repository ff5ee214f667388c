"""Where: municipalities, valleys, wellbeing services counties, the whole country."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from ohjaus_desktop.catalogue.model import Area
from ohjaus_desktop.guidance.place_lists import Municipality
from ohjaus_desktop.guidance.places import Places
from ohjaus_desktop.publishing.sheet.entry import CellWrong, Desk
from ohjaus_desktop.publishing.sheet.vocabulary import Names, folded, pieces
from ohjaus_desktop.texts import LANGUAGES, Translator, mark, text, translator

_COUNTRY = mark("the whole country")
_LANGUAGE_AREAS = {"fi": mark("Finnish-speaking area"), "sv": mark("Swedish-speaking area")}
_COUNTRY_TOO = ("suomi", "koko suomi", "valtakunnallinen", "valtakunta", "hela finland", "finland",
                "riksomfattande", "nationwide", "finland", "kaikki kunnat")  # fmt: skip
_KIND_OF_PLACE = re.compile(
    r"\s+(kunta|kunnan alue|kaupunki|kommun|stad|municipality|town|city)$|^(city|municipality) of ",
    re.IGNORECASE,
)


def municipality(said: str, desk: Desk) -> Municipality:
    """A municipality by name (fi, sv), by code, or by a former one or a village in it.

    Raises CellWrong.
    """
    words = said.strip(" .")
    code = words.removesuffix(".0")
    if code.isdigit():
        found = desk.places.municipality(code.zfill(3))
        if found is None:
            raise CellWrong(text("No municipality has the code {code}.", code=words))
        return found
    found = _named(words, desk.places)
    if found is None:
        near = next(iter(desk.places.complete(words[:4], 1)), None)
        raise CellWrong(
            text("There is no municipality “{words}”. Did you mean {name}?", words=said, name=near.name)
            if near
            else text("There is no municipality “{words}”.", words=said)
        )
    place = desk.places.named(words)
    if place and place.kind != "municipality":
        home = _shown(found, desk.language)
        desk.remark(text("{place} belongs to the municipality {name}.", place=place.name, name=home))
    return found


def _named(words: str, places: Places) -> Municipality | None:
    plain = _KIND_OF_PLACE.sub("", words)
    if found := places.municipality(plain):
        return found
    place, rest = places.recognise(plain if plain != words else words.title())
    return places.known(place.municipality) if place and not rest.strip() else None


def _shown(one: Municipality, language: str) -> str:
    return one.name_sv if language == "sv" else one.name_fi


def municipality_name(code: str, say: Translator, places: Places) -> str:
    """The name of a municipality in the sheet's language; the code itself where it has none."""
    one = places.municipality(code)
    return _shown(one, say.language) if one else code


def read(said: str, desk: Desk) -> list[Area]:
    """The areas that a cell names. Raises CellWrong."""
    names = _names(desk.places)
    found: dict[tuple[str, str], Area] = {}
    for piece in pieces(said, names):
        if known := names.find(piece):
            kind, _, code = known.partition("|")
            area = Area(type=kind, code=code)  # type: ignore[arg-type]
        else:
            area = Area(type="municipality", code=municipality(piece, desk).code)
        found.setdefault((area.type, area.code), area)
    return [*found.values()]


def write(areas: Sequence[Area], say: Translator, places: Places) -> str:
    """The areas by name, joined by ;."""
    names = _names(places)
    return "; ".join(
        municipality_name(area.code, say, places)
        if area.type == "municipality"
        else names.label(f"{area.type}|{area.code}", say).removeprefix(f"{area.type}|")
        for area in areas
    )


def suggested(say: Translator, places: Places) -> Iterator[str]:
    """The names of the areas that are larger than a municipality."""
    names = _names(places)
    yield from (names.label(id_, say) for id_ in names.labels)


@cache
def _names(places: Places) -> Names:
    """Areas other than municipalities; ids are "type|code"."""
    labels: dict[str, dict[str, str]] = {"country|FI": _in_all(_COUNTRY)}
    others = dict.fromkeys(_COUNTRY_TOO, "country|FI")
    for one in places.all():
        county = f"wellbeing_county|{one.county}"
        labels[county] = {"fi": one.county_fi, "sv": one.county_sv}
        others |= dict.fromkeys(_short(one.county_fi, one.county_sv, _municipal_names(places)), county)
        for valley in (*one.valleys, *one.fringes):
            labels[f"valley|{valley}"] = {"fi": valley}
            others[valley.replace("jokilaakso", "joen laakso")] = f"valley|{valley}"
    for code, label in _LANGUAGE_AREAS.items():
        labels[f"language_area|{code}"] = _in_all(label)
    return Names.of(labels, others)


def _in_all(message: str) -> dict[str, str]:
    return {one: translator(one)(message) for one in LANGUAGES}


@cache
def _municipal_names(places: Places) -> frozenset[str]:
    return frozenset(folded(name) for one in places.all() for name in (one.name_fi, one.name_sv))


def _short(fi: str, sv: str, taken: Iterable[str]) -> Iterator[str]:
    """A county without the words "wellbeing services county": Keski-Pohjanmaa, Keski-Pohjanmaan."""
    bare = re.sub(r"\s+hyvinvointialue$", "", fi)
    for name in (bare, bare.removesuffix("n"), re.sub(r"s?\s+välfärdsområde$", "", sv)):
        if folded(name) not in taken:
            yield name
