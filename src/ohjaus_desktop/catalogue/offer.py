"""What a source offers, beside what is here: the installed file, and one that waits for a decision.

A file that waits is not fetched twice: the source is asked whether it still has the same one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from ohjaus_desktop import paths
from ohjaus_desktop.catalogue import address as addresses
from ohjaus_desktop.catalogue import document, kept, source
from ohjaus_desktop.catalogue.fetched import Fetched, SourceFailed, Validators
from ohjaus_desktop.catalogue.installed import Installed
from ohjaus_desktop.catalogue.trust import Trust
from ohjaus_desktop.texts import text


@dataclass(frozen=True, slots=True)
class Wishes:
    """How a source is to be asked.

    trust: whose signature is required, None: anybody's file is taken. limit: bytes, on the wire and
    unpacked; deadline: seconds in total. progress gets 0 to 1. part: the folder where an interrupted
    download is kept to be continued.
    """

    at: datetime
    trust: Trust | None = None
    limit: int = document.LIMIT
    deadline: float = source.DEADLINE
    progress: Callable[[float], None] = lambda _done: None
    cancelled: Callable[[], bool] = lambda: False
    part: Path | None = None


@dataclass(slots=True)
class Offer:
    """What is to be installed.

    data: None when it is the installed file, or the one that was taken back; see ``take``. digest: its
    SHA-256. waited: what the file is where it is the one that was held back, with the numbers that a person
    has seen. overtaken: a file was held back, and this is a newer one: to be judged anew.
    """

    fetched: Fetched
    data: bytes | None
    digest: str = ""
    waited: Installed | None = None
    overtaken: bool = False

    def take(self) -> bytes:
        """The bytes, which then stay nowhere else: a large file is not held twice."""
        data, self.data = self.data or b"", None
        return data


def example(limit: int = document.LIMIT) -> Offer:
    """The bundled example."""
    data = source.read_file(paths.resource("example-catalogue.json"), limit)
    return Offer(Fetched(data=None, address=""), data, hashlib.sha256(data).hexdigest())


def look(
    address: str | None, folder: Path, installed: Installed | None, wishes: Wishes, *, accept: bool
) -> Offer:
    """Ask the source what it has.

    address: path, file:// or web address; None: the bundled example. folder: of the kept files.
    accept: a person has accepted what waits; it is then taken even where the source does not answer.
    Raises SourceFailed, Untrusted, KnownError, Cancelled.
    """
    if address is None:
        return _unless_installed(example(wishes.limit), installed)
    address = source.normal(address)
    waiting = _waiting(folder, address, wishes)
    known = waiting or (installed if installed and installed.source == address else None)
    try:
        fetched = _fetch(address, known, wishes)
    except SourceFailed:
        if not (accept and waiting):
            raise
        fetched = Fetched(data=None, address=address)
    if fetched.data is None:
        if waiting is None:
            return Offer(fetched, None)
        if found := kept.read(folder / kept.HELD):
            return Offer(fetched, found[0], found[1].file_hash, waited=found[1])
        fetched = _fetch(address, None, wishes)  # what waited was damaged meanwhile
    data = fetched.data or b""
    offer = Offer(replace(fetched, data=None), data, hashlib.sha256(data).hexdigest())
    if waiting and waiting.file_hash == offer.digest:
        return replace(offer, waited=waiting)
    return _unless_installed(replace(offer, overtaken=waiting is not None), installed)


def _unless_installed(offer: Offer, installed: Installed | None) -> Offer:
    if installed and offer.digest in {installed.file_hash, installed.held_hash}:
        return replace(offer, data=None)
    return offer


def _waiting(folder: Path, address: str, wishes: Wishes) -> Installed | None:
    """The file that was held back, if it came from there and may still be installed."""
    waiting = kept.facts(folder / kept.HELD)
    if waiting is None or waiting.source != address:
        return None
    return waiting if wishes.trust is None or waiting.verified else None


def _fetch(address: str, known: Installed | None, wishes: Wishes) -> Fetched:
    """known: what of this source is here already; None: fetch it whatever it is."""
    common: dict[str, Any] = {
        "limit": wishes.limit,
        "deadline": wishes.deadline,
        "progress": wishes.progress,
        "cancelled": wishes.cancelled,
        "part": wishes.part,
    }
    if wishes.trust is not None:
        same = (known.held_hash or known.file_hash) if known else None
        return wishes.trust.fetch(address, at=wishes.at, known_hash=same, **common)
    if addresses.is_open_to_all(address):
        raise SourceFailed(
            text("The address is not protected: on the way anybody could change a phone number."),
            text("Use an address that begins with https, or choose whose signature is required."),
        )
    validators = Validators(known.etag, known.last_modified) if known else None
    return source.fetch(address, known=validators, **common)
