"""Where to save a file: asked with the system's own dialog, in the user's documents at first."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget


def ask_for_path(parent: QWidget, name: str, *, title: str, kinds: str) -> Path | None:
    """Ask where to save; None when the user thinks better of it.

    name: of the file as it is proposed; its ending is added to what is typed without one. title: of
    the dialog. kinds: the files it shows, as Qt writes them: "Tables (*.csv)".
    """
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    chosen, _kind = QFileDialog.getSaveFileName(parent, title, str(Path(documents) / name), kinds)
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix else path.with_suffix(Path(name).suffix)
