"""One start of a window in a process of its own, to its first painted list; then out."""

from __future__ import annotations

import gc
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


def ours(folder: Path, *, until_answering: bool) -> None:
    """Our window as ``app.run`` opens it, until the needs stand there with their counts.

    until_answering: until the catalogue is open too, and letters are answered.
    """
    gc.disable()  # as the command line does before it loads the window
    from PySide6.QtWidgets import QApplication

    from ohjaus_desktop import app, paths, settings
    from ohjaus_desktop.paths import DataFolder

    data = DataFolder(folder)
    window = app.build(data, settings.load(data.settings, paths.machine_settings()))
    window.resize(1440, 900)
    window.show()
    if until_answering:
        app.open_workplace(window, data)
    QApplication.processEvents()
    window.grab()
    assert window.page.middle.tiles.tiles()


if __name__ == "__main__":
    if sys.argv[1] == "bare":
        bare()
    else:
        ours(Path(sys.argv[2]), until_answering=sys.argv[1] == "answering")
    sys.stdout.flush()
    # What Python and Qt take apart at the end is not part of a start.
    os._exit(0)
