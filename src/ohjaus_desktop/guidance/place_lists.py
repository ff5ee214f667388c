"""Municipalities and villages, and the lists of them that ship with the program.

The sources of the lists are named in ``resources/places/SOURCES.md``.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass

from ohjaus_desktop import paths


@dataclass(frozen=True, slots=True)
class Municipality:
    """One municipality of Statistics Finland's classification.

    code: three digits; county: two-digit code of its wellbeing services county; language: fi, sv,
    bilingual-fi or bilingual-sv; latitude, longitude: its administrative centre, WGS 84 degrees;
    valleys: the river valleys it belongs to, its edges (``fringes``) apart; population: people
    in 2022.
    """

    code: str
    name_fi: str
    name_sv: str
    county: str
    county_fi: str
    county_sv: str
    language: str
    latitude: float
    longitude: float
    valleys: tuple[str, ...] = ()
    fringes: tuple[str, ...] = ()
    population: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """A name somebody says for where they live.

    name: as shown ("Himanka"); municipality: code of the municipality it lies in;
    kind: municipality, former_municipality or village.
    """

    name: str
    municipality: str
    kind: str
    latitude: float
    longitude: float


def municipalities() -> list[Municipality]:
    """Every municipality of Finland, with the valleys it belongs to."""
    valleys: dict[str, list[str]] = defaultdict(list)
    fringes: dict[str, list[str]] = defaultdict(list)
    for row in _rows("valleys.csv"):
        (fringes if row["role"] == "fringe" else valleys)[row["municipality"]].append(row["valley"])
    return [
        Municipality(
            code=row["code"],
            name_fi=row["name_fi"],
            name_sv=row["name_sv"],
            county=row["county"],
            county_fi=row["county_fi"],
            county_sv=row["county_sv"],
            language=row["language"],
            latitude=float(row["latitude"]),
            longitude=float(row["longitude"]),
            valleys=tuple(valleys[row["code"]]),
            fringes=tuple(fringes[row["code"]]),
            population=int(row["population"]),
        )
        for row in _rows("municipalities.csv")
    ]


def villages() -> list[tuple[Place, str]]:
    """Villages and former municipalities, each with its Swedish name, "" when it has none."""
    return [
        (
            Place(
                row["name_fi"],
                row["municipality"],
                row["kind"],
                float(row["latitude"]),
                float(row["longitude"]),
            ),
            row["name_sv"],
        )
        for row in _rows("villages.csv")
    ]


def _rows(name: str) -> list[dict[str, str]]:
    file = paths.resource("places") / name
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
