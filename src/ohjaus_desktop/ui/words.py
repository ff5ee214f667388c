"""Words on the screen and what to press: labels and buttons that follow the text size."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ohjaus_desktop.ui import keys, pictures
from ohjaus_desktop.ui.controls import restyle, spaced
from ohjaus_desktop.ui.style import Look, look

_CHANGES = frozenset((QEvent.Type.ApplicationFontChange, QEvent.Type.StyleChange, QEvent.Type.PaletteChange))


class Words(QLabel):
    """Plain text that wraps, as large as its place asks, whatever text size is chosen.

    size: times body text; tone, badge: as the style sheet names them. Never rich text: words of the
    central file must not become links or pictures.
    """

    _look: Look | None = None

    def __init__(
        self,
        words: str = "",
        *,
        size: float = 1.0,
        bold: bool = False,
        tone: str = "",
        badge: str = "",
        selectable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(words, parent)
        self._size = size
        self._bold = bold
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        if tone:
            self.setProperty("tone", tone)
        if badge:
            self.setProperty("badge", badge)
        if selectable:
            self.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
        self._dress()

    def say(self, words: str) -> None:
        """Show these words; hide the label when there are none."""
        self.setText(words)
        self.setVisible(bool(words))

    def set_badge(self, badge: str) -> None:
        """Say it in another tone."""
        restyle(self, badge=badge)

    def _dress(self) -> None:
        self._look = look()
        font = look().font(self._size, bold=self._bold)
        if font != self.font():
            self.setFont(font)

    def changeEvent(self, event: QEvent) -> None:
        """Grow and shrink with the text size."""
        super().changeEvent(event)
        # Qt tells of a change at every move into another part, too.
        if self._look is not look() and event.type() in _CHANGES:
            self._dress()


class Badge(Words):
    """A few words on a ground of their own, in one line where there is room for it."""

    def __init__(self, words: str, tone: str) -> None:
        super().__init__(words, badge=tone, size=0.93)

    def sizeHint(self) -> QSize:
        """As wide as its one line."""
        self.ensurePolished()
        line = self.fontMetrics().size(0, self.text())
        room = self.contentsMargins()
        # QLabel breaks a line that fits to the pixel.
        wide = line.width() + room.left() + room.right() + look().px(8)
        return QSize(wide, line.height() + room.top() + room.bottom())


class Press(QPushButton):
    """A button: words, a picture, and the key that does the same.

    kind: primary, quiet, chip or "" as the style sheet names them; key: its name in the table of keys.
    """

    _look: Look | None = None

    def __init__(self, words: str, *, picture: str = "", kind: str = "", key: str = "") -> None:
        super().__init__(words.replace("&", "&&"))  # one alone would underline the next letter
        self._picture = picture
        self._kind = kind
        self.setProperty("kind", kind)
        if key:
            self.setToolTip(f"{words} ({keys.shown(key)})")
        self.setAccessibleName(words)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._dress()

    def set_kind(self, kind: str) -> None:
        """Become primary, quiet or ordinary."""
        if kind != self._kind:
            self._kind = kind
            restyle(self, kind=kind)
            self._dress()

    def _dress(self) -> None:
        self._look = look()
        self.setMinimumHeight(look().press)
        if self._picture:
            colour = {"primary": "on_primary", "quiet": "accent", "chip": "accent"}.get(self._kind, "text")
            self.setIcon(pictures.icon(self._picture, size=18, colour=colour))
            self.setIconSize(QSize(look().px(18), look().px(18)))

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours and the size in use."""
        super().changeEvent(event)
        # Qt tells of a change at every move into another part, too.
        if self._look is not look() and event.type() in _CHANGES:
            self._dress()


class RowButton(QPushButton):
    """A button as wide as its column, whose words wrap: a name, and a line about it.

    flush: it stands in line with the words above and below it.
    """

    def __init__(self, name: str, about: str = "", *, picture: str = "next", flush: bool = False) -> None:
        super().__init__()
        self.setProperty("kind", "link" if flush else "quiet")
        self.setAccessibleName(name)
        self.setAccessibleDescription(about)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        image = QLabel()
        image.setPixmap(pictures.pixmap(picture, size=18, colour="accent"))
        words = spaced(QVBoxLayout(), gap=2)
        words.addWidget(Words(name, bold=True, tone="accent"))
        if about:
            words.addWidget(Words(about, tone="muted"))
        row = spaced(QHBoxLayout(self), margin=0 if flush else 6, gap=4 if flush else 8)
        row.addWidget(image, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        for label in self.findChildren(QLabel):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        """As large as the words, not as QPushButton's own empty text."""
        layout = self.layout()
        return layout.sizeHint() if layout else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Narrow: the words wrap."""
        layout = self.layout()
        return layout.minimumSize() if layout else super().minimumSizeHint()

    def hasHeightForWidth(self) -> bool:
        """The narrower, the taller."""
        return True

    def heightForWidth(self, width: int) -> int:
        """How tall the wrapped words stand, in pixels."""
        layout = self.layout()
        return layout.heightForWidth(width) if layout else super().heightForWidth(width)


class Choice(QToolButton):
    """One of a few choices that stand side by side; the chosen one is pressed in."""

    def __init__(self, words: str, *, hint: str = "") -> None:
        super().__init__()
        self.setText(words)
        self.setCheckable(True)
        self.setProperty("kind", "tab")
        self.setAccessibleName(hint or words)
        self.setToolTip(hint)
        self.setMinimumHeight(look().press)


def hint(words: str) -> str:
    """A tool tip that Qt never takes for HTML: the texts of a catalogue are somebody else's."""
    return f"<span>{escape(words)}</span>" if "<" in words else words


def rule() -> QFrame:
    """A thin line between two parts."""
    line = QFrame()
    line.setProperty("kind", "rule")
    line.setFixedHeight(1)
    return line
