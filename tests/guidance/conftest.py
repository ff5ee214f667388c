"""A desk with the small catalogue installed, and a clock that is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import msgspec
import pytest

import asked_questions
from ohjaus_desktop import texts
from ohjaus_desktop.catalogue import document, sync
from ohjaus_desktop.catalogue.navigation import Catalogue
from ohjaus_desktop.catalogue.store import CatalogueStore
from ohjaus_desktop.guidance import search
from ohjaus_desktop.guidance.answer import Answer, Question
from ohjaus_desktop.guidance.hours import HELSINKI
from ohjaus_desktop.guidance.navigator import Navigator
from ohjaus_desktop.guidance.places import Places
from ohjaus_desktop.publishing.import_ptv import import_path
from small_catalogue import small_catalogue

THURSDAY = datetime(2026, 11, 19, 13, 0, tzinfo=HELSINKI)
TUESDAY = datetime(2026, 11, 24, 10, 0, tzinfo=HELSINKI)


@dataclass
class Desk:
    """Where a worker asks."""

    navigator: Navigator

    def ask(self, text: str = "", *, at: datetime = THURSDAY, **filters: object) -> Answer:
        return self.navigator.ask(Question(at=at, text=text, **filters))  # type: ignore[arg-type]

    def names(self, text: str = "", **filters: object) -> list[str]:
        return names_of(self.ask(text, **filters))


def names_of(answer: Answer) -> list[str]:
    say = texts.translator("fi")
    return [say.name(result.name) for result in answer.results]


@pytest.fixture(scope="session")
def places() -> Places:
    return Places.load()


@pytest.fixture
def install(tmp_path: Path, places: Places) -> Iterator[Callable[[Catalogue], Desk]]:
    stores: list[CatalogueStore] = []

    def make(catalogue: Catalogue) -> Desk:
        file = tmp_path / f"catalogue-{len(stores)}.json"
        file.write_bytes(document.write(catalogue))
        stores.append(CatalogueStore(tmp_path / f"catalogue-{len(stores)}.sqlite"))
        sync.run(stores[-1], str(file), index=search.index, at=THURSDAY)
        return Desk(Navigator(stores[-1], places))

    yield make
    for store in stores:
        store.close()


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory, places: Places) -> Iterator[Desk]:
    """The small catalogue of ``tests/small_catalogue.py``; nobody changes it."""
    folder = tmp_path_factory.mktemp("small")
    (folder / "catalogue.json").write_bytes(document.write(small_catalogue()))
    store = CatalogueStore(folder / "catalogue.sqlite")
    sync.run(store, str(folder / "catalogue.json"), index=search.index, at=THURSDAY)
    yield Desk(Navigator(store, places))
    store.close()


@pytest.fixture
def changed() -> Callable[..., Catalogue]:
    """The small catalogue with some sections replaced."""
    return lambda **sections: msgspec.structs.replace(small_catalogue(), **sections)


@pytest.fixture(scope="session")
def example_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CatalogueStore]:
    """The example catalogue as it ships."""
    store = CatalogueStore(tmp_path_factory.mktemp("example") / "catalogue.sqlite")
    sync.run(store, None, index=search.index, at=TUESDAY)
    yield store
    store.close()


@pytest.fixture(scope="session")
def descriptions_store(
    shared_data: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[CatalogueStore]:
    """The national general descriptions of services, imported and installed."""
    catalogue = import_path(shared_data / "catalogues" / "ptv-general-descriptions", at=TUESDAY).catalogue
    store = asked_questions.installed(catalogue, tmp_path_factory.mktemp("descriptions"))
    yield store
    store.close()


@pytest.fixture(scope="session")
def navigator(example_store: CatalogueStore, places: Places) -> Navigator:
    """Answers questions about the example catalogue."""
    return Navigator(example_store, places)


@pytest.fixture(scope="session")
def ask_example(navigator: Navigator, places: Places) -> Callable[[str, str], Answer]:
    """Ask the example catalogue on a Tuesday morning, at a service point in a place."""

    def asked(said: str, place: str) -> Answer:
        known = places.municipality(place)
        assert known is not None
        return navigator.ask(Question(at=TUESDAY, text=said, assumed_municipality=known.code, limit=10))

    return asked
