"""Gets the files of a published folder from a web server, over one connection and in one deadline."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import urllib3

from ohjaus_desktop import __version__
from ohjaus_desktop.catalogue import address as addresses
from ohjaus_desktop.catalogue.fetched import NOTHING_KNOWN, Fetched, Validators
from ohjaus_desktop.catalogue.web import trouble
from ohjaus_desktop.catalogue.web.body import Body
from ohjaus_desktop.catalogue.web.connection import Connections
from ohjaus_desktop.catalogue.web.watchdog import Watchdog

_REDIRECTS = {301, 302, 303, 307, 308}
_MOST_REDIRECTS = 5


@contextmanager
def opened(
    address: str,
    deadline: float,
    progress: Callable[[float], None],
    cancelled: Callable[[], bool],
    part: Path | None,  # noqa: ARG001
) -> Iterator[WebReader]:
    """``source.opened`` for an http(s) address. Raises SourceFailed, Cancelled."""
    with Watchdog(deadline, cancelled) as dog:
        try:
            connections = Connections(dog)
            reader = WebReader(addresses.normal(address), connections, dog, progress)
        except trouble.FAILURES as error:
            trouble.explain(error, dog, address)
        try:
            yield reader
        finally:
            connections.close()


class WebReader:
    """Gets files that lie beside one another on a web server."""

    def __init__(
        self, address: str, connections: Connections, dog: Watchdog, progress: Callable[[float], None]
    ) -> None:
        """address: as ``address.normal`` gives it."""
        self._address = address
        self._connections, self._dog, self._progress = connections, dog, progress
        self.wire_bytes = 0

    def get(self, name: str, *, limit: int, known: Validators = NOTHING_KNOWN) -> Fetched:
        """See ``source.Reader.get``."""
        try:
            url = addresses.beside(self._address, name)
            response = self._open(url, known)
            try:
                return self._receive(response, name, limit, known)
            finally:
                response.close()
        except trouble.FAILURES as error:
            trouble.explain(error, self._dog, self._address)

    def _receive(
        self, response: urllib3.BaseHTTPResponse, name: str, limit: int, known: Validators
    ) -> Fetched:
        own = addresses.beside(self._address, name) if name else self._address
        validators = Validators(response.headers.get("ETag"), response.headers.get("Last-Modified"))
        if response.status == 304 and known != NOTHING_KNOWN:
            return Fetched(data=None, address=own, validators=validators)
        if response.status != 200:
            raise trouble.refused(response.status)
        body = Body(response, limit, self._dog)
        try:
            data = body.read(self._progress, packed=own.endswith(".gz"))
        finally:
            self.wire_bytes += body.wire_bytes
        return Fetched(data=data, address=own, validators=validators, wire_bytes=body.wire_bytes)

    def _open(self, url: str, known: Validators) -> urllib3.BaseHTTPResponse:
        """The answer after redirects. Raises urllib3's errors, SourceFailed."""
        headers = {
            "Accept": "application/json, */*;q=0.1",
            "Accept-Encoding": "gzip",
            "User-Agent": f"Ohjaus/{__version__}",
        }
        if known.etag:
            headers["If-None-Match"] = known.etag
        if known.last_modified:
            headers["If-Modified-Since"] = known.last_modified
        for _attempt in range(_MOST_REDIRECTS + 1):
            response = self._connections.ask(url, headers)
            if response.status not in _REDIRECTS:
                return response
            response.close()
            url = onward(url, response.headers.get("Location", ""))
        raise trouble.endless_redirects()


def onward(url: str, location: str) -> str:
    """Where a redirect leads. Raises SourceFailed when it would leave the protected web."""
    target = urljoin(url, location)
    scheme = urlsplit(target).scheme
    if scheme == "https" or (scheme == "http" and urlsplit(url).scheme == "http"):
        return target
    raise trouble.unprotected()
