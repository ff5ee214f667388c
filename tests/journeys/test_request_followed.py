"""After the request was made: how it went, the next service, a colleague, and the client's rights."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from documents.paper import read
from journeys.requester import MATTER, NAME, PHONE, THURSDAY, Requester
from journeys.sight import in_sight
from ui.conftest import FRIDAY
from worker import Worker

Key = Qt.Key
Open = Callable[..., Worker]


def test_a_no_leads_to_the_next_service_and_says_kindly_that_it_was_passed_on(requester: Requester) -> None:
    requester.find("yksinäi perho")
    requester.write()
    requester.save()
    for key in (Key.Key_4, Key.Key_1):  # they cannot help: no places now
        requester.worker.press(key)
    requester.settle()
    requester.worker.press(Key.Key_Escape)
    requester.go_to_requests()
    detail = requester.desks.requests.page.detail
    requester.desks.requests.page.list.choose("all")
    requester.settle()
    requester.worker.press(Key.Key_Return)
    requester.settle()
    offered = next(one for one in detail.shown.offers if "kysytään suoraan" not in one.about)
    detail.wished.emit("offer", offered.id)
    form = requester.desks.form.form
    requester.wait(lambda: form.isVisible() and form.content is not None)
    assert "Siirretty eteenpäin 1 kerran" in form.matters[0].passed_on.text()
    assert form.content.matters[0].consent.given == ""
    requester.worker.press(Key.Key_Return)
    requester.worker.press(Key.Key_K)
    requester.save()
    before, after = requester.referrals()
    assert before.recipients[0].state == "rejected"
    assert after.recipients[0].matter.service_id == offered.id
    assert after.recipients[0].matter.times_passed_on == 1
    assert after.recipients[0].matter.matter == MATTER
    assert (after.client.name, after.client.phone) == (NAME, PHONE)
    assert before.case_number != after.case_number


def test_what_is_due_is_said_on_its_day_after_a_restart(open_window: Open) -> None:
    first = Requester(open_window(at=THURSDAY, home_municipality="584", worker="Maija"))
    first.set_up()
    first.find("yksinäi perho")
    first.write()
    first.save()
    first.settle()
    day = first.referral().recipients[0].follow_up_on
    assert day is not None
    assert first.worker.window.close()
    later = FRIDAY + timedelta(days=(day - FRIDAY.date()).days)
    second = Requester(open_window(home_municipality="584", worker="Maija", at=later))
    second.go_to_requests()
    second.worker.press(Key.Key_Return)
    second.wait(lambda: second.desks.register.is_open)
    second.settle()
    assert second.told == "1 pyyntö odottaa seurantaa tänään"
    page = second.desks.requests.page
    page.list.choose("due")
    second.settle()
    assert NAME in in_sight(page.list)


def test_one_request_through_its_whole_life(
    requester: Requester, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker, page = requester.worker, requester.desks.requests.page
    requester.find("yksinäi perho")
    requester.write()
    requester.save()
    worker.press(Key.Key_1)
    requester.settle()
    number = requester.referral().case_number

    requester.go_to_requests()
    worker.press(Key.Key_Return)
    requester.settle()
    worker.press(Key.Key_3)  # help began
    requester.settle()
    assert requester.referral().recipients[0].state == "in-progress"
    worker.press(Key.Key_F8)
    requester.settle()
    assert requester.referral().recipients[0].state == "accepted"

    page.list.print_button.click()
    requester.settle()
    worker.press(Key.Key_Return)
    requester.settle()
    assert number in read(worker.printer.pages[-1])

    file = tmp_path / "tiedot.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    page.detail.buttons["export_json"].click()
    requester.settle()
    assert NAME in json.dumps(json.loads(file.read_text()), ensure_ascii=False)
    page.detail.buttons["export_pdf"].click()
    requester.settle()
    worker.press(Key.Key_Return)
    requester.settle()
    (tmp_path / "tiedot.pdf").write_bytes(worker.printer.pages[-1])
    for told in (NAME, PHONE, MATTER, number):
        assert told in read(worker.printer.pages[-1])

    page.detail.buttons["withdraw"].click()
    assert "puhelinnumero" in in_sight(page.detail)
    page.detail.panel.deed.click()
    requester.settle()
    assert requester.referral().recipients[0].state == "cancelled"
    assert {one.kind for one in requester.log().uses} >= {"printed", "exported", "viewed"}

    page.detail.buttons["erase"].click()
    page.detail.panel.deed.click()
    requester.settle()
    assert requester.referrals() == []
    assert NAME not in in_sight(worker.window)
    assert not any("Testi" in title for title in worker.printer.titles)
