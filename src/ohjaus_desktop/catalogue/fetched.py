"""What is fetched from a folder or a web server, and how fetching fails.

Apart from ``source`` and ``web``, because both need it and ``source`` imports ``web`` only when a
web server is really asked.
"""

from __future__ import annotations

from dataclasses import dataclass, field

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
class Fetched:
    """What was fetched.

    data: the bytes; None when the server says that nothing has changed. address: where from.
    """

    data: bytes | None
    address: str
    validators: Validators = field(default=Validators())


def too_large(limit: int) -> SourceFailed:
    """The error for a file that does not end in time."""
    return SourceFailed(
        text("The file is larger than {limit} MB.", limit=max(1, limit // 1024 // 1024)),
        text("Ask the publisher for the right file."),
    )
