"""A way in that was taken away opens no backup either, as far as the program can reach it."""

from __future__ import annotations

import shutil
from datetime import timedelta

import pytest

from invented_requests import MONDAY, WORKER, draft
from ohjaus_desktop.errors import KnownError
from ohjaus_desktop.register import backups, referrals
from ohjaus_desktop.register.backups import key_copies
from ohjaus_desktop.register.keys import keyfile
from ohjaus_desktop.register.keys.slots import KeyringSlot, PinSlot
from ohjaus_desktop.register.vault import Vault, WrongWords

WORDS, OTHERS, PIN = "vihreä lampi tuuli kuusi", "sininen järvi myrsky mänty", "482915"
pytestmark = pytest.mark.usefixtures("little_work")


@pytest.fixture
def chosen(tmp_path):
    """The backup folder of the settings."""
    return tmp_path / "share"


@pytest.fixture
def vault(folder, keyring, chosen):
    return Vault(folder, keyring=keyring, backup_folder=str(chosen))


@pytest.fixture
def register(vault):
    opened = vault.set_up_with_passphrase(WORDS, MONDAY)
    referrals.request(opened, draft(), by=WORKER, at=MONDAY)
    yield opened
    opened.close()


@pytest.fixture
def copies(register, vault, folder, chosen):
    """The key files of yesterday's backup and today's, here and in the chosen folder."""
    for days in (-1, 0):
        at = MONDAY + timedelta(days=days)
        assert backups.daily(register, vault.keys_path, chosen=str(chosen), at=at).trouble is None
    found = [*folder.glob("backups/*/keys.json"), *chosen.glob("*/*/keys.json")]
    assert len(found) == 4
    return found


def opened_by(words, keys):
    """Whether words open what lies beside a key file."""
    try:
        Vault(keys.parent, keyring=None).data_key(words)
    except WrongWords:
        return False
    return True


def test_a_changed_passphrase_is_changed_in_all_backups(vault, register, copies):
    vault.change_passphrase(register, OTHERS)

    assert not [one for one in copies if opened_by(WORDS, one)]
    assert all(opened_by(OTHERS, one) for one in copies)
    for one in copies:
        assert backups.verify(one.parent, register.key).requests == 1


def test_a_new_recovery_code_takes_the_old_one_out_of_all_backups(vault, register, copies):
    old = vault.unconfirmed_code(register)
    new = vault.new_code(register)

    assert not [one for one in copies if opened_by(old, one)]
    assert all(opened_by(new, one) for one in copies)


def test_a_worker_who_has_gone_is_gone_from_all_backups(vault, register, copies):
    worker = vault.add_worker(register, "Testi Esimerkki", PIN)
    assert all(keyfile.read(one).all_of(PinSlot) for one in copies)

    vault.remove_worker(register, worker.id)
    for one in copies:
        assert not keyfile.read(one).all_of(PinSlot)
        assert keyfile.read(one).all_of(KeyringSlot)
        assert "Testi" not in one.read_text()


def test_a_changed_pin_is_changed_in_all_backups(vault, register, copies):
    worker = vault.add_worker(register, "Testi Esimerkki", PIN)
    vault.change_pin(register, worker.id, "736152")

    assert {one.read_bytes() for one in copies} == {vault.keys_path.read_bytes()}


def test_what_a_restore_has_put_aside_gets_the_new_keys_too(vault, register, copies, folder):
    register.close()
    aside = backups.restore(
        folder,
        backups.backups(folder / "backups")[-1],
        lambda at: Vault(at, keyring=None).open_with_words(WORDS),
        by=WORKER,
        at=MONDAY,
    )
    again = vault.open_with_words(WORDS)
    vault.change_passphrase(again, OTHERS)
    again.close()

    assert not opened_by(WORDS, aside / "keys.json")
    assert opened_by(OTHERS, aside / "keys.json")


