"""What is fetched from a folder or a web server, and how fetching fails.

Apart from ``source`` and ``web``, because both need it and ``source`` imports ``web`` only when a
web server is really asked.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from ohjaus_desktop.errors import KnownError
from ohjaus_desktop.texts import text

CHUNK = 256 * 1024
"""Bytes between two looks at limit and cancel."""


class SourceFailed(KnownError):
    """The file could not be fetched; what is installed stays as it was."""


@dataclass(frozen=True, slots=True)
class Validators:
    """What a web server gave to recognise its file by (HTTP ETag and Last-Modified)."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Signature:
    """What The Update Framework's metadata proved about a file.

    sequence: the version of its targets, which is the catalogue's own. signed_by: ids of the keys,
    shortened for people. expires: when the metadata ends; reading goes on after it, installing not.
    """

    sequence: int
    signed_by: tuple[str, ...]
    expires: datetime


@dataclass(frozen=True, slots=True)
class Fetched:
    """What was fetched.

    data: the bytes, unpacked; None when nothing has changed. address: where from. wire_bytes: what
    came over the line. signature: None where nobody signed or no signature is asked for.
    """

    data: bytes | None
    address: str
    validators: Validators = field(default=Validators())
    wire_bytes: int = 0
    signature: Signature | None = None


def too_large(limit: int) -> SourceFailed:
    """The error for a file that does not end in time."""
    return SourceFailed(
        text("The file is larger than {limit} MB.", limit=max(1, limit // 1024 // 1024)),
        text("Ask the publisher for the right file."),
    )
