"""How a web server can misbehave: each function answers one request in its own bad way."""

from __future__ import annotations

import gzip
import socket
import struct
import zlib
from collections.abc import Callable
from types import FunctionType
from typing import Any

PATIENCE = 20
"""Seconds after which a slow answer ends, should no test end it."""
HTML = b"<!doctype html><title>Hotel</title><form>Room number</form>"

# Each gets the request's handler: see misbehaving_server.


def html(to: Any, _body: bytes) -> None:
    """A captive portal: its own page, whatever was asked."""
    to.head(200, ETag=None, Content_Type="text/html", Content_Length=str(len(HTML)))
    to.send_body(HTML)


def packed(to: Any, body: bytes) -> None:
    """Well, compressed for the way."""
    to.well(gzip.compress(body, mtime=0), Content_Encoding="gzip")


def gzip_file(to: Any, body: bytes) -> None:
    """The compressed file without a word about it."""
    to.well(gzip.compress(body, mtime=0), Content_Type="application/gzip")


def called_gzip(to: Any, body: bytes) -> None:
    """A .gz file as Apache's AddEncoding sends it."""
    to.well(body, Content_Encoding="x-gzip")


def bomb(to: Any, _body: bytes) -> None:
    """400 kB that become 400 MB."""
    pack = zlib.compressobj(9, zlib.DEFLATED, 31)
    first = pack.compress(bytes(1 << 20)) + pack.flush(zlib.Z_FULL_FLUSH)
    again = pack.compress(bytes(1 << 20)) + pack.flush(zlib.Z_FULL_FLUSH)
    to.well(first + again * 399, Content_Encoding="gzip")


def damaged_gzip(to: Any, body: bytes) -> None:
    packed = bytearray(gzip.compress(body, mtime=0))
    packed[-6] ^= 1  # its checksum
    to.well(bytes(packed), Content_Encoding="gzip")


def deflate(to: Any, body: bytes) -> None:
    to.well(zlib.compress(body), Content_Encoding="deflate")


def br(to: Any, body: bytes) -> None:
    to.well(body, Content_Encoding="br")


def flipped(to: Any, body: bytes) -> None:
    """One bit is another one: a brace of the file's beginning."""
    to.well(bytes([body[0] ^ 1]) + body[1:])


