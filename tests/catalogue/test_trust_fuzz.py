"""Whatever happens to a published folder: the publisher's own bytes are taken, or nothing."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from ohjaus_desktop.catalogue.trust import Trust
from ohjaus_desktop.errors import KnownError
from publisher import Publisher, cheap_keys, renamed

__all__ = ["cheap_keys"]

KINDS = ("timestamp", "snapshot", "targets", "root", "gz")


@pytest.fixture(scope="module")
def publisher(tmp_path_factory: pytest.TempPathFactory, cheap_keys: None) -> Publisher:
    """Two publications and a change of keys: every kind of file lies there more than once."""
    made = Publisher(tmp_path_factory.mktemp("fuzz") / "publisher")
    made.publish()
    made.publish(renamed("Toinen"))
    made.rotate()
    return made


@pytest.fixture
def scratch() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


def taken(trusted: Trust, publisher: Publisher, folder: Path) -> bytes | None:
    """The bytes that a machine takes from the folder; None where it takes nothing."""
    try:
        return trusted.fetch(str(folder), at=publisher.at).data
    except KnownError as error:
        return None if error.what and error.do else b"refused without a sentence"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    kind=some.sampled_from(KINDS),
    which=some.integers(0, 9),
    place=some.floats(0, 1),
    cut=some.integers(0, 40),
    words=some.one_of(
        some.binary(max_size=40),
        some.sampled_from([b"", b"[" * 9000, b"null", b"<html>", b"-1", b"1e999", b'"\\ud800"', b"{}"]),
    ),
)
def test_a_changed_file_is_never_taken(
    publisher: Publisher, scratch: Path, kind: str, which: int, place: float, cut: int, words: bytes
) -> None:
    whole = publisher.files()
    names = sorted(name for name in whole if kind in name)
    name = names[which % len(names)]
    start = int(place * len(whole[name]))
    folder = scratch / "published"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    changed = whole | {name: whole[name][:start] + words + whole[name][start + cut :]}
    for file, data in changed.items():
        (folder / file).write_bytes(data)
    fresh = Trust(whole["1.root.json"], scratch / tempfile.mktemp(dir=scratch))
    assert taken(fresh, publisher, folder) in (None, whole["catalogue.json"])


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(swap=some.tuples(some.integers(0, 99), some.integers(0, 99)))
def test_files_in_each_others_place_are_never_taken(
    publisher: Publisher, scratch: Path, swap: tuple[int, int]
) -> None:
    whole = publisher.files()
    one, other = (sorted(whole)[number % len(whole)] for number in swap)
    folder = scratch / "published"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for file, data in (whole | {one: whole[other], other: whole[one]}).items():
        (folder / file).write_bytes(data)
    fresh = Trust(whole["1.root.json"], scratch / tempfile.mktemp(dir=scratch))
    assert taken(fresh, publisher, folder) in (None, whole["catalogue.json"])


def test_a_place_where_nothing_can_be_remembered_is_said(publisher: Publisher, tmp_path: Path) -> None:
    (tmp_path / "trust").write_bytes(b"a file, where a folder should be")
    with pytest.raises(KnownError, match=str(tmp_path)):
        Trust(publisher.root, tmp_path / "trust").fetch(str(publisher.folder), at=publisher.at)
