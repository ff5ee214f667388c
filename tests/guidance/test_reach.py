"""How a client gets to a service, and whether it is for them."""

from __future__ import annotations

import pytest

from ohjaus_desktop.catalogue.model import Area, Delivery, Location, Phone, Service, ServiceAtLocation
from ohjaus_desktop.guidance import travel
from ohjaus_desktop.guidance.entitled import fit, of_another_county
from ohjaus_desktop.guidance.reach import Reach, ReachMode, reach

PERHO, KAUSTINEN, KOKKOLA, OULU = "584", "236", "272", "564"
LOCATIONS = {
    code: Location(id=code, name=f"Paikka {code}", municipality=code)
    for code in (PERHO, KAUSTINEN, KOKKOLA, OULU)
}


def service(*modes: str, met_in: tuple[str, ...] = (), **facts: object) -> Service:
    return Service(
        id="s",
        organization_id=None,
        name="Esimerkkipalvelu",
        delivery=[Delivery(mode=mode) for mode in modes],
        service_at_locations=[ServiceAtLocation(location_id=code) for code in met_in],
        **facts,
    )


def municipality(*codes: str) -> list[Area]:
    return [Area(type="municipality", code=code) for code in codes]


def test_what_is_met_in_the_clients_municipality_is_here(places):
    way = reach(service("visit", met_in=(KOKKOLA, PERHO)), LOCATIONS, PERHO, places)
    assert way == Reach(ReachMode.HERE, municipality=PERHO, location_id=PERHO)


def test_otherwise_somebody_comes_home(places):
    coming = service("visit", "home", met_in=(KOKKOLA,), service_areas=municipality(PERHO))
    assert reach(coming, LOCATIONS, PERHO, places).mode == ReachMode.HOME


def test_home_visits_keep_to_their_municipalities_and_days(places):
    coming = Service(
        id="s", organization_id=None, name="Kotikäynnit", service_areas=municipality(PERHO, KAUSTINEN),
        delivery=[Delivery(mode="home", weekdays="TU,TH", municipalities=[PERHO])],
    )  # fmt: skip
    assert reach(coming, {}, PERHO, places) == Reach(ReachMode.HOME, weekdays="TU,TH")
    assert reach(coming, {}, KAUSTINEN, places).mode == ReachMode.TRAVEL


def test_otherwise_it_is_remote_where_it_answers_the_clients_area(places):
    remote = service("video", "phone", met_in=(OULU,), service_areas=municipality(PERHO))
    assert reach(remote, LOCATIONS, PERHO, places) == Reach(ReachMode.REMOTE, ways=("phone", "video"))
    assert reach(remote, LOCATIONS, KAUSTINEN, places).mode == ReachMode.TRAVEL


def test_otherwise_the_nearest_place_counts(places):
    way = reach(service("visit", met_in=(OULU, KOKKOLA, KAUSTINEN)), LOCATIONS, PERHO, places)
    assert (way.mode, way.municipality, way.location_id) == (ReachMode.TRAVEL, KAUSTINEN, KAUSTINEN)
    assert way.distance_km == places.distance_km(PERHO, KAUSTINEN)


def test_a_village_measures_from_where_it_is(places):
    himanka = places.named("Himanka")
    lone = service("visit", met_in=(KOKKOLA,))
    from_himanka = reach(lone, LOCATIONS, "208", places, origin=himanka).distance_km
    assert from_himanka < reach(lone, LOCATIONS, "208", places).distance_km


def test_a_round_is_here_on_its_days(places):
    round_ = Service(
        id="s", organization_id=None, name="Kiertävä neuvonta",
        delivery=[Delivery(mode="visit", weekdays="WE", municipalities=[PERHO])],
    )  # fmt: skip
    assert reach(round_, {}, PERHO, places) == Reach(ReachMode.HERE, municipality=PERHO, weekdays="WE")


def test_a_phone_without_area_or_place_answers_everybody(places):
    assert reach(service("phone"), {}, OULU, places).mode == ReachMode.REMOTE


def test_a_phone_of_a_local_office_answers_its_own_county(places):
    office = service("phone", "visit", met_in=(KOKKOLA,))
    assert reach(office, LOCATIONS, PERHO, places).mode == ReachMode.REMOTE
    assert reach(office, LOCATIONS, OULU, places).mode == ReachMode.TRAVEL


def test_a_thin_record_that_only_has_a_number_is_called(places):
    assert reach(service(phones=[Phone(number="000 1")]), {}, OULU, places).ways == ("phone",)


def test_nothing_known_is_travel_without_a_distance(places):
    assert reach(service(), {}, OULU, places) == Reach(ReachMode.TRAVEL)


@pytest.mark.parametrize("client", [PERHO, KOKKOLA, OULU, None])
def test_a_shelter_has_no_place_and_no_distance_from_anywhere(places, client):
    shelter = service("visit", met_in=(KOKKOLA,), hide_address=True, phones=[Phone(number="000 1")])
    assert reach(shelter, LOCATIONS, client, places) == Reach(ReachMode.REMOTE, ways=("phone",))


def test_without_a_municipality_nothing_is_near_or_far(places):
    way = reach(service("visit", met_in=(KOKKOLA,)), LOCATIONS, None, places)
    assert (way.mode, way.distance_km) == (ReachMode.TRAVEL, None)


def test_a_place_in_an_unknown_municipality_has_no_distance(places):
    odd = {"x": Location(id="x", name="Ei missään", municipality="999")}
    assert reach(service("visit", met_in=("x",)), odd, PERHO, places).distance_km is None


