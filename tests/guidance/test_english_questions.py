"""What is asked in English at the counter, of the example catalogue as it ships."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

import pytest

from ohjaus_desktop import texts
from ohjaus_desktop.catalogue import sync
from ohjaus_desktop.catalogue.store import CatalogueStore
from ohjaus_desktop.guidance import search
from ohjaus_desktop.guidance.answer import Answer, Question
from ohjaus_desktop.guidance.hours import HELSINKI
from ohjaus_desktop.guidance.navigator import Navigator
from ohjaus_desktop.guidance.places import Places

TUESDAY = datetime(2026, 11, 24, 10, 0, tzinfo=HELSINKI)
Ask = Callable[[str, str], Answer]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CatalogueStore]:
    store = CatalogueStore(tmp_path_factory.mktemp("example") / "catalogue.sqlite")
    sync.run(store, None, index=search.index, at=TUESDAY)
    yield store
    store.close()


@pytest.fixture(scope="module")
def ask(store: CatalogueStore) -> Ask:
    """Ask the example catalogue at a service point in a place."""
    places = Places.load()
    navigator = Navigator(store, places)

    def asked(said: str, place: str) -> Answer:
        known = places.municipality(place)
        assert known is not None
        return navigator.ask(Question(at=TUESDAY, text=said, assumed_municipality=known.code, limit=10))

    return asked


@pytest.mark.parametrize(
    ("said", "place", "first"),
    [
        ("lonely perho", "Kokkola", "Friend visits"),
        ("can't pay the rent", "Kokkola", "Social work for adults"),
        ("drinking too much", "Toholampi", "Mental health and substance use drop-in"),
        ("my mother forgets things", "Kaustinen", "Memory clinic"),
        ("I need a ride to the doctor", "Halsua", "Kela taxi"),
        ("toothache", "Lestijärvi", "Dental care"),
        ("lost my job", "Ylivieska", "Services for job seekers"),
        ("tired of caring for my husband", "Lestijärvi", "Carer's allowance"),
        ("stop smoking", "Kokkola", "Lifestyle guidance"),
        ("bullied at school", "Kruunupyy", "School social worker and school psychologist"),
        ("my son uses drugs", "Kokkola", "Group for those close to someone who drinks or uses drugs"),
        ("hungry, no food", "Kokkola", "Food aid"),
        ("refugee from Ukraine", "Kokkola", "Reception centre: social counselling"),
        ("cannot use the computer", "Kokkola", "Digital help"),
    ],
)
def test_an_english_question_finds_the_service_first(ask: Ask, said: str, place: str, first: str) -> None:
    say = texts.translator("en")

    assert say.name(ask(said, place).results[0].name) == first


@pytest.mark.parametrize("said", ["my husband hits me", "I want to kill myself", "I was raped"])
def test_danger_told_in_english_pins_urgent_help(ask: Ask, said: str) -> None:
    answer = ask(said, "Kokkola")

    assert answer.urgent
    assert answer.pinned


@pytest.mark.parametrize("said", ["home talossa", "monet laskut", "hemma ensam", "kom hit", "paino nousee"])
def test_words_of_finnish_and_swedish_do_not_become_english(ask: Ask, said: str) -> None:
    assert not ask(said, "Kokkola").urgent


def test_every_need_and_activity_of_the_example_is_heard_in_english(store: CatalogueStore) -> None:
    silent = [owner.id for owner in (*store.needs(), *store.activities()) if not owner.words.get("en")]

    assert not silent


def test_every_service_of_the_example_can_be_read_in_english(store: CatalogueStore) -> None:
    unread = [
        service.id
        for service in store.services()
        for part in (service.name, service.what, service.for_whom)
        if not (isinstance(part, dict) and part.get("en"))
    ]

    assert not unread
