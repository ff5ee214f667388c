"""What a professional of the river valleys would offer first, client by client, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

import golden_clients
from golden_clients import CLIENTS, FI, TUESDAY, expected, told
from ohjaus_desktop.catalogue import document, sync
from ohjaus_desktop.catalogue.store import CatalogueStore
from ohjaus_desktop.guidance import search
from ohjaus_desktop.guidance.answer import Answer
from ohjaus_desktop.guidance.navigator import Navigator
from ohjaus_desktop.guidance.places import Places
from ohjaus_desktop.guidance.wording import reach_sentence

VALLEYS = {"Kalajokilaakso", "Pyhäjokilaakso", "Perhonjokilaakso", "Lestijokilaakso", "Siikajokilaakso"}


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory, places: Places) -> Iterator[Callable[..., Answer]]:
    folder = tmp_path_factory.mktemp("reach")
    (folder / "catalogue.json").write_bytes(document.write(golden_clients.catalogue(places)))
    store = CatalogueStore(folder / "catalogue.sqlite")
    sync.run(store, str(folder / "catalogue.json"), index=search.index, at=TUESDAY)
    navigator = Navigator(store, places)
    yield lambda client: golden_clients.ask(navigator, client, places)
    store.close()


def name_of(client: dict[str, Any]) -> str:
    return f"{client['says']}-{client['need']}-{client.get('staying', 'home')}"


@pytest.mark.parametrize("client", CLIENTS, ids=name_of)
def test_a_client_is_offered_what_a_professional_there_would_offer(ask, places, client):
    offered = expected(client)
    assert told(ask(client), places)[: len(offered)] == offered, client["who"]


@pytest.mark.parametrize("client", [one for one in CLIENTS if "last" in one], ids=name_of)
def test_what_does_not_come_to_the_client_is_shown_last_and_says_so(ask, places, client):
    fitting = [result for result in ask(client).results if result.fits]
    id_, words, _ = client["last"]
    assert (fitting[-1].name, reach_sentence(fitting[-1].reach, FI, places)) == (id_, words)


@pytest.mark.parametrize("client", [one for one in CLIENTS if "not_for" in one], ids=name_of)
def test_what_is_only_for_others_comes_after_all_and_says_why(ask, client):
    results = ask(client).results
    others = {result.name: result for result in results if not result.fits}
    assert all(not one.fits for one in results[len(results) - len(others) :])
    for id_, _ in client["not_for"]:
        assert others[id_].why_not, id_


def test_another_countys_service_says_that_one_must_ask_first(ask):
    kannus = next(one for one in CLIENTS if one["says"] == "Kannuksessa")
    caution = {result.name: result.caution for result in ask(kannus).results}
    assert caution["team-ylivieska"]
    assert not caution["nurse-18"]
    assert not caution["crisis-kokkola"]


def test_the_table_has_two_clients_in_every_valley_and_a_reason_for_every_row():
    per_valley = dict.fromkeys(VALLEYS, 0)
    for client in CLIENTS:
        if "valley" in client:
            per_valley[client["valley"]] += 1
        for row in [*client["order"], *client.get("not_for", [])]:
            assert row[-1]
    assert min(per_valley.values()) >= 2
    assert len(CLIENTS) >= 10


def test_who_stays_elsewhere_is_counted_from_there_and_still_lives_at_home(ask):
    answer = ask(next(one for one in CLIENTS if one.get("staying") == "Oulu"))
    assert answer.place is not None
    assert answer.staying is not None
    assert (answer.place.name, answer.staying.name) == ("Kokkola", "Oulu")
