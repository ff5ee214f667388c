"""May this file take the place of what is installed? A person is asked before much is lost."""

from __future__ import annotations

from ohjaus_desktop.catalogue import trust
from ohjaus_desktop.catalogue.changes import Changes
from ohjaus_desktop.catalogue.fetched import Signature
from ohjaus_desktop.catalogue.installed import Installed
from ohjaus_desktop.catalogue.navigation import Header
from ohjaus_desktop.catalogue.outcome import SyncHeld
from ohjaus_desktop.catalogue.problems import CatalogueRefused
from ohjaus_desktop.texts import text

SHARE = 0.2
"""The share of services that may vanish, break or change their number without a question."""


def is_fresh(installed: Installed | None, new: Header, address: str, replace: bool) -> bool:
    """Whether the new catalogue takes the place of the old one, row by row otherwise.

    Raises CatalogueRefused for an older sequence, or another catalogue at the same address.
    """
    if installed is None or replace:
        return True
    if installed.example and not new.example:
        return True
    if new.example and not installed.example:
        raise CatalogueRefused(
            text("This is an example catalogue with invented services; a real one is installed."),
            text("Try examples in a data folder of their own."),
        )
    if installed.catalogue_id != new.catalogue_id:
        if installed.source != address:
            return True
        raise CatalogueRefused(
            text("Another catalogue than before is published at this address."),
            text("Ask the publisher whether it was replaced on purpose."),
        )
    if new.sequence < installed.sequence:
        raise CatalogueRefused(
            text(
                "The file is older than the installed one: number {new}, installed {installed}.",
                new=new.sequence,
                installed=installed.sequence,
            ),
            text("Fetch the newest file."),
        )
    return False


def is_taken_back(installed: Installed, new: Installed) -> bool:
    """Whether an earlier file was brought back and this one is not newer than the one taken back."""
    return installed.hold_above is not None and new.sequence <= installed.hold_above


def check_signature(signature: Signature | None, new: Header) -> None:
    """The sequence that is signed is the one that the file says. Raises Untrusted."""
    if signature is not None:
        trust.check(signature, catalogue_id=new.catalogue_id, sequence=new.sequence)


def check(made: Changes, services: int, quarantined: int) -> None:
    """Raise SyncHeld when more than a fifth of the services would be lost or misdirected.

    services: how many were installed; quarantined: how many of the file cannot be read.
    """
    gone = made.counts["services"].gone + made.defunct
    if gone + quarantined + made.lost_numbers > SHARE * services:
        raise SyncHeld(services=services, gone=gone, quarantined=quarantined, phone_changed=made.lost_numbers)
