"""Answers that nobody thought of: whatever bytes a server says, they are a file or a sentence."""

from __future__ import annotations

import gzip
import random
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from misbehaving_server import Server, serving
from ohjaus_desktop import texts
from ohjaus_desktop.catalogue import source
from ohjaus_desktop.catalogue.fetched import SourceFailed
from ohjaus_desktop.catalogue.web.part import WORTH

TRIES = 60
BODY = b'{"format": "ohjaus-catalogue"}' * 2500
PACKED = gzip.compress(random.Random(1).randbytes(WORTH), mtime=0)

GOOD = [
    b'HTTP/1.1 200 OK\r\nContent-Length: %d\r\nETag: "1"\r\n\r\n' % len(BODY) + BODY,
    b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(PACKED) + PACKED,
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n%b\r\n0\r\n\r\n" % (len(BODY), BODY),
    b"HTTP/1.1 206 Partial Content\r\nContent-Range: bytes 40000-74999/75000\r\nContent-Length: 35000\r\n\r\n"
    + BODY[40000:],
    b"HTTP/1.1 302 Found\r\nLocation: /moved\r\nContent-Length: 0\r\n\r\n",
    b"HTTP/1.1 503 Busy\r\nRetry-After: 120\r\nDate: Mon, 02 Nov 2026 08:00:00 GMT\r\n\r\n",
]
WORDS = [
    b"\r\n",
    b"\r\n\r\n",
    b":",
    b"-1",
    b"9" * 30,
    b"\0",
    b"\xff",
    b"chunked",
    b"gzip",
    b"Content-Length: 7\r\n",
    b";",
]


@pytest.fixture
def server() -> Iterator[Server]:
    texts.use("en")
    with serving() as running:
        running.mood = "raw"
        yield running
    texts.use("fi")


def spoiled(dice: random.Random) -> bytes:
    """A good answer with some accidents, most of them in its head."""
    answer = bytearray(dice.choice(GOOD))
    head = answer.index(b"\r\n\r\n") + 4
    while len(answer) > 1 and dice.random() < 0.7:
        place = dice.randrange(max(head, 1) if dice.random() < 0.8 else len(answer))
        match dice.randrange(4):
            case 0:
                answer[place] ^= 1 << dice.randrange(8)
            case 1:
                answer[place:place] = dice.choice(WORDS)
            case 2:
                del answer[place : place + dice.randint(1, 20)]
            case _:
                del answer[max(place, 1) :]
        head = min(head, len(answer))
    return bytes(answer)


@pytest.mark.parametrize("seed", range(4))
def test_a_spoiled_answer_is_a_file_or_a_sentence(server: Server, tmp_path: Path, seed: int):
    """Each may find a part of the answer before it, and none may take longer than its deadline."""
    dice = random.Random(seed)
    began = time.monotonic()
    for _try in range(TRIES):
        server.raw = spoiled(dice)
        with suppress(SourceFailed):
            fetched = source.fetch(server.address, limit=200_000, deadline=5, part=tmp_path / "incoming")
            assert fetched.data is None or len(fetched.data) <= 200_000
    assert time.monotonic() - began < TRIES
    assert len(list((tmp_path / "incoming").glob("*"))) <= 1


def test_noise_is_a_sentence(server: Server):
    dice = random.Random(9)
    for size in (1, 10, 1000, 100_000):
        server.raw = dice.randbytes(size)
        with pytest.raises(SourceFailed):
            source.fetch(server.address, deadline=5)
