"""A backup every day, whole or not there, and never kept longer than it may be."""

from __future__ import annotations

import hashlib
import os
import shutil
from datetime import date, datetime, timedelta
from pathlib import PurePosixPath, PureWindowsPath

import msgspec
import pytest

from invented_requests import MONDAY, WORDS, WORKER, client, draft
from ohjaus_desktop.database import DatabaseDamaged
from ohjaus_desktop.errors import KnownError
from ohjaus_desktop.register import backups, privacy, referrals
from ohjaus_desktop.register.backups import sealed
from ohjaus_desktop.register.backups.stored import LABEL, Label
from ohjaus_desktop.register.keys import keyfile
from ohjaus_desktop.register.store import Register, WrongRegister
from ohjaus_desktop.register.vault import Vault
from personal_strings import control_file, places_of
from small_disk import small_disk

PERSONAL = ("Malli Malliainen-Näkymätön", "000 765 4321", "Haluaa jutella laskuista.")


@pytest.fixture
def register(folder, under_words):
    """With one request."""
    template, key, id_ = under_words
    shutil.copytree(template, folder, dirs_exist_ok=True)
    opened = Register(folder / "register.sqlite", key, id_)
    referrals.request(opened, draft(of=client(*PERSONAL[:2])), by=WORKER, at=MONDAY)
    yield opened
    opened.close()


@pytest.fixture
def keys(folder):
    return folder / "keys.json"


def daily(register, keys, days=0, **options):
    return backups.daily(register, keys, at=MONDAY + timedelta(days=days), **options)


def test_a_backup_is_a_folder_named_after_its_day_with_all_it_takes_to_open_it(register, keys, tmp_path):
    made = backups.back_up(register, tmp_path / "copies", keys, at=MONDAY)

    assert made == tmp_path / "copies" / "2026-11-23"
    (backup,) = backups.backups(tmp_path / "copies")
    assert backup.taken_at == MONDAY
    assert backups.verify(backup, register.key) == backups.Counted(requests=1, drafts=0)
    # With nothing but the folder and the passphrase:
    assert backups.verify(backup, Vault(made, keyring=None).data_key(WORDS)).requests == 1


def test_a_second_one_on_a_day_does_not_touch_the_first(register, keys, tmp_path):
    first, second = (backups.back_up(register, tmp_path, keys, at=MONDAY) for _ in range(2))

    assert (first.name, second.name) == ("2026-11-23", "2026-11-23-2")
    assert backups.verify(first, register.key) == backups.verify(second, register.key)


def test_nothing_personal_can_be_read_in_a_backup_or_a_packed_file(register, keys, folder, tmp_path):
    control = tmp_path / "control"
    control.mkdir()
    control_file(PERSONAL, control / "words")
    assert {found.word for found in places_of(PERSONAL, control)} == set(PERSONAL)

    backups.back_up(register, tmp_path / "copies", keys, at=MONDAY)
    backups.pack(register, keys, tmp_path / "copies" / "moving.ohjaus", at=MONDAY)
    assert places_of(PERSONAL, folder, tmp_path / "copies") == []


def test_reading_a_backup_leaves_it_as_it_was(register, keys, tmp_path):
    made = backups.back_up(register, tmp_path, keys, at=MONDAY)
    before = {file: file.read_bytes() for file in made.iterdir()}
    backups.verify(made, register.key)

    assert {file: file.read_bytes() for file in made.iterdir()} == before


@pytest.mark.parametrize("place", [0, 20, 4095, 4096, 9000, -1])
def test_one_flipped_bit_anywhere_is_noticed(register, keys, tmp_path, place):
    made = backups.back_up(register, tmp_path, keys, at=MONDAY)
    file = made / "register.sqlite"
    content = bytearray(file.read_bytes())
    content[place] ^= 1
    file.write_bytes(content)
    with pytest.raises(DatabaseDamaged):
        backups.verify(made, register.key)

    # Also where the label was made to agree:
    label = backups.read(made).label
    fresh = msgspec.structs.replace(label, sha256=hashlib.sha256(content).hexdigest())
    (made / LABEL).write_bytes(msgspec.json.encode(fresh))
    with pytest.raises(DatabaseDamaged):
        backups.verify(made, register.key)


@pytest.mark.parametrize("length", [0, 1, 4096, 40_000])
def test_a_truncated_backup_is_noticed(register, keys, tmp_path, length):
    made = backups.back_up(register, tmp_path, keys, at=MONDAY)
    with (made / "register.sqlite").open("r+b") as file:
        file.truncate(length)
    with pytest.raises(DatabaseDamaged):
        backups.verify(made, register.key)


