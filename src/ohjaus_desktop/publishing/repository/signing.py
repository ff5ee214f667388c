"""Sign what a folder holds and write it, so that a reader sees the old or the new whole.

``timestamp.json`` is what readers ask for, and it is written last: until then everything new lies
there unnoticed, and whoever is killed before leaves a folder that works as before.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import Metadata, MetaFile, Root, Snapshot, Targets, Timestamp

from ohjaus_desktop import disk
from ohjaus_desktop.catalogue.trust import SIGNED_AT, TARGET
from ohjaus_desktop.publishing.repository.state import ROOT, TIMESTAMP, State

VALID = timedelta(days=400)
"""How long desktops install what was signed: a year and a month's delay."""
ROOT_VALID = timedelta(days=5 * 365)
_VERSIONED = re.compile(r"([1-9]\d*)\.(targets|snapshot)\.json|[0-9a-f]{64}\." + re.escape(TARGET))


def expiry(at: datetime, valid: timedelta) -> datetime:
    """When something ends that is signed now: whole seconds, UTC (The Update Framework's form)."""
    return (at + valid).astimezone(UTC).replace(microsecond=0)


def signed(part: Root | Targets | Snapshot | Timestamp, signers: Sequence[CryptoSigner]) -> bytes:
    """A part of the metadata with its signatures, as it is written."""
    metadata: Metadata[Any] = Metadata(part)
    for signer in signers:
        metadata.sign(signer, append=True)
    return metadata.to_bytes()


def write_root(folder: Path, root: Root, signers: Sequence[CryptoSigner]) -> None:
    """Write a root under its number, and under the name that administrators look for."""
    data = signed(root, signers)
    disk.save(folder / f"{root.version}.root.json", data)
    disk.save(folder / ROOT, data)


def write_release(
    folder: Path, before: State, targets: Targets, signers: Sequence[CryptoSigner], at: datetime
) -> None:
    """Sign and write targets, snapshot and, last, the timestamp; then drop what nobody needs.

    before: what the folder holds now; its files stay for whoever is reading them just now.
    """
    snapshot = Snapshot(
        version=before.snapshot.version + 1 if before.snapshot else 1,
        expires=expiry(at, VALID),
        # Without its hash: the targets of one number are signed anew when they are refreshed.
        meta={"targets.json": MetaFile(targets.version)},
    )
    packed = signed(snapshot, signers)
    timestamp = Timestamp(
        version=before.timestamp.version + 1 if before.timestamp else 1,
        expires=expiry(at, VALID),
        snapshot_meta=MetaFile(snapshot.version, len(packed), {"sha256": hashlib.sha256(packed).hexdigest()}),
        unrecognized_fields={SIGNED_AT: at.astimezone(UTC).isoformat(timespec="seconds")},
    )
    disk.save(folder / f"{targets.version}.targets.json", signed(targets, signers))
    disk.save(folder / f"{snapshot.version}.snapshot.json", packed)
    disk.save(folder / TIMESTAMP, signed(timestamp, signers))
    _prune(folder, _names(targets, snapshot) | _names(before.targets, before.snapshot))


def _names(targets: Targets | None, snapshot: Snapshot | None) -> set[str]:
    names = set()
    if targets is not None:
        names = {f"{target.hashes['sha256']}.{TARGET}" for target in targets.targets.values()}
        names.add(f"{targets.version}.targets.json")
    if snapshot is not None:
        names.add(f"{snapshot.version}.snapshot.json")
    return names


def _prune(folder: Path, needed: set[str]) -> None:
    """Drop older publications and what a killed program left."""
    for path in folder.iterdir():
        name = path.name.removesuffix(".unfinished")
        if (_VERSIONED.fullmatch(name) and path.name not in needed) or (path.name != name and path.is_file()):
            path.unlink(missing_ok=True)
