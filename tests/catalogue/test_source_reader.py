"""One reader gets all files of a published folder: over one connection, in one deadline, from anywhere."""

from __future__ import annotations

import gzip
import os
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from misbehaving_server import Server, authority, certificate, serving
from ohjaus_desktop import texts
from ohjaus_desktop.catalogue import source
from ohjaus_desktop.catalogue.fetched import NotThere, SourceFailed, Validators
from ohjaus_desktop.errors import Cancelled

FILES = {
    "catalogue.json": b'{"format": "ohjaus-catalogue"}' * 200,
    "1.root.json": b'{"signed": "root"}',
    "timestamp.json": b'{"signed": "timestamp"}',
    "å ä ö.json": b"{}",
    "catalogue.json.gz": gzip.compress(b'{"format": "ohjaus-catalogue"}' * 200, mtime=0),
}
LIMIT = 1_000_000


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    texts.use("en")
    yield
    texts.use("fi")


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        running.files = dict(FILES)
        running.etag = None
        yield running


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, data in FILES.items():
        (tmp_path / name).write_bytes(data)
    return tmp_path


def test_a_folder_and_a_server_give_the_same_files(server: Server, folder: Path):
    places = [str(folder), str(folder / "catalogue.json"), folder.as_uri(), server.root, server.address]
    for place in places:
        with source.opened(place) as reader:
            assert {name: reader.get(name, limit=LIMIT).data for name in FILES} == FILES
            assert reader.get("", limit=LIMIT).data == FILES["catalogue.json"]


def test_a_file_that_is_missing_is_told_from_other_trouble(server: Server, folder: Path):
    for place in (str(folder), server.root):
        with source.opened(place) as reader:
            with pytest.raises(NotThere):
                reader.get("2.root.json", limit=LIMIT)
            with pytest.raises(NotThere):
                reader.get("../secret.json", limit=LIMIT)
            with pytest.raises(NotThere):
                reader.get("..", limit=LIMIT)
            assert reader.get("timestamp.json", limit=LIMIT).data


def test_all_questions_go_over_one_connection(server: Server):
    with source.opened(server.address) as reader:
        for name in ("timestamp.json", "2.root.json", "1.root.json", "2.root.json", ""):
            try:
                reader.get(name, limit=LIMIT)
            except NotThere:
                continue
    assert len(server.paths) == 5
    assert server.connections == 1


def test_a_connection_that_the_server_ended_meanwhile_is_made_again(server: Server):
    server.mood = "tired"
    with source.opened(server.address) as reader:
        assert reader.get("timestamp.json", limit=LIMIT).data
        assert reader.get("1.root.json", limit=LIMIT).data
    assert server.connections == 2


def test_every_byte_of_every_file_is_counted_and_no_header(server: Server, folder: Path):
    page = len(b"<h1>No</h1>")
    with source.opened(server.address) as reader:
        first = reader.get("timestamp.json", limit=LIMIT)
        with pytest.raises(NotThere):
            reader.get("2.root.json", limit=LIMIT)
        assert first.wire_bytes == len(FILES["timestamp.json"])
        assert reader.wire_bytes == len(FILES["timestamp.json"]) + page
    with source.opened(str(folder)) as reader:
        assert reader.get("timestamp.json", limit=LIMIT).wire_bytes == reader.wire_bytes == 0


def test_what_is_compressed_for_the_way_counts_as_it_came(server: Server):
    server.packed = True
    fetched = source.fetch(server.address)
    assert fetched.data == FILES["catalogue.json"]
    assert 0 < fetched.wire_bytes < len(FILES["catalogue.json"]) / 10


def test_one_deadline_holds_for_all_questions(server: Server):
    began = time.monotonic()
    with source.opened(server.address, deadline=1.0) as reader:
        assert reader.get("timestamp.json", limit=LIMIT).data
        server.mood = "drip"
        with pytest.raises(SourceFailed, match="too slowly"):
            reader.get("", limit=LIMIT)
        server.mood = "well"
        with pytest.raises(SourceFailed, match="too slowly"):
            reader.get("timestamp.json", limit=LIMIT)
    assert time.monotonic() - began < 10


def test_the_deadline_finds_a_connection_that_waited_while_another_was_in_use(server: Server):
    """The first server sends on to a second one; then the first one is asked again, and drips."""
    began = time.monotonic()
    with serving() as second, source.opened(server.address, deadline=1.0) as reader:
        second.body, second.etag = b"{}", None
        assert reader.get("timestamp.json", limit=LIMIT).data
        server.mood, server.location = "redirect", second.address
        assert reader.get("1.root.json", limit=LIMIT).data == b"{}"
        server.mood = "slow_headers"
        with pytest.raises(SourceFailed, match="too slowly"):
            reader.get("", limit=LIMIT)
        assert (server.connections, second.connections) == (1, 1)
    assert time.monotonic() - began < 10


def test_a_limit_holds_for_each_file(server: Server, folder: Path):
    for place in (server.root, str(folder)):
        with source.opened(place) as reader:
            with pytest.raises(SourceFailed, match="larger"):
                reader.get("timestamp.json", limit=10)
            assert reader.get("timestamp.json", limit=len(FILES["timestamp.json"])).data


@pytest.mark.parametrize("manner", ["well", "called_gzip", "packed"])
def test_a_gz_file_stays_as_it_lies_there_however_the_server_calls_it(server: Server, manner: str):
    server.mood, server.packed = ("well", True) if manner == "packed" else (manner, False)
    with source.opened(server.address) as reader:
        fetched = reader.get("catalogue.json.gz", limit=len(FILES["catalogue.json.gz"]))
    assert fetched.data == FILES["catalogue.json.gz"]
    assert server.asked[-1]["Accept-Encoding"] == "identity"


