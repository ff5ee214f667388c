"""What the window is given from outside, so that tests and bare machines can give something else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from babel import Locale
from PySide6.QtGui import QGuiApplication

from ohjaus_desktop import texts
from ohjaus_desktop.ui import printing

CLIENT_LANGUAGES = ("fi", "sv", "en", "se", "uk", "ru", "ar", "so", "fa", "et")
"""Languages that can be asked for; those of most clients in Finland, and the Sámi."""


@dataclass(frozen=True, slots=True)
class Outside:
    """Clock, printers and network.

    clock: now, aware, Europe/Helsinki. online: whether there is a network, None when not known.
    """

    clock: Callable[[], datetime]
    printers: Callable[[], Sequence[printing.Printer]] = printing.available
    print_pdf: Callable[..., int] = printing.print_pdf
    online: Callable[[], bool | None] = lambda: None


def client_languages() -> list[tuple[str, str]]:
    """Code and name of the languages that can be asked for."""
    names = Locale.parse(texts.current().language).languages
    return [(code, names.get(code, code)) for code in CLIENT_LANGUAGES]


def screen_size() -> tuple[int, int]:
    """The room there is for a window on this screen, in pixels."""
    screen = QGuiApplication.primaryScreen()
    size = screen.availableGeometry().size() if screen else None
    return (min(1440, size.width()), min(900, size.height())) if size else (1024, 600)
