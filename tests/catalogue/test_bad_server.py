"""Whatever a server does, a sync ends in time with one sentence, and the old catalogue answers as before.

The table is to be read beside the promises of the reader: a bad manner (see bad_manners and
misbehaving_server), the sentence that a person reads, and, where the manner is slow, the deadline
that was set. Everything else has a deadline that no row may need; each row ends within ``WITHIN``.
"""

from __future__ import annotations

import hashlib
import shutil
import socket
import sqlite3
import time
import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs

import misbehaving_server
from bad_manners import HTML
from misbehaving_server import Server, authority, certificate, serving
from ohjaus_desktop import texts
from ohjaus_desktop.catalogue import document, sync
from ohjaus_desktop.catalogue.fetched import SourceFailed
from ohjaus_desktop.catalogue.store import CatalogueStore
from ohjaus_desktop.errors import Cancelled, KnownError
from ohjaus_desktop.guidance import search
from small_catalogue import small_catalogue

AT = datetime(2026, 11, 3, 12, 0, tzinfo=UTC)
OLD = document.write(small_catalogue())
NEW = document.write(structs.replace(small_catalogue(), sequence=8, services=small_catalogue().services[:11]))
WITHIN = 15.0
"""Seconds in which every row ends, on a machine that has other things to do."""
SHORT = 0.6
"""Seconds: the deadline that is set for servers that are only slow."""
LIMIT = 4_000_000
"""Bytes: the largest file that is taken here."""
WORDS = ("yksinäinen", "päihde", "turvakoti", "velka", "Perho", "kotihoito")

BROKE_OFF = "The connection broke off before the file was complete."
SLOW = "The server 127.0.0.1 answers too slowly."
TOO_LARGE = "The file is larger than 3 MB."
PAGE = "The file is a web page, not a catalogue."
NOT_JSON = "The file is not a catalogue: it is not readable JSON."
CUT_OFF = "The file ends in the middle: it was not copied or loaded whole."
NO_WEB = "The server 127.0.0.1 does not answer as a web server does."


@dataclass(frozen=True)
class Row:
    """A bad manner, the sentence that it ends in, and what has to be set for it."""

    mood: str
    sentence: str
    deadline: float = WITHIN
    set: dict[str, Any] = field(default_factory=dict)
    path: str = "/catalogue.json"

    def __str__(self) -> str:
        return "-".join([self.mood, *map(str, self.set.values())])[:50]


def just_now(status: int) -> str:
    return f"The server cannot give the catalogue just now ({status})."


def not_let_in(status: int) -> str:
    return f"The server or the network does not let the program in ({status})."


def packs(coding: str) -> str:
    return f"The server packs the file in a way that was not asked for ({coding})."


MANNERS = [
    # The file is not the file.
    Row("html", PAGE),
    Row("well", PAGE, set={"body": HTML}),
    Row("well", "The file is empty.", set={"body": b""}),
    Row("flipped", NOT_JSON),
    Row("garbage", NO_WEB),
    # The file is not whole.
    Row("truncated", BROKE_OFF),
    Row("long", BROKE_OFF),
    Row("short", CUT_OFF),
    Row("cut_chunks", BROKE_OFF),
    Row("bad_chunks", BROKE_OFF),
    Row("huge_chunk", BROKE_OFF),
    Row("damaged_gzip", "The compressed file is damaged."),
    # The file does not end.
    Row("endless", TOO_LARGE),
    Row("endless_chunks", TOO_LARGE),
    Row("bomb", TOO_LARGE),
    Row("well", TOO_LARGE, set={"body": b" " * (LIMIT + 1)}),
    Row("header_flood", NO_WEB),
    Row("huge_header", NO_WEB),
    # The server does not hurry.
    Row("slow_headers", SLOW, SHORT),
    Row("slow_body", SLOW, SHORT),
    Row("drip", SLOW, SHORT),
    Row("goes_on", SLOW, SHORT),
    Row("mute", SLOW, SHORT),
    # The server hangs up.
    Row("hang_up", BROKE_OFF),
    Row("reset", BROKE_OFF),
    # The server sends the program elsewhere.
    Row("loop", "The server sends on and on and never answers."),
    Row(
        "redirect",
        "The server sends on to an address that is not protected.",
        set={"location": "http://127.0.0.1/"},
    ),
    Row(
        "redirect",
        "The server sends on to an address that is not protected.",
        set={"location": "file:///etc/hosts"},
    ),
    Row(
        "redirect",
        "The server sends on to an address that is not protected.",
        set={"location": "https://[::1/"},
    ),
    Row("redirect", "The server sends on and on and never answers.", set={"location": ""}),
    # The server answers with something else than the file.
    Row("304", just_now(304), path="/another/catalogue.json"),
    Row("206", just_now(206)),
    Row("unasked_part", just_now(206)),
    Row("204", just_now(204)),
    Row("103", just_now(103)),
    Row("101", just_now(101)),
    Row("416", just_now(416)),
    Row("429", just_now(429), set={"retry_after": "120"}),
    Row("500", just_now(500)),
    Row("503", just_now(503)),
    Row("404", "There is no catalogue at this address."),
    Row("410", "There is no catalogue at this address."),
    Row("401", not_let_in(401)),
    Row("403", not_let_in(403)),
    Row("407", not_let_in(407)),
    Row("511", not_let_in(511)),
    # The server packs as it likes.
    Row("deflate", packs("deflate")),
    Row("br", packs("br")),
]


