"""The sentence that is read aloud before anything is given."""

from __future__ import annotations

from datetime import date

import pytest

from invented_requests import client, content
from ohjaus_desktop.catalogue.model import Organization, Service
from ohjaus_desktop.register import consent
from ohjaus_desktop.register.model import Client, Content, Matter, Snapshot, Subject

NAMES = {
    "association": {"fi": "Valoisa Polku ry", "sv": "Ljusa Stigen rf"},
    "company": {"fi": "Esimerkki Oy"},
    "state": {"fi": "Kela (esimerkki)", "sv": "FPA (exempel)"},
    "wellbeing_county": {"fi": "Jokilatvan hyvinvointialue", "sv": "Jokilatva välfärdsområde"},
    "parish": {"fi": "Esimerkkiseurakunta", "sv": "Exempelförsamlingen"},
    "municipality": {"fi": "Perho (esimerkki)"},
}


def snapshot(sector: str | None = "association", **parts: object) -> Snapshot:
    service = Service(id="s", organization_id="o", name="Ystävätoiminta", **parts)
    organization = Organization(id="o", name=NAMES[sector], sector=sector) if sector else None
    return Snapshot(service, organization, ())


def test_it_says_what_to_whom_what_for_and_how_to_take_it_back() -> None:
    assert consent.sentence(snapshot(), "fi") == (
        "Saanko antaa nimesi, numerosi ja tämän asian järjestölle Valoisa Polku ry? "
        "He soittavat sinulle. Voit perua milloin vain."
    )
    assert consent.sentence(snapshot(), "sv") == (
        "Får jag ge ditt namn, ditt nummer och det här ärendet till föreningen Ljusa Stigen rf? "
        "De ringer dig. Du kan ta tillbaka det när som helst."
    )
    assert consent.sentence(snapshot(), "en") == (
        "May I give your name, your number and this matter to the association Valoisa Polku ry? "
        "They call you. You may take this back at any time."
    )


@pytest.mark.parametrize(
    ("sector", "said"),
    [
        ("company", "yritykselle Esimerkki Oy"),
        ("state", "viranomaiselle Kela (esimerkki)"),
        ("municipality", "kunnalle Perho (esimerkki)"),
        ("wellbeing_county", "organisaatiolle Jokilatvan hyvinvointialue"),
        ("parish", "organisaatiolle Esimerkkiseurakunta"),
        (None, "palvelulle Ystävätoiminta"),
    ],
)
def test_no_name_has_to_be_bent_in_finnish(sector, said) -> None:
    assert f"tämän asian {said}?" in consent.sentence(snapshot(sector), "fi")


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize("parts", [{"sensitive": True}, {"hide_address": True}])
def test_a_sensitive_recipient_is_not_named_aloud(language, parts) -> None:
    said = consent.sentence(snapshot(**parts), language)
    assert "Polku" not in said
    assert "Stigen" not in said
    assert "Ystävä" not in said


def test_nor_is_any_recipient_where_the_need_is_sensitive() -> None:
    assert "Polku" not in consent.sentence(snapshot(), "fi", neutral=True)


def test_on_a_call_together_and_by_email_it_says_so() -> None:
    together = consent.sentence(snapshot(), "fi", contact="joint_call")
    assert "nyt puhelimessa? Soitamme sinne yhdessä." in together
    assert "sähköpostiosoitteesi" in consent.sentence(snapshot(), "fi", contact="email")


def test_who_answers_for_the_client_is_asked_about_the_client() -> None:
    assert "asiakkaan nimen" in consent.sentence(snapshot(), "fi", about_another=True)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (Content(client=Client(phone="000 1234567")), "He soittavat sinulle."),
        (Content(client=Client(email="testi@esimerkki.invalid")), "He kirjoittavat sinulle."),
        (Content(subject=Subject(whose="child", present=False)), "He soittavat siihen numeroon."),
        (Content(sensitive=True), "palvelulle, jonka valitsimme"),
    ],
)
def test_the_form_gets_the_sentence_that_fits_it(content, said) -> None:
    assert said in consent.for_matter(content, Matter(snapshot=snapshot()))


@pytest.mark.parametrize(
    ("asked", "until"),
    [
        (date(2026, 11, 23), date(2027, 5, 23)),
        (date(2026, 8, 31), date(2027, 2, 28)),
        (date(2027, 8, 30), date(2028, 2, 29)),
        (date(2026, 12, 31), date(2027, 6, 30)),
        (date(2026, 6, 5), date(2026, 12, 5)),
    ],
)
def test_it_holds_six_months_at_the_longest(asked, until) -> None:
    assert consent.expires_on(asked) == until


def test_its_scope_says_what_and_until_when() -> None:
    what, _why, until = consent.scope("fi", asked_on=date(2026, 11, 23))
    assert "puhelinnumero" in what
    assert until.endswith("enintään 23.5.2027 asti")


def test_whatever_else_is_given_is_told_by_its_kind() -> None:
    form = content(of=client(email="testi@esimerkki.invalid", municipality="584", language="sv"))
    lines = consent.scope("fi", asked_on=date(2026, 11, 23), content=form)
    assert "Lisäksi annetaan: sähköpostiosoite, kunta, kieli" in lines
    assert not any("invalid" in line or "Perho" in line for line in lines)


def test_what_is_withheld_from_the_recipient_is_not_said_to_be_given() -> None:
    form = content(of=client(municipality="584", language=""), sensitive=True)
    assert len(consent.scope("fi", asked_on=date(2026, 11, 23), content=form)) == 3
