"""What was copied of a client leaves the clipboard again by itself."""

from __future__ import annotations

import secrets

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QGuiApplication

KEPT_MS = 120_000
"""Two minutes: long enough to change to the mail program and paste."""
_OURS = "application/x-ohjaus-private"
_COPIED = "copied for the client"
_WINDOWS = 'application/x-qt-windows-mime;value="{name}"'


def copy_for_client(words: str) -> None:
    """Copy a number or a message that names nobody; it stays until the next client."""
    clipboard = QGuiApplication.clipboard()
    # As text, not as mime data of our own: what Python made and the clipboard still holds when the
    # program ends is destroyed after Python is gone.
    clipboard.setText(words)
    clipboard.setProperty(_COPIED, words)


def forget_client() -> None:
    """The next client: empty the clipboard if it still holds what was copied for the one before."""
    clipboard = QGuiApplication.clipboard()
    words = clipboard.property(_COPIED)
    if words and clipboard.text() == words:
        clipboard.clear()
    clipboard.setProperty(_COPIED, "")


class PrivateClipboard(QObject):
    """Copies words so that clipboard histories leave them out, and empties the clipboard afterwards.

    It empties only what it put there: what somebody has copied since is theirs.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._token = b""
        self.timer = QTimer(self, singleShot=True, interval=KEPT_MS)
        self.timer.timeout.connect(self.forget)

    def copy(self, words: str) -> None:
        """Copy the words for two minutes."""
        self._token = secrets.token_bytes(16)
        data = QMimeData()
        data.setText(words)
        data.setData(_OURS, self._token)
        # Source: Microsoft, "Clipboard Formats", Cloud Clipboard and Clipboard History Formats.
        data.setData(_WINDOWS.format(name="ExcludeClipboardContentFromMonitorProcessing"), b"\0")
        for name in ("CanIncludeInClipboardHistory", "CanUploadToCloudClipboard"):
            data.setData(_WINDOWS.format(name=name), (0).to_bytes(4, "little"))
        # KDE's Klipper and others that follow it keep no entry with this hint.
        data.setData("x-kde-passwordManagerHint", b"secret")
        QGuiApplication.clipboard().setMimeData(data)
        self.timer.start()

    def forget(self) -> None:
        """Empty the clipboard if it still holds what was copied here."""
        self.timer.stop()
        token, self._token = self._token, b""
        clipboard = QGuiApplication.clipboard()
        held = clipboard.mimeData() if token else None
        if held is not None and bytes(held.data(_OURS).data()) == token:
            clipboard.clear()
