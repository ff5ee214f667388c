"""macOS keeps it in the session's dictionary: CGSSessionScreenIsLocked, looked at now and then.

Source: Apple, Quartz Window Services, CGSessionCopyCurrentDictionary; the key is what the login
window has written for many releases, though Apple does not document it.
"""

from __future__ import annotations

import ctypes
import ctypes.util

from PySide6.QtCore import QObject, QTimer

from ohjaus_desktop.ui.lock_signals import LockSignals

_LOOK_EVERY_MS = 3000
_UTF8 = 0x08000100
_LOCKED = b"CGSSessionScreenIsLocked"


class MacLock(LockSignals):
    """Looks every few seconds: a dictionary is copied, which takes microseconds."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._graphics = ctypes.CDLL(ctypes.util.find_library("ApplicationServices"))
        self._foundation = ctypes.CDLL(ctypes.util.find_library("CoreFoundation"))
        self._declare()
        self._key = self._foundation.CFStringCreateWithCString(None, _LOCKED, _UTF8)
        self._was_locked = False
        self._timer = QTimer(self, interval=_LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()
        self.hears = True

    def close(self) -> None:
        """Stop looking."""
        self._timer.stop()

    def _declare(self) -> None:
        pointer = ctypes.c_void_p
        self._graphics.CGSessionCopyCurrentDictionary.restype = pointer
        for name, result, arguments in (
            ("CFStringCreateWithCString", pointer, (pointer, ctypes.c_char_p, ctypes.c_uint32)),
            ("CFDictionaryGetValue", pointer, (pointer, pointer)),
            ("CFBooleanGetValue", ctypes.c_bool, (pointer,)),
            ("CFRelease", None, (pointer,)),
        ):
            function = getattr(self._foundation, name)
            function.restype, function.argtypes = result, arguments

    def _look(self) -> None:
        session = self._graphics.CGSessionCopyCurrentDictionary()
        if not session:
            return
        value = self._foundation.CFDictionaryGetValue(session, self._key)
        locked = bool(value) and bool(self._foundation.CFBooleanGetValue(value))
        self._foundation.CFRelease(session)
        if locked and not self._was_locked:
            self.heard.emit()
        self._was_locked = locked
