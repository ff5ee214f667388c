"""The right pane: one service in full, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ohjaus_desktop.texts import text
from ohjaus_desktop.ui import keys
from ohjaus_desktop.ui.column import Column
from ohjaus_desktop.ui.controls import card, icon_button, picture, restyle, spaced
from ohjaus_desktop.ui.detail_facts import Detail, Fact
from ohjaus_desktop.ui.flow import flow_row
from ohjaus_desktop.ui.pictures import icon
from ohjaus_desktop.ui.ride_card import RideCard
from ohjaus_desktop.ui.style import look
from ohjaus_desktop.ui.words import Badge, Press, Words, rule

NARROW = 460
"""Below this width, in design pixels, the words of the quieter buttons give way."""
LOW = 300
"""Below this height, in design pixels, the buttons scroll with the facts."""
NOTICE_TONE = {"info": "info", "warning": "warning", "urgent": "error"}


class DetailPane(QWidget):
    """Name, state, number, facts; the buttons stay in sight while the facts scroll."""

    print_wanted = Signal()
    preview_wanted = Signal()
    request_wanted = Signal()
    tray_wanted = Signal()
    favourite_wanted = Signal()
    read_aloud_wanted = Signal()
    text_message_wanted = Signal()
    chat_wanted = Signal()
    phone_wanted = Signal(str)
    report_wanted = Signal()
    ride_opened = Signal(str)  # service id of a ride
    rides_wanted = Signal(bool)  # whether the page is to tell of the rides

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: Detail | None = None
        self._scroll = Column()
        self._scroll.setAccessibleName(text("The chosen service"))
        self._column = self._scroll.begin()
        self._scroll.present()
        self._outer = spaced(QVBoxLayout(self), gap=0)
        self._outer.addWidget(self._scroll, 1)
        self._buttons = self._build_buttons()
        self._outer.addWidget(self._buttons)
        self._buttons_at = 0

    def detail(self) -> Detail | None:
        """What is shown now."""
        return self._shown

    def show_detail(self, detail: Detail, *, in_tray: bool) -> None:
        """Show a service."""
        self._name_tray(in_tray=in_tray)
        if detail == self._shown:
            return
        # The same service with other words stays where one reads it.
        same = self._shown is not None and self._shown.service_id == detail.service_id
        at = self._scroll.verticalScrollBar().value() if same else 0
        self._shown = detail
        self._outer.addWidget(self._buttons)
        self._column = self._scroll.begin()
        self._head(detail)
        for severity, title, words in detail.notices:
            self._column.addWidget(_notice(severity, title, words))
        if detail.badges:
            self._column.addWidget(flow_row(*(Badge(words, tone) for tone, words in detail.badges)))
        self._numbers(detail)
        if detail.lead:
            self._column.addWidget(Words(detail.lead, size=1.05, selectable=True))
        self._buttons_at = self._column.count()
        self._column.addWidget(rule())
        if detail.way:
            self._column.addLayout(_facts(detail.way))
        if detail.rides:
            rides = RideCard(detail.rides, on_page=detail.rides_on_page)
            rides.opened.connect(self.ride_opened)
            rides.page_wanted.connect(self.rides_wanted)
            self._column.addWidget(rides)
        self._column.addLayout(_facts(detail.facts))
        if detail.described and detail.described != detail.lead:
            self._column.addWidget(rule())
            self._column.addWidget(Words(detail.described, selectable=True))
        self._column.addWidget(flow_row(self._build_report()))
        self._column.addStretch(1)
        self._scroll.present()
        self._place_buttons()
        self._scroll.stay(at)
        self._scroll.setAccessibleDescription(f"{detail.name}. {detail.provider}. {detail.state}")
        self._name_print(sensitive=detail.sensitive)

    def forget(self) -> None:
        """Show nothing."""
        self._shown = None
        self._outer.addWidget(self._buttons)
        self._scroll.forget()

    def _place_buttons(self) -> None:
        """Below the facts, always in sight; with little height among them, so that both can be seen."""
        low = self._shown is not None and self.height() < look().px(LOW)
        if low == self._scroll.isAncestorOf(self._buttons):
            return
        if low:
            self._column.insertWidget(self._buttons_at, self._buttons)
        else:
            self._outer.addWidget(self._buttons)

    def _head(self, detail: Detail) -> None:
        row = spaced(QHBoxLayout(), gap=8)
        star = icon_button(
            "star_filled" if detail.favourite else "star",
            text("Remove from favourites") if detail.favourite else text("Add to favourites"),
            key="favourite",
            colour="accent",
        )
        star.setCheckable(True)
        star.setChecked(detail.favourite)
        star.clicked.connect(self.favourite_wanted)
        row.addWidget(Words(detail.name, size=1.4, bold=True, selectable=True), 1)
        row.addWidget(star, 0, Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(row)
        self._column.addWidget(Words(detail.provider, tone="muted", selectable=True))
        tone = detail.tone if detail.tone != "muted" else "closed"
        self._column.addWidget(flow_row(Badge(detail.state, tone)))

    def _numbers(self, detail: Detail) -> None:
        if not detail.numbers:
            self._column.addWidget(Words(text("Phone number not known"), tone="muted"))
        for at, (number, whose) in enumerate(detail.numbers):
            row = spaced(QHBoxLayout(), gap=8)
            row.addWidget(picture("phone", size=20, colour="accent"), 0, Qt.AlignmentFlag.AlignVCenter)
            words = Words(number, size=1.3 if at == 0 else 1.0, bold=True, selectable=True)
            words.setWordWrap(False)
            phone = text("Phone")
            words.setAccessibleName(f"{phone} {number}")
            row.addWidget(words)
            row.addWidget(Words(whose, tone="muted", size=0.93), 1)
            copy = icon_button("copy", text("Copy the phone number"), key="copy_phone" if at == 0 else "")
            copy.clicked.connect(lambda _=False, n=number: self.phone_wanted.emit(n))
            row.addWidget(copy)
            self._column.addLayout(row)

    def _build_report(self) -> Press:
        self.report_button = Press(text("Report an error in the facts"), picture="warning", kind="quiet")
        self.report_button.clicked.connect(self.report_wanted)
        return self.report_button

    def _build_buttons(self) -> QWidget:
        frame = card("")
        column = spaced(QVBoxLayout(frame), margin=12, gap=8)
        self.print_button = Press(text("Print the instructions"), picture="print", kind="primary")
        self.print_button.clicked.connect(self.print_wanted)
        self.request_button = Press(text("Contact request"), picture="requests", key="request")
        self.request_button.clicked.connect(self.request_wanted)
        self.tray_button = Press(text("Add to chosen"), picture="add", key="add_to_tray")
        self.tray_button.clicked.connect(self.tray_wanted)
        preview = Press(text("Preview"), picture="preview", kind="quiet", key="print")
        preview.clicked.connect(self.preview_wanted)
        read = Press(text("Read aloud"), picture="read_aloud", kind="quiet", key="read_aloud")
        read.clicked.connect(self.read_aloud_wanted)
        message = Press(text("Copy text message"), picture="message", kind="quiet", key="copy_text_message")
        message.clicked.connect(self.text_message_wanted)
        chat = Press(text("Copy chat reply"), picture="chat", kind="quiet", key="copy_chat")
        chat.clicked.connect(self.chat_wanted)
        self._quiet = {button: button.text() for button in (preview, read, message, chat)}
        column.addWidget(rule())
        column.addWidget(
            flow_row(self.print_button, self.request_button, self.tray_button, *self._quiet, spacing=4)
        )
        return frame

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow pane the quieter buttons keep their pictures, names and keys only."""
        super().resizeEvent(event)
        narrow = self.width() < look().px(NARROW)
        for button, words in self._quiet.items():
            button.setText("" if narrow else words)
        self._place_buttons()

    def _name_print(self, *, sensitive: bool) -> None:
        """The third click prints; what is sensitive asks first. The button says which."""
        words = text("Print …") if sensitive else text("Print the instructions")
        does = text("Asks first what paper is safe") if sensitive else text("Prints at once")
        look_first = text("Preview")
        self.print_button.setText(words)
        self.print_button.setAccessibleName(words)
        self.print_button.setAccessibleDescription(does)
        self.print_button.setToolTip(f"{does}. {look_first}: {keys.shown('print')}")

    def _name_tray(self, *, in_tray: bool) -> None:
        words = text("Take from chosen") if in_tray else text("Add to chosen")
        self.tray_button.setText(words)
        self.tray_button.setAccessibleName(words)
        self.tray_button.setIcon(icon("check" if in_tray else "add", size=18))
        self.tray_button.setToolTip(f"{words} ({keys.shown('add_to_tray')})")


def _notice(severity: str, title: str, words: str) -> QWidget:
    band = card("band", tone=NOTICE_TONE.get(severity, "info"))
    column = spaced(QVBoxLayout(band), margin=8, gap=2)
    column.addWidget(Words(title, bold=True))
    column.addWidget(Words(words, selectable=True))
    restyle(band)
    return band


def _facts(facts: tuple[Fact, ...]) -> QGridLayout:
    grid = spaced(QGridLayout(), gap=8)
    grid.setColumnStretch(1, 1)
    for row, fact in enumerate(facts):
        grid.addWidget(picture(fact.picture, size=18), row, 0, Qt.AlignmentFlag.AlignTop)
        column = spaced(QVBoxLayout(), gap=0)
        column.addWidget(Words(fact.about, size=0.88, tone="muted"))
        words = Words(fact.words, selectable=True)
        words.setAccessibleName(f"{fact.about}: {fact.words}")
        column.addWidget(words)
        column.setContentsMargins(0, 0, 0, look().px(2))
        grid.addLayout(column, row, 1)
    return grid
