"""An interrupted download, kept on the disk until it can be continued.

There is one file at most, and it begins with a line that says of what it is a part: bytes and
identity can never come apart, and what cannot be read or belongs to another file is thrown away.
A disk that is full or write-protected costs the part, never the download.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path

import msgspec
import urllib3

from ohjaus_desktop.catalogue.fetched import CHUNK, damaged

WORTH = 64 * 1024
"""Bytes; a smaller file is fetched again from its beginning."""

_NAMED_BY_CONTENT = re.compile(r"/[0-9a-f]{64}\.[^/?]*(\?|$)")


class Whole(msgspec.Struct, frozen=True):
    """The file of which a part was brought.

    validator: what the server is to compare before it goes on (If-Range), "" for a file whose
    name is the hash of its content. coding: its Content-Encoding. total: bytes as they are sent.
    """

    url: str
    validator: str
    coding: str
    total: int


class Begun(msgspec.Struct, frozen=True):
    """A part that was found: of what it is, where it lies, how many bytes are there."""

    whole: Whole
    file: Path
    begins: int  # where its bytes begin in the file
    size: int

    def headers(self) -> dict[str, str]:
        """What to ask for: the rest, if the file is still the same (RFC 9110, 13.1.5 and 14.2)."""
        asked = {"Range": f"bytes={self.size}-"}
        return asked | {"If-Range": self.whole.validator} if self.whole.validator else asked

    def is_continued_by(self, response: urllib3.BaseHTTPResponse) -> bool:
        """Whether an answer 206 begins where this part ends, in the same file."""
        said = re.fullmatch(r"bytes (\d+)-(\d+)/(\d+)", response.headers.get("Content-Range", "").strip())
        etag = response.headers.get("ETag")
        return (
            response.status == 206
            and said is not None
            and (int(said[1]), int(said[3])) == (self.size, self.whole.total)
            and coding(response) == self.whole.coding
            and (etag is None or not self.whole.validator.startswith('"') or etag == self.whole.validator)
        )

    def chunks(self) -> Iterator[bytes]:
        """Its bytes. Raises SourceFailed when the disk does not give them again."""
        left = self.size
        with suppress(OSError), self.file.open("rb") as file:
            file.seek(self.begins)
            while left and (chunk := file.read(min(CHUNK, left))):
                left -= len(chunk)
                yield chunk
        if left:
            raise damaged()


def whole(url: str, response: urllib3.BaseHTTPResponse) -> Whole | None:
    """What an answer 200 is the whole of; None when it could not be continued or is not worth it."""
    total = length(response)
    if total < WORTH or response.headers.get("Accept-Ranges", "").strip().lower() == "none":
        return None
    validator = _validator(response)
    if not validator and not _NAMED_BY_CONTENT.search(url):
        return None
    return Whole(url, validator, coding(response), total)


class Parts:
    """The folder where the one part lies; without a folder nothing is kept."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def found(self, url: str) -> Begun | None:
        """The part of this file."""
        if self._folder is None:
            return None
        file = self._folder / "part"
        try:
            with file.open("rb") as begun:
                line = begun.readline(64 * 1024)
                begins = begun.tell()
                size = begun.seek(0, 2) - begins
            of = msgspec.json.decode(line, type=Whole)
        except (OSError, msgspec.DecodeError):
            return None
        return Begun(of, file, begins, size) if of.url == url and 0 < size < of.total else None

    @contextmanager
    def keeping(self, of: Whole | None, begun: Begun | None) -> Iterator[Callable[[bytes], object]]:
        """A function that keeps bytes as they come; of a new file, or after those already begun."""
        keep = _Keeper(None)
        if self._folder is not None and (of is not None or begun is not None):
            with suppress(OSError):
                self._folder.mkdir(parents=True, exist_ok=True)
                # Without a buffer: what a kill interrupts is on its way to the disk already.
                keep = _Keeper((self._folder / "part").open("ab" if begun else "wb", buffering=0))
                if of is not None and begun is None:
                    keep(msgspec.json.encode(of) + b"\n")
        try:
            yield keep
        finally:
            keep.end()

    def clear(self) -> None:
        """Nothing is left to continue."""
        if self._folder is not None:
            with suppress(OSError):
                (self._folder / "part").unlink(missing_ok=True)
                self._folder.rmdir()


class _Keeper:
    """Writes to a file until the disk refuses."""

    def __init__(self, file: io.FileIO | None) -> None:
        self._file = file

    def __call__(self, chunk: bytes) -> None:
        if self._file is None:
            return
        try:
            if self._file.write(chunk) != len(chunk):
                self.end()
        except OSError:
            self.end()

    def end(self) -> None:
        """Write no more."""
        if self._file is not None:
            with suppress(OSError):
                self._file.close()
            self._file = None


def coding(response: urllib3.BaseHTTPResponse) -> str:
    """How a body is packed: "" or a Content-Encoding such as "gzip"."""
    said = response.headers.get("Content-Encoding", "").strip().lower().removeprefix("x-")
    return "" if said == "identity" else said


def length(response: urllib3.BaseHTTPResponse) -> int:
    """The bytes that an answer promises; 0 when it does not say."""
    said = response.headers.get("Content-Length", "")
    return int(said) if said.isdecimal() and len(said) < 20 else 0


def _validator(response: urllib3.BaseHTTPResponse) -> str:
    """A strong validator: only such a one promises the same bytes (RFC 9110, 8.8.1 and 8.8.2.2)."""
    etag = response.headers.get("ETag", "")
    if etag.startswith('"'):
        return etag
    modified, sent = response.headers.get("Last-Modified", ""), response.headers.get("Date", "")
    try:
        # A file that was changed in the very second when it was sent may change again in it.
        settled = parsedate_to_datetime(sent) - parsedate_to_datetime(modified) >= timedelta(seconds=1)
    except (ValueError, TypeError):  # no dates, or one with a time zone and one without
        return ""
    return modified if settled and not etag else ""
