"""Renew what expires without publishing anything new: desktops fetch nothing for it."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from tuf.api.metadata import Root, Targets

from ohjaus_desktop.errors import KnownError
from ohjaus_desktop.publishing.repository import signing, state
from ohjaus_desktop.publishing.repository.folder import keep_apart, only_publisher
from ohjaus_desktop.publishing.repository.keys import KeyFolder
from ohjaus_desktop.publishing.repository.state import State
from ohjaus_desktop.texts import current, text

WARNING = timedelta(days=60)
"""How long before an end the publisher is told."""


def refresh(folder: Path, keys: KeyFolder, *, at: datetime, root: bool = False) -> State:
    """Sign again what is published, for the full time.

    root: renew the root as well, which needs the root key. Returns what the folder holds then.
    Raises KnownError.
    """
    keep_apart(folder, keys.path)
    with only_publisher(folder):
        before = state.read(folder)
        if before.targets is None:
            raise nothing_published(folder)
        if root:
            _renew_root(folder, keys, before.root.signed, at)
        signer = keys.signer("publishing", before.root.signed.roles[Targets.type].keyids)
        signing.write_release(folder, before, again(before.targets, at), [signer], at)
        return state.read(folder)


def again(targets: Targets, at: datetime) -> Targets:
    """The same targets under the same number, with a later end."""
    return Targets(
        version=targets.version, expires=signing.expiry(at, signing.VALID), targets=targets.targets
    )


def due(published: State, at: datetime) -> tuple[str, ...]:
    """What the publisher has to do soon, in sentences."""
    sentences = []
    soon = at + WARNING
    own = [part.expires for part in (published.targets, published.snapshot, published.timestamp) if part]
    if own and min(own) < soon:
        sentences.append(
            text(
                "After {date} desktops install nothing new. Publish or renew before that: ohjaus "
                "catalogue refresh.",
                date=current().date(min(own)),
            )
        )
    if published.root.signed.expires < soon:
        sentences.append(
            text(
                "After {date} desktops trust nobody. Fetch the root key from its safe place and renew "
                "before that: ohjaus catalogue refresh --root.",
                date=current().date(published.root.signed.expires),
            )
        )
    return tuple(sentences)


def nothing_published(folder: Path) -> KnownError:
    """The error for a folder without a catalogue."""
    return KnownError(
        text("Nothing has been published in the folder {name} yet.", name=folder),
        text("Publish into it with: ohjaus catalogue publish."),
    )


def _renew_root(folder: Path, keys: KeyFolder, root: Root, at: datetime) -> None:
    signer = keys.signer("root", root.roles[Root.type].keyids)
    root.version += 1
    root.expires = signing.expiry(at, signing.ROOT_VALID)
    signing.write_root(folder, root, [signer])
