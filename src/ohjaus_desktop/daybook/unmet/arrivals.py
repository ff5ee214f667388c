"""What a sync has brought for a need that was written down: a service that now reaches that area."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from ohjaus_desktop.catalogue.model import Location, Service
from ohjaus_desktop.catalogue.outcome import SyncOutcome
from ohjaus_desktop.catalogue.store import CatalogueStore
from ohjaus_desktop.daybook.unmet.record import municipalities_of
from ohjaus_desktop.daybook.unmet.store import Met, UnmetNeeds
from ohjaus_desktop.guidance.entitled import fit
from ohjaus_desktop.guidance.places import Places
from ohjaus_desktop.guidance.reach import ReachMode, reach

_Reached = tuple[str, str, str]
"""A need, an area, and the id of a service that answers the one and reaches the other."""


def noting_arrivals(
    kept: UnmetNeeds, store: CatalogueStore, places: Places, run: Callable[[], SyncOutcome], *, on: date
) -> SyncOutcome:
    """Run a sync and remember which services it brought for unmet needs; its errors pass through.

    on: the day. Another publisher's catalogue brings nothing: all of it is new. Raises DatabaseTrouble.
    """
    waiting = kept.waiting()
    if not waiting:
        return run()
    installed = store.installed()
    before = _answers(store, places, waiting)
    outcome = run()
    if not outcome.same and installed is not None and installed.catalogue_id == outcome.catalogue_id:
        come = _answers(store, places, waiting) - before
        kept.note_met([Met(need, area, service, on) for need, area, service in sorted(come)])
    return outcome


def _answers(
    store: CatalogueStore, places: Places, waiting: frozenset[tuple[str, str]]
) -> frozenset[_Reached]:
    """Every service that answers one of the needs and that people of its area get at home."""
    groups = {one.id: one.parent_id for one in store.needs()}
    locations: dict[str, Location] = {}
    found: set[_Reached] = set()
    for service in store.services():
        about = {name for need in service.needs for name in (need, groups.get(need))}
        asked = [(need, area) for need, area in waiting if need in about]
        if not asked or not _takes_clients(service):
            continue
        for link in service.service_at_locations:
            location = locations.get(link.location_id) or store.location(link.location_id)
            if location is not None:
                locations[location.id] = location
        found.update(
            (need, area, service.id) for need, area in asked if _reaches(service, locations, area, places)
        )
    return frozenset(found)


def _takes_clients(service: Service) -> bool:
    return service.status == "active" and service.takes_new_clients != "no"


def _reaches(service: Service, locations: Mapping[str, Location], area: str, places: Places) -> bool:
    """Whether somebody of the area gets it without leaving their municipality."""
    return any(
        reach(service, locations, code, places).mode is not ReachMode.TRAVEL
        and fit(service, code, None, places).fits
        for code in municipalities_of(area, places)
    )
