"""A web server on loopback that publishes a catalogue, and misbehaves when told to."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Server(ThreadingHTTPServer):
    """Answers with ``body``; ``mood`` says how.

    moods: well, gzip, html, truncated, endless, bomb, slow_headers, slow_body, redirect, loop, or
    a status number as text. asked: the headers of every request. released: set to let slow
    answers end.
    """

    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.body = b"{}"
        self.mood = "well"
        self.etag: str | None = '"1"'
        self.location = "/moved"
        self.asked: list[dict[str, str]] = []
        self.released = threading.Event()

    @property
    def address(self) -> str:
        """Where the catalogue is published."""
        return f"http://127.0.0.1:{self.server_port}/catalogue.json"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is what these tests are about."""


class _Handler(BaseHTTPRequestHandler):
    server: Server

    def log_message(self, *_args: Any) -> None:
        """Quiet."""

    def do_GET(self) -> None:
        self.server.asked.append(dict(self.headers))
        mood = self.server.mood
        if mood.isdigit():
            self.send_error(int(mood))
        elif mood in {"redirect", "loop"} and (mood == "loop" or self.path != "/moved"):
            self.send_response(302)
            self.send_header("Location", self.server.location)
            self.send_header("Content-Length", "0")
            self.end_headers()
        elif self.server.etag and self.headers.get("If-None-Match") == self.server.etag:
            self.send_response(304)
            self.end_headers()
        else:
            self._answer(mood)

    def _answer(self, mood: str) -> None:
        body = self.server.body
        if mood == "slow_headers":
            self.wfile.write(b"HTTP/1.1 200 OK\r\n")
            self.server.released.wait(20)
            return
        if mood == "html":
            body = b"<!doctype html><title>Hotel</title><form>Room number</form>"
        self.send_response(200)
        if self.server.etag and mood != "html":
            self.send_header("ETag", self.server.etag)
        if mood in {"gzip", "bomb"}:
            body = gzip.compress(body if mood == "gzip" else b" " * 50_000_000)
            self.send_header("Content-Encoding", "gzip")
        if mood != "endless":
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self._send(mood, body)

    def _send(self, mood: str, body: bytes) -> None:
        if mood == "endless":
            while not self.server.released.is_set():
                self.wfile.write(b" " * 65536)
        elif mood == "truncated":
            self.wfile.write(body[: len(body) // 2])
        elif mood == "slow_body":
            self.wfile.write(body[:100])
            self.wfile.flush()
            self.server.released.wait(20)
        else:
            self.wfile.write(body)


@contextmanager
def serving() -> Iterator[Server]:
    """A running server; it is gone afterwards."""
    server = Server()
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.released.set()
        server.shutdown()
        server.server_close()
        thread.join()
