"""Begin to publish: a folder, a root key and a publishing key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tuf.api.metadata import Root, Snapshot, Targets, Timestamp

from ohjaus_desktop import disk
from ohjaus_desktop.errors import KnownError, reason, remedy
from ohjaus_desktop.publishing.repository import identity, signing, state
from ohjaus_desktop.publishing.repository.folder import keep_apart, only_publisher
from ohjaus_desktop.publishing.repository.identity import Identity, Wishes
from ohjaus_desktop.publishing.repository.keys import KeyFolder
from ohjaus_desktop.texts import text

ROLES = (Timestamp.type, Snapshot.type, Targets.type)
"""What the publishing key signs."""


@dataclass(frozen=True, slots=True)
class Begun:
    """What was made. root: the file that desktops are given; keys: the key files.

    reused: both keys were there before; they may have published elsewhere.
    """

    root: Path
    keys: tuple[Path, ...]
    reused: bool


def init(
    folder: Path,
    keys: KeyFolder,
    *,
    new_passphrase: Callable[[], str],
    at: datetime,
    wishes: Wishes | None = None,
) -> Begun:
    """Make a folder to publish in, and its keys.

    new_passphrase: asked once, locks both keys. wishes: whose folder it is; None: each file says so
    itself. A run that was killed is completed by the next. Raises KnownError.
    """
    keep_apart(folder, keys.path)
    with only_publisher(folder):
        if state.newest_root(folder) is not None:
            raise KnownError(
                text("Catalogues are published in the folder {name} already.", name=folder),
                text("Publish into it with: ohjaus catalogue publish."),
            )
        who = _decided(folder, wishes, None) if wishes else None
        reused = bool(keys.files("root") and keys.files("publishing"))
        root_key = keys.only("root", new_passphrase)
        publishing_key = keys.only("publishing", new_passphrase)
        root = Root(version=1, expires=signing.expiry(at, signing.ROOT_VALID))
        root.add_key(root_key.public_key, Root.type)
        for role in ROLES:
            root.add_key(publishing_key.public_key, role)
        try:
            disk.make_folder(folder)
        except OSError as error:
            raise KnownError(
                text("The folder {name} cannot be made: {reason}.", name=folder, reason=reason(error)),
                remedy(error),
            ) from error
        if who:
            identity.keep(folder, who)
        signing.write_root(folder, root, [root_key])
    return Begun(folder / state.ROOT, (*keys.files("root"), *keys.files("publishing")), reused)


def describe(folder: Path, wishes: Wishes) -> Identity:
    """Say anew whose folder it is; the next publication takes it along. Raises KnownError."""
    with only_publisher(folder):
        who = _decided(folder, wishes, state.read(folder).content)
        identity.keep(folder, who)
    return who


def _decided(folder: Path, wishes: Wishes, content: bytes | None) -> Identity:
    return identity.decide(wishes, identity.load(folder), state.held(folder, content))
