"""Who provides services can be browsed, and where a shelter lies cannot be found out."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from ohjaus_desktop.guidance.organizations import Directory, Listed
from small_catalogue import small_catalogue, uid

TODAY = date(2026, 11, 19)


@pytest.fixture
def directory(small, places) -> Directory:
    return Directory(small.navigator._store, places)


def found(directory: Directory, text: str, sector: str | None = None) -> set[str]:
    return {one.id for one in directory.find(text, sector=sector)}


def listed(directory: Directory, name: str) -> Listed:
    return next(one for one in directory.all() if one.id == uid(name))


def test_every_organization_is_listed_with_its_services_and_municipalities(directory: Directory) -> None:
    assert len(directory.all()) == len(small_catalogue().organizations)
    association = listed(directory, "association")
    own = [s for s in small_catalogue().services if s.organization_id == uid("association")]
    assert association.services == len(own)
    assert {"584", "977"} <= set(association.municipalities)


@pytest.mark.parametrize(
    "text", ["valoisa", "polku", "LJUSA stigen", "ystävätoiminta", "ystavatoiminta perho", "000100300"]
)
def test_an_organization_is_found_by_name_service_place_and_number(directory: Directory, text: str) -> None:
    assert uid("association") in found(directory, text)


def test_every_word_must_fit(directory: Directory) -> None:
    assert found(directory, "valoisa olematon") == set()


def test_a_sector_narrows_the_list(directory: Directory) -> None:
    assert found(directory, "", "parish") == {uid("parish")}


def test_a_shelter_has_no_place_and_no_municipality(directory: Directory) -> None:
    assert listed(directory, "shelter-house").municipalities == ()
    assert uid("shelter-house") not in found(directory, "kokkola")
    whole = directory.in_full(uid("shelter-house"), today=TODAY)
    assert whole is not None
    assert [service.id for service in whole.services] == [uid("shelter")]
    assert whole.locations == ()


def test_a_shelter_stays_hidden_where_its_organization_has_open_places_too(changed, install, places) -> None:
    small = small_catalogue()
    shelter = next(s for s in small.services if s.id == uid("shelter"))
    moved = msgspec.structs.replace(shelter, organization_id=uid("association"))
    services = [moved if s.id == shelter.id else s for s in small.services]
    desk = install(changed(services=services))
    whole = Directory(desk.navigator._store, places).in_full(uid("association"), today=TODAY)
    assert whole is not None
    assert uid("shelter-place") not in {place.id for place in whole.locations}
    assert uid("ylivieska-room") in {place.id for place in whole.locations}


def test_notices_show_on_the_days_on_which_they_hold(directory: Directory) -> None:
    on, before = (directory.in_full(uid("county"), today=day) for day in (TODAY, date(2026, 9, 30)))
    assert on is not None
    assert before is not None
    assert [notice.id for notice in on.notices] == [uid("moved-phone")]
    assert before.notices == ()


def test_an_unknown_organization_is_nothing(directory: Directory) -> None:
    assert directory.in_full("olematon", today=TODAY) is None