@pytest.mark.parametrize("manner", ["well", "called_gzip", "packed"])
def test_a_gz_file_that_is_fetched_to_be_read_is_unpacked(server: Server, folder: Path, manner: str):
    server.mood, server.packed = ("well", True) if manner == "packed" else (manner, False)
    for place in (f"{server.root}/catalogue.json.gz", str(folder / "catalogue.json.gz")):
        assert source.fetch(place).data == FILES["catalogue.json"]
        with pytest.raises(SourceFailed, match="larger"):
            source.fetch(place, limit=5999)


def test_a_gz_file_that_is_cut_short_on_the_disk_is_damaged(folder: Path):
    file = folder / "catalogue.json.gz"
    for broken in (file.read_bytes()[:-3], file.read_bytes() + b"more", b"\x1f\x8bnonsense"):
        file.write_bytes(broken)
        with pytest.raises(SourceFailed, match="damaged"):
            source.fetch(str(file))


def test_a_file_in_chunks_is_a_file(server: Server):
    server.mood = "chunks"
    fetched = source.fetch(server.address)
    assert fetched.data == FILES["catalogue.json"]
    assert fetched.wire_bytes == len(FILES["catalogue.json"])


def test_only_a_newer_file_is_sent(server: Server):
    server.etag = '"7"'
    with source.opened(server.address) as reader:
        known = reader.get("", limit=LIMIT).validators
        again = reader.get("", limit=LIMIT, known=known)
    assert (known, again.data, again.wire_bytes) == (Validators(etag='"7"'), None, 0)


@pytest.mark.parametrize("status", ["429", "503"])
@pytest.mark.parametrize(
    ("said", "date", "understood"),
    [
        ("120", None, timedelta(minutes=2)),
        ("Mon, 02 Nov 2026 09:00:00 GMT", "Mon, 02 Nov 2026 08:00:00 GMT", timedelta(hours=1)),
        (None, None, None),
        ("soon", None, None),
        ("-5", None, None),
        ("9" * 50, None, timedelta(seconds=10**8)),
    ],
)
def test_a_server_that_says_when_to_come_back_is_understood(
    server: Server, status: str, said: str | None, date: str | None, understood: timedelta | None
):
    """A date is measured against the server's own clock: this machine's may be wrong."""
    server.mood, server.retry_after, server.date = status, said, date
    with pytest.raises(SourceFailed) as refused:
        source.fetch(server.address)
    assert refused.value.retry_after == understood


def test_the_progress_of_many_files_never_goes_back(server: Server):
    server.files["large.json"] = b" " * 300_000
    seen: list[float] = []
    with source.opened(server.address, progress=seen.append) as reader:
        for name in ("large.json", "timestamp.json", "large.json"):
            reader.get(name, limit=LIMIT)
    assert seen == sorted(seen)
    assert seen[-1] == 1.0


def test_the_user_can_stop_between_two_files(server: Server, folder: Path):
    for place in (server.root, str(folder)):
        stopped: list[bool] = []
        with source.opened(place, cancelled=lambda: bool(stopped)) as reader:  # noqa: B023
            reader.get("timestamp.json", limit=LIMIT)
            stopped.append(True)
            with pytest.raises(Cancelled):
                reader.get("1.root.json", limit=LIMIT)


def test_a_drive_that_is_too_slow_is_said(folder: Path):
    with pytest.raises(SourceFailed, match="cannot be read in time"):
        source.fetch(str(folder), deadline=-1)


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="nothing to read here that never answers")
def test_a_share_that_never_answers_is_given_up_at_the_deadline_and_when_the_user_stops():
    """A terminal where nobody types stands for it: a read that returns neither bytes nor an error."""
    keyboard, screen = os.openpty()
    began = time.monotonic()
    try:
        with pytest.raises(SourceFailed, match="cannot be read in time"):
            source.fetch(os.ttyname(screen), deadline=0.3)
        with pytest.raises(Cancelled):
            source.fetch(os.ttyname(screen), cancelled=lambda: time.monotonic() > began + 0.8)
        assert time.monotonic() - began < 10
    finally:
        os.write(keyboard, b"\n\n\n")
        os.close(keyboard)
        os.close(screen)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_that_nobody_fills_is_no_file(tmp_path: Path):
    os.mkfifo(tmp_path / "catalogue.json")
    with pytest.raises(SourceFailed, match="cannot be read"):
        source.fetch(str(tmp_path))


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere only an administrator adds authorities")
def test_the_authorities_of_this_machine_are_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The product's own function, with a system that knows one more authority."""
    system = tmp_path / "authorities.pem"
    authority().cert_pem.write_to_path(str(system))
    with serving(certificate(authority().issue_cert("127.0.0.1"))) as server:
        server.body = b"{}"
        with pytest.raises(SourceFailed, match="not trusted"):
            source.fetch(server.address)
        monkeypatch.setenv("SSL_CERT_FILE", str(system))
        assert source.fetch(server.address).data == b"{}"


def test_the_proxy_of_the_system_carries_the_questions(server: Server, monkeypatch: pytest.MonkeyPatch):
    address = "http://palvelut.invalid/catalogue.json"
    monkeypatch.setenv("http_proxy", server.root.replace("//", "//k%C3%A4ytt:salasana@"))
    assert source.fetch(address).data == FILES["catalogue.json"]
    assert server.paths == [address]
    assert server.asked[-1]["proxy-authorization"].startswith("Basic ")


def test_what_the_system_excepts_from_the_proxy_is_asked_directly(
    server: Server, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("http_proxy", "http://proxy.invalid:3128")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    assert source.fetch(server.address).data == FILES["catalogue.json"]
