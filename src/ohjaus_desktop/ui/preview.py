"""What will come out of the printer, seen before it does; inside the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QBoxLayout,
    QComboBox,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ohjaus_desktop.errors import KnownError, reason
from ohjaus_desktop.texts import LANGUAGES, plural, text
from ohjaus_desktop.ui import printing
from ohjaus_desktop.ui.controls import card, spaced
from ohjaus_desktop.ui.flow import flow_row
from ohjaus_desktop.ui.page_choices import PageChoices
from ohjaus_desktop.ui.page_view import PageView
from ohjaus_desktop.ui.passing import PassingView
from ohjaus_desktop.ui.save_as import ask_for_path
from ohjaus_desktop.ui.words import Press, Words

MOST_COPIES = 9


@dataclass(frozen=True, slots=True)
class Paper:
    """A page that can be seen, printed and saved.

    title: heading of the preview; name: of the file and in the print queue, neutral; render: gives
    the PDF in a language, normal or large; language, large: how to begin; sizes: False where
    there is only one size; discreet: for a sensitive need: one copy, no file.
    """

    title: str
    name: str
    render: Callable[[str, bool], bytes]
    language: str = "fi"
    languages: Sequence[str] = LANGUAGES
    large: bool = False
    sizes: bool = True
    discreet: bool = False


class Preview(PassingView):
    """Shows a ``Paper``; Enter prints, Esc closes and gives the focus back."""

    printed = Signal(str)  # name of the printer, for people
    saved = Signal(Path)
    printer_chosen = Signal(str)  # the system's name, to be remembered
    failed = Signal(str)  # a sentence

    def __init__(
        self,
        *,
        printer: str = "",
        printers: Callable[[], Sequence[printing.Printer]] = printing.available,
        print_pdf: Callable[..., int] = printing.print_pdf,
        ask_path: Callable[[QWidget, str], Path | None] | None = None,
    ) -> None:
        """printer: the one last chosen; print_pdf, printers, ask_path: other ways, for machines without."""
        super().__init__()
        self._paper: Paper | None = None
        self._data = b""
        self._language, self._large = "fi", False
        self._printer = printer
        self._printers = printers
        self._print_pdf = print_pdf
        self._ask_path = ask_path or _ask_for_pdf
        self._build()

    def _build(self) -> None:
        self.heading = Words(size=1.25, bold=True)
        self.message = Words(badge="warning")
        self.message.hide()
        self.pages = PageView()
        self.choices = PageChoices()
        self.choices.chosen.connect(self._show)
        self.choices.whole_wanted.connect(
            lambda whole: self.pages.fit_page() if whole else self.pages.fit_width()
        )
        self.pages.page_changed.connect(self.choices.show_page)
        sheet = card()
        spaced(QVBoxLayout(sheet), margin=1).addWidget(self.pages)
        self._controls = QWidget()
        column = QVBoxLayout(self._controls)
        column.setContentsMargins(0, 0, 0, 0)
        for part in (self.heading, self._actions(), self._printer_row(), self.message, self.choices):
            column.addWidget(part)
        column.addStretch()
        self._beside = QScrollArea()
        self._beside.setWidget(self._controls)
        self._beside.setWidgetResizable(True)
        self._beside.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._beside.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._row = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        spaced(self._row, margin=12)
        self._row.addWidget(self._beside)
        self._row.addWidget(sheet, stretch=1)

    def _arrange(self) -> None:
        """In a wide view the page stands beside the buttons, in a narrow one below them."""
        room = self._row.contentsMargins()
        inside = self.rect().marginsRemoved(room).size().expandedTo(QSize(0, 0))
        if inside.width() > inside.height() * 1.2:
            self._row.setDirection(QBoxLayout.Direction.LeftToRight)
            self._beside.setFixedSize(int(inside.width() * 0.42), inside.height())
        else:
            self._row.setDirection(QBoxLayout.Direction.TopToBottom)
            layout = self._controls.layout()
            needed = layout.heightForWidth(inside.width()) if layout else 0
            self._beside.setMinimumWidth(0)
            self._beside.setMaximumWidth(16_777_215)  # QWIDGETSIZE_MAX: as wide as it likes
            self._beside.setFixedHeight(min(needed, inside.height() * 3 // 5))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Find the better of the two arrangements."""
        super().resizeEvent(event)
        self._arrange()

    def event(self, event: QEvent) -> bool:
        """Arrange again when the controls ask for another height."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._arrange()
        return super().event(event)

    def _printer_row(self) -> QWidget:
        self.printer_label = Words(text("Printer"))
        self.printer_label.setWordWrap(False)
        self.printer = QComboBox()
        self.printer.setAccessibleName(text("Printer"))
        self.printer.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.printer.activated.connect(self._choose_printer)
        self.printer_label.setBuddy(self.printer)
        self.copies = QComboBox()
        self.copies.setAccessibleName(text("Copies"))
        for number in range(1, MOST_COPIES + 1):
            self.copies.addItem(plural("{number} copy", "{number} copies", number), number)
        self.no_printer = Words(
            text("There is no printer on this machine. Save the page as a PDF file instead."), tone="muted"
        )
        column = QWidget()
        layout = QVBoxLayout(column)
        layout.setContentsMargins(0, 0, 0, 0)
        self._printer_line = flow_row(self.printer_label, self.printer, self.copies)
        layout.addWidget(self._printer_line)
        layout.addWidget(self.no_printer)
        return column

    def _actions(self) -> QWidget:
        self.print_button = Press(text("Print"), picture="print", kind="primary")
        self.save_button = Press(text("Save as PDF …"), picture="paper", key="save_pdf")
        self.close_button = Press(text("Close"), picture="close", kind="quiet", key="close")
        self.print_button.clicked.connect(self.print)
        self.save_button.clicked.connect(self.save)
        self.close_button.clicked.connect(self.close_view)
        return flow_row(self.print_button, self.save_button, self.close_button)

    def open(self, paper: Paper) -> None:
        """Show this page. Raises what ``paper.render`` raises, before anything has changed."""
        data = paper.render(paper.language, paper.large)
        self.note_focus()
        self._paper = paper
        self.heading.setText(paper.title)
        self.choices.offer(paper.languages, sizes=paper.sizes)
        self.message.hide()
        self.copies.setCurrentIndex(0)
        self._list_printers()
        self._take(data, paper.language, paper.large)
        self.focus_first()

    def _list_printers(self) -> None:
        found = self._printers()
        self.printer.clear()
        for printer in found:
            self.printer.addItem(printer.shown, printer.name)
        self.printer.setCurrentIndex(max(0, self.printer.findData(self._printer)) if found else -1)
        discreet = self._paper is not None and self._paper.discreet
        self._printer_line.setVisible(bool(found))
        self.copies.setVisible(not discreet)
        self.no_printer.setVisible(not found)
        self.no_printer.setText(
            text("There is no printer on this machine.")
            if discreet
            else text("There is no printer on this machine. Save the page as a PDF file instead.")
        )
        self.print_button.setVisible(bool(found))
        self.save_button.setVisible(not discreet)
        self._make_primary(self.print_button if found else self.save_button)

    def _make_primary(self, button: Press) -> None:
        for each in (self.print_button, self.save_button):
            each.set_kind("primary" if each is button else "")

    def _choose_printer(self) -> None:
        self._printer = self.printer.currentData() or ""
        self.printer_chosen.emit(self._printer)

    def _show(self, language: str, large: bool) -> None:
        if self._paper is not None:
            self._take(self._paper.render(language, large), language, large)

    def _take(self, data: bytes, language: str, large: bool) -> None:
        self._data, self._language, self._large = data, language, large
        self.choices.show_chosen(language, large=large)
        self.pages.show_pdf(data)
        self.print_button.setAccessibleDescription(
            plural("{number} page", "{number} pages", self.pages.count)
        )

    @property
    def language(self) -> str:
        """The language of the page in sight."""
        return self._language

    @property
    def large(self) -> bool:
        """Whether the page in sight has large text."""
        return self._large

    def print(self) -> None:
        """Print what is in sight and close; a refusal is said here and the page stays."""
        if self._paper is None or not self.printer.count():
            return
        try:
            self._print_pdf(
                self._data,
                printer=self.printer.currentData(),
                title=self._paper.name,
                copies=1 if self._paper.discreet else self.copies.currentData(),
            )
        except KnownError as error:
            self._refuse(error)
            return
        shown = self.printer.currentText()
        self.printed.emit(shown)
        self.close_view()

    def save(self) -> None:
        """Save what is in sight where the user says."""
        if self._paper is None or self._paper.discreet:
            return
        path = self._ask_path(self, f"{self._paper.name}.pdf")
        if path is None:
            return
        try:
            path.write_bytes(self._data)
        except OSError as error:
            self._say(text("The file could not be saved: {reason}.", reason=reason(error)), tone="error")
            return
        self._say(text("Saved: {path}", path=path), tone="ok")
        self.saved.emit(path)

    def _refuse(self, error: KnownError) -> None:
        self._say(f"{error.what} {error.do}".strip(), tone="error")

    def _say(self, sentence: str, *, tone: str) -> None:
        self.message.set_badge(tone)
        self.message.say(sentence)
        if tone == "error":
            self.failed.emit(sentence)

    def forget(self) -> None:
        """Let go of the page."""
        self._paper, self._data = None, b""
        self.pages.forget()

    def focus_first(self) -> None:
        """The page has the focus, so that Enter prints at once."""
        self.pages.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter prints, unless it presses the button that has the focus; Esc closes."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = QApplication.focusWidget()
            if isinstance(focused, QAbstractButton) and self.isAncestorOf(focused):
                focused.click()
            elif self.printer.count():
                self.print()
            else:
                self.save()
        elif event.key() == Qt.Key.Key_S and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.save()
        else:
            super().keyPressEvent(event)


def _ask_for_pdf(parent: QWidget, name: str) -> Path | None:
    return ask_for_path(parent, name, title=text("Save as PDF"), kinds=text("PDF files (*.pdf)"))
