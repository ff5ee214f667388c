"""One file carries the client data to another machine, and only words open it there."""

from __future__ import annotations

import os
import shutil
import zipfile

import pytest

from invented_requests import MONDAY, WORDS, WORKER, draft
from ohjaus_desktop.database import DatabaseDamaged
from ohjaus_desktop.errors import KnownError
from ohjaus_desktop.register import backups, privacy, referrals
from ohjaus_desktop.register.keys import keyfile
from ohjaus_desktop.register.keys.slots import KeyringSlot, PinSlot
from ohjaus_desktop.register.store import Register, WrongRegister
from ohjaus_desktop.register.vault import Vault, generate_administrator_key
from small_disk import small_disk


def opening(folder):
    return Vault(folder, keyring=None).open_with_words(WORDS)


def move_in(file, folder, how=opening):
    return backups.unpack(file, folder, how, by=WORKER, at=MONDAY)


def count(register):
    return referrals.listing(register, which="all", on=MONDAY.date(), by=WORKER).total


@pytest.fixture
def old(folder, under_words):
    """The register of the old machine, with one request."""
    template, key, id_ = under_words
    shutil.copytree(template, folder, dirs_exist_ok=True)
    opened = Register(folder / "register.sqlite", key, id_)
    referrals.request(opened, draft(), by=WORKER, at=MONDAY)
    yield opened
    opened.close()


@pytest.fixture
def packed(old, folder, tmp_path):
    return backups.pack(old, folder / "keys.json", tmp_path / "siirto.ohjaus", at=MONDAY)


def test_everything_is_on_the_new_machine(packed, tmp_path):
    new = tmp_path / "new"
    assert move_in(packed, new) is None

    register = opening(new)
    assert count(register) == 1
    register.close()
    assert sorted(file.name for file in new.iterdir()) == ["keys.json", "keys.lock", "register.sqlite"]


def test_the_old_machine_goes_on(packed, old, folder):
    assert count(old) == 1
    assert not [file.name for file in folder.iterdir() if file.name.startswith(".")]


def test_neither_keyring_nor_pins_travel(folder, tmp_path, vault):
    register = vault.set_up_with_keyring(MONDAY)
    vault.change_passphrase(register, WORDS)
    vault.add_worker(register, "Testi", "482913")
    file = backups.pack(register, folder / "keys.json", tmp_path / "siirto.ohjaus", at=MONDAY)
    register.close()
    move_in(file, tmp_path / "new")

    keys = keyfile.read(tmp_path / "new" / "keys.json")
    assert not keys.all_of(KeyringSlot)
    assert not keys.all_of(PinSlot)
    assert b"Testi" not in file.read_bytes()


def test_what_only_the_keyring_opens_is_not_packed(folder, tmp_path, vault):
    register = vault.set_up_with_keyring(MONDAY)
    keys, file = folder / "keys.json", tmp_path / "siirto.ohjaus"
    with pytest.raises(backups.NothingToOpenItWith):
        backups.pack(register, keys, file, at=MONDAY)
    assert not file.exists()

    code = vault.unconfirmed_code(register)
    assert vault.confirm_code(register, code)
    backups.pack(register, keys, file, at=MONDAY)
    register.close()
    move_in(file, tmp_path / "new", lambda at: Vault(at, keyring=None).open_with_words(code))
    assert Vault(tmp_path / "new", keyring=None).look().kind == "locked"


def test_the_administrators_key_opens_it_too(folder, tmp_path, keyring):
    pair = generate_administrator_key(WORDS)
    register = Vault(folder, keyring=keyring, recovery_key=pair.public).set_up_with_keyring(MONDAY)
    file = backups.pack(register, folder / "keys.json", tmp_path / "siirto.ohjaus", at=MONDAY)
    register.close()
    move_in(
        file,
        tmp_path / "new",
        lambda at: Vault(at, keyring=None).open_with_administrator(pair.private, WORDS),
    )
    assert Vault(tmp_path / "new", keyring=None).look().kind == "locked"


def test_an_erased_client_stays_erased_on_the_new_machine(old, folder, tmp_path):
    packed = backups.pack(old, folder / "keys.json", tmp_path / "siirto.ohjaus", at=MONDAY)
    new = tmp_path / "new"
    move_in(packed, new)
    register = opening(new)
    (row,) = referrals.listing(register, which="all", on=MONDAY.date(), by=WORKER).rows
    privacy.erase(register, row.referral_id, by=WORKER, at=MONDAY)
    register.close()

    assert move_in(packed, new) is not None
    register = opening(new)
    assert count(register) == 0
    register.close()


def test_another_workstations_data_is_not_pushed_away(packed, tmp_path):
    there = tmp_path / "there"
    Vault(there, keyring=None).set_up_with_passphrase(WORDS, MONDAY).close()
    before = {file.name: file.read_bytes() for file in there.iterdir()}
    with pytest.raises(WrongRegister):
        move_in(packed, there)

    assert {file.name: file.read_bytes() for file in there.iterdir()} == before


@pytest.mark.parametrize("share", [0.0, 0.3, 0.999])
def test_a_truncated_file_changes_nothing(packed, tmp_path, share):
    os.truncate(packed, int(packed.stat().st_size * share))
    with pytest.raises(DatabaseDamaged):
        move_in(packed, tmp_path / "new")
    assert not (tmp_path / "new" / "register.sqlite").exists()


def test_a_flipped_bit_changes_nothing(packed, tmp_path):
    content = bytearray(packed.read_bytes())
    content[len(content) // 2] ^= 1
    packed.write_bytes(content)
    with pytest.raises(DatabaseDamaged):
        move_in(packed, tmp_path / "new")


def test_wrong_words_change_nothing(packed, tmp_path):
    with pytest.raises(KnownError):
        move_in(packed, tmp_path / "new", lambda at: Vault(at, keyring=None).open_with_words("väärä"))
    assert Vault(tmp_path / "new", keyring=None).look().kind == "absent"


def test_only_the_four_files_are_taken_out(packed, tmp_path):
    with zipfile.ZipFile(packed, "a") as more:
        more.writestr("../outside.txt", "x")
        more.writestr("settings.json", "x")
    move_in(packed, tmp_path / "new")

    assert not (tmp_path / "outside.txt").exists()
    assert not list(tmp_path.rglob("settings.json"))


def test_a_file_that_is_something_else_is_refused(tmp_path):
    file = tmp_path / "photo.jpg"
    file.write_bytes(b"\xff\xd8\xff" * 1000)
    with pytest.raises(DatabaseDamaged):
        move_in(file, tmp_path / "new")


def test_a_full_stick_leaves_no_half_file(old, folder, tmp_path):
    with small_disk(tmp_path / "stick", megabytes=1) as stick:
        stick.fill(but=50_000)
        with pytest.raises(KnownError):
            backups.pack(old, folder / "keys.json", stick.folder / "siirto.ohjaus", at=MONDAY)
        assert [file.name for file in stick.folder.iterdir()] == ["filling"]
    assert count(old) == 1


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(KnownError):
        move_in(tmp_path / "missing.ohjaus", tmp_path / "new")
    shutil.rmtree(tmp_path / "new", ignore_errors=True)
