"""What the search index is told when the catalogue changes.

The index belongs to guidance. Here is only what an indexer is handed and when it is called.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ohjaus_desktop.catalogue.changes import Plan
from ohjaus_desktop.catalogue.document import SECTIONS
from ohjaus_desktop.catalogue.model import Location, Organization, Service
from ohjaus_desktop.catalogue.navigation import Activity, Need, Notice
from ohjaus_desktop.catalogue.rows import Rows, read_active, read_numbers
from ohjaus_desktop.database import Connection


@dataclass(frozen=True, slots=True)
class IndexWork:
    """What the search index has to do, inside the transaction that changes the catalogue.

    everything: forget the old index and index all ``services``; else only those that are new or
    touched (their own record, their organization's or their places'), and take out ``gone``.
    numbers: a lasting integer for every service in ``services``, fit for an FTS rowid; gone: ids
    with the number they had. The rest is the catalogue as it will be, complete.
    """

    everything: bool
    services: Sequence[Service]
    numbers: Mapping[str, int]
    gone: Mapping[str, int]
    organizations: Mapping[str, Organization]
    locations: Mapping[str, Location]
    needs: Sequence[Need]
    activities: Sequence[Activity]
    notices: Sequence[Notice]
    default_language: str


Indexer = Callable[[Connection, IndexWork], None]


def work_for(
    made: Plan, rows: Rows, sections: Mapping[str, Sequence[Any]], everything: bool, language: str
) -> IndexWork:
    """The work that a plan makes.

    A need's or an activity's words belong to every service that answers it: when one of them
    changes, everything is indexed again.
    """
    for section in ("needs", "activities"):
        everything = everything or bool(made.touched[section] or made.gone[section])
    gone = {id_: rows["services", id_].number for id_ in made.gone["services"]}
    return _work(sections, made.numbers, gone, None if everything else made, language)


def all_work(connection: Connection, language: str) -> IndexWork:
    """The work of indexing everything that is installed."""
    sections = {section: list(read_active(connection, section)) for section in SECTIONS}
    return _work(sections, read_numbers(connection), {}, None, language)


def _work(
    sections: Mapping[str, Sequence[Any]],
    numbers: Mapping[str, int],
    gone: Mapping[str, int],
    made: Plan | None,
    language: str,
) -> IndexWork:
    services: Sequence[Service] = sections["services"]
    if made is not None:
        services = [service for service in services if _is_touched(service, made)]
    return IndexWork(
        everything=made is None,
        services=services,
        numbers={service.id: numbers[service.id] for service in services},
        gone=gone,
        organizations={record.id: record for record in sections["organizations"]},
        locations={record.id: record for record in sections["locations"]},
        needs=sections["needs"],
        activities=sections["activities"],
        notices=sections["notices"],
        default_language=language,
    )


def _is_touched(service: Service, made: Plan) -> bool:
    return (
        service.id in made.touched["services"]
        or service.organization_id in made.touched["organizations"]
        or any(place.location_id in made.touched["locations"] for place in service.service_at_locations)
    )
