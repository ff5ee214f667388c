"""Where what suits the client lies far away, the catalogue's rides are told."""

from __future__ import annotations

import msgspec
import pytest

from ohjaus_desktop import texts
from ohjaus_desktop.catalogue.model import Area, Delivery, Phone, Service
from ohjaus_desktop.catalogue.navigation import Activity, Need
from small_catalogue import small_catalogue, uid

PERHO, KAUSTINEN, OULU = "584", "236", "564"


@pytest.fixture
def desk(install, changed):
    ride = Service(
        id=uid("village-ride"),
        organization_id=uid("association"),
        name="Kyläkyyti (keksitty)",
        activities=["transport"],
        delivery=[Delivery(mode="home")],
        service_areas=[Area(type="municipality", code=PERHO)],
        phones=[Phone(number="000 200 099")],
    )
    small = small_catalogue()
    return install(
        changed(
            services=[*small.services, ride],
            activities=[*small.activities, Activity(id="transport", name="Kyyti")],
        )
    )


def rides(desk, **asked) -> list[str]:
    say = texts.translator("fi")
    return [say.name(ride.name) for ride in desk.ask(**asked).rides]


def test_who_must_travel_hears_who_drives(desk):
    assert rides(desk, need="youth_outreach", municipality=PERHO) == ["Kyläkyyti (keksitty)"]


def test_a_ride_of_another_municipality_is_not_offered(desk):
    assert rides(desk, need="youth_outreach", municipality=OULU) == []


def test_where_nobody_travels_no_ride_is_told(desk):
    assert rides(desk, need="friend", municipality=PERHO) == []


def driver(name: str, *needs: str) -> Service:
    return Service(
        id=uid(name),
        organization_id=uid("association"),
        name=f"{name} (keksitty)",
        needs=list(needs),
        activities=["transport"],
        delivery=[Delivery(mode="home")],
        service_areas=[Area(type="municipality", code=PERHO)],
    )


@pytest.fixture
def driving(install, changed):
    small = small_catalogue()
    drivers = [driver("Päiväkeskus", "friend", "errand_bus"), driver("Kela-taksi", "kela_ride")]
    group = [Need(id="rides", name="Kyydit")]
    group += [Need(id=one, name=one, parent_id="rides") for one in ("errand_bus", "kela_ride")]
    return install(
        changed(
            services=[*small.services, *drivers, driver("Asiointibussi", "errand_bus", "friend")],
            activities=[*small.activities, Activity(id="transport", name="Kyyti")],
            needs=[*small.needs, *group],
        )
    )


def test_a_day_centre_that_drives_its_own_people_is_no_ride(driving):
    assert "Päiväkeskus (keksitty)" not in rides(driving, need="youth_outreach", municipality=PERHO)


def test_a_ride_paid_to_health_care_only_is_told_where_health_care_is_far(driving):
    assert rides(driving, need="youth_outreach", municipality=PERHO) == ["Asiointibussi (keksitty)"]
    assert "Kela-taksi (keksitty)" in rides(driving, need="detox", municipality=PERHO)


@pytest.mark.parametrize("grave", [{"urgent": True}, {"sensitive": True}])
def test_in_danger_nobody_is_sent_to_the_village_ride(install, changed, grave):
    small = small_catalogue()
    needs = [
        msgspec.structs.replace(need, **grave) if need.id == "youth_outreach" else need
        for need in small.needs
    ]
    desk = install(
        changed(
            services=[*small.services, driver("Kyläkyyti")],
            activities=[*small.activities, Activity(id="transport", name="Kyyti")],
            needs=needs,
        )
    )
    assert desk.ask(need="youth_outreach", municipality=PERHO).results
    assert rides(desk, need="youth_outreach", municipality=PERHO) == []
