"""The page a client takes home: what it says, and what it never says."""

from __future__ import annotations

from dataclasses import replace as change
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from msgspec import structs

from documents.paper import SATURDAY, SENDER, chosen, read, service
from ohjaus_desktop.catalogue.model import (
    Accessibility,
    Address,
    Area,
    Location,
    Phone,
    RequiredDocument,
    Schedule,
    ServiceAtLocation,
)
from ohjaus_desktop.catalogue.navigation import Helpline
from ohjaus_desktop.documents import pdf
from ohjaus_desktop.documents.chosen import Chosen, Sender
from ohjaus_desktop.documents.compose import client_page
from ohjaus_desktop.guidance.hours import UNKNOWN
from ohjaus_desktop.guidance.reach import Reach, ReachMode
from small_catalogue import uid

AREA = [Area(type="wellbeing_county", code="18")]
KAUSTINEN = Reach(ReachMode.TRAVEL, 45, "236", uid("kaustinen-station"))


def printed(*services: Chosen, language: str = "fi", sender: Sender = SENDER, **more: object) -> str:
    """The words of the page for these services."""
    return read(pdf.render(client_page(services, sender, language=language, at=SATURDAY, **more)))


def test_the_page_says_who_helps_where_and_when() -> None:
    words = printed(chosen("alcohol-advice", KAUSTINEN))
    for fact in (
        "Ohjeet sinulle",
        "la 21.11.2026",
        "Maija, palveluohjaaja, Perhon palvelupiste",
        "Päihdeneuvonta",
        "Jokilatvan hyvinvointialue (esimerkki)",
        "000 200 004",
        "ma–pe 8–16",
        "Keksitty tie 2, Kaustinen",
        "noin 45 km",
        "Tiedot tarkistettu 1.9.2026",
        "Kysy lisää: Perhon palvelupiste, 000 555 1234",
        "Sivu 1/1",
    ):
        assert fact in words


def test_a_home_visit_is_promised_only_where_it_is_made() -> None:
    assert "Palvelu tulee kotiisi" in printed(chosen("friend", Reach(ReachMode.HOME, weekdays="TU,TH")))
    assert "kotiisi" not in printed(chosen("friend", KAUSTINEN))


def test_only_the_place_that_reach_has_chosen_is_printed() -> None:
    words = printed(chosen("alcohol-advice", KAUSTINEN))
    assert "Kokkolan esimerkkikeskus" not in words


def test_the_order_is_that_of_the_clients_questions() -> None:
    words = printed(chosen("alcohol-advice", KAUSTINEN))
    order = ["Puhelin", "Aukioloajat", "Missä", "Mitä teen", "Hinta", "Kiireellinen apu", "Tietosi"]
    assert [words.index(label) for label in order] == sorted(words.index(label) for label in order)


def test_a_step_says_by_which_weekday_to_turn_back() -> None:
    # Five days after a Saturday is Thursday; the phone opens on Monday.
    words = printed(chosen("friend"))
    assert "Auki seuraavan kerran ma 23.11. klo 9." in words
    assert "Jos et saa yhteyttä to 26.11. mennessä, soita meille: 000 555 1234." in words


def test_the_day_to_turn_back_is_an_office_day() -> None:
    # Five days after 20 December 2026 is Christmas Day; the next office day is the 28th.
    at = datetime(2026, 12, 20, 12, tzinfo=ZoneInfo("Europe/Helsinki"))
    page = client_page([chosen("friend", at=at)], SENDER, language="fi", at=at)
    assert "ma 28.12." in read(pdf.render(page))


def test_swedish_and_english_pages_speak_their_language() -> None:
    assert "Anvisningar till dig" in printed(chosen("friend"), language="sv")
    assert "Vänverksamhet Perho" in printed(chosen("friend"), language="sv")
    assert "Guidance for you" in printed(chosen("friend"), language="en")


def test_a_text_that_exists_only_in_finnish_says_so_on_a_swedish_page() -> None:
    one = chosen("friend", how="Soita ja kerro.", what=None)
    assert "Soita ja kerro. (på finska)" in printed(one, language="sv")
    assert "(suomeksi)" not in printed(one)


def test_missing_facts_are_said_to_be_missing() -> None:
    bare = chosen(
        "debts", phones=[], schedules=[], cost_options=[], barriers=[], delivery=[], assured_date=None
    )
    bare = change(bare, organization=None, opening=UNKNOWN)
    words = printed(bare)
    assert words.count("Ei tiedossa.") >= 4  # phone, hours, where, cost
    assert "Tiedot tarkistettu: ei tiedossa" in words
    assert "suljettu" not in words.lower()


