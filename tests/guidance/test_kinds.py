"""Of the many kinds of services for one need, the one whose own words were said comes first."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from asked_questions import AT
from ohjaus_desktop import texts
from ohjaus_desktop.catalogue.store import CatalogueStore
from ohjaus_desktop.guidance import language, thesaurus
from ohjaus_desktop.guidance.kinds import Kinds
from ohjaus_desktop.guidance.navigator import Navigator, Question
from ohjaus_desktop.guidance.places import Places
from ohjaus_desktop.guidance.thesaurus import Thesaurus

LAB, RADIOLOGY, LIBRARY = 0b001, 0b010, 0b100
KINDS = Kinds(
    Thesaurus(
        kinds={
            "Laboratorio": {"fi": ["verikoe"]},
            "Kuvantaminen": {"fi": ["röntgen", "luuston tiheys"], "sv": ["skikta"]},
            "Kirjasto": {"fi": ["kirjat kotiin"]},
            "Sukellus": {"fi": ["vesi"]},
        }
    ),
    {"laboratorio": [0], "kuvantaminen": [1], "kirjasto": [2]},
    3,
)


def described_names(shared_data: Path) -> set[str]:
    file = shared_data / "catalogues" / "ptv-general-descriptions" / "ptv_general_descriptions.csv"
    with file.open(encoding="utf-8", newline="") as rows:
        return {" ".join(row["name_fi"].split()) for row in csv.DictReader(rows)}


def hear(text: str) -> dict[int, int]:
    return KINDS.hear(language.words(text))


@pytest.fixture(scope="module")
def descriptions(descriptions_store: CatalogueStore, places: Places) -> Navigator:
    """The national general descriptions."""
    return Navigator(descriptions_store, places)


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("verikokeeseen", {0: LAB}),
        ("mihin röntgeniin", {1: RADIOLOGY}),
        ("röntgenlähete tuli", {0: RADIOLOGY}),
        ("kottiin kirijat", {0: LIBRARY, 1: LIBRARY}),
        ("kirjat", {}),
        ("vesi", {}),
        ("", {}),
    ],
)
def test_a_kind_is_heard_in_any_form_of_its_words_when_all_are_said(said, heard):
    assert hear(said) == heard


def test_the_bundled_kinds_are_kinds_of_service_that_the_nation_describes(shared_data):
    described = described_names(shared_data)
    assert set(thesaurus.bundled().kinds) <= described


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("magneettikuva polvesta", "Kuvantamispalvelut"),
        ("isoäidin verikokeet", "Laboratoriopalvelut"),
        ("mammografiakutsu hukassa", "Seulontatutkimukset"),
        ("äänikirjoja", "Kirjastopalvelut"),
        ("vuoropäivähoitoa", "Varhaiskasvatuksen vuorohoito"),
        ("koululainen ei puhu, puheterapeutti", "Puheterapian palvelut"),
    ],
)
def test_of_the_kinds_for_one_need_the_one_that_was_said_comes_first(descriptions, asked, first):
    rows = descriptions.ask(Question(at=AT, text=asked, limit=5)).results
    assert texts.translator("fi").name(rows[0].name) == first


def test_a_kind_comes_no_higher_where_it_was_not_said(descriptions):
    rows = descriptions.ask(Question(at=AT, text="verikokeet", limit=5)).results
    assert texts.translator("fi").name(rows[0].name) == "Laboratoriopalvelut"
