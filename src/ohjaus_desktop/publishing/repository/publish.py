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

from ohjaus_desktop.catalogue import document
from ohjaus_desktop.catalogue.document import Reading
from ohjaus_desktop.catalogue.navigation import Catalogue
from ohjaus_desktop.catalogue.problems import CatalogueRefused, ProblemKind
from ohjaus_desktop.catalogue.trust import TARGET, Promise
from ohjaus_desktop.errors import KnownError
from ohjaus_desktop.publishing.repository import signing, state
from ohjaus_desktop.publishing.repository.init import keep_apart
from ohjaus_desktop.publishing.repository.keys import KeyFolder
from ohjaus_desktop.publishing.repository.state import State
from ohjaus_desktop.texts import plural, text


@dataclass(frozen=True, slots=True)
class Publication:
    """What was published. same: the folder held it already. expires: when it must be renewed."""

    sequence: int
    same: bool
    expires: datetime


def publish(
    reading: Reading, folder: Path, keys: KeyFolder, *, at: datetime, accept: bool = False
) -> Publication:
    """Publish a catalogue that was read from its file.

    accept: leave out records that break a rule. Raises KnownError.
    """
    keep_apart(folder, keys.path)
    _refuse_broken(reading, accept)
    before = state.read(folder)
    held = _held(folder, before)
    if held is not None and held.catalogue_id != reading.catalogue.catalogue_id:
        raise KnownError(
            text("Another catalogue is published in the folder {name}.", name=folder),
            text("Make a folder of its own for this one: ohjaus catalogue init."),
        )
    if before.content is not None and held is not None and _same(held, reading.catalogue):
        _complete(folder, before.content)
        return Publication(held.sequence, True, before.expires)
    sequence = _next(folder, before, held, reading.catalogue)
    catalogue = structs.replace(reading.catalogue, sequence=sequence, published_at=at.replace(microsecond=0))
    content = document.write(catalogue)
    packed = gzip.compress(content, 9, mtime=0)
    signer = keys.signer("publishing", before.root.signed.roles[Targets.type].keyids)
    target = _target(catalogue.catalogue_id, content, packed)
    targets = Targets(version=sequence, expires=signing.expiry(at, signing.VALID), targets={TARGET: target})
    signing.write(folder / f"{target.hashes['sha256']}.{TARGET}", packed)
    signing.write(folder / state.CATALOGUE, content)
    signing.write_release(folder, before, targets, [signer], at)
    return Publication(sequence, False, min(before.root.signed.expires, targets.expires))


def _refuse_broken(reading: Reading, accept: bool) -> None:
    broken = reading.count(ProblemKind.QUARANTINED)
    if broken and not accept:
        raise KnownError(
            plural("{number} record breaks a rule.", "{number} records break a rule.", broken),
            text("Correct them, or publish without them: --accept."),
        )


def _held(folder: Path, before: State) -> Catalogue | None:
    """What the folder holds: what is signed, else a file that was published without a signature."""
    content = before.content
    if content is None:
        try:
            content = (folder / state.CATALOGUE).read_bytes()
        except OSError:
            return None
    try:
        return document.read(content).catalogue
    except CatalogueRefused:
        return None


def _same(held: Catalogue, new: Catalogue) -> bool:
    return held == structs.replace(new, sequence=held.sequence, published_at=held.published_at)


def _next(folder: Path, before: State, held: Catalogue | None, new: Catalogue) -> int:
    """The number of this publication: one more than what the folder holds."""
    if before.targets is not None:
        return before.targets.version + 1
    if held is None:
        return max(1, new.sequence)
    # A first publication that was killed has left its number unsigned.
    begun = (folder / f"{held.sequence}.targets.json").exists()
    return held.sequence if begun and held.sequence else held.sequence + 1


def _complete(folder: Path, content: bytes) -> None:
    """Mend what does not take part in the signature."""
    plain = folder / state.CATALOGUE
    if not plain.is_file() or plain.read_bytes() != content:
        signing.write(plain, content)


def _target(catalogue_id: str, content: bytes, packed: bytes) -> TargetFile:
    promise = Promise(catalogue_id, len(content), hashlib.sha256(content).hexdigest())
    return TargetFile(
        len(packed),
        {"sha256": hashlib.sha256(packed).hexdigest()},
        TARGET,
        {"custom": msgspec.to_builtins(promise)},
    )
