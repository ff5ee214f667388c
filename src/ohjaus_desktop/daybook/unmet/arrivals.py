"""What a sync has brought for a need that was written down: a new service that reaches that area."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from ohjaus_desktop.catalogue.model import Location, Service
from ohjaus_desktop.catalogue.store import CatalogueStore
from ohjaus_desktop.daybook.unmet.record import municipalities_of
from ohjaus_desktop.daybook.unmet.store import Met, UnmetNeeds
from ohjaus_desktop.guidance.places import Places
from ohjaus_desktop.guidance.reach import ReachMode, fit, reach


def note_arrivals(kept: UnmetNeeds, store: CatalogueStore, places: Places, *, on: date) -> None:
    """Remember the services that have come since the user last looked and answer an unmet need.

    To be called after a sync, before its news are marked as seen. on: the day. Raises DatabaseTrouble.
    """
    waiting = kept.waiting()
    if not waiting or not store.news_count():
        return
    groups = {one.id: one.parent_id for one in store.needs()}
    pairs: list[tuple[Service, Service | None]] = [
        (one.now, one.before if isinstance(one.before, Service) else None)
        for one in store.news()
        if isinstance(one.now, Service)
    ]
    locations = _locations(store, (service for pair in pairs for service in pair if service is not None))

    def answers(service: Service, need: str, area: str) -> bool:
        about = any(need in (own, groups.get(own)) for own in service.needs)
        return about and _takes_clients(service) and _reaches(service, locations, area, places)

    kept.note_met(
        [
            Met(need, area, now.id, on)
            for now, before in pairs
            for need, area in sorted(waiting)
            if answers(now, need, area) and not (before is not None and answers(before, need, area))
        ]
    )


def _takes_clients(service: Service) -> bool:
    return service.status == "active" and service.takes_new_clients != "no"


def _reaches(service: Service, locations: Mapping[str, Location], area: str, places: Places) -> bool:
    """Whether somebody of the area gets it without leaving their municipality."""
    return any(
        reach(service, locations, code, places).mode is not ReachMode.TRAVEL
        and fit(service, code, None, places).fits
        for code in municipalities_of(area, places)
    )


def _locations(store: CatalogueStore, services: Iterable[Service]) -> dict[str, Location]:
    ids = {link.location_id for service in services for link in service.service_at_locations}
    found = {id_: store.location(id_) for id_ in ids}
    return {id_: location for id_, location in found.items() if location is not None}
