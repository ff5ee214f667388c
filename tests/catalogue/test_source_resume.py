"""An interrupted download goes on where it broke off, and never with a part of something else."""

from __future__ import annotations

import gzip
import hashlib
import random
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from misbehaving_server import Server, serving
from ohjaus_desktop import texts
from ohjaus_desktop.catalogue import source
from ohjaus_desktop.catalogue.fetched import Fetched, SourceFailed
from ohjaus_desktop.errors import Cancelled
from unmoved_desk import WITHIN

SIZE = 400_000
BODY = b'{"format": "ohjaus-catalogue"}' + random.Random(4).randbytes(SIZE - 30)
OTHER = b'{"format": "ohjaus-catalogue"}' + random.Random(5).randbytes(SIZE - 30)
TENTHS = [SIZE * tenth // 10 for tenth in range(1, 10)]
MODIFIED = "Mon, 02 Nov 2026 08:00:00 GMT"
SENT = "Tue, 03 Nov 2026 12:00:00 GMT"


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    texts.use("en")
    with serving() as running:
        running.body = BODY
        yield running
    texts.use("fi")


@pytest.fixture
def part(tmp_path: Path) -> Path:
    return tmp_path / "sources" / "incoming"


def fetch(server: Server, part: Path, **more: object) -> Fetched:
    return source.fetch(server.address, part=part, deadline=WITHIN, **more)  # type: ignore[arg-type]


def broken(server: Server, part: Path, cut: int, mood: str = "cut") -> None:
    """A download that breaks off after so many bytes."""
    server.mood, server.cut = mood, cut
    with pytest.raises(SourceFailed, match="broke off"):
        fetch(server, part)
    server.mood = "well"


def held(part: Path) -> int:
    """The bytes in the folder, all files together."""
    return sum(file.stat().st_size for file in part.rglob("*")) if part.exists() else 0


@pytest.mark.parametrize("cut", TENTHS)
def test_a_connection_cut_at_a_tenth_is_continued_there(server: Server, part: Path, cut: int):
    broken(server, part, cut)
    fetched = fetch(server, part)
    assert fetched.data == BODY
    assert fetched.wire_bytes == SIZE - cut
    assert server.sent == [cut, SIZE - cut]
    assert server.asked[-1]["Range"] == f"bytes={cut}-"
    assert server.asked[-1]["If-Range"] == '"1"'


def test_a_line_that_breaks_at_every_tenth_brings_the_file_without_a_byte_twice(server: Server, part: Path):
    for _tenth in range(9):
        broken(server, part, SIZE // 10)
    assert fetch(server, part).data == BODY
    assert sum(server.sent) == SIZE
    assert held(part) == 0


@pytest.mark.parametrize("cut", TENTHS)
def test_a_file_that_is_compressed_for_the_way_is_continued_too(server: Server, part: Path, cut: int):
    server.packed = True
    packed = len(gzip.compress(BODY, mtime=0))
    broken(server, part, cut)
    fetched = fetch(server, part)
    assert fetched.data == BODY
    assert fetched.wire_bytes == packed - cut


def test_what_came_before_the_user_stopped_is_not_asked_for_again(server: Server, part: Path):
    done: list[float] = []
    with pytest.raises(Cancelled):
        fetch(server, part, progress=done.append, cancelled=lambda: bool(done))
    already = held(part)
    fetched = fetch(server, part)
    assert fetched.data == BODY
    assert 0 < fetched.wire_bytes < SIZE
    assert fetched.wire_bytes >= SIZE - already


def test_a_newer_file_is_fetched_from_its_beginning(server: Server, part: Path):
    broken(server, part, SIZE // 2)
    server.body, server.etag = OTHER, '"2"'
    fetched = fetch(server, part)
    assert fetched.data == OTHER
    assert fetched.wire_bytes == SIZE
    assert held(part) == 0


def test_a_newer_file_whose_download_breaks_too_takes_the_place_of_the_part(server: Server, part: Path):
    broken(server, part, SIZE // 2)
    server.body, server.etag = OTHER, '"2"'
    broken(server, part, SIZE // 4)
    assert held(part) < SIZE // 4 + 1000
    fetched = fetch(server, part)
    assert fetched.data == OTHER
    assert fetched.wire_bytes == SIZE - SIZE // 4


LIES = ["wrong_start", "wrong_total", "another_etag", "many_parts", "no_such_part"]


@pytest.mark.parametrize("lie", LIES)
def test_an_answer_that_is_not_the_rest_of_this_file_starts_over(server: Server, part: Path, lie: str):
    broken(server, part, SIZE // 2)
    server.mood = lie
    assert fetch(server, part).data == BODY
    assert [("Range" in asked) for asked in server.asked] == [False, True, False]
    assert held(part) == 0


def test_a_server_that_cannot_continue_sends_all_again(server: Server, part: Path):
    broken(server, part, SIZE // 2)
    server.ranges = False
    assert fetch(server, part).data == BODY


def test_the_part_of_another_address_is_not_mixed_in(server: Server, part: Path):
    broken(server, part, SIZE // 2)
    server.body = OTHER
    fetched = source.fetch(f"{server.root}/elsewhere/catalogue.json", part=part)
    assert fetched.data == OTHER
    assert "Range" not in server.asked[-1]
    assert held(part) == 0


def test_a_weak_etag_is_no_promise_of_the_same_bytes(server: Server, part: Path):
    server.etag = 'W/"1"'
    broken(server, part, SIZE // 2)
    assert held(part) == 0
    assert fetch(server, part).data == BODY
    assert "Range" not in server.asked[-1]


def test_a_date_serves_where_there_is_no_etag(server: Server, part: Path):
    server.etag, server.modified, server.date = None, MODIFIED, SENT
    broken(server, part, SIZE // 2)
    assert fetch(server, part).data == BODY
    assert server.asked[-1]["If-Range"] == MODIFIED
    assert server.sent == [SIZE // 2, SIZE // 2]


def test_a_file_that_changed_in_the_second_it_was_sent_is_not_continued(server: Server, part: Path):
    server.etag, server.modified, server.date = None, SENT, SENT
    broken(server, part, SIZE // 2)
    assert held(part) == 0


def test_a_file_that_is_named_by_its_hash_needs_no_other_promise(server: Server, part: Path):
    name = f"{hashlib.sha256(BODY).hexdigest()}.catalogue.json.gz"
    server.files, server.etag = {name: BODY}, None
    server.mood, server.cut = "cut", SIZE // 2
    with pytest.raises(SourceFailed), source.opened(server.root, part=part) as reader:
        reader.get(name, limit=SIZE)
    server.mood = "well"
    with source.opened(server.root, part=part) as reader:
        assert reader.get(name, limit=SIZE).data == BODY
    assert sum(server.sent) == SIZE
    assert "If-Range" not in server.asked[-1]


def test_small_files_leave_the_part_of_a_large_one_alone(server: Server, part: Path):
    name = f"{hashlib.sha256(BODY).hexdigest()}.catalogue.json.gz"
    server.files = {name: BODY, "timestamp.json": b"{}"}
    server.mood, server.cut = "cut", SIZE // 2

    def both() -> None:
        with source.opened(server.root, part=part) as reader:
            assert reader.get("timestamp.json", limit=100).data == b"{}"
            reader.get(name, limit=SIZE)

    with pytest.raises(SourceFailed):
        both()
    server.mood = "well"
    with source.opened(server.root, part=part) as reader:
        assert reader.get("timestamp.json", limit=100).data == b"{}"
        assert reader.get(name, limit=SIZE).wire_bytes == SIZE // 2
        assert reader.wire_bytes == SIZE // 2 + 2


def test_a_source_that_has_nothing_new_leaves_no_part_behind(server: Server, part: Path):
    known = fetch(server, part).validators
    broken(server, part, SIZE // 2)
    assert held(part) > 0
    assert fetch(server, part, known=known).data is None
    assert not part.exists()


def test_a_folder_that_is_read_instead_leaves_no_part_behind(server: Server, part: Path, tmp_path: Path):
    broken(server, part, SIZE // 2)
    (tmp_path / "catalogue.json").write_bytes(OTHER)
    assert source.fetch(str(tmp_path), part=part).data == OTHER
    assert not part.exists()


def test_a_file_that_is_too_large_is_not_kept(server: Server, part: Path):
    server.mood = "bomb"
    with pytest.raises(SourceFailed, match="larger"):
        fetch(server, part, limit=1_000_000)
    assert held(part) == 0


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[:20],
        lambda data: b"\0" * len(data),
        lambda data: data.partition(b"\n")[0] + b"\n",
        lambda data: data + b"x" * SIZE,
        lambda data: data.replace(b'"total":400000', b'"total":400001'),
    ],
    ids=["empty", "cut", "zeros", "no bytes", "too long", "of another size"],
)
def test_a_damaged_part_is_thrown_away(server: Server, part: Path, damage):
    broken(server, part, SIZE // 2)
    file = part / "part"
    file.write_bytes(damage(file.read_bytes()))
    assert fetch(server, part).data == BODY
    assert not part.exists()


def test_a_part_that_cannot_be_written_costs_nothing(server: Server, part: Path):
    part.parent.mkdir()
    part.write_bytes(b"a file where the folder should be")
    assert fetch(server, part).data == BODY


def test_a_refusal_in_between_keeps_the_part(server: Server, part: Path):
    broken(server, part, SIZE // 2)
    server.mood = "503"
    with pytest.raises(SourceFailed):
        fetch(server, part)
    server.mood = "well"
    assert fetch(server, part).wire_bytes == SIZE // 2


def test_the_part_says_of_what_it_is(server: Server, part: Path):
    broken(server, part, SIZE // 2)
    line, _, data = (part / "part").read_bytes().partition(b"\n")
    assert msgspec.json.decode(line) == {
        "url": server.address,
        "validator": '"1"',
        "coding": "",
        "total": SIZE,
    }
    assert data == BODY[: SIZE // 2]
