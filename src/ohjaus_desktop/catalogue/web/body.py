"""An answer's body: received within a limit, unpacked within the same limit."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from io import BytesIO

import urllib3

from ohjaus_desktop.catalogue.fetched import CHUNK, too_large
from ohjaus_desktop.catalogue.web import trouble
from ohjaus_desktop.catalogue.web.watchdog import Watchdog


class Body:
    """Reads a body to its end. wire_bytes: what has come so far, as it was sent."""

    def __init__(self, response: urllib3.BaseHTTPResponse, limit: int, dog: Watchdog) -> None:
        self._response, self._limit, self._dog = response, limit, dog
        self.wire_bytes = 0

    def read(self, progress: Callable[[float], None], *, packed: bool) -> bytes:
        """The file. packed: it is itself a gzip file and stays one. Raises SourceFailed and others."""
        expected = _length(self._response)
        if expected > self._limit:
            raise too_large(self._limit)
        data = BytesIO()  # gives its bytes away without a copy
        coded = self._response.headers.get("Content-Encoding") == "gzip" and not packed
        unpack = zlib.decompressobj(31) if coded else None
        for chunk in self._chunks():
            # One byte more than allowed is enough to know; a gzip bomb is never unpacked whole.
            data.write(unpack.decompress(chunk, self._limit - data.tell() + 1) if unpack else chunk)
            if data.tell() > self._limit or self.wire_bytes > self._limit:
                raise too_large(self._limit)
            progress(min(1.0, self.wire_bytes / expected) if expected else 0.5)
        if self.wire_bytes < expected or (unpack and not unpack.eof):
            raise trouble.broken_off()
        return data.getvalue()

    def _chunks(self) -> Iterator[bytes]:
        while True:
            # read1 gives what has arrived; read would wait until the chunk is full.
            chunk = self._response.read1(CHUNK, decode_content=False)
            self._dog.look()
            if not chunk:
                return
            self.wire_bytes += len(chunk)
            yield chunk


def _length(response: urllib3.BaseHTTPResponse) -> int:
    said = response.headers.get("Content-Length", "")
    return int(said) if said.isdigit() else 0
