"""What is asked in English at the counter, of the example catalogue as it ships."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ohjaus_desktop import texts
from ohjaus_desktop.catalogue.store import CatalogueStore
from ohjaus_desktop.guidance.answer import Answer

Ask = Callable[[str, str], Answer]


@pytest.mark.parametrize(
    ("said", "place", "first"),
    [
        ("lonely perho", "Kokkola", "Friend visits"),
        ("can't pay the rent", "Kokkola", "Social work for adults"),
        ("drinking too much", "Toholampi", "Mental health and substance use drop-in"),
        ("my mother forgets things", "Kaustinen", "Memory association: advice and groups"),
        ("I need a ride to the doctor", "Halsua", "Kela taxi"),
        ("toothache", "Lestijärvi", "Dental care"),
        ("lost my job", "Ylivieska", "Services for job seekers"),
        ("tired of caring for my husband", "Lestijärvi", "Recreation and a substitute for carers"),
        ("stop smoking", "Kokkola", "Lifestyle guidance"),
        ("bullied at school", "Kruunupyy", "School social worker and school psychologist"),
        ("my son uses drugs", "Kokkola", "Group for those close to someone who drinks or uses drugs"),
        ("hungry, no food", "Kokkola", "Food aid"),
        ("refugee from Ukraine", "Kokkola", "Reception centre: social counselling"),
        ("cannot use the computer", "Kokkola", "Digital help"),
    ],
)
def test_an_english_question_finds_the_service_first(
    ask_example: Ask, said: str, place: str, first: str
) -> None:
    say = texts.translator("en")

    assert say.name(ask_example(said, place).results[0].name) == first


@pytest.mark.parametrize("said", ["my husband hits me", "I want to kill myself", "I was raped"])
def test_danger_told_in_english_pins_urgent_help(ask_example: Ask, said: str) -> None:
    answer = ask_example(said, "Kokkola")

    assert answer.urgent
    assert answer.pinned


@pytest.mark.parametrize("said", ["home talossa", "monet laskut", "hemma ensam", "kom hit", "paino nousee"])
def test_words_of_finnish_and_swedish_do_not_become_english(ask_example: Ask, said: str) -> None:
    assert not ask_example(said, "Kokkola").urgent


def test_every_need_and_activity_of_the_example_is_heard_in_english(example_store: CatalogueStore) -> None:
    silent = [
        owner.id
        for owner in (*example_store.needs(), *example_store.activities())
        if not owner.words.get("en")
    ]

    assert not silent


def test_every_service_of_the_example_can_be_read_in_english(example_store: CatalogueStore) -> None:
    unread = [
        service.id
        for service in example_store.services()
        for part in (service.name, service.what, service.for_whom)
        if not (isinstance(part, dict) and part.get("en"))
    ]

    assert not unread
