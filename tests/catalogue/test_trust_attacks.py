"""What an attacker, a broken line or a wrong clock can do to a signed catalogue: nothing.

Each ends in its sentence, within ten seconds and 16 megabytes, and the catalogue that was installed
before gives the same answers afterwards.
"""

from __future__ import annotations

import gzip
import hashlib
import shutil
import time
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs
from tuf.api.metadata import Metadata, TargetFile, Targets, Timestamp

from bad_manners import MANNERS
from misbehaving_server import Server, serving
from ohjaus_desktop import texts
from ohjaus_desktop.catalogue import document, sync
from ohjaus_desktop.catalogue.fetched import SourceFailed
from ohjaus_desktop.catalogue.problems import CatalogueRefused
from ohjaus_desktop.catalogue.store import CatalogueStore
from ohjaus_desktop.catalogue.trust import (
    TARGET,
    Altered,
    Expired,
    NotSigned,
    RolledBack,
    Trust,
    Untrusted,
    WrongClock,
    WrongKey,
)
from ohjaus_desktop.errors import KnownError
from ohjaus_desktop.guidance import search
from ohjaus_desktop.publishing.repository import signing, state
from publisher import SMALL, Publisher, cheap_keys, renamed
from small_disk import small_disk

__all__ = ["cheap_keys"]

Files = dict[str, bytes]
SECONDS = 10.0
MEMORY = 16 * 1024 * 1024


class Desk:
    """A machine that follows the publisher and has its second publication."""

    def __init__(self, folder: Path, publisher: Publisher) -> None:
        self.trust = Trust(publisher.root, folder / "trust")
        self.address = str(publisher.folder)
        self.store = CatalogueStore(folder / "catalogue.sqlite")
        self.at: datetime | None = None
        self.publisher = publisher

    def sync(self, **options: Any) -> sync.SyncOutcome:
        return sync.run(
            self.store,
            self.address,
            index=search.index,
            at=self.at or self.publisher.at,
            **{"trust": self.trust, **options},
        )

    def answers(self) -> tuple[Any, ...]:
        """What is installed, and what it says when somebody asks."""
        found = search.SearchIndex(self.store.engine)
        words = ("ystävä", "toinen", "kolmas", "päihde", "turvakoti")
        return (self.store.installed(), [*self.store.services()], *(found.find(word) for word in words))


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    texts.use("en")
    yield
    texts.use("fi")


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory, cheap_keys: None) -> tuple[Path, Files, datetime]:
    """A publisher and a desk after two publications; each test gets a copy. Also the first one's files."""
    home = tmp_path_factory.mktemp("prepared")
    publisher = Publisher(home / "publisher")
    publisher.publish()
    first = publisher.files()
    publisher.publish(renamed("Toinen"))
    (home / "desk").mkdir()
    desk = Desk(home / "desk", publisher)
    desk.sync()
    desk.store.close()
    return home, first, publisher.at


@pytest.fixture
def publisher(prepared: tuple[Path, Files, datetime], tmp_path: Path) -> Publisher:
    shutil.copytree(prepared[0], tmp_path / "copy")
    return Publisher(tmp_path / "copy" / "publisher", begun_at=prepared[2])


@pytest.fixture
def first(prepared: tuple[Path, Files, datetime]) -> Files:
    """The folder as it was first published."""
    return prepared[1]


@pytest.fixture
def desk(publisher: Publisher, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path / "copy" / "desk", publisher)
    made.sync()  # the same publication, in the place where its copy lies
    yield made
    made.store.close()


@pytest.fixture
def refused(desk: Desk) -> Callable[..., KnownError]:
    """Sync, and say with what it was refused; nothing may have changed."""

    def attempt(
        error: type[KnownError] | tuple[type[KnownError], ...], words: str, **options: Any
    ) -> KnownError:
        before, file = desk.answers(), (desk.store.path).read_bytes()
        begun = time.monotonic()
        tracemalloc.start()
        try:
            with pytest.raises(error, match=words) as said:
                desk.sync(**options)
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
        assert time.monotonic() - begun < SECONDS
        assert peak < MEMORY
        assert said.value.what
        assert said.value.do
        assert desk.answers() == before
        assert desk.store.path.read_bytes() == file
        return said.value

    return attempt


Refused = Callable[..., KnownError]


def third(publisher: Publisher) -> Files:
    """The next publication, which nobody has taken yet."""
    publisher.publish(renamed("Kolmas", 1))
    return publisher.files()


