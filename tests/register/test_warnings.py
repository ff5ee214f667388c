"""What free text gently asks about, and what it leaves alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from ohjaus_desktop.register.warnings import holds_identity_code, warnings

# 131052-308T is the example of the Digital and Population Data Services Agency; nobody's.


@pytest.mark.parametrize("code", ["131052-308T", "131052+308T", "131052Y308T", "131052X308T", "131052–308T"])
def test_an_identity_code_is_seen_with_old_and_new_signs(code) -> None:
    assert holds_identity_code(f"Asiakas {code} toivoo soittoa.")
    assert holds_identity_code(code.lower())


@pytest.mark.parametrize(
    "words",
    [
        "131052-308U",
        "311152-308T",
        "040 123 4567",
        "131052-3089",
        "1131052-308T",
        "131052-308Tx",
        "3.11.2026",
    ],
)
def test_what_only_looks_like_one_is_left_alone(words) -> None:
    assert not holds_identity_code(words)


def test_the_service_point_may_turn_it_on() -> None:
    assert warnings("131052-308T")
    assert warnings("131052-308T", identity_codes=True) == ()


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Kummi Testi Esimerkki tulee mukaan", "Testi Esimerkki"),
        ("Maija Malliainen auttaa kotona", "Maija Malliainen"),
        ("soita myös Maija Malliaiselle", "Maija Malliaiselle"),
        ("naapuri Anna-Liisa Esimerkki-Mallila", "Anna-Liisa Esimerkki-Mallila"),
    ],
)
def test_somebody_elses_name_is_asked_about(words, name) -> None:
    (asked,) = warnings(words)
    assert name in asked


@pytest.mark.parametrize(
    "words",
    [
        "Asuu Perhossa yksin ja toivoo ystävää.",
        "Käynti Oulun Kaupungintalolla jäi väliin.",
        "Toivoo seuraa. Soitto sopii iltapäivällä.",
        "TE-toimisto ja Kela on hoidettu",
        "Haluaa käydä Kokkolassa ja Kaustisella",
    ],
)
def test_places_and_beginnings_of_sentences_are_no_names(words) -> None:
    assert warnings(words) == ()


def test_the_clients_and_the_organizations_names_may_stand_there() -> None:
    names = ("Testi Esimerkki", "Valoisa Polku ry")
    assert warnings("Sano, että Testi Esimerkki soittaa.", names=names) == ()
    assert warnings("Sano, että Testi Esimerkin asia.", names=names) == ()
    assert warnings("Tuttu jo paikasta Valoisa Polku.", names=names) == ()


@pytest.mark.parametrize(
    ("words", "better"),
    [
        ("vanha juoppo", "päihteitä käyttävä"),
        ("Juopon tytär", "päihteitä käyttävä"),
        ("hankala asiakas", "mitä asiakas toivoo"),
        ("äiti on dementikko", "muistisairautta sairastava"),
        ("en knarkare", "person som använder droger"),
        ("an addict", "person who uses substances"),
    ],
)
def test_an_old_label_gets_a_kinder_word(words, better) -> None:
    (asked,) = warnings(words)
    assert better in asked


@pytest.mark.parametrize(
    "words",
    [
        "hullunkurinen huumori auttaa",
        "käy Nimettömät Alkoholistit -ryhmässä",
        "kertoo juovansa viikonloppuisin",
        "muistisairas puoliso",
        "päihdepalvelu ja velkaneuvonta",
        "Invalidiliiton ryhmä",
        "addiction services",
        "dementsjukdom i familjen",
    ],
)
def test_plain_facts_are_no_labels(words) -> None:
    assert not [one for one in warnings(words) if "Parempi" in one]


def test_an_ordinary_matter_is_not_commented_on() -> None:
    assert warnings("Asiakas toivoo ystävää, joka kävisi kotona kerran viikossa.") == ()


@given(some.text(max_size=200))
def test_whatever_is_written_it_only_asks(words) -> None:
    assert all(warnings(words))


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Asuu Perhossa ja toivoo seuraa.", "Perho"),
        ("Muutti Toholammille.", "Toholampi"),
        ("Bor i Karleby.", "Karleby"),
        ("Nouto osoitteesta Keksittytie 5.", "Keksittytie 5"),
    ],
)
def test_under_a_non_disclosure_order_words_that_tell_a_place_are_asked_about(words: str, told: str) -> None:
    assert warnings(words) == ()
    (asked,) = warnings(words, placeless=True)
    assert told in asked


def test_words_that_tell_no_place_are_left_alone_under_the_order_too() -> None:
    assert warnings("Toivoo juttuseuraa kotiin arki-iltoina, hoitaa asioita Haa", placeless=True) == ()