def test_a_service_of_which_nothing_but_its_name_is_known_prints() -> None:
    one = Chosen(service("debts").__class__(id="x", organization_id=None, name="Nimi"), None, (), UNKNOWN)
    for language in ("fi", "sv", "en"):
        assert "Nimi" in printed(one, language=language, sender=Sender())


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"status": "temporarily closed"}, "Palvelu on tilapäisesti suljettu."),
        ({"takes_new_clients": "no"}, "Palvelu ei ota nyt uusia asiakkaita."),
        ({"alert": "Numero on rikki"}, "Numero on rikki."),
        (
            {"assured_date": date(2025, 6, 1)},
            "Tiedot ovat voineet muuttua. Ne on tarkistettu viimeksi 1.6.2025.",
        ),
        ({"waiting_days": 21}, "noin 3 viikkoa"),
        ({"referral_needed": True}, "Tarvitset lääkärin lähetteen."),
        ({"referral_needed": False}, "Lähetettä ei tarvita."),
        ({"barriers": ["no_bank_codes"]}, "Pankkitunnuksia ei tarvita."),
        ({"say_when_calling": "Kerro kotikuntasi."}, "Kerro kotikuntasi."),
        ({"unknown_number": True}, "Soitto voi tulla tuntemattomasta numerosta."),
        ({"required_documents": [RequiredDocument(document="Kelakortti")]}, "Kelakortti"),
        ({"cancellation": "Peru edellisenä päivänä. Muuten 61 €."}, "Peru edellisenä päivänä. Muuten 61 €."),
        ({"application_process": "1. Soita.\n2. Tule käymään."}, "2. Tule käymään."),
        ({"interpretation_services": "Tulkin tilaa yhdistys."}, "Tulkin tilaa yhdistys."),
        ({"complaints": "Yhdistyksen hallitus."}, "Yhdistyksen hallitus."),
    ],
)
def test_what_the_catalogue_knows_reaches_the_page(changes: dict[str, object], words: str) -> None:
    assert words in printed(chosen("friend", **({"how": None} | changes)))


def test_an_old_record_of_a_place_says_to_call_before_leaving() -> None:
    words = printed(chosen("detox"))
    assert "Soita ennen lähtöä. Tiedot on tarkistettu viimeksi 15.1.2024." in words


def test_hours_of_the_phone_stand_beside_those_of_the_house() -> None:
    calls = Phone(
        number="000 200 001", schedules=[Schedule(byday="MO,TU", opens_at=time(9), closes_at=time(11))]
    )
    words = printed(chosen("club", phones=[calls]))
    assert "to 12–14 puhelimitse ma, ti 9–11" in words
    assert "Auki seuraavan kerran ma 23.11. klo 9." in words


def test_the_door_is_described() -> None:
    place = Location(
        id="p",
        name="Talo",
        municipality="584",
        village="Möttönen",
        addresses=[Address(address_1="Keksitty tie 9")],
        floor="2. kerros",
        stop="Koulu",
        accessibility=[Accessibility(description="Esteetön ovi")],
    )
    words = printed(change(chosen("club"), locations=(place,)))
    for fact in ("Talo (Möttönen)", "Keksitty tie 9, 2. kerros", "Lähin pysäkki: Koulu", "Esteetön ovi."):
        assert fact in words


def test_a_neutral_sender_hides_the_service_point() -> None:
    words = printed(chosen("friend"), sender=change(SENDER, neutral_sender="Neuvonta"))
    assert "Neuvonta" in words
    assert "palvelupiste" not in words.lower()
    assert "Keksitty tie 5" not in words


def test_a_shelter_shows_no_address_municipality_distance_or_code() -> None:
    place = Location(id=uid("shelter-place"), name="Salainen talo", municipality="272", village="Piilo")
    hidden = change(chosen("shelter", Reach(ReachMode.TRAVEL, 85, "272", place.id)), locations=(place,))
    page = client_page([hidden], SENDER, language="fi", at=SATURDAY)
    assert not any(row.qr for row in page.blocks[0].rows)
    words = read(pdf.render(page))
    for secret in ("Salainen", "Piilo", "272", "Kokkola", "km", "85", "Missä"):
        assert secret not in words
    for needed in ("000 200 007", "joka päivä ympäri vuorokauden", "Maksuton.", "Lähetettä ei tarvita."):
        assert needed in words


