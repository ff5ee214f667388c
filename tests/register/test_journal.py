"""The two logs: who used what, and to whom something was given. They only grow and hold no content."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec import structs
from sqlalchemy.exc import IntegrityError

from invented_requests import COLLEAGUE, MONDAY, WORKER, client, draft, matter
from ohjaus_desktop.register import follow_up, journal, referrals
from ohjaus_desktop.register.model import Minor, Subject
from ohjaus_desktop.register.referrals import Referral
from ohjaus_desktop.register.store import Register

LATER = MONDAY + timedelta(hours=1)


@pytest.fixture
def made(register: Register) -> Referral:
    """A request to one recipient."""
    return referrals.request(register, draft(matter(hope="Salainen toive.")), by=WORKER, at=MONDAY)


def give(register: Register, made: Referral, recipient: str, route: str = "letter") -> None:
    journal.note_disclosure(
        register,
        made.id,
        recipient=recipient,
        what=("name", "phone"),
        ground="consent",
        route=route,
        by=WORKER,
        at=LATER,
    )


@pytest.mark.parametrize(
    "changes",
    [{"sensitive": True}, {"subject": Subject(whose="child", minor=Minor(call="child", two_addresses=True))}],
)
def test_the_log_says_of_no_place_that_it_was_given_where_it_is_withheld(changes: dict) -> None:
    form = draft(of=client(municipality="584"))
    made = referrals.make(form, by=WORKER, at=MONDAY)
    assert "municipality" in journal.told(made)
    assert "municipality" not in journal.told(structs.replace(made, **changes))


def test_every_use_is_written_down_with_who_and_when(register: Register, made: Referral) -> None:
    referrals.load(register, made.id, by=COLLEAGUE, at=LATER)
    follow_up.note_outcome(register, made.id, made.recipients[0].id, "reached", by=WORKER, at=LATER)
    journal.note(register, "printed", [made.id], by=WORKER, at=LATER)
    uses = journal.report(register, [made.id], by=WORKER, at=LATER).uses
    assert [(use.kind, use.by, use.at) for use in uses] == [
        ("requested", WORKER.name, MONDAY),
        ("viewed", COLLEAGUE.name, LATER),
        ("outcome", WORKER.name, LATER),
        ("printed", WORKER.name, LATER),
        ("reported", WORKER.name, LATER),
    ]


def test_a_refused_look_leaves_the_register_as_it_was(register: Register) -> None:
    mine = referrals.request(register, draft(restricted=True), by=WORKER, at=MONDAY)
    with pytest.raises(referrals.NotYours):
        referrals.load(register, mine.id, by=COLLEAGUE, at=LATER)
    assert [use.kind for use in journal.report(register, [mine.id], by=WORKER, at=LATER).uses] == [
        "requested",
        "reported",
    ]


def test_a_disclosure_names_the_organization_behind_the_recipient(register: Register, made: Referral) -> None:
    give(register, made, made.recipients[0].id)
    give(register, made, "", route="paper")
    first, own = journal.report(register, [made.id], by=WORKER, at=LATER).disclosures
    assert (first.recipient, first.recipient_id) == ("Valoisa Polku ry (esimerkki)", made.recipients[0].id)
    assert (own.recipient, own.route) == ("", "paper")
    assert first.what == ("name", "phone")


def test_the_logs_hold_no_name_number_or_matter(register: Register, made: Referral) -> None:
    give(register, made, made.recipients[0].id)
    with register.begin() as connection:
        logged = "".join(
            str(connection.exec_driver_sql(f"SELECT * FROM {table}").all())
            for table in ("use_log", "disclosure_log")
        )
    for secret in ("Malli", "0001112222", "000 111 2222", "laskuista", "Salainen"):
        assert secret not in logged


@pytest.mark.parametrize("table", ["use_log", "disclosure_log"])
def test_what_is_logged_cannot_be_changed(register: Register, made: Referral, table: str) -> None:
    give(register, made, made.recipients[0].id)
    with pytest.raises(IntegrityError), register.begin() as connection:
        connection.exec_driver_sql(f"UPDATE {table} SET by = 'Joku Muu'")


def test_the_logs_of_a_request_outlive_it(register: Register, made: Referral) -> None:
    referrals.take_back(register, made.id, by=WORKER, at=LATER)
    kinds = [use.kind for use in journal.report(register, [made.id], by=WORKER, at=LATER).uses]
    assert kinds == ["requested", "taken_back", "reported"]


def test_a_report_tells_only_of_the_client_it_was_asked_for(register: Register, made: Referral) -> None:
    other = referrals.request(register, draft(name="two"), by=WORKER, at=MONDAY)
    report = journal.report(register, [other.id], by=WORKER, at=LATER)
    assert {use.referral_id for use in report.uses} == {other.id}
