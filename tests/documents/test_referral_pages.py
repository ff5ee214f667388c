"""What the client holds after a contact request."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from msgspec.structs import replace

from documents.paper import read
from documents.requests import FRIDAY, NOTICE, SENDER, matter, recipient, referral
from ohjaus_desktop.catalogue.model import Phone
from ohjaus_desktop.catalogue.navigation import Helpline
from ohjaus_desktop.documents import pdf
from ohjaus_desktop.documents.chosen import Sender
from ohjaus_desktop.documents.referral import client_pages, data_sheet, rights
from ohjaus_desktop.documents.referral.notice import Notice
from ohjaus_desktop.register.model import Client, Consent, Event, Minor, Referral, SafeContact, Subject

PROMISED = date(2026, 11, 27)


def page(one: Referral, *, at: datetime = FRIDAY, language: str = "fi", **more: object) -> str:
    """The words of the client's page, without the data sheet."""
    given = {"sender": SENDER} | more
    return read(pdf.render(client_pages.page_alone(one, at=at, language=language, **given)))


def both(one: Referral, **more: object) -> tuple:
    """The page and what is printed beside it."""
    return client_pages.compose(one, SENDER, at=FRIDAY, language="fi", notice=NOTICE, **more)


def sheet(one: Referral, *, notice: Notice = NOTICE, language: str = "fi") -> str:
    """The words of the data sheet."""
    return read(pdf.render(data_sheet.compose(one, SENDER, at=FRIDAY, language=language, notice=notice)))


def test_the_page_says_who_calls_by_which_day_where_the_service_has_promised() -> None:
    words = page(referral(recipient(answer_by=PROMISED)))
    assert "Valoisa Polku ry (esimerkki) soittaa sinulle viimeistään pe 27.11." in words
    assert "Jos sinulle ei ole soitettu pe 27.11. mennessä, soita meille." in words
    assert "000 555 1234" in words


def test_no_day_is_promised_where_the_service_has_promised_none() -> None:
    words = page(referral(recipient()))
    assert "viimeistään" not in words
    assert "Jos sinulle ei ole soitettu to 26.11. mennessä, soita meille." in words


@pytest.mark.parametrize(
    ("language", "promise", "otherwise"),
    [
        ("sv", "ringer dig senast fre 27.11.", "Om ingen har ringt dig senast fre 27.11., ring oss."),
        ("en", "calls you by Fri 27.11.", "If you have not been called by Fri 27.11., call us."),
    ],
)
def test_the_promise_stands_in_the_clients_language(language: str, promise: str, otherwise: str) -> None:
    words = page(referral(recipient(answer_by=PROMISED)), language=language)
    assert promise in words
    assert otherwise in words


@pytest.mark.parametrize("route", ["joint_call", "protected_mail", "letter"])
def test_nothing_is_said_to_have_left_before_it_has(route: str) -> None:
    one = referral(recipient(matter(route=route)))
    before, after = page(one), page(one, given={"r1"})
    assert "Pyyntö on kirjattu" in before
    assert "Pyyntö on kirjattu" not in after
    assert "Lähetimme" not in before
    assert "on annettu" not in before
    assert before != after


@pytest.mark.parametrize(
    ("route", "truth"),
    [
        ("joint_call", "Soitimme sinne yhdessä."),
        ("protected_mail", "Pyyntösi on toimitettu turvasähköpostilla."),
        ("letter", "Pyyntösi lähtee kirjeenä."),
    ],
)
def test_what_has_been_done_is_told_by_its_route(route: str, truth: str) -> None:
    assert truth in page(referral(recipient(matter(route=route))), given={"r1"})


def test_what_was_agreed_in_the_call_together_is_on_the_page() -> None:
    agreed = matter(route="joint_call", promised="Tapaaminen ti 24.11. klo 10.")
    words = page(referral(recipient(agreed, state="accepted")))
    assert "Pyyntösi on otettu vastaan." in words
    assert "Sovittu: Tapaaminen ti 24.11. klo 10." in words


def test_the_page_tells_of_the_unknown_number_urgent_help_and_cancelling() -> None:
    words = page(referral())
    assert "Soitto voi tulla tuntemattomasta numerosta." in words
    assert "Tämä pyyntö ei korvaa kiireellistä apua." in words
    assert "soita 112" in words
    assert "116117" in words
    assert "Voit perua pyynnön milloin vain. Soita meille: 000 555 1234." in words


def test_the_areas_own_helpline_is_printed() -> None:
    line = Helpline(id="s", name="Sosiaalipäivystys", phones=[Phone(number="000 300 300")])
    assert "Sosiaalipäivystys 000 300 300" in page(referral(), helplines=[line])


def test_several_recipients_stand_on_one_page_each_with_its_own_day() -> None:
    words = page(
        referral(
            recipient(answer_by=PROMISED),
            recipient(matter("debts", "Maksujen järjestely."), "r2", date(2026, 12, 1)),
        )
    )
    assert "soittaa sinulle viimeistään pe 27.11." in words
    assert "soittaa sinulle viimeistään ti 1.12." in words
    assert "Sivu 1/1" in words


