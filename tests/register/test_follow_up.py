"""What became of a request: one-key outcomes, the next look, undo, and passing a matter on."""

from __future__ import annotations

from datetime import date, timedelta
from typing import get_args

import pytest
from msgspec import structs

from invented_requests import MONDAY, WORKER, allowed, content, draft, matter, seen
from ohjaus_desktop.register import follow_up, referrals
from ohjaus_desktop.register.follow_up import LEADS_TO, Outcome
from ohjaus_desktop.register.model import NEXT, WAITING, Consent, Recipient, State
from ohjaus_desktop.register.referrals import NotPossible, Referral
from ohjaus_desktop.register.store import Register

TUESDAY = MONDAY + timedelta(days=1)
FRIDAY = MONDAY + timedelta(days=4)
WHYS = {"not_begun": "changed_mind", "rejected": "full"}


@pytest.fixture
def made(register: Register) -> Referral:
    """A request to one recipient."""
    return referrals.request(register, draft(), by=WORKER, at=MONDAY)


def note(register: Register, made: Referral, outcome: Outcome, **more: object) -> Recipient:
    given = {"why": WHYS.get(outcome, ""), "by": WORKER, "at": TUESDAY, **more}
    return follow_up.note_outcome(register, made.id, made.recipients[0].id, outcome, **given)


def undo(register: Register, made: Referral) -> Recipient:
    return follow_up.undo_outcome(register, made.id, made.recipients[0].id, by=WORKER, at=FRIDAY)


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        ("reached", "accepted"),
        ("accepted", "accepted"),
        ("began", "in-progress"),
        ("not_begun", "failed"),
        ("completed", "completed"),
        ("rejected", "rejected"),
    ],
)
def test_an_outcome_moves_the_request_and_stays_written_down(
    register: Register, made: Referral, outcome: Outcome, state: State
) -> None:
    after = note(register, made, outcome, note=" Soitettu. ")
    assert (after.state, after.events[-1].kind, after.events[-1].note) == (state, "outcome", "Soitettu.")
    assert referrals.load(register, made.id, by=WORKER, at=FRIDAY).recipients == (after,)
    assert (after.due_on is not None) == (state in WAITING)


def test_not_reached_counts_the_try_and_looks_again_on_the_next_working_day(
    register: Register, made: Referral
) -> None:
    once = note(register, made, "not_reached", at=TUESDAY)
    assert (once.state, once.tries, once.due_on) == ("requested", 1, date(2026, 11, 25))
    twice = note(register, made, "not_reached", at=FRIDAY)
    assert (twice.tries, twice.due_on) == (2, date(2026, 11, 30))  # over the week-end


def test_the_worker_chooses_when_to_look_again(register: Register, made: Referral) -> None:
    after = note(register, made, "not_reached", look_again_on=date(2026, 12, 1))
    assert after.due_on == date(2026, 12, 1)


@pytest.mark.parametrize("outcome", ["rejected", "not_begun"])
def test_a_no_needs_its_reason(register: Register, made: Referral, outcome: Outcome) -> None:
    with pytest.raises(NotPossible):
        note(register, made, outcome, why="")
    assert referrals.load(register, made.id, by=WORKER, at=TUESDAY) == made


def test_the_reason_of_a_no_goes_when_it_becomes_a_yes(register: Register, made: Referral) -> None:
    assert note(register, made, "not_begun").why == "changed_mind"
    undo(register, made)
    assert note(register, made, "began").why == ""


@pytest.mark.parametrize("outcome", get_args(Outcome))
def test_every_outcome_can_be_undone_and_both_stay_written_down(
    register: Register, made: Referral, outcome: Outcome
) -> None:
    before = made.recipients[0]
    note(register, made, outcome)
    after = undo(register, made)
    assert structs.replace(after, events=before.events) == before
    assert [event.kind for event in after.events[1:]][-1] == "corrected"
    assert len(after.events) == 3


def test_undo_goes_back_step_by_step_and_then_says_there_is_nothing(
    register: Register, made: Referral
) -> None:
    for outcome in ("not_reached", "reached", "began", "completed"):
        note(register, made, outcome)
    states = [(undo(register, made).state) for _ in range(4)]
    assert states == ["in-progress", "accepted", "requested", "requested"]
    with pytest.raises(NotPossible):
        undo(register, made)


def test_after_an_undo_another_outcome_can_be_noted_and_undone(register: Register, made: Referral) -> None:
    note(register, made, "reached")
    undo(register, made)
    note(register, made, "rejected")
    assert undo(register, made).state == "requested"


def test_the_outcomes_that_are_offered_are_the_ones_that_can_be_noted(
    register: Register, made: Referral
) -> None:
    recipient = made.recipients[0]
    for state in NEXT:
        standing = structs.replace(recipient, state=state)
        offered = set(follow_up.outcomes(standing))
        assert offered - {"not_reached"} == {one for one, to in LEADS_TO.items() if to in NEXT[state]}
        assert ("not_reached" in offered) == (state in WAITING)


def test_an_outcome_that_does_not_follow_is_refused(register: Register, made: Referral) -> None:
    done = note(register, made, "completed")
    with pytest.raises(NotPossible):
        note(register, made, "reached")
    assert referrals.load(register, made.id, by=WORKER, at=FRIDAY).recipients == (done,)


