"""Text messages and chat replies."""

from __future__ import annotations

from dataclasses import replace as change
from datetime import time

from hypothesis import given, settings
from hypothesis import strategies as some
from msgspec.structs import replace

from documents.paper import SATURDAY, SENDER, chosen
from ohjaus_desktop.catalogue.model import Phone, Schedule
from ohjaus_desktop.documents.chosen import Chosen, Sender
from ohjaus_desktop.documents.gsm import plain, septets
from ohjaus_desktop.documents.messages import LIMITS, chat_reply, text_message

FRIEND = chosen("friend")
NUMBERS = some.from_regex(r"\A000[0-9]{4,8}\Z")


def named(name: str, organization: str, number: str) -> Chosen:
    """A service with this name, giver and number."""
    assert FRIEND.organization is not None
    return change(
        FRIEND,
        service=replace(FRIEND.service, name=name, phones=[Phone(number=number)]),
        organization=replace(FRIEND.organization, name=organization),
    )


def test_a_short_message_says_name_number_hours_and_sender() -> None:
    message = text_message([FRIEND], "fi", at=SATURDAY, sender=SENDER)
    assert message.startswith("Ystävätoiminta Perho, Valoisa Polku ry (esimerkki): 000 200 001. ma-pe 9-15")
    assert message.endswith("Perhon palvelupiste")


@settings(max_examples=100, deadline=None)
@given(
    some.lists(
        some.tuples(some.text(max_size=120), some.text(max_size=120), NUMBERS), min_size=1, max_size=6
    ),
    some.text(max_size=100),
    some.sampled_from(LIMITS),
    some.sampled_from(["fi", "sv", "en"]),
)
def test_a_message_keeps_its_limit_and_every_number_whole(
    services: list[tuple[str, str, str]], sender: str, limit: int, language: str
) -> None:
    cards = [named(*service) for service in services]
    message = text_message(cards, language, at=SATURDAY, limit=limit, sender=Sender(service_point=sender))
    assert len(message) <= septets(message) <= limit
    assert message == plain(message)
    for card in cards:
        assert card.main_number is not None
        assert card.main_number in message


def test_a_long_message_fits_two_parts() -> None:
    cards = [
        named("Ikäihmisten palveluohjaus ja neuvonta", "Esimerkin hyvinvointialue", f"000{n}00{n}")
        for n in range(6)
    ]
    assert septets(text_message(cards, "fi", at=SATURDAY, limit=320)) <= 306


def test_numbers_that_do_not_fit_are_counted() -> None:
    cards = [named("Palvelu", "Ry", f"00012345{n:02}") for n in range(20)]
    message = text_message(cards, "fi", at=SATURDAY)
    shown = message.count("000 123 45")
    assert 5 <= shown < 20
    assert f"ja {20 - shown} muuta: kysy meiltä" in message


def test_swedish_and_finnish_letters_stay_and_others_are_said_plainly() -> None:
    message = text_message([named("Šaŋŋa – “Åsa” ’ö’", "Ry", "000123456")], "sv", at=SATURDAY)
    assert message.startswith("Sanna - \"Åsa\" 'ö', Ry: 000 123 456")


def test_a_sensitive_message_reveals_nothing() -> None:
    for name in ("shelter", "friend"):
        one = chosen(name, sensitive=True)
        message = text_message([one], "fi", at=SATURDAY, sender=SENDER)
        hours = "joka päivä ympäri vuorokauden" if name == "shelter" else "ma-pe 9-15"
        assert message == f"{one.main_number}. {hours}"


def test_one_sensitive_service_hides_the_service_point_of_the_whole_message() -> None:
    neutral = change(SENDER, neutral_sender="Neuvonta")
    cards = [FRIEND, chosen("shelter")]
    assert "palvelupiste" not in text_message(cards, "fi", at=SATURDAY, sender=SENDER, limit=320)
    assert text_message(cards, "fi", at=SATURDAY, sender=neutral, limit=320).endswith("Neuvonta")


def test_a_service_without_a_number_gives_its_address_on_the_web_or_says_so() -> None:
    without = chosen("club", url="https://www.esimerkki.invalid/kerho/")
    assert "esimerkki.invalid/kerho" in text_message([without], "fi", at=SATURDAY)
    assert "numero ei tiedossa" in text_message([chosen("club")], "fi", at=SATURDAY)


def test_a_sensitive_service_without_a_number_leads_to_the_sender() -> None:
    without = chosen("club", sensitive=True)
    assert text_message([without], "fi", at=SATURDAY, sender=SENDER) == "Soita meille: 000 555 1234"
    assert text_message([without], "fi", at=SATURDAY) == "numero ei tiedossa"


def test_a_chat_reply_is_warm_and_holds_number_hours_link_and_urgent_help() -> None:
    reply = chat_reply(
        [chosen("friend", url="https://esimerkki.invalid/y")], "fi", at=SATURDAY, sender=SENDER
    )
    for part in (
        "Hei!",
        "Ystävätoiminta Perho (Valoisa Polku ry (esimerkki))",
        "Puhelin: 000 200 001 (ma–pe 9–15)",
        "Maksuton. Lähetettä ei tarvita.",
        "https://esimerkki.invalid/y",
        "116117",
        "112",
        "Perhon palvelupiste, 000 555 1234",
    ):
        assert part in reply


def test_a_chat_reply_about_a_shelter_holds_only_its_number_and_hours() -> None:
    reply = chat_reply([chosen("shelter")], "sv", at=SATURDAY, sender=SENDER)
    assert "000 200 007" in reply
    for revealing in ("Skyddshem", "Turvasatama", "Karleby", "Kokkola", "palvelupiste"):
        assert revealing not in reply


def test_a_message_gives_the_hours_of_the_phone_not_of_the_door() -> None:
    visits = Schedule(byday="MO", opens_at=time(8), closes_at=time(16), attending_type="visit")
    calls = Schedule(byday="TU", opens_at=time(9), closes_at=time(11), attending_type="phone")
    message = text_message([chosen("friend", schedules=[visits, calls])], "fi", at=SATURDAY)
    assert message.endswith("000 200 001. ti 9-11")
