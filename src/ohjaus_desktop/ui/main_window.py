"""The window: header, urgent help, pages, status line; and every key.

It lays out and passes on. What happens is decided at the desks: finding, service, paper, sync. The
desks are built by ``open_workplace`` after the window is on the screen, because what they need
takes longer to load than the window itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QFileDialog, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from ohjaus_desktop import texts
from ohjaus_desktop.errors import KnownError
from ohjaus_desktop.guidance.places import Place
from ohjaus_desktop.settings import Effective, Settings
from ohjaus_desktop.texts import text
from ohjaus_desktop.ui import start_page, style
from ohjaus_desktop.ui.controls import spaced
from ohjaus_desktop.ui.field_keys import FieldKeys
from ohjaus_desktop.ui.guidance_page import GuidancePage
from ohjaus_desktop.ui.guide import Guide, PlaceChoice
from ohjaus_desktop.ui.header import Header, bind
from ohjaus_desktop.ui.jobs import Jobs
from ohjaus_desktop.ui.need_tiles import TileFact
from ohjaus_desktop.ui.neutral_view import NeutralView
from ohjaus_desktop.ui.outside import Outside, client_languages
from ohjaus_desktop.ui.passing import PassingView
from ohjaus_desktop.ui.status_line import StatusLine
from ohjaus_desktop.ui.undo_bar import UndoBar
from ohjaus_desktop.ui.urgent_bar import UrgentBar, numbers, out_of_hours

if TYPE_CHECKING:
    from ohjaus_desktop.ui.desks import Desks
    from ohjaus_desktop.workplace import Workplace

LOW_HEIGHT = 460
"""Below this height, in design pixels, there is room for little but the work itself."""
MINUTE_MS = 60_000
"""How often open states, urgent help and the age are looked at again without a question."""


class MainWindow(QMainWindow):
    """Everything the worker sees."""

    settings_changed = Signal(object)  # Settings to be saved
    broke = Signal(object)  # a bug, to be told once
    painted = Signal()  # for the first time

    def __init__(self, settings: Settings, outside: Outside, *, locked: frozenset[str] = frozenset()) -> None:
        """locked: settings that the administrator has fixed."""
        super().__init__()
        self.locked = locked
        self.setWindowTitle("Ohjaus")
        self.settings, self.outside = settings, outside
        self.guide = Guide(outside.clock)
        self.jobs = Jobs(self)
        self.workplace: Workplace | None = None
        self.desks: Desks | None = None
        self._picked_early = ""
        self._is_painted = False
        self.actions_by_name: dict[str, QAction] = {}
        self.neutral = NeutralView(self, clock=outside.clock)
        self._build()
        self._field_keys = FieldKeys(self, self._undo)
        self._bind()
        self._minute = QTimer(self, interval=MINUTE_MS)
        self._minute.timeout.connect(self._minute_passed)
        self._minute.start()
        self._after: list[Callable[[], object]] = []
        self._dressing = QTimer(self, singleShot=True, interval=0)
        self._dressing.timeout.connect(self.dress_anew)
        self.page.search.focus_words()

    def open_workplace(self, workplace: Workplace) -> None:
        """Everything is loaded: answer what has been typed meanwhile, and from now on at once."""
        from ohjaus_desktop.ui.desks import Desks

        self.workplace = workplace
        self._go_home()
        self.guide.question = self.guide.question.__class__(
            at=self.outside.clock(),
            text=self.page.search.words.text(),
            assumed_municipality=self.guide.place.municipality if self.guide.place else None,
            limit=self.guide.question.limit,
        )
        texts.use(self.settings.language)
        workplace.effective = Effective(self.settings, self.locked)
        self.guide.ready(workplace.navigator.ask)
        self.desks = Desks(self, workplace)
        self._fit()
        self.show_urgent()
        if self._picked_early and self.guide.is_blank:
            self.page.middle.tiles.picked.emit(self._picked_early)

    def begin_with(self, tiles: Sequence[TileFact]) -> None:
        """Show last time's needs until the catalogue is open; which of them is clicked is kept."""
        start_page.show(self.page.middle, tiles)
        self.page.middle.tiles.picked.connect(self._pick_early)

    def _pick_early(self, need: str) -> None:
        if self.desks is None:
            self._picked_early = need

    def change_settings(self, settings: Settings, *, then: Callable[[], object] | None = None) -> None:
        """Other language, text size or theme: the window is built anew once the hands rest.

        Not at once: the button that asked for it goes, and a key held down asks many times.
        """
        self._keep(settings)
        if then is not None:
            self._after.append(then)
        self._dressing.start()

    def dress_anew(self) -> None:
        """Build the window for the settings that hold now."""
        shown = self.desks.services.shown_id() if self.desks else ""
        self._take_apart()
        texts.use(self.settings.language)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            style.apply(app, theme=self.settings.theme, scale=self.settings.text_scale)
        self._rebuild(shown)
        after, self._after = self._after, []
        for act in after:
            act()

    def take_settings(self, settings: Settings) -> None:
        """Other values that do not change how the window looks."""
        before = self._keep(settings)
        if settings.home_municipality != before.home_municipality:
            self._go_home()

    def _keep(self, settings: Settings) -> Settings:
        """Let these settings hold; gives those that held before."""
        before, self.settings = self.settings, settings
        if self.workplace is not None:
            self.workplace.effective = Effective(settings, self.locked)
        self.settings_changed.emit(settings)
        return before

    def scale_text(self, by: int) -> None:
        """Ctrl+±: by so many per cent; 0 for the normal size."""
        scale = self.settings.text_scale + by if by else style.SMALLEST
        scale = max(style.SMALLEST, min(style.LARGEST, scale))
        if scale != self.settings.text_scale:
            self.change_settings(_with(self.settings, text_scale=scale))

    def _take_apart(self) -> None:
        """Let every widget go: dressing those that nobody will see again takes a second."""
        if self.desks is not None:
            self.desks.close()
            self.desks = None
        for action in self.actions_by_name.values():
            self.removeAction(action)
            action.deleteLater()
        inside = self.centralWidget()
        if inside is not None:
            inside.deleteLater()
            QApplication.sendPostedEvents(inside, QEvent.Type.DeferredDelete.value)

    def _rebuild(self, shown: str) -> None:
        """Build every widget; the question stays, and the service that was shown."""
        self._build()
        self._bind()
        self.neutral.raise_()
        if self.workplace is not None:
            from ohjaus_desktop.ui.desks import Desks

            self.desks = Desks(self, self.workplace)
            if shown:
                self.desks.services.show(shown)
            self.show_urgent()
        self._fit()
        self.page.search.focus_words()

    @property
    def is_low(self) -> bool:
        """There is little height: lines that only accompany the work give way."""
        return self.height() < style.look().px(LOW_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell when the first picture is there."""
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            self.painted.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the lines above and below the pages to the height."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        low = self.is_low
        self.urgent.set_low(low)
        self._column.setSpacing(style.look().px(3 if low else 8))
        self.page.set_low(low)
        for at in range(self.band.count()):
            item = self.band.itemAt(at)
            band = item.widget() if item else None
            if band is not None:
                band.setVisible(not low)
        if self.desks is not None:
            self.desks.sync.show_age()

    def show_urgent(self) -> None:
        """Urgent help for the place and the hour."""
        if self.workplace is None:
            return
        at = self.outside.clock()
        place = self.guide.answer.place
        lines = self.workplace.navigator.urgent_line(place.municipality if place else None, at)
        self.urgent.show_numbers(numbers(lines, at=at, say=texts.current()), wide=out_of_hours(at))

    def tell_error(self, error: KnownError) -> None:
        """A known error, in its two sentences."""
        self.undo_bar.tell(f"{error.what} {error.do}".strip(), tone="error")

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop what runs beside the window."""
        self.jobs.stop_all()
        if self.desks is not None:
            self.desks.close()
        super().closeEvent(event)

    def _build(self) -> None:
        self.header = Header(
            (
                (text("Search"), "search", "tab_search"),
                (text("Organizations"), "organization", "tab_organizations"),
            )
        )
        self.urgent = UrgentBar()
        self.page = GuidancePage(self._complete, client_languages())
        self.page.panes.arranged.connect(self.header.set_narrow)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.page)
        self.undo_bar = UndoBar()
        self.status = StatusLine()
        # A layout, not a widget: while there is no band it takes no room, not even a gap.
        self.band = spaced(QVBoxLayout(), gap=0)
        inside = QWidget()
        column = self._column = spaced(QVBoxLayout(inside), margin=12, gap=8)
        column.setContentsMargins(style.look().px(12), style.look().px(6), style.look().px(12), 0)
        column.addWidget(self.header)
        column.addLayout(self.band)
        column.addWidget(self.urgent)
        column.addWidget(self.pages, 1)
        column.addWidget(self.undo_bar)
        column.addWidget(self.status)
        self.setCentralWidget(inside)
        self.setMinimumSize(480, 360)

    def _bind(self) -> None:
        page = self.page
        handlers: dict[str, Callable[[], object]] = {
            "search": self.go_to_search,
            "tab_search": self.go_to_search,
            "next_pane": lambda: page.next_pane(1),
            "previous_pane": lambda: page.next_pane(-1),
            "neutral": self.neutral.toggle,
            "undo": self.undo_bar.undo,
            "text_larger": lambda: self.scale_text(style.STEP),
            "text_smaller": lambda: self.scale_text(-style.STEP),
            "text_normal": lambda: self.scale_text(0),
            "quit": self.close,
        }
        for name in (
            "tab_organizations", "new_client", "recents", "print", "read_aloud", "copy_text_message",
            "copy_chat", "copy_phone", "add_to_tray", "tray", "favourite", "client_view", "update",
            "import", "settings", "help", "keys", "about",
        ):  # fmt: skip
            handlers[name] = partial(self.act, name)
        self.actions_by_name = bind(self, handlers)
        self.header.fill(
            self.actions_by_name, {"import": text("Import from a file …"), "about": text("About")}
        )
        self.header.tab_chosen.connect(
            lambda at: self.actions_by_name["tab_organizations" if at else "tab_search"].trigger()
        )
        for digit in range(1, 10):
            shortcut = QShortcut(QKeySequence(f"Ctrl+{digit}"), self.page)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(partial(self._choose_row, digit - 1))
        undo = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self.page)
        undo.activated.connect(self.undo_bar.undo)
        self.guard_fields()

    def guard_fields(self) -> None:
        """Let our keys work in every field, also in those that have come since."""
        if hasattr(self, "_field_keys"):
            self._field_keys.guard(self)

    def _undo(self) -> bool:
        """Take the last thing back, at the bar that there is now."""
        return self.undo_bar.undo()

    def go_to_search(self) -> None:
        """Ctrl+K from anywhere."""
        self.pages.setCurrentWidget(self.page)
        self.header.show_tab(0)
        self.page.show_search()

    def ask_for_catalogue(self) -> Path | None:
        """Ask for a catalogue file; None when the user thinks better of it."""
        chosen, _kind = QFileDialog.getOpenFileName(self, text("Import from a file"), "", "*.json *.json.gz")
        return Path(chosen) if chosen else None

    def act(self, name: str) -> None:
        """Do what the key or menu entry of that name says."""
        if self.desks is not None:
            self.desks.act(name)

    def _choose_row(self, row: int) -> None:
        if self.desks is not None and self.pages.currentWidget() is self.page:
            self.desks.finding.choose_row(row)

    def _go_home(self) -> None:
        """Begin at the service point's own municipality where no place has been chosen."""
        if self.workplace is None:
            return
        home = self.workplace.places.municipality(self.settings.home_municipality)
        if home is not None and self.guide.place is None:
            swedish = texts.current().language == "sv"
            self.guide.place = PlaceChoice(home.name_sv if swedish else home.name_fi, home.code)

    def show_over(self, view: PassingView) -> None:
        """Show a view in place of the pages until it closes itself."""
        before = self.pages.currentWidget() or self.page

        def go_back() -> None:
            self.pages.setCurrentWidget(before)
            self.pages.removeWidget(view)
            view.deleteLater()

        view.closed.connect(go_back)
        self.pages.addWidget(view)
        self.pages.setCurrentWidget(view)

    def _complete(self, beginning: str) -> tuple[Place, ...]:
        return self.workplace.places.complete(beginning) if self.workplace else ()

    def _minute_passed(self) -> None:
        self.show_urgent()
        if self.desks is not None:
            self.desks.sync.show_age()


def _with(settings: Settings, **changes: object) -> Settings:
    import msgspec

    return msgspec.structs.replace(settings, **changes)
