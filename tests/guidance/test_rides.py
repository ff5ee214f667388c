"""Where what suits the client lies far away, the catalogue's rides are told."""

from __future__ import annotations

import pytest

from ohjaus_desktop import texts
from ohjaus_desktop.catalogue.model import Area, Delivery, Phone, Service
from ohjaus_desktop.catalogue.navigation import Activity
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