def test_a_chosen_follow_up_day_is_kept(register: Register, made: Referral) -> None:
    day = date(2026, 12, 8)
    after = follow_up.set_follow_up(register, made.id, made.recipients[0].id, day, by=WORKER, at=TUESDAY)
    assert (after.due_on, after.events[-1].kind) == (day, "follow_up")
    assert referrals.listing(register, which="due", on=day, by=WORKER).due == 1


def test_help_that_has_begun_is_asked_after_in_four_weeks(register: Register, made: Referral) -> None:
    # Independence day is a Sunday; the eve of Christmas does not come in between.
    assert note(register, made, "began").due_on == date(2026, 12, 22)


def test_a_matter_passed_on_keeps_client_and_words_but_asks_for_consent_anew(made: Referral) -> None:
    form = follow_up.pass_on(made, made.recipients[0].id)
    assert (form.client, form.contact, form.subject) == (made.client, made.contact, made.subject)
    assert form.matters == ()
    chosen = follow_up.choose(form, seen("alcohol-advice")).matters[0]
    assert chosen.matter == made.recipients[0].matter.matter
    assert chosen.consent == Consent()
    assert (chosen.passed_on_from, chosen.times_passed_on) == (made.recipients[0].id, 1)
    assert form.passing is not None
    assert form.passing.refused == (made.recipients[0].matter.service_id,)


def passed_on(register: Register, made: Referral, name: str) -> Referral:
    form = follow_up.choose(follow_up.pass_on(made, made.recipients[0].id), seen("alcohol-advice"))
    ready = structs.replace(form.matters[0], consent=allowed(), route="joint_call")
    filled = structs.replace(form, matters=(ready,))
    return referrals.request(
        register, structs.replace(draft(name=name), content=filled), by=WORKER, at=TUESDAY
    )


def test_the_chain_of_passing_on_is_counted(register: Register, made: Referral) -> None:
    second = passed_on(register, made, "two")
    third = passed_on(register, second, "three")
    rows = referrals.listing(register, which="all", on=MONDAY.date(), by=WORKER).rows
    assert {row.referral_id: row.times_passed_on for row in rows} == {made.id: 0, second.id: 1, third.id: 2}


def test_the_one_that_could_not_help_keeps_its_state_and_says_that_it_was_passed_on(
    register: Register, made: Referral
) -> None:
    note(register, made, "rejected")
    passed_on(register, made, "two")
    old = referrals.load(register, made.id, by=WORKER, at=FRIDAY).recipients[0]
    assert (old.state, old.events[-1].kind) == ("rejected", "passed_on")


def test_a_form_cannot_pretend_how_often_a_matter_was_passed_on(register: Register) -> None:
    form = structs.replace(draft(), content=content(matter(times_passed_on=7)))
    assert referrals.request(register, form, by=WORKER, at=MONDAY).recipients[0].matter.times_passed_on == 0


def test_another_way_is_kept_with_what_the_service_promised_for_it(
    register: Register, made: Referral
) -> None:
    before = made.recipients[0]
    assert (before.matter.route, before.answer_by) == ("joint_call", date(2026, 11, 25))
    follow_up.take_route(register, made.id, before.id, "protected_mail", by=WORKER, at=TUESDAY)
    after = referrals.load(register, made.id, by=WORKER, at=FRIDAY).recipients[0]
    assert (after.matter.route, after.answer_by) == ("protected_mail", None)
    assert after.follow_up_on == date(2026, 11, 27)  # three working days from Tuesday
    assert (after.events[-1].kind, after.events[-1].note) == ("route", "protected_mail")
    back = follow_up.take_route(register, made.id, before.id, "joint_call", by=WORKER, at=TUESDAY)
    assert back.answer_by == date(2026, 11, 26)


def test_a_follow_up_day_that_somebody_chose_stays_with_another_way(
    register: Register, made: Referral
) -> None:
    ids, day = (made.id, made.recipients[0].id), date(2026, 12, 8)
    follow_up.set_follow_up(register, *ids, day, by=WORKER, at=TUESDAY)
    assert follow_up.take_route(register, *ids, "letter", by=WORKER, at=TUESDAY).follow_up_on == day


def test_the_same_way_once_more_changes_nothing(register: Register, made: Referral) -> None:
    ids = (made.id, made.recipients[0].id)
    assert follow_up.take_route(register, *ids, "joint_call", by=WORKER, at=TUESDAY) == made.recipients[0]


def test_no_letter_goes_where_a_paper_can_harm(register: Register) -> None:
    made = referrals.request(register, draft(sensitive=True), by=WORKER, at=MONDAY)
    with pytest.raises(NotPossible):
        follow_up.take_route(register, made.id, made.recipients[0].id, "letter", by=WORKER, at=TUESDAY)


def test_another_way_alone_does_not_hinder_taking_back(register: Register, made: Referral) -> None:
    follow_up.take_route(register, made.id, made.recipients[0].id, "letter", by=WORKER, at=MONDAY)
    draft_again = referrals.take_back(register, made.id, by=WORKER, at=MONDAY)
    assert draft_again.content.matters[0].route == "letter"
