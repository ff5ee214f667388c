"""Sets the desks up around one page and one workplace, and sends each key to its desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ohjaus_desktop.catalogue.outcome import SyncHeld
from ohjaus_desktop.texts import text
from ohjaus_desktop.ui.circumstances import Circumstances
from ohjaus_desktop.ui.controls import clear
from ohjaus_desktop.ui.example_band import ExampleBand
from ohjaus_desktop.ui.favourites_desk import FavouritesDesk
from ohjaus_desktop.ui.finding_desk import FindingDesk
from ohjaus_desktop.ui.form.desk import FormDesk
from ohjaus_desktop.ui.news.desk import NewsDesk
from ohjaus_desktop.ui.paper_desk import PaperDesk
from ohjaus_desktop.ui.register.desk import RegisterDesk
from ohjaus_desktop.ui.report.desk import ReportDesk
from ohjaus_desktop.ui.requests.desk import TAB, RequestsDesk
from ohjaus_desktop.ui.rides_desk import RidesDesk
from ohjaus_desktop.ui.service_desk import ServiceDesk
from ohjaus_desktop.ui.sync_desk import SyncDesk
from ohjaus_desktop.ui.sync_view.desk import StandingDesk
from ohjaus_desktop.ui.unmet.desk import UnmetDesk
from ohjaus_desktop.ui.views_desk import ViewsDesk
from ohjaus_desktop.workplace import Workplace

if TYPE_CHECKING:
    from ohjaus_desktop.ui.window_frame import WindowFrame


class Desks(QObject):
    """Finding, service, paper and sync; thrown away and set up anew when the window is dressed anew."""

    def __init__(self, window: WindowFrame, workplace: Workplace) -> None:
        super().__init__(window)
        self._window, self._workplace = window, workplace
        page, outside = window.page, window.outside
        self.rides = RidesDesk(page.middle.rides, window.guide, workplace, self)
        self.services = ServiceDesk(page.right, window.guide, workplace, self.rides, self)
        page.middle.rides.opened.connect(self.services.open)
        self.paper = PaperDesk(
            page.right,
            self.services,
            window.guide,
            lambda: outside.preview(window.settings.printer),
            helplines=workplace.navigator.urgent_line,
            rides=self.rides.for_page,
            large=window.settings.large_print,
            parent=self,
        )
        self.sync = SyncDesk(
            window.status,
            workplace,
            window.jobs,
            clock=outside.clock,
            online=outside.online,
            is_low=lambda: window.is_low,
            parent=self,
        )
        self.favourites = FavouritesDesk(page.right, self.services, workplace, self)
        self.circumstances = Circumstances(page, window.guide, workplace.places, self)
        self.circumstances.moved.connect(window.show_urgent)
        self.circumstances.opening.connect(window.go_to_search)
        for desk in (self.services, self.paper, self.sync, self.favourites, self.circumstances):
            desk.told.connect(window.undo_bar.tell)
        for desk in (self.services, self.paper, self.favourites):
            desk.seen.connect(page.show_right)
        self.sync.changed.connect(self._catalogue_changed)
        self.sync.arrived.connect(self._catalogue_arrived)
        self.sync.updated.connect(self._tell_updated)
        self.sync.refused.connect(window.tell_error)
        self.sync.held.connect(self._ask_about_held)
        self.sync.broke.connect(window.broke)
        self.finding = FindingDesk(
            page,
            window.guide,
            workplace.places,
            self,
            count_by_place=workplace.navigator.count_by_place,
            favourites=self.favourites.tiles,
            shown=self.services.shown_id,
        )
        self.favourites.changed.connect(self.finding.favourites_changed)
        page.middle.tiles.order_wanted.connect(self.favourites.show)
        self.services.opening.connect(self.finding.retrace.leave)
        self.finding.service_shown.connect(self.services.show)
        self.finding.service_opened.connect(self.services.open)
        self.unmet = UnmetDesk(window, workplace, self)
        self.views = ViewsDesk(window, workplace, self.services, self)
        self.views.fetch_wanted.connect(self.sync.update)
        self.unmet.overview.service_wanted.connect(self.views.show_service)
        self.register = RegisterDesk(window, workplace, self)
        self.views.client_data_wanted.connect(self.register.settings.show)
        self.register.settings.chosen.connect(self.views.settings_chosen)
        self.form = FormDesk(window, workplace, self.services, self.register, self)
        self.requests = RequestsDesk(window, workplace, self.services, self.register, self)
        self.register.allowed.connect(lambda allowed: window.header.allow_tab(TAB, allowed))
        self.register.covering.connect(self._cover_client)
        self.form.made.connect(self.requests.refresh)
        self._set_up_sync_views()
        page.middle.duty_wanted.connect(self.form.show_duty)
        self.requests.new_request_wanted.connect(self.form.open_with)
        self.requests.correction_wanted.connect(self.form.correct)
        self.requests.ways_wanted.connect(self.form.show_ways)
        self._show_band()
        window.guard_fields()

    def _set_up_sync_views(self) -> None:
        """What stands behind the status line: how the catalogue is, what changed, what is wrong."""
        window, workplace = self._window, self._workplace
        self.news = NewsDesk(window, workplace, self)
        self.standing = StandingDesk(window, workplace, self.sync, self, news=lambda: len(self.news.changes))
        self.report = ReportDesk(
            window.page.right,
            self.services,
            workplace,
            self,
            clock=window.outside.clock,
            show_over=window.show_over,
        )
        self.views.report_wanted.connect(self.report.open_organization)
        self.news.marks_changed.connect(self.finding.mark_changed)
        self.news.marks_changed.connect(self.services.mark_changed)
        self.news.marks_changed.connect(self._count_news)
        self.news.seen.connect(self.sync.look_around)
        self.news.service_wanted.connect(self.views.show_service)
        self.standing.import_wanted.connect(self._import)
        self.standing.news_wanted.connect(self.news.show)
        self.standing.reports_changed.connect(self.services.describe_again)
        self.report.kept.connect(self.services.describe_again)
        window.status.standing_wanted.connect(self.standing.show)
        window.status.news_wanted.connect(self.news.show)
        self.news.read()

    def act(self, name: str) -> None:
        """Do what the key or menu entry of that name says."""
        acts = {
            "new_client": self._new_client,
            "recents": self.services.show_recents,
            "consider": self.circumstances.open,
            "print": self._print,
            "read_aloud": self.paper.read_aloud,
            "copy_text_message": self.services.copy_text_message,
            "copy_chat": self.services.copy_chat,
            "copy_phone": self.services.copy_phone,
            "add_to_tray": self.services.toggle_tray,
            "favourite": self.services.toggle_favourite,
            "favourites": self.favourites.show,
            "back": self._back,
            "forward": self._forward,
            "update": self.sync.update,
            "news": self.news.show,
            "standing": self.standing.show,
            "import": self._import,
            "tab_organizations": self.views.show_organizations,
            "client_view": self.views.show_client_view,
            "settings": self.views.show_settings,
            "keys": self.views.show_keys,
            "help": self.views.show_help,
            "about": self.views.show_about,
            "tray": self._show_tray,
            "request": self.form.open,
            "duty": self.form.show_duty,
            "tab_requests": self.requests.show_page,
            "lock": self.register.lock,
            "unmet": self.unmet.open,
            "unmet_overview": self.unmet.overview.show,
        }
        if name in acts:
            acts[name]()

    def close(self) -> None:
        """Stop listening: other desks take over."""
        self.finding.close()
        for desk in (self.circumstances, self.rides):
            self._window.guide.answered.disconnect(desk.show_answer)
        self.unmet.close()
        self.views.close()
        self.form.close()
        self.requests.close()
        self.register.close()
        self.deleteLater()

    def _back(self) -> None:
        """What lies over the work goes first; then step by step."""
        window = self._window
        here = window.pages.currentWidget()
        over = window.page.right.passing() if here is window.page else here
        step = getattr(over, "go_back", None)
        if step is not None and step():
            return
        if here is window.page:
            self.finding.back()
        else:
            window.go_to_search()

    def _forward(self) -> None:
        if self._window.pages.currentWidget() is self._window.page:
            self.finding.forward()

    def _cover_client(self) -> None:
        """A form that may not be written anywhere stays as it is, where nobody sees it."""
        if self.form.holds_client:
            self._window.cover_wanted.emit()

    def _ask_about_held(self, held: SyncHeld) -> None:
        self._window.undo_bar.offer(
            f"{held.what} {held.do}",
            text("Take into use"),
            text("Keep the present information"),
            self.sync.accept_held,
        )

    def _tell_updated(self, words: str) -> None:
        """What an update brought, with the way to the list where there is something to read."""
        if self._workplace.store.news_count():
            self._window.undo_bar.point(words, text("See the changes"), self.news.show)
        else:
            self._window.undo_bar.tell(words)

    def _new_client(self) -> None:
        self.form.new_client()
        self.requests.new_client()
        self.unmet.new_client()
        self.register.new_client()
        try:
            self.services.new_client()
        finally:
            self.register.new_client()
            # The words leave the screen even where the disk is full and the daybook cannot follow.
            self._window.undo_bar.forget()
            self._window.urgent.fold()
            self._window.go_to_search()
            self.views.new_client()
            self.finding.new_client()
            self._window.show_urgent()

    def _print(self) -> None:
        """Ctrl+P: the papers of a request that has just been made, else the page of the service."""
        if not self.form.print():
            self.paper.show_current()

    def _show_tray(self) -> None:
        self._window.go_to_search()
        if self._window.page.right.tray.ids():
            self._window.page.show_right()
            self._window.page.right.show_tray()
        else:
            self._window.undo_bar.tell(text("No service has been chosen yet."))

    def _import(self) -> None:
        file = self._window.ask_for_catalogue()
        if file is not None:
            self.sync.bring(file)

    def _catalogue_changed(self) -> None:
        self.rides.forget()
        self._workplace.navigator.refresh()
        self._window.guide.again()
        self.services.refresh_tray()
        self._follow_catalogue(quiet=False)

    def _catalogue_arrived(self) -> None:
        """Nobody asked for it: the list in sight stays until the next question."""
        self.rides.forget()
        self._workplace.navigator.refresh()
        if self._window.guide.is_blank:
            self._window.guide.again()
        self._follow_catalogue(quiet=True)

    def _count_news(self) -> None:
        self._window.status.show_news(len(self.news.changes))
        self.standing.refresh()

    def _follow_catalogue(self, *, quiet: bool) -> None:
        self.news.read()
        self.favourites.refresh()
        self.views.catalogue_changed(quiet=quiet)
        self.unmet.overview.refresh()
        self._window.show_urgent()
        self._show_band()

    def _show_band(self) -> None:
        clear(self._window.band)
        if self.sync.is_example():
            band = ExampleBand(can_fetch=bool(self._window.settings.catalogue_address))
            band.fetch_wanted.connect(self.sync.update)
            band.import_wanted.connect(self._import)
            self._window.band.addWidget(band)
        self.register.code.show_band()
