"""When nobody is at the machine: its own lock, its sleep, and hands that have been still.

The client data hides with the operating system's lock. Each system says it in its own way; where
none can be heard (no bus, an old system) nothing breaks, and stillness is left.
"""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from ohjaus_desktop.ui.lock_signals import LockSignals

log = logging.getLogger(__name__)

_LOOK_EVERY_S = 20.0
"""How often stillness is looked at, at least: while the machine sleeps no timer runs."""
_HANDS = frozenset(
    {
        QEvent.Type.ShortcutOverride,  # comes before every key, and alone where the key is a shortcut
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)


class SystemLock(QObject):
    """Tells when the operating system locks the session or goes to sleep."""

    locked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._signals = _signals(self)
        if self._signals is None:
            log.info("the system's own lock cannot be heard")
        else:
            self._signals.heard.connect(self.locked)

    @property
    def hears(self) -> bool:
        """Whether the system's lock can be heard on this machine."""
        return self._signals is not None

    def close(self) -> None:
        """Stop listening."""
        if self._signals is not None:
            self._signals.close()
            self._signals = None


def _signals(parent: QObject) -> LockSignals | None:
    """What this system says its lock with; None where nothing can be heard."""
    try:
        if sys.platform == "win32":
            from ohjaus_desktop.ui.lock_windows import WindowsLock as Lock
        elif sys.platform == "darwin":
            from ohjaus_desktop.ui.lock_macos import MacLock as Lock
        else:
            from ohjaus_desktop.ui.lock_linux import LinuxLock as Lock
        made = Lock(parent)
    # An image without QtDBus, or a system library that lacks the function.
    except (ImportError, OSError, AttributeError) as error:
        log.warning("no way to hear the system's lock: %s", type(error).__name__)
        return None
    return made if made.hears else None


def passing_seconds() -> float:
    """Seconds that never go back, whatever the clock says, and that go on while the machine sleeps.

    Linux stops the usual monotonic clock in sleep, and so does Python's on macOS; Windows does not.
    """
    if sys.platform == "linux":
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    if sys.platform == "darwin":
        return time.clock_gettime(time.CLOCK_MONOTONIC)
    return time.monotonic()


class IdleWatch(QObject):
    """Tells once when neither key nor mouse has moved in the program for so long.

    It listens at the windows of the system, where a key or a move of the hand arrives once. A filter
    on the application would also see all that the widgets tell each other, thousands of events for one
    page, and Python is slow to say to each of them that it does not care.
    """

    idle = Signal()

    def __init__(
        self,
        minutes: float,
        *,
        clock: Callable[[], float] = passing_seconds,
        parent: QObject | None = None,
    ) -> None:
        """clock: seconds that never go back."""
        super().__init__(parent)
        self._limit, self._clock = minutes * 60, clock
        self._last, self._told = clock(), False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._listen)
        self._timer.timeout.connect(self.look)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._listen)
        self._listen()
        self._wait()

    def set_minutes(self, minutes: float) -> None:
        """Another limit, from now on."""
        self._limit = minutes * 60
        self.look()

    def begin(self) -> None:
        """Count from now: the client data has just been opened."""
        self._last, self._told = self._clock(), False
        self._wait()

    def look(self) -> None:
        """Tell where it has been still for too long, else look again in time."""
        if not self._told and self._clock() - self._last >= self._limit:
            self._told = True
            self._timer.stop()
            self.idle.emit()
        else:
            self._wait()

    def close(self) -> None:
        """Stop watching."""
        self._timer.stop()
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.disconnect(self._listen)
        for window in QGuiApplication.topLevelWindows():
            window.removeEventFilter(self)

    def _listen(self, *_focused: object) -> None:
        """At every window there is now: a dialog gets the focus, a menu is found at the next look."""
        for window in QGuiApplication.topLevelWindows():
            window.installEventFilter(self)  # once, however often it is asked for

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Every key and every move of the mouse counts; none is held back."""
        if event.type() in _HANDS:
            # The first key after a sleep comes before the timer: it must not open what is to be hidden.
            if not self._told:
                self.look()
            moved = self._clock()
            self._last = moved
            if self._told:
                self._told = False
                self._wait()
        return False

    def _wait(self) -> None:
        if self._told:
            return
        left = self._limit - (self._clock() - self._last)
        self._timer.start(max(1, round(min(left, _LOOK_EVERY_S) * 1000)))
