"""The line at the bottom: how old the facts are, whether there is a network, what is under way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QSizePolicy, QWidget

from ohjaus_desktop.texts import Translator, plural, text
from ohjaus_desktop.ui import keys
from ohjaus_desktop.ui.controls import icon_button, picture, restyle, spaced
from ohjaus_desktop.ui.pictures import pixmap
from ohjaus_desktop.ui.style import look
from ohjaus_desktop.ui.words import Press, Words

AMBER_AFTER_DAYS, RED_AFTER_DAYS = 14, 45


@dataclass(frozen=True, slots=True)
class CatalogueAge:
    """How old the installed catalogue is. tone: muted, warning or error; picture: its sign.

    short: the same in fewer words, for a narrow window.
    """

    words: str
    tone: str
    picture: str
    short: str


def catalogue_age(published_at: datetime | None, *, at: datetime, say: Translator) -> CatalogueAge:
    """Say how old the facts are; amber from 14 days on, red from 45."""
    if published_at is None:
        words = say("No service data yet")
        return CatalogueAge(words, "error", "warning", words)
    days = max(0, (at.date() - published_at.astimezone(at.tzinfo).date()).days)
    date = say.date(published_at.astimezone(at.tzinfo).date())
    if days == 0:
        words = short = say("Service data {day} (today)", day=date)
    else:
        since = say.plural("{number} day old", "{number} days old", days)
        told = say("Service data {day}", day=date)
        words, short = f"{told} ({since})", f"{date} ({since})"
    if days >= RED_AFTER_DAYS:
        return CatalogueAge(words, "error", "warning", short)
    if days >= AMBER_AFTER_DAYS:
        return CatalogueAge(words, "warning", "warning", short)
    return CatalogueAge(words, "muted", "calendar", short)


class Elided(Words):
    """One line that gives way: said shorter, then cut with an ellipsis, and whole in its tool tip."""

    pressed = Signal()
    _short = ""

    def __init__(self, words: str = "", *, tone: str = "") -> None:
        super().__init__(words, tone=tone, size=0.93)
        self.setWordWrap(False)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        """Room for an ellipsis is enough."""
        return QSize(look().px(24), super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw as much as fits."""
        painter = QPainter(self)
        cut = self.fontMetrics().elidedText(self.fitting(), Qt.TextElideMode.ElideRight, self.width())
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, cut)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Whoever listens may show more."""
        super().mousePressEvent(event)
        self.pressed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The tool tip appears only where something is cut."""
        super().resizeEvent(event)
        self._hint()

    def say(self, words: str, short: str = "") -> None:
        """Show other words. short: instead of them where they do not fit."""
        self._short = short
        super().say(words)
        self._hint()

    def fitting(self) -> str:
        """What is said in the room there is."""
        return self._short if self._short and self._is_cut() else self.text()

    def _is_cut(self) -> bool:
        return self.fontMetrics().horizontalAdvance(self.text()) > self.width()

    def _hint(self) -> None:
        self.setToolTip(self.text() if self._is_cut() else "")


class StatusLine(QFrame):
    """Age of the catalogue, network, origin, and the update that runs."""

    update_wanted = Signal()
    cancel_wanted = Signal()
    standing_wanted = Signal()  # the view about the service information
    news_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        row = spaced(QHBoxLayout(self), gap=8)
        row.setContentsMargins(look().px(12), look().px(2), look().px(8), look().px(2))
        self._sign = picture("calendar", size=16)
        self._words = Elided(tone="muted")
        self._doing = Words(tone="muted", size=0.93)
        self._doing.setWordWrap(False)
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.setFixedWidth(look().px(140))
        self._progress.setAccessibleName(text("Update in progress"))
        self._cancel = Press(text("Cancel"), kind="quiet")
        self._cancel.clicked.connect(self.cancel_wanted)
        self._update = icon_button("sync", text("Update the service catalogue"), key="update")
        self._update.clicked.connect(self.update_wanted)
        self._more = icon_button("info", text("Service information"), key="standing")
        self._more.clicked.connect(self.standing_wanted)
        self._words.pressed.connect(self.standing_wanted)
        self._words.setCursor(Qt.CursorShape.PointingHandCursor)
        self._news = Press("", kind="quiet", key="news")
        self._news.clicked.connect(self.news_wanted)
        row.addWidget(self._sign)
        row.addWidget(self._words, 1)
        for widget in (self._news, self._doing, self._progress, self._cancel, self._more, self._update):
            row.addWidget(widget)
        for widget in (self._news, self._doing, self._progress, self._cancel):
            widget.hide()
        self.setAccessibleName(text("Status"))

    def show_state(self, age: CatalogueAge, notes: tuple[str, ...], *, before: str = "") -> None:
        """Show the age and short notes after it (network, origin); ``before`` is never cut off."""
        line, short = (
            " · ".join(part for part in (before, told, *notes) if part) for told in (age.words, age.short)
        )
        self._words.say(line, short)
        self._sign.setPixmap(pixmap(age.picture, size=16, colour=age.tone))
        restyle(self._words, tone=age.tone)
        self.setAccessibleDescription(self._words.text())
        self._more.setAccessibleDescription(self._words.text())

    def show_news(self, count: int) -> None:
        """How many records changed since the user last looked; nothing where none did."""
        words = plural("{number} change", "{number} changes", count)
        self._news.setText(words)
        about = text("What has changed")
        self._news.setAccessibleName(f"{about}: {words}")
        self._news.setToolTip(f"{about} ({keys.shown('news')})")
        self._news.setVisible(bool(count))

    def words(self) -> str:
        """What the line says now."""
        return self._words.text()

    def show_progress(self, doing: str, share: float) -> None:
        """An update runs: what it does now, and how much is done, 0 to 1."""
        self._progress.setRange(0, 100)
        self._progress.setValue(round(share * 100))
        self._progress.setAccessibleDescription(doing)
        self._doing.setText(doing)
        for widget in (self._doing, self._progress, self._cancel):
            widget.show()
        self._update.setEnabled(False)

    def show_ended(self) -> None:
        """The update has ended; what it brought is told elsewhere."""
        for widget in (self._doing, self._progress, self._cancel):
            widget.hide()
        self._update.setEnabled(True)
