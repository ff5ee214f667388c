"""One page about the catalogue: source, looks, signature, age, what was left out, and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ohjaus_desktop.texts import plural, text
from ohjaus_desktop.ui.column import Column
from ohjaus_desktop.ui.controls import card, picture, spaced
from ohjaus_desktop.ui.flow import flow_row
from ohjaus_desktop.ui.passing import PassingView
from ohjaus_desktop.ui.sync_view.faults import FaultList
from ohjaus_desktop.ui.sync_view.reports import Reported, reported
from ohjaus_desktop.ui.sync_view.words import Line
from ohjaus_desktop.ui.two_line_list import Row
from ohjaus_desktop.ui.words import Press, Words, rule

WIDEST = 860
"""Lines stay readable: no wider than this, in design pixels."""
SIGNS = {"ok": "check", "warning": "warning", "error": "warning"}


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page shows.

    facts: the lines on top. held: what a held update would do, "" for none. advice: whom to ask about
    it. kept: why newer ones are not installed. faults: records left out. unknown: fields that this
    program does not know. history: when and how each look ended. reports: what was told to
    publishers. news: how many records changed. support: everything as text. has_previous: an earlier
    file can be brought back.
    """

    facts: Sequence[Line]
    held: str
    advice: str
    kept: str
    faults: Sequence[Row]
    unknown: Sequence[str]
    history: Sequence[Line]
    reports: Sequence[Reported]
    news: int
    support: str
    has_previous: bool


class SyncView(PassingView):
    """Shows how the catalogue stands; every button says what it does, and nothing asks twice."""

    fetch_wanted = Signal()
    import_wanted = Signal()
    restore_wanted = Signal()
    accept_wanted = Signal()
    news_wanted = Signal()
    report_dropped = Signal(int)
    copied = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._busy = False
        self._shown: Shown | None = None
        self._scroll = Column(widest=WIDEST)
        self._scroll.setAccessibleName(text("Service information"))
        frame = card()
        spaced(QVBoxLayout(frame), margin=1).addWidget(self._scroll)
        spaced(QVBoxLayout(self), gap=0).addWidget(frame)
        self.fetch = self._button(text("Fetch now"), "sync", self.fetch_wanted, key="update")
        self.accept: Press | None = None
        self.first = self.fetch

    def open(self) -> None:
        """Remember where the focus was."""
        self.note_focus()

    def focus_first(self) -> None:
        """The first thing one comes here for."""
        (self.accept or self.first).setFocus()

    def set_busy(self, busy: bool) -> None:
        """An update runs: its progress stands in the status line, and no second one begins."""
        self._busy = busy
        buttons = [one for one in (self.fetch, self.accept, self._import, self._restore) if one is not None]
        if busy and any(button.hasFocus() for button in buttons):
            # A button that rests would send the focus out of the page, and Esc would no longer close it.
            self._scroll.setFocus()
        for button in buttons:
            button.setEnabled(not busy)

    def show_standing(self, shown: Shown) -> None:
        """Show this; the place on the page and the focus stay where they were."""
        if shown == self._shown:
            return  # nothing is taken from under the pointer
        self._shown = shown
        at, focused = self._scroll.verticalScrollBar().value(), QApplication.focusWidget()
        name = focused.accessibleName() if focused is not None and self.isAncestorOf(focused) else ""
        column = self._scroll.begin()
        column.addLayout(self._head())
        if shown.held:
            column.addWidget(self._held(shown.held, shown.advice))
        else:
            self.accept = None
        if shown.kept:
            column.addWidget(_band("info", "info", shown.kept))
        column.addLayout(_facts(shown.facts))
        column.addWidget(self._buttons(shown))
        self._more(column, shown)
        column.addStretch(1)
        self._scroll.present()
        self.set_busy(self._busy)
        self._scroll.stay(at)
        again = next((one for one in self.findChildren(Press) if name and one.accessibleName() == name), None)
        if again is not None and again.isVisibleTo(self):
            again.setFocus()

    def _head(self) -> QHBoxLayout:
        row = spaced(QHBoxLayout(), gap=8)
        row.addWidget(Words(text("Service information"), size=1.5, bold=True), 1)
        close = Press(text("Close"), picture="close", kind="quiet", key="close")
        close.clicked.connect(self.close_view)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _held(self, words: str, advice: str) -> QWidget:
        band = _band("warning", "warning", text("A newer catalogue waits for your decision."), words)
        self.accept = self._button(text("Accept the update"), "check", self.accept_wanted)
        layout = band.layout()
        if isinstance(layout, QVBoxLayout):
            layout.addWidget(Words(advice, selectable=True))
            layout.addWidget(flow_row(self.accept))
        return band

    def _buttons(self, shown: Shown) -> QWidget:
        self.fetch = self._button(text("Fetch now"), "sync", self.fetch_wanted, key="update")
        self._import = self._button(text("Import from a file or a memory stick"), "paper", self.import_wanted)
        back = text("Return to the newer version") if shown.kept else text("Bring the earlier version back")
        self._restore = self._button(back, "undo", self.restore_wanted)
        # Only ever hidden: what has no place yet would be shown as a window, and take the keys along.
        if not shown.has_previous:
            self._restore.hide()
        does = text(
            "The two versions change places, and nothing else. Pressing again takes it back; a newer "
            "version from the publisher replaces both."
        )
        self._restore.setToolTip(does)
        self._restore.setAccessibleDescription(does)
        news = self._button(
            plural("See {number} change", "See {number} changes", shown.news), "recents", self.news_wanted
        )
        if not shown.news:
            news.hide()
        # What has changed is there to be read; without changes one comes here to fetch.
        self.first = news if shown.news else self.fetch
        self.first.set_kind("primary" if self.accept is None else "")
        copy = Press(text("Copy the facts for support"), picture="copy")
        copy.setAccessibleDescription(text("No personal data is in them."))
        copy.clicked.connect(self._copy)
        return flow_row(news, self.fetch, self._import, self._restore, copy)

    def _button(self, words: str, image: str, wanted: SignalInstance, *, key: str = "") -> Press:
        made = Press(words, picture=image, key=key)
        made.clicked.connect(wanted)
        return made

    def _more(self, column: QVBoxLayout, shown: Shown) -> None:
        if shown.faults:
            _title(column, text("Records with faults"))
            column.addWidget(
                Words(
                    text("The publisher can put these right. The rest of the file is in use."), tone="muted"
                )
            )
            column.addWidget(FaultList(shown.faults))
        if shown.unknown:
            _title(column, text("Fields that this version does not know"))
            column.addWidget(Words(", ".join(shown.unknown), tone="muted", selectable=True))
        if shown.reports:
            _title(column, text("What you have reported"))
            for report in shown.reports:
                column.addWidget(reported(report, self.report_dropped.emit))
        if shown.history:
            _title(column, text("History"))
            column.addLayout(_facts(shown.history))

    def _copy(self) -> None:
        # As text, never as mime data of our own: the clipboard may outlive Python.
        QApplication.clipboard().setText(self._shown.support if self._shown is not None else "")
        self.copied.emit()

    _import: Press | None = None
    _restore: Press | None = None


