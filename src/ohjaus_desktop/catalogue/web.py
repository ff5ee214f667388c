"""The central file from a web server that may be slow, endless, wrong or somebody else's.

urllib3 has no total deadline, only one between two bytes. A watchdog therefore closes the socket
when the time is over or the user stops; the reading thread then wakes up with an error.
"""

from __future__ import annotations

import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from types import TracebackType
from typing import Any, NoReturn, Self
from urllib.parse import urljoin, urlsplit
from urllib.request import getproxies, proxy_bypass

import truststore
import urllib3
from urllib3 import exceptions

from ohjaus_desktop import __version__
from ohjaus_desktop.catalogue.fetched import CHUNK, Fetched, SourceFailed, Validators, too_large
from ohjaus_desktop.errors import Cancelled
from ohjaus_desktop.texts import text

_REDIRECTS = {301, 302, 303, 307, 308}
_MOST_REDIRECTS = 5
_CONNECT = 15.0  # seconds for one attempt to reach the server
_SILENCE = 30.0  # seconds between two bytes


class _Watchdog:
    """Closes the socket in use when the deadline is over or the user stops."""

    def __init__(self, deadline: float, cancelled: Callable[[], bool]) -> None:
        self._ends = time.monotonic() + deadline
        self._cancelled = cancelled
        self._socket: socket.socket | None = None
        self._done = threading.Event()
        self.late = self.stopped = False

    def watch(self, connected: socket.socket) -> None:
        """This socket is in use from now on."""
        self._socket = connected
        if self.late or self.stopped:
            self._close()

    def __enter__(self) -> Self:
        self._thread = threading.Thread(target=self._run, name="fetch watchdog", daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._done.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._done.wait(0.1):
            self.look()
            if self.late or self.stopped:
                self._close()
                return

    def look(self) -> None:
        """Note whether the time is over or the user has stopped."""
        self.stopped = self.stopped or self._cancelled()
        self.late = self.late or time.monotonic() > self._ends

    def _close(self) -> None:
        if self._socket is not None:
            with suppress(OSError):  # closed already
                self._socket.shutdown(socket.SHUT_RDWR)


def fetch(
    address: str,
    *,
    known: Validators,
    limit: int,
    deadline: float,
    progress: Callable[[float], None],
    cancelled: Callable[[], bool],
) -> Fetched:
    """``source.fetch`` for an http(s) address. Raises SourceFailed, Cancelled."""
    dog = _Watchdog(deadline, cancelled)
    try:
        with dog:
            response = _open(address, known, dog)
            try:
                return _receive(response, address, known, limit, progress, dog)
            finally:
                response.close()
    except (exceptions.HTTPError, OSError, zlib.error, ValueError) as error:
        _explain(error, dog, _server(address))


def _open(address: str, known: Validators, dog: _Watchdog) -> urllib3.BaseHTTPResponse:
    headers = {"Accept": "application/json", "Accept-Encoding": "gzip", "User-Agent": f"Ohjaus/{__version__}"}
    if known.etag:
        headers["If-None-Match"] = known.etag
    if known.last_modified:
        headers["If-Modified-Since"] = known.last_modified
    url = address
    for _attempt in range(_MOST_REDIRECTS + 1):
        response = _ask(url, headers, dog)
        if response.status not in _REDIRECTS:
            return response
        response.close()
        url = onward(url, response.headers.get("Location", ""))
    raise SourceFailed(text("The server sends on and on and never answers."), text("Tell the publisher."))


def onward(url: str, location: str) -> str:
    """Where a redirect leads. Raises SourceFailed when it would leave the protected web."""
    target = urljoin(url, location)
    scheme = urlsplit(target).scheme
    if scheme == "https" or (scheme == "http" and urlsplit(url).scheme == "http"):
        return target
    raise SourceFailed(
        text("The server sends on to an address that is not protected."), text("Tell the publisher.")
    )


def _ask(url: str, headers: dict[str, str], dog: _Watchdog) -> urllib3.BaseHTTPResponse:
    manager = _manager(url)
    pool = manager.connection_from_url(url)
    plain: Any = pool.ConnectionCls

    class Watched(plain):  # type: ignore[misc]
        """Shows its socket to the watchdog as soon as it has one."""

        def connect(self) -> None:
            super().connect()
            dog.watch(self.sock)

    pool.ConnectionCls = Watched
    return manager.urlopen(
        "GET",
        url,
        headers=headers,
        redirect=False,
        retries=False,
        preload_content=False,
        decode_content=False,
        timeout=urllib3.Timeout(connect=_CONNECT, read=_SILENCE),
    )


def _manager(url: str) -> urllib3.PoolManager:
    """A client with the operating system's certificates and proxy."""
    parts = urlsplit(url)
    trusted = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    proxies = getproxies()
    proxy = proxies.get(parts.scheme, proxies.get("all"))
    if proxy and not proxy_bypass(parts.hostname or ""):
        return urllib3.ProxyManager(proxy if "://" in proxy else f"http://{proxy}", ssl_context=trusted)
    return urllib3.PoolManager(ssl_context=trusted)


def _receive(
    response: urllib3.BaseHTTPResponse,
    address: str,
    known: Validators,
    limit: int,
    progress: Callable[[float], None],
    dog: _Watchdog,
) -> Fetched:
    validators = Validators(response.headers.get("ETag"), response.headers.get("Last-Modified"))
    if response.status == 304 and known != Validators():
        return Fetched(data=None, address=address, validators=validators)
    if response.status != 200:
        _refuse(response.status)
    expected = _length(response)
    if expected > limit:
        raise too_large(limit)
    data = bytearray()
    received = 0
    unpack = zlib.decompressobj(31) if response.headers.get("Content-Encoding") == "gzip" else None
    for chunk in _chunks(response, dog):
        received += len(chunk)
        # One byte more than allowed is enough to know; a gzip bomb is never unpacked whole.
        data += unpack.decompress(chunk, limit - len(data) + 1) if unpack else chunk
        if len(data) > limit or received > limit:
            raise too_large(limit)
        progress(min(1.0, received / expected) if expected else 0.5)
    if received < expected or (unpack and not unpack.eof):
        raise SourceFailed(
            text("The connection broke off before the file was complete."), text("Try again in a moment.")
        )
    return Fetched(data=bytes(data), address=address, validators=validators)


def _chunks(response: urllib3.BaseHTTPResponse, dog: _Watchdog) -> Iterator[bytes]:
    while True:
        # read1 gives what has arrived; read would wait until the chunk is full.
        chunk = response.read1(CHUNK, decode_content=False)
        dog.look()
        if dog.stopped or dog.late:
            raise TimeoutError
        if not chunk:
            return
        yield chunk


def _length(response: urllib3.BaseHTTPResponse) -> int:
    said = response.headers.get("Content-Length", "")
    return int(said) if said.isdigit() else 0


def _refuse(status: int) -> NoReturn:
    if status in {404, 410}:
        raise SourceFailed(
            text("There is no catalogue at this address."), text("Check the address in the settings.")
        )
    if status in {401, 403, 407, 511}:
        raise SourceFailed(
            text("The server or the network does not let the program in ({status}).", status=status),
            text("Ask your IT support."),
        )
    raise SourceFailed(
        text("The server cannot give the catalogue just now ({status}).", status=status),
        text("Try again later."),
    )


def _server(address: str) -> str:
    try:
        return urlsplit(address).hostname or address
    except ValueError:  # a bracket too few
        return address


def _explain(error: Exception, dog: _Watchdog, server: str) -> NoReturn:
    """Say in words why a transfer failed."""
    if dog.stopped:
        raise Cancelled from error
    # urllib3 counts a refused connection among the timeouts.
    slow = isinstance(error, exceptions.TimeoutError | TimeoutError)
    if dog.late or (slow and not isinstance(error, exceptions.NewConnectionError)):
        raise SourceFailed(
            text("The server {server} answers too slowly.", server=server), text("Try again later.")
        ) from error
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            raise SourceFailed(
                text("The certificate of {server} is not trusted.", server=server),
                text("Check this machine's date and time; then ask your IT support."),
            ) from error
        reason = getattr(cause, "reason", None)
        cause = reason if isinstance(reason, BaseException) else cause.__cause__ or cause.__context__
    if isinstance(error, exceptions.ProtocolError | exceptions.DecodeError | zlib.error):
        raise SourceFailed(
            text("The connection broke off before the file was complete."), text("Try again in a moment.")
        ) from error
    raise SourceFailed(
        text("There is no connection to {server}.", server=server),
        text("Check the network. Search and printing work without it."),
    ) from error
