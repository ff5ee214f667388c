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


def test_calling_together_takes_eleven_keys_and_the_clients_page_comes_out(requester: Requester) -> None:
    requester.find("yksinäi perho")
    requester.write()
    requester.save()
    requester.worker.press(Key.Key_1)
    requester.worker.press(Key.Key_Return)
    requester.worker.press(Key.Key_Return)
    assert requester.worker.keys_pressed == 11
    referral = requester.referral()
    assert (referral.client.name, referral.client.phone) == (NAME, PHONE)
    assert referral.recipients[0].state == "accepted"
    page = read(requester.worker.printer.pages[0])
    assert referral.case_number in page
    assert MATTER in page


def test_a_letter_takes_twelve_keys_and_comes_out_beside_the_page(requester: Requester) -> None:
    requester.find("yksinäi perho")
    requester.write()
    requester.worker.press(Key.Key_Tab)
    requester.worker.press(Key.Key_3)
    requester.worker.press(Key.Key_K)  # the sentence for a letter has been read out
    requester.save()
    requester.wait(requester.desks.form.ways.preview.isVisible)
    requester.worker.press(Key.Key_Return)
    assert requester.worker.keys_pressed == 12
    paper = read(requester.worker.printer.pages[0])
    assert requester.referral().case_number in paper
    assert "Ohjeet sinulle" in paper
    assert PHONE in paper
    (given,) = requester.log().disclosures
    assert given.route == "letter"


def test_another_way_leads_back_to_its_own_sentence_before_the_button(requester: Requester) -> None:
    requester.find("yksinäi perho")
    requester.write()
    form = requester.desks.form.form
    first = form.content.matters[0].consent.sentence
    requester.worker.press(Key.Key_Tab)
    requester.worker.press(Key.Key_3)
    assert form.cards[0].answer.isAncestorOf(QApplication.focusWidget())
    requester.wait(lambda: form.cards[0].sentence.visibleRegion().boundingRect().contains(FIRST_LETTER))
    requester.worker.press(Key.Key_K)
    assert form.foot.save.hasFocus()
    assert form.content.matters[0].consent.sentence != first


def test_protected_mail_takes_thirteen_keys_and_two_to_copy_its_pieces(requester: Requester) -> None:
    requester.find("yksinäi perho")
    requester.write()
    requester.worker.press(Key.Key_Tab)
    requester.worker.press(Key.Key_2)
    requester.worker.press(Key.Key_K)
    requester.save()
    requester.worker.press(Key.Key_Return)
    subject = QGuiApplication.clipboard().text()
    requester.worker.press(Key.Key_Return)
    body = QGuiApplication.clipboard().text()
    requester.worker.press(Key.Key_Return)
    requester.worker.press(Key.Key_Return)
    assert requester.worker.keys_pressed == 13 + 2
    assert NAME not in subject
    assert NAME in body
    assert requester.referral().case_number in read(requester.worker.printer.pages[0])


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
