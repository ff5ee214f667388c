"""Whatever a server does, a sync ends in time with one sentence, and the old catalogue answers as before.

The table is to be read beside the promises of the reader: a bad manner (see bad_manners and
misbehaving_server), the sentence that a person reads, and, where the manner is slow, the deadline
that was set. Everything else has a deadline that no row may need; each row ends within ``WITHIN``.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
import tracemalloc
from dataclasses import dataclass, field
from typing import Any

import pytest

from bad_manners import HTML
from misbehaving_server import Server, serving
from ohjaus_desktop.errors import Cancelled
from unmoved_desk import LIMIT, NEW, SHORT, WITHIN, Desk, refusal

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
    Row("nonsense_length", BROKE_OFF),
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


@pytest.mark.parametrize("row", MANNERS, ids=str)
def test_a_bad_server_costs_one_sentence_and_nothing_of_the_catalogue(desk: Desk, server: Server, row: Row):
    vars(server).update(row.set, mood=row.mood)
    error = refusal(desk, server.root + row.path, row.deadline)
    assert error.what == row.sentence


@pytest.mark.parametrize("mood", ["slow_headers", "slow_body", "drip", "mute", "goes_on"])
def test_the_user_can_stop_whatever_the_server_does(desk: Desk, server: Server, mood: str):
    server.mood = mood
    began = time.monotonic()
    with pytest.raises(Cancelled):
        desk.sync(server.address, cancelled=lambda: time.monotonic() > began + 0.3)
    assert time.monotonic() - began < WITHIN
    assert desk.state() == desk.before


HUNGRY = ["endless", "endless_chunks", "bomb", "header_flood", "huge_header", "goes_on"]
MEMORY = LIMIT + 6_000_000
"""Bytes: the largest file, and what the program and this server need beside it."""


@pytest.mark.parametrize("mood", HUNGRY)
def test_no_server_fills_the_memory(desk: Desk, server: Server, mood: str):
    server.mood = mood
    tracemalloc.start()
    try:
        refusal(desk, server.address, SHORT if mood == "goes_on" else WITHIN)
        _now, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < MEMORY


CHILD = """
import sys
from pathlib import Path
from ohjaus_desktop.catalogue import source
from ohjaus_desktop.catalogue.web import reader
def peak():
    return int(Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0]) * 1024
before = peak()
try:
    source.fetch(sys.argv[1], limit=int(sys.argv[2]), deadline=20)
except source.SourceFailed as error:
    print(peak() - before, error.what)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the peak is read from /proc")
@pytest.mark.parametrize("mood", ["bomb", "endless"])
def test_a_program_that_meets_no_end_grows_by_little_more_than_the_largest_file(mood: str):
    """A bomb of 400 MB and a file without an end, where 50 MB are allowed: the program's own peak."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path), "LANGUAGE": "en"}
    with serving() as server:
        server.mood = mood
        run = subprocess.run(
            [sys.executable, "-c", CHILD, server.address, "50000000"],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
    grown, _, said = run.stdout.strip().partition(" ")
    assert "47 M" in said
    assert 50_000_000 < int(grown) < 75_000_000


def test_a_connection_that_is_cut_at_each_tenth_costs_nothing_but_patience(desk: Desk, server: Server):
    """Nine syncs break off and leave the old catalogue; the tenth has the rest of the new one."""
    server.body = NEW + b" " * 200_000
    server.mood, server.cut, server.sent = "cut", len(server.body) // 10 + 1, []
    for _tenth in range(9):
        assert refusal(desk, server.address).what == BROKE_OFF
    outcome = desk.sync(server.address)
    assert outcome.sequence == 8
    assert outcome.wire_bytes == len(server.body) - 9 * server.cut
    assert sum(server.sent) == len(server.body)
    assert not (desk.folder / "sources" / "incoming").exists()


def test_ten_bad_servers_in_a_row_leave_a_desk_that_takes_the_next_good_catalogue(desk: Desk, server: Server):
    for mood in ("truncated", "html", "bomb", "404", "loop", "bad_chunks", "hang_up", "429", "br", "short"):
        server.mood = mood
        refusal(desk, server.address)
    server.mood = "well"
    assert not desk.sync(server.address).same
    assert desk.state() != desk.before
