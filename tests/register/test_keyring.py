"""The system's keyring: which ones are trusted, and a real one at work."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import keyring
import pytest
from keyring import backend
from keyring.backends import SecretService, chainer, fail, kwallet, null
from keyring.errors import KeyringLocked

import keyring_session
from ohjaus_desktop.register.keys import os_keyring as room
from ohjaus_desktop.register.keys.os_keyring import KeyringTrouble, is_trusted, os_keyring

TESTS = Path(__file__).parents[1]
SECRET = "a secret that nobody may read"


class Plaintext(backend.KeyringBackend):
    """As ``keyrings.alt.file.PlaintextKeyring``: secrets in a file that anybody reads."""

    priority = 9

    def get_password(self, service, username):
        raise AssertionError("a store of plain text was asked")

    set_password = get_password


@pytest.fixture
def chosen():
    """Choose the backend of the library for one test; it is not looked for on this machine."""
    yield keyring.set_keyring
    keyring.core._keyring_backend = None


@pytest.fixture(autouse=True)
def _the_real_one_is_left_alone(monkeypatch):
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    monkeypatch.setattr(keyring.core, "_keyring_backend", None)


@pytest.mark.parametrize("untrusted", [fail.Keyring, null.Keyring, Plaintext])
def test_a_store_that_keeps_no_secret_is_refused(chosen, untrusted):
    chosen(untrusted())

    assert os_keyring() is None


def test_a_chain_of_such_stores_is_refused(chosen, monkeypatch):
    chain = chainer.ChainerBackend
    monkeypatch.setattr(chain, "backends", [Plaintext(), null.Keyring()])
    chosen(chain())

    assert os_keyring() is None


def test_in_a_chain_only_the_trusted_store_is_used(chosen, monkeypatch):
    trusted = SecretService.Keyring()
    kept = {}
    monkeypatch.setattr(
        SecretService.Keyring,
        "set_password",
        lambda _, *names_and_secret: kept.update(it=names_and_secret[-1]),
    )
    monkeypatch.setattr(SecretService.Keyring, "get_password", lambda *_: kept.get("it"))
    monkeypatch.setattr(chainer.ChainerBackend, "backends", [Plaintext(), trusted])
    chosen(chainer.ChainerBackend())

    found = os_keyring()
    assert found is not None
    found.put("register", SECRET)
    assert found.get("register") == SECRET


def test_the_systems_own_stores_are_trusted():
    assert is_trusted(SecretService.Keyring())
    assert is_trusted(kwallet.DBusKeyring())


def test_a_backend_named_in_the_environment_that_is_not_there_is_none(monkeypatch):
    for name in (
        "keyrings.alt.file.PlaintextKeyring",
        "nowhere.Keyring",
        "keyring.backends.fail.Nothing",
        "",
    ):
        monkeypatch.setenv("PYTHON_KEYRING_BACKEND", name)
        monkeypatch.setattr(keyring.core, "_keyring_backend", None)
        assert os_keyring() is None


def test_a_broken_choice_in_the_librarys_own_file_is_none(monkeypatch, tmp_path):
    monkeypatch.delenv("PYTHON_KEYRING_BACKEND")
    for content in (
        b"[backend\n",
        b"default-keyring",
        b"\xff\xfe[",
        b"[backend]\ndefault-keyring=keyring.backends.null.Keyring",
    ):
        (tmp_path / "keyringrc.cfg").write_bytes(content)
        monkeypatch.setattr(keyring.core, "_config_path", lambda: tmp_path / "keyringrc.cfg")
        monkeypatch.setattr(keyring.core, "_keyring_backend", None)
        assert os_keyring() is None


@pytest.mark.parametrize("trouble", [KeyringLocked("no"), OSError("no"), RuntimeError("no")])
def test_every_trouble_of_a_store_is_told_as_one(chosen, monkeypatch, trouble):
    def refuse(*_words):
        raise trouble

    for name in ("get_password", "set_password", "delete_password"):
        monkeypatch.setattr(SecretService.Keyring, name, refuse)
    chosen(SecretService.Keyring())
    found = os_keyring()

    for ask in (
        lambda: found.get("register"),
        lambda: found.put("register", SECRET),
        lambda: found.remove("register"),
    ):
        with pytest.raises(KeyringTrouble) as refused:
            ask()
        assert SECRET not in str(refused.value)


def test_a_store_that_forgets_at_once_is_found_out(chosen, monkeypatch):
    monkeypatch.setattr(SecretService.Keyring, "set_password", lambda *_: None)
    monkeypatch.setattr(SecretService.Keyring, "get_password", lambda *_: None)
    chosen(SecretService.Keyring())

    with pytest.raises(KeyringTrouble):
        os_keyring().put("register", SECRET)


def test_looking_for_a_keyring_loads_no_library_before_it_is_needed():
    code = "import sys, ohjaus_desktop.register.keys.os_keyring; print('keyring' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"PYTHONPATH": str(TESTS.parent / "src")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "False"
    assert room._TRUSTED


@keyring_session.NEEDS_KEYRING
def test_a_real_keyring_opens_the_register_is_lost_and_made_anew(tmp_path):
    script = Path(__file__).with_name("real_keyring.py")
    seen = keyring_session.seen_by(script, tmp_path, tmp_path / "home")
    assert seen["secret in folder"] is False
    assert seen["gone"] is None
    assert seen["lost"] == "KeyringLost"
    assert seen["made anew"] is True
    assert seen["locked"] == "KeyringTrouble"
    assert seen["tries left"] == 5, "a locked keyring costs no try"
