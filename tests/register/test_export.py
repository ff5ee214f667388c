"""The client gets everything that is kept about them, and nothing about anybody else."""

from __future__ import annotations

import json
import os
import stat
from datetime import datetime, timedelta

import pytest
from msgspec import structs

from invented_requests import COLLEAGUE, MONDAY, WORKER, client, draft, matter
from ohjaus_desktop.errors import KnownError
from ohjaus_desktop.register import follow_up, journal, privacy, reading, referrals


@pytest.fixture
def lived(register):
    """A request with two recipients to which much has happened."""
    made = referrals.request(register, draft(matter(), matter("friend")), by=WORKER, at=MONDAY)
    journal.note_disclosure(
        register,
        made.id,
        recipient=made.recipients[0].id,
        what=("name", "phone", "matter"),
        ground="consent",
        route="joint_call",
        by=WORKER,
        at=MONDAY,
    )
    follow_up.note_outcome(
        register, made.id, made.recipients[0].id, "not_reached", note="Ei vastannut.", by=WORKER, at=MONDAY
    )
    referrals.correct(
        register,
        made.id,
        subject=made.subject,
        client=structs.replace(made.client, phone="000 333 4444"),
        contact=made.contact,
        by=WORKER,
        at=MONDAY + timedelta(days=1),
    )
    referrals.withdraw_consent(register, made.id, made.recipients[1].id, by=WORKER, at=MONDAY)
    return made


def every_value(found):
    if isinstance(found, dict):
        for value in found.values():
            yield from every_value(value)
    elif isinstance(found, list):
        for value in found:
            yield from every_value(value)
    else:
        yield found


def test_everything_that_was_written_allowed_done_and_given_is_in_it(register, lived):
    exported = privacy.export(register, [lived.id], by=WORKER, at=MONDAY)

    (request,) = exported["requests"]
    assert request["case_number"] == lived.case_number
    assert request["client"]["name"] == "Malli Malliainen"
    assert request["client"]["phone"] == "000 333 4444"
    assert request["before_corrections"][0]["client"]["phone"] == "000 111 2222"
    assert request["safe_contact"]["may_call"] == "yes"
    first, second = request["recipients"]
    assert first["asked"]["matter"] == "Haluaa jutella laskuista."
    assert first["consent"]["sentence"].startswith("Saanko antaa")
    assert "Ei vastannut." in {event["note"] for event in first["events"]}
    assert second["consent"]["withdrawn_at"] == MONDAY.isoformat()
    assert second["state"] == "cancelled"
    assert {"requested", "disclosed", "corrected", "exported"} <= {
        use["kind"] for use in exported["log_of_use"]
    }
    assert exported["log_of_disclosure"][0]["what"] == ["name", "phone", "matter"]


def test_what_was_left_empty_is_said_too(register, lived):
    (request,) = privacy.export(register, [lived.id], by=WORKER, at=MONDAY)["requests"]
    assert set(request["client"]) == set(client().__struct_fields__)
    assert request["client"]["email"] == ""


def test_the_file_is_plain_json_with_dates_as_iso_and_for_this_user_only(register, lived, tmp_path):
    exported = privacy.export(register, [lived.id], by=WORKER, at=MONDAY)
    file = privacy.write_export(exported, tmp_path / "tiedot.json")

    read = json.loads(file.read_text(encoding="utf-8"))
    assert read == exported
    assert "Näin" not in file.read_text(encoding="utf-8")
    assert "ä" in file.read_text(encoding="utf-8")  # readable, not escaped
    moments = [one for one in every_value(read) if isinstance(one, str) and one[4:5] == "-" and "T" in one]
    assert moments
    assert all(datetime.fromisoformat(one).utcoffset() is not None for one in moments)
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_another_client_is_not_in_it(register, lived):
    referrals.request(
        register, draft(name="other", of=client("Joku Muukalainen", "000 999 8888")), by=WORKER, at=MONDAY
    )
    exported = json.dumps(privacy.export(register, [lived.id], by=WORKER, at=MONDAY), ensure_ascii=False)

    assert "Muukalainen" not in exported
    assert "000 999 8888" not in exported


def test_after_an_erasure_the_logs_remain(register, lived):
    privacy.erase(register, lived.id, by=WORKER, at=MONDAY)
    exported = privacy.export(register, [lived.id], by=WORKER, at=MONDAY)

    assert exported["requests"] == []
    assert [use["kind"] for use in exported["log_of_use"]][-2:] == ["erased", "exported"]


def test_what_only_a_colleague_may_see_is_not_given_except_in_their_absence(register):
    made = referrals.request(register, draft(restricted=True), by=WORKER, at=MONDAY)

    with pytest.raises(reading.NotYours):
        privacy.export(register, [made.id], by=COLLEAGUE, at=MONDAY)
    exported = privacy.export(register, [made.id], by=COLLEAGUE, at=MONDAY, away=True)
    assert exported["requests"][0]["seen_by_one_worker_only"] is True


def test_a_folder_that_is_not_there_is_told_and_nothing_is_left(register, lived, tmp_path):
    exported = privacy.export(register, [lived.id], by=WORKER, at=MONDAY)
    with pytest.raises(KnownError):
        privacy.write_export(exported, tmp_path / "missing" / "tiedot.json")
    assert not list(tmp_path.glob("**/*.part"))
