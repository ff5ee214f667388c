"""Publish a catalogue: the next number, signed, in one step.

Publishing the same content again changes nothing. Whoever is killed on the way leaves a folder
that readers use as before, and the next publish completes it.
"""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import msgspec
from msgspec import structs
from tuf.api.metadata import TargetFile, Targets

from ohjaus_desktop import disk
from ohjaus_desktop.catalogue import document
from ohjaus_desktop.catalogue.document import Reading
from ohjaus_desktop.catalogue.navigation import Catalogue
from ohjaus_desktop.catalogue.problems import ProblemKind
from ohjaus_desktop.catalogue.trust import TARGET, Promise
from ohjaus_desktop.errors import KnownError
from ohjaus_desktop.publishing.repository import change_page, identity, signing, state
from ohjaus_desktop.publishing.repository.doubts import doubts
from ohjaus_desktop.publishing.repository.folder import keep_apart, only_publisher
from ohjaus_desktop.publishing.repository.keys import KeyFolder
from ohjaus_desktop.publishing.repository.refresh import again
from ohjaus_desktop.publishing.repository.state import State
from ohjaus_desktop.texts import plural, text


@dataclass(frozen=True, slots=True)
class Publication:
    """What the folder holds now. same: it held it already; first: it held nothing before.

    doubts: sentences about what the publisher may not have meant.
    """

    sequence: int
    same: bool
    first: bool
    state: State
    doubts: tuple[str, ...] = ()


def publish(
    reading: Reading, folder: Path, keys: KeyFolder, *, at: datetime, accept: bool = False
) -> Publication:
    """Publish a catalogue that was read from its file.

    accept: leave out records that break a rule. Raises KnownError.
    """
    keep_apart(folder, keys.path)
    _refuse_broken(reading, accept)
    with only_publisher(folder):
        before = state.read(folder)
        held = state.held(folder, before.content)
        who = identity.load(folder)
        new = identity.stamped(reading.catalogue, who, held)
        same = before.content is not None and held is not None and _same(held, new)
        if not same:
            sequence = _next(folder, before, held, new if who is None else None)
            new = structs.replace(new, sequence=sequence, published_at=at.replace(microsecond=0))
            _release(folder, before, held, new, keys, at)
        elif before.targets is not None and not before.in_force:
            _sign(folder, before, again(before.targets, at), keys, at)
        after = state.read(folder)
        _complete(folder, after)
        found = () if same else doubts(held, new)
        return Publication(after.targets.version if after.targets else 0, same, held is None, after, found)


def _release(
    folder: Path, before: State, held: Catalogue | None, new: Catalogue, keys: KeyFolder, at: datetime
) -> None:
    content = document.write(new)
    if len(content) > document.LIMIT:
        raise KnownError(
            text(
                "The catalogue would be larger than {limit} MB: no desktop would take it.",
                limit=document.LIMIT // 1024 // 1024,
            ),
            text("Divide it into catalogues for smaller areas."),
        )
    packed = gzip.compress(content, 9, mtime=0)
    promise = Promise(new.catalogue_id, len(content), hashlib.sha256(content).hexdigest())
    hash_ = hashlib.sha256(packed).hexdigest()
    target = TargetFile(len(packed), {"sha256": hash_}, TARGET, {"custom": msgspec.to_builtins(promise)})
    targets = Targets(
        version=new.sequence, expires=signing.expiry(at, signing.VALID), targets={TARGET: target}
    )
    changed = change_page.page(held, new, at.date(), _read(folder / state.CHANGES).decode(errors="replace"))
    # The key first: nothing is written where the passphrase is wrong.
    signer = keys.signer("publishing", before.root.signed.roles[Targets.type].keyids)
    disk.save(folder / f"{hash_}.{TARGET}", packed)
    disk.save(folder / state.CATALOGUE, content)
    disk.save(folder / state.CHANGES, changed.encode())
    signing.write_release(folder, before, targets, [signer], at)


def _sign(folder: Path, before: State, targets: Targets, keys: KeyFolder, at: datetime) -> None:
    signer = keys.signer("publishing", before.root.signed.roles[Targets.type].keyids)
    signing.write_release(folder, before, targets, [signer], at)


def _refuse_broken(reading: Reading, accept: bool) -> None:
    broken = reading.count(ProblemKind.QUARANTINED)
    if broken and not accept:
        raise KnownError(
            plural("{number} record breaks a rule.", "{number} records break a rule.", broken),
            text("Correct them, or publish without them: --accept."),
        )


def _same(held: Catalogue, new: Catalogue) -> bool:
    return held == structs.replace(new, sequence=held.sequence, published_at=held.published_at)


def _next(folder: Path, before: State, held: Catalogue | None, own: Catalogue | None) -> int:
    """The number of this publication: one more than what the folder holds.

    own: the file, where its own number is the first; a folder that says whose it is begins with 1.
    """
    if before.targets is not None:
        return before.targets.version + 1
    if held is None:
        return max(1, own.sequence) if own else 1
    # A first publication that was killed has left its number unsigned.
    begun = (folder / f"{held.sequence}.targets.json").exists()
    return held.sequence if begun and held.sequence else held.sequence + 1


def _complete(folder: Path, published: State) -> None:
    """Mend what takes no part in the signature: whoever was killed, or somebody else, left it old."""
    newest = state.newest_root(folder)
    own = {state.CATALOGUE: published.content, state.ROOT: newest.read_bytes() if newest else None}
    for name, data in own.items():
        if data is not None and _read(folder / name) != data:
            disk.save(folder / name, data)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""
