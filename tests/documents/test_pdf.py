"""The drawn file: fonts, equal bytes, sheets, and what long texts do to it."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace as change
from datetime import timedelta
from io import BytesIO

import pytest
from msgspec.structs import replace
from pypdf import PdfReader

from documents.paper import CATALOGUE, SATURDAY, SENDER, chosen, fonts, read
from ohjaus_desktop.catalogue.model import Address, RequiredDocument
from ohjaus_desktop.documents import organization_sheet, pdf
from ohjaus_desktop.documents.chosen import Sender
from ohjaus_desktop.documents.compose import client_page
from ohjaus_desktop.documents.page import Block, ClientPage, Row
from ohjaus_desktop.documents.scales import LARGE, MARGIN, NORMAL
from ohjaus_desktop.documents.sheet import REGULAR, Style, prepare, wrap

LONG = "Ikääntyneidenkotikuntoutuspalveluohjausyksikön moniammatillinen kuntoutussuunnitteluasiantuntijatiimi"


def sheets(data: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(data)).pages]


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize("large", [False, True])
def test_every_font_is_embedded_and_is_ours(language: str, large: bool) -> None:
    page = client_page(
        [chosen("friend"), chosen("youth")], SENDER, language=language, at=SATURDAY, large=large
    )
    found = fonts(pdf.render(page))
    assert found
    assert all(found.values())
    assert all("NotoSans" in name for name in found)


def test_letters_of_many_languages_are_drawn() -> None:
    words = "Šaŋŋa Žižka – čáhci, Привет, Ελλάδα, Nguyễn, 5 €"
    page = ClientPage("fi", "Otsikko", SATURDAY, "", blocks=(Block(words, rows=(Row("Missä", (words,)),)),))
    assert read(pdf.render(page)).count(words) == 2


def test_equal_input_gives_equal_bytes_and_another_moment_another_file() -> None:
    page = client_page([chosen("friend")], SENDER, language="fi", at=SATURDAY)
    assert pdf.render(page) == pdf.render(page)
    assert pdf.render(change(page, created_at=SATURDAY + timedelta(minutes=1))) != pdf.render(page)


def test_the_file_is_stamped_with_the_pages_own_time_and_no_name_of_a_person() -> None:
    reader = PdfReader(
        BytesIO(pdf.render(client_page([chosen("friend")], SENDER, language="sv", at=SATURDAY)))
    )
    assert reader.metadata is not None
    assert reader.metadata["/CreationDate"] == "D:20261121153000+02'00'"
    assert reader.metadata.title == "Anvisningar till dig"
    assert reader.trailer["/Root"]["/Lang"] == "sv"
    assert "Maija" not in str(reader.metadata)


def test_one_service_stands_on_one_sheet_and_on_two_in_large_print() -> None:
    for one in CATALOGUE.services:
        name = one.name if isinstance(one.name, str) else one.name["fi"]
        card = change(chosen("friend"), service=replace(one, name=name))
        page = client_page([card], SENDER, language="fi", at=SATURDAY)
        assert len(sheets(pdf.render(page))) == 1
        assert len(sheets(pdf.render(change(page, large=True)))) <= 2


def test_seven_services_break_between_services() -> None:
    names = ["friend", "club", "meals", "carers", "debts", "alcohol-advice", "mind-nurse"]
    page = client_page([chosen(name) for name in names], SENDER, language="fi", at=SATURDAY)
    found = sheets(pdf.render(page))
    assert len(found) <= 5
    for block in page.blocks:
        holding = [sheet for sheet in found if block.heading in sheet]
        assert len(holding) == 1
        assert block.checked in holding[0].split(block.heading)[1]


def test_what_matters_least_is_left_out_before_a_second_sheet() -> None:
    much = "Tärkeä ohje, joka on annettu palvelun tiedoissa. " * 8
    one = chosen(
        "friend", fees_description=much, cost_options=[], barriers=[], cancellation=much, complaints=much
    )
    found = sheets(pdf.render(client_page([one], SENDER, language="fi", at=SATURDAY)))
    assert len(found) == 1
    assert "000 200 001" in found[0]
    assert "Kiireellinen apu" in found[0]
    assert "Voit ottaa läheisen mukaan" not in found[0]


def test_what_it_costs_not_to_come_stays_on_a_full_sheet() -> None:
    much = "Tärkeä ohje, joka on annettu palvelun tiedoissa. " * 10
    one = chosen(
        "friend",
        fees_description=much,
        required_documents=[RequiredDocument(document=much)],
        cancellation=f"{much} Muuten 56,70 €.",
    )
    found = sheets(pdf.render(client_page([one], SENDER, language="fi", at=SATURDAY)))
    assert len(found) == 1
    assert "Ota mukaan" not in found[0]
    assert "Muuten 56,70 €." in found[0]


def test_a_service_that_needs_two_sheets_says_where_it_continues() -> None:
    steps = "\n".join(
        f"Tee asia numero {number}, joka on tärkeä ja vaatii pitkän selityksen." for number in range(40)
    )
    found = sheets(pdf.render(client_page([chosen("friend", application_process=steps, alert=steps)], SENDER,
                                          language="fi", at=SATURDAY)))  # fmt: skip
    assert len(found) >= 2
    assert "Tee asia numero 39" in " ".join(found)


def test_twenty_long_names_and_addresses_break_nothing() -> None:
    cards = []
    for number in range(20):
        card = chosen("club", url="https://esimerkki.invalid/" + "a" * 180)
        long = replace(card.service, name=f"{LONG} {number}")
        place = replace(card.locations[0], name=LONG * 2, addresses=[Address(address_1=LONG, city=LONG)])
        assert card.organization is not None
        giver = replace(card.organization, name=LONG * 2)
        cards.append(change(card, service=long, locations=(place,), organization=giver))
    sender = Sender(service_point=LONG, phone="000 1", address=LONG, worker=LONG)
    for large in (False, True):
        words = read(pdf.render(client_page(cards, sender, language="fi", at=SATURDAY, large=large)))
        assert all(f"kuntoutussuunnitteluasiantuntijatiimi {number} " in words for number in range(20))


def test_no_line_is_wider_than_its_column() -> None:
    prepare()
    style = Style(REGULAR, 14, 18)
    text = f"{LONG} https://esimerkki.invalid/{'sivu/' * 30} {'ä' * 300} 000 123 4567 noin 45 km"
    lines = wrap(text, style, 200)
    assert all(style.width(line) <= 200 for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_a_phone_number_is_never_broken_over_two_lines() -> None:
    prepare()
    style = Style(REGULAR, 14, 18)
    for width in range(100, 240, 7):
        lines = wrap("Soita meille heti numeroon 000 123 4567 ja kerro asiasi klo 9 alkaen.", style, width)
        assert any("000 123 4567" in line for line in lines)


def test_body_text_has_fifty_five_to_sixty_letters_a_line() -> None:
    prepare()
    sample = (
        "Sosiaalityöntekijä ottaa ilmoituksen vastaan ja arvioi, mitä lapsi tarvitsee. "
        "Vapaaehtoinen ystävä käy kotona tai soittaa. Keskusteluapua juomiseen ja sen jälkiin. "
        "Ohjaaja tulee kotiin arvioimaan avun tarpeen, ja palvelusta tehdään päätös. "
        "Ryhmässä tavataan muita samassa elämäntilanteessa olevia. "
    )
    lines = wrap(sample * 6, NORMAL.body, 595 - 2 * MARGIN - NORMAL.label_width)
    letters = sum(len(line) for line in lines[:-1]) / len(lines[:-1])
    assert (NORMAL.body.size, LARGE.body.size) == (14, 18)
    assert 55 <= letters <= 60


def test_an_organizations_sheet_lists_services_places_hours_and_current_notices() -> None:
    organization = next(one for one in CATALOGUE.organizations if one.sector == "wellbeing_county")
    cards = [chosen("alcohol-advice"), chosen("mind-nurse"), chosen("detox")]
    page = organization_sheet.compose(organization, cards, CATALOGUE.notices, language="fi", at=SATURDAY)
    words = read(pdf.render(page))
    facts = ("Jokilatvan hyvinvointialue", "000 100 100", "Päihdeneuvonta", "ma–pe 8–16", "Katkaisuhoito")
    for fact in (
        *facts,
        "Kokkolan esimerkkikeskus",
        "Iltapäivystyksen numero",
        "Tiedot tarkistettu 1.9.2026",
    ):
        assert fact in words
    before = organization_sheet.compose(organization, cards, CATALOGUE.notices, language="fi",
                                        at=SATURDAY - timedelta(days=60))  # fmt: skip
    assert "Iltapäivystyksen" not in read(pdf.render(before))


def test_a_shelters_organization_sheet_hides_its_address() -> None:
    organization = next(one for one in CATALOGUE.organizations if "Turvasatama" in str(one.name))
    page = organization_sheet.compose(organization, [chosen("shelter")], language="fi", at=SATURDAY)
    words = read(pdf.render(page))
    assert "000 200 007" in words
    assert "Turvakoti (esimerkki)" not in words
    assert "Missä" not in words


def test_paper_needs_neither_the_window_nor_the_encrypted_register() -> None:
    blocked = (
        "import sys\n"
        "for name in ('sqlcipher3', 'PySide6', 'sqlalchemy'): sys.modules[name] = None\n"
        "from ohjaus_desktop.documents import "
        "compose, messages, organization_sheet, pdf, readable, slip\n"
    )
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    subprocess.run([sys.executable, "-c", blocked], check=True, timeout=60, env=environment)
