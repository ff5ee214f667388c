"""The administrator's word, the user's choice, our default: in this order."""

from __future__ import annotations

import json

import pytest

from ohjaus_desktop import settings
from ohjaus_desktop.settings import Settings


@pytest.fixture
def files(tmp_path):
    return tmp_path / "settings.json", tmp_path / "machine.json"


def test_without_files_the_defaults_hold(files):
    effective = settings.load(*files)
    assert effective.settings == Settings()
    assert not effective.locked
    assert not effective.problems


def test_what_was_saved_is_read_back(files):
    chosen = Settings(language="sv", text_scale=150, service_point="Esimerkkipiste", client_languages=("sv",))
    settings.save(chosen, files[0], before=Settings())
    assert settings.load(*files).settings == chosen


def test_locked_beats_the_user_and_the_user_beats_proposals(files):
    settings.save(
        Settings(catalogue_address="https://oma.invalid", text_scale=150), files[0], before=Settings()
    )
    files[1].write_text(
        json.dumps(
            {
                "locked": {"catalogue_address": "https://alue.invalid"},
                "defaults": {"text_scale": 125, "home_municipality": "584"},
            }
        )
    )
    effective = settings.load(*files)
    assert effective.settings.catalogue_address == "https://alue.invalid"
    assert effective.settings.text_scale == 150
    assert effective.settings.home_municipality == "584"
    assert effective.locked == {"catalogue_address"}


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe", b"null", b'{"locked": 3}'])
def test_a_broken_file_never_stops_the_program(files, content):
    files[0].write_bytes(content)
    files[1].write_bytes(content)
    assert settings.load(*files).settings == Settings()


def test_one_bad_value_is_reported_and_the_others_hold(files):
    files[0].write_text('{"text_scale": 900, "worker": "Palveluohjaaja", "unknown": 1}')
    effective = settings.load(*files)
    assert effective.settings == Settings(worker="Palveluohjaaja")
    assert len(effective.problems) == 1
    assert "text_scale" in effective.problems[0]


def test_a_failed_save_leaves_the_old_settings_whole(files, monkeypatch):
    settings.save(Settings(worker="Ensimmäinen"), files[0], before=Settings())

    def disk_full(_descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(settings.os, "fsync", disk_full)
    with pytest.raises(OSError, match="No space"):
        settings.save(Settings(worker="Toinen"), files[0], before=Settings())
    assert settings.load(*files).settings.worker == "Ensimmäinen"


def test_a_choice_equal_to_our_default_still_beats_a_proposal(files):
    files[1].write_text('{"defaults": {"text_scale": 125}}')
    settings.save(Settings(text_scale=100), files[0], before=settings.load(*files).settings)
    assert settings.load(*files).settings.text_scale == 100


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("phone", ""),
        ("phone", "+358 (0)00 123-456"),
        ("catalogue_address", ""),
        ("catalogue_address", "https://palvelut.esimerkki.invalid/ohjaus.json"),
        ("catalogue_address", "C:\\Jaettu\\ohjaus.json"),
        ("catalogue_address", "/media/tikku/ohjaus.json"),
        ("service_point", "Ä" * 200),
    ],
)
def test_a_possible_value_has_no_fault(field: str, value: str) -> None:
    assert settings.fault(field, value) == ""


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("phone", "soita vaihteeseen"),
        ("phone", "1"),
        ("catalogue_address", "palvelut"),
        ("catalogue_address", "https://"),
        ("service_point", "Ä" * 201),
    ],
)
def test_an_impossible_value_is_told_in_a_sentence(field: str, value: str) -> None:
    assert settings.fault(field, value).endswith(".")
