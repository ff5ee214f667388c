"""A consent that runs out is asked for again; what was said before stays on record."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from invented_requests import MONDAY, WORKER, allowed, draft, matter
from ohjaus_desktop.register import journal, privacy, referrals, renewing
from ohjaus_desktop.register.model import Consent, Referral
from ohjaus_desktop.register.referrals import ConsentMissing, NotPossible
from ohjaus_desktop.register.store import Register

LAST = date(2027, 5, 23)
AFTER = MONDAY + timedelta(days=200)
ANEW = allowed(
    AFTER, sentence="Saanko antaa tietosi vielä?", given_how="phone", expires_on=date(2027, 12, 11)
)


@pytest.fixture
def made(register: Register) -> Referral:
    """A request whose consent holds for half a year."""
    return referrals.request(register, draft(matter(consent=allowed(expires_on=LAST))), by=WORKER, at=MONDAY)


def _renew(register: Register, made: Referral, consent: Consent = ANEW) -> None:
    ids = made.id, made.recipients[0].id
    referrals.renew_consent(register, *ids, consent, by=WORKER, at=AFTER)


def test_it_is_asked_for_in_its_last_two_weeks_and_after_them(made: Referral) -> None:
    (recipient,) = made.recipients
    assert not renewing.runs_out(recipient, date(2027, 5, 8))
    assert renewing.runs_out(recipient, date(2027, 5, 9))
    assert renewing.runs_out(recipient, date(2027, 6, 30))


def test_the_new_consent_holds_and_the_one_before_is_kept(register: Register, made: Referral) -> None:
    assert made.recipients[0].consent_over(AFTER.date())
    _renew(register, made)
    (after,) = referrals.load(register, made.id, by=WORKER, at=AFTER).recipients
    assert not after.consent_over(AFTER.date())
    assert after.matter.consent == ANEW
    assert after.matter.earlier_consents == (made.recipients[0].matter.consent,)
    assert after.state == "requested"
    assert after.events[-1].kind == "renewed"


def test_the_log_and_the_clients_own_copy_tell_of_it(register: Register, made: Referral) -> None:
    _renew(register, made)
    log = journal.report(register, [made.id], by=WORKER, at=AFTER)
    assert "renewed" in {use.kind for use in log.uses}
    exported = privacy.export(register, [made.id], by=WORKER, at=AFTER)
    assert made.recipients[0].matter.consent.sentence in str(exported)
    assert ANEW.sentence in str(exported)


def test_a_client_who_has_not_said_yes_has_renewed_nothing(register: Register, made: Referral) -> None:
    with pytest.raises(ConsentMissing):
        _renew(register, made, Consent(given="no"))
    assert referrals.load(register, made.id, by=WORKER, at=AFTER).recipients == made.recipients


def test_nothing_is_renewed_for_a_request_that_is_closed(register: Register, made: Referral) -> None:
    referrals.withdraw_consent(register, made.id, made.recipients[0].id, by=WORKER, at=MONDAY)
    with pytest.raises(NotPossible):
        _renew(register, made)