class Desk:
    """One data folder on which a catalogue is installed; it knows what must not change."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "catalogue.sqlite"
        self.store = CatalogueStore(self.file)
        self.before = self.state()

    def sync(self, address: str, *, deadline: float = WITHIN, **more: Any) -> Any:
        return sync.run(
            self.store,
            address,
            index=search.index,
            index_version=search.INDEX_VERSION,
            at=AT,
            limit=LIMIT,
            deadline=deadline,
            **more,
        )

    def state(self) -> tuple[str, dict[str, list[int]], list[Any]]:
        """The file's bytes, what a search answers, what is kept of it."""
        index = search.SearchIndex(self.store.engine)
        answers = {word: sorted(map(repr, [index.find(word)])) for word in WORDS}
        with sqlite3.connect(self.file) as connection:
            rows = connection.execute("SELECT * FROM record ORDER BY number").fetchall()
        return hashlib.sha256(self.file.read_bytes()).hexdigest(), answers, rows


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Path]]:
    """A good server in TLS, and a folder with its catalogue installed."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("http_proxy", "https_proxy", "all_proxy"):
            patch.delenv(name, raising=False)
            patch.delenv(name.upper(), raising=False)
        with serving(misbehaving_server.trusted_certificate(patch)) as server:
            texts.use("en")
            server.body, folder = OLD, tmp_path_factory.mktemp("template")
            store = CatalogueStore(folder / "catalogue.sqlite")
            sync.run(store, server.address, index=search.index, index_version=search.INDEX_VERSION, at=AT)
            store.close()
            yield server, folder
            texts.use("fi")


@pytest.fixture
def server(template: tuple[Server, Path]) -> Iterator[Server]:
    """The same server, with a newer catalogue."""
    running, _folder = template
    usual = {"body": NEW, "etag": '"2"', "mood": "well", "location": "/moved", "retry_after": None}
    running.released.clear()
    vars(running).update(usual)
    yield running
    running.released.set()
    vars(running).update(usual)


@pytest.fixture
def desk(template: tuple[Server, Path], tmp_path: Path) -> Iterator[Desk]:
    _running, folder = template
    shutil.copytree(folder, tmp_path / "desk")
    made = Desk(tmp_path / "desk")
    yield made
    made.store.close()


def refusal(desk: Desk, address: str, deadline: float = WITHIN, **more: Any) -> KnownError:
    """How a sync ended, which must be in time and with the old catalogue as it was."""
    began = time.monotonic()
    with pytest.raises(KnownError) as refused:
        desk.sync(address, deadline=deadline, **more)
    assert time.monotonic() - began < WITHIN
    assert desk.state() == desk.before
    assert refused.value.do
    return refused.value


@pytest.mark.parametrize("row", MANNERS, ids=str)
def test_a_bad_server_costs_one_sentence_and_nothing_of_the_catalogue(desk: Desk, server: Server, row: Row):
    vars(server).update(row.set, mood=row.mood)
    error = refusal(desk, server.root + row.path, row.deadline)
    assert error.what == row.sentence


def test_the_table_would_notice_a_catalogue_that_changed(desk: Desk, server: Server):
    desk.sync(server.address)
    assert desk.state() != desk.before
