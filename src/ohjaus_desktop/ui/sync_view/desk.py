"""Opens the view of the service information and keeps it true while it stands open."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ohjaus_desktop.texts import current, text
from ohjaus_desktop.ui.sync_desk import SyncDesk
from ohjaus_desktop.workplace import HELSINKI, Workplace

if TYPE_CHECKING:
    from ohjaus_desktop.ui.sync_view.view import Shown, SyncView
    from ohjaus_desktop.ui.window_frame import WindowFrame

HISTORY_SHOWN = 20


class StandingDesk(QObject):
    """One view at a time; every button of it leads to the desk that does the work."""

    import_wanted = Signal()
    news_wanted = Signal()
    reports_changed = Signal()

    def __init__(
        self,
        window: WindowFrame,
        workplace: Workplace,
        sync: SyncDesk,
        parent: QObject,
        *,
        news: Callable[[], int],
    ) -> None:
        """news: how many changes the user has not seen."""
        super().__init__(parent)
        self._window, self._workplace, self._sync, self._news = window, workplace, sync, news
        self._view: SyncView | None = None
        sync.moved.connect(self.refresh)

    def show(self) -> None:
        """Open the view."""
        from ohjaus_desktop.ui.sync_view.view import SyncView

        if self._view is not None:
            # Somebody went to the search meanwhile: it comes back as it was left.
            self._sync.look_around()
            self._window.pages.setCurrentWidget(self._view)
            return
        view = self._view = SyncView()
        view.closed.connect(self._closed)
        view.fetch_wanted.connect(self._sync.update)
        view.import_wanted.connect(self.import_wanted)
        view.restore_wanted.connect(self._sync.restore)
        view.accept_wanted.connect(self._sync.accept_held)
        view.news_wanted.connect(self._to_news)
        view.report_dropped.connect(self._drop_report)
        view.copied.connect(lambda: self._window.undo_bar.tell(text("The facts were copied.")))
        view.open()
        self._sync.look_around()
        self._window.show_over(view)
        self._window.guard_fields()

    def refresh(self) -> None:
        """Something about the standing is another now."""
        if self._view is not None:
            self._view.show_standing(self._shown())
            self._view.set_busy(self._sync.is_running)

    def _closed(self) -> None:
        self._view = None

    def _to_news(self) -> None:
        if self._view is not None:
            self._view.close_view()
        self.news_wanted.emit()

    def _drop_report(self, number: int) -> None:
        daybook = self._workplace.daybook
        report = next((one for one in daybook.reports() if one.number == number), None)
        daybook.delete_report(number)
        self._tell_reports()
        if report is not None:

            def put_back() -> None:
                daybook.keep_report(report)
                self._tell_reports()

            self._window.undo_bar.tell(text("The report was deleted."), put_back)

    def _tell_reports(self) -> None:
        self.refresh()
        self.reports_changed.emit()

    def _shown(self) -> Shown:
        from ohjaus_desktop.catalogue import kept
        from ohjaus_desktop.ui.sync_view import faults, words
        from ohjaus_desktop.ui.sync_view.reports import Reported
        from ohjaus_desktop.ui.sync_view.view import Shown
        from ohjaus_desktop.ui.sync_view.words import Line

        say, at = current(), self._window.outside.clock()
        store, standing = self._workplace.store, self._workplace.standing(counted=True)
        facts = words.lines(standing, at=at, next_look=self._sync.next_look(), say=say)
        problems = store.problems()
        outcome = self._sync.outcome
        unknown = outcome.unknown_fields if outcome is not None else ()
        return Shown(
            facts=facts,
            held=words.held(standing.held, say) if standing.held is not None else "",
            advice=words.whom_to_ask(standing, say),
            kept=words.kept(standing, say),
            faults=[faults.row(problem, say) for problem in problems],
            unknown=unknown,
            history=[
                Line(words.moment(note.at, at, say), words.ended(note, say), words.tone(note))
                for note in standing.history[:HISTORY_SHOWN]
            ],
            reports=[
                Reported(
                    report.number,
                    report.name,
                    " · ".join(
                        part
                        for part in (
                            say("reported {day}", day=say.date(report.at.astimezone(HELSINKI).date())),
                            report.recipient,
                        )
                        if part
                    ),
                    report.words,
                )
                for report in self._workplace.daybook.reports()
            ],
            news=self._news(),
            support=words.support(facts, standing, problems, unknown, at=at, say=say),
            has_previous=kept.facts(self._workplace.data.sources / kept.PREVIOUS) is not None,
        )
