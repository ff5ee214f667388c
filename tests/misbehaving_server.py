"""A web server on loopback that publishes a catalogue, and misbehaves when told to: see bad_manners."""

from __future__ import annotations

import gzip
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
import trustme

from bad_manners import BEFORE_WORDS, MANNERS
from ohjaus_desktop.catalogue.web import connection


class Server(ThreadingHTTPServer):
    """Answers with ``body``, or with one of the ``files``; ``mood`` says how.

    mood: "well", "cut", "redirect", "loop", "tired" (hangs up at the second question), a status number
    as text, or a function of bad_manners.
    etag, modified, date: sent where they are not None. ranges: whether a download can be continued.
    packed: the body is compressed for the way, in every mood that sends it well.
    cut: bytes of the body after which the connection breaks in the mood "cut". raw: all that is said
    in the mood "raw". location: where
    redirects lead. retry_after: sent with a refusal. asked: the headers of every request, paths:
    what was asked for. sent: the bytes of every body, as far as they were sent. connections: how
    many were made. released: set to let slow answers end.
    """

    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def __init__(self, certificate: ssl.SSLContext | None = None) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.certificate = certificate
        self.body = b"{}"
        self.files: dict[str, bytes] = {}
        self.mood = "well"
        self.etag: str | None = '"1"'
        self.modified: str | None = None
        self.date: str | None = None
        self.ranges = True
        self.packed = False
        self.cut = 0
        self.raw = b""
        self.location = "/moved"
        self.retry_after: str | None = None
        self.asked: list[dict[str, str]] = []
        self.paths: list[str] = []
        self.sent: list[int] = []
        self.connections = 0
        self.released = threading.Event()

    @property
    def root(self) -> str:
        """The address of the server itself, without the last slash."""
        return f"{'https' if self.certificate else 'http'}://127.0.0.1:{self.server_port}"

    @property
    def address(self) -> str:
        """Where the catalogue is published."""
        return f"{self.root}/catalogue.json"

    def get_request(self) -> tuple[Any, Any]:
        plain, client = super().get_request()
        self.connections += 1
        if self.certificate is None:
            return plain, client
        # The handshake happens in the request's own thread, at its first read.
        return self.certificate.wrap_socket(plain, True, do_handshake_on_connect=False), client

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is what these tests are about."""


class _Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"
    wbufsize = 0
    asked_before = False

    def log_message(self, *_args: Any) -> None:
        """Quiet."""

    def date_time_string(self, timestamp: float | None = None) -> str:
        return self.server.date or super().date_time_string(timestamp)

    def handle(self) -> None:
        if self.server.mood in BEFORE_WORDS:
            BEFORE_WORDS[self.server.mood](self)
        else:
            super().handle()

    def do_CONNECT(self) -> None:
        """As a proxy, which this server is only to refuse."""
        self.server.paths.append(self.path)
        self._status(int(self.server.mood))

    def do_GET(self) -> None:
        server = self.server
        server.asked.append(dict(self.headers))
        server.paths.append(self.path)
        name = unquote(urlsplit(self.path).path.removeprefix("/"))
        body = server.files.get(name) if server.files else server.body
        mood = server.mood
        if mood == "tired" and self.asked_before:
            self.close_connection = True
        elif mood.isdigit():
            self._status(int(mood))
        elif mood in {"redirect", "loop"} and (mood == "loop" or self.path != "/moved"):
            self._status(302, {"Location": server.location})
        elif body is None:
            self._status(404)
        elif server.etag and self.headers.get("If-None-Match") == server.etag:
            self._status(304)
        else:
            MANNERS.get(mood, _Handler.well)(self, body)
        self.asked_before = True

    def well(self, body: bytes, **headers: str | None) -> None:
        """The file, or the rest of it."""
        if self.server.packed:
            body, headers["Content_Encoding"] = gzip.compress(body, mtime=0), "gzip"
        total, begin, status = len(body), 0, 200
        asked = self.headers.get("Range", "")
        if asked and self.server.ranges and self._is_same():
            begin, status = int(asked.removeprefix("bytes=").partition("-")[0]), 206
            if begin >= total:
                self._status(416, {"Content-Range": f"bytes */{total}"})
                return
            headers.setdefault("Content-Range", f"bytes {begin}-{total - 1}/{total}")
        self.head(status, Content_Length=str(total - begin), **headers)
        cut = min(total, begin + self.server.cut) if self.server.mood == "cut" else total
        self.send_body(body[begin:cut])
        if cut < total:
            self.close_connection = True

    def _is_same(self) -> bool:
        condition = self.headers.get("If-Range")
        return condition is None or condition in {self.server.etag, self.server.modified}

    def head(self, status: int, **headers: str | None) -> None:
        """The status and the headers; an underscore stands for a hyphen."""
        self.send_response(status)
        server = self.server
        said = {"ETag": server.etag, "Last-Modified": server.modified, **headers}
        if server.ranges:
            said["Accept-Ranges"] = "bytes"
        for name, value in said.items():
            if value is not None:
                self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def send_body(self, body: bytes) -> None:
        """Bytes that are counted."""
        self.server.sent.append(0)
        for start in range(0, len(body), 16384):
            piece = body[start : start + 16384]
            self.wfile.write(piece)
            self.server.sent[-1] += len(piece)

    def _status(self, status: int, headers: dict[str, str] | None = None) -> None:
        page = b"" if status == 304 or status < 200 or status == 204 else b"<h1>No</h1>"
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        if self.server.retry_after:
            self.send_header("Retry-After", self.server.retry_after)
        if status != 304:
            self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)


@contextmanager
def serving(certificate: ssl.SSLContext | None = None) -> Iterator[Server]:
    """A running server; it is gone afterwards. certificate: it speaks TLS with this."""
    server = Server(certificate)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.released.set()
        server.shutdown()
        server.server_close()
        thread.join()


@cache
def authority() -> trustme.CA:
    """An invented authority that no machine trusts."""
    return trustme.CA()


def certificate(of: trustme.LeafCert) -> ssl.SSLContext:
    """What a server needs to speak TLS with a certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    of.configure_cert(context)
    return context


def trusted_certificate(monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    """For a server on loopback whose authority the program trusts in this test, and no other."""
    trusted = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    authority().configure_trust(trusted)
    monkeypatch.setattr(connection, "certificates", lambda: trusted)
    return certificate(authority().issue_cert("127.0.0.1"))
