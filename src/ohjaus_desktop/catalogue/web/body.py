"""An answer's body: received within a limit, unpacked within the same limit."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from io import BytesIO

import urllib3

from ohjaus_desktop.catalogue.fetched import CHUNK, GZIP, damaged, inflated, too_large, unpacked
from ohjaus_desktop.catalogue.web import trouble
from ohjaus_desktop.catalogue.web.part import WORTH, Begun, coding, length
from ohjaus_desktop.catalogue.web.watchdog import Watchdog


class Body:
    """Reads a body to its end. wire_bytes: what has come over the line so far, as it was sent."""

    def __init__(
        self,
        response: urllib3.BaseHTTPResponse,
        begun: Begun | None,
        *,
        limit: int,
        packed: bool,
        dog: Watchdog,
    ) -> None:
        """begun: the bytes before these. packed: the file is itself a gzip file and stays one.

        Raises SourceFailed for what is too large or packed in a way that nobody asked for.
        """
        self._response, self._begun, self._dog = response, begun, dog
        self._coding = coding(response)
        if self._coding not in {"", "gzip"}:
            raise trouble.oddly_packed(self._coding)
        self._packed, self._limit = packed, limit
        # A file that is packed twice grows by a thousandth at most.
        self._wire_limit = limit + limit // 1000 + 1024 if self._coding else limit
        promised = length(response)
        self.expected = promised and promised + (begun.size if begun else 0)
        if self.expected > self._wire_limit:
            raise too_large(limit)
        self.wire_bytes = 0

    @property
    def is_worth_telling(self) -> bool:
        """Whether it may take a while."""
        return self.expected == 0 or self.expected >= WORTH

    def read(self, progress: Callable[[float], None], keep: Callable[[bytes], object]) -> bytes:
        """The file. keep: gets the bytes as they come. Raises SourceFailed, urllib3's errors, OSError."""
        data = BytesIO()  # gives its bytes away without a copy
        unpack = zlib.decompressobj(31) if self._coding and not self._packed else None
        received, most = 0, self._limit if unpack else self._wire_limit
        for chunk in self._chunks(keep):
            received += len(chunk)
            if received > self._wire_limit:
                raise too_large(self._limit)
            if unpack and unpack.eof:
                raise damaged()
            for piece in inflated(unpack, chunk) if unpack else (chunk,):
                data.write(piece)
                if data.tell() > most:
                    raise too_large(self._limit)
            progress(min(1.0, received / self.expected) if self.expected else 0.5)
        if received < self.expected or (unpack and not unpack.eof):
            raise trouble.broken_off()
        if unpack and unpack.unused_data:
            raise damaged()
        content = data.getvalue()
        return self._once_packed(content) if self._coding and self._packed else content

    def _chunks(self, keep: Callable[[bytes], object]) -> Iterator[bytes]:
        if self._begun:
            yield from self._begun.chunks()
        while True:
            # read1 gives what has arrived; read would wait until the chunk is full.
            chunk = self._response.read1(CHUNK, decode_content=False)
            self._dog.look()
            if not chunk:
                return
            self.wire_bytes += len(chunk)
            keep(chunk)
            yield chunk

    def _once_packed(self, content: bytes) -> bytes:
        """The .gz file that a server sent as Content-Encoding: gzip.

        Most servers say so of the file itself; some pack every answer, this one too.
        """
        if next(inflated(zlib.decompressobj(31), content), b"").startswith(GZIP):
            content = unpacked(content, self._limit)
        if len(content) > self._limit:
            raise too_large(self._limit)
        return content