def _title(column: QVBoxLayout, words: str) -> None:
    column.addWidget(rule())
    column.addWidget(Words(words, size=1.15, bold=True))


def _band(image: str, tone: str, *words: str) -> QWidget:
    band = card("band", tone="" if tone == "warning" else tone)
    column = spaced(QVBoxLayout(band), margin=12, gap=6)
    head = spaced(QHBoxLayout(), gap=8)
    head.addWidget(picture(image, colour=tone if tone != "info" else "accent"), 0, Qt.AlignmentFlag.AlignTop)
    head.addWidget(Words(words[0], bold=True, selectable=True), 1)
    column.addLayout(head)
    for line in words[1:]:
        column.addWidget(Words(line, selectable=True))
    return band


def _facts(lines: Sequence[Line]) -> QGridLayout:
    """What it is about on the left, the words on the right; a sign where they are loud."""
    grid = spaced(QGridLayout(), gap=6)
    grid.setColumnStretch(0, 1)
    grid.setColumnStretch(2, 4)
    for row, line in enumerate(lines):
        about = Words(line.about, tone="muted", size=0.93)
        words = Words(line.words, tone=line.tone, selectable=True)
        words.setAccessibleName(f"{line.about}: {line.words}")
        # Beside a label that takes two lines the words begin at the first.
        words.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(about, row, 0, Qt.AlignmentFlag.AlignTop)
        if line.tone in SIGNS:
            sign = picture(SIGNS[line.tone], size=16, colour=line.tone)
            grid.addWidget(sign, row, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(words, row, 2)
    return grid