def test_a_backup_without_its_label_is_none(register, keys, tmp_path):
    made = backups.back_up(register, tmp_path, keys, at=MONDAY)
    (made / LABEL).write_bytes(b"{")

    assert backups.backups(tmp_path) == []
    with pytest.raises(DatabaseDamaged):
        backups.read(made)


def test_another_key_does_not_open_it_and_another_name_does_not_pass(register, keys, tmp_path):
    made = backups.back_up(register, tmp_path, keys, at=MONDAY)
    with pytest.raises(DatabaseDamaged):
        backups.verify(made, b"k" * 32)

    label = msgspec.structs.replace(backups.read(made).label, register_id="another")
    (made / LABEL).write_bytes(msgspec.json.encode(label))
    with pytest.raises(WrongRegister):
        backups.verify(made, register.key)


def test_no_backup_is_made_with_keys_that_do_not_open_it(register, keys, tmp_path):
    other = tmp_path / "other"
    Vault(other, keyring=None).set_up_with_passphrase(WORDS, MONDAY).close()
    with pytest.raises(keyfile.KeyFileDamaged):
        backups.back_up(register, tmp_path / "copies", other / "keys.json", at=MONDAY)
    keys.write_bytes(b"{}")
    with pytest.raises(keyfile.KeyFileDamaged):
        backups.back_up(register, tmp_path / "copies", keys, at=MONDAY)
    assert not any((tmp_path / "copies").iterdir())


def test_there_is_one_each_day(register, keys, folder):
    assert daily(register, keys).made == folder / "backups" / "2026-11-23"
    assert daily(register, keys).made is None
    assert daily(register, keys, days=1).made == folder / "backups" / "2026-11-24"
    assert len(backups.backups(folder / "backups")) == 2


def test_it_is_carried_to_the_chosen_folder_where_each_workstation_has_its_own(
    register, keys, folder, tmp_path
):
    shared = tmp_path / "shared"
    shared.mkdir()
    assert daily(register, keys, chosen=str(shared)).trouble is None

    (carried,) = backups.backups(shared)
    assert carried.path == shared / f"ohjaus-{register.register_id}" / "2026-11-23"
    assert backups.verify(carried, register.key).requests == 1
    assert len(backups.backups(folder / "backups", shared)) == 1  # the same one, told once


def test_a_folder_that_does_not_answer_is_told_and_gets_the_backup_when_it_answers_again(
    register, keys, folder, tmp_path
):
    gone = tmp_path / "gone"
    gone.write_text("a file where the folder should be")
    for _ in range(2):
        done = daily(register, keys, chosen=str(gone))
        assert str(gone) in done.trouble.what
    assert [one.path.parent for one in backups.backups(folder / "backups")] == [folder / "backups"]

    gone.unlink()
    assert daily(register, keys, chosen=str(gone)).trouble is None
    assert len(backups.backups(gone)) == 1


def test_what_was_spoiled_on_its_way_is_not_taken_for_a_backup(register, keys, tmp_path):
    made = backups.read(backups.back_up(register, tmp_path / "here", keys, at=MONDAY))
    file = made.path / "register.sqlite"
    whole = file.read_bytes()
    file.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    with pytest.raises(KnownError):
        backups.carry(made, tmp_path / "there", keep_days=180, at=MONDAY)
    assert not any((tmp_path / "there").iterdir())


def labelled(folder, day, number=1):
    """A folder that looks like a backup of a day."""
    made = folder / (day.isoformat() + (f"-{number}" if number > 1 else ""))
    made.mkdir(parents=True)
    at = MONDAY.replace(year=day.year, month=day.month, day=day.day) + timedelta(minutes=number)
    (made / LABEL).write_bytes(msgspec.json.encode(Label("id", at, "0", "")))
    return made


def test_seven_days_four_weeks_and_three_months_are_kept(tmp_path):
    today = date(2026, 11, 29)  # a Sunday
    for age in range(200):
        labelled(tmp_path, today - timedelta(days=age))
    backups.thin(tmp_path, on=today, keep_days=180)

    kept = [one.taken_at.date().isoformat() for one in backups.backups(tmp_path)]
    assert kept == [
        *(f"2026-11-{day}" for day in (29, 28, 27, 26, 25, 24, 23)),  # days
        *("2026-11-22", "2026-11-15", "2026-11-08"),  # Sundays of the weeks before
        *("2026-10-31", "2026-09-30", "2026-08-31"),  # last days of the months before
    ]


