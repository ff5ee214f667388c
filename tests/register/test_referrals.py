"""A form becomes a request only with the client's consent, once, and can be taken back at once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from msgspec import structs

from invented_requests import (
    CALLS,
    MONDAY,
    WORKER,
    allowed,
    client,
    content,
    draft,
    matter,
    seen,
)
from ohjaus_desktop.catalogue.model import Intake
from ohjaus_desktop.register import journal, referrals
from ohjaus_desktop.register.case_numbers import SIGNS, new_case_number, read_case_number
from ohjaus_desktop.register.model import Consent, Draft, Matter, Subject
from ohjaus_desktop.register.referrals import ConsentMissing, NotPossible, NotReady
from ohjaus_desktop.register.store import Register

NO_WAY = [
    Consent(),
    allowed(given="no"),
    allowed(given=""),
    allowed(sentence="  "),
    allowed(given_how=""),
    allowed(given_at=None),
    allowed(given_at=MONDAY + timedelta(minutes=1)),
    allowed(withdrawn_at=MONDAY),
    allowed(expires_on=date(2026, 11, 22)),
]


def request(register: Register, form: Draft) -> referrals.Referral:
    return referrals.request(register, form, by=WORKER, at=MONDAY)


@pytest.mark.parametrize("consent", NO_WAY)
def test_without_a_consent_that_holds_nothing_is_made_and_nothing_is_stored(
    register: Register, consent: Consent
) -> None:
    form = draft(matter(), matter("alcohol-advice", consent=consent))
    referrals.save_draft(register, form)
    with pytest.raises(ConsentMissing) as refused:
        request(register, form)
    assert "Päihdeneuvonta" in refused.value.what
    assert referrals.drafts(register, by=WORKER) == [form]
    assert referrals.listing(register, which="all", on=MONDAY.date(), by=WORKER).total == 0


def test_a_form_that_is_not_ready_says_everything_that_is_missing() -> None:
    form = draft(matter(matter=""), of=client(name="", phone=""))
    with pytest.raises(NotReady) as refused:
        referrals.make(form, by=WORKER, at=MONDAY)
    assert [fault.field for fault in refused.value.faults] == [
        "client.name",
        "client.phone",
        "matters.0.matter",
    ]
    assert refused.value.what == refused.value.faults[0].sentence


@pytest.mark.parametrize(
    "form",
    [
        structs.replace(draft(), content=structs.replace(content(), matters=())),
        draft(matter(route="")),
        draft(matter("home-care")),
        draft(subject=Subject(whose="relative", present=False, speaker="tytär")),
    ],
    ids=["no service", "no way to send it", "a service that the law has asked directly", "no right to speak"],
)
def test_what_may_not_be_asked_for_is_refused_kindly(form: Draft) -> None:
    with pytest.raises(NotReady) as refused:
        referrals.make(form, by=WORKER, at=MONDAY)
    assert not isinstance(refused.value, ConsentMissing)
    assert refused.value.what


def test_a_request_is_read_back_as_it_was_made(register: Register) -> None:
    made = request(register, draft(matter(hope="Soitto."), matter("alcohol-advice", route="letter")))
    assert referrals.load(register, made.id, by=WORKER, at=MONDAY) == made
    assert [one.state for one in made.recipients] == ["requested", "requested"]


def test_a_request_survives_closing_and_opening_the_file(register: Register) -> None:
    made = request(register, draft())
    path, key = register.path, register.key
    register.close()
    opened = Register(path, key, "test-register")
    assert referrals.load(opened, made.id, by=WORKER, at=MONDAY) == made
    opened.close()


def test_what_is_written_is_kept_and_the_latest_comes_first(register: Register) -> None:
    first, second = draft(name="one"), draft(name="two", of=client("Testi Testinen"))
    referrals.save_draft(register, first)
    referrals.save_draft(register, structs.replace(second, changed_at=MONDAY + timedelta(minutes=1)))
    changed = structs.replace(
        first, changed_at=MONDAY + timedelta(minutes=2), content=content(of=client("Malli M"))
    )
    referrals.save_draft(register, changed)
    kept = referrals.drafts(register, by=WORKER)
    assert [one.content.client.name for one in kept] == ["Malli M", "Testi Testinen"]


def test_a_discarded_form_is_gone(register: Register) -> None:
    form = draft()
    referrals.save_draft(register, form)
    referrals.discard_draft(register, form.id, by=WORKER, at=MONDAY)
    assert referrals.drafts(register, by=WORKER) == []


def test_a_form_sent_twice_makes_one_request(register: Register) -> None:
    form = draft()
    assert request(register, form) == request(register, form)
    assert referrals.listing(register, which="all", on=MONDAY.date(), by=WORKER).total == 1


def test_a_late_keystroke_does_not_bring_the_form_back(register: Register) -> None:
    form = draft()
    referrals.save_draft(register, form)
    request(register, form)
    referrals.save_draft(register, form)
    assert referrals.drafts(register, by=WORKER) == []


def test_a_promise_comes_only_from_the_service_and_by_its_own_route() -> None:
    promised = referrals.make(draft(matter(route="joint_call")), by=WORKER, at=MONDAY).recipients[0]
    assert promised.answer_by == date(2026, 11, 25)
    assert promised.follow_up_on == date(2026, 11, 26)
    by_letter = referrals.make(draft(matter(route="letter")), by=WORKER, at=MONDAY).recipients[0]
    assert by_letter.answer_by is None
    assert by_letter.follow_up_on == date(2026, 11, 26)


def test_a_promise_counts_working_days_over_independence_day() -> None:
    slow = seen(intake=[Intake(route="joint_call", answers_within_days=5)])
    friday = MONDAY + timedelta(days=11)
    made = referrals.make(draft(matter(slow, at=friday)), by=WORKER, at=friday).recipients[0]
    assert made.answer_by == date(2026, 12, 11)  # independence day falls on a Sunday in 2026


def test_the_worker_may_choose_the_day_of_follow_up() -> None:
    chosen = draft(matter(follow_up_on=date(2026, 12, 1)))
    assert referrals.make(chosen, by=WORKER, at=MONDAY).recipients[0].due_on == date(2026, 12, 1)


def test_a_life_in_danger_is_followed_up_on_the_same_day() -> None:
    form = draft(matter("mind-nurse", follow_up_on=date(2026, 12, 1)), matter())
    made = referrals.make(form, by=WORKER, at=MONDAY, urgent_needs={"suicidality"})
    assert [one.due_on for one in made.recipients] == [MONDAY.date(), date(2026, 11, 26)]


def test_a_consent_that_runs_out_first_is_looked_at_on_its_last_day() -> None:
    form = draft(matter(consent=allowed(expires_on=date(2026, 11, 24))))
    recipient = referrals.make(form, by=WORKER, at=MONDAY).recipients[0]
    assert recipient.due_on == date(2026, 11, 24)
    assert not recipient.consent_over(date(2026, 11, 24))
    assert recipient.consent_over(date(2026, 11, 25))


def test_a_consent_without_a_name_gets_the_worker_who_recorded_it() -> None:
    made = referrals.make(draft(matter(consent=allowed(recorded_by=""))), by=WORKER, at=MONDAY)
    assert made.recipients[0].matter.consent.recorded_by == WORKER.name


def test_a_shelter_brings_no_place_along(register: Register) -> None:
    sheltered = Matter(seen("shelter"), "Haluaa jutella.", route="joint_call", consent=allowed())
    made = request(register, draft(sheltered))
    kept = referrals.load(register, made.id, by=WORKER, at=MONDAY).recipients[0].matter.snapshot
    assert (kept.locations, kept.service.service_at_locations) == ((), [])


def test_a_case_number_is_short_and_finds_a_slip_of_the_pen() -> None:
    number = new_case_number(MONDAY)
    assert number.startswith("26-")
    assert read_case_number(number.lower().replace("-", " ")) == number
    wrong = [
        number[:place] + sign + number[place + 1 :]
        for place in (3, 4, 5, 6, 8)
        for sign in SIGNS
        if sign != number[place]
    ]
    assert not any(read_case_number(one) for one in wrong)
    swapped = number[:3] + number[4] + number[3] + number[5:]
    assert swapped == number or read_case_number(swapped) == ""


def test_a_case_number_has_no_sign_that_reads_as_another() -> None:
    assert not set("01OILBSZGVWU") - {"B", "S", "Z", "G"} & set(SIGNS)
    assert len(set(SIGNS)) == 23


def test_two_requests_never_share_a_case_number(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    numbers = iter(["26-AAAA-A", "26-AAAA-A", "26-DDDD-D"])
    for room in ("making", "referrals"):
        monkeypatch.setattr(f"ohjaus_desktop.register.{room}.new_case_number", lambda _at: next(numbers))
    first, second = (request(register, draft(name=name)) for name in ("one", "two"))
    assert (first.case_number, second.case_number) == ("26-AAAA-A", "26-DDDD-D")


def test_taken_back_at_once_it_is_a_form_again_and_nothing_is_left_in_the_list(register: Register) -> None:
    form = draft(matter(tried="Soittanut kerran."))
    made = request(register, form)
    again = referrals.take_back(register, made.id, by=WORKER, at=MONDAY)
    assert again.content == form.content
    assert referrals.drafts(register, by=WORKER) == [again]
    assert referrals.listing(register, which="all", on=MONDAY.date(), by=WORKER).total == 0
    assert referrals.request(register, again, by=WORKER, at=MONDAY).id == made.id


def test_what_a_recipient_has_got_cannot_be_taken_back(register: Register) -> None:
    made = request(register, draft())
    journal.note_disclosure(
        register,
        made.id,
        recipient=made.recipients[0].id,
        what=("name", "phone"),
        ground="consent",
        route="letter",
        by=WORKER,
        at=MONDAY,
    )
    with pytest.raises(NotPossible):
        referrals.take_back(register, made.id, by=WORKER, at=MONDAY)


def test_the_clients_own_page_does_not_hinder_taking_back(register: Register) -> None:
    made = request(register, draft())
    journal.note_disclosure(
        register,
        made.id,
        recipient="",
        what=("name",),
        ground="own_data",
        route="paper",
        by=WORKER,
        at=MONDAY,
    )
    assert referrals.take_back(register, made.id, by=WORKER, at=MONDAY).id == made.id


def test_two_services_in_one_form_know_nothing_of_each_other(register: Register) -> None:
    made = request(
        register,
        draft(matter(matter="Laskut ovat kasautuneet."), matter("alcohol-advice", matter="Haluaa jutella.")),
    )
    for recipient in made.recipients:
        other = next(one for one in made.recipients if one is not recipient)
        assert other.matter.matter not in str(recipient)
        assert other.matter.service_id not in str(recipient)


def test_what_promises_two_days_is_what_the_catalogue_says() -> None:
    assert CALLS.answers_within_days == 2
