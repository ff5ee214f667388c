"""A published folder read through The Update Framework: nothing is believed before it is proved.

Source: The Update Framework's specification 1.0, "Detailed client workflow"; done by its own
reference library, which gets our way of fetching. Only ``trust`` imports this, and late.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import unquote, urlsplit

import msgspec
from tuf.api import exceptions
from tuf.api.metadata import Metadata, Root, TargetFile, Targets
from tuf.ngclient import FetcherInterface, Updater, UpdaterConfig

from ohjaus_desktop import disk
from ohjaus_desktop.catalogue import source, trust, verified_errors
from ohjaus_desktop.catalogue.fetched import (
    Fetched,
    NotLetIn,
    NotThere,
    Signature,
    TooLarge,
    too_large,
    unpacked,
)
from ohjaus_desktop.catalogue.lock import only_one
from ohjaus_desktop.catalogue.source import Reader
from ohjaus_desktop.errors import file_refused

LIMITS = UpdaterConfig(
    max_root_rotations=256,  # counted from the first root that this machine was given
    max_delegations=1,
    root_max_length=trust.ROOT_LIMIT,
    timestamp_max_length=16 * 1024,
    snapshot_max_length=16 * 1024,
    targets_max_length=16 * 1024,
)
"""Bytes of each kind of metadata; real ones have one to three thousand."""
_CLOCK_MAY_BE_OFF = timedelta(days=1)
"""A time zone set wrongly is no reason to refuse."""


class Carrier(FetcherInterface):
    """Gives The Update Framework the files of the folder, and remembers the last one.

    Errors of our own pass through it as they are, because it is read while it is running.
    """

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self.name = ""
        self.data = b""

    def _fetch(self, url: str) -> Iterator[bytes]:
        self.name, self.data = unquote(urlsplit(url).path.rpartition("/")[2]), b""
        newer_root = self.name.endswith(".root.json")
        limit = LIMITS.root_max_length if newer_root else LIMITS.targets_max_length
        try:
            self.data = self._reader.get(self.name, limit=limit).data or b""
        except NotThere as error:
            raise exceptions.DownloadHTTPError(self.name, 404) from error
        except NotLetIn as error:
            # Some servers say so of what they do not have, and no newer root is the usual case.
            if newer_root:
                raise exceptions.DownloadHTTPError(self.name, 403) from error
            raise
        except TooLarge as error:
            raise verified_errors.altered(self.name) from error
        if newer_root and verified_errors.is_page(self.data):
            # Others answer a page. A login page is met again at timestamp.json, and said there.
            raise exceptions.DownloadHTTPError(self.name, 404)
        yield self.data


def fetch(
    address: str,
    *,
    root: bytes,
    folder: Path,
    floor: Mapping[str, int],
    at: datetime,
    known_hash: str | None,
    limit: int,
    deadline: float,
    progress: Callable[[float], None] | None,
    cancelled: Callable[[], bool] | None,
    part: Path | None,
) -> Fetched:
    """``Trust.fetch``; folder: of this root's own."""
    try:
        disk.make_folder(folder)
    except OSError as error:
        raise file_refused(folder, error) from error
    with (
        only_one(folder / "lock"),
        source.opened(
            address, deadline=deadline, progress=progress, cancelled=cancelled, part=part
        ) as reader,
    ):
        target, promise, signature = _proved(reader, folder, root, at)
        _refuse_old(signature, floor)
        data = None if promise.sha256 == known_hash else _content(reader, target, promise, limit)
        return Fetched(data, source.normal(address), wire_bytes=reader.wire_bytes, signature=signature)


def describe(root: bytes) -> trust.RootFacts:
    """``trust.describe``."""
    try:
        signed = Metadata[Root].from_bytes(root)
        # Metadata of another type has no such method.
        signed.signed.verify_delegate(Root.type, signed.signed_bytes, signed.signatures)
    except (exceptions.RepositoryError, ValueError, AttributeError) as error:
        raise trust.not_a_root() from error
    roles = signed.signed.roles
    return trust.RootFacts(
        keys=shortened(roles[Root.type].keyids),
        publishing_keys=shortened(roles[Targets.type].keyids),
        expires=signed.signed.expires,
        version=signed.signed.version,
    )


def shortened(keyids: list[str]) -> tuple[str, ...]:
    """Ids of keys as a person compares them on the telephone: 1a2b-3c4d."""
    return tuple(f"{keyid[:4]}-{keyid[4:8]}" for keyid in sorted(keyids))


def _proved(
    reader: Reader, folder: Path, root: bytes, at: datetime
) -> tuple[TargetFile, trust.Promise, Signature]:
    """What the publisher signed, proved down to the hash of the one file."""
    carrier = Carrier(reader)
    with verified_errors.explained(carrier, folder, at):
        _mend(folder)
        updater = Updater(str(folder), "folder:/", fetcher=carrier, config=LIMITS, bootstrap=root)
        trusted = updater._trusted_set  # noqa: SLF001 - it has no other way to be told the time
        trusted.reference_time = at.astimezone(UTC)
        updater.refresh()
        target = updater.get_targetinfo(trust.TARGET)
        if target is None:
            raise exceptions.RepositoryError(f"no {trust.TARGET}")
        promise = msgspec.convert(target.custom, trust.Promise)
        verified_errors.check_clock(trusted.timestamp, at, _CLOCK_MAY_BE_OFF)
        signers = Metadata[Targets].from_bytes((folder / "targets.json").read_bytes())
        result = trusted.root.get_verification_result(Targets.type, signers.signed_bytes, signers.signatures)
    roles = (trusted.root, trusted.timestamp, trusted.snapshot, trusted.targets)
    return (
        target,
        promise,
        Signature(
            sequence=trusted.targets.version,
            signed_by=shortened(list(result.signed)),
            expires=min(role.expires for role in roles),
            catalogue_id=promise.catalogue_id,
        ),
    )


def _mend(folder: Path) -> None:
    """Put out of the way what no program of ours left there; what is missing is fetched again.

    A damaged file is noticed by its signature. Unfinished files are of a program that was killed.
    """
    history = folder / "root_history"
    if not history.is_dir():
        history.unlink(missing_ok=True)
    for path in (*folder.iterdir(), *history.glob("*")):
        if path.is_dir() and path != history:
            shutil.rmtree(path)
        elif path.name.startswith("tmp"):
            path.unlink()


def _refuse_old(signature: Signature, floor: Mapping[str, int]) -> None:
    lowest = floor.get(signature.catalogue_id, 0)
    if signature.sequence < lowest:
        raise trust.too_old(signature.sequence, lowest)


def _content(reader: Reader, target: TargetFile, promise: trust.Promise, limit: int) -> bytes:
    """The file, whose length and hash are proved before it is unpacked, and once more after it."""
    if max(target.length, promise.length) > limit:
        raise too_large(limit)
    name = f"{target.hashes.get('sha256')}.{trust.TARGET}"
    try:
        packed = reader.get(name, limit=target.length).data or b""
        if verified_errors.is_page(packed):
            raise verified_errors.page()
        target.verify_length_and_hashes(packed)
        content = unpacked(packed, promise.length)
    except (NotThere, TooLarge, exceptions.LengthOrHashMismatchError) as error:
        raise verified_errors.altered(trust.TARGET) from error
    if len(content) != promise.length or hashlib.sha256(content).hexdigest() != promise.sha256:
        raise verified_errors.altered(trust.TARGET)
    return content
