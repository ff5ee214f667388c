"""What the search index is told when the catalogue changes.

The index belongs to guidance. Here is only what an indexer is handed and when it is called.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from ohjaus_desktop.catalogue import rows
from ohjaus_desktop.catalogue.changes import Changes
from ohjaus_desktop.catalogue.model import Text
from ohjaus_desktop.catalogue.navigation import Activity, Need
from ohjaus_desktop.database import Connection

_PAGE = 500
"""Services that are read at once."""

Share = Callable[[float], None]
"""Gets how much of the services has been read, 0 to 1; may raise Cancelled."""


class SearchedOrganization(msgspec.Struct, frozen=True):
    """What an organization is looked for by."""

    id: str
    name: Text
    alternate_name: Text | None = None


class SearchedService(msgspec.Struct, frozen=True):
    """What a service is looked for by: a third of it, so it is read in a third of the time."""

    id: str
    organization_id: str | None
    name: Text
    alternate_name: Text | None = None
    what: Text | None = None
    for_whom: Text | None = None
    how: Text | None = None
    description: Text | None = None
    eligibility_description: Text | None = None
    needs: list[str] = []
    activities: list[str] = []


class StoredOrganizations(Mapping[str, SearchedOrganization]):
    """The organizations of the services that have been read so far."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._decoder = msgspec.json.Decoder(SearchedOrganization)
        self._known: dict[str, SearchedOrganization] = {}

    def bring(self, services: Collection[SearchedService]) -> None:
        """Read those of these services at once; fewer than 999 services."""
        own = {service.organization_id for service in services if service.organization_id}
        if missing := own - self._known.keys():
            for body in rows.find_bodies(self._connection, "organizations", list(missing)):
                organization = self._decoder.decode(body)
                self._known[organization.id] = organization

    def __getitem__(self, id_: str) -> SearchedOrganization:
        return self._known[id_]

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)


class StoredServices(Collection[SearchedService]):
    """Services read from the running transaction as they are asked for, some at a time."""

    def __init__(
        self,
        connection: Connection,
        numbers: Mapping[str, int],
        organizations: StoredOrganizations,
        share: Share,
    ) -> None:
        self._connection, self._numbers, self._share = connection, numbers, share
        self._organizations = organizations
        self._decoder = msgspec.json.Decoder(SearchedService)

    def __len__(self) -> int:
        return len(self._numbers)

    def __contains__(self, service: object) -> bool:
        return isinstance(service, SearchedService) and service.id in self._numbers

    def __iter__(self) -> Iterator[SearchedService]:
        numbers = sorted(self._numbers.values())
        for start in range(0, len(numbers), _PAGE):
            self._share(start / len(numbers))
            bodies = rows.read_bodies(self._connection, numbers[start : start + _PAGE])
            page = [self._decoder.decode(body) for _number, body in sorted(bodies.items())]
            self._organizations.bring(page)
            yield from page


@dataclass(frozen=True, slots=True)
class IndexWork:
    """What the search index has to do, inside the transaction that changes the catalogue.

    everything: forget the old index and index all ``services``; else only those that are new or
    touched (their own record, their organization's or their places'), and take out ``gone``.
    numbers: a lasting integer for every service in ``services``, fit for an FTS rowid; gone: ids
    with the number they had. organizations: of the services that were read so far. needs, activities:
    of the catalogue as it will be. Services are read while they are asked for, in the order of their
    numbers, so only until the transaction ends.
    navigation: needs or activities may have changed since the index was made.
    """

    everything: bool
    services: Collection[SearchedService]
    numbers: Mapping[str, int]
    gone: Mapping[str, int]
    organizations: Mapping[str, SearchedOrganization]
    needs: Sequence[Need]
    activities: Sequence[Activity]
    default_language: str
    navigation: bool = True


Indexer = Callable[[Connection, IndexWork], None]


def work_for(
    connection: Connection, made: Changes, everything: bool, language: str, share: Share
) -> IndexWork:
    """The work that changes make.

    A need's or an activity's words belong to every service that answers it: when one of them
    changes, everything is indexed again.
    """
    everything = everything or made.navigation
    numbers = rows.read_numbers(connection) if everything and not made.first else made.to_index
    return _work(connection, everything, numbers, made.gone, language, share, made.navigation or everything)


def all_work(connection: Connection, language: str) -> IndexWork:
    """The work of indexing everything that is installed."""
    return _work(connection, True, rows.read_numbers(connection), {}, language, lambda _done: None, True)


def _work(
    connection: Connection,
    everything: bool,
    numbers: Mapping[str, int],
    gone: Mapping[str, int],
    language: str,
    share: Share,
    navigation: bool,
) -> IndexWork:
    organizations = StoredOrganizations(connection)
    return IndexWork(
        everything=everything,
        services=StoredServices(connection, numbers, organizations, share),
        numbers=numbers,
        gone=gone,
        organizations=organizations,
        needs=list(rows.read_active(connection, "needs")),
        activities=list(rows.read_active(connection, "activities")),
        default_language=language,
        navigation=navigation,
    )
