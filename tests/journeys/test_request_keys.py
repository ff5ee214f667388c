"""How many keys a contact request takes, beyond what is typed: from Ctrl+L to saved and printed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from documents.paper import read
from journeys.requester import MATTER, NAME, PHONE, THURSDAY, Requester
from worker import Worker

Key = Qt.Key
Open = Callable[..., Worker]
FIRST_LETTER = QPoint(4, 4)


def test_each_way_takes_few_keys_and_its_papers_come_out(requester: Requester) -> None:
    """At most fourteen from Ctrl+L to saved and printed; protected mail has two pieces to copy beside."""
    keys = {}
    for name, way in (("call", call_together), ("letter", send_a_letter), ("mail", copy_into_mail)):
        requester.find("yksinäi perho")
        requester.write()
        way(requester)
        requester.settle()
        keys[name] = requester.worker.keys_pressed
        requester.worker.ctrl(Key.Key_N)
    assert keys == {"call": 11, "letter": 12, "mail": 13 + 2}
    made = requester.referrals()
    assert {(one.client.name, one.client.phone) for one in made} == {(NAME, PHONE)}
    assert sorted(one.recipients[0].state for one in made) == ["accepted", "requested", "requested"]
    page, letter, other = (read(paper) for paper in requester.worker.printer.pages)
    for paper in (page, letter, other):
        assert "Ohjeet sinulle" in paper
        assert MATTER in paper
        assert sum(one.case_number in paper for one in made) == 1
    assert PHONE in letter
    assert "Testi" not in "".join(requester.worker.printer.titles)


def call_together(requester: Requester) -> None:
    requester.save()
    for key in (Key.Key_1, Key.Key_Return, Key.Key_Return):  # they took it on; the page; print
        requester.worker.press(key)


def send_a_letter(requester: Requester) -> None:
    """Another way leads back to its own sentence before the button."""
    form = requester.desks.form.form
    first = form.content.matters[0].consent.sentence
    requester.worker.press(Key.Key_Tab)
    requester.worker.press(Key.Key_3)
    assert form.cards[0].answer.isAncestorOf(QApplication.focusWidget())
    requester.wait(lambda: form.cards[0].sentence.visibleRegion().boundingRect().contains(FIRST_LETTER))
    requester.worker.press(Key.Key_K)
    assert form.foot.save.hasFocus()
    assert form.content.matters[0].consent.sentence != first
    requester.save()
    requester.wait(requester.desks.form.ways.preview.isVisible)
    requester.worker.press(Key.Key_Return)


def copy_into_mail(requester: Requester) -> None:
    for key in (Key.Key_Tab, Key.Key_2, Key.Key_K):
        requester.worker.press(key)
    requester.save()
    requester.worker.press(Key.Key_Return)
    assert NAME not in QGuiApplication.clipboard().text()
    requester.worker.press(Key.Key_Return)
    assert NAME in QGuiApplication.clipboard().text()
    requester.worker.press(Key.Key_Return)
    requester.worker.press(Key.Key_Return)


def test_whoever_types_on_while_the_client_data_opens_types_into_the_form(open_window: Open) -> None:
    requester = Requester(open_window(at=THURSDAY, home_municipality="584", worker="Maija"))
    worker, form = requester.worker, requester.desks.form.form
    requester.find("yksinäi perho")
    worker.ctrl(Key.Key_L)
    worker.press(Key.Key_Return)
    requester.answer()
    assert not form.isVisible()
    requester.wait(lambda: form.content is not None and form.content.client.phone == PHONE)
    assert form.content.client.name == NAME
    assert worker.window.page.search.words.text() == "yksinäi perho"
    requester.settle()
    assert [one.content.client.name for one in requester.drafts()] == [NAME]


def test_what_is_typed_before_a_screen_that_asks_for_words_goes_nowhere(open_window: Open) -> None:
    requester = Requester(open_window(at=THURSDAY, home_municipality="584", keyring=None))
    requester.find("yksinäi perho")
    requester.worker.ctrl(Key.Key_L)
    requester.answer()
    requester.wait(lambda: requester.desks.register.opening.view is not None)
    requester.settle()
    view = requester.desks.register.opening.view
    assert view.first.words == ""
    assert requester.worker.window.page.search.words.text() == "yksinäi perho"
    requester.worker.type("neljä")
    assert view.first.words == "neljä"
    requester.worker.press(Key.Key_Escape)
    requester.worker.type("x")
    assert "neljä" not in requester.worker.window.page.search.words.text()
