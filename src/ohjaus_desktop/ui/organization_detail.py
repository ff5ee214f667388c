"""One organization in full: what it offers, where, when, and how to reach it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ohjaus_desktop.catalogue.model import Location, Phone, Service
from ohjaus_desktop.catalogue.navigation import Notice
from ohjaus_desktop.documents import phones
from ohjaus_desktop.guidance.closed_lists import SECTORS
from ohjaus_desktop.guidance.hours import Hours
from ohjaus_desktop.guidance.organizations import InFull
from ohjaus_desktop.guidance.timetable import timetable
from ohjaus_desktop.texts import Translator, current, plural, text
from ohjaus_desktop.ui.column import Column
from ohjaus_desktop.ui.controls import card, icon_button, picture, spaced
from ohjaus_desktop.ui.flow import flow_row
from ohjaus_desktop.ui.words import Press, RowButton, Words, rule

_NOTICE_TONE = {"info": "info", "warning": "warning", "urgent": "error"}


class OrganizationDetail(QWidget):
    """The page of one organization; choosing a service opens it in guidance."""

    service_chosen = Signal(str)  # service id
    print_wanted = Signal(str)  # organization id
    report_wanted = Signal(str)  # organization id: something about it is wrong
    phone_wanted = Signal(str)  # a number to copy
    back_wanted = Signal()

    def __init__(self, municipality: Callable[[str], str]) -> None:
        """municipality: gives the name of a code in the language of the window."""
        super().__init__()
        self._municipality = municipality
        self._shown: InFull | None = None
        self._scroll = Column()
        self._scroll.setAccessibleName(text("Organization"))
        self._column = self._scroll.begin()
        frame = card()
        spaced(QVBoxLayout(frame), margin=1).addWidget(self._scroll)
        spaced(QVBoxLayout(self), gap=0).addWidget(frame)
        self.service_buttons: list[RowButton] = []
        self.print_button: Press | None = None

    @property
    def shown(self) -> InFull | None:
        """What is shown now."""
        return self._shown

    def show_organization(self, one: InFull | None, *, back: bool = False) -> None:
        """Show an organization, or an empty page. back: offer the way to the list."""
        self._shown = one
        self.service_buttons = []
        self.print_button = None
        self._column = self._scroll.begin()
        if one is None:
            self._column.addWidget(Words(text("Choose an organization from the list."), tone="muted"))
        else:
            self._fill(one, current(), back=back)
        self._column.addStretch(1)
        self._scroll.present()

    def _fill(self, one: InFull, say: Translator, *, back: bool) -> None:
        self._head(one, say, back=back)
        for notice in one.notices:
            self._column.addWidget(_notice(notice, say))
        self._contacts(one, say)
        self._services(one, say)
        self._places(one, say)
        self._column.addWidget(rule())
        self._column.addWidget(Words(_checked(one, say), tone="muted"))
        self._scroll.setAccessibleName(say.name(one.organization.name))

    def _head(self, one: InFull, say: Translator, *, back: bool) -> None:
        organization = one.organization
        if back:
            button = Press(text("Back to the list"), picture="back", kind="quiet")
            button.clicked.connect(self.back_wanted)
            self._column.addWidget(flow_row(button))
        self._column.addWidget(Words(say.name(organization.name), size=1.4, bold=True, selectable=True))
        sector = say(SECTORS[organization.sector])
        also = say.name(organization.alternate_name).replace(";", ",")
        self._column.addWidget(Words(" · ".join(part for part in (sector, also) if part), tone="muted"))
        if organization.status != "active":
            state = (
                text("Temporarily closed")
                if organization.status == "temporarily closed"
                else text("No longer in operation")
            )
            self._column.addWidget(flow_row(Words(state, badge="error", size=SMALL)))
        if organization.description:
            self._column.addWidget(Words(say.name(organization.description), selectable=True))
        self.print_button = Press(text("Print the organization’s page"), picture="print")
        self.print_button.clicked.connect(lambda: self.print_wanted.emit(organization.id))
        wrong = Press(text("Report an error in the facts"), picture="warning", kind="quiet")
        wrong.clicked.connect(lambda: self.report_wanted.emit(organization.id))
        self._column.addWidget(flow_row(self.print_button, wrong))

    def _contacts(self, one: InFull, say: Translator) -> None:
        organization = one.organization
        self._section(text("Contact"))
        numbers = [(number, say.name(number.description)) for number in organization.phones]
        for role in organization.contacts:
            numbers += [(number, say.name(role.title)) for number in role.phones]
        for number, whose in numbers:
            self._column.addWidget(self._number(number, whose))
        if not numbers:
            self._column.addWidget(Words(text("Phone number not known"), tone="muted"))
        for image, words in (("email", organization.email), ("link", organization.website)):
            if words:
                self._column.addWidget(_line(image, words))

    def _number(self, phone: Phone, whose: str) -> QWidget:
        shown = phones.group(phone.number)
        words = Words(shown, bold=True, selectable=True)
        words.setWordWrap(False)
        copy = icon_button("copy", text("Copy the number {number}", number=shown))
        copy.clicked.connect(lambda: self.phone_wanted.emit(shown))
        part = QWidget()
        row = spaced(QHBoxLayout(part), gap=8)
        row.addWidget(picture("phone", colour="accent"))
        row.addWidget(words)
        row.addWidget(Words(whose, tone="muted"), stretch=1)
        row.addWidget(copy)
        return part

    def _services(self, one: InFull, say: Translator) -> None:
        self._section(plural("{number} service", "{number} services", len(one.services)))
        for service in one.services:
            self._column.addWidget(self._service(service, say))
        if not one.services:
            self._column.addWidget(Words(text("No services have been told."), tone="muted"))

    def _service(self, service: Service, say: Translator) -> QWidget:
        button = RowButton(say.name(service.name), say.name(service.what))
        button.clicked.connect(lambda: self.service_chosen.emit(service.id))
        self.service_buttons.append(button)
        return button

    def _places(self, one: InFull, say: Translator) -> None:
        if not one.locations:
            return
        self._section(plural("{number} place", "{number} places", len(one.locations)))
        for place in one.locations:
            self._column.addWidget(self._place(place, one.day, say))

    def _place(self, place: Location, day: date, say: Translator) -> QWidget:
        part = QWidget()
        column = spaced(QVBoxLayout(part), gap=4)
        column.addWidget(_line("place", say.name(place.name), bold=True))
        for line in self._address(place, say):
            column.addWidget(_indented(line))
        table = timetable(Hours(tuple(place.schedules), tuple(place.holiday_schedules)), day, say)
        hours = [*(f"{days} {times}".strip() for days, times in table.rows), *table.lines]
        unknown = _indented(text("Opening hours not known"), tone="muted")
        column.addWidget(_indented("\n".join(hours)) if hours else unknown)
        for number in place.phones:
            column.addWidget(self._number(number, say.name(number.description)))
        return part

    def _address(self, place: Location, say: Translator) -> list[str]:
        lines = []
        for address in place.addresses:
            city = f"{address.postal_code or ''} {say.name(address.city)}".strip()
            lines.append(", ".join(part for part in (say.name(address.address_1), city) if part))
        if not lines:
            lines.append(text("Address not known"))
        told = {say.name(address.city).casefold() for address in place.addresses}
        where = (say.name(place.village), self._municipality(place.municipality))
        lines += [", ".join(part for part in where if part and part.casefold() not in told)]
        lines += [say.name(extra) for extra in (place.floor, place.stop, place.transportation) if extra]
        lines += [say.name(access.description) for access in place.accessibility]
        return [line for line in lines if line]

    def _section(self, name: str) -> None:
        self._column.addWidget(rule())
        self._column.addWidget(Words(name, bold=True, size=1.1))


SMALL = 0.93


def _line(image: str, words: str, *, bold: bool = False) -> QWidget:
    part = QWidget()
    row = spaced(QHBoxLayout(part), gap=8)
    mark: QLabel = picture(image, colour="accent")
    row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(Words(words, bold=bold, selectable=True), stretch=1)
    return part


def _indented(words: str, *, tone: str = "") -> Words:
    label = Words(words, tone=tone, selectable=True)
    label.setIndent(0)
    label.setContentsMargins(28, 0, 0, 0)
    return label


def _notice(notice: Notice, say: Translator) -> QWidget:
    band = card("band", tone=_NOTICE_TONE[notice.severity])
    column = spaced(QVBoxLayout(band), margin=12, gap=4)
    column.addWidget(Words(say.name(notice.title), bold=True))
    column.addWidget(Words(say.name(notice.text), selectable=True))
    return band


def _checked(one: InFull, say: Translator) -> str:
    organization = one.organization
    if organization.assured_date is None:
        return text("When the facts were checked is not known")
    when = text("Checked {date}", date=say.date(organization.assured_date))
    by = say.name(organization.assurer)
    return f"{when} ({by})" if by else when
