"""Whatever happens to requests, in whatever order: no way round consent, and nothing is lost.

A state machine does what workers do, closes and opens the file in between, and keeps beside the
register what it was told. After every step both must agree.
``python tests/register/test_life_cycle.py [LIVES]`` (300 unless told) is the full run.
"""

from __future__ import annotations

import secrets
import shutil
import sys
import tempfile
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import get_args

if __name__ == "__main__":
    PROJECT = Path(__file__).parents[2]
    sys.path[:0] = [str(PROJECT / "src"), str(PROJECT / "tests")]

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from msgspec import structs

from invented_requests import COLLEAGUE, MONDAY, WORKER, allowed, client, draft, matter, seen
from ohjaus_desktop.register import follow_up, journal, referrals
from ohjaus_desktop.register.follow_up import Outcome
from ohjaus_desktop.register.model import (
    NEXT,
    WAITING,
    Consent,
    Draft,
    Event,
    Matter,
    Recipient,
    Referral,
    Row,
    Why,
    Worker,
)
from ohjaus_desktop.register.privacy import erasure
from ohjaus_desktop.register.referrals import ConsentMissing, NotPossible, NotReady, NotYours
from ohjaus_desktop.register.store import Register

SEEN = {name: seen(name) for name in ("debts", "alcohol-advice", "youth", "home-care", "shelter")}
NAMES = ("Malli Malliainen", "Testi Testinen", "Åsa Påhitt")
CONSENTS = (
    *(allowed() for _ in range(4)),
    Consent(),
    allowed(given="no"),
    allowed(given_how=""),
    allowed(expires_on=MONDAY.date() + timedelta(days=3)),
)

matters = st.builds(
    matter,
    st.sampled_from(sorted(SEEN)).map(SEEN.__getitem__),
    route=st.sampled_from(["joint_call", "protected_mail"]),
    consent=st.sampled_from(CONSENTS),
    times_passed_on=st.integers(0, 3),
)
picks = st.integers(0, 100)
workers = st.sampled_from([WORKER, COLLEAGUE])


