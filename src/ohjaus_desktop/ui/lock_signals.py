"""What every system's way of saying "locked" has in common."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class LockSignals(QObject):
    """Listens in one system's way. hears: whether there is anything to listen to."""

    heard = Signal()
    hears = False

    def close(self) -> None:
        """Let go of what the system was asked for."""
