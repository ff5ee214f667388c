"""How a client in one municipality gets to a service, and whether they are entitled to it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ReachMode(StrEnum):
    """Best first."""

    HERE = "here"
    HOME = "home"
    REMOTE = "remote"
    TRAVEL = "travel"


@dataclass(frozen=True, slots=True)
class Reach:
    """How a client in one municipality gets to a service.

    distance_km: estimated road distance from centre to centre, rounded to 5 km; None when
        nobody travels (remote), somebody comes to the client (home), it is here, or where
        no place may be told (a shelter).
    municipality: code of the municipality where it is met; None when it is not met anywhere.
    location_id: the place to visit, None when there is none to show.
    weekdays: for rounds and home visits, the weekdays ("MO,TH"), None when not told.
    """

    mode: ReachMode
    distance_km: int | None = None
    municipality: str | None = None
    location_id: str | None = None
    weekdays: str | None = None
