"""From Ctrl+L to a request that is saved, on its way and printed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from documents.paper import read
from journeys.requester import THURSDAY
from ohjaus_desktop.register.journal import Report
from ohjaus_desktop.register.model import Referral
from ohjaus_desktop.register.model import Worker as By
from ohjaus_desktop.ui.sensitive_choice import PaperChoice, SensitiveChoice
from worker import Worker

Key = Qt.Key
Open = Callable[..., Worker]
MATTER = "Toivoo juttuseuraa kotiin arki-iltoina."


class Requester:
    """A worker whose register has been set up, with the form of a found service open."""

    def __init__(self, worker: Worker) -> None:
        self.worker = worker

    @property
    def desks(self) -> Any:
        return self.worker.window.desks

    def wait(self, condition: Callable[[], object]) -> None:
        self.worker.qtbot.waitUntil(lambda: bool(condition()))

    def set_up(self) -> None:
        opened: list[bool] = []
        self.desks.register.with_open(lambda: opened.append(True))
        self.wait(lambda: opened)

    def find(self, words: str) -> None:
        """The first service for these words is on the right."""
        self.worker.type(words)
        self.worker.press(Key.Key_Down)
        self.worker.keys_pressed = 0

    def open(self) -> None:
        self.worker.ctrl(Key.Key_L)
        self.wait(self.desks.form.form.isVisible)

    def write(self) -> None:
        """Everything that the commonest request needs, by keyboard alone."""
        self.open()
        self.worker.press(Key.Key_Return)
        self.worker.press(Key.Key_K)
        self.worker.press(Key.Key_K)
        self.worker.press(Key.Key_E)
        self.worker.type("Testi Esimerkki")
        self.worker.press(Key.Key_Return)
        self.worker.type("000 123 4567")
        self.worker.press(Key.Key_Return)
        self.worker.type(MATTER)

    def save(self) -> None:
        self.worker.ctrl(Key.Key_Return)
        self.wait(lambda: self.desks.form.ways.view.isVisible() or self.desks.form.ways.preview.isVisible())

    def ask(self, work: Callable[[Any, By], Any]) -> Any:
        found: list[Any] = []
        by = self.desks.register.worker()
        self.desks.register.ask(lambda register: work(register, by), found.append)
        self.wait(lambda: found)
        return found[0]

    def referral(self) -> Referral:
        """The one request in the register."""
        from ohjaus_desktop.register import referrals

        at = self.worker.window.outside.clock()

        def look(register: Any, by: By) -> Referral:
            (row,) = referrals.listing(register, which="all", on=at.date(), by=by).rows
            return referrals.load(register, row.referral_id, by=by, at=at)

        return self.ask(look)

    def log(self) -> Report:
        from ohjaus_desktop.register import journal

        id_, at = self.referral().id, self.worker.window.outside.clock()
        return self.ask(lambda register, by: journal.report(register, [id_], by=by, at=at))


@pytest.fixture
def requester(open_window: Open) -> Requester:
    made = Requester(
        open_window(at=THURSDAY, home_municipality="584", worker="Maija", service_point="Testipiste")
    )
    made.set_up()
    return made


def test_at_most_fourteen_keys_lead_from_the_key_to_saved_and_printed(requester: Requester) -> None:
    requester.find("yksinäi perho")
    requester.write()
    requester.save()
    requester.worker.press(Key.Key_1)
    requester.worker.press(Key.Key_Return)
    requester.worker.press(Key.Key_Return)
    assert requester.worker.keys_pressed <= 14
    referral = requester.referral()
    assert referral.client.name == "Testi Esimerkki"
    assert referral.recipients[0].matter.matter == MATTER
    assert referral.recipients[0].state == "accepted"
    assert referral.case_number in read(requester.worker.printer.pages[0])
    assert "Testi" not in requester.worker.printer.titles[0]


def test_a_letter_is_printed_beside_the_page_and_written_into_the_log(requester: Requester) -> None:
    requester.find("yksinäi perho")
    requester.write()
    requester.desks.form.form.matters[0].route.choose("letter")
    requester.save()
    requester.wait(requester.desks.form.ways.preview.isVisible)
    requester.worker.press(Key.Key_Return)
    words = read(requester.worker.printer.pages[0])
    assert MATTER in words
    (given,) = requester.log().disclosures
    assert (given.route, given.ground) == ("letter", "consent")
    assert {"name", "phone", "matter"} <= {*given.what}


def test_protected_mail_is_copied_in_two_pieces_and_the_subject_tells_nobody(requester: Requester) -> None:
    requester.find("yksinäi perho")
    requester.write()
    requester.desks.form.form.matters[0].route.choose("protected_mail")
    requester.save()
    requester.worker.press(Key.Key_Return)
    subject = QGuiApplication.clipboard().text()
    assert "Testi" not in subject
    assert requester.referral().case_number in subject
    assert requester.log().disclosures == ()
    requester.worker.press(Key.Key_Return)
    assert "Testi Esimerkki" in QGuiApplication.clipboard().text()
    assert [one.route for one in requester.log().disclosures] == ["protected_mail"]


def test_nobody_answering_offers_the_next_way_at_once(requester: Requester) -> None:
    requester.find("yksinäi perho")
    requester.write()
    requester.save()
    requester.worker.press(Key.Key_3)
    card = next(iter(requester.desks.form.ways.view.cards.values()))
    assert card.step.route == "protected_mail"
    assert requester.referral().recipients[0].state == "requested"
    assert requester.log().disclosures == ()


def test_who_cannot_help_says_why_and_the_matter_goes_on(requester: Requester) -> None:
    requester.find("yksinäi perho")
    requester.write()
    requester.save()
    requester.worker.press(Key.Key_4)
    requester.worker.press(Key.Key_1)
    recipient = requester.referral().recipients[0]
    assert (recipient.state, recipient.why) == ("rejected", "full")


def test_a_saved_request_is_a_draft_again_with_one_key_while_nobody_has_got_it(requester: Requester) -> None:
    requester.find("yksinäi perho")
    requester.write()
    requester.save()
    requester.worker.press(Key.Key_F8)
    form = requester.desks.form.form
    requester.wait(lambda: form.isVisible() and form.content is not None)
    assert form.content.client.name == "Testi Esimerkki"
    assert form.content.matters[0].matter == MATTER


def test_the_record_entry_is_copied(requester: Requester) -> None:
    requester.find("yksinäi perho")
    requester.write()
    requester.save()
    requester.desks.form.ways.view.record.click()
    assert QGuiApplication.clipboard().text().strip()
    assert "copied" in [one.kind for one in requester.log().uses]


def test_where_paper_can_hurt_it_is_asked_before_anything_is_printed(requester: Requester) -> None:
    requester.find("turvakoti perho")
    requester.write()
    requester.save()
    requester.worker.press(Key.Key_1)
    requester.worker.press(Key.Key_Return)
    choice = requester.worker.window.page.right.passing()
    assert isinstance(choice, SensitiveChoice)
    assert choice.buttons[PaperChoice.NOTHING].hasFocus()
    requester.worker.press(Key.Key_Return)
    assert requester.worker.printer.pages == []


def test_where_nothing_may_be_kept_the_request_is_printed_and_gone(open_window: Open) -> None:
    requester = Requester(
        open_window(at=THURSDAY, home_municipality="584", worker="Maija", no_personal_data=True)
    )
    requester.find("yksinäi perho")
    requester.write()
    requester.desks.form.form.matters[0].route.choose("letter")
    requester.save()
    requester.worker.press(Key.Key_Return)
    assert MATTER in read(requester.worker.printer.pages[0])
    requester.worker.ctrl(Key.Key_N)
    assert requester.desks.form.ways.view.cards == {}
    workplace = requester.worker.window.workplace
    assert workplace is not None
    assert not workplace.data.register.exists() or not [*workplace.data.register.iterdir()]
