"""Leads a report from the service on the right to its publisher, and keeps it in the daybook."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from ohjaus_desktop.daybook.store import Report
from ohjaus_desktop.texts import current, text
from ohjaus_desktop.ui.report import letter
from ohjaus_desktop.ui.report.letter import Letter, Recipient, Record
from ohjaus_desktop.ui.right_pane import RightPane
from ohjaus_desktop.ui.service_desk import ServiceDesk
from ohjaus_desktop.workplace import HELSINKI, Workplace

if TYPE_CHECKING:
    from ohjaus_desktop.catalogue.installed import Installed
    from ohjaus_desktop.documents.chosen import Chosen
    from ohjaus_desktop.ui.report.view import ReportView


def _open_mail(address: str) -> bool:
    return QDesktopServices.openUrl(QUrl(address, QUrl.ParsingMode.StrictMode))


class ReportDesk(QObject):
    """Opens the form; one report is kept once, however often it is copied or mailed."""

    told = Signal(str, object)
    kept = Signal()

    def __init__(
        self,
        right: RightPane,
        services: ServiceDesk,
        workplace: Workplace,
        parent: QObject,
        *,
        clock: Callable[[], datetime],
    ) -> None:
        super().__init__(parent)
        self._right, self._services, self._workplace, self._clock = right, services, workplace, clock
        self._view: ReportView | None = None
        self._record: Record | None = None
        self._kept = 0
        self.open_mail = _open_mail
        right.detail.report_wanted.connect(self.open)

    def open(self) -> None:
        """Begin a report about the service that is shown."""
        from ohjaus_desktop.ui.report.view import ReportView

        chosen, installed = self._services.current, self._workplace.store.installed()
        if chosen is None or installed is None:
            return
        if self._view is None:
            self._view = ReportView()
            self._right.hold(self._view)
            self._view.copy_wanted.connect(self._copy)
            self._view.mail_wanted.connect(self._mail)
        self._record, self._kept = _record(chosen, installed), 0
        self._view.open(
            self._record, _recipients(chosen, installed), sender=self._services.giver().service_point
        )
        self._right.cover(self._view)

    def _copy(self, written: Letter, recipient: Recipient | None) -> None:
        QApplication.clipboard().setText(written.whole)
        self._keep(written, recipient)
        self._say(text("The report was copied and is kept in the list of reports."))

    def _mail(self, written: Letter, recipient: Recipient | None) -> None:
        if recipient is None:
            return
        address = letter.mail_address(recipient.email, written)
        too_long = len(address) > letter.LONGEST_ADDRESS
        if too_long:
            QApplication.clipboard().setText(written.body)
            short = Letter(written.subject, text("Paste the report here (Ctrl+V)."))
            address = letter.mail_address(recipient.email, short)
        opened = self.open_mail(address)
        self._keep(written, recipient)
        if not opened:
            QApplication.clipboard().setText(written.whole)
            self._say(text("No e-mail program opened. The report was copied: paste it into an e-mail."))
        elif too_long:
            self._say(text("The report is too long to be handed over. It was copied: paste it (Ctrl+V)."))
        else:
            self._say(text("The e-mail is open. Send it there; the report is kept in the list of reports."))

    def _say(self, sentence: str) -> None:
        if self._view is not None:
            self._view.say_told(sentence)

    def _keep(self, written: Letter, recipient: Recipient | None) -> None:
        if self._record is None:
            return
        told = "" if recipient is None else recipient.email or recipient.phone
        if self._kept:
            self._workplace.daybook.delete_report(self._kept)
        self._kept = self._workplace.daybook.keep_report(
            Report(
                at=self._clock(),
                section="services",
                record_id=self._record.id,
                name=self._record.name,
                recipient=told,
                words=written.whole,
            )
        )
        self.kept.emit()


def _record(chosen: Chosen, installed: Installed) -> Record:
    say = current()
    return Record(
        id=chosen.service.id,
        name=say.name(chosen.service.name),
        organization=say.name(chosen.organization.name) if chosen.organization else "",
        catalogue=say.name(installed.title),
        sequence=installed.sequence,
        published=installed.published_at.astimezone(HELSINKI).date(),
        numbers=tuple(phone.number for phone in chosen.phones),
    )


def _recipients(chosen: Chosen, installed: Installed) -> list[Recipient]:
    """The publisher, who can put it right here, and the organization, who knows what is right."""
    say, publisher, organization = current(), installed.publisher, chosen.organization
    found = [Recipient("publisher", say.name(publisher.name), publisher.email or "", publisher.phone or "")]
    if organization is not None:
        phone = next((one.number for one in organization.phones), "")
        found.append(Recipient("organization", say.name(organization.name), organization.email or "", phone))
    return found
