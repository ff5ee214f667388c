"""What has changed since the user last looked, put into names and an order.

Works beside the window: it reads the store and knows no widget.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import msgspec

from ohjaus_desktop.catalogue.model import Area, Location, Organization, Record, Service
from ohjaus_desktop.catalogue.navigation import Helpline, Notice
from ohjaus_desktop.catalogue.news import News
from ohjaus_desktop.catalogue.store import CatalogueStore
from ohjaus_desktop.guidance.differences import lost_number
from ohjaus_desktop.guidance.places import Places
from ohjaus_desktop.guidance.record_words import Names
from ohjaus_desktop.texts import Translator

Kind = Literal["moved", "changed", "new", "gone"]
KINDS: tuple[Kind, ...] = ("moved", "gone", "changed", "new")
"""In this order: a wrong number and an ended service misdirect a client."""
NEIGHBOUR_KM = 60
"""By road between the centres: as far as people go for a service in the valleys."""


_BACKGROUND: Mapping[str, Any] = {
    "assured_date": None,
    "assurer": None,
    "identifiers": [],
    "service_classes": [],
    "target_groups": [],
    "latitude": None,
    "longitude": None,
}
"""What no client meets. That an organization has confirmed its record is no news: it changed nothing."""


@dataclass(frozen=True, slots=True)
class Change:
    """One changed record. key: its section and id; near: it concerns the user's own places.

    flag: "chosen" or "favourite" where the user holds it in hand, else "".
    """

    key: str
    news: News
    kind: Kind
    name: str
    provider: str
    flag: str
    near: bool


class Asked(Mapping[str, str]):
    """Names that are asked for one by one: no list of a hundred thousand for a handful."""

    def __init__(self, find: Callable[[str], str]) -> None:
        """find: the name of an id, "" for none."""
        self._find = find

    def __getitem__(self, id_: str) -> str:
        """The name. Raises KeyError."""
        name = self._find(id_)
        if not name:
            raise KeyError(id_)
        return name

    def __iter__(self) -> Iterator[str]:
        """Nobody walks through them."""
        return iter(())

    def __len__(self) -> int:
        """Not counted."""
        return 0


def names(store: CatalogueStore, places: Places, say: Translator) -> Names:
    """What the ids of records are called."""

    def named(find: Callable[[str], Any]) -> Asked:
        def name(id_: str) -> str:
            found = find(id_)
            return say.name(found.name) if found is not None else ""

        return Asked(name)

    return Names(
        places=places,
        needs={one.id: say.name(one.name) for one in store.needs()},
        activities={one.id: say.name(one.name) for one in store.activities()},
        organizations=named(store.organization),
        locations=named(store.location),
        services=named(store.service),
    )


def neighbourhood(places: Places, home: str) -> frozenset[str]:
    """The home municipality, those of its valleys, and those nearby; empty where there is none."""
    own = places.municipality(home) if home else None
    if own is None:
        return frozenset()
    valleys = {*own.valleys, *own.fringes}
    return frozenset(
        one.code
        for one in places.all()
        if valleys & {*one.valleys, *one.fringes} or places.distance_km(own, one) <= NEIGHBOUR_KM
    )


def collect(
    store: CatalogueStore,
    places: Places,
    *,
    home: str,
    chosen: Iterable[str],
    favourites: Iterable[str],
    say: Translator,
) -> tuple[Change, ...]:
    """The news, those in the user's hand first, then what misdirects a client, then by name."""
    news = store.news()
    surroundings = _Surroundings(store, places, neighbourhood(places, home), news)
    flags = {**dict.fromkeys(favourites, "favourite"), **dict.fromkeys(chosen, "chosen")}
    told = (one for one in news if _is_told(one) and not surroundings.is_secret(one))
    found = [_change(one, surroundings, flags, say) for one in told]
    return tuple(
        sorted(found, key=lambda one: (not one.flag, KINDS.index(one.kind), one.name.casefold(), one.key))
    )


def _is_told(news: News) -> bool:
    """Whether anything changed that a client meets."""
    if news.before is None or news.now is None:
        return True
    return _met(news.before) != _met(news.now)


def _met(record: Record) -> Record:
    known = {name: value for name, value in _BACKGROUND.items() if hasattr(record, name)}
    return msgspec.structs.replace(record, **known)


def _change(news: News, around: _Surroundings, flags: Mapping[str, str], say: Translator) -> Change:
    record: Any = news.now or news.before
    provider = around.organization(getattr(record, "organization_id", None))
    title = record.title if isinstance(record, Notice) else record.name
    return Change(
        key=f"{news.section}/{news.id}",
        news=news,
        kind=_kind(news),
        name=say.name(title),
        provider=say.name(provider.name) if provider is not None else "",
        flag=flags.get(news.id, "") if news.section == "services" else "",
        near=around.is_near(record),
    )


def _kind(news: News) -> Kind:
    before, now = getattr(news.before, "phones", None), getattr(news.now, "phones", None)
    if news.kind == "changed" and before is not None and now is not None and lost_number(before, now):
        return "moved"
    if news.kind == "changed" and getattr(news.now, "status", "active") in {"defunct", "inactive"}:
        return "gone"
    return news.kind


class _Surroundings:
    """What lies around the changed records: providers, places, and shelters that are told nowhere."""

    def __init__(
        self, store: CatalogueStore, places: Places, near: frozenset[str], news: tuple[News, ...]
    ) -> None:
        self._store, self._places, self._near = store, places, near
        self._organizations: dict[str, Organization | None] = {}
        self._where: dict[str, str] = {}
        self._secret: set[str] = set()
        self._own: set[str] = set()
        if any(one.section in {"organizations", "locations"} for one in news):
            self._look_at_services()

    def _look_at_services(self) -> None:
        for service in self._store.services():
            if service.hide_address:
                self._secret.update(link.location_id for link in service.service_at_locations)
            if service.organization_id and self.is_near(service):
                self._own.add(service.organization_id)

    def organization(self, id_: str | None) -> Organization | None:
        """Who provides it; each is asked for once."""
        if id_ is None:
            return None
        if id_ not in self._organizations:
            self._organizations[id_] = self._store.organization(id_)
        return self._organizations[id_]

    def is_secret(self, news: News) -> bool:
        """The place of a shelter: told nowhere, not even that it changed (Act 1354/2014)."""
        return news.section == "locations" and news.id in self._secret

    def is_near(self, record: Record) -> bool:
        """Whether it concerns the user's own places; without any everything does."""
        if not self._near:
            return True
        if isinstance(record, Location):
            return record.municipality in self._near
        if isinstance(record, Organization):
            return record.id in self._own
        if isinstance(record, Helpline | Notice):
            return not record.areas or self._touches(record.areas)
        return isinstance(record, Service) and self._serves(record)

    def _serves(self, service: Service) -> bool:
        areas = [*service.service_areas, *service.eligibility_area]
        linked = [link.location_id for link in service.service_at_locations]
        if not areas and not linked:
            return True
        return self._touches(areas) or any(self._municipality(id_) in self._near for id_ in linked)

    def _touches(self, areas: Iterable[Area]) -> bool:
        return any(self._near & self._places.codes(area) for area in areas)

    def _municipality(self, location_id: str) -> str:
        if location_id not in self._where:
            location = self._store.location(location_id)
            self._where[location_id] = location.municipality if location is not None else ""
        return self._where[location_id]
