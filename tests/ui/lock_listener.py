"""A program with a SystemLock and nothing else; says "ready", then "locked" for every lock it hears.

Ends itself when its input ends.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QCoreApplication, QSocketNotifier

from ohjaus_desktop.ui.system_lock import SystemLock


def _say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def main() -> None:
    """Listen until the input ends."""
    application = QCoreApplication([])
    lock = SystemLock()
    lock.locked.connect(lambda: _say("locked"))
    end = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    end.activated.connect(application.quit)
    _say("hears" if lock.hears else "deaf")
    application.exec()


if __name__ == "__main__":
    main()
