"""States of what stands behind the status line: the catalogue's standing, its changes, a report."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import time, timedelta
from typing import Any

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from gallery.stage import SMALL, TUESDAY, Setting, Theatre, until
from gallery.states import HOME, State, press, real, then, typed
from ohjaus_desktop.catalogue import document, sync
from ohjaus_desktop.catalogue.model import Phone, Schedule, Service
from ohjaus_desktop.catalogue.outcome import SyncHeld
from ohjaus_desktop.catalogue.store import CatalogueStore
from ohjaus_desktop.daybook.store import Daybook, Report, SyncNote
from ohjaus_desktop.guidance import search
from ohjaus_desktop.paths import DataFolder
from ohjaus_desktop.register.keys.os_keyring import SecretStore
from worker import MemoryKeyring, Worker

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
STANDING, NEWS = press(Qt.Key.Key_F5, SHIFT), press(Qt.Key.Key_F5, CTRL)
ADDRESS = "https://palvelut.esimerkki.invalid/jokilaaksot/"
Lay = Callable[[Theatre, DataFolder], SecretStore | None]


def followed(
    change: Callable[[list[Service]], list[Service]] = lambda services: services, *, broken: int = 0
) -> Lay:
    """A newer file of the same publisher was fetched this morning. broken: unreadable records in it."""

    def lay(theatre: Theatre, data: DataFolder) -> SecretStore:
        now = real(theatre.example)
        newer = msgspec.structs.replace(now, sequence=8, services=change(list(now.services)))
        raw: dict[str, Any] = msgspec.json.decode(document.write(newer))
        for at in range(broken):
            raw["services"].append(
                {**raw["services"][at], "id": f"bad-{at}", "minimum_age": "paljon", "fax": "000 1"}
            )
        file = theatre.folder / f"newer-{id(data)}.json"
        file.write_bytes(msgspec.json.encode(raw))
        at = TUESDAY - timedelta(hours=2)
        with closing(CatalogueStore(data.catalogue)) as store:
            try:
                done = sync.run(
                    store,
                    str(file),
                    index=search.index,
                    index_version=search.INDEX_VERSION,
                    at=at,
                    force=bool(broken),
                )
                counted = {name: getattr(done, name) for name in ("new", "changed", "gone", "quarantined")}
            except SyncHeld as held:
                counted = {
                    name: getattr(held, name) for name in ("services", "gone", "quarantined", "phone_changed")
                }
        _note(data, counted, held="services" in counted)
        return MemoryKeyring()

    return lay


def _note(data: DataFolder, counted: dict[str, int], *, held: bool) -> None:
    """The looks of the last days, as the program notes them."""
    with closing(Daybook(data.daybook)) as daybook:
        for hours, result, reason in (
            (52, "unchanged", ""),
            (48, "failed", "Palvelin ei vastaa. Yritä hetken kuluttua uudelleen."),
            (26, "unchanged", ""),
        ):
            daybook.note_sync(
                SyncNote(
                    at=TUESDAY - timedelta(hours=hours),
                    result=result,  # type: ignore[arg-type]
                    source=ADDRESS,
                    reason=reason,
                )
            )
        daybook.note_sync(
            SyncNote(
                at=TUESDAY - timedelta(hours=2),
                result="held" if held else "installed",
                source=ADDRESS,
                sequence=8,
                wire_bytes=182_400,
                **counted,
            )
        )


def refused(theatre: Theatre, data: DataFolder) -> SecretStore:
    """The latest look found a file that nobody whom this machine trusts has signed."""
    keyring = followed()(theatre, data)
    with closing(Daybook(data.daybook)) as daybook:
        daybook.note_sync(
            SyncNote(
                at=TUESDAY - timedelta(hours=1),
                result="refused",
                source=ADDRESS,
                reason="Palveluhakemisto on allekirjoitettu avaimella, johon tämä kone ei luota. Kysy "
                "julkaisijalta, onko osoite oikea ja onko sillä uusi root.json. Älä ota sitä vastaan "
                "keneltäkään muulta.",
            )
        )
    return keyring or MemoryKeyring()


def reported(theatre: Theatre, data: DataFolder) -> SecretStore:
    """An error was reported last week."""
    keyring = followed()(theatre, data)
    with closing(Daybook(data.daybook)) as daybook:
        for service in theatre.example.services[:2]:
            daybook.keep_report(
                Report(
                    at=TUESDAY - timedelta(days=5),
                    section="services",
                    record_id=service.id,
                    name=str(service.name if isinstance(service.name, str) else service.name["fi"]),
                    recipient="palaute@esimerkki.invalid",
                    words="Puhelinnumero on väärä.",
                )
            )
    return keyring or MemoryKeyring()


def _few(services: list[Service]) -> list[Service]:
    """A moved number, other hours, a new name in Swedish only, one gone, one new."""
    names = ("Ystävätoiminta kotiin", "Puhelinystävä")
    known = [one for one in services if not isinstance(one.name, str) and one.name.get("fi") in names]
    changed = [*known, *(one for one in services if one not in known)]
    changed[0] = msgspec.structs.replace(
        changed[0],
        phones=[Phone(number="000 999 8877", description={"fi": "Ajanvaraus", "sv": "Tidsbokning"})],
        schedules=[Schedule(byday="MO,WE,FR", opens_at=time(9), closes_at=time(15))],
    )
    changed[1] = msgspec.structs.replace(changed[1], fees_description="10 € kerralta")
    long_name = "Ikääntyneiden omaishoitajien vertaistuki- ja virkistystoiminnan ohjattu keskusteluryhmä " * 2
    changed[2] = msgspec.structs.replace(changed[2], name=long_name)
    changed.append(msgspec.structs.replace(changed[3], id="brand-new", name="Uusi kylätuvan kahvila"))
    return changed[:5] + changed[6:]


def _many(services: list[Service]) -> list[Service]:
    """Nearly every service says something else."""
    more = [
        msgspec.structs.replace(services[at % len(services)], id=f"new-{at}", name=f"Uusi palvelu {at + 1}")
        for at in range(300)
    ]
    return [*services, *more]


def _fewer(services: list[Service]) -> list[Service]:
    return services[:60]


def follows(**more: Any) -> Setting:
    """A window that follows an address. lay, size, settings as in Setting."""
    chosen_settings = {"catalogue_address": ADDRESS, **HOME, **more.pop("settings", {})}
    return Setting(catalogue=real, settings=chosen_settings, online=True, **more)


def news_read(worker: Worker) -> None:
    """Wait until the changes have been read."""
    desks = worker.window.desks
    if desks is not None:
        until(lambda: desks.news._job is None)
    QApplication.processEvents()


def report(words: str = "") -> Callable[[Worker], None]:
    """Open the form of a report and write into it."""

    def act(worker: Worker) -> None:
        worker.window.page.right.detail.report_wanted.emit()
        desks = worker.window.desks
        view = desks.report._view if desks is not None else None
        if view is not None:
            view.fields["phone"].setChecked(True)
            view.words.setPlainText(words)
        QApplication.processEvents()

    return act


def report_organization(worker: Worker) -> None:
    """Open the form about the first organization, over the pages."""
    desks = worker.window.desks
    if desks is not None:
        desks.views.show_organizations()
        worker.press(Qt.Key.Key_Return)
        shown = desks.views.organizations().detail.shown
        if shown is not None:
            desks.report.open_organization(shown.organization.id)
    QApplication.processEvents()


SERVICE = typed("yksinäi perho", Qt.Key.Key_Return)
WARNED = "Numero 000 200 9999 on väärin, oikea on 000 123 4567. Kuulin Maija Meikäläiseltä."
LARGE_TEXT = {"text_scale": 200}
STATES = (
    State("standing", "Service information", STANDING, follows(lay=followed(_few))),
    State("standing-example", "Service information, example", STANDING),
    State("standing-held", "An update is held back", STANDING, follows(lay=followed(_fewer))),
    State("standing-faults", "40 records left out", STANDING, follows(lay=followed(broken=40))),
    State("standing-refused", "A file was refused", STANDING, follows(lay=refused)),
    State("standing-reports", "With reports", STANDING, follows(lay=reported)),
    State("standing-small", "Service information, 200 %", STANDING,
        follows(lay=followed(_few), size=SMALL, settings=LARGE_TEXT)),
    State("news", "What has changed", then(news_read, NEWS, news_read), follows(lay=followed(_few))),
    State("news-many", "300 changes", then(news_read, NEWS, news_read), follows(lay=followed(_many))),
    State("news-none", "Nothing changed", then(NEWS, news_read), follows()),
    State("news-small", "What has changed, 200 %", then(news_read, NEWS, news_read),
        follows(lay=followed(_few), size=SMALL, settings=LARGE_TEXT)),
    State("news-marks", "Marks beside services", then(news_read, SERVICE), follows(lay=followed(_few))),
    State("report", "Report an error", then(SERVICE, report()), follows()),
    State("report-warned", "A report with questions", then(SERVICE, report(WARNED)), follows()),
    State("report-organization", "Report an error in an organization", report_organization, follows()),
    State("report-small", "Report an error, 200 %", then(SERVICE, report(WARNED)),
        follows(size=SMALL, settings=LARGE_TEXT)),
)  # fmt: skip
