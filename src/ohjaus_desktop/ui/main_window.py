"""The window at work: its settings, every key, and the desks set up around its frame.

It passes on. What happens is decided at the desks: finding, service, paper, sync. The desks are
built by ``open_workplace`` after the window is on the screen, because what they need takes longer
to load than the window itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication

from ohjaus_desktop import texts
from ohjaus_desktop.guidance.answer import Question
from ohjaus_desktop.settings import Effective, Settings
from ohjaus_desktop.texts import text
from ohjaus_desktop.ui import roomy, start_page, style
from ohjaus_desktop.ui.cover import Cover
from ohjaus_desktop.ui.guide import PlaceChoice
from ohjaus_desktop.ui.header import bind
from ohjaus_desktop.ui.neutral_view import NeutralView
from ohjaus_desktop.ui.outside import Outside
from ohjaus_desktop.ui.pointer import Pointer
from ohjaus_desktop.ui.tile import NEED, TileFact
from ohjaus_desktop.ui.window_frame import WindowFrame

if TYPE_CHECKING:
    from ohjaus_desktop.ui.desks import Desks
    from ohjaus_desktop.workplace import Workplace

MINUTE_MS = 60_000
"""How often open states, urgent help and the age are looked at again without a question."""
_LOOKS = ("language", "text_scale", "theme", "no_personal_data", "large_targets")
"""The settings for which the window must be built anew."""


class MainWindow(WindowFrame):
    """Everything the worker sees."""

    settings_changed = Signal(object)  # Settings to be saved

    def __init__(self, settings: Settings, outside: Outside, *, locked: frozenset[str] = frozenset()) -> None:
        """locked: settings that the administrator has fixed."""
        super().__init__(settings, outside, locked=locked)
        self.desks: Desks | None = None
        self._picked_early = ""
        self.actions_by_name: dict[str, QAction] = {}
        self.neutral = NeutralView(self, clock=outside.clock)
        self.cover_wanted.connect(self.neutral.cover)
        self.lay_out()
        self._bind()
        self._minute = QTimer(self, interval=MINUTE_MS)
        self._minute.timeout.connect(self._minute_passed)
        self._minute.start()
        self._pointer: Pointer | None = None
        self._by_finger = False
        self._after: list[Callable[[], object]] = []
        self._dressing = QTimer(self, singleShot=True, interval=0)
        self._dressing.timeout.connect(self.dress_anew)
        self.page.search.focus_words()

    def open_workplace(self, workplace: Workplace) -> None:
        """Everything is loaded: answer what has been typed meanwhile, and from now on at once."""
        self.workplace = workplace
        texts.use(self.settings.language)
        self._go_home()
        self.guide.question = Question(
            at=self.outside.clock(),
            text=self.page.search.words.text(),
            assumed_municipality=self.guide.place.municipality if self.guide.place else None,
            limit=self.guide.question.limit,
        )
        workplace.effective = Effective(self.settings, self.locked)
        self.guide.ready(workplace.navigator.ask)
        self._set_up_desks(workplace)
        self.fit()
        self.show_urgent()
        if self._picked_early and self.guide.is_blank:
            self.page.middle.tiles.picked.emit(NEED, self._picked_early)

    def _set_up_desks(self, workplace: Workplace) -> Desks:
        # Imported here: the desks bring the catalogue and its libraries along.
        from ohjaus_desktop.ui.desks import Desks

        self.desks = Desks(self, workplace)
        self.desks.views.settings_chosen.connect(self._settings_chosen)
        return self.desks

    def begin_with(self, tiles: Sequence[TileFact]) -> None:
        """Show last time's needs until the catalogue is open; which of them is clicked is kept."""
        start_page.show(self.page.middle, tiles)
        self.page.middle.tiles.picked.connect(self._pick_early)

    def _pick_early(self, _kind: str, need: str) -> None:
        if self.desks is None:
            self._picked_early = need

    def _settings_chosen(self, settings: Settings, before: Settings) -> None:
        """On the page of settings, which stays open when its changes dress the window anew."""
        if any(getattr(settings, name) != getattr(before, name) for name in _LOOKS):
            self.change_settings(settings, then=lambda: self.act("settings"))
        else:
            self.take_settings(settings)

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
            style.make_roomy(self.settings.large_targets or self._by_finger)
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
            self.change_settings(msgspec.structs.replace(self.settings, text_scale=scale))

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
        self.lay_out()
        self._bind()
        self.neutral.raise_()
        if self.workplace is not None:
            self._go_home()
            self.guide.again()  # parts of an answer are in words, and the language may be another one
            desks = self._set_up_desks(self.workplace)
            if shown:
                desks.services.show(shown)
            self.show_urgent()
        self.fit()
        self.page.search.focus_words()

    def fit(self) -> None:
        """Also the age of the catalogue: it is said only where it has room."""
        super().fit()
        if self.desks is not None:
            self.desks.sync.show_age()

    def showEvent(self, event: QShowEvent) -> None:
        """Listen to mouse and finger as soon as the system has given the window."""
        super().showEvent(event)
        handle = self.windowHandle()
        if self._pointer is None and handle is not None:
            self._pointer = Pointer(self, handle)
            self._pointer.back.connect(partial(self._step, "back"))
            self._pointer.forward.connect(partial(self._step, "forward"))
            self._pointer.finger.connect(self._touched)

    def _step(self, name: str) -> None:
        """A side button of the mouse; like a key it changes nothing below what covers the window."""
        if not any(cover.covers for cover in self.findChildren(Cover)):
            self.act(name)

    def _touched(self, by_finger: bool) -> None:
        """Rows and tiles are as high as the hand that presses them needs."""
        self._by_finger = by_finger
        roomy.fit(self, roomy=by_finger or self.settings.large_targets)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop what runs beside the window; wait for what is still being written of a client."""
        if self.desks is not None and not self.desks.register.may_quit():
            event.ignore()
            return
        self.jobs.stop_all()
        if self.desks is not None:
            self.desks.close()
        super().closeEvent(event)

    def _bind(self) -> None:
        handlers: dict[str, Callable[[], object]] = {
            "search": self.go_to_search,
            "tab_search": self.go_to_search,
            "next_pane": lambda: self._next_pane(1),
            "previous_pane": lambda: self._next_pane(-1),
            "neutral": self.neutral.toggle,
            "way_on": self.page.middle.take_way,
            "undo": self.undo_bar.undo,
            "text_larger": lambda: self.scale_text(style.STEP),
            "text_smaller": lambda: self.scale_text(-style.STEP),
            "text_normal": lambda: self.scale_text(0),
            "quit": self.close,
        }
        for name in (
            "tab_requests", "tab_organizations", "new_client", "request", "duty", "lock", "recents",
            "print", "read_aloud", "copy_text_message", "copy_chat", "copy_phone", "add_to_tray",
            "tray", "favourite", "client_view", "update", "news", "standing", "import", "settings",
            "help", "keys", "about", "favourites", "back", "forward", "unmet", "unmet_overview",
            "consider",
        ):  # fmt: skip
            handlers[name] = partial(self.act, name)
        self.actions_by_name = bind(self, handlers)
        self.header.fill(
            self.actions_by_name,
            {
                "import": text("Import from a file …"),
                "duty": text("Duty to notify"),
                "news": text("What has changed"),
                "standing": text("Service information"),
                "favourites": text("Favourites"),
                "unmet": text("No suitable service was found"),
                "unmet_overview": text("Unmet needs"),
                "about": text("About"),
            },
        )
        self.header.tab_chosen.connect(
            lambda at: self.actions_by_name[("tab_search", "tab_requests", "tab_organizations")[at]].trigger()
        )
        for digit in range(1, 10):
            shortcut = QShortcut(QKeySequence(f"Ctrl+{digit}"), self.page)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(partial(self._choose_row, digit - 1))
        undo = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self.page)
        undo.activated.connect(self.undo_bar.undo)
        self.guard_fields()

    def act(self, name: str) -> None:
        """Do what the key or menu entry of that name says."""
        if self.desks is not None:
            self.desks.act(name)

    def _next_pane(self, by: int) -> None:
        """F6: through the panes of the page in front, where it has some."""
        here = self.pages.currentWidget()
        step = self.page.next_pane if here is self.page else getattr(here, "next_pane", None)
        if step is not None:
            step(by)

    def _choose_row(self, row: int) -> None:
        if self.desks is not None and self.pages.currentWidget() is self.page:
            self.desks.finding.choose_row(row)

    def _go_home(self) -> None:
        """Begin at the service point's own place; a municipality is called as the window speaks."""
        if self.workplace is None:
            return
        home = self.workplace.places.municipality(self.settings.home_municipality)
        self.guide.caller = home.code if home is not None else None
        chosen = self.guide.place
        known = self.workplace.places.municipality(chosen.municipality) if chosen else home
        if known and (chosen is None or chosen.name in {known.name_fi, known.name_sv}):
            swedish = texts.current().language == "sv"
            self.guide.place = PlaceChoice(known.name_sv if swedish else known.name_fi, known.code)

    def _minute_passed(self) -> None:
        self.show_urgent()
        if self.desks is not None:
            self.desks.sync.show_age()
