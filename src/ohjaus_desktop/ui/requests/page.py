"""Pyynnöt: what was asked for whom, what is due, and how it went."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from ohjaus_desktop.texts import text
from ohjaus_desktop.ui.column import Column
from ohjaus_desktop.ui.controls import card, picture, spaced
from ohjaus_desktop.ui.flow import flow_row
from ohjaus_desktop.ui.requests.detail import RequestsDetail
from ohjaus_desktop.ui.requests.list_pane import RequestsList
from ohjaus_desktop.ui.style import look
from ohjaus_desktop.ui.words import Press, Words

WIDE_CHARACTERS: Final = 116
"""From this many average letters on the list and the request stand side by side: some 65 for the
columns of the list, and 45 for a request that can be read."""
LOW_HEIGHT: Final = 300
"""Below this height, in design pixels, the list needs the room that its own controls take."""
_DIGITS = {getattr(Qt.Key, f"Key_{digit}"): digit for digit in range(1, 10)}


class RequestsPage(QWidget):
    """The list on the left, one request on the right; one at a time where it is narrow."""

    unlock_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._narrow: bool | None = None
        self.list = RequestsList()
        self.detail = RequestsDetail()
        self.detail.back_wanted.connect(self.show_list)
        self.list.kind_changed.connect(self.detail.forget)
        self._panes = QSplitter(Qt.Orientation.Horizontal)
        self._panes.setChildrenCollapsible(False)
        self._panes.setHandleWidth(look().px(8))
        self._panes.addWidget(self.list)
        self._panes.addWidget(self.detail)
        self._panes.setStretchFactor(0, 5)
        self._panes.setStretchFactor(1, 4)
        self._stack = QStackedWidget()
        self._closed = self._closed_card()
        self._stack.addWidget(self._closed)
        self._stack.addWidget(self._panes)
        spaced(QVBoxLayout(self), gap=0).addWidget(self._stack)
        self.show_locked()

    def _closed_card(self) -> QWidget:
        frame = card()
        scroll = Column(widest=640)
        column = scroll.begin(margin=24, gap=12)
        column.addStretch(1)
        self._lock = picture("lock", size=40, colour="accent")
        column.addWidget(self._lock)
        self.closed_head = Words(size=1.4, bold=True)
        self.closed_words = Words(tone="muted")
        self.unlock = Press("", picture="key", kind="primary")
        self.unlock.clicked.connect(self.unlock_wanted)
        self.begin = Press(text("Find a service"), picture="search", kind="primary")
        self.begin.clicked.connect(self.list.search_services_wanted)
        for part in (self.closed_head, self.closed_words, flow_row(self.begin, self.unlock)):
            column.addWidget(part)
        column.addStretch(2)
        scroll.present()
        spaced(QVBoxLayout(frame), margin=1).addWidget(scroll)
        return frame

    @property
    def is_closed(self) -> bool:
        """The list is not in sight."""
        return self._stack.currentWidget() is self._closed

    @property
    def narrow(self) -> bool:
        """Only one of list and request is shown."""
        return bool(self._narrow)

    def show_locked(self) -> None:
        """Client data is hidden; nothing of it stays in any widget."""
        self._close(
            text("Client data is locked"),
            text("Search and printing work as before. A form that is being written is kept."),
            text("Unlock"),
        )

    def show_begin(self) -> None:
        """No register has been made yet."""
        self._close(
            text("No contact requests yet"),
            text(
                "A contact request asks an organization to call the client, with the client’s consent. "
                "The requests are kept encrypted on this machine. The first one sets this up."
            ),
            text("Set up now"),
        )
        self.begin.show()
        self.unlock.set_kind("quiet")

    def _close(self, head: str, words: str, button: str) -> None:
        self.forget()
        self.begin.hide()
        self.unlock.set_kind("primary")
        self.closed_head.setText(head)
        self.closed_words.setText(words)
        self.unlock.setText(button)
        self.unlock.setAccessibleName(button)
        self._stack.setCurrentWidget(self._closed)

    def show_open(self) -> None:
        """The list and the request."""
        self._stack.setCurrentWidget(self._panes)

    def forget(self) -> None:
        """Let go of every word about a client."""
        self.list.forget()
        self.detail.forget()
        self.show_list(focus=False)

    def focus_first(self) -> None:
        """Put the keyboard where the hands begin."""
        if self.is_closed:
            (self.unlock if self.begin.isHidden() else self.begin).setFocus()
        else:
            self.list.focus_first()

    def bring_detail(self) -> None:
        """A request was opened: bring it to the front, and the keyboard to it."""
        if self._narrow:
            self.list.hide()
            self.detail.show()
        self.detail.focus_first()

    def show_list(self, *, focus: bool = True) -> None:
        """Back to the list where only one of them is shown."""
        if self._narrow:
            self.detail.hide()
        self.list.show()
        if focus:
            self.list.focus_rows()

    def next_pane(self, _by: int = 1) -> None:
        """F6: from the list to the request, and back to the search box."""
        if self.is_closed:
            self.unlock.setFocus()
        elif self.detail.has_focus():
            self.show_list(focus=False)
            self.list.focus_first()
        elif self.list.has_rows_focus() or not self.list.has_rows():
            self.bring_detail()
        else:
            self.list.focus_rows()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side where there is room, one at a time where there is not."""
        super().resizeEvent(event)
        low = self.height() < look().px(LOW_HEIGHT)
        self.list.set_low(low)
        self._lock.setHidden(low)
        narrow = self.width() < WIDE_CHARACTERS * QFontMetrics(look().font()).averageCharWidth()
        if narrow == self._narrow:
            return
        self._narrow = narrow
        self._panes.setSizes([self.width() * 57 // 100, self.width() * 43 // 100])
        in_front = self.detail.has_focus()
        self.list.setVisible(not narrow or not in_front)
        self.detail.setVisible(not narrow or in_front)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits note how it went; Enter presses the button that has the keyboard; Esc goes a step back."""
        focused = QApplication.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focused, QAbstractButton):
            focused.click()
            return
        outcomes, digit = self.detail.outcomes, _DIGITS.get(event.key())
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if digit and plain and outcomes is not None and self._is_meant() and outcomes.press(digit):
            return
        if event.key() == Qt.Key.Key_Escape and self.go_back():
            return
        super().keyPressEvent(event)

    def _is_meant(self) -> bool:
        """The request in sight is the one that the worker is at.

        While the arrows run, the list is ahead of what has been fetched: a key must not note the
        outcome of the row before.
        """
        shown, row = self.detail.shown, self.list.table.current()
        if shown is None or not self.detail.isVisible():
            return False
        return self.detail.has_focus() or (row is not None and row.recipient_id == shown.recipient_id)

    def go_back(self) -> bool:
        """From a question to the request, from the request to the list; False from the list."""
        outcomes = self.detail.outcomes
        if self.detail.close_panel() or (outcomes is not None and outcomes.back()):
            return True
        if self.detail.has_focus() or (self._narrow and self.list.isHidden()):
            self.show_list()
            return True
        return False
