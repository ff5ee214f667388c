"""A service as it was when a request was made, and what has changed about it since."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import structs

from ohjaus_desktop.catalogue.model import Location, Organization, Service
from ohjaus_desktop.catalogue.store import CatalogueStore
from ohjaus_desktop.guidance.shelf import digits
from ohjaus_desktop.register.model import Matter, Snapshot
from ohjaus_desktop.texts import current, text


def take(service: Service, organization: Organization | None, locations: Sequence[Location]) -> Snapshot:
    """Keep the service as it is now; of one whose address is hidden no place at all."""
    if service.hide_address:
        return Snapshot(structs.replace(service, service_at_locations=[]), organization, ())
    return Snapshot(service, organization, tuple(locations))


def changed_since(snapshot: Snapshot, service: Service | None, *, retired: bool) -> tuple[str, ...]:
    """What a worker should know of the service before asking after it, as sentences.

    service: as the catalogue knows it now, None where it knows it no more. retired: it has gone
    from the published catalogue. Wording that changed is not worth a sentence.
    """
    if service is None or retired:
        return (text("This service is no longer in the catalogue."),)
    before = snapshot.service
    return tuple(
        sentence
        for sentence in (
            _status(before, service),
            _renamed(before, service),
            _phone(before, service),
            _new_clients(before, service),
            _statutory(before, service),
            _hours(before, service),
        )
        if sentence
    )


def changes(matters: Sequence[Matter], store: CatalogueStore) -> tuple[str, ...]:
    """What has changed about the services of a form since it was begun, as sentences with their names."""
    return tuple(
        f"{current().name(one.snapshot.service.name)}: {sentence}"
        for one in matters
        for sentence in changed_since(
            one.snapshot, store.service(one.service_id), retired=store.is_retired(one.service_id)
        )
    )


def _status(before: Service, now: Service) -> str:
    if now.status == before.status:
        return ""
    match now.status:
        case "active":
            return text("The service is open again.")
        case "temporarily closed":
            return text("The service is closed for the time being.")
        case _:
            return text("The service has ended.")


def _renamed(before: Service, now: Service) -> str:
    name = current().name(now.name)
    return text("The service is now called {name}.", name=name) if name != current().name(before.name) else ""


def _phone(before: Service, now: Service) -> str:
    old, new = (service.phones[0].number if service.phones else "" for service in (before, now))
    if digits(old) == digits(new):
        return ""
    return text("The phone number is now {number}.", number=new) if new else text("It has no phone any more.")


def _new_clients(before: Service, now: Service) -> str:
    if now.takes_new_clients == before.takes_new_clients:
        return ""
    match now.takes_new_clients:
        case "no":
            return text("The service takes no new clients now.")
        case "waiting_list":
            return text("New clients are now put on a waiting list.")
        case "yes" if before.takes_new_clients != "unknown":
            return text("The service takes new clients again.")
        case _:
            return ""


def _statutory(before: Service, now: Service) -> str:
    if before.statutory_intake or not now.statutory_intake:
        return ""
    return text("The service is now asked directly, not with a contact request.")


def _hours(before: Service, now: Service) -> str:
    same = before.schedules == now.schedules and before.holiday_schedules == now.holiday_schedules
    return "" if same else text("The opening hours have changed.")
