"""Bringing a backup back: the old register or the new one, never a half and never an empty one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import timedelta

import pytest

from invented_requests import MONDAY, WORDS, WORKER, draft
from ohjaus_desktop.database import DatabaseDamaged
from ohjaus_desktop.errors import KnownError
from ohjaus_desktop.register import backups, privacy, referrals
from ohjaus_desktop.register.backups import restoring
from ohjaus_desktop.register.keys import keyfile
from ohjaus_desktop.register.store import Register
from ohjaus_desktop.register.vault import Vault, WrongWords
from small_disk import small_disk


class Kept:
    """A closed register with requests, and a backup made before the last of them."""

    def __init__(self, folder, key, id_):
        self.folder, self.key, self.id = folder, key, id_
        register = self.open()
        self.first = referrals.request(register, draft(name="first"), by=WORKER, at=MONDAY).id
        self.backup = backups.read(
            backups.back_up(register, folder / "backups", folder / "keys.json", at=MONDAY)
        )
        self.second = referrals.request(register, draft(name="second"), by=WORKER, at=MONDAY).id
        register.close()

    def open(self, folder=None):
        return Register((folder or self.folder) / "register.sqlite", self.key, self.id)

    def restore(self, backup=None, opening=None, folder=None):
        return backups.restore(
            folder or self.folder,
            backup or self.backup,
            opening or self.open,
            by=WORKER,
            at=MONDAY + timedelta(days=1),
        )

    def holds(self, folder=None):
        """The ids of the requests in a folder's register."""
        register = self.open(folder)
        found = referrals.listing(register, which="all", on=MONDAY.date(), by=WORKER)
        register.close()
        return {row.referral_id for row in found.rows}


@pytest.fixture
def kept(folder, under_words):
    template, key, id_ = under_words
    shutil.copytree(template, folder, dirs_exist_ok=True)
    return Kept(folder, key, id_)


def test_the_backup_takes_the_place_and_what_was_there_is_kept_beside_it(kept):
    aside = kept.restore()

    assert kept.holds() == {kept.first}
    assert aside.name == "set-aside-2026-11-24-103000"
    assert kept.holds(aside) == {kept.first, kept.second}
    assert not (kept.folder / ".restoring").exists()


def test_it_opens_with_the_passphrase_as_a_worker_does_it(kept):
    kept.restore(opening=lambda folder: Vault(folder, keyring=None).open_with_words(WORDS))

    register = Vault(kept.folder, keyring=None).open_with_words(WORDS)
    assert referrals.listing(register, which="all", on=MONDAY.date(), by=WORKER).total == 1
    register.close()


def test_a_client_erased_since_the_backup_does_not_come_back(kept):
    register = kept.open()
    privacy.erase(register, kept.first, by=WORKER, at=MONDAY)
    register.close()
    kept.restore()

    assert kept.holds() == set()


def test_nor_when_the_list_of_the_erased_was_lost_but_a_younger_backup_knows(kept):
    register = kept.open()
    privacy.erase(register, kept.first, by=WORKER, at=MONDAY)
    backups.back_up(register, kept.folder / "backups", kept.folder / "keys.json", at=MONDAY)
    register.close()
    for lost in ("erased.txt", "register.sqlite", "keys.json"):
        (kept.folder / lost).unlink()
    kept.restore()

    assert kept.holds() == set()
    assert kept.first in (kept.folder / "erased.txt").read_text()


@pytest.mark.parametrize("trouble", ["missing", "empty", "damaged"])
def test_it_works_when_the_register_is_missing_empty_or_damaged(kept, trouble):
    file = kept.folder / "register.sqlite"
    if trouble == "missing":
        file.unlink()
    else:
        file.write_bytes(b"" if trouble == "empty" else b"\x5a" * 100_000)
    aside = kept.restore()

    assert kept.holds() == {kept.first}
    assert (aside / "register.sqlite").exists() == (trouble != "missing")


@pytest.mark.parametrize("trouble", ["missing", "damaged"])
def test_it_works_when_the_key_file_is_missing_or_damaged(kept, trouble):
    keys = kept.folder / "keys.json"
    keys.unlink() if trouble == "missing" else keys.write_bytes(keys.read_bytes()[:-40])
    kept.restore(opening=lambda folder: Vault(folder, keyring=None).open_with_words(WORDS))

    assert kept.holds() == {kept.first}
    assert keyfile.read(keys).register_id == kept.id


def test_it_works_in_an_empty_folder(kept, tmp_path):
    kept.restore(folder=tmp_path / "new")
    assert kept.holds(tmp_path / "new") == {kept.first}


def test_a_passphrase_changed_since_the_backup_holds(kept):
    register = kept.open()
    Vault(kept.folder, keyring=None).change_passphrase(register, "sininen järvi myrsky mänty")
    register.close()
    now = (kept.folder / "keys.json").read_bytes()
    kept.restore(
        opening=lambda folder: Vault(folder, keyring=None).open_with_words("sininen järvi myrsky mänty")
    )

    assert (kept.folder / "keys.json").read_bytes() == now


def test_wrong_words_change_nothing(kept):
    with pytest.raises(WrongWords):
        kept.restore(opening=lambda folder: Vault(folder, keyring=None).open_with_words("väärä"))

    assert kept.holds() == {kept.first, kept.second}
    assert not list(kept.folder.glob("set-aside-*"))
    assert not (kept.folder / ".restoring").exists()


