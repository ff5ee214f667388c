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

KINDS = Kinds(thesaurus.bundled())


def described_names(shared_data: Path) -> set[str]:
    file = shared_data / "catalogues" / "ptv-general-descriptions" / "ptv_general_descriptions.csv"
    with file.open(encoding="utf-8", newline="") as rows:
        return {" ".join(row["name_fi"].split()) for row in csv.DictReader(rows)}


def hear(text: str) -> list[str]:
    return [one.id for one in KINDS.hear(language.words(text), half_typed=False)]


@pytest.fixture(scope="module")
def descriptions(descriptions_store: CatalogueStore, places: Places) -> Navigator:
    """The national general descriptions."""
    return Navigator(descriptions_store, places)


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("magneettikuvaukseen", "Kuvantamispalvelut"),
        ("röntgenlähete tuli", "Kuvantamispalvelut"),
        ("apuvälinelainamo", "Apuvälinepalvelut"),
        ("kottiin kirijoja", "Kirjastopalvelut"),
        ("kansalaisopistoon", "Kansalaisopisto"),
        ("vuoropäivähoitoa", "Varhaiskasvatuksen vuorohoito"),
    ],
)
def test_a_kind_is_heard_in_its_words_and_its_name_in_any_form_in_compounds_and_mistyped(said, heard):
    assert hear(said)[:1] == [heard]


@pytest.mark.parametrize("said", ["", "se on sitten", "koti"])
def test_words_that_tell_nothing_alone_tell_of_no_kind(said):
    assert hear(said) == []


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


def test_what_speaks_for_two_needs_and_for_a_kind_is_added_up(descriptions):
    rows = descriptions.ask(Question(at=AT, text="hammas lohkesi lauantaina, päivystys", limit=5)).results
    assert texts.translator("fi").name(rows[0].name) == "Hammashoidon päivystys"