def newest(publisher: Publisher, kind: str) -> str:
    """The name of the file of a kind that is in force now."""
    published = state.read(publisher.folder)
    assert published.targets
    assert published.snapshot
    return {
        "timestamp": "timestamp.json",
        "snapshot": f"{published.snapshot.version}.snapshot.json",
        "targets": f"{published.targets.version}.targets.json",
        "content": f"{published.targets.targets[TARGET].hashes['sha256']}.{TARGET}",
    }[kind]


KINDS = ("timestamp", "snapshot", "targets", "content")


def test_an_older_publication_is_refused(
    desk: Desk, publisher: Publisher, first: Files, refused: Refused
) -> None:
    publisher.put(first)
    refused(RolledBack, "older than one that this machine has seen")


def test_an_older_publication_is_refused_even_when_what_was_seen_is_lost(
    desk: Desk, publisher: Publisher, first: Files, refused: Refused
) -> None:
    for file in desk.trust.folder.rglob("*.json"):
        file.unlink()
    publisher.put(first)
    refused(CatalogueRefused, "older than the installed one")


def test_a_publication_that_is_never_renewed_ends(desk: Desk, publisher: Publisher, refused: Refused) -> None:
    third(publisher)
    desk.at = publisher.at + timedelta(days=401)
    assert "Check the date and time" in refused(Expired, "has expired").do
    publisher.at = desk.at
    publisher.refresh()
    desk.at = None
    assert desk.sync().sequence == SMALL.sequence + 2


def test_a_clock_that_is_behind_is_noticed(desk: Desk, publisher: Publisher, refused: Refused) -> None:
    third(publisher)
    desk.at = publisher.at - timedelta(days=2)
    assert (
        "Check the date and time" in refused(WrongClock, r"shows 4\.11\.2026, but .* signed 6\.11\.2026").do
    )
    desk.at = publisher.at - timedelta(hours=20)  # a time zone set wrongly
    assert desk.sync().sequence == SMALL.sequence + 2


def test_a_strangers_folder_is_refused(
    desk: Desk, publisher: Publisher, refused: Refused, tmp_path: Path
) -> None:
    stranger = Publisher(tmp_path / "stranger")
    for _ in range(5):
        stranger.publish(renamed(f"Muu {_}"))
    publisher.put(stranger.files())
    refused(WrongKey, "a key that this machine does not trust")


def test_a_strangers_next_root_is_refused(
    desk: Desk, publisher: Publisher, refused: Refused, tmp_path: Path
) -> None:
    stranger = Publisher(tmp_path / "stranger")
    stranger.rotate("root")
    publisher.put(third(publisher) | {"2.root.json": stranger.files()["2.root.json"]})
    refused(WrongKey, "a key that this machine does not trust")


