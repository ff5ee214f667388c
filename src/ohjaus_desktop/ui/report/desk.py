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
    from ohjaus_desktop.catalogue.model import Organization
    from ohjaus_desktop.documents.chosen import Chosen
    from ohjaus_desktop.ui.passing import PassingView
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
        show_over: Callable[[PassingView], object],
    ) -> None:
        """show_over: shows a view in place of the pages."""
        super().__init__(parent)
        self._show_over = show_over
        self._right, self._services, self._workplace, self._clock = right, services, workplace, clock
        self._beside: ReportView | None = None  # on the right, where services are shown
        self._view: ReportView | None = None
        self._record: Record | None = None
        self._kept = 0
        self.open_mail = _open_mail
        right.detail.report_wanted.connect(self.open)

    def open(self) -> None:
        """Begin a report about the service that is shown."""
        chosen, installed = self._services.current, self._workplace.store.installed()
        if chosen is None or installed is None:
            return
        if self._beside is None:
            self._beside = self._made()
            self._right.hold(self._beside)
        self._begin(self._beside, _record(chosen, installed), _recipients(chosen.organization, installed))
        self._right.cover(self._beside)

    def open_organization(self, id_: str) -> None:
        """Begin a report about an organization, in place of the pages."""
        store = self._workplace.store
        organization, installed = store.organization(id_), store.installed()
        if organization is None or installed is None:
            return
        view = self._made()
        self._begin(view, _of_organization(organization, installed), _recipients(organization, installed))
        view.closed.connect(self._forget)
        self._show_over(view)

    def _made(self) -> ReportView:
        from ohjaus_desktop.ui.report.view import ReportView

        view = ReportView()
        view.copy_wanted.connect(self._copy)
        view.mail_wanted.connect(self._mail)
        return view

    def _begin(self, view: ReportView, record: Record, recipients: list[Recipient]) -> None:
        self._view, self._record, self._kept = view, record, 0
        view.open(record, recipients, sender=self._services.giver().service_point)

    def _forget(self) -> None:
        self._view = None

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
                section=self._record.section,
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


def _of_organization(organization: Organization, installed: Installed) -> Record:
    say = current()
    return Record(
        id=organization.id,
        name=say.name(organization.name),
        organization="",
        catalogue=say.name(installed.title),
        sequence=installed.sequence,
        published=installed.published_at.astimezone(HELSINKI).date(),
        numbers=tuple(phone.number for phone in organization.phones),
        section="organizations",
    )


def _recipients(organization: Organization | None, installed: Installed) -> list[Recipient]:
    """The publisher, who can put it right here, and the organization, who knows what is right."""
    say, publisher = current(), installed.publisher
    found = [Recipient("publisher", say.name(publisher.name), publisher.email or "", publisher.phone or "")]
    if organization is not None:
        phone = next((one.number for one in organization.phones), "")
        found.append(Recipient("organization", say.name(organization.name), organization.email or "", phone))
    return found