def test_a_folder_that_did_not_answer_gets_the_new_keys_with_the_next_daily_backup(
    vault, register, copies, chosen, tmp_path
):
    chosen.rename(tmp_path / "away")
    vault.change_passphrase(register, OTHERS)
    (tmp_path / "away").rename(chosen)
    assert [opened_by(WORDS, one) for one in copies] == [False, False, True, True]

    backups.daily(register, vault.keys_path, chosen=str(chosen), at=MONDAY)
    assert not [one for one in copies if opened_by(WORDS, one)]


def test_a_copy_that_cannot_be_written_stops_neither_the_change_nor_the_other_copies(vault, register, copies):
    hindered = copies[0]
    (hindered.parent / "keys.json.new").mkdir()  # nothing can be written under that name
    vault.change_passphrase(register, OTHERS)

    assert opened_by(OTHERS, vault.keys_path)
    assert [opened_by(OTHERS, one) for one in copies] == [False, True, True, True]
    with pytest.raises(KnownError):
        key_copies.renew(vault.keys_path, *vault.backup_folders)


def test_a_spoiled_copy_is_healed(vault, register, copies):
    copies[0].write_bytes(b"{}")
    backups.daily(register, vault.keys_path, at=MONDAY)

    assert keyfile.fits(copies[0], register)


def test_another_workstations_backups_in_the_same_folder_are_left_alone(vault, register, chosen, tmp_path):
    other = Vault(tmp_path / "other", keyring=None)
    theirs = other.set_up_with_passphrase(WORDS, MONDAY)
    backups.daily(theirs, other.keys_path, chosen=str(chosen), at=MONDAY)
    theirs.close()
    vault.change_passphrase(register, OTHERS)

    (copy,) = chosen.glob("*/*/keys.json")
    assert opened_by(WORDS, copy)


def test_the_old_passphrase_brings_no_old_backup_back(vault, register, folder, tmp_path):
    """Not even one that lay on a memory stick while the passphrase was changed."""
    stick = backups.read(backups.back_up(register, tmp_path / "stick", vault.keys_path, at=MONDAY))
    vault.change_passphrase(register, OTHERS)
    register.close()

    def bring_back(words):
        return backups.restore(
            folder,
            stick,
            lambda at: Vault(at, keyring=None).open_with_words(words),
            by=WORKER,
            at=MONDAY,
        )

    with pytest.raises(WrongWords):
        bring_back(WORDS)
    bring_back(OTHERS)
    vault.open_with_words(OTHERS).close()


def test_where_the_key_file_is_lost_the_passphrase_of_the_backup_brings_it_back(vault, register, tmp_path):
    stick = backups.read(backups.back_up(register, tmp_path / "stick", vault.keys_path, at=MONDAY))
    register.close()
    for damage in (vault.keys_path.unlink, lambda: vault.keys_path.write_bytes(b"{}")):
        damage()
        backups.restore(
            vault.folder,
            stick,
            lambda at: Vault(at, keyring=None).open_with_words(WORDS),
            by=WORKER,
            at=MONDAY,
        )
        vault.open_with_words(WORDS).close()


def test_what_was_packed_after_the_other_machine_changed_its_passphrase_comes_home(vault, register, tmp_path):
    first = backups.pack(register, vault.keys_path, tmp_path / "there.ohjaus", at=MONDAY)
    register.close()
    away = Vault(tmp_path / "away", keyring=None)

    def opening(words):
        return lambda at: Vault(at, keyring=None).open_with_words(words)

    backups.unpack(first, away.folder, opening(WORDS), by=WORKER, at=MONDAY)
    moved = away.open_with_words(WORDS)
    away.change_passphrase(moved, OTHERS)
    second = backups.pack(moved, away.keys_path, tmp_path / "back.ohjaus", at=MONDAY)
    moved.close()
    shutil.rmtree(away.folder)

    backups.unpack(second, vault.folder, opening(OTHERS), by=WORKER, at=MONDAY)
    vault.open_with_words(OTHERS).close()
