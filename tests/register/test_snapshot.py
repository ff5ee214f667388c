"""A request keeps the service as it was, and says what has changed about it since."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time

import pytest
from msgspec import structs

from invented_requests import MONDAY, WORKER, draft, matter, seen
from ohjaus_desktop import texts
from ohjaus_desktop.catalogue.model import Phone, Schedule, Service
from ohjaus_desktop.register import referrals, snapshot
from ohjaus_desktop.register.store import Register

WAS = seen("debts")


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """The sentences as they stand in the code."""
    texts.use("en")
    yield
    texts.use("fi")


def changed(**changes: object) -> tuple[str, ...]:
    now: Service = structs.replace(WAS.service, **changes)
    return snapshot.changed_since(WAS, now, retired=False)


def test_what_has_not_changed_needs_no_sentence() -> None:
    assert changed() == ()
    assert changed(description="Uusi kuvaus.", pitch="Uusi lause.") == ()
    assert changed(phones=[Phone(number="+358 00 200 003")]) == ()  # the same number, written otherwise


@pytest.mark.parametrize("gone", [None, WAS.service])
def test_a_service_that_has_vanished_is_flagged(gone: Service | None) -> None:
    assert snapshot.changed_since(WAS, gone, retired=True) == ("This service is no longer in the catalogue.",)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"phones": [Phone(number="000 777")]}, "The phone number is now 000 777."),
        ({"phones": []}, "It has no phone any more."),
        ({"status": "temporarily closed"}, "The service is closed for the time being."),
        ({"status": "defunct"}, "The service has ended."),
        ({"takes_new_clients": "no"}, "The service takes no new clients now."),
        ({"takes_new_clients": "waiting_list"}, "New clients are now put on a waiting list."),
        ({"name": "Velkaneuvonta"}, "The service is now called Velkaneuvonta."),
        (
            {"statutory_intake": True},
            "The service is now asked directly, not with a contact request.",
        ),
        ({"schedules": [Schedule(opens_at=time(9))]}, "The opening hours have changed."),
    ],
)
def test_what_a_worker_must_know_before_calling_is_said(changes: dict[str, object], sentence: str) -> None:
    assert changed(**changes) == (sentence,)


def test_a_place_that_must_not_be_known_is_never_kept() -> None:
    kept = seen("shelter")
    assert (kept.locations, kept.service.service_at_locations) == ((), [])


def test_two_requests_for_the_same_record_keep_it_once(register: Register) -> None:
    for name in ("one", "two"):
        referrals.request(register, draft(matter(), name=name), by=WORKER, at=MONDAY)
    with register.begin() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM snapshot").scalar_one() == 1


def test_a_new_catalogue_does_not_change_what_was_requested(register: Register) -> None:
    made = referrals.request(register, draft(matter(seen("debts"))), by=WORKER, at=MONDAY)
    referrals.request(
        register, draft(matter(seen("debts", name="Uusi nimi")), name="two"), by=WORKER, at=MONDAY
    )
    kept = referrals.load(register, made.id, by=WORKER, at=MONDAY).recipients[0].matter.snapshot
    assert kept == made.recipients[0].matter.snapshot
