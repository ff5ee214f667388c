"""Shows what was recorded, and takes it to paper or into a table."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ohjaus_desktop import disk
from ohjaus_desktop.daybook.unmet.periods import Half
from ohjaus_desktop.daybook.unmet.told import Told, as_csv
from ohjaus_desktop.errors import KnownError
from ohjaus_desktop.texts import current, text, translator
from ohjaus_desktop.ui.save_as import ask_for_path
from ohjaus_desktop.workplace import HELSINKI, Workplace

if TYPE_CHECKING:
    from ohjaus_desktop.ui.unmet.overview_view import OverviewView
    from ohjaus_desktop.ui.window_frame import WindowFrame


class OverviewDesk(QObject):
    """One view at a time."""

    service_wanted = Signal(str)

    def __init__(self, window: WindowFrame, workplace: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._window, self._workplace = window, workplace
        self._view: OverviewView | None = None
        self._half = Half.of(self._today())
        self.ask_path: Callable[[QWidget, str], Path | None] = _ask_for_table

    def show(self) -> None:
        """Ctrl+Shift+J: the running half-year, or the last one in which something was recorded."""
        from ohjaus_desktop.ui.unmet.overview_view import OverviewView

        if self._view is not None:
            self._window.pages.setCurrentWidget(self._view)
            self._show(self._half)
            return
        kept, today = self._workplace.daybook.unmet, self._today()
        try:
            kept.forget_old(today)
            found = kept.halves()
        except KnownError as error:
            self._window.tell_error(error)
            return
        halves = sorted({Half.of(today), *found}, reverse=True)
        view = self._view = OverviewView([(half.id, half.name(current())) for half in halves])
        view.half_wanted.connect(lambda id_: self._show(Half.parse(id_)))
        view.print_wanted.connect(self._print)
        view.table_wanted.connect(self._save)
        view.service_wanted.connect(self._to_service)
        view.closed.connect(self._closed)
        view.open()
        self._show(found[0] if found else halves[0])
        self._window.show_over(view)
        self._window.guard_fields()

    def refresh(self) -> None:
        """Something was recorded, taken back, or has come."""
        if self._view is not None:
            self._show(self._half)

    def _today(self) -> date:
        return self._window.outside.clock().astimezone(HELSINKI).date()

    def _show(self, half: Half) -> None:
        self._half = half
        if self._view is None:
            return
        try:
            told = self._told(half)
        except KnownError as error:
            self._window.tell_error(error)
        else:
            self._view.show_told(half.id, told)

    def _told(self, half: Half) -> Told:
        return self._workplace.told_unmet(self._workplace.unmet(half), current())

    def _closed(self) -> None:
        self._view = None

    def _to_service(self, id_: str) -> None:
        if self._view is not None:
            self._view.close_view()
        self.service_wanted.emit(id_)

    def _print(self) -> None:
        # Imported here: reportlab is slow to load.
        from ohjaus_desktop.documents import pdf, unmet_sheet
        from ohjaus_desktop.ui.preview import Paper

        window, workplace = self._window, self._workplace
        made, at = workplace.unmet(self._half), window.outside.clock()

        def render(language: str, large: bool) -> bytes:
            told = workplace.told_unmet(made, translator(language))
            sender = workplace.sender()
            return pdf.render(unmet_sheet.compose(told, language=language, at=at, sender=sender, large=large))

        preview = window.outside.preview(window.settings.printer)
        preview.printed.connect(
            lambda printer: window.undo_bar.tell(text("Printed: {printer}", printer=printer))
        )
        name = text("Unmet needs")
        preview.open(
            Paper(
                title=f"{name}, {self._half.name(current())}",
                name=name,
                render=render,
                language=current().language,
                large=window.settings.large_print,
            )
        )
        window.show_over(preview)

    def _save(self) -> None:
        name = f"{text('Unmet needs')} {self._half.id}.csv"
        path = self.ask_path(self._window, name)
        if path is None:
            return
        try:
            disk.save(path, as_csv(self._told(self._half), current()).encode("utf-8-sig"))
        except KnownError as error:
            self._window.tell_error(error)
            return
        self._window.undo_bar.tell(text("Saved: {name}", name=path.name))


def _ask_for_table(parent: QWidget, name: str) -> Path | None:
    return ask_for_path(parent, name, title=text("Save as a table"), kinds=text("Tables (*.csv)"))