def truncated(to: Any, body: bytes) -> None:
    long(to, body[: len(body) // 2], len(body))


def long(to: Any, body: bytes, said: int = 0) -> None:
    """Content-Length promises more than there is."""
    to.close_connection = True
    to.head(200, Content_Length=str(said or len(body) + 1))
    to.send_body(body)


def short(to: Any, body: bytes) -> None:
    """Content-Length ends inside the file."""
    to.close_connection = True
    to.head(200, Content_Length=str(len(body) // 2))
    to.send_body(body)


def nonsense_length(to: Any, body: bytes) -> None:
    to.close_connection = True
    to.head(200, Content_Length="9" * 400)
    to.send_body(body)


def endless(to: Any, _body: bytes) -> None:
    to.close_connection = True
    to.head(200)
    while not to.server.released.is_set():
        to.send_body(b" " * 65536)


def endless_chunks(to: Any, _body: bytes) -> None:
    to.close_connection = True
    to.head(200, Transfer_Encoding="chunked")
    while not to.server.released.is_set():
        to.wfile.write(b"10000\r\n" + b" " * 65536 + b"\r\n")


def chunks(to: Any, body: bytes) -> None:
    """Well, in chunks of odd sizes."""
    pieces = [body[start : start + 777] for start in range(0, len(body), 777)]
    _chunked(to, b"".join(b"%x\r\n%b\r\n" % (len(piece), piece) for piece in [*pieces, b""]))


def bad_chunks(to: Any, body: bytes) -> None:
    _chunked(to, b"zz\r\n" + body)


def huge_chunk(to: Any, body: bytes) -> None:
    _chunked(to, b"f" * 15 + b"\r\n" + body)


def cut_chunks(to: Any, body: bytes) -> None:
    _chunked(to, b"%x\r\n%b\r\n" % (len(body), body))


def _chunked(to: Any, raw: bytes) -> None:
    to.close_connection = True
    to.head(200, Transfer_Encoding="chunked")
    to.send_body(raw)


def slow_headers(to: Any, _body: bytes) -> None:
    """Byte after byte, never silent for long."""
    _drip(to, b"HTTP/1.1 200 OK\r\nX-Slow: " + b"a" * 10_000)


def slow_body(to: Any, body: bytes) -> None:
    """A beginning, then silence."""
    to.head(200, Content_Length=str(len(body)))
    to.send_body(body[:100])
    to.server.released.wait(PATIENCE)


def drip(to: Any, body: bytes) -> None:
    """A body, byte after byte."""
    to.head(200, Content_Length=str(len(body)))
    _drip(to, body)


def _drip(to: Any, data: bytes) -> None:
    to.close_connection = True
    for byte in data:
        to.wfile.write(bytes([byte]))
        if to.server.released.wait(0.02):
            return


def header_flood(to: Any, _body: bytes) -> None:
    """Headers without an end."""
    _flood(to, b"HTTP/1.1 200 OK\r\n", b"X-More: again\r\n" * 100)


def huge_header(to: Any, _body: bytes) -> None:
    """One header without an end."""
    _flood(to, b"HTTP/1.1 200 OK\r\nX-More: ", b"a" * 65536)


def goes_on(to: Any, _body: bytes) -> None:
    """A hundred continues, and again."""
    _flood(to, b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 100)


def _flood(to: Any, first: bytes, more: bytes) -> None:
    to.close_connection = True
    to.wfile.write(first)
    while not to.server.released.is_set():
        to.wfile.write(more)


def garbage(to: Any, _body: bytes) -> None:
    """No HTTP at all."""
    to.close_connection = True
    to.wfile.write(b"220 mail.invalid ESMTP\r\n" * 3)


def raw(to: Any, _body: bytes) -> None:
    """Exactly the bytes that the server was given to say."""
    to.close_connection = True
    to.wfile.write(to.server.raw)


def reset(to: Any, _body: bytes) -> None:
    """Hear the question and tear the line (RST)."""
    to.close_connection = True
    to.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    to.connection.close()


def unasked_part(to: Any, body: bytes) -> None:
    to.head(206, Content_Length=str(len(body)), Content_Range=f"bytes 0-{len(body) - 1}/{len(body)}")
    to.send_body(body)


def wrong_start(to: Any, body: bytes) -> None:
    """Asked for the rest, it sends all from the beginning and calls it the rest."""
    _lie(to, body, 206, Content_Range=f"bytes 0-{len(body) - 1}/{len(body)}")


def wrong_total(to: Any, body: bytes) -> None:
    _lie(to, body, 206, Content_Range=_range(to, len(body), len(body) + 1))


def another_etag(to: Any, body: bytes) -> None:
    _lie(to, body, 206, ETag='"other"', Content_Range=_range(to, len(body), len(body)))


def many_parts(to: Any, body: bytes) -> None:
    _lie(to, body, 206, Content_Type="multipart/byteranges; boundary=x")


def no_such_part(to: Any, body: bytes) -> None:
    _lie(to, body, 416, Content_Range=f"bytes */{len(body)}")


def _range(to: Any, size: int, total: int) -> str:
    begin = int(to.headers.get("Range", "bytes=0-").removeprefix("bytes=").partition("-")[0])
    return f"bytes {begin}-{size - 1}/{total}"


def _lie(to: Any, body: bytes, status: int, **headers: str) -> None:
    if "Range" not in to.headers:
        to.well(body)
        return
    wrong = b"?" * len(body)
    to.head(status, Content_Length=str(len(wrong)), **headers)
    to.send_body(wrong)


def hang_up(_to: Any) -> None:
    """Take the call and end it."""


def mute(to: Any) -> None:
    """Take the call and say nothing; in TLS not even a greeting."""
    to.server.released.wait(PATIENCE)


BEFORE_WORDS = {each.__name__: each for each in (hang_up, mute)}
"""How a server can misbehave before it has heard the question."""

MANNERS: dict[str, Callable[[Any, bytes], None]] = {"gzip": packed} | {
    name: manner
    for name, manner in list(globals().items())
    if isinstance(manner, FunctionType) and name not in BEFORE_WORDS and not name.startswith("_")
}
