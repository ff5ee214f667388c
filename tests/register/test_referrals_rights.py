"""The client's rights: withdrawing, correcting, and a register that refuses what was not allowed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec import structs
from sqlalchemy.exc import IntegrityError

from invented_requests import MONDAY, WORKER, client, draft, matter
from ohjaus_desktop.register import follow_up, journal, reading, referrals, writing
from ohjaus_desktop.register.model import SafeContact, Subject
from ohjaus_desktop.register.referrals import NotPossible, NotReady, Referral, ReferralNotFound
from ohjaus_desktop.register.store import Register

LATER = MONDAY + timedelta(days=1)


@pytest.fixture
def made(register: Register) -> Referral:
    """A request to two recipients."""
    form = draft(matter(), matter("alcohol-advice", route="protected_mail"))
    return referrals.request(register, form, by=WORKER, at=MONDAY)


def give(register: Register, made: Referral, recipient: str) -> None:
    journal.note_disclosure(
        register,
        made.id,
        recipient=recipient,
        what=("name", "phone", "matter"),
        ground="consent",
        route="letter",
        by=WORKER,
        at=MONDAY,
    )


def corrected(register: Register, made: Referral, **changes: object) -> Referral:
    person = {"subject": made.subject, "client": made.client, "contact": made.contact, **changes}
    return referrals.correct(register, made.id, **person, by=WORKER, at=LATER)


def test_a_withdrawn_consent_stops_what_has_not_left(register: Register, made: Referral) -> None:
    first, second = made.recipients
    withdrawal = referrals.withdraw_consent(register, made.id, first.id, by=WORKER, at=LATER)
    assert withdrawal == referrals.Withdrawal(stopped=True, already_given=())
    after = referrals.load(register, made.id, by=WORKER, at=LATER)
    assert after.recipients[0].state == "cancelled"
    assert after.recipients[0].matter.consent.withdrawn_at == LATER
    assert after.recipients[1] == second


def test_it_says_what_has_been_given_already_and_to_whom(register: Register, made: Referral) -> None:
    first, second = made.recipients
    give(register, made, first.id)
    give(register, made, second.id)
    withdrawal = referrals.withdraw_consent(register, made.id, first.id, by=WORKER, at=LATER)
    assert not withdrawal.stopped
    (given,) = withdrawal.already_given
    assert (given.recipient, given.what) == ("Valoisa Polku ry (esimerkki)", ("name", "phone", "matter"))


def test_what_was_withdrawn_cannot_go_on(register: Register, made: Referral) -> None:
    first = made.recipients[0]
    referrals.withdraw_consent(register, made.id, first.id, by=WORKER, at=LATER)
    for attempt in (
        lambda: referrals.withdraw_consent(register, made.id, first.id, by=WORKER, at=LATER),
        lambda: follow_up.note_outcome(register, made.id, first.id, "reached", by=WORKER, at=LATER),
        lambda: follow_up.undo_outcome(register, made.id, first.id, by=WORKER, at=LATER),
        lambda: follow_up.set_follow_up(register, made.id, first.id, LATER.date(), by=WORKER, at=LATER),
    ):
        with pytest.raises(NotPossible):
            attempt()


def test_one_recipient_can_be_marked_as_an_error(register: Register, made: Referral) -> None:
    first = made.recipients[0]
    after = referrals.mark_entered_in_error(register, made.id, first.id, by=WORKER, at=LATER)
    assert (after.state, after.events[-1].kind, after.due_on) == ("entered-in-error", "error", None)
    with pytest.raises(NotPossible):
        referrals.mark_entered_in_error(register, made.id, first.id, by=WORKER, at=LATER)


def test_a_corrected_number_is_found_and_the_old_one_is_not(register: Register, made: Referral) -> None:
    after = corrected(register, made, client=structs.replace(made.client, phone="000 999 8888"))
    assert referrals.load(register, made.id, by=WORKER, at=LATER) == after

    def found(typed: str) -> int:
        return referrals.listing(register, typed, which="all", on=LATER.date(), by=WORKER).total

    assert (found("000 999"), found("000 111")) == (2, 0)


def test_a_correction_says_who_when_and_what_and_keeps_what_stood_there(
    register: Register, made: Referral
) -> None:
    after = corrected(register, made, client=client("Malli Uusi"), contact=SafeContact(may_call="yes"))
    event = after.recipients[0].events[-1]
    assert (event.kind, event.by, event.at) == ("corrected", WORKER.name, LATER)
    assert event.fields == ("client.name", "contact.when")
    with register.begin() as connection:
        ((until, by, person),) = reading.earlier(connection, made.id)
    assert (until, by, person.client.name) == (LATER, WORKER.name, "Malli Malliainen")


def test_a_correction_leaves_the_consent_as_it_was_given(register: Register, made: Referral) -> None:
    after = corrected(register, made, client=client("Malli Uusi"))
    assert [one.matter.consent for one in after.recipients] == [one.matter.consent for one in made.recipients]


def test_a_consent_for_oneself_is_not_turned_into_one_for_somebody_else(
    register: Register, made: Referral
) -> None:
    with pytest.raises(NotReady):
        corrected(register, made, subject=Subject(whose="child", authority="custody"))
    assert referrals.load(register, made.id, by=WORKER, at=LATER) == made


def test_a_correction_passes_the_same_checks_as_the_form(register: Register, made: Referral) -> None:
    with pytest.raises(NotReady) as refused:
        corrected(register, made, client=client(name=" "))
    assert [fault.field for fault in refused.value.faults] == ["client.name"]


def test_a_correction_that_changes_nothing_leaves_no_trace(register: Register, made: Referral) -> None:
    assert corrected(register, made) == made
    assert referrals.load(register, made.id, by=WORKER, at=LATER) == made


def test_a_non_disclosure_order_takes_the_municipality_out_of_what_stood_before_too(
    register: Register,
) -> None:
    form = draft(of=client(municipality="584"))
    made = referrals.request(register, form, by=WORKER, at=MONDAY)
    corrected(register, made, client=structs.replace(made.client, non_disclosure=True))
    with register.begin() as connection:
        everything = str(connection.exec_driver_sql("SELECT body FROM referral").all()) + str(
            connection.exec_driver_sql("SELECT body FROM earlier").all()
        )
    assert "584" not in everything


def test_what_is_not_there_is_said_kindly(register: Register, made: Referral) -> None:
    for attempt in (
        lambda: referrals.load(register, "nowhere", by=WORKER, at=MONDAY),
        lambda: referrals.withdraw_consent(register, made.id, "nobody", by=WORKER, at=MONDAY),
    ):
        with pytest.raises(ReferralNotFound) as missing:
            attempt()
        assert missing.value.do


def test_the_register_itself_stores_no_recipient_without_a_consent(
    register: Register, made: Referral
) -> None:
    with pytest.raises(IntegrityError), register.begin() as connection:
        connection.exec_driver_sql("DELETE FROM consent")
    bare = structs.replace(
        made.recipients[0].matter, consent=structs.replace(made.recipients[0].matter.consent, given="no")
    )
    other = structs.replace(
        made,
        id="other",
        case_number="26-DDDD-D",
        recipients=(structs.replace(made.recipients[0], id="other.1", matter=bare),),
    )
    with pytest.raises(IntegrityError), register.begin() as connection:
        writing.add(connection, other)
    assert referrals.listing(register, which="all", on=MONDAY.date(), by=WORKER).total == 2


def test_the_register_itself_lets_nothing_wait_without_a_day(register: Register, made: Referral) -> None:
    with pytest.raises(IntegrityError), register.begin() as connection:
        connection.exec_driver_sql("UPDATE recipient SET due_on = NULL")


def test_removing_a_request_takes_everything_of_it_and_leaves_the_others(
    register: Register, made: Referral
) -> None:
    other = referrals.request(register, draft(name="two"), by=WORKER, at=MONDAY)
    with register.begin() as connection:
        writing.remove(connection, made.id)
        left = {
            table: connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one()
            for table in ("referral", "recipient", "consent", "event", "snapshot")
        }
    assert left == {"referral": 1, "recipient": 1, "consent": 1, "event": 1, "snapshot": 1}
    assert referrals.load(register, other.id, by=WORKER, at=MONDAY) == other
