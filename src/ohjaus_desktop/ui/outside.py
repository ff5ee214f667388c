"""What the window is given from outside, so that tests and bare machines can give something else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from babel import Locale
from PySide6.QtGui import QGuiApplication

from ohjaus_desktop import texts

if TYPE_CHECKING:
    from ohjaus_desktop.register.vault import SecretStore
    from ohjaus_desktop.ui.preview import Preview
    from ohjaus_desktop.ui.printing import Printer

CLIENT_LANGUAGES = ("fi", "sv", "en", "se", "uk", "ru", "ar", "so", "fa", "et")
"""Languages that can be asked for; those of most clients in Finland, and the Sámi."""


@dataclass(frozen=True, slots=True)
class Outside:
    """Clock, printers, network and keyring.

    clock: now, aware, Europe/Helsinki. printers, print_pdf: None for those of this machine.
    online: whether there is a network, None when not known. keyring: gives the safe place for
    keys, None where there is none; None in its place means the operating system's own.
    """

    clock: Callable[[], datetime]
    printers: Callable[[], Sequence[Printer]] | None = None
    print_pdf: Callable[..., int] | None = None
    online: Callable[[], bool | None] = lambda: None
    keyring: Callable[[], SecretStore | None] | None = None

    def preview(self, printer: str) -> Preview:
        """A preview that prints where this window prints. printer: the one last chosen."""
        # Imported here: pypdfium2 is slow to load, and the window is on the screen before.
        from ohjaus_desktop.ui import printing
        from ohjaus_desktop.ui.preview import Preview

        return Preview(
            printer=printer,
            printers=self.printers or printing.available,
            print_pdf=self.print_pdf or printing.print_pdf,
        )

    def known_printers(self) -> Sequence[Printer]:
        """The printers there are."""
        from ohjaus_desktop.ui import printing

        return (self.printers or printing.available)()


def client_languages() -> list[tuple[str, str]]:
    """Code and name of the languages that can be asked for."""
    names = Locale.parse(texts.current().language).languages
    return [(code, names.get(code, code)) for code in CLIENT_LANGUAGES]


def screen_size() -> tuple[int, int]:
    """The room there is for a window on this screen, in pixels."""
    screen = QGuiApplication.primaryScreen()
    size = screen.availableGeometry().size() if screen else None
    return (min(1440, size.width()), min(900, size.height())) if size else (1024, 600)