def test_a_stolen_key_is_of_no_use_after_it_was_changed(
    desk: Desk, publisher: Publisher, refused: Refused
) -> None:
    thief = publisher.files()
    publisher.rotate("publishing")
    changed = publisher.files()
    desk.sync()  # learns of the new key
    publisher.put(thief)
    publisher.publish(renamed("Varastettu"))
    stolen = publisher.files() | {name: changed[name] for name in ("2.root.json", "root.json")}
    publisher.put(stolen)
    refused(WrongKey, "a key that this machine does not trust")


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_cut_short_is_refused(kind: str, desk: Desk, publisher: Publisher, refused: Refused) -> None:
    files = third(publisher)
    name = newest(publisher, kind)
    whole = files[name]
    for length in (0, 1, len(whole) // 2, len(whole) - 1):
        (publisher.folder / name).write_bytes(whole[:length])
        refused(Altered, "damaged or changed")
    publisher.put(files)
    assert desk.sync().sequence == SMALL.sequence + 2


@pytest.mark.parametrize("kind", KINDS)
def test_a_flipped_bit_is_noticed(kind: str, desk: Desk, publisher: Publisher, refused: Refused) -> None:
    files = third(publisher)
    name = newest(publisher, kind)
    whole = files[name]
    for place in range(7, len(whole), max(1, len(whole) // 9)):
        flipped = bytearray(whole)
        flipped[place] ^= 1
        (publisher.folder / name).write_bytes(flipped)
        refused(Untrusted, r"\w")
    publisher.put(files)
    assert desk.sync().sequence == SMALL.sequence + 2


@pytest.mark.parametrize("kind", KINDS)
def test_a_missing_file_is_said(kind: str, desk: Desk, publisher: Publisher, refused: Refused) -> None:
    third(publisher)
    (publisher.folder / newest(publisher, kind)).unlink()
    if kind == "timestamp":
        refused(NotSigned, "no signature of the publisher")
    else:
        refused(Altered, "damaged or changed")


def test_a_catalogue_without_a_signature_is_refused(
    desk: Desk, publisher: Publisher, refused: Refused
) -> None:
    publisher.put({"catalogue.json": third(publisher)["catalogue.json"]})
    refused(NotSigned, "no signature of the publisher")


@pytest.mark.parametrize("kind", ["snapshot", "targets", "content"])
def test_files_of_two_publications_do_not_mix(
    kind: str, desk: Desk, publisher: Publisher, refused: Refused
) -> None:
    before = publisher.files()[newest(publisher, kind)]
    third(publisher)
    (publisher.folder / newest(publisher, kind)).write_bytes(before)
    refused((Altered, RolledBack), "damaged or changed|older than one")


@pytest.mark.parametrize("kind", ["timestamp", "snapshot", "targets"])
@pytest.mark.parametrize(
    "deep", [b"[" * 16_000, b'{"signed":' * 1_600, b'{"signatures":[],"signed":' + b"[" * 9000]
)
def test_nesting_a_thousand_deep_is_refused(
    kind: str, deep: bytes, desk: Desk, publisher: Publisher, refused: Refused
) -> None:
    third(publisher)
    (publisher.folder / newest(publisher, kind)).write_bytes(deep)
    refused(Altered, "damaged or changed")


@pytest.fixture
def server(desk: Desk) -> Iterator[Server]:
    """The publisher's web server; the desk has it as its address and its publication."""
    with serving() as running:
        running.etag = None
        running.files = desk.publisher.files()
        desk.address = running.address
        desk.sync(replace=True)
        running.files = third(desk.publisher)
        yield running


def badly(monkeypatch: pytest.MonkeyPatch, server: Server, manner: str, name: str) -> None:
    """Let the server misbehave for one file only."""
    bad = MANNERS[manner]
    monkeypatch.setitem(
        MANNERS,
        "for_one",
        lambda to, body: (bad if to.path == f"/{name}" else type(to).well)(to, body),
    )
    server.mood = "for_one"


@pytest.mark.parametrize("kind", ["timestamp", "content"])
@pytest.mark.parametrize(
    ("manner", "words"),
    [
        ("endless", "damaged or changed"),
        ("endless_chunks", "damaged or changed"),
        ("bomb", "damaged or changed"),
        ("truncated", "broke off"),
        ("slow_body", "too slowly"),
        ("slow_headers", "too slowly"),
    ],
)
def test_a_bad_server_is_left_in_time(
    kind: str,
    manner: str,
    words: str,
    desk: Desk,
    publisher: Publisher,
    server: Server,
    refused: Refused,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    badly(monkeypatch, server, manner, newest(publisher, kind))
    refused(KnownError, words, deadline=0.3 if manner.startswith("slow") else 30)
    server.mood = "well"
    assert desk.sync().sequence == SMALL.sequence + 2


@pytest.mark.parametrize("kind", [None, *KINDS])
def test_a_hotels_login_page_is_said(
    kind: str | None,
    desk: Desk,
    publisher: Publisher,
    server: Server,
    refused: Refused,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """From the beginning, or from the moment when the hotel's time is up."""
    if kind is None:
        server.mood = "html"
    else:
        badly(monkeypatch, server, "html", newest(publisher, kind))
    assert "log in" in refused(CatalogueRefused, "web page").do


def test_a_root_without_an_end_is_left(desk: Desk, server: Server, refused: Refused) -> None:
    server.files["2.root.json"] = b" " * 10_000_000
    refused(Altered, "damaged or changed")


def test_a_connection_that_breaks_is_said_wherever_it_breaks(
    desk: Desk, publisher: Publisher, server: Server, refused: Refused
) -> None:
    server.mood = "cut"
    for tenth in range(10):
        server.cut = len(server.files[newest(publisher, "content")]) * tenth // 10
        refused(KnownError, "broke off|damaged")
    server.mood = "well"
    assert desk.sync().sequence == SMALL.sequence + 2


def signed_by_the_publisher(publisher: Publisher, content: bytes, **promise: Any) -> None:
    """What whoever holds the publishing key can sign, true or not."""
    before = state.read(publisher.folder)
    assert before.targets
    packed = gzip.compress(content, 9, mtime=0)
    said = {
        "catalogue_id": SMALL.catalogue_id,
        "length": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
    } | promise
    hash_ = hashlib.sha256(packed).hexdigest()
    target = TargetFile(len(packed), {"sha256": hash_}, TARGET, {"custom": said})
    targets = Targets(before.targets.version + 1, expires=before.expires, targets={TARGET: target})
    signer = publisher.keys.signer("publishing", before.root.signed.roles[Targets.type].keyids)
    (publisher.folder / f"{hash_}.{TARGET}").write_bytes(packed)
    signing.write_release(publisher.folder, before, targets, [signer], publisher.at)


def test_a_signed_bomb_is_not_unpacked(desk: Desk, publisher: Publisher, refused: Refused) -> None:
    bomb = b" " * 30_000_000
    signed_by_the_publisher(publisher, bomb, length=5000)
    refused(Altered, "damaged or changed")
    signed_by_the_publisher(publisher, bomb)
    refused(SourceFailed, "larger than 2 MB", limit=2 * 1024 * 1024)


def test_a_signed_file_with_another_number_is_refused(
    desk: Desk, publisher: Publisher, refused: Refused
) -> None:
    signed_by_the_publisher(publisher, document.write(structs.replace(renamed("Muu"), sequence=99)))
    refused(Altered, "number 99, its signature says 9")


@pytest.mark.parametrize("promise", [{"length": "many"}, {"sha256": None}, {"catalogue_id": 5}])
def test_a_signature_without_the_facts_is_refused(
    promise: dict[str, Any], desk: Desk, publisher: Publisher, refused: Refused
) -> None:
    signed_by_the_publisher(publisher, document.write(renamed("Muu")), **promise)
    refused(Altered, "damaged or changed")


@pytest.mark.parametrize(
    ("said", "error"),
    [
        ("2026-11-04T10:00:00", Altered),  # of which clock?
        ("yesterday", Altered),
        (5, Altered),
        ("9999-12-31T23:59:59Z", WrongClock),
        ("0001-01-01T00:00:00Z", None),
        (None, None),
    ],
)
def test_a_strange_moment_of_signing_does_no_harm(
    said: Any, error: type[KnownError] | None, desk: Desk, publisher: Publisher, refused: Refused
) -> None:
    file = publisher.folder / "timestamp.json"
    third(publisher)
    timestamp = Metadata[Timestamp].from_bytes(file.read_bytes())
    timestamp.signed.unrecognized_fields["signed_at"] = said
    root = state.read(publisher.folder).root.signed
    timestamp.sign(publisher.keys.signer("publishing", root.roles[Timestamp.type].keyids))
    file.write_bytes(timestamp.to_bytes())
    if error is None:
        assert desk.sync().sequence == SMALL.sequence + 2
    else:
        refused(error, r"\w")


def test_the_guard_asks_a_person_also_about_what_is_signed(
    desk: Desk, publisher: Publisher, refused: Refused
) -> None:
    publisher.publish(structs.replace(SMALL, services=SMALL.services[:3]))
    refused(sync.SyncHeld, "Unusually much would change")


def test_what_was_remembered_may_be_damaged(desk: Desk, publisher: Publisher) -> None:
    (own,) = (path for path in desk.trust.folder.iterdir() if path.is_dir())
    for damage in (b"", b"{}", b"\xff" * 300, None):
        for file in [path for path in own.rglob("*.json") if path.is_file()]:
            file.unlink()
            if damage is None:
                file.mkdir()
            else:
                file.write_bytes(damage)
        (own / "tmpleft0ver").write_bytes(b"half")
        publisher.publish(renamed(f"Seuraava {damage!r}"))
        assert not desk.sync().same
        assert not (own / "tmpleft0ver").exists()


def test_what_was_remembered_of_a_publication_survives_damage_to_its_timestamp(
    desk: Desk, publisher: Publisher, first: Files, refused: Refused
) -> None:
    (own,) = (path for path in desk.trust.folder.iterdir() if path.is_dir())
    (own / "timestamp.json").write_bytes(b"")
    publisher.put(first)
    refused(RolledBack, "older than one that this machine has seen")


def test_what_was_seen_cannot_be_remembered_on_a_full_disk(
    desk: Desk, publisher: Publisher, refused: Refused, tmp_path: Path
) -> None:
    with small_disk(tmp_path / "disk", 2) as disk:
        desk.trust = Trust(publisher.root, disk.folder / "trust")
        desk.sync()
        third(publisher)
        disk.fill()
        assert "Make room" in refused(KnownError, "the disk is full").do
        disk.make_room()
        assert desk.sync().sequence == SMALL.sequence + 2
