"""The self-test goes a client's whole way, and leaves nothing of the client behind."""

from __future__ import annotations

import os
import tempfile

import pytest

from ohjaus_desktop import demo, demo_request
from ohjaus_desktop.errors import KnownError
from ohjaus_desktop.paths import DataFolder
from ohjaus_desktop.register import privacy
from personal_strings import control_file, places_of

PERSONAL = ("Malli Malliainen", "000 123 4567")


@pytest.fixture
def lines(tmp_path, monkeypatch):
    """What the demo says, over a data folder and a temporary folder of its own."""
    monkeypatch.setenv("OHJAUS_MACHINE_SETTINGS", str(tmp_path / "none"))
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", os.fspath(temporary))
    return demo.run(tmp_path / "ohje.pdf", DataFolder(tmp_path / "data"), None, lambda *_: None)


def test_each_step_of_the_request_is_said_in_its_order(lines):
    said = list(lines)
    steps = ("Salattu rekisteri", "Yhteydenottopyyntö", "Varmuuskopio", "Asiakkaan ohje", "Kirje", "Nimeä",
             "Suljettu", "Poistettu")  # fmt: skip
    found = [next(number for number, line in enumerate(said) if line.startswith(step)) for step in steps]
    assert found == sorted(found)
    assert any("Saanko antaa" in line for line in said)
    assert not any(word in line for word in PERSONAL for line in said)


def test_nothing_of_the_client_can_be_read_meanwhile_and_nothing_is_left_afterwards(lines, tmp_path):
    control = tmp_path / "control"
    control.mkdir()
    control_file(PERSONAL, control / "words")
    assert len(places_of(PERSONAL, control)) > len(PERSONAL)

    for _ in lines:
        assert places_of(PERSONAL, tmp_path / "data", tmp_path / "temporary") == []
    assert list((tmp_path / "temporary").iterdir()) == []
    assert not (tmp_path / "data" / "register").exists()


def test_an_erasure_that_does_not_erase_fails_the_self_test(lines, monkeypatch):
    monkeypatch.setattr(privacy, "erase", lambda *_args, **_kwargs: 0)
    with pytest.raises(KnownError, match="poistamisen jälkeen"):
        list(lines)


def test_a_client_who_can_be_read_on_the_disk_fails_the_self_test(tmp_path):
    control_file(PERSONAL, tmp_path / "leak")
    with pytest.raises(KnownError, match="leak"):
        demo_request._refuse_readable(tmp_path)
