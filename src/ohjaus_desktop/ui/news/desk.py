"""Knows what has changed since the user last looked, marks it where one works, and shows the list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ohjaus_desktop.guidance.wording import municipality_name
from ohjaus_desktop.texts import current, text
from ohjaus_desktop.workplace import Workplace

if TYPE_CHECKING:
    from ohjaus_desktop.ui.jobs import Job
    from ohjaus_desktop.ui.news.collected import Change
    from ohjaus_desktop.ui.news.view import NewsView
    from ohjaus_desktop.ui.window_frame import WindowFrame


class NewsDesk(QObject):
    """Reads the changes beside the window; a start never waits for them."""

    marks_changed = Signal(object)  # words by the id of a changed service
    seen = Signal()
    service_wanted = Signal(str)

    def __init__(self, window: WindowFrame, workplace: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._window, self._workplace = window, workplace
        self.changes: tuple[Change, ...] = ()
        self._view: NewsView | None = None
        self._job: Job | None = None
        self._again = False

    def read(self) -> None:
        """Read the changes anew: at the start, after a sync, and when the user has looked."""
        if self._job is not None:
            self._again = True
            return
        workplace, say = self._workplace, current()
        if not workplace.store.news_count():
            self._take(())
            return
        # Imported here: most starts have no news, and none waits for what compares records.
        from ohjaus_desktop.ui.news.collected import collect

        home = self._window.settings.home_municipality
        chosen, favourites = workplace.daybook.tray(), workplace.daybook.favourites()

        def work(_progress: object, _cancelled: object) -> tuple[Change, ...]:
            return collect(
                workplace.store, workplace.places, home=home, chosen=chosen, favourites=favourites, say=say
            )

        def prepare(job: Job) -> None:
            job.done.connect(self._take)
            job.failed.connect(self._window.tell_error)
            job.broke.connect(self._window.broke)
            job.over.connect(self._over)

        self._job = self._window.jobs.start(work, prepare=prepare)

    def show(self) -> None:
        """Open the list of changes."""
        from ohjaus_desktop.ui.news.collected import names
        from ohjaus_desktop.ui.news.view import NewsView
        from ohjaus_desktop.ui.news.words import in_full

        if self._view is not None:
            # Somebody went to the search meanwhile: it comes back as it was left.
            self._window.pages.setCurrentWidget(self._view)
            return
        home = self._window.settings.home_municipality
        places = municipality_name(home or None, current(), self._workplace.places)
        known = names(self._workplace.store, self._workplace.places, current())
        view = NewsView(lambda change: in_full(change, known, current()), places=places)
        view.seen.connect(self._mark_seen)
        view.service_wanted.connect(self.service_wanted)
        view.closed.connect(self._closed)
        view.show_changes(self.changes)
        view.open()
        self._view = view
        self._window.show_over(view)
        self._window.guard_fields()
        # The tray and the favourites may be others since the changes were read.
        self.read()

    def _closed(self) -> None:
        self._view = None

    def _mark_seen(self) -> None:
        """What came while the list stood open stays unread."""
        until = max((one.news.at for one in self.changes), default=None)
        self._workplace.store.news_seen(until)
        self._window.undo_bar.tell(text("The changes are marked as read."))
        self.seen.emit()
        self.read()

    def _take(self, changes: tuple[Change, ...]) -> None:
        self.changes = changes
        marks: Mapping[str, str] = {}
        if changes:
            from ohjaus_desktop.ui.news.words import marked

            marks = marked(changes, current())
        self.marks_changed.emit(marks)
        if self._view is not None:
            self._view.show_changes(changes)

    def _over(self, _job: object) -> None:
        self._job = None
        if self._again:
            self._again = False
            self.read()
