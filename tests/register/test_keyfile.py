"""keys.json: whole or not at all, and never with anything that opens."""

from __future__ import annotations

import base64
import json
import random

import msgspec
import pytest

from ohjaus_desktop.database import DatabaseIsNewer
from ohjaus_desktop.errors import KnownError
from ohjaus_desktop.register.keys import keyfile
from ohjaus_desktop.register.keys.keyfile import KeyFileDamaged

WORDS = "neljä vihreää kumisaapasta"
PIN = "482915"


@pytest.fixture
def register(vault, at):
    opened = vault.set_up_with_keyring(at)
    vault.confirm_code(opened, vault.unconfirmed_code(opened))
    yield opened
    opened.close()


def test_a_key_file_fits_its_own_register_only(vault, register, folder, tmp_path, at):
    from ohjaus_desktop.register.vault import Vault

    other = Vault(tmp_path / "other", keyring=None).set_up_with_passphrase(WORDS, at)

    assert keyfile.fits(vault.keys_path, register)
    assert not keyfile.fits(vault.keys_path, other)
    other.close()


def test_a_copy_of_the_key_file_opens_the_register_when_it_is_put_back(vault, register, tmp_path):
    copy = tmp_path / "copy.json"
    copy.write_bytes(vault.keys_path.read_bytes())
    register.close()
    vault.keys_path.write_bytes(b"")
    with pytest.raises(KeyFileDamaged):
        vault.open_with_keyring()

    keyfile.write(vault.keys_path, keyfile.read(copy))

    vault.open_with_keyring().close()


def test_any_flipped_bit_is_noticed(vault, register):
    whole = vault.keys_path.read_bytes()
    chance = random.Random(3)
    for _ in range(300):
        place, bit = chance.randrange(len(whole)), 1 << chance.randrange(8)
        vault.keys_path.write_bytes(whole[:place] + bytes([whole[place] ^ bit]) + whole[place + 1 :])
        try:
            keys = keyfile.read(vault.keys_path)
        except (KeyFileDamaged, DatabaseIsNewer):
            continue
        vault.keys_path.write_bytes(whole)
        assert keys == keyfile.read(vault.keys_path), "what was read is not what had been written"


@pytest.mark.parametrize("left", [0, 1, 0.5, 0.99])
def test_a_cut_key_file_is_noticed(vault, register, left):
    whole = vault.keys_path.read_bytes()
    vault.keys_path.write_bytes(whole[: left if left in (0, 1) else int(len(whole) * left)])

    with pytest.raises(KeyFileDamaged):
        keyfile.read(vault.keys_path)
    assert vault.look().kind == "damaged"


@pytest.mark.parametrize(
    "words",
    [
        "null",
        "[]",
        "{}",
        '{"version": 1}',
        '{"version": "1"}',
        "\ud83d".encode("utf-8", "replace").decode(),
        "[" * 5000,
    ],
)
def test_other_words_are_no_key_file(vault, register, words):
    vault.keys_path.write_text(words, encoding="utf-8")

    with pytest.raises(KeyFileDamaged):
        keyfile.read(vault.keys_path)


def test_a_key_file_of_a_newer_program_is_left_alone(vault, register):
    register.close()
    newer = json.dumps({"version": keyfile.VERSION + 1, "locks": []})
    vault.keys_path.write_text(newer, encoding="utf-8")

    assert vault.look().kind == "newer"
    for way in (
        vault.open_with_keyring,
        lambda: vault.open_with_words(WORDS),
        lambda: vault.set_up_with_passphrase(WORDS, None),
    ):
        with pytest.raises(DatabaseIsNewer):
            way()
    assert vault.keys_path.read_text(encoding="utf-8") == newer


def test_a_slot_that_asks_for_too_little_or_too_much_work_is_refused(vault, register):
    vault.change_passphrase(register, WORDS)
    for memory in (8, 2**31):
        keys = keyfile.read(vault.keys_path)
        spoiled = msgspec.json.encode(keys).replace(b'"memory":65536', f'"memory":{memory}'.encode())
        with pytest.raises(msgspec.ValidationError):
            msgspec.json.decode(spoiled, type=keyfile.Keys)


def test_a_key_file_that_cannot_be_written_stays_as_it_was(vault, register, monkeypatch):
    before = vault.keys_path.read_bytes()
    vault.keys_path.with_name("keys.json.new").mkdir()

    with pytest.raises(KnownError):
        vault.change_passphrase(register, WORDS)

    assert vault.keys_path.read_bytes() == before


def test_nothing_in_the_folder_opens_anything(vault, register, keyring, folder):
    data_key = register.key
    vault.change_passphrase(register, WORDS)
    vault.add_worker(register, "Testi Esimerkki", PIN)
    code = vault.new_code(register)
    vault.confirm_code(register, code)
    register.checkpoint()

    (secret,) = keyring.secrets.values()
    hidden = [
        data_key,
        data_key.hex().encode(),
        base64.b64encode(data_key),
        base64.urlsafe_b64encode(data_key),
        secret.encode(),
        WORDS.encode(),
        PIN.encode(),
        code.encode(),
        code.replace("-", "").encode(),
    ]
    for file in folder.iterdir():
        content = file.read_bytes()
        assert not [one for one in hidden if one in content], file.name


def test_every_rewriting_leaves_one_key_file_and_no_old_one(vault, register, folder):
    vault.change_passphrase(register, WORDS)
    vault.new_code(register)

    assert [file.name for file in folder.glob("keys.json*")] == ["keys.json"]
