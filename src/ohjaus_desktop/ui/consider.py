"""Ota huomioon: what stands in the way of this client, one click each.

A section below the facets. Folded it takes one line and shows what has been chosen; a high window
has it open from the beginning. What is chosen is shown as what is looked for, not as what the
client lacks: the screen is read by whoever stands beside.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ohjaus_desktop.guidance.barriers import ALL
from ohjaus_desktop.texts import Translator, current, plural, text
from ohjaus_desktop.ui import keys
from ohjaus_desktop.ui.controls import spaced
from ohjaus_desktop.ui.facet_line import Line
from ohjaus_desktop.ui.facets import LineList
from ohjaus_desktop.ui.pictures import icon
from ohjaus_desktop.ui.style import look
from ohjaus_desktop.ui.words import Press, rule

HIGH = 720
"""From this height of the left pane on, in design pixels, there is room for all twelve."""


def lines(chosen: frozenset[str], say: Translator, *, every: bool) -> tuple[Line, ...]:
    """The barriers as lines; only the chosen ones unless ``every``."""
    return tuple(
        Line(
            "barrier",
            one.id,
            say(one.chip) if one.id in chosen else say(one.name),
            chosen=one.id in chosen,
            about=say(one.tooltip),
        )
        for one in ALL
        if every or one.id in chosen
    )


class BarrierList(LineList):
    """As high as its lines where there is room, and scrolling where there is not."""

    def __init__(self) -> None:
        super().__init__(text("What stands in the client's way"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def show_lines(self, lines: tuple[Line, ...]) -> None:
        """Take the height of the lines."""
        super().show_lines(lines)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """The height of all lines."""
        height = sum(self.sizeHintForRow(row) for row in range(self.lines.rowCount()))
        return QSize(look().px(120), height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width takes another height."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        """Two lines can be seen, and the rest be scrolled to."""
        return QSize(0, min(self.sizeHint().height(), look().px(64)))


class ConsiderPane(QWidget):
    """A heading that folds, and the barriers below it."""

    picked = Signal(str, bool)  # id, now chosen
    folded = Signal(bool)  # whether all twelve are in sight now
    away_wanted = Signal()  # the client is elsewhere for now, and the bar has no room to ask

    def __init__(self) -> None:
        super().__init__()
        self._chosen: frozenset[str] = frozenset()
        self._opened: bool | None = None
        """None: nobody has folded it; the height decides."""
        self._high = False
        self.head = Press(text("Consider"), kind="quiet")
        self.head.setProperty("tone", "fold")
        about = text("What stands in the client's way")
        self.head.setToolTip(f"{about} ({keys.shown('consider')})")
        self.head.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.head.clicked.connect(self.fold_or_open)
        self.list = BarrierList()
        self.list.picked.connect(lambda _kind, id_, chosen: self.picked.emit(id_, chosen))
        self.away = Press(text("Temporarily elsewhere"), picture="away", kind="quiet")
        self.away.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.away.clicked.connect(self.away_wanted)
        self.away.hide()
        column = spaced(QVBoxLayout(self), gap=0)
        head = spaced(QHBoxLayout(), gap=4)
        head.addWidget(self.head, 1)
        head.addWidget(self.away)
        column.addWidget(rule())
        column.addLayout(head)
        column.addWidget(self.list)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._show()

    @property
    def opened(self) -> bool:
        """Whether all twelve are in sight."""
        return self._high if self._opened is None else self._opened

    def show_chosen(self, chosen: frozenset[str]) -> None:
        """Show which are chosen."""
        if chosen != self._chosen:
            self._chosen = chosen
            self._show()

    def open(self) -> None:
        """Bring all twelve into sight, and the keyboard to them."""
        self._opened = True
        self._show()
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.list.lines.index(0))

    def fold_or_open(self) -> None:
        """Fold away what is not chosen, or bring it back."""
        self._opened = not self.opened
        self._show()

    def set_room(self, height: int, *, narrow: bool) -> None:
        """height: of the left pane, in pixels; narrow: the search bar has no room for a fifth field."""
        high = height >= look().px(HIGH)
        self.away.setVisible(narrow)
        if high != self._high:
            self._high = high
            self._show()

    def changeEvent(self, event: QEvent) -> None:
        """The arrow takes the colours in use."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._show_head()

    def _show(self) -> None:
        self.list.show_lines(lines(self._chosen, current(), every=self.opened))
        has_lines = self.list.lines.rowCount() > 0
        if self.list.hasFocus() and not has_lines:
            self.head.setFocus()
        self.list.setVisible(has_lines)
        self._show_head()
        self.folded.emit(self.opened)

    def _show_head(self) -> None:
        words, number = text("Consider"), len(self._chosen)
        state = text("opened") if self.opened else text("folded")
        told = plural("{number} chosen", "{number} chosen", number) if number else ""
        self.head.setText(words if self.opened or number else f"{words} …")
        self.head.setIcon(icon("down" if self.opened else "next", size=18, colour="accent"))
        self.head.setIconSize(QSize(look().px(18), look().px(18)))
        self.head.setAccessibleName(", ".join(part for part in (words, told, state) if part))
