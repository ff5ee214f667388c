"""The parts that guidance needs, opened once over one data folder.

The window and the command line stand on the same ones.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self
from zoneinfo import ZoneInfo

from ohjaus_desktop import paths, settings, texts
from ohjaus_desktop.catalogue import sync
from ohjaus_desktop.catalogue.store import CatalogueStore, forget
from ohjaus_desktop.catalogue.trust import Trust
from ohjaus_desktop.database import DatabaseDamaged, set_aside
from ohjaus_desktop.daybook import syncs
from ohjaus_desktop.daybook.standing import Standing, standing
from ohjaus_desktop.daybook.store import Daybook
from ohjaus_desktop.daybook.unmet.arrivals import noting_arrivals
from ohjaus_desktop.daybook.unmet.overview import Overview, overview
from ohjaus_desktop.daybook.unmet.periods import Half
from ohjaus_desktop.daybook.unmet.told import Told, told
from ohjaus_desktop.documents.chosen import Chosen, Sender
from ohjaus_desktop.documents.referral.notice import Notice
from ohjaus_desktop.errors import folder_refused
from ohjaus_desktop.guidance import search
from ohjaus_desktop.guidance.hours import service_opening
from ohjaus_desktop.guidance.navigator import Navigator
from ohjaus_desktop.guidance.place_lists import Place
from ohjaus_desktop.guidance.places import Places
from ohjaus_desktop.guidance.reach import reach
from ohjaus_desktop.texts import text

if TYPE_CHECKING:
    from ohjaus_desktop.register.vault import SecretStore, Vault

HELSINKI = ZoneInfo("Europe/Helsinki")


def now() -> datetime:
    """The moment, as clocks in Finland show it."""
    return datetime.now(HELSINKI)


class Workplace:
    """Settings, catalogue, navigator and daybook of one user on one machine.

    problems: what had to be mended on the way, in sentences for the user.
    Raises KnownError where the folder cannot be made or a database cannot be opened.
    """

    def __init__(self, data: paths.DataFolder) -> None:
        try:
            self.data = data.create()
        except OSError as error:
            raise folder_refused(data.root, error) from error
        self.effective = settings.load(data.settings, paths.machine_settings())
        texts.use(self.effective.settings.language)
        self.problems: tuple[str, ...] = ()
        self.places = Places.load()
        self.daybook = self._open_daybook()
        self.store = CatalogueStore(data.catalogue)
        try:
            self._make_ready()
            self.navigator = Navigator(self.store, self.places)
        except DatabaseDamaged:
            # Damage deep in the file shows only when everything is read; the file can be made again.
            self.store.close()
            forget(data.catalogue)
            self.store = CatalogueStore(data.catalogue)
            self._make_ready()
            self.navigator = Navigator(self.store, self.places)

    def _open_daybook(self) -> Daybook:
        """A damaged daybook is kept for whoever can save it; the work goes on with a new one."""
        path = self.data.daybook
        try:
            return Daybook(path)
        except DatabaseDamaged as error:
            try:
                aside = set_aside(path)
            except OSError:
                raise error from None
            self.problems += (
                text(
                    "The chosen services, favourites and recent ones begin anew: their file was "
                    "damaged and is kept as {name}.",
                    name=aside.name,
                ),
            )
            return Daybook(path)

    def _make_ready(self) -> None:
        """Nobody meets an empty window or yesterday's index, and no network is needed for it."""
        sync.make_ready(self.store, index=search.index, index_version=search.INDEX_VERSION, at=now())

    def synchronise(
        self,
        address: str | None = None,
        *,
        at: datetime,
        force: bool = False,
        replace: bool = False,
        progress: Callable[[str, float], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> sync.SyncOutcome:
        """Bring the catalogue up to date, from ``address`` or from ``address`` of this workplace.

        Raises KnownError; Cancelled when ``cancelled`` said so. The daybook remembers both.
        """
        chosen = address or self.address() or None

        def run() -> sync.SyncOutcome:
            return sync.run(
                self.store,
                chosen,
                index=search.index,
                index_version=search.INDEX_VERSION,
                at=at,
                force=force,
                replace=replace,
                trust=self.trust() if chosen else None,
                progress=progress,
                cancelled=cancelled,
            )

        return noting_arrivals(
            self.daybook.unmet,
            self.store,
            self.places,
            lambda: syncs.noted(self.daybook, run, at=at, source=chosen or ""),
            on=at.astimezone(HELSINKI).date(),
        )

    def restore_previous(self, *, at: datetime) -> sync.SyncOutcome:
        """Bring the catalogue back that was installed before; the daybook remembers it.

        Raises KnownError where there is none.
        """

        def run() -> sync.SyncOutcome:
            return sync.restore_previous(
                self.store, index=search.index, index_version=search.INDEX_VERSION, at=at
            )

        return syncs.noted(self.daybook, run, at=at, result="restored")

    def address(self) -> str:
        """Where newer catalogues come from: the settings', else where the installed one came from.

        "" for the bundled example.
        """
        installed = self.store.installed()
        return self.effective.settings.catalogue_address or (installed.source if installed else "")

    def trust(self) -> Trust | None:
        """The publisher whose catalogues are taken; None where any origin is.

        Raises NotARoot: a file that is named but missing or broken never means unsigned.
        """
        root = self.effective.settings.trusted_root
        return Trust.load(Path(root), self.data.trust) if root else None

    def standing(self, *, counted: bool = False) -> Standing:
        """How the catalogue stands; nothing is fetched. counted: with its number of services.

        Raises DatabaseTrouble.
        """
        recognises = bool(self.effective.settings.trusted_root)
        address = self.address()
        return standing(self.store, self.daybook, address=address, recognises=recognises, counted=counted)

    def unmet(self, half: Half) -> Overview:
        """The needs of a half-year for which nothing suitable was found. Raises DatabaseTrouble."""
        kept = self.daybook.unmet
        needs = {one.id: one for one in self.store.needs()}
        return overview(half, kept.within(half), needs, kept.met())

    def told_unmet(self, made: Overview, say: texts.Translator) -> Told:
        """The same in words."""

        def name(service_id: str) -> str:
            service = self.store.service(service_id)
            return say.name(service.name) if service is not None else ""

        return told(made, {one.id: one for one in self.store.needs()}, self.places, say, name)

    def sender(self) -> Sender:
        """Who gives the page: the service point of the settings."""
        chosen = self.effective.settings
        return Sender(
            service_point=chosen.service_point,
            neutral_sender=chosen.neutral_sender,
            phone=chosen.phone,
            address=chosen.address,
            worker=chosen.worker,
        )

    def vault(
        self, keyring: Callable[[], SecretStore | None] | None = None, *, folder: Path | None = None
    ) -> Vault:
        """The keys of the protected client data on this machine.

        keyring: gives the safe place for them; the operating system's own where it is None. folder:
        another one than the data folder's own, for a backup that is being tried.
        """
        # Imported here: search and print never load what opens an encrypted file.
        from ohjaus_desktop.register import vault

        return vault.Vault(
            folder or self.data.register,
            keyring=(keyring or vault.os_keyring)(),
            recovery_key=self.effective.settings.recovery_key,
            backup_folder=self.effective.settings.backup_folder,
        )

    def notice(self) -> Notice:
        """Who keeps the client's data, and for how long: what papers refer to."""
        # Imported here: search and print never load what opens an encrypted file.
        from ohjaus_desktop.register.privacy import retention

        chosen = self.effective.settings
        return Notice(
            controller=chosen.controller,
            contact=chosen.data_protection_contact,
            address=chosen.notice_address,
            kept_days=chosen.retention_days or retention.rule("closed", now().date()).days,
            stored=not chosen.no_personal_data,
        )

    def chosen(
        self, service_id: str, place: Place | None, at: datetime, *, staying: Place | None = None
    ) -> Chosen | None:
        """A service as a client who lives in ``place`` meets it; None when it is not installed.

        staying: where they are for now, when elsewhere.
        """
        service = self.store.service(service_id)
        if service is None:
            return None
        linked = (self.store.location(link.location_id) for link in service.service_at_locations)
        locations = {location.id: location for location in linked if location is not None}
        here = staying or place
        way = reach(
            service,
            locations,
            here.municipality if here else None,
            self.places,
            origin=here,
            home=place.municipality if place and staying else None,
        )
        met = locations.get(way.location_id) if way.location_id else None
        return Chosen(
            service=service,
            organization=self.store.organization(service.organization_id),
            locations=tuple(locations.values()),
            opening=service_opening(service, met, at),
            reach=way if here else None,
        )

    def close(self) -> None:
        """Let go of the databases."""
        self.store.close()
        self.daybook.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
