"""What can be done with the service on the right: see, gather, copy, read aloud."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from ohjaus_desktop.catalogue.navigation import Notice
from ohjaus_desktop.documents import messages
from ohjaus_desktop.documents.chosen import Chosen, Sender
from ohjaus_desktop.documents.manner import Manner
from ohjaus_desktop.guidance.answer import Result
from ohjaus_desktop.texts import LANGUAGES, current, text
from ohjaus_desktop.ui import private_clipboard
from ohjaus_desktop.ui.detail_facts import describe
from ohjaus_desktop.ui.guide import Guide
from ohjaus_desktop.ui.listed_service import listed
from ohjaus_desktop.ui.recents import Recents
from ohjaus_desktop.ui.rides_desk import RidesDesk
from ohjaus_desktop.ui.right_pane import RightPane
from ohjaus_desktop.workplace import HELSINKI, Workplace

RECENTS_SHOWN = 15


class ServiceDesk(QObject):
    """Keeps which service is on the right, and the tray below it."""

    told = Signal(str, object)  # what happened; a function that takes it back, or None
    seen = Signal()  # something came to the right pane that must be in sight
    opening = Signal()  # a service is about to be opened; until now another one is shown, or none
    favourites_changed = Signal()

    def __init__(
        self, right: RightPane, guide: Guide, workplace: Workplace, rides: RidesDesk, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._right, self._guide, self._workplace = right, guide, workplace
        self._daybook, self._store = workplace.daybook, workplace.store
        self._rides = rides
        self._recents = Recents()
        right.hold(self._recents)
        self.current: Chosen | None = None
        self._changed: Mapping[str, str] = {}
        detail, tray = right.detail, right.tray
        detail.tray_wanted.connect(self.toggle_tray)
        detail.favourite_wanted.connect(self.toggle_favourite)
        detail.phone_wanted.connect(self.copy_number)
        detail.text_message_wanted.connect(self.copy_text_message)
        detail.chat_wanted.connect(self.copy_chat)
        detail.ride_opened.connect(self.open)
        detail.rides_wanted.connect(rides.want_on_page)
        tray.opened.connect(self.open)
        tray.removed.connect(self._take_from_tray)
        self._recents.chosen.connect(self.open)
        self._recents.forget_all.connect(self._daybook.forget_recents)
        self.refresh_tray()

    def language(self) -> str:
        """The language of paper and messages: the client's, where the program speaks it."""
        wanted = self._guide.question.language
        offered = self._workplace.effective.settings.client_languages
        return wanted if wanted in LANGUAGES else (*offered, *LANGUAGES)[0]

    def giver(self) -> Sender:
        """Who gives the paper and the messages."""
        return self._workplace.sender()

    def manner(self) -> Manner:
        """How pages and messages speak to this client, by what stands in the way."""
        return Manner(self._guide.question.barriers)

    def now(self) -> datetime:
        """The moment that facts are told for."""
        return self._guide.now()

    def show(self, service_id: str) -> None:
        """Show a service on the right; "" shows the words of welcome."""
        self.current = self.chosen(service_id) if service_id else None
        if self.current is None:
            self._right.detail.forget()
            if self._right.passing() is None:
                self._right.show_welcome()
            return
        self._describe()
        if self._right.passing() is None:
            self._right.show_detail()

    def open(self, service_id: str) -> None:
        """Show a service because the worker asked for it, and note it among the recent ones."""
        self.opening.emit()
        self.show(service_id)
        if self.current is None:
            return
        self._right.show_detail()
        self.seen.emit()
        if not self.current.discreet:
            self._daybook.note_recent(service_id, self.now())

    def chosen(self, service_id: str) -> Chosen | None:
        """A service as this client meets it."""
        answer = self._guide.answer
        chosen = self._workplace.chosen(service_id, answer.place, self.now(), staying=answer.staying)
        if chosen is None:
            return None
        row = self._row(service_id)
        if row is not None:
            # The list has looked already: the detail must not say something else about the same way.
            way = row.reach if chosen.reach is not None else None
            chosen = replace(chosen, opening=row.opening, reach=way)
        return replace(chosen, sensitive_need=answer.sensitive)

    def shown_id(self) -> str:
        """The id of the service on the right, "" for none."""
        return self.current.service.id if self.current else ""

    def tray(self) -> tuple[Chosen, ...]:
        """The gathered services that the catalogue still has."""
        left = (one for one in self._daybook.tray() if not self._store.is_retired(one))
        found = (self.chosen(service_id) for service_id in left)
        return tuple(one for one in found if one is not None)

    def toggle_tray(self) -> None:
        """Ctrl+D: gather the service, or put it back."""
        if self.current is None:
            return
        service_id, name = self.current.service.id, current().name(self.current.service.name)
        if service_id in self._daybook.tray():
            self._take_from_tray(service_id)
            return
        self._daybook.add_to_tray(service_id)
        self.refresh_tray()
        self.told.emit(text("Added to the chosen: {name}", name=name), lambda: self._put_away(service_id))

    def describe_again(self) -> None:
        """Something about the shown service was noted."""
        self._describe()

    def refresh_tray(self) -> None:
        """Show what the tray holds."""
        lines = []
        for service_id in self._daybook.tray():
            service = self._store.service(service_id)
            present = service is not None and not self._store.is_retired(service_id)
            name = current().name(service.name) if service else "–"
            changed = self._changed.get(service_id, "") if present else ""
            lines.append((service_id, " · ".join(part for part in (name, changed) if part), present))
        self._right.show_services(lines)
        if self.current is not None:
            self._describe()

    def mark_changed(self, changed: Mapping[str, str]) -> None:
        """Say of these services that they changed; what is shown tells what holds now."""
        self._changed = changed
        if self.current is not None:
            self.current = self.chosen(self.current.service.id) or self.current
        self.refresh_tray()

    def toggle_favourite(self) -> None:
        """Mark the service, or unmark it."""
        if self.current is None:
            return
        service_id = self.current.service.id
        marked = service_id in self._daybook.favourites()
        self._daybook.set_favourite(service_id, not marked)
        self._describe()
        self.favourites_changed.emit()

    def copy_phone(self) -> None:
        """Ctrl+Shift+C: the main number to the clipboard."""
        if self.current is not None and self.current.main_number:
            self.copy_number(self.current.main_number)

    def copy_text_message(self) -> None:
        """Ctrl+Shift+T: a text message for what is chosen."""
        self._copy_message(messages.text_message, text("Text message copied"))

    def copy_chat(self) -> None:
        """Ctrl+Shift+H: an answer to be pasted into a chat."""
        self._copy_message(messages.chat_reply, text("Chat reply copied"))

    def _copy_message(self, write: Callable[..., str], told: str) -> None:
        if chosen := self.on_the_right():
            how = {"at": self.now(), "sender": self.giver(), "manner": self.manner()}
            self._copy(write(chosen, self.language(), **how), told)

    def on_the_right(self) -> tuple[Chosen, ...]:
        """The service on the right; it is what keys and buttons of the detail are about."""
        # Asked again: the words typed since may have made the need a sensitive one.
        current = self.chosen(self.shown_id()) if self.current is not None else None
        return (current,) if current is not None else ()

    def show_recents(self) -> None:
        """Ctrl+R: services opened lately."""
        known = (one for one in self._daybook.recents(RECENTS_SHOWN) if self._store.service(one) is not None)
        self._recents.open([listed(one, self._store) for one in known])
        self._right.cover(self._recents)
        self.seen.emit()

    def new_client(self) -> None:
        """Forget what was gathered and opened for the client before."""
        passing = self._right.passing()
        if passing is not None:
            passing.close_view()
        private_clipboard.forget_client()
        self.show("")
        self._daybook.clear_tray()
        self._daybook.forget_recents()
        self.refresh_tray()

    def _describe(self) -> None:
        chosen = self.current
        if chosen is None:
            return
        service = chosen.service
        say = current()
        row = self._row(service.id)
        self._right.detail.show_detail(
            describe(
                chosen,
                at=self.now(),
                say=say,
                places=self._workplace.places,
                notices=self._notices(chosen),
                why_not=self._caution(row),
                eases=row.eases if row else (),
                hinders=row.hinders if row else (),
                rides=self._rides.rides(),
                rides_on_page=self._rides.on_page,
                favourite=service.id in self._daybook.favourites(),
                changed=self._changed.get(service.id, ""),
                gone=self._store.is_retired(service.id),
                reported=", ".join(
                    say.date(one.at.astimezone(HELSINKI).date()) for one in self._daybook.reports(service.id)
                ),
            ),
            in_tray=service.id in self._daybook.tray(),
        )

    def _row(self, service_id: str) -> Result | None:
        """The row of the list, where the service is listed."""
        return next((one for one in self._guide.answer.results if one.service_id == service_id), None)

    @staticmethod
    def _caution(shown: Result | None) -> str:
        """Why the service does not fit this client, and what to find out first though it may."""
        if shown is None:
            return ""
        return " ".join(part for part in ("" if shown.fits else shown.why_not, shown.caution) if part)

    def _notices(self, chosen: Chosen) -> list[Notice]:
        """Notices in force about the service or who provides it."""
        today, service = self.now().date(), chosen.service
        return [
            notice
            for notice in self._store.notices()
            if (service.id in notice.services or service.organization_id in notice.organizations)
            and (notice.valid_from is None or notice.valid_from <= today)
            and (notice.valid_until is None or today <= notice.valid_until)
        ]

    def _take_from_tray(self, service_id: str) -> None:
        before = self._daybook.tray()
        service = self._store.service(service_id)
        name = current().name(service.name) if service else "–"
        self._put_away(service_id)
        self.told.emit(text("Taken from the chosen: {name}", name=name), lambda: self._put_back(before))

    def _put_away(self, service_id: str) -> None:
        self._daybook.remove_from_tray(service_id)
        self.refresh_tray()

    def _put_back(self, tray: list[str]) -> None:
        self._daybook.set_tray(tray)
        self.refresh_tray()

    def copy_number(self, number: str) -> None:
        """A number to the clipboard."""
        self._copy(number, text("Phone number copied: {number}", number=number))

    def _copy(self, words: str, told: str) -> None:
        private_clipboard.copy_for_client(words)
        self.told.emit(told, None)
