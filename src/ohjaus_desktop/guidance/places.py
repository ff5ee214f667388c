"""Municipalities, villages, valleys, wellbeing services counties, and the roads between them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Municipality:
    """One municipality of Statistics Finland's classification.

    code: three digits; county: two-digit code of its wellbeing services county;
    latitude, longitude: its administrative centre, WGS 84 degrees.
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