@pytest.mark.parametrize("harm", ["flipped", "truncated", "emptied", "gone"])
def test_a_damaged_backup_changes_nothing(kept, harm):
    file = kept.backup.path / "register.sqlite"
    content = file.read_bytes()
    if harm == "gone":
        file.unlink()
    else:
        flipped = content[:9000] + bytes([content[9000] ^ 1]) + content[9001:]
        file.write_bytes({"flipped": flipped, "truncated": content[:8192], "emptied": b""}[harm])
    with pytest.raises(DatabaseDamaged):
        kept.restore()

    assert kept.holds() == {kept.first, kept.second}


def test_another_workstations_backup_changes_nothing(kept, tmp_path):
    other = Vault(tmp_path / "other", keyring=None).set_up_with_passphrase(WORDS, MONDAY)
    theirs = backups.back_up(other, tmp_path / "copies", tmp_path / "other" / "keys.json", at=MONDAY)
    other.close()
    with pytest.raises(KnownError):
        kept.restore(backups.read(theirs))

    assert kept.holds() == {kept.first, kept.second}


def test_an_older_backup_can_be_chosen(kept):
    register = kept.open()
    backups.back_up(
        register, kept.folder / "backups", kept.folder / "keys.json", at=MONDAY + timedelta(days=1)
    )
    register.close()
    newest, oldest = backups.backups(kept.folder / "backups")
    kept.restore(oldest)
    assert kept.holds() == {kept.first}
    kept.restore(newest)
    assert kept.holds() == {kept.first, kept.second}


def test_nothing_is_moved_under_a_window_that_has_the_register_open(kept):
    program = f"""
import sys
from pathlib import Path
sys.path[:0] = {sys.path!r}
from ohjaus_desktop.register.store import Register
register = Register(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]), sys.argv[3])
print("open", flush=True)
sys.stdin.read()
"""
    arguments = [sys.executable, "-c", program, str(kept.folder / "register.sqlite"), kept.key.hex(), kept.id]
    with subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as window:
        assert window.stdout.readline() == "open\n"
        with pytest.raises(backups.RegisterInUse):
            kept.restore()
        window.stdin.close()
    assert kept.holds() == {kept.first, kept.second}


STEPS = {"os.rename", "os.remove", "os.rmdir", "os.mkdir", "shutil.copyfile", "os.truncate"}


def killed_before(step, kept):
    """Restore in a process that dies before its n-th change of names; whether it lived to the end."""
    child = os.fork()
    if not child:
        left = [step]

        def dying(event, arguments):
            writes = event == "open" and arguments[1] in {"w", "wb", "a", "ab"}
            if event in STEPS or writes:
                left[0] -= 1
                if left[0] < 0:
                    os._exit(9)

        sys.addaudithook(dying)
        ended = 1
        try:
            kept.restore()
            ended = 0
        finally:
            os._exit(ended)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_killed_before_any_step_it_leaves_the_old_register_or_the_new_one(kept, tmp_path):
    before = shutil.copytree(kept.folder, tmp_path / "before")
    outcomes = []
    for step in range(200):
        shutil.rmtree(kept.folder)
        shutil.copytree(before, kept.folder)
        ended = killed_before(step, kept)
        assert ended in {0, 9}
        assert Vault(kept.folder, keyring=None).look().kind == "locked"  # finishes what was begun
        held = kept.holds()
        assert held in ({kept.first}, {kept.first, kept.second})
        if held == {kept.first}:
            (aside,) = kept.folder.glob("set-aside-*")
            assert kept.holds(aside) == {kept.first, kept.second}
        outcomes.append(len(held))
        kept.restore()  # and the way is free for another try
        assert kept.holds() == {kept.first}
        if ended == 0:
            break
    assert ended == 0
    assert outcomes == sorted(outcomes, reverse=True)
    assert outcomes.count(1) > 5  # killed between the renames, too


def test_a_copy_that_was_never_proved_is_not_taken_for_one(kept):
    staged = kept.folder / restoring.STAGED
    staged.mkdir()
    (staged / "register.sqlite").write_bytes(b"half")
    assert Vault(kept.folder, keyring=None).look().kind == "locked"

    assert kept.holds() == {kept.first, kept.second}


def test_a_full_disk_changes_nothing_and_room_lets_it_through(under_words, tmp_path):
    template, key, id_ = under_words
    with small_disk(tmp_path / "disk", megabytes=3) as disk:
        folder = disk.folder / "register"
        shutil.copytree(template, folder)
        kept = Kept(folder, key, id_)
        refused = 0
        for room in range(0, 600_000, 20_000):
            disk.make_room()
            disk.fill(but=room)
            try:
                kept.restore()
            except KnownError:
                refused += 1
                assert not (folder / ".restoring").exists()
                assert not list(folder.glob("set-aside-*"))
                disk.make_room()
                assert kept.holds() == {kept.first, kept.second}
            else:
                break
        assert refused > 3
        disk.make_room()
        assert kept.holds() == {kept.first}


def test_the_log_says_that_a_backup_was_brought_back(kept):
    kept.restore()
    register = kept.open()
    with register.begin() as connection:
        kinds = [kind for (kind,) in connection.exec_driver_sql("SELECT kind FROM use_log ORDER BY number")]
    register.close()
    assert "restored" in kinds
