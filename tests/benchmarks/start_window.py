"""One start of a window in a process of its own, to its first painted list; then out."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def bare() -> None:
    """A QMainWindow with a table, and nothing else."""
    from PySide6.QtWidgets import QApplication, QMainWindow, QTableWidget

    application = QApplication(sys.argv[:1])
    window = QMainWindow()
    window.setCentralWidget(QTableWidget(50, 5))
    window.resize(1440, 900)
    window.show()
    application.processEvents()
    window.grab()


def ours(folder: Path) -> None:
    """Our window, until its first list can be used."""
    from ohjaus_desktop import app
    from ohjaus_desktop.paths import DataFolder

    window = app.build(DataFolder(folder))
    window.show()
    app.wait_until_ready(window)
    window.grab()


if __name__ == "__main__":
    ours(Path(sys.argv[2])) if sys.argv[1] == "ours" else bare()
    sys.stdout.flush()
    # What Python and Qt take apart at the end is not part of a start.
    os._exit(0)
