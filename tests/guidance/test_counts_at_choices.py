"""The number at a choice is what a click on it leaves, and never less than its own words find."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from ohjaus_desktop.catalogue.model import Service
from ohjaus_desktop.catalogue.navigation import Catalogue
from ohjaus_desktop.catalogue.store import CatalogueStore
from ohjaus_desktop.guidance import thesaurus
from ohjaus_desktop.guidance.answer import Facet
from ohjaus_desktop.guidance.navigator import Navigator, Question
from ohjaus_desktop.guidance.places import Places
from ohjaus_desktop.texts import translator
from small_catalogue import small_catalogue, uid

from .conftest import TUESDAY, Desk

Install = Callable[[Catalogue], Desk]
Changed = Callable[..., Catalogue]
ASKED = Question(at=TUESDAY, limit=1)


@pytest.fixture(scope="module")
def general(descriptions_store: CatalogueStore, places: Places) -> Navigator:
    """Descriptions of services from all over the country, known mostly by their names."""
    return Navigator(descriptions_store, places)


def needs(navigator: Navigator) -> dict[str, Facet]:
    """Every group and need with its number, for a client of whom nothing is known."""
    return {one.id: one for one in navigator.ask(ASKED).needs}


def shows_no_fewer_than_its_name_finds(navigator: Navigator) -> None:
    """A search says of each row for which need it is there; all those are behind the tile."""
    say = translator("fi")
    for need in needs(navigator).values():
        name = say.name(need.name)
        behind = {one.service_id for one in navigator.ask(replace(ASKED, need=need.id, limit=None)).results}
        found = navigator.ask(replace(ASKED, text=f"{name} ", limit=None)).results
        for_it = {one.service_id for one in found if one.fits and one.why.startswith(f"{name} ←")}
        assert for_it <= behind, need.id
        assert need.count >= len(for_it), need.id


def test_the_number_at_a_need_is_what_a_click_leaves(navigator: Navigator) -> None:
    for need in needs(navigator).values():
        assert navigator.ask(replace(ASKED, need=need.id)).total == need.count, need.id


def test_a_need_shows_no_fewer_than_its_own_name_finds_for_it(navigator: Navigator) -> None:
    shows_no_fewer_than_its_name_finds(navigator)


def test_the_same_holds_for_services_known_by_their_names_only(general: Navigator) -> None:
    shows_no_fewer_than_its_name_finds(general)


def test_a_service_known_by_its_name_is_counted_at_the_need(install: Install, changed: Changed) -> None:
    name = thesaurus.bundled().of("debts").services[0]
    id_ = "00000000-0000-4000-8000-0000000000aa"
    named = Service(id=id_, organization_id=uid("association"), name={"fi": name}, status="active")
    services = small_catalogue().services
    before = needs(install(changed(services=services)).navigator)
    after = needs(install(changed(services=[*services, named])).navigator)
    assert after["debts"].count == before["debts"].count + 1
    assert after["money"].count == before["money"].count + 1, "its group counts it, too"


def test_a_need_that_nobody_answers_says_whose_services_it_shows(install: Install, changed: Changed) -> None:
    others = [one for one in small_catalogue().services if "detox" not in one.needs]
    navigator = install(changed(services=others)).navigator
    detox = needs(navigator)["detox"]
    assert detox.instead in needs(navigator)
    assert detox.count == needs(navigator)[str(detox.instead)].count
    assert detox.count == navigator.ask(replace(ASKED, need="detox")).total


def test_the_number_at_a_place_is_what_living_there_leaves(navigator: Navigator, places: Places) -> None:
    asked = replace(ASKED, need="home", age=70)
    codes = [one.code for one in places.all() if one.valleys]
    counted = navigator.count_by_place(asked, codes)
    assert counted == {code: navigator.ask(replace(asked, assumed_municipality=code)).total for code in codes}
    assert len(set(counted.values())) > 1, "who is entitled depends on where one lives"
