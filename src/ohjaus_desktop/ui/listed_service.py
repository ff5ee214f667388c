"""A service as it stands in a short list of the worker's own, also when the catalogue has lost it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ohjaus_desktop.texts import current, text
from ohjaus_desktop.ui.two_line_list import Row

if TYPE_CHECKING:
    from ohjaus_desktop.catalogue.store import CatalogueStore


@dataclass(frozen=True, slots=True)
class ListedService:
    """Every text is ready to be shown. gone: the catalogue has it no more."""

    service_id: str
    name: str
    organization: str
    gone: bool = False

    @property
    def about(self) -> str:
        """Who provides it, or that nobody does any more."""
        return text("no longer in the catalogue") if self.gone else self.organization

    @property
    def row(self) -> Row:
        """The service in the list."""
        if self.gone:
            return Row(self.service_id, self.name, self.about, picture="warning", tone="warning")
        return Row(self.service_id, self.name, self.about)


def listed(service_id: str, store: CatalogueStore) -> ListedService:
    """Put the service of that id into words; "–" is the name of one that the catalogue never had."""
    say, service = current(), store.service(service_id)
    organization = store.organization(service.organization_id) if service else None
    return ListedService(
        service_id,
        say.name(service.name) if service else "–",
        say.name(organization.name) if organization else "",
        gone=service is None or store.is_retired(service_id),
    )
