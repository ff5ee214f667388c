"""What is fetched from a folder or a web server, and how fetching fails.

Apart from ``source`` and ``web``, because both need it and ``source`` imports ``web`` only when a
web server is really asked.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from io import BytesIO

from ohjaus_desktop.errors import KnownError
from ohjaus_desktop.texts import text

CHUNK = 256 * 1024
"""Bytes between two looks at limit and cancel."""
GZIP = b"\x1f\x8b"
"""How every gzip file begins (RFC 1952)."""


class SourceFailed(KnownError):
    """The file could not be fetched; what is installed stays as it was.

    retry_after: how long the server asks to be left alone, None where it does not say.
    """

    retry_after: timedelta | None = None


class NotThere(SourceFailed):
    """The folder or the server has no file of that name."""


class NotLetIn(SourceFailed):
    """The server keeps the file to itself; some say so of a file that they do not have."""


class TooLarge(SourceFailed):
    """There is more of the file than is taken."""


@dataclass(frozen=True, slots=True)
class Validators:
    """What a web server gave to recognise its file by (HTTP ETag and Last-Modified)."""

    etag: str | None = None
    last_modified: str | None = None


NOTHING_KNOWN = Validators()
"""For the first time, and where no server is asked."""


@dataclass(frozen=True, slots=True)
class Signature:
    """What The Update Framework's metadata proved about a file.

    sequence: the version of its targets, which is the catalogue's own. signed_by: ids of the keys,
    shortened for people. expires: when the metadata ends; reading goes on after it, installing not.
    catalogue_id: of the catalogue that was signed.
    """

    sequence: int
    signed_by: tuple[str, ...]
    expires: datetime
    catalogue_id: str = ""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What was fetched.

    data: the bytes; None when nothing has changed. address: where from. wire_bytes: what came over
    the line this time, without headers and without what an earlier try had brought; 0 from a
    folder. signature: None where nobody signed or no signature is asked for.
    """

    data: bytes | None
    address: str
    validators: Validators = field(default=Validators())
    wire_bytes: int = 0
    signature: Signature | None = None

    def with_data(self, data: bytes) -> Fetched:
        """The same with other bytes: unpacked, for instance."""
        return replace(self, data=data)


def unpacked(data: bytes, limit: int) -> bytes:
    """The content of a gzip file of one part; anything else comes back as it is.

    limit: bytes that the content may have; a gzip bomb is never unpacked beyond it.
    Raises SourceFailed.
    """
    if not data.startswith(GZIP):
        return data
    unpack = zlib.decompressobj(31)
    content = BytesIO()  # gives its bytes away without a copy
    for piece in inflated(unpack, data):
        content.write(piece)
        if content.tell() > limit:
            raise too_large(limit)
    if not unpack.eof or unpack.unused_data:
        raise damaged()
    return content.getvalue()


def inflated(unpack: zlib._Decompress, data: bytes) -> Iterator[bytes]:
    """What compressed bytes hold, in pieces: of a gzip bomb nobody takes more than wanted.

    Raises SourceFailed.
    """
    while not unpack.eof:
        try:
            piece = unpack.decompress(data, CHUNK)
        except zlib.error as error:
            raise damaged() from error
        yield piece
        data = unpack.unconsumed_tail
        if len(piece) < CHUNK:  # all of it was taken in
            return


def damaged() -> SourceFailed:
    """The error for a compressed file that is not what its end says it is."""
    return SourceFailed(text("The compressed file is damaged."), text("Try again in a moment."))


def too_large(limit: int) -> TooLarge:
    """The error for a file that does not end in time."""
    return TooLarge(
        text("The file is larger than {limit} MB.", limit=max(1, limit // 1024 // 1024)),
        text("Ask the publisher for the right file."),
    )
