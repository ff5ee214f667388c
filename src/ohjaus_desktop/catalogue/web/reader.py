"""Gets the files of a published folder from a web server, over one connection and in one deadline."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import urllib3

from ohjaus_desktop import __version__
from ohjaus_desktop.catalogue import address as addresses
from ohjaus_desktop.catalogue.fetched import NOTHING_KNOWN, Fetched, SourceFailed, Validators
from ohjaus_desktop.catalogue.web import part, trouble
from ohjaus_desktop.catalogue.web.body import Body
from ohjaus_desktop.catalogue.web.connection import Connections
from ohjaus_desktop.catalogue.web.part import Begun, Parts
from ohjaus_desktop.catalogue.web.watchdog import Watchdog

_REDIRECTS = {301, 302, 303, 307, 308}
_MOST_REDIRECTS = 5
_LEAVES_THE_LINE_FREE = {304, 404, 410}
"""Answers after which another file is asked for."""
_LONGEST_VALIDATOR = 1000  # letters; what is longer is no name for a file


@contextmanager
def opened(
    address: str,
    deadline: float,
    progress: Callable[[float], None],
    cancelled: Callable[[], bool],
    kept: Path | None,
) -> Iterator[WebReader]:
    """``source.opened`` for a normal http(s) address. Raises SourceFailed, Cancelled."""
    parts = Parts(kept)
    with Watchdog(deadline, cancelled) as dog:
        connections = Connections(dog)
        try:
            yield WebReader(address, connections, dog, parts, progress)
        finally:
            connections.close()
    parts.clear()  # everything came: a part of something else is of no use any more


class WebReader:
    """Gets files that lie beside one another on a web server."""

    def __init__(
        self,
        address: str,
        connections: Connections,
        dog: Watchdog,
        parts: Parts,
        progress: Callable[[float], None],
    ) -> None:
        """address: as ``address.normal`` gives it."""
        self._address = address
        self._connections, self._dog, self._parts = connections, dog, parts
        self._progress, self._told = progress, 0.0
        self.wire_bytes = 0

    def get(self, name: str, *, limit: int, known: Validators = NOTHING_KNOWN) -> Fetched:
        """See ``source.Reader.get``."""
        if not addresses.is_flat(name):
            raise trouble.not_there()
        try:
            url = addresses.beside(self._address, name)
            return self._get(url, limit, known)
        except trouble.FAILURES as error:
            trouble.explain(error, self._dog, self._connections.asked, self._connections.proxy)

    def _get(self, url: str, limit: int, known: Validators) -> Fetched:
        begun = self._parts.found(url)
        response = self._open(url, known, begun)
        if begun and response.status in {206, 416} and not begun.is_continued_by(response):
            response.close()
            self._parts.clear()
            response = self._open(url, known, None)
        if response.status != 206:
            begun = None
        try:
            return self._receive(response, begun, url, limit, known)
        finally:
            if response.status in _LEAVES_THE_LINE_FREE:
                self._let_go(response)
            response.close()

    def _receive(
        self,
        response: urllib3.BaseHTTPResponse,
        begun: Begun | None,
        url: str,
        limit: int,
        known: Validators,
    ) -> Fetched:
        address = self._address if url == addresses.beside(self._address, "") else url
        if response.status == 304 and known != NOTHING_KNOWN:
            return Fetched(data=None, address=address, validators=_validators(response))
        if response.status != (206 if begun else 200):
            raise trouble.refused(response)
        before = self.wire_bytes
        try:
            data = self._read(response, begun, url, limit)
        except trouble.BrokenOff:
            raise
        except SourceFailed:
            self._parts.clear()  # more of the same would not help
            raise
        return Fetched(
            data=data,
            address=address,
            validators=_validators(response),
            wire_bytes=self.wire_bytes - before,
        )

    def _read(self, response: urllib3.BaseHTTPResponse, begun: Begun | None, url: str, limit: int) -> bytes:
        body = Body(response, begun, limit=limit, packed=_is_packed(url), dog=self._dog)
        of = None if begun else part.whole(url, response)
        try:
            with self._parts.keeping(of, begun) as keep:
                data = body.read(self._tell if body.is_worth_telling else _quietly, keep)
        finally:
            self.wire_bytes += body.wire_bytes
        if of or begun:
            self._parts.clear()
        return data

    def _open(self, url: str, known: Validators, begun: Begun | None) -> urllib3.BaseHTTPResponse:
        """The answer after redirects. Raises urllib3's errors, SourceFailed."""
        headers = {
            "Accept": "application/json, */*;q=0.1",
            "Accept-Encoding": "identity" if _is_packed(url) else "gzip",
            "User-Agent": f"Ohjaus/{__version__}",
        }
        if not _is_packed(url):
            # A proxy's old timestamp would be signed with a key that has been changed since.
            headers["Cache-Control"] = "no-cache"
        if known.etag:
            headers["If-None-Match"] = known.etag
        if known.last_modified:
            headers["If-Modified-Since"] = known.last_modified
        if begun:
            headers |= begun.headers()
        for _attempt in range(_MOST_REDIRECTS + 1):
            response = self._connections.ask(url, headers)
            if response.status not in _REDIRECTS:
                return response
            self._let_go(response)
            response.close()
            url = onward(url, response.headers.get("Location", ""))
        raise trouble.endless_redirects()

    def _let_go(self, response: urllib3.BaseHTTPResponse) -> None:
        """Read a short rest, a page "not found" for instance: the connection then serves on."""
        if 0 < part.length(response) <= part.WORTH:
            with suppress(*trouble.FAILURES):
                while chunk := response.read1(part.WORTH, decode_content=False):
                    self.wire_bytes += len(chunk)
                    self._dog.look()

    def _tell(self, done: float) -> None:
        """Progress never goes back, whatever begins anew."""
        self._told = max(self._told, done)
        self._progress(self._told)


def onward(url: str, location: str) -> str:
    """Where a redirect leads. Raises SourceFailed when it would leave the protected web."""
    try:
        target = urljoin(url, location)
        scheme = urlsplit(target).scheme
    except ValueError as error:  # a bracket too few
        raise trouble.unprotected() from error
    # A server of this very machine is believed without a signature: it must not lead to one that is not.
    if scheme == "https" or (scheme == "http" and _is_as_open(url, target)):
        return target
    raise trouble.unprotected()


def _is_as_open(url: str, target: str) -> bool:
    """Whether plain http to the target can be changed on the way no more than what was asked."""
    return url.startswith("http:") and addresses.is_open_to_all(target) <= addresses.is_open_to_all(url)


def _validators(response: urllib3.BaseHTTPResponse) -> Validators:
    given = (response.headers.get(name) for name in ("ETag", "Last-Modified"))
    etag, modified = (said if said and len(said) <= _LONGEST_VALIDATOR else None for said in given)
    return Validators(etag, modified)


def _is_packed(url: str) -> bool:
    return urlsplit(url).path.endswith(".gz")


def _quietly(_done: float) -> None:
    """Small files pass without a word."""
