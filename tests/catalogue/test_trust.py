"""A machine that knows its publisher takes what it signed, from a folder and a server alike."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bad_manners import MANNERS
from misbehaving_server import Server, serving
from ohjaus_desktop import texts
from ohjaus_desktop.catalogue import document, trust
from ohjaus_desktop.catalogue.fetched import NotLetIn, Signature
from ohjaus_desktop.catalogue.trust import Altered, NotARoot, RolledBack, Trust
from ohjaus_desktop.errors import Cancelled, KnownError
from publisher import AT, SMALL, Publisher, cheap_keys, publisher, renamed

__all__ = ["cheap_keys", "publisher"]


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    texts.use("en")
    yield
    texts.use("fi")


@pytest.fixture
def trusted(publisher: Publisher, tmp_path: Path) -> Trust:
    """What a machine has that follows the publisher, who has published once."""
    publisher.publish()
    return Trust(publisher.root, tmp_path / "trust")


@pytest.fixture
def server(publisher: Publisher) -> Iterator[Server]:
    with serving() as running:
        running.etag = None
        running.files = publisher.files()
        yield running


def installed(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def test_a_folder_its_file_and_a_server_give_the_same_verified_catalogue(
    publisher: Publisher, trusted: Trust, server: Server
) -> None:
    server.files = publisher.files()
    plain = (publisher.folder / "catalogue.json").read_bytes()
    for address in (
        str(publisher.folder),
        str(publisher.folder / "catalogue.json"),
        publisher.folder.as_uri(),
        server.address,
        server.root + "/",
    ):
        fetched = trusted.fetch(address, at=publisher.at)
        assert fetched.data == plain
        assert fetched.signature
        assert fetched.signature.sequence == SMALL.sequence == document.read(plain).catalogue.sequence
        assert fetched.signature.catalogue_id == SMALL.catalogue_id
        assert fetched.signature.signed_by == trust.describe(publisher.root).publishing_keys


def test_what_is_installed_already_costs_two_small_requests(
    publisher: Publisher, trusted: Trust, server: Server
) -> None:
    server.files = publisher.files()
    first = trusted.fetch(server.address, at=publisher.at)
    assert first.data
    server.paths.clear()

    again = trusted.fetch(server.address, at=publisher.at, known_hash=installed(first.data))

    assert again.data is None
    assert again.signature == first.signature
    assert server.paths == ["/2.root.json", "/timestamp.json"]
    assert again.wire_bytes < 2000 < first.wire_bytes
    assert server.connections == 2


def test_a_proxy_may_keep_the_large_file_and_nothing_else(
    publisher: Publisher, trusted: Trust, server: Server
) -> None:
    server.files = publisher.files()
    trusted.fetch(server.address, at=publisher.at)
    kept = {
        path for path, asked in zip(server.paths, server.asked, strict=True) if "Cache-Control" not in asked
    }
    assert {path.rpartition(".")[2] for path in kept} == {"gz"}
    assert all(asked.get("Cache-Control", "no-cache") == "no-cache" for asked in server.asked)


def test_renewed_signatures_bring_nothing_to_fetch(
    publisher: Publisher, trusted: Trust, server: Server
) -> None:
    server.files = publisher.files()
    first = trusted.fetch(server.address, at=publisher.at)
    assert first.data
    publisher.refresh()
    server.files = publisher.files()

    later = publisher.at + timedelta(days=399)  # the first signatures have ended
    again = trusted.fetch(server.address, at=later, known_hash=installed(first.data))

    assert again.data is None
    assert again.signature
    assert again.signature.sequence == SMALL.sequence


def test_the_next_publication_is_taken(publisher: Publisher, trusted: Trust) -> None:
    trusted.fetch(str(publisher.folder), at=publisher.at)
    publisher.publish(renamed("Toinen"))

    fetched = trusted.fetch(str(publisher.folder), at=publisher.at)

    assert fetched.signature
    assert fetched.signature.sequence == SMALL.sequence + 1
    assert fetched.data == (publisher.folder / "catalogue.json").read_bytes()


def test_a_server_that_calls_the_packed_file_a_packed_answer_is_understood(
    publisher: Publisher, trusted: Trust, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.files = publisher.files()
    manner = MANNERS["called_gzip"]
    monkeypatch.setitem(
        MANNERS, "apache", lambda to, body: (manner if to.path.endswith(".gz") else type(to).well)(to, body)
    )
    server.mood = "apache"
    assert trusted.fetch(server.address, at=publisher.at).data


def test_a_server_that_gives_a_page_for_a_missing_root_is_understood(
    publisher: Publisher, trusted: Trust, server: Server
) -> None:
    server.files = publisher.files() | {"2.root.json": b"\n<!doctype html><title>404</title>"}
    assert trusted.fetch(server.address, at=publisher.at).data


def test_a_server_that_keeps_a_missing_root_to_itself_is_understood(
    publisher: Publisher, trusted: Trust, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.files = publisher.files() | {"2.root.json": b""}
    monkeypatch.setitem(
        MANNERS,
        "bucket",
        lambda to, body: to.head(403, Content_Length="0") if "root" in to.path else type(to).well(to, body),
    )
    server.mood = "bucket"
    assert trusted.fetch(server.address, at=publisher.at).data
    server.mood = "403"
    with pytest.raises(NotLetIn, match="does not let the program in"):
        trusted.fetch(server.address, at=publisher.at)


def test_forty_changes_of_keys_are_followed_at_once(publisher: Publisher, trusted: Trust) -> None:
    for number in range(40):
        publisher.rotate(("publishing", "root")[number % 2])
    publisher.publish(renamed("Toinen"))

    fetched = trusted.fetch(str(publisher.folder), at=publisher.at)

    assert fetched.signature
    assert fetched.signature.signed_by == trust.describe(publisher.root).publishing_keys
    newcomer = Trust(publisher.root, trusted.folder)
    assert newcomer.fetch(str(publisher.folder), at=publisher.at).data == fetched.data


def test_an_old_stick_is_refused_by_a_new_installation_that_knows_of_a_newer_number(
    publisher: Publisher, tmp_path: Path
) -> None:
    publisher.publish()
    floor = {SMALL.catalogue_id: SMALL.sequence + 2, "another": 99}
    new = Trust(publisher.root, tmp_path / "trust", floor)
    with pytest.raises(RolledBack, match=f"number {SMALL.sequence}; it should be at least"):
        new.fetch(str(publisher.folder), at=publisher.at)
    publisher.publish(renamed("Toinen"))
    publisher.publish(renamed("Kolmas"))
    assert new.fetch(str(publisher.folder), at=publisher.at).data


def test_the_floor_is_the_higher_of_the_programs_and_the_administrators(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OHJAUS_MACHINE_SETTINGS", str(tmp_path / "settings.json"))
    own = tmp_path / "own.json"
    monkeypatch.setattr(trust.paths, "resource", lambda _name: own)
    assert trust.floors() == {}
    own.write_text('{"a": 4, "b": 9}')
    (tmp_path / "catalogue-floor.json").write_text('{"a": 7, "c": 1}')
    assert trust.floors() == {"a": 7, "b": 9, "c": 1}
    (tmp_path / "catalogue-floor.json").write_text('{"a": "many"}')
    assert trust.floors() == {"a": 4, "b": 9}


def test_the_shipped_floor_can_be_read() -> None:
    assert all(number > 0 for number in trust.floors().values())


def test_a_publisher_is_described_and_kept_on_this_machine(publisher: Publisher, tmp_path: Path) -> None:
    facts = trust.describe(publisher.root)
    assert (facts.version, facts.expires.year) == (1, AT.year + 5)
    assert all(len(key) == 9 for key in (*facts.keys, *facts.publishing_keys))

    kept = trust.adopt(publisher.folder / "root.json", tmp_path / "data" / "trust")

    assert kept.read_bytes() == publisher.root
    assert trust.adopt(publisher.folder / "root.json", tmp_path / "data" / "trust") == kept
    assert Trust.load(kept, tmp_path / "data" / "trust").root == publisher.root


@pytest.mark.parametrize("wrong", ["missing", "folder", "text", "timestamp", "changed", "large", "nested"])
def test_what_is_no_root_is_said(wrong: str, publisher: Publisher, tmp_path: Path) -> None:
    publisher.publish()
    changed = json.loads(publisher.root)
    changed["signed"]["version"] = 9
    content = {
        "text": b"Hei!",
        "timestamp": publisher.files()["timestamp.json"],
        "changed": json.dumps(changed).encode(),
        "large": publisher.root + b" " * trust.ROOT_LIMIT,
        "nested": b"[" * 60_000,
    }
    file = tmp_path / "root.json"
    if wrong == "folder":
        file.mkdir()
    elif wrong != "missing":
        file.write_bytes(content[wrong])
    with pytest.raises(NotARoot) as said:
        Trust.load(file, tmp_path / "trust")
    assert "root.json" in said.value.what
    assert "Ask the publisher for its root.json" in said.value.do
    with pytest.raises(NotARoot):
        trust.adopt(file, tmp_path / "trust")
    assert not (tmp_path / "trust").exists()


def test_a_file_that_says_another_number_than_its_signature_is_refused() -> None:
    signature = Signature(4, ("1a2b-3c4d",), AT, "own")
    trust.check(signature, catalogue_id="own", sequence=4)
    with pytest.raises(Altered, match="number 5, its signature says 4"):
        trust.check(signature, catalogue_id="own", sequence=5)
    with pytest.raises(Altered):
        trust.check(signature, catalogue_id="another", sequence=4)


def test_stopping_is_possible_and_leaves_what_was_seen(publisher: Publisher, trusted: Trust) -> None:
    looks = iter([False, False])
    with pytest.raises(Cancelled):
        trusted.fetch(str(publisher.folder), at=publisher.at, cancelled=lambda: next(looks, True))
    assert trusted.fetch(str(publisher.folder), at=publisher.at).data


def test_two_programs_at_once_leave_each_other_in_peace(publisher: Publisher, trusted: Trust) -> None:
    errors: list[BaseException] = []
    ready = threading.Barrier(4)

    def look() -> None:
        ready.wait()
        try:
            for _ in range(5):
                assert trusted.fetch(str(publisher.folder), at=publisher.at).data
        except KnownError as error:
            errors.append(error)

    threads = [threading.Thread(target=look) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all("being updated already" in str(error) for error in errors)
    assert trusted.fetch(str(publisher.folder), at=publisher.at).data


def test_the_window_starts_without_the_library() -> None:
    code = (
        "import sys; import ohjaus_desktop.catalogue.trust; import ohjaus_desktop.workplace; "
        "sys.exit(any(name.split('.')[0] in {'tuf', 'securesystemslib'} for name in sys.modules))"
    )
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    assert subprocess.run([sys.executable, "-c", code], env=environment, check=False).returncode == 0
