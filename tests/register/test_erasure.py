"""Erasing a client leaves nothing of them: not for a reader of the disk, not for a thief with the key."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from msgspec import structs

from invented_requests import COLLEAGUE, MONDAY, WORKER, client, draft, matter
from ohjaus_desktop.errors import KnownError
from ohjaus_desktop.register import follow_up, journal, privacy, referrals
from ohjaus_desktop.register.privacy import erasure
from ohjaus_desktop.register.store import SNAPSHOT, Register
from personal_strings import control_file, decrypted, places_of
from small_disk import small_disk

NAME, PHONE, WORDS = "Malli Malliainen-Näkymätön", "000 765 4321", "Huolia äidin lääkkeistä öisin."
PERSONAL = (NAME, PHONE, WORDS)


@pytest.fixture
def asked(register):
    """A request with everything personal in it."""
    written = draft(matter(matter=WORDS), of=client(NAME, PHONE))
    referrals.save_draft(register, written)
    return referrals.request(register, written, by=WORKER, at=MONDAY)


def readable_with_the_key(register: Register, tmp_path: Path) -> list[str]:
    """Which personal words a thief with the key reads from all pages, unused ones included."""
    plain = tmp_path / "plain"
    plain.mkdir(exist_ok=True)
    for file in register.path.parent.glob("register.sqlite*"):
        decrypted(file, register.key, plain / file.name)
    return sorted({found.word for found in places_of(PERSONAL, plain)})


def test_a_thief_with_the_key_finds_a_client_before_the_erasure_and_nothing_after(register, asked, tmp_path):
    assert readable_with_the_key(register, tmp_path) == sorted(PERSONAL)

    assert privacy.erase(register, asked.id, by=WORKER, at=MONDAY) == 1

    assert readable_with_the_key(register, tmp_path) == []
    assert (register.path.parent / "register.sqlite-wal").stat().st_size == 0


def test_nothing_personal_can_be_read_on_the_disk_open_closed_or_erased(register, asked, folder, tmp_path):
    control = tmp_path / "control"
    control.mkdir()
    control_file(PERSONAL, control / "words.txt")
    assert {found.word for found in places_of(PERSONAL, control)} == set(PERSONAL)

    assert places_of(PERSONAL, folder) == []
    privacy.erase(register, asked.id, by=WORKER, at=MONDAY)
    assert places_of(PERSONAL, folder) == []
    register.close()
    assert places_of(PERSONAL, folder) == []


def test_the_tombstone_says_an_id_and_a_day_and_nothing_else(register, asked, folder):
    privacy.erase(register, asked.id, by=WORKER, at=MONDAY)

    assert (folder / "erased.txt").read_text() == f"{asked.id} 2026-11-23\n"


def test_the_logs_remain_with_ids_only(register, asked):
    journal.note_disclosure(
        register,
        asked.id,
        recipient=asked.recipients[0].id,
        what=("name", "phone"),
        ground="consent",
        route="letter",
        by=WORKER,
        at=MONDAY,
    )
    privacy.erase(register, asked.id, by=COLLEAGUE, at=MONDAY + timedelta(days=1))

    kept = journal.report(register, [asked.id], by=WORKER, at=MONDAY)
    assert [(use.kind, use.by) for use in kept.uses][-2:] == [
        ("erased", COLLEAGUE.name),
        ("reported", WORKER.name),
    ]
    assert [one.what for one in kept.disclosures] == [("name", "phone")]
    assert not any(word in repr(kept) for word in PERSONAL)


def test_a_form_that_came_of_the_request_goes_with_it(register, asked):
    recipient = asked.recipients[0].id
    follow_up.note_outcome(register, asked.id, recipient, "rejected", why="full", by=WORKER, at=MONDAY)
    passed = follow_up.pass_on(referrals.load(register, asked.id, by=WORKER, at=MONDAY), recipient)
    referrals.save_draft(register, draft(name="passed on"))
    with_client = type(draft())("passed-on", MONDAY, MONDAY, WORKER.name, passed)
    referrals.save_draft(register, with_client)

    assert privacy.erase(register, asked.id, by=WORKER, at=MONDAY) == 2
    assert [one.id for one in referrals.drafts(register, by=WORKER)] == [draft(name="passed on").id]


def test_what_others_saw_of_the_same_service_stays_and_what_nobody_saw_goes(register, asked):
    other = referrals.request(register, draft(matter("friend"), matter(), name="other"), by=WORKER, at=MONDAY)
    privacy.erase(register, other.id, by=WORKER, at=MONDAY)

    with register.begin() as connection:
        assert len(connection.execute(SNAPSHOT.select()).all()) == 1
    assert referrals.load(register, asked.id, by=WORKER, at=MONDAY) == asked


def test_all_requests_of_one_client_go_at_once_and_once(register, asked):
    other = referrals.request(register, draft(name="other"), by=WORKER, at=MONDAY)

    assert privacy.erase_client(register, (asked.id, other.id), by=WORKER, at=MONDAY) == 2
    assert privacy.erase_client(register, (asked.id, other.id), by=WORKER, at=MONDAY) == 0


def test_an_erasure_that_was_stopped_is_finished_at_the_next_opening(register, asked, folder):
    erasure.bury(folder / "erased.txt", {asked.id: date(2026, 11, 23)})
    assert privacy.apply_erasures(register) == 1
    assert privacy.apply_erasures(register) == 0

    with pytest.raises(referrals.ReferralNotFound):
        referrals.load(register, asked.id, by=WORKER, at=MONDAY)


def test_a_torn_line_neither_erases_another_client_nor_hides_the_next_tombstone(folder):
    file = folder / "erased.txt"
    file.write_bytes(b"0123-4567 2026-11-23\n89ab-cd")
    erasure.bury(file, {"feed-beef": date(2026, 11, 24)})

    assert erasure.tombstones(file) == {"0123-4567": date(2026, 11, 23), "feed-beef": date(2026, 11, 24)}


KILLED = """
import sys
from pathlib import Path
sys.path[:0] = {path!r}
from invented_requests import MONDAY, WORKER, client, draft
from ohjaus_desktop.register import privacy, referrals
from ohjaus_desktop.register.store import Register
register = Register(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]), "test-register")
for number in range(10_000):
    made = referrals.request(register, draft(name=f"{{sys.argv[3]}} {{number}}"), by=WORKER, at=MONDAY)
    print(made.id, "made", flush=True)
    privacy.erase(register, made.id, by=WORKER, at=MONDAY)
    print(made.id, "erased", flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_kill_in_the_middle_of_erasing_never_keeps_a_client_whose_erasure_was_begun(folder):
    key = os.urandom(32)
    Register(folder / "register.sqlite", key, "test-register", new=True).close()
    for lap, lines in enumerate((7, 16)):
        program = [
            sys.executable,
            "-c",
            KILLED.format(path=sys.path),
            *(str(folder / "register.sqlite"), key.hex(), str(lap)),
        ]
        with subprocess.Popen(program, stdout=subprocess.PIPE, text=True) as erasing:
            said = [erasing.stdout.readline().split() for _ in range(lines)]
            erasing.send_signal(signal.SIGKILL)
            said += [line.split() for line in erasing.stdout]
        assert places_of(("Malli Malliainen", "000 111 2222", "Haluaa jutella"), folder) == []
        acknowledged = {id_ for id_, what in said if what == "erased"}
        begun = set(erasure.tombstones(folder / "erased.txt"))
        assert len(acknowledged) >= lines // 2
        assert acknowledged <= begun

        register = Register(folder / "register.sqlite", key, "test-register")
        privacy.apply_erasures(register)
        left = {
            row.referral_id
            for row in referrals.listing(register, which="all", on=MONDAY.date(), by=WORKER).rows
        }
        register.close()
        assert not left & begun
        assert len(left) <= lap + 1


def test_on_a_full_disk_nothing_is_erased_and_nothing_is_half_written(tmp_path):
    with small_disk(tmp_path / "disk", megabytes=2) as disk:
        register = Register(disk.folder / "register.sqlite", os.urandom(32), "test-register", new=True)
        asked = referrals.request(register, draft(), by=WORKER, at=MONDAY)
        disk.fill()

        with pytest.raises(KnownError, match="Mitään ei voitu poistaa"):
            privacy.erase(register, asked.id, by=WORKER, at=MONDAY)
        assert erasure.tombstones(disk.folder / "erased.txt") == {}

        disk.make_room()
        assert referrals.load(register, asked.id, by=WORKER, at=MONDAY) == asked
        assert privacy.erase(register, asked.id, by=WORKER, at=MONDAY) == 1
        register.close()


def test_a_correction_that_nobody_has_finished_goes_with_its_request(register, asked):
    content = structs.replace(referrals.as_content(asked), correcting=asked.id)
    referrals.save_draft(register, structs.replace(draft(name="half"), content=content))
    privacy.erase(register, asked.id, by=WORKER, at=MONDAY)
    assert referrals.drafts(register, by=WORKER) == []
