"""What a client says in confidence, typed into the real form; also as a program that is killed.

``python told_in_confidence.py DATA_FOLDER`` opens a window, types, says "written" once it is all on the
disk, and waits to be killed.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtTest import QTest

if __name__ == "__main__":
    PROJECT = Path(__file__).parents[2]
    sys.path[:0] = [str(PROJECT / "src"), str(PROJECT / "tests")]

from journeys.requester import Requester
from worker import MemoryKeyring, PaperPrinter, Worker

NAME = "Åsa Malli-Väinölä"
PHONE = "000 765 4321"
EMAIL = "asa.malli@postia.invalid"
MATTER = "Itkuisuutta öisin, pelkää perintätoimistoa."
TRIED = "Diakoni Esimerkki soitti kerran."
HOPE = "Sopuratkaisu ulosoton kanssa."
WHEN = "keskiviikkoisin saunan jälkeen"
NOTE = "Kuului lapsi taustalla."
TOLD = (NAME, PHONE, EMAIL, MATTER, TRIED, HOPE, WHEN, NOTE)


def tell(requester: Requester) -> None:
    """Everything that the client tells, typed into the form."""
    requester.find("yksinäi perho")
    requester.write(name=NAME, phone=PHONE, matter=MATTER)
    form = requester.desks.form.form
    matter, contact = form.matters[0], form.contact
    for line in (matter.tried, matter.hope):
        line.show()
    for field, words in (
        (form.client.email.line, EMAIL),
        (contact.when.line, WHEN),
        (matter.tried.box, TRIED),
        (matter.hope.box, HOPE),
    ):
        field.setFocus()
        requester.worker.type(words)
    requester.wait(lambda: WHEN in str(requester.drafts()) and HOPE in str(requester.drafts()))


class _Hands(QTest):
    """The keys of a test, without a test around them."""

    @staticmethod
    def waitUntil(condition: Callable[[], object]) -> None:  # noqa: N802 - as pytest-qt calls it
        deadline = time.monotonic() + 60
        while not condition():
            assert time.monotonic() < deadline
            QTest.qWait(10)


def main(folder: Path) -> None:
    """A program of its own that is left to its fate."""
    from ohjaus_desktop import app, logs
    from ohjaus_desktop.paths import DataFolder
    from ohjaus_desktop.settings import Effective, Settings
    from ohjaus_desktop.ui.outside import Outside

    data, printer = DataFolder(folder), PaperPrinter(folder)
    logs.start(data.logs)
    at = datetime(2026, 11, 20, 10, 30, tzinfo=ZoneInfo("Europe/Helsinki"))
    keyring = MemoryKeyring()
    outside = Outside(
        clock=lambda: at,
        online=lambda: None,
        printers=printer.list,
        print_pdf=printer.print,
        keyring=lambda: keyring,
    )
    chosen = Settings(home_municipality="584", worker="Maija", service_point="Testipiste")
    window = app.build(data, Effective(chosen, frozenset()), outside)
    window.resize(1440, 900)
    window.show()
    window.activateWindow()
    app.open_workplace(window, data)
    requester = Requester(Worker(window, printer, _Hands))  # type: ignore[arg-type]
    requester.set_up()
    tell(requester)
    sys.stdout.write("written\n")
    sys.stdout.flush()
    QTest.qWait(60_000)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
