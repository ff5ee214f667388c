"""Mouse and finger at one window.

A finger scrolls without choosing, presses when it is lifted, and asks by resting; the side buttons
of a mouse go back and forth. Qt turns what a finger does into mouse events, so a list would choose
the row on which a scroll began. Here a press waits until it is known to be one.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QInputDevice, QMouseEvent, QWindow
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QPlainTextEdit,
    QScroller,
    QScrollerProperties,
    QToolTip,
    QWidget,
)

REST_MS = 700
"""How long a finger rests until it is told what lies under it."""
_PRESSES = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick)
_OURS = (*_PRESSES, QEvent.Type.MouseMove, QEvent.Type.MouseButtonRelease)


def let_fling(area: QAbstractScrollArea) -> None:
    """Let a finger move what is in it, and go on when it leaves; twice is once."""
    shown = area.viewport()
    if isinstance(area, QPlainTextEdit) or QScroller.hasScroller(shown):
        return  # in a text that is written a finger selects
    QScroller.grabGesture(shown, QScroller.ScrollerGestureType.TouchGesture)
    scroller = QScroller.scroller(shown)
    chosen = scroller.scrollerProperties()
    never = QScrollerProperties.OvershootPolicy.OvershootAlwaysOff
    for metric in (
        QScrollerProperties.ScrollMetric.HorizontalOvershootPolicy,
        QScrollerProperties.ScrollMetric.VerticalOvershootPolicy,
    ):
        chosen.setScrollMetric(metric, never)
    scroller.setScrollerProperties(chosen)


class Pointer(QObject):
    """Watches a window's events before its widgets do."""

    finger = Signal(bool)  # whether it was a finger that pressed last
    back = Signal()
    forward = Signal()

    def __init__(self, window: QWidget, handle: QWindow) -> None:
        """handle: what the system gave the window."""
        super().__init__(window)
        self._window, self._handle = window, handle
        self._held: QMouseEvent | None = None
        self._is_scroll = False
        self._sending = False
        self._by_finger: bool | None = None
        self._resting = QTimer(self, singleShot=True, interval=REST_MS)
        self._resting.timeout.connect(self._tell)
        handle.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Sort out who presses; True where the widgets need not know."""
        if self._sending or event.type() not in _OURS or not isinstance(event, QMouseEvent):
            return False
        if event.device().type() == QInputDevice.DeviceType.TouchScreen:
            return self._finger(event)
        if event.type() == QEvent.Type.MouseButtonRelease:
            self._note(by_finger=False)
        sides = {Qt.MouseButton.BackButton: self.back, Qt.MouseButton.ForwardButton: self.forward}
        if event.button() not in sides:
            return False
        if event.type() in _PRESSES:
            sides[event.button()].emit()
        return True

    def _finger(self, event: QMouseEvent) -> bool:
        if event.type() in _PRESSES:
            self._is_scroll = False
            self._held = _like(event) if self._scrolls(event.position().toPoint()) else None
            self._resting.start()
        elif event.type() == QEvent.Type.MouseMove:
            if any(one.state() == QScroller.State.Dragging for one in QScroller.activeScrollers()):
                self._is_scroll = True
                self._resting.stop()
        else:
            self._resting.stop()
            self._note(by_finger=True)
            return self._lifted(event)
        return self._held is not None

    def _lifted(self, event: QMouseEvent) -> bool:
        held, self._held = self._held, None
        if held is None:
            return False
        if not self._is_scroll:
            self._sending = True
            for one in (held, _like(event)):
                QCoreApplication.sendEvent(self._handle, one)
            self._sending = False
        return True

    def _scrolls(self, at: QPoint) -> bool:
        """Whether a finger at this place of the window may be about to scroll."""
        widget = self._window.childAt(at)
        while widget is not None:
            if QScroller.hasScroller(widget):
                return True
            widget = widget.parentWidget()
        return False

    def _note(self, *, by_finger: bool) -> None:
        if by_finger != self._by_finger:
            self._by_finger = by_finger
            # Not now: what is being pressed must not move away under the hand.
            QTimer.singleShot(0, self, lambda: self.finger.emit(by_finger))

    def _tell(self) -> None:
        """A resting finger is told what a mouse is told that hovers, and presses nothing."""
        if self._held is None:
            return
        at = self._held.position().toPoint()
        widget = self._window.childAt(at)
        words = _told(widget, self._window, at) if widget is not None else ""
        if words:
            self._is_scroll = True
            QToolTip.showText(self._held.globalPosition().toPoint(), words, widget)


def _told(widget: QWidget, window: QWidget, at: QPoint) -> str:
    view = widget.parentWidget()
    if isinstance(view, QAbstractItemView):
        index = view.indexAt(widget.mapFrom(window, at))
        return str(index.data(Qt.ItemDataRole.ToolTipRole) or "")
    return widget.toolTip()


def _like(event: QMouseEvent) -> QMouseEvent:
    """The same event, to be sent later: Qt reuses its own."""
    return QMouseEvent(
        event.type(),
        QPointF(event.position()),
        QPointF(event.scenePosition()),
        QPointF(event.globalPosition()),
        event.button(),
        event.buttons(),
        event.modifiers(),
        event.pointingDevice(),
    )
