"""A consent that runs out is asked for again where the request is followed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

import invented_requests as invented
from follow_hand import ME, Follower
from ohjaus_desktop.register import referrals
from ohjaus_desktop.register.model import Referral

Key = Qt.Key


@pytest.fixture
def follower(open_window) -> Follower:
    made = Follower(open_window(worker=ME.name))
    made.open_register()
    return made


def _opened(follower: Follower, *, days_left: int) -> Referral:
    """A request in sight, made a month ago, whose consent holds for so many days more."""
    at = follower.now - timedelta(days=30)
    consent = invented.allowed(at, expires_on=(follower.now + timedelta(days=days_left)).date())
    form = invented.draft(invented.matter(at=at, consent=consent), at=at)
    made = follower.ask(lambda register: referrals.request(register, form, by=ME, at=at))
    assert isinstance(made, Referral)
    follower.go()
    follower.open_first()
    return made


def test_a_yes_is_noted_with_the_sentence_and_the_request_goes_on(follower: Follower) -> None:
    made = _opened(follower, days_left=-1)
    detail = follower.page.detail
    assert "Suostumus" in detail.shown.next_step[1]
    detail.buttons["renew"].click()
    panel = detail.panel
    sentence = panel.sentence.text()
    assert "Saanko antaa" in sentence
    assert not panel.deed.isEnabled()
    panel.answer.choose("yes")
    assert not panel.deed.isEnabled()
    panel.how.choose("phone")
    panel.deed.click()
    follower.settle()
    (after,) = follower.look(made).recipients
    assert after.matter.consent.given_how == "phone"
    assert after.matter.consent.sentence == sentence.strip("”")
    assert not after.consent_over(follower.now.date())
    assert after.matter.earlier_consents == (made.recipients[0].matter.consent,)
    assert "renew" not in detail.buttons
    assert after.matter.route in detail.shown.ways


def test_it_goes_by_keys_alone(follower: Follower) -> None:
    made = _opened(follower, days_left=10)
    follower.page.detail.buttons["renew"].click()
    follower.worker.press(Key.Key_K)  # kyllä
    follower.worker.press(Key.Key_2)  # puhelimessa
    follower.worker.press(Key.Key_Return)
    follower.settle()
    assert follower.look(made).recipients[0].matter.consent.given_how == "phone"


def test_a_no_ends_the_request_as_a_withdrawal(follower: Follower) -> None:
    made = _opened(follower, days_left=3)
    follower.page.detail.buttons["renew"].click()
    panel = follower.page.detail.panel
    panel.answer.choose("no")
    panel.deed.click()
    follower.settle()
    assert follower.look(made).recipients[0].state == "cancelled"


def test_a_consent_that_holds_for_long_is_not_asked_for(follower: Follower) -> None:
    _opened(follower, days_left=60)
    assert "renew" not in follower.page.detail.buttons
