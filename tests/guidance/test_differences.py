"""What changed in a record, in words people read."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import msgspec
import pytest

from ohjaus_desktop import texts
from ohjaus_desktop.catalogue.model import (
    Address,
    Area,
    CostOption,
    HolidaySchedule,
    Identifier,
    Location,
    Organization,
    Phone,
    Schedule,
    Service,
    ServiceAtLocation,
)
from ohjaus_desktop.catalogue.navigation import Helpline, Notice, Replacement
from ohjaus_desktop.guidance.differences import Difference, Names, differences, facts
from ohjaus_desktop.guidance.places import Places

FI, SV = texts.translator("fi"), texts.translator("sv")
SERVICE = Service(
    id="s",
    organization_id="o",
    name={"fi": "Etäkahvila", "sv": "Distanskafé"},
    phones=[Phone(number="000 200 001")],
    service_areas=[Area(type="municipality", code="584")],
)


def changed(say: texts.Translator = FI, names: Names | None = None, **fields: Any) -> tuple[Difference, ...]:
    return differences(SERVICE, msgspec.structs.replace(SERVICE, **fields), say, names=names)


def one(**fields: Any) -> tuple[str, str, str]:
    (difference,) = changed(**fields)
    return difference.label, difference.before, difference.after


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"name": "Kahvila verkossa"}, ("Nimi", "Etäkahvila", "Kahvila verkossa")),
        (
            {"schedules": [Schedule(byday="MO,TU,WE,TH,FR", opens_at=time(9), closes_at=time(15, 30))]},
            ("Aukioloajat", "", "ma–pe 9–15.30"),
        ),
        (
            {
                "holiday_schedules": [
                    HolidaySchedule(start_date=date(2027, 12, 24), end_date=date(2027, 12, 26))
                ]
            },
            ("Poikkeusajat", "", "24.12.–26.12.2027 suljettu"),
        ),
        ({"cost_options": [CostOption(amount=12.5, option="Käynti")]}, ("Hinta", "", "Käynti 12,50 €")),
        ({"cost_options": [CostOption(amount=0)]}, ("Hinta", "", "maksuton")),
        ({"referral_needed": True}, ("Lähete tarvitaan", "", "kyllä")),
        ({"assured_date": date(2026, 11, 3)}, ("Tiedot tarkistettu", "", "3.11.2026")),
        ({"minimum_age": 65.0}, ("Ikä", "", "65 vuotta täyttäneille")),
        ({"maximum_age": 17.0}, ("Ikä", "", "Enintään 17-vuotiaille")),
        ({"status": "defunct"}, ("Tila", "toiminnassa", "päättynyt")),
        ({"waiting_days": 3}, ("Odotusaika", "", "3 päivää")),
        ({"languages": ["fi", "se"]}, ("Kielet", "", "suomi, pohjoissaame")),
    ],
)
def test_a_change_is_told_in_words(fields: dict[str, Any], told: tuple[str, str, str]) -> None:
    label, before, after = one(**fields)
    assert (label, before, after) == told


def test_a_main_number_that_no_longer_answers_is_recognised() -> None:
    (difference,) = changed(phones=[Phone(number="000 200 002", type="sms", description="Päivystys")])
    assert difference.kind == "moved_number"
    assert difference.after == "000 200 002 (tekstiviestit · Päivystys)"


def test_a_second_number_moves_nothing() -> None:
    (difference,) = changed(phones=[Phone(number="000 9"), Phone(number="000200001")])
    assert difference.kind == "changed"


def test_areas_and_needs_are_named() -> None:
    names = Names(places=Places.load(), needs={"lonely": "Yksinäisyys"})
    areas = [Area(type="valley", code="Perhonjokilaakso"), Area(type="wellbeing_county", code="17")]
    found = changed(names=names, service_areas=areas, needs=["lonely", "another"])
    assert [(each.label, each.before, each.after) for each in found] == [
        ("Alue", "Perho", "Perhonjokilaakso, Pohjanmaan hyvinvointialue"),
        ("Tarpeet", "", "Yksinäisyys"),
    ]


def test_what_changed_in_another_language_only_is_told_with_its_language() -> None:
    (difference,) = changed(name={"fi": "Etäkahvila", "sv": "Nätkafé"})
    assert difference.after == "Etäkahvila (suomeksi)\nNätkafé (ruotsiksi)"
    assert changed(SV, name={"fi": "Etäkahvila", "sv": "Nätkafé"})[0].after == "Nätkafé"


def test_what_only_the_program_needs_is_no_difference() -> None:
    assert changed(identifiers=[Identifier(identifier_scheme="ptv", identifier="1")]) == ()


def test_the_place_of_a_shelter_is_told_in_no_change() -> None:
    names = Names(locations={"l": "Turvatalon pihatie 1"})
    found = changed(names=names, hide_address=True, service_at_locations=[ServiceAtLocation(location_id="l")])
    assert not any("Turvatalon" in each.before + each.after for each in found)


def test_a_number_of_another_shape_is_the_same_difference_in_every_kind_of_record() -> None:
    phone, other = Phone(number="000 1"), Phone(number="000 2")
    pairs = [
        (Organization(id="o", name="Yhdistys", sector="association", phones=[phone]), {"phones": [other]}),
        (Location(id="l", name="Talo", municipality="584", phones=[phone]), {"phones": [other]}),
        (Helpline(id="h", name="Tukipuhelin", phones=[phone]), {"phones": [other]}),
    ]
    for record, fields in pairs:
        (difference,) = differences(record, msgspec.structs.replace(record, **fields), FI)
        assert (difference.label, difference.kind) == ("Puhelin", "moved_number")


def test_a_place_and_a_notice_speak_too() -> None:
    place = Location(id="l", name="Talo", municipality="584")
    moved = msgspec.structs.replace(
        place, addresses=[Address(address_1="Esimerkkitie 1", postal_code="00000", city="Perho")]
    )
    assert differences(place, moved, FI)[0].after == "Esimerkkitie 1, 00000 Perho"
    notice = Notice(id="n", title="Numero muuttuu", text="Uusi numero.")
    later = msgspec.structs.replace(
        notice, replaces=[Replacement(old="000 1", new="000 2")], severity="urgent"
    )
    assert [each.after for each in differences(notice, later, FI)] == ["kiireellinen", "000 1 → 000 2"]


def test_a_new_record_is_told_in_full() -> None:
    told = dict(facts(SERVICE, FI))
    assert (told["Tila"], told["Puhelin"]) == ("toiminnassa", "000 200 001")
    assert "Nimi" not in told  # it stands above
