"""What a published folder holds, as its own signatures say."""

from __future__ import annotations

import gzip
import hashlib
import re
import zlib
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from tuf.api.exceptions import RepositoryError
from tuf.api.metadata import Metadata, Root, Snapshot, T, Targets, Timestamp

from ohjaus_desktop.catalogue import document
from ohjaus_desktop.catalogue.navigation import Catalogue
from ohjaus_desktop.catalogue.problems import CatalogueRefused
from ohjaus_desktop.catalogue.trust import TARGET
from ohjaus_desktop.errors import KnownError
from ohjaus_desktop.texts import text

ROOT_NAME = re.compile(r"([1-9]\d{0,8})\.root\.json")
ROOT = "root.json"
CATALOGUE = "catalogue.json"
CHANGES = "changes.html"
TIMESTAMP = "timestamp.json"


class NotAFolder(KnownError):
    """The folder is not one that ``init`` has made, or it is damaged."""


@dataclass(frozen=True, slots=True)
class State:
    """What is published. targets, snapshot, timestamp: None before the first publication.

    content: the unpacked file that is signed; None where it is missing or damaged. in_force: the
    root's own keys have signed it all; not so where a change of keys was killed.
    """

    root: Metadata[Root]
    targets: Targets | None
    snapshot: Snapshot | None
    timestamp: Timestamp | None
    content: bytes | None = field(repr=False)
    in_force: bool = True

    @property
    def expires(self) -> datetime:
        """When the first of the signatures ends."""
        roles = (self.root.signed, self.targets, self.snapshot, self.timestamp)
        return min(role.expires for role in roles if role is not None)


def read(folder: Path) -> State:
    """What the folder holds. Raises NotAFolder."""
    newest = newest_root(folder)
    if newest is None:
        raise NotAFolder(
            text("The folder {name} is not one that catalogues are published in.", name=folder),
            text("Make it with: ohjaus catalogue init."),
        )
    root = _loaded(newest, Root)
    if not _signed_by(root.signed, root):
        raise damaged(newest.name)
    if not (folder / TIMESTAMP).exists():
        return State(root, None, None, None, None)
    timestamp = _loaded(folder / TIMESTAMP, Timestamp)
    snapshot = _loaded(folder / f"{timestamp.signed.snapshot_meta.version}.snapshot.json", Snapshot)
    targets = _loaded(folder / f"{snapshot.signed.meta['targets.json'].version}.targets.json", Targets)
    return State(
        root,
        targets.signed,
        snapshot.signed,
        timestamp.signed,
        _content(folder, targets.signed),
        _in_force(folder, root.signed, (timestamp, snapshot, targets)),
    )


def held(folder: Path, content: bytes | None) -> Catalogue | None:
    """The catalogue of the folder: what is signed, else a file that was published without a signature.

    content: what is signed, None where nothing is.
    """
    try:
        return document.read(content or (folder / CATALOGUE).read_bytes()).catalogue
    except (OSError, CatalogueRefused):
        return None


def damaged(name: str) -> NotAFolder:
    """The error for a file of the folder that is missing, or not as it was signed."""
    return NotAFolder(
        text("The file {name} of the published folder is missing or damaged.", name=name),
        text("Copy the folder back from your web server or from a backup, then publish again."),
    )


def _loaded(file: Path, part: type[T]) -> Metadata[T]:
    try:
        loaded = Metadata[T].from_bytes(file.read_bytes())
    except (OSError, RepositoryError) as error:
        raise damaged(file.name) from error
    if loaded.signed.type != part.type:
        raise damaged(file.name)
    return loaded


def _in_force(folder: Path, root: Root, parts: tuple[Metadata[Any], ...]) -> bool:
    """Whether this root's keys signed all of it. Raises NotAFolder where nobody's key did."""
    foreign = [part for part in parts if not _signed_by(root, part)]
    if foreign:
        # A change of keys was killed: then the keys before it have signed the rest.
        earlier = _loaded(folder / f"{root.version - 1}.root.json", Root).signed
        for part in foreign:
            if not _signed_by(earlier, part):
                raise damaged(f"{part.signed.type}.json")
    return not foreign


def _signed_by(root: Root, part: Metadata[Any]) -> bool:
    try:
        root.verify_delegate(part.signed.type, part.signed_bytes, part.signatures)
    except RepositoryError:
        return False
    return True


def newest_root(folder: Path) -> Path | None:
    """The root with the highest number; None where there is none."""
    roots = [(int(found[1]), path) for path in _files(folder) if (found := ROOT_NAME.fullmatch(path.name))]
    return max(roots)[1] if roots else None


def _files(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        return []


def _content(folder: Path, targets: Targets) -> bytes | None:
    target = targets.targets.get(TARGET)
    if target is None:
        return None
    try:
        packed = (folder / f"{target.hashes['sha256']}.{TARGET}").read_bytes()
        if hashlib.sha256(packed).hexdigest() != target.hashes["sha256"]:
            return None
        return gzip.decompress(packed)
    except (OSError, EOFError, zlib.error):
        return None
