"""Windows tells a window: WM_WTSSESSION_CHANGE, once it has asked for it.

Source: Microsoft, "WTSRegisterSessionNotification" and "WM_WTSSESSION_CHANGE message".
"""

from __future__ import annotations

import sys

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    from PySide6.QtCore import QAbstractNativeEventFilter, QCoreApplication, QObject
    from PySide6.QtWidgets import QWidget

    from ohjaus_desktop.ui.lock_signals import LockSignals

    _WM_WTSSESSION_CHANGE = 0x02B1
    _WM_POWERBROADCAST = 0x0218
    _PBT_APMSUSPEND = 0x0004
    _THIS_SESSION = 0
    # The console or the remote desktop taken away, signed off, locked.
    _AWAY = frozenset({0x2, 0x4, 0x6, 0x7})

    class WindowsLock(LockSignals):
        """Asks for the messages with a window of its own, which is never shown."""

        def __init__(self, parent: QObject) -> None:
            super().__init__(parent)
            self._library = ctypes.WinDLL("wtsapi32")
            self._library.WTSRegisterSessionNotification.argtypes = (wintypes.HWND, wintypes.DWORD)
            self._library.WTSUnRegisterSessionNotification.argtypes = (wintypes.HWND,)
            self._window = QWidget()
            self._handle = int(self._window.winId())
            self._filter = _Messages(self)
            self.hears = bool(self._library.WTSRegisterSessionNotification(self._handle, _THIS_SESSION))
            application = QCoreApplication.instance()
            if application is not None:
                application.installNativeEventFilter(self._filter)

        def close(self) -> None:
            """Take the request back."""
            self._library.WTSUnRegisterSessionNotification(self._handle)
            application = QCoreApplication.instance()
            if application is not None:
                application.removeNativeEventFilter(self._filter)
            self._window.deleteLater()

    class _Messages(QAbstractNativeEventFilter):
        def __init__(self, told: LockSignals) -> None:
            super().__init__()
            self._told = told

        def nativeEventFilter(self, _kind: object, message: int) -> tuple[bool, int]:
            """Listen, and let every message go on."""
            came = wintypes.MSG.from_address(int(message))
            away = came.message == _WM_WTSSESSION_CHANGE and came.wParam in _AWAY
            if away or (came.message == _WM_POWERBROADCAST and came.wParam == _PBT_APMSUSPEND):
                self._told.heard.emit()
            return False, 0