def test_nothing_is_kept_longer_than_the_requests_themselves_but_the_newest_always_stays(tmp_path):
    today = date(2026, 11, 29)
    for age in (3, 12, 20, 60):
        labelled(tmp_path, today - timedelta(days=age))
    backups.thin(tmp_path, on=today, keep_days=14)
    assert [(today - one.taken_at.date()).days for one in backups.backups(tmp_path)] == [3, 12]

    backups.thin(tmp_path, on=today + timedelta(days=400), keep_days=14)
    assert [(today - one.taken_at.date()).days for one in backups.backups(tmp_path)] == [3]


def test_of_two_on_one_day_the_newer_stays(tmp_path):
    labelled(tmp_path, date(2026, 11, 27))
    newer = labelled(tmp_path, date(2026, 11, 27), number=2)
    labelled(tmp_path, date(2026, 11, 28))

    assert backups.thin(tmp_path, on=date(2026, 11, 29), keep_days=180) == ("2026-11-27",)
    assert newer.exists()


def test_what_a_stopped_backup_left_goes_with_the_next_one(register, keys, folder):
    left = folder / "backups" / ".2026-11-22.part"
    left.mkdir(parents=True)
    (left / "register.sqlite").write_bytes(b"half")
    daily(register, keys)

    assert [one.name for one in (folder / "backups").iterdir()] == ["2026-11-23"]


def test_a_full_disk_costs_the_backup_and_nothing_else(register, keys, folder, tmp_path):
    with small_disk(tmp_path / "disk", megabytes=2) as disk:
        first = backups.back_up(register, disk.folder, keys, at=MONDAY)
        for room in (0, 8192, 65_536):
            disk.make_room()
            disk.fill(but=room)
            with pytest.raises(KnownError):
                backups.back_up(register, disk.folder, keys, at=MONDAY)
            assert sorted(one.name for one in disk.folder.iterdir()) == ["2026-11-23", "filling"]
        assert backups.verify(first, register.key).requests == 1
    listed = referrals.listing(register, which="all", on=MONDAY.date(), by=WORKER)
    assert listed.total == 1


def test_the_tombstones_go_with_the_backup(register, keys, tmp_path):
    made = referrals.request(register, draft(name="second"), by=WORKER, at=MONDAY)
    privacy.erase(register, made.id, by=WORKER, at=MONDAY)
    copy = backups.back_up(register, tmp_path, keys, at=MONDAY)

    assert (copy / "erased.txt").read_text().startswith(made.id)


def test_a_path_on_a_windows_share_is_no_host_name():
    assert sealed.sqlite_address(PureWindowsPath(r"\\palvelin\jako\a b")) == "file:////palvelin/jako/a%20b"
    assert sealed.sqlite_address(PureWindowsPath(r"C:\Ä\x")) == "file:///C:/%C3%84/x"
    assert sealed.sqlite_address(PurePosixPath("/tmp/a?b")) == "file:///tmp/a%3Fb"


def test_a_register_that_is_open_says_so_to_everybody(register, folder):
    with pytest.raises(backups.RegisterInUse):
        backups.refuse_while_open(folder)
    register.close()
    backups.refuse_while_open(folder)
    assert isinstance(Vault(folder, keyring=None).open_with_words(WORDS), Register)


def test_what_restores_and_migrations_kept_goes_when_a_backup_of_its_age_would(folder):
    today = date(2026, 11, 29)
    for age in (10, 92, 93):
        day = today - timedelta(days=age)
        aside = folder / f"set-aside-{day}-103000"
        aside.mkdir()
        (aside / "register.sqlite").write_bytes(b"old")
        before = folder / f"register.sqlite.before-{age}"
        before.write_bytes(b"older")
        noon = datetime(day.year, day.month, day.day, 12, tzinfo=MONDAY.tzinfo).timestamp()
        os.utime(before, (noon, noon))

    assert len(backups.forget_remains(folder, on=today, keep_days=180)) == 2
    assert len(backups.forget_remains(folder, on=today, keep_days=30)) == 2
    left = sorted(one.name for one in folder.iterdir())
    assert left == ["register.sqlite.before-10", "set-aside-2026-11-19-103000"]


def test_half_made_copies_that_a_kill_left_go_with_the_next_backup(register, keys, folder):
    for half in (".restoring", ".packing", ".unpacked"):
        (folder / half).mkdir()
        (folder / half / "register.sqlite").write_bytes(b"half")
    daily(register, keys)

    assert not [one.name for one in folder.iterdir() if one.name.startswith(".")]
