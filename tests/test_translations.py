"""Finnish and Swedish say everything that the code says, and nothing else."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog

FILE = Path(__file__).parents[1] / "installer" / "translations.py"


@pytest.fixture(scope="module")
def translations() -> ModuleType:
    spec = importlib.util.spec_from_file_location("translations", FILE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_message_is_translated_into_finnish_and_swedish(translations):
    assert [*translations.problems()] == []


@pytest.fixture
def house(translations, tmp_path, monkeypatch):
    """A program of three sentences, with a catalogue in each language to be filled."""
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "code.py").write_text(
        'text("Open")\nsay.plural("{number} day", "{number} days", n)\nmark("Call {name}")\n',
        encoding="utf-8",
    )
    monkeypatch.setattr(translations, "SOURCE", tmp_path / "src")
    monkeypatch.setattr(translations, "TRANSLATIONS", tmp_path)
    for language in translations.LANGUAGES:
        translations.po_file(language).parent.mkdir(parents=True)
        write(translations, language, {})
    return translations


def write(translations, language: str, said: dict, flags: tuple = ()) -> None:
    catalog = Catalog(locale=language)
    for message, translation in said.items():
        catalog.add(message, translation, flags=flags)
    with translations.po_file(language).open("wb") as file:
        translations.write_po(file, catalog)
    translations.po_file(language).with_suffix(".mo").write_bytes(
        translations.compiled(translations.read(language))
    )


WHOLE = {
    "Open": "Auki",
    ("{number} day", "{number} days"): ("{number} päivä", "{number} päivää"),
    "Call {name}": "Soita: {name}",
}


@pytest.mark.parametrize(
    ("change", "flags", "flaw"),
    [
        ({"Open": ""}, (), "not translated"),
        ({"Call {name}": "Soita: {nimi}"}, (), "placeholders differ"),
        ({"Closed": "Suljettu"}, (), "not in the code any more"),
        ({}, ("fuzzy",), "fuzzy"),
    ],
)
def test_a_flaw_is_found(house, change, flags, flaw):
    write(house, "sv", WHOLE)
    write(house, "fi", WHOLE | change, flags)

    found = [*house.problems()]

    assert found
    assert all(line.startswith("fi: ") and flaw in line for line in found)


def test_a_compiled_file_that_lags_behind_is_found(house):
    for language in house.LANGUAGES:
        write(house, language, WHOLE)
    house.po_file("fi").with_suffix(".mo").write_bytes(b"")

    assert [*house.problems()] == ["fi: ohjaus.mo is not what ohjaus.po says"]


def test_an_update_takes_new_messages_up_and_drops_old_ones(house):
    for language in house.LANGUAGES:
        write(house, language, WHOLE | {"Closed": "Suljettu"})
    (house.SOURCE / "code.py").write_text('text("Open")\ntext("Begin anew")', encoding="utf-8")

    house.update()

    assert [*house.problems()] == [
        f"{language}: not translated: 'Begin anew'" for language in house.LANGUAGES
    ]


def test_an_updated_file_names_no_placeholder_and_is_no_draft(house):
    house.update()
    for language in house.LANGUAGES:
        head = house.po_file(language).read_text(encoding="utf-8").split("\n\n")[0]
        assert '"Project-Id-Version: Ohjaus' in head
        assert not [word for word in ("fuzzy", "AUTHOR", "EMAIL", "FULL NAME", "YEAR") if word in head]
