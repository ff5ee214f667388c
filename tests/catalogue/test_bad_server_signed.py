"""A signed catalogue over a bad line: nothing is lost, nothing comes twice, nothing unsigned slips in."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs

from misbehaving_server import Server, serving, trusted_certificate
from ohjaus_desktop import texts
from ohjaus_desktop.catalogue import sync
from ohjaus_desktop.catalogue.fetched import SourceFailed
from ohjaus_desktop.catalogue.store import CatalogueStore
from ohjaus_desktop.catalogue.trust import Trust
from ohjaus_desktop.errors import KnownError
from ohjaus_desktop.guidance import search
from publisher import SMALL, Publisher, cheap_keys, publisher

__all__ = ["cheap_keys", "publisher"]

LONG = "".join(random.Random(8).choices("abcdefghijklmnopqrstuvwxyzåäö ", k=4000))


@dataclass
class Line:
    """A desk, the publisher's server, and what has come over the line so far."""

    store: CatalogueStore
    trust: Trust
    server: Server
    publisher: Publisher
    target: int = 0  # bytes of the compressed catalogue that is published now

    def sync(self) -> Any:
        return sync.run(
            self.store,
            self.server.address,
            trust=self.trust,
            index=search.index,
            index_version=search.INDEX_VERSION,
            at=self.publisher.at,
            deadline=15,
        )

    def publish(self, seed: int) -> None:
        """A catalogue that is larger than what is fetched again from its beginning: 100 kB, compressed."""
        dice = random.Random(seed)
        services = [
            structs.replace(each, description="".join(dice.choices(LONG, k=9000))) for each in SMALL.services
        ]
        self.publisher.publish(structs.replace(SMALL, services=services))
        before, self.server.files = self.server.files, self.publisher.files()
        (new,) = (name for name in self.server.files.keys() - before.keys() if name.endswith(".json.gz"))
        self.target = len(self.server.files[new])


@pytest.fixture
def line(publisher: Publisher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Line]:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    texts.use("en")
    store = CatalogueStore(tmp_path / "catalogue.sqlite")
    with serving(trusted_certificate(monkeypatch)) as server:
        server.etag = None
        yield Line(store, Trust(publisher.root, tmp_path / "trust"), server, publisher)
    store.close()
    texts.use("fi")


def test_a_signed_catalogue_that_breaks_off_at_each_tenth_comes_once(line: Line):
    line.publish(1)
    line.server.mood, line.server.cut = "cut", line.target // 10 + 1
    for _tenth in range(9):
        with pytest.raises(KnownError, match="broke off"):
            line.sync()
    assert line.store.installed() is None
    outcome = line.sync()
    assert outcome.verified
    bodies = [size for size in line.server.sent if size > 5000]
    assert (len(bodies), sum(bodies)) == (10, line.target)


def test_a_signed_catalogue_that_is_replaced_meanwhile_is_fetched_whole(line: Line):
    line.publish(1)
    line.server.mood, line.server.cut = "cut", line.target // 2
    with pytest.raises(KnownError, match="broke off"):
        line.sync()
    line.publish(2)
    line.server.mood = "well"
    outcome = line.sync()
    assert outcome.sequence == SMALL.sequence + 1
    assert outcome.wire_bytes > line.target


def test_a_part_that_was_changed_on_the_disk_is_refused_once_and_then_fetched_anew(
    line: Line, tmp_path: Path
):
    line.publish(1)
    line.server.mood, line.server.cut = "cut", line.target // 2
    with pytest.raises(KnownError, match="broke off"):
        line.sync()
    part = tmp_path / "sources" / "incoming" / "part"
    part.write_bytes(part.read_bytes()[:-100] + bytes(100))
    line.server.mood = "well"
    with pytest.raises(KnownError):
        line.sync()
    assert line.store.installed() is None
    assert line.sync().verified


def test_nothing_new_costs_two_small_questions_over_one_connection(line: Line):
    line.publish(1)
    line.sync()
    paths, connections = len(line.server.paths), line.server.connections
    before = line.store.path.read_bytes()
    outcome = line.sync()
    assert outcome.same
    assert len(line.server.paths) - paths <= 2
    assert line.server.connections - connections == 1
    assert 0 < outcome.wire_bytes < 2000
    assert line.store.path.read_bytes() == before


def test_a_server_that_is_busy_says_when_to_come_back(line: Line):
    line.publish(1)
    line.server.mood, line.server.retry_after = "429", "600"
    with pytest.raises(SourceFailed) as refused:
        line.sync()
    assert refused.value.retry_after == timedelta(minutes=10)