def test_a_sensitive_page_names_no_place_of_the_sender_or_of_the_clients_area() -> None:
    lines = [
        Helpline(id="a", name="Sosiaalipäivystys", phones=[Phone(number="000300002")], areas=AREA),
        Helpline(id="b", name="Kriisipuhelin", phones=[Phone(number="000300001")]),
    ]
    words = printed(chosen("shelter"), helplines=lines)
    assert "Kriisipuhelin 000 300 001" in words
    assert "Sosiaalipäivystys" not in words
    assert "Keksitty tie" not in words


def test_a_sensitive_service_is_not_described_and_nobody_is_told_to_wait() -> None:
    one = chosen("friend", sensitive=True, say_when_calling="Sano: väkivalta.", description="Väkivallasta.")
    words = printed(one)
    for revealing in ("Vapaaehtoinen ystävä", "väkivalta", "Yksinäisille", "läheisen mukaan", "mennessä"):
        assert revealing not in words
    assert not any(row.qr for row in client_page([one], SENDER, language="fi", at=SATURDAY).blocks[0].rows)


def test_the_needs_and_words_of_the_search_never_reach_the_page() -> None:
    words = printed(chosen("mind-nurse")).lower()
    assert "itsetuhoisuus" not in words
    assert "masennus" not in words


def test_the_page_says_calmly_that_nothing_was_sent() -> None:
    assert "Tietojasi ei ole annettu kenellekään. Otat itse yhteyttä." in printed(chosen("friend"))


def test_urgent_help_names_112_116117_and_what_the_area_uses() -> None:
    social = Helpline(id="s", name="Sosiaalipäivystys (esimerkki)", phones=[Phone(number="000300002")])
    twice = Helpline(id="d", name="Päivystysapu", phones=[Phone(number="116 117")])
    words = printed(chosen("friend"), helplines=[twice, social])
    assert "Hätätilanteessa soita 112." in words
    assert "Jos tilanne pahenee, älä odota. Soita Päivystysapuun 116117" in words
    assert "Sosiaalipäivystys (esimerkki) 000 300 002" in words
    assert "116 117" not in words


def test_two_numbers_that_every_page_has_take_no_room_from_those_of_the_area() -> None:
    lines = [
        Helpline(id="112", name="Hätänumero", phones=[Phone(number="112")]),
        Helpline(id="116117", name="Päivystysapu", phones=[Phone(number="116117")]),
        Helpline(id="s", name="Sosiaalipäivystys", phones=[Phone(number="000300002")], areas=AREA),
    ]
    assert "Sosiaalipäivystys 000 300 002" in printed(chosen("friend"), helplines=lines)


def test_a_helpline_for_one_need_stands_only_on_pages_about_that_need() -> None:
    violence = Helpline(id="v", name="Apulinja", phones=[Phone(number="000300004")], needs=["shelter"])
    assert "Apulinja" not in printed(chosen("friend"), helplines=[violence])
    assert "Apulinja 000 300 004" in printed(chosen("shelter"), helplines=[violence])


def test_of_several_places_in_one_town_none_is_left_out() -> None:
    one = chosen("alcohol-advice")
    town, *_ = one.locations
    other = structs.replace(town, id=uid("other-place"), name="Toinen esimerkkiasema")
    links = [*one.service.service_at_locations, ServiceAtLocation(location_id=other.id)]
    service = structs.replace(one.service, service_at_locations=links)
    there = Reach(ReachMode.HERE, municipality=town.municipality, location_id=town.id)
    words = printed(change(one, service=service, locations=(*one.locations, other), reach=there))
    assert "Kaustisen esimerkkiasema" in words
    assert "Toinen esimerkkiasema" in words
    assert "Kokkolan esimerkkikeskus" not in words


def test_the_code_holds_only_the_phone_or_a_public_address() -> None:
    def codes(one: Chosen) -> list[str]:
        page = client_page([one], SENDER, language="fi", at=SATURDAY)
        return [row.qr for row in page.blocks[0].rows if row.qr]

    assert codes(chosen("friend", url="https://esimerkki.invalid/ystava")) == ["tel:000200001"]
    assert codes(chosen("club", url="https://esimerkki.invalid/kerho")) == ["https://esimerkki.invalid/kerho"]
    assert codes(chosen("club", url="file:///etc/passwd")) == []


def test_every_chosen_service_stands_on_the_page_with_its_own_date() -> None:
    words = printed(chosen("friend"), chosen("debts"), chosen("meals"))
    for fact in ("Ystävätoiminta Perho", "Talousneuvonta", "Ateriapalvelu", "Tiedot tarkistettu 1.6.2025"):
        assert fact in words
    assert words.count("Kiireellinen apu") == 1