def test_only_residents_are_entitled_where_the_catalogue_says_so(places):
    own = service("visit", eligibility_area=[Area(type="wellbeing_county", code="18")])
    assert fit(own, PERHO, None, places).fits
    assert not fit(own, OULU, None, places).fits
    assert fit(own, None, None, places).fits
    assert fit(own, OULU, None, places).message


@pytest.mark.parametrize(("age", "fits"), [(12, False), (13, True), (29, True), (30, False), (None, True)])
def test_ages_hold_to_the_last_day(places, age, fits):
    assert fit(service(minimum_age=13, maximum_age=29), PERHO, age, places).fits is fits


def test_what_lies_beyond_the_usual_way_says_so(places):
    lone = service("visit", met_in=(OULU,))
    assert reach(lone, LOCATIONS, PERHO, places).beyond
    assert not reach(lone, LOCATIONS, PERHO, places, radius_km=300).beyond


def test_the_catalogue_says_how_far_people_of_a_municipality_go(places):
    assert travel.usual_km(PERHO, places, {PERHO: 130}) == 130


@pytest.mark.parametrize(
    ("name", "kilometres"),
    [("Kokkola", 15), ("Oulu", 15), ("Kaustinen", 80), ("Perho", 120), ("Lestijärvi", 120), ("Inari", 50)],
)
def test_without_it_a_town_is_small_and_a_valley_is_long(places, name, kilometres):
    assert travel.usual_km(places.municipality(name).code, places, {}) == kilometres


def test_a_village_far_from_its_town_goes_as_far_as_the_country_does(places):
    assert travel.usual_km(KOKKOLA, places, {KOKKOLA: 30}, places.named("Ullava")) == 80


def test_a_village_does_not_call_its_far_centre_here(places):
    club = service("visit", met_in=(KOKKOLA,))
    from_ullava = reach(club, LOCATIONS, KOKKOLA, places, origin=places.named("Ullava"))
    assert (from_ullava.mode, from_ullava.distance_km) == (ReachMode.TRAVEL, 50)
    assert reach(club, LOCATIONS, KOKKOLA, places).mode == ReachMode.HERE


def test_what_is_met_in_a_village_is_measured_to_the_village(places):
    there = {"h": Location(id="h", name="Seurakuntatalo", municipality="208", village="Himanka")}
    club = service("visit", met_in=("h",))
    kannus = places.municipality("Kannus")
    way = reach(club, there, kannus.code, places)
    assert way.distance_km == places.distance_km(kannus, places.named("Himanka"))
    assert way.village == "Himanka"
    assert reach(club, there, "208", places, origin=places.named("Himanka")).mode == ReachMode.HERE


def test_a_service_that_fetches_tells_it_where_it_works(places):
    day = service("visit", met_in=(KAUSTINEN,), barriers=["fetches"], service_areas=municipality(PERHO))
    assert reach(day, LOCATIONS, PERHO, places).fetched
    assert not reach(day, LOCATIONS, OULU, places).fetched


def test_rounds_to_other_homes_are_not_a_way_to_travel(places):
    rounds = Service(
        id="s", organization_id=None, name="Kotikäynnit",
        delivery=[Delivery(mode="home", municipalities=[PERHO])],
    )  # fmt: skip
    assert reach(rounds, {}, KOKKOLA, places) == Reach(ReachMode.TRAVEL, elsewhere=True)


def test_what_serves_one_municipality_only_is_there_though_nobody_told_the_address(places):
    daycare = service("visit", service_areas=municipality(PERHO))
    assert reach(daycare, {}, PERHO, places) == Reach(ReachMode.HERE, municipality=PERHO)
    assert reach(daycare, {}, KOKKOLA, places) == Reach(ReachMode.TRAVEL, elsewhere=True)


@pytest.mark.parametrize("areas", [[], municipality(PERHO, KAUSTINEN)])
def test_an_address_that_nobody_told_does_not_say_that_it_serves_others(places, areas):
    assert reach(service("visit", service_areas=areas), {}, PERHO, places) == Reach(ReachMode.TRAVEL)


def test_a_thin_record_of_another_area_says_that_it_serves_others(places):
    assert reach(service(service_areas=municipality(OULU)), {}, PERHO, places).elsewhere


def test_the_phone_of_the_home_county_answers_those_who_stay_elsewhere(places):
    county = [Area(type="wellbeing_county", code="18")]
    advice = service("phone", service_areas=county)
    assert reach(advice, {}, OULU, places, home=PERHO).mode == ReachMode.REMOTE
    assert reach(advice, {}, OULU, places).mode == ReachMode.TRAVEL


@pytest.mark.parametrize(
    ("sector", "client", "other"),
    [
        ("wellbeing_county", OULU, True),
        ("wellbeing_county", PERHO, False),
        ("wellbeing_county", None, False),
        ("association", OULU, False),
        (None, OULU, False),
    ],
)
def test_only_public_services_have_a_county_of_their_own(places, sector, client, other):
    clinic = service("visit", met_in=(KOKKOLA,))
    assert of_another_county(clinic, sector, LOCATIONS, client, places) is other


def test_a_countys_service_that_works_here_too_is_nobody_elses(places):
    shared = service("visit", met_in=(KOKKOLA,), service_areas=[Area(type="country", code="FI")])
    assert not of_another_county(shared, "wellbeing_county", LOCATIONS, OULU, places)
