"""The page is seen, chosen, printed or saved without leaving the window."""

from __future__ import annotations

import io
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from ohjaus_desktop import texts
from ohjaus_desktop.ui import printing
from ohjaus_desktop.ui.preview import Paper, Preview

PRINTERS = (
    printing.Printer("counter", "Neuvonnan tulostin"),
    printing.Printer("corridor", "Käytävän tulostin (2. krs)"),
)


def pdf(language: str, large: bool, pages: int = 2) -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4)
    for number in range(1, pages + 1):
        canvas.setFont("Helvetica", 36 if large else 24)
        canvas.drawString(60, A4[1] - 90, f"{language} {number}")
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def read(data: bytes) -> str:
    return pypdf.PdfReader(io.BytesIO(data)).pages[0].extract_text().strip()


class Room:
    """A window with a field and the preview, and a printer that keeps what it gets."""

    def __init__(self, qtbot, folder: Path, printers=PRINTERS, printer: str = "") -> None:
        self.printed: list[dict] = []
        self.saved_to = folder / "ohje.pdf"
        self.preview = Preview(
            printer=printer,
            printers=lambda: printers,
            print_pdf=self._print,
            ask_path=lambda _parent, _name: self.saved_to,
        )
        self.window = QWidget()
        self.field = QLineEdit()
        layout = QVBoxLayout(self.window)
        layout.addWidget(self.field)
        layout.addWidget(self.preview)
        self.preview.hide()
        self.preview.closed.connect(self.preview.hide)
        qtbot.addWidget(self.window)
        self.window.resize(700, 800)
        self.window.show()
        qtbot.waitExposed(self.window)
        self.field.setFocus()
        self.qtbot = qtbot

    def _print(self, data: bytes, *, printer: str, title: str, copies: int) -> int:
        self.printed.append({"text": read(data), "printer": printer, "title": title, "copies": copies})
        return 1

    def open(self, **changes) -> None:
        paper = {"title": "Ohjeet sinulle", "name": "ohjeet", "render": pdf} | changes
        self.preview.open(Paper(**paper))
        self.preview.show()

    def press(self, key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
        self.qtbot.keyClick(self.window.focusWidget(), key, modifier)


@pytest.fixture
def room(qtbot, tmp_path: Path) -> Room:
    return Room(qtbot, tmp_path)


def test_enter_prints_one_copy_on_the_shown_printer_and_closes(room: Room) -> None:
    room.open()
    assert room.preview.printer.currentText() == "Neuvonnan tulostin"
    with room.qtbot.waitSignals([room.preview.printed, room.preview.closed]):
        room.press(Qt.Key.Key_Return)
    assert room.printed == [{"text": "fi 1", "printer": "counter", "title": "ohjeet", "copies": 1}]
    assert room.window.focusWidget() is room.field


def test_escape_closes_without_printing_and_gives_the_focus_back(room: Room) -> None:
    room.open()
    assert room.window.focusWidget() is room.preview.pages
    room.press(Qt.Key.Key_Escape)
    assert room.window.focusWidget() is room.field
    assert room.printed == []
    assert not room.preview.isVisible()


def test_another_language_and_size_are_rendered_and_printed(room: Room) -> None:
    room.open()
    room.preview.choices.languages["sv"].click()
    room.preview.choices.sizes[True].click()
    assert (room.preview.language, room.preview.large) == ("sv", True)
    room.preview.pages.setFocus()
    room.press(Qt.Key.Key_Return)
    assert room.printed[0]["text"] == "sv 1"


def test_enter_on_a_button_presses_that_button_only(room: Room) -> None:
    room.open()
    room.preview.save_button.setFocus()
    room.press(Qt.Key.Key_Return)
    assert room.printed == []
    assert read(room.saved_to.read_bytes()) == "fi 1"


def test_the_printer_chosen_last_is_offered_first(qtbot, tmp_path: Path) -> None:
    room = Room(qtbot, tmp_path, printer="corridor")
    room.open()
    assert room.preview.printer.currentText() == "Käytävän tulostin (2. krs)"


def test_a_chosen_printer_is_told_so_that_it_is_remembered(room: Room) -> None:
    room.open()
    with room.qtbot.waitSignal(room.preview.printer_chosen) as chosen:
        room.preview.printer.setCurrentIndex(1)
        room.preview.printer.activated.emit(1)
    assert chosen.args == ["corridor"]


def test_without_a_printer_the_page_can_be_saved(qtbot, tmp_path: Path) -> None:
    room = Room(qtbot, tmp_path, printers=())
    room.open()
    assert room.preview.no_printer.isVisible()
    assert not room.preview.print_button.isVisible()
    room.press(Qt.Key.Key_Return)
    assert room.saved_to.exists()
    assert str(room.saved_to) in room.preview.message.text()
    assert room.preview.isVisible()


def test_a_refused_print_is_said_and_the_page_stays(qtbot, tmp_path: Path) -> None:
    room = Room(qtbot, tmp_path)
    room.preview._print_pdf = printing.print_pdf
    room.open()
    room.press(Qt.Key.Key_Return)
    assert "counter" in room.preview.message.text()
    assert room.preview.isVisible()


def test_a_folder_that_refuses_the_file_is_said(room: Room, tmp_path: Path) -> None:
    room.saved_to = tmp_path / "olematon" / "ohje.pdf"
    room.open()
    room.preview.save()
    assert room.preview.message.isVisible()
    assert room.preview.message.property("badge") == "error"


def test_a_page_for_a_sensitive_need_is_one_copy_and_no_file(room: Room) -> None:
    room.open(discreet=True, sizes=False)
    assert not room.preview.copies.isVisible()
    assert not room.preview.save_button.isVisible()
    room.press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert not room.saved_to.exists()


def test_the_page_in_sight_is_counted(room: Room) -> None:
    room.open()
    assert room.preview.choices.page_number.text() == texts.text("Page {page} of {pages}", page=1, pages=2)
    room.preview.pages.go(2)
    assert room.preview.choices.page_number.text() == texts.text("Page {page} of {pages}", page=2, pages=2)


def test_the_words_of_the_page_reach_a_screen_reader(room: Room) -> None:
    room.open()
    assert "fi 1" in room.preview.pages.accessibleDescription()


def test_a_closed_preview_holds_nothing_of_the_page(room: Room) -> None:
    room.open()
    room.preview.close_view()
    assert room.preview._data == b""
    assert room.preview.pages.accessibleDescription() == ""
