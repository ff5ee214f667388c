"""What every importer gives: the catalogue that it made, and what it could not use."""

from __future__ import annotations

from dataclasses import dataclass

from ohjaus_desktop.catalogue.navigation import Catalogue


@dataclass(frozen=True, slots=True)
class Imported:
    """catalogue: what was made; unused: sentences about what could not be used, in the user's language."""

    catalogue: Catalogue
    unused: tuple[str, ...]
