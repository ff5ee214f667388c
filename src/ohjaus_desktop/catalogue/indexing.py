"""What the search index is told when the catalogue changes.

The index belongs to guidance. Here is only what an indexer is handed and when it is called.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import msgspec

from ohjaus_desktop.catalogue import rows
from ohjaus_desktop.catalogue.changes import Changes
from ohjaus_desktop.catalogue.model import Organization, Service
from ohjaus_desktop.catalogue.navigation import Activity, Need
from ohjaus_desktop.database import Connection

_PAGE = 500
"""Services that are read at once."""
_REMEMBERED = 4096
"""Organizations that are kept at hand: the services of one mostly stand together."""

Share = Callable[[float], None]
"""Gets how much of the services has been read, 0 to 1; may raise Cancelled."""


class StoredServices(Collection[Service]):
    """Services read from the running transaction as they are asked for, some at a time."""

    def __init__(self, connection: Connection, numbers: Mapping[str, int], share: Share) -> None:
        self._connection, self._numbers, self._share = connection, numbers, share
        self._decoder = msgspec.json.Decoder(Service)

    def __len__(self) -> int:
        return len(self._numbers)

    def __contains__(self, service: object) -> bool:
        return isinstance(service, Service) and service.id in self._numbers

    def __iter__(self) -> Iterator[Service]:
        numbers = sorted(self._numbers.values())
        for start in range(0, len(numbers), _PAGE):
            self._share(start / len(numbers))
            page = numbers[start : start + _PAGE]
            bodies = rows.read_bodies(self._connection, page)
            for number in page:
                yield self._decoder.decode(bodies[number])


class StoredOrganizations(Mapping[str, Organization]):
    """Organizations read from the running transaction as they are asked for."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        decoder = msgspec.json.Decoder(Organization)

        @lru_cache(_REMEMBERED)
        def find(id_: str) -> Organization | None:
            body = rows.find_body(connection, "organizations", id_)
            return None if body is None else decoder.decode(body)

        self._find = find

    def __getitem__(self, id_: str) -> Organization:
        found = self._find(id_)
        if found is None:
            raise KeyError(id_)
        return found

    def __iter__(self) -> Iterator[str]:
        return (record.id for record in rows.read_active(self._connection, "organizations"))

    def __len__(self) -> int:
        return sum(1 for _ in self)


@dataclass(frozen=True, slots=True)
class IndexWork:
    """What the search index has to do, inside the transaction that changes the catalogue.

    everything: forget the old index and index all ``services``; else only those that are new or
    touched (their own record, their organization's or their places'), and take out ``gone``.
    numbers: a lasting integer for every service in ``services``, fit for an FTS rowid; gone: ids
    with the number they had. The rest is the catalogue as it will be, complete. Services and
    organizations are read while they are asked for, so only until the transaction ends.
    navigation: needs or activities may have changed since the index was made.
    """

    everything: bool
    services: Collection[Service]
    numbers: Mapping[str, int]
    gone: Mapping[str, int]
    organizations: Mapping[str, Organization]
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
    numbers = rows.read_numbers(connection) if everything else made.to_index
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
    return IndexWork(
        everything=everything,
        services=StoredServices(connection, numbers, share),
        numbers=numbers,
        gone=gone,
        organizations=StoredOrganizations(connection),
        needs=list(rows.read_active(connection, "needs")),
        activities=list(rows.read_active(connection, "activities")),
        default_language=language,
        navigation=navigation,
    )
