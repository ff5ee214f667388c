"""Everything that is not the search itself: organizations, settings, keys, the client's view.

What a view needs is imported where it is opened: reportlab, Markdown and pypdfium2 together take
longer to load than the window, and most days begin with a search.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ohjaus_desktop import texts
from ohjaus_desktop.guidance.wording import municipality_name
from ohjaus_desktop.settings import Effective
from ohjaus_desktop.texts import text
from ohjaus_desktop.ui.service_desk import ServiceDesk
from ohjaus_desktop.workplace import Workplace

if TYPE_CHECKING:
    from ohjaus_desktop.guidance.organizations import Directory
    from ohjaus_desktop.ui.client_view import ClientView
    from ohjaus_desktop.ui.organizations_page import OrganizationsPage
    from ohjaus_desktop.ui.window_frame import WindowFrame


class ViewsDesk(QObject):
    """Opens the other views, each made when it is first wanted."""

    settings_chosen = Signal(object, object)  # Settings from now on, Settings until now
    fetch_wanted = Signal()  # the catalogue, from the address that the settings now hold
    report_wanted = Signal(str)  # id of an organization about which something is wrong
    client_data_wanted = Signal(object)  # tells the settings page what holds: a function of Settings

    def __init__(
        self, window: WindowFrame, workplace: Workplace, services: ServiceDesk, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._window, self._workplace, self._services = window, workplace, services
        self._known: Directory | None = None
        self._organizations: OrganizationsPage | None = None
        self._client_view: ClientView | None = None

    def _directory(self) -> Directory:
        from ohjaus_desktop.guidance.organizations import Directory

        if self._known is None:
            self._known = Directory(self._workplace.store, self._workplace.places)
        return self._known

    def organizations(self) -> OrganizationsPage:
        """The page Organisaatiot."""
        if self._organizations is None:
            from ohjaus_desktop.ui.organizations_page import OrganizationsPage

            page = OrganizationsPage(
                lambda words, sector: self._directory().find(words, sector=sector),
                lambda id_: self._directory().in_full(id_, today=self._services.now().date()),
                lambda code: municipality_name(code, texts.current(), self._workplace.places),
            )
            page.service_chosen.connect(self.show_service)
            page.print_wanted.connect(self._print_organization)
            page.report_wanted.connect(self.report_wanted)
            page.phone_wanted.connect(self._services.copy_number)
            page.refresh()
            self._window.pages.addWidget(page)
            self._organizations = page
            self._window.guard_fields()
        return self._organizations

    def new_client(self) -> None:
        """What was looked up among the organizations goes with the client for whom it was."""
        page, self._organizations = self._organizations, None
        if page is not None:
            self._window.pages.removeWidget(page)
            page.deleteLater()

    def show_organizations(self) -> None:
        """Alt+3."""
        page = self.organizations()
        self._window.pages.setCurrentWidget(page)
        self._window.header.show_tab(2)
        page.focus_first()

    def show_keys(self) -> None:
        """Ctrl+F1."""
        from ohjaus_desktop.ui.keys_dialog import KeysView

        view = KeysView()
        view.open()
        self._window.show_over(view)

    def show_help(self) -> None:
        """F1."""
        from ohjaus_desktop.ui.help_view import HelpView

        view = HelpView()
        view.open()
        self._window.show_over(view)

    def show_about(self) -> None:
        """Version, licences, folders."""
        from ohjaus_desktop.ui.about_dialog import AboutView

        installed = self._workplace.store.installed()
        say = texts.current()
        catalogue = f"{say.name(installed.title)} · {say.date(installed.published_at)}" if installed else ""
        view = AboutView(self._workplace.data, catalogue=catalogue)
        view.open()
        self._window.show_over(view)

    def show_settings(self) -> None:
        """Ctrl+comma; stays open while its changes dress the window anew."""
        from ohjaus_desktop.ui.settings_page import SettingsPage

        window = self._window
        view = SettingsPage(
            Effective(window.settings, window.locked),
            municipalities=self._workplace.places.all(),
            printers=window.outside.known_printers(),
            trust_folder=self._workplace.data.trust,
        )
        view.changed.connect(self.settings_chosen)
        view.fetch_wanted.connect(self.fetch_wanted)
        view.client_data_wanted.connect(lambda: self.client_data_wanted.emit(view.adopt))
        view.open()
        window.show_over(view)
        window.guard_fields()

    def show_client_view(self) -> None:
        """F11: turn the screen to the client; only what was chosen for them."""
        from ohjaus_desktop.documents import readable
        from ohjaus_desktop.ui.client_view import ClientView

        chosen = self._services.tray() or self._services.on_the_right()
        language = self._services.language()
        if self._client_view is None:
            self._client_view = ClientView(self._window)
        if self._client_view.covers:
            self._client_view.uncover()
            return
        read = readable.read_aloud(
            chosen,
            language,
            at=self._services.now(),
            sender=self._services.giver(),
            manner=self._services.manner(),
        )
        self._client_view.open(read, language)

    def catalogue_changed(self, *, quiet: bool = False) -> None:
        """Another catalogue is installed. quiet: nobody asked for it; the list in sight stays."""
        self._known = None
        page = self._organizations
        if page is not None and not (quiet and self._window.pages.currentWidget() is page):
            page.refresh()

    def close(self) -> None:
        """Take away what lies over the window."""
        if self._client_view is not None:
            self._client_view.deleteLater()

    def show_service(self, service_id: str) -> None:
        """Go to a service in the search."""
        self._window.go_to_search()
        self._services.open(service_id)

    def _print_organization(self, id_: str) -> None:
        from ohjaus_desktop.documents import organization_sheet, pdf
        from ohjaus_desktop.ui.preview import Paper

        in_full = self._directory().in_full(id_, today=self._services.now().date())
        if in_full is None:
            return
        at, giver = self._services.now(), self._services.giver()
        found = (self._services.chosen(service.id) for service in in_full.services)
        services = [one for one in found if one is not None]

        def render(language: str, large: bool) -> bytes:
            page = organization_sheet.compose(
                in_full.organization,
                services,
                in_full.notices,
                language=language,
                at=at,
                sender=giver,
                large=large,
            )
            return pdf.render(page)

        preview = self._window.outside.preview(self._window.settings.printer)
        preview.printed.connect(
            lambda printer: self._window.undo_bar.tell(text("Printed: {printer}", printer=printer))
        )
        preview.open(
            Paper(
                title=texts.current().name(in_full.organization.name),
                name=text("Organization"),
                render=render,
                language=self._services.language(),
                large=self._window.settings.large_print,
            )
        )
        self._window.show_over(preview)
