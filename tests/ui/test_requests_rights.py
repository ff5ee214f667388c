"""What the client has a right to: on paper, and the next service asked by a way that works now."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt

from follow_hand import ME, Follower
from form_hand import Former
from ohjaus_desktop.register import journal
from ohjaus_desktop.ui.requests import next_services
from small_catalogue import uid

HELSINKI = ZoneInfo("Europe/Helsinki")
OPEN, CLOSED = (datetime(2026, 11, day, 10, 30, tzinfo=HELSINKI) for day in (20, 21))
"""A Friday on which the phone of the debt counselling is answered, and a Saturday."""


def test_the_clients_rights_are_printed_among_the_papers_of_the_request(open_window) -> None:
    follower = Follower(open_window(worker=ME.name))
    follower.open_register()
    made = follower.make()
    follower.go()
    follower.open_first()
    follower.page.detail.buttons["print_rights"].click()
    follower.worker.press(Qt.Key.Key_Return)
    follower.settle()
    assert follower.worker.printer.pages
    assert made.client.name not in " ".join(follower.worker.printer.titles)
    log = follower.ask(lambda register: journal.report(register, [made.id], by=ME, at=follower.now))
    assert not log.disclosures


@pytest.mark.parametrize(("at", "route"), [(OPEN, "joint_call"), (CLOSED, "letter")])
def test_the_next_service_is_asked_by_a_way_that_works_now(open_window, at, route) -> None:
    former = Former(open_window(worker=ME.name, at=at))
    follower = Follower(former.worker)
    follower.open_register()
    made = follower.make(of="friend")
    workplace = former.worker.window.workplace
    content = next_services.passed_on(workplace, made, made.recipients[0].id, uid("debts"))
    assert content is not None
    former.desk.open_with(content)
    former.wait(lambda: former.form.content is not None)
    assert former.content.matters[0].route == route