def test_who_may_not_be_called_is_not_told_to_wait_for_a_call() -> None:
    words = page(referral(contact=SafeContact(may_call="no")))
    assert "ottaa sinuun yhteyttä" in words
    assert "Jos sinuun ei ole otettu yhteyttä to 26.11. mennessä" in words
    assert "tuntemattomasta numerosta" not in words


def test_a_childs_page_says_when_the_custodian_is_called() -> None:
    minor = Subject(whose="child", authority="custody", minor=Minor(call="custodian"))
    assert "soittaa huoltajallesi" in page(referral(subject=minor))


def test_a_promise_whose_day_has_passed_is_not_repeated() -> None:
    words = page(referral(recipient(answer_by=PROMISED)), at=FRIDAY + timedelta(days=14))
    assert "viimeistään" not in words
    assert "Jos sinuun ei ole vielä otettu yhteyttä, ota yhteyttä meihin." in words


@pytest.mark.parametrize("state", ["rejected", "failed"])
def test_what_did_not_come_about_blames_nobody_and_offers_a_way_on(state: str) -> None:
    words = page(referral(recipient(state=state, why="not_reached")))
    assert "Soita meille, niin etsitään yhdessä" in words
    assert "mennessä" not in words


def test_a_withdrawn_recipient_is_not_on_the_page_but_on_the_data_sheet() -> None:
    gone = recipient(
        matter("debts", "Maksut.", consent=Consent(given="yes", given_at=FRIDAY, withdrawn_at=FRIDAY)),
        "r2",
        state="cancelled",
    )
    one = referral(recipient(), gone)
    assert "Talousneuvonta" not in page(one)
    assert "Peruit sen 20.11.2026." in sheet(one)


def test_the_page_carries_no_identity_code_and_none_of_the_workers_notes() -> None:
    noted = recipient(
        matter(words="Asia 131052-308T hoitoon.", promised="Ks. 131052-308T", tried="Kokeiltu jo."),
        events=(Event(FRIDAY, "Maija", "outcome", "requested", note="Vaikutti väsyneeltä."),),
    )
    one = referral(noted, client=Client(name="Testi 131052-308T", phone="0001234567"))
    for words in (page(one), sheet(one)):
        assert "131052" not in words
        assert "väsyneeltä" not in words
        assert "Kokeiltu" not in words


def test_the_clients_number_stands_on_no_paper_of_the_clients() -> None:
    assert "123 4567" not in page(referral()) + sheet(referral())


def test_the_data_sheet_is_a_document_of_its_own() -> None:
    pages = both(referral())
    assert [one.title for one in pages] == ["Ohjeet sinulle", "Tietosi"]
    words = read(pdf.render_together(pages))
    assert words.count("Sivu 1/1") == 2


def test_the_data_sheet_says_what_to_whom_why_and_on_what_ground() -> None:
    words = sheet(referral())
    for fact in (
        "26-K7QF-M",
        "Valoisa Polku ry (esimerkki)",
        "Nimesi, puhelinnumerosi, kotikuntasi, kielesi",
        "Asiasi: Toivoo juttuseuraa kotiin.",
        "Jotta Valoisa Polku ry (esimerkki) voi soittaa sinulle.",
        "Annoit suostumuksesi suullisesti 20.11.2026.",
        "Se on voimassa, kunnes asia on hoidettu.",
        "Pyyntö poistetaan 90 päivän kuluttua",
        "Voit perua suostumuksesi milloin vain.",
        "Jokilatvan hyvinvointialue (esimerkki)",
        "tietosuoja@esimerkki.invalid",
        "https://tietosuoja.esimerkki.invalid/pyynnot",
    ):
        assert fact in words


def test_the_data_sheet_says_so_where_nothing_is_stored() -> None:
    words = sheet(referral(), notice=replace_notice(stored=False))
    assert "ei tallenneta sinusta mitään" in words


def replace_notice(**changes: object) -> Notice:
    return Notice(**({"controller": "Esimerkki"} | changes))


def test_what_the_settings_do_not_tell_is_left_out() -> None:
    words = sheet(referral(), notice=Notice())
    assert "tietosuoja" not in words.casefold()
    assert "Lue lisää" not in words


def test_a_service_point_without_a_number_promises_no_number() -> None:
    words = page(referral(), sender=Sender(service_point="Esimerkin palvelupiste"))
    assert "Numeromme" not in words
    assert "Soita meille:" not in words


def test_the_rights_are_told_in_plain_words_and_name_nobody() -> None:
    words = read(pdf.render(rights.compose(NOTICE, SENDER, at=FRIDAY, language="fi")))
    for right in (
        "nähdä kaiken",
        "korjaamme",
        "poistamaan",
        "perua suostumuksesi",
        "kuka tietojasi on käsitellyt",
    ):
        assert right in words
    assert "kuukauden kuluessa" in words
    assert "Testi" not in words


def test_a_consent_with_a_last_day_says_it() -> None:
    limited = replace(matter().consent, expires_on=date(2027, 5, 20))
    assert "enintään 20.5.2027 asti" in sheet(referral(recipient(matter(consent=limited))))