class LifeOfRequests(RuleBasedStateMachine):
    """A register, and beside it what it has acknowledged."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.key = secrets.token_bytes(32)
        self.register = Register(self.folder / "register.sqlite", self.key, "machine", new=True)
        self.at: datetime = MONDAY
        self.number = 0
        self.logged = 0
        self.drafts: dict[str, Draft] = {}
        self.made: dict[str, Referral] = {}

    def teardown(self) -> None:
        self.register.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    # What the machine chooses from

    def later(self) -> datetime:
        self.at += timedelta(hours=5)
        return self.at

    def one(self, choice: int) -> tuple[Referral, Recipient]:
        all_ = [(made, one) for _, made in sorted(self.made.items()) for one in made.recipients]
        return all_[choice % len(all_)]

    def form(self, choice: int) -> Draft:
        return self.drafts[sorted(self.drafts)[choice % len(self.drafts)]]

    def know(self, id_: str) -> None:
        """Remember a request as it was acknowledged last."""
        by = Worker("", self.made[id_].restricted_to) if id_ in self.made else WORKER
        self.made[id_] = referrals.load(self.register, id_, by=by, at=self.at)

    def attempt(self, made: Referral, work: Callable[[], object], by: Worker) -> bool:
        """Try it; refused it may be, but only for a reason, and then nothing may have changed."""
        hidden = made.restricted_to not in {"", by.id, by.name}
        try:
            work()
        except NotYours:
            assert hidden
            return False
        except NotPossible:
            return False
        assert not hidden
        self.know(made.id)
        return True

    # What workers do

    @initialize()
    def begin(self) -> None:
        self.request(draft(name="first"), by=WORKER)

    @rule(chosen=st.lists(matters, max_size=3), name=st.sampled_from(NAMES), restricted=st.booleans())
    def write(self, chosen: list[Matter], name: str, restricted: bool) -> None:
        self.number += 1
        form = draft(name=str(self.number), of=client(name), at=self.later(), restricted=restricted)
        form = structs.replace(form, content=structs.replace(form.content, matters=tuple(chosen)))
        referrals.save_draft(self.register, form)
        self.drafts[form.id] = form

    @precondition(lambda self: self.drafts)
    @rule(choice=picks, by=workers)
    def request_a_draft(self, choice: int, by: Worker) -> None:
        self.request(self.form(choice), by=by)

    def request(self, form: Draft, *, by: Worker) -> None:
        at = self.later()
        try:
            made = referrals.request(self.register, form, by=by, at=at)
        except ConsentMissing:
            return
        except NotReady:
            assert not form.content.matters or any(
                one.snapshot.service.statutory_intake or one.route == "protected_mail"
                for one in form.content.matters
            )
            return
        self.drafts.pop(form.id, None)
        self.made[made.id] = made
        sources = {one.matter.passed_on_from for one in made.recipients}
        for id_, other in list(self.made.items()):
            if any(one.id in sources for one in other.recipients):
                self.know(id_)  # it says now that it was passed on

    @precondition(lambda self: self.drafts)
    @rule(choice=picks)
    def discard(self, choice: int) -> None:
        id_ = self.form(choice).id
        referrals.discard_draft(self.register, id_, by=WORKER, at=self.later())
        del self.drafts[id_]

    @precondition(lambda self: self.made)
    @rule(
        choice=picks,
        outcome=st.sampled_from(get_args(Outcome)),
        why=st.sampled_from(get_args(Why)),
        by=workers,
    )
    def note(self, choice: int, outcome: Outcome, why: Why, by: Worker) -> None:
        made, one = self.one(choice)
        at = self.later()
        done = self.attempt(
            made,
            lambda: follow_up.note_outcome(self.register, made.id, one.id, outcome, why=why, by=by, at=at),
            by,
        )
        assert done <= (outcome in follow_up.outcomes(one))

    @precondition(lambda self: self.made)
    @rule(choice=picks, by=workers)
    def undo(self, choice: int, by: Worker) -> None:
        made, one = self.one(choice)
        at = self.later()
        self.attempt(made, lambda: follow_up.undo_outcome(self.register, made.id, one.id, by=by, at=at), by)

    @precondition(lambda self: self.made)
    @rule(choice=picks, by=workers, days=st.integers(0, 30))
    def look_later(self, choice: int, by: Worker, days: int) -> None:
        made, one = self.one(choice)
        at = self.later()
        day = at.date() + timedelta(days=days)
        self.attempt(
            made, lambda: follow_up.set_follow_up(self.register, made.id, one.id, day, by=by, at=at), by
        )

    @precondition(lambda self: self.made)
    @rule(choice=picks, service=st.sampled_from(sorted(SEEN)), asked=st.booleans())
    def pass_on(self, choice: int, service: str, asked: bool) -> None:
        made, one = self.one(choice)
        content = follow_up.choose(follow_up.pass_on(made, one.id), SEEN[service])
        if asked:
            ready = structs.replace(content.matters[0], consent=allowed(self.at), route="joint_call")
            content = structs.replace(content, matters=(ready,))
        self.number += 1
        form = structs.replace(draft(name=str(self.number), at=self.later()), content=content)
        self.request(form, by=WORKER)
        if form.id in self.made:
            times = self.made[form.id].recipients[0].matter.times_passed_on
            assert times == one.matter.times_passed_on + 1

    @precondition(lambda self: self.made)
    @rule(choice=picks, by=workers)
    def withdraw(self, choice: int, by: Worker) -> None:
        made, one = self.one(choice)
        at = self.later()
        self.attempt(
            made, lambda: referrals.withdraw_consent(self.register, made.id, one.id, by=by, at=at), by
        )

    @precondition(lambda self: self.made)
    @rule(choice=picks, by=workers)
    def mark_as_error(self, choice: int, by: Worker) -> None:
        made, one = self.one(choice)
        at = self.later()
        self.attempt(
            made, lambda: referrals.mark_entered_in_error(self.register, made.id, one.id, by=by, at=at), by
        )

    @precondition(lambda self: self.made)
    @rule(choice=picks, name=st.sampled_from(NAMES), by=workers)
    def correct(self, choice: int, name: str, by: Worker) -> None:
        made, _one = self.one(choice)
        at = self.later()
        person = {
            "subject": made.subject,
            "client": structs.replace(made.client, name=name),
            "contact": made.contact,
        }
        self.attempt(made, lambda: referrals.correct(self.register, made.id, **person, by=by, at=at), by)

    @precondition(lambda self: self.made)
    @rule(choice=picks, by=workers, to=workers)
    def hand_over(self, choice: int, by: Worker, to: Worker) -> None:
        made, _one = self.one(choice)
        at = self.later()
        try:
            self.made[made.id] = referrals.hand_over(self.register, made.id, to.id, by=by, at=at)
        except NotYours:
            assert made.restricted_to not in {"", by.id}

    @precondition(lambda self: self.made)
    @rule(choice=picks)
    def give(self, choice: int) -> None:
        made, one = self.one(choice)
        journal.note_disclosure(
            self.register,
            made.id,
            recipient=one.id,
            what=("name",),
            ground="consent",
            route="letter",
            by=WORKER,
            at=self.later(),
        )

    @precondition(lambda self: self.made)
    @rule(choice=picks, by=workers)
    def take_back(self, choice: int, by: Worker) -> None:
        made, _one = self.one(choice)
        at = self.later()
        try:
            form = referrals.take_back(self.register, made.id, by=by, at=at)
        except (NotPossible, NotYours):
            return
        del self.made[made.id]
        self.drafts[form.id] = form

    @precondition(lambda self: self.made)
    @rule(choice=picks)
    def erase(self, choice: int) -> None:
        made, _one = self.one(choice)
        erasure.erase(self.register, made.id, by=WORKER, at=self.later())
        del self.made[made.id]

    @rule()
    def close_and_open(self) -> None:
        self.register.close()
        self.register = Register(self.folder / "register.sqlite", self.key, "machine")

    # What must hold whatever happened

    @invariant()
    def nothing_acknowledged_is_lost(self) -> None:
        for id_, made in self.made.items():
            holder = Worker("", made.restricted_to)
            assert referrals.load(self.register, id_, by=holder, at=self.at) == made
        kept = {
            form.id: form for by in (WORKER, COLLEAGUE) for form in referrals.drafts(self.register, by=by)
        }
        assert kept == self.drafts

    @invariant()
    def nobody_is_asked_without_a_consent(self) -> None:
        for made in self.made.values():
            for one in made.recipients:
                consent = one.matter.consent
                assert consent.given == "yes"
                assert consent.sentence
                assert consent.given_how
                assert consent.given_at is not None
                assert not one.matter.snapshot.service.statutory_intake
                assert (consent.withdrawn_at is None) or one.state not in WAITING
        with self.register.begin() as connection:
            without = connection.exec_driver_sql(
                "SELECT count(*) FROM recipient LEFT JOIN consent ON recipient_id = id "
                "WHERE given IS NOT 'yes'"
            ).scalar_one()
        assert without == 0

    @invariant()
    def states_follow_one_another_as_the_model_says(self) -> None:
        for made in self.made.values():
            for one in made.recipients:
                assert one.events[0].kind == "requested"
                assert one.events[-1].state == one.state
                for before, after in zip(one.events, one.events[1:], strict=False):
                    assert follows(before, after), (before, after)

    @invariant()
    def the_list_says_what_the_requests_say(self) -> None:
        today = self.at.date()
        for by in (WORKER, COLLEAGUE):
            listing = referrals.listing(self.register, which="all", on=today, by=by)
            expected = {one.id: row(made, one, by) for made in self.made.values() for one in made.recipients}
            assert {one.recipient_id: one for one in listing.rows} == expected
            due = [one.due_on for one in expected.values() if one.due_on is not None]
            assert (listing.total, listing.waiting) == (len(expected), len(due))
            assert listing.due == sum(day <= today for day in due)

    @invariant()
    def the_logs_never_shrink(self) -> None:
        with self.register.begin() as connection:
            counted = connection.exec_driver_sql(
                "SELECT (SELECT count(*) FROM use_log) + (SELECT count(*) FROM disclosure_log)"
            ).scalar_one()
        assert counted >= self.logged
        self.logged = counted


def follows(before: Event, after: Event) -> bool:
    """Whether one event may come after the other."""
    if before.state == after.state:
        return True
    if after.undoes:
        return before.state in NEXT[after.state]
    return after.state in NEXT[before.state]


def row(made: Referral, one: Recipient, by: Worker) -> Row:
    """The line of the list that a recipient should have."""
    hidden = made.restricted_to not in {"", by.id}
    organization = one.matter.snapshot.organization
    return Row(
        referral_id=made.id,
        recipient_id=one.id,
        case_number=made.case_number,
        client="" if hidden else made.client.name,
        service=one.matter.snapshot.service.name,
        organization=organization.name if organization else "",
        service_id=one.matter.service_id,
        state=one.state,
        why=one.why,
        made_at=made.made_at,
        made_by=made.made_by,
        due_on=one.due_on,
        times_passed_on=one.matter.times_passed_on,
        hidden=hidden,
        sensitive=made.sensitive,
        restricted_to=made.restricted_to,
        tries=one.tries,
        consent_until=one.matter.consent.expires_on,
    )


def how_long(examples: int, *phases: Phase, **more: bool) -> settings:
    """Settings of a run of so many lives."""
    return settings(
        max_examples=examples,
        stateful_step_count=25,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=phases or tuple(Phase),
        **more,
    )


# A short sample of the same lives every time; shrinking a failure takes minutes, so ask for the whole.
LifeOfRequests.TestCase.settings = how_long(6, Phase.explicit, Phase.generate, derandomize=True)
TestLifeOfRequests = LifeOfRequests.TestCase


if __name__ == "__main__":
    lives = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    run_state_machine_as_test(LifeOfRequests, settings=how_long(lives, print_blob=True))
    print(f"{lives} lives of a register: nothing was lost, nobody was asked without a consent")
