"""What a publisher may not have meant: said after publishing, because it may be right all the same."""

from __future__ import annotations

from ohjaus_desktop.catalogue.guard import SHARE
from ohjaus_desktop.catalogue.navigation import Catalogue
from ohjaus_desktop.texts import text


def doubts(held: Catalogue | None, new: Catalogue) -> tuple[str, ...]:
    """Sentences about a publication. held: the one before."""
    found = []
    if new.example:
        found.append(
            text(
                "The file says that it is an example. Desktops will call it one, and never replace a real "
                "catalogue with it."
            )
        )
    if not new.publisher.email:
        found.append(
            text(
                "Desktops do not know whom to tell about errors. Give an address: ohjaus catalogue init "
                "FOLDER --keys KEYFOLDER --email ADDRESS"
            )
        )
    before = {one.id for one in held.services if one.status != "defunct"} if held else set()
    gone = len(before - {one.id for one in new.services if one.status != "defunct"})
    if gone > SHARE * len(before):
        found.append(
            text(
                "{gone} of {number} services are gone. Each desktop waits until its user accepts that.",
                gone=gone,
                number=len(before),
            )
        )
    return tuple(found)
