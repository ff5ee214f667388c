"""What is past its time goes, what is open stays, and nobody is surprised."""

from __future__ import annotations

from datetime import date, timedelta

from msgspec import structs

from invented_requests import COLLEAGUE, MONDAY, WORKER, draft, matter
from ohjaus_desktop.register import follow_up, journal, privacy, referrals
from ohjaus_desktop.register.privacy import retention
from ohjaus_desktop.register.privacy.erasure import tombstones
from ohjaus_desktop.texts import translator


def closed(register, name="closed", at=MONDAY, **changes):
    made = referrals.request(register, draft(name=name, **changes), by=WORKER, at=at)
    follow_up.note_outcome(register, made.id, made.recipients[0].id, "completed", by=WORKER, at=at)
    return made


def later(days):
    return (MONDAY + timedelta(days=days)).date()


def test_a_closed_request_stays_for_180_days_and_then_is_shown_with_its_reason(register):
    made = closed(register)

    assert privacy.overdue(register, on=later(180)).empty
    (due,) = privacy.overdue(register, on=later(181)).going
    assert (due.referral_id, due.case_number, due.client) == (made.id, made.case_number, "Malli Malliainen")
    assert (due.last, due.due_on, due.days) == (later(0), later(181), 180)
    assert due.rule.source
    assert not due.rule.confirmed


def test_the_service_point_may_set_its_own_time(register):
    closed(register)

    assert privacy.overdue(register, on=later(90), settings_days=90).empty
    assert len(privacy.overdue(register, on=later(91), settings_days=90).going) == 1
    assert privacy.overdue(register, on=later(181), settings_days=365).empty


def test_looking_removes_nothing_and_applying_removes_what_was_shown(register, folder):
    made = closed(register)
    preview = privacy.overdue(register, on=later(200))
    assert referrals.load(register, made.id, by=WORKER, at=MONDAY)

    gone = privacy.apply_retention(register, preview, by=WORKER, at=MONDAY + timedelta(days=200))

    assert [one.referral_id for one in gone.going] == [made.id]
    assert privacy.overdue(register, on=later(200)).empty
    assert set(tombstones(folder / "erased.txt")) == {made.id}
    assert journal.report(register, [made.id], by=WORKER, at=MONDAY).uses[-2].kind == "expired"


def test_an_open_request_never_goes_by_itself_but_is_shown_after_a_year(register):
    made = referrals.request(register, draft(), by=WORKER, at=MONDAY)

    assert not privacy.overdue(register, on=later(365)).long_open
    preview = privacy.overdue(register, on=later(3000))
    assert [one.referral_id for one in preview.long_open] == [made.id]
    assert preview.empty
    privacy.apply_retention(register, preview, by=WORKER, at=MONDAY)
    assert referrals.load(register, made.id, by=WORKER, at=MONDAY)


def test_a_request_with_one_open_recipient_is_open(register):
    made = referrals.request(register, draft(matter(), matter("friend")), by=WORKER, at=MONDAY)
    follow_up.note_outcome(register, made.id, made.recipients[0].id, "completed", by=WORKER, at=MONDAY)

    assert privacy.overdue(register, on=later(300)).empty


def test_time_runs_from_the_last_recipient_that_was_closed(register):
    made = referrals.request(register, draft(matter(), matter("friend")), by=WORKER, at=MONDAY)
    for days, recipient in enumerate(made.recipients):
        at = MONDAY + timedelta(days=100 * days)
        follow_up.note_outcome(register, made.id, recipient.id, "completed", by=WORKER, at=at)

    assert privacy.overdue(register, on=later(280)).empty
    assert len(privacy.overdue(register, on=later(281)).going) == 1


def test_what_was_opened_again_since_the_preview_stays(register):
    made = closed(register)
    preview = privacy.overdue(register, on=later(200))
    follow_up.undo_outcome(register, made.id, made.recipients[0].id, by=WORKER, at=MONDAY)

    assert privacy.apply_retention(register, preview, by=WORKER, at=MONDAY).going == ()
    assert referrals.load(register, made.id, by=WORKER, at=MONDAY)


def test_a_withdrawn_request_goes_after_thirty_days(register):
    made = referrals.request(register, draft(), by=WORKER, at=MONDAY)
    referrals.withdraw_consent(register, made.id, made.recipients[0].id, by=WORKER, at=MONDAY)

    assert privacy.overdue(register, on=later(30)).empty
    (due,) = privacy.overdue(register, on=later(31)).going
    assert due.rule.kept == "withdrawn"
    assert len(privacy.overdue(register, on=later(11), settings_days=10).going) == 1


def test_a_request_that_only_a_colleague_may_see_has_no_name_in_the_preview(register):
    closed(register, restricted=True)

    preview = privacy.overdue(register, on=later(200), by=COLLEAGUE)
    assert [one.client for one in preview.going] == [""]
    assert privacy.overdue(register, on=later(200)).going[0].client == ""
    assert privacy.overdue(register, on=later(200), by=WORKER).going[0].client == "Malli Malliainen"


def test_a_form_left_for_more_than_seven_days_goes_and_is_counted(register, folder):
    left = draft(name="left")
    touched = structs.replace(draft(name="touched"), changed_at=MONDAY + timedelta(days=1))
    for one in (left, touched):
        referrals.save_draft(register, one)

    assert privacy.expire_drafts(register, at=MONDAY + timedelta(days=7)) == 0
    assert privacy.expire_drafts(register, at=MONDAY + timedelta(days=8)) == 1
    assert [one.id for one in referrals.drafts(register, by=WORKER)] == [touched.id]
    assert set(tombstones(folder / "erased.txt")) == {left.id}


def test_entries_of_the_logs_stay_for_twelve_years(register):
    made = closed(register)
    journal.note_disclosure(
        register,
        made.id,
        recipient="",
        what=("name",),
        ground="consent",
        route="letter",
        by=WORKER,
        at=MONDAY,
    )
    before = privacy.overdue(register, on=date(2038, 11, 23))
    assert before.log_entries == 0

    after = privacy.overdue(register, on=date(2038, 11, 25))
    assert after.log_entries > 0
    applied = privacy.apply_retention(register, after, by=WORKER, at=MONDAY.replace(year=2038, day=25))
    assert applied.log_entries == after.log_entries
    assert journal.report(register, [made.id], by=WORKER, at=MONDAY).disclosures == ()


def test_every_rule_has_a_source_a_day_and_a_reason_in_both_languages():
    for rule in privacy.RULES:
        assert rule.source
        assert rule.in_force <= date(2026, 1, 1)
        for language in ("fi", "sv"):
            assert translator(language)(rule.why, days=rule.days) != rule.why.format(days=rule.days)


def test_a_newer_rule_holds_from_its_day(monkeypatch):
    newer = retention.Rule("closed", 90, True, "…", "…", date(2027, 1, 1))
    monkeypatch.setattr(retention, "RULES", (*retention.RULES, newer))

    assert retention.rule("closed", date(2026, 12, 31)).days == 180
    assert retention.rule("closed", date(2027, 1, 1)).days == 90
