"""What stands in the client's way reaches the page, the message and the words for the phone, and goes."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ohjaus_desktop.ui.words import Choice, Words
from worker import Worker

Open = Callable[..., Worker]
Key = Qt.Key


@pytest.fixture
def desk(open_window: Open) -> Worker:
    """A worker whose client lives in Perho and is lonely."""
    worker = open_window()
    worker.say("yksin perho")
    return worker


def consider(worker: Worker, *ids: str) -> None:
    worker.window.guide.change(barriers=frozenset(ids))


def copied(worker: Worker, key: Key) -> str:
    worker.ctrl_shift(key)
    return QApplication.clipboard().text()


def printed(worker: Worker) -> str:
    """The words of the sheet that comes out after Ctrl+P and Enter."""
    worker.ctrl(Key.Key_P)
    worker.press(Key.Key_Return)
    pages = PdfReader(BytesIO(worker.printer.pages[-1])).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_the_printed_page_offers_to_call_together(desk: Worker) -> None:
    consider(desk, "strength")
    assert "Voimme myös soittaa yhdessä" in printed(desk)


def test_large_print_is_proposed_where_reading_is_hard(desk: Worker) -> None:
    usual = printed(desk)
    desk.press(Key.Key_Escape)
    consider(desk, "memory")
    assert "Kuka auttaa minua" in printed(desk)
    assert "Kuka auttaa minua" not in usual
    assert "Iso teksti" in [one.text() for one in desk.window.findChildren(Choice) if one.isChecked()]


def test_the_message_and_the_reply_follow_and_a_new_client_begins_afresh(desk: Worker) -> None:
    name = copied(desk, Key.Key_T).split(",")[0]
    consider(desk, "shame")
    assert name not in copied(desk, Key.Key_T)
    consider(desk, "unfamiliar")
    assert "Soitto ei sido sinua mihinkään." in copied(desk, Key.Key_H)
    desk.ctrl(Key.Key_N)
    desk.say("yksin perho")
    assert name in copied(desk, Key.Key_T)
    assert "Soitto ei sido" not in copied(desk, Key.Key_H)


def test_read_aloud_tells_the_cost_first(desk: Worker) -> None:
    consider(desk, "money")
    desk.ctrl_shift(Key.Key_L)
    shown = [one.text() for one in desk.window.findChildren(Words) if one.isVisible()]
    cost = next(at for at, text in enumerate(shown) if text.startswith("Maksuton."))
    hours = next(at for at, text in enumerate(shown) if text.startswith(("ma", "puhelimitse ma")))
    assert cost < hours
