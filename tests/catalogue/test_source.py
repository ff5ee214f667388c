"""Bytes come from a file or a server, in time and within limits, or a clear sentence says why not."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from misbehaving_server import Server, serving
from ohjaus_desktop import texts
from ohjaus_desktop.catalogue import source
from ohjaus_desktop.catalogue.fetched import SourceFailed, Validators
from ohjaus_desktop.catalogue.web import reader as web
from ohjaus_desktop.errors import Cancelled

BODY = b'{"format": "ohjaus-catalogue"}' * 200


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        running.body = BODY
        yield running


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    texts.use("en")
    yield
    texts.use("fi")


def test_a_path_a_file_address_and_a_server_give_the_same_bytes(tmp_path: Path, server: Server) -> None:
    file = tmp_path / "palvelut ä.json"
    file.write_bytes(BODY)
    for address in (str(file), file.as_uri(), server.address):
        assert source.fetch(address).data == BODY
    assert source.fetch(file.as_uri()).address == source.fetch(str(file)).address == str(file)


def test_a_missing_file_and_a_folder_are_said(tmp_path: Path) -> None:
    with pytest.raises(SourceFailed, match=r"There is no file gone\.json"):
        source.fetch(str(tmp_path / "gone.json"))
    with pytest.raises(SourceFailed, match=r"There is no file catalogue\.json"):
        source.fetch(str(tmp_path))


def test_a_file_is_not_read_past_the_limit(tmp_path: Path) -> None:
    file = tmp_path / "big.json"
    file.write_bytes(b" " * 2000)
    with pytest.raises(SourceFailed, match="larger"):
        source.fetch(str(file), limit=1999)
    assert source.fetch(str(file), limit=2000).data


def test_the_server_is_asked_only_for_news(server: Server) -> None:
    first = source.fetch(server.address)
    assert first.validators.etag == '"1"'
    again = source.fetch(server.address, known=Validators(etag='"1"', last_modified="yesterday"))
    assert again.data is None
    assert server.asked[-1]["If-None-Match"] == '"1"'
    assert server.asked[-1]["If-Modified-Since"] == "yesterday"
    server.etag = '"2"'
    assert source.fetch(server.address, known=first.validators).data == BODY


def test_compressed_answers_are_unpacked(server: Server) -> None:
    server.mood = "gzip"
    assert source.fetch(server.address).data == BODY


@pytest.mark.parametrize(
    ("mood", "sentence"),
    [
        ("304", r"just now \(304\)"),
        ("404", "no catalogue at this address"),
        ("403", r"does not let the program in \(403\)"),
        ("500", r"just now \(500\)"),
        ("503", r"just now \(503\)"),
        ("truncated", "broke off"),
        ("endless", "larger"),
        ("bomb", "larger"),
        ("loop", "on and on"),
    ],
)
def test_a_misbehaving_server_costs_one_clear_sentence(server: Server, mood: str, sentence: str) -> None:
    server.mood = mood
    with pytest.raises(SourceFailed, match=sentence):
        source.fetch(server.address, limit=1_000_000)


def test_a_file_larger_than_the_limit_is_refused_before_it_is_sent(server: Server) -> None:
    with pytest.raises(SourceFailed, match="larger"):
        source.fetch(server.address, limit=100)


@pytest.mark.parametrize("mood", ["slow_headers", "slow_body"])
def test_the_deadline_is_total(server: Server, mood: str) -> None:
    server.mood = mood
    began = time.monotonic()
    with pytest.raises(SourceFailed, match="too slowly"):
        source.fetch(server.address, deadline=0.3)
    assert time.monotonic() - began < 5


@pytest.mark.parametrize("mood", ["slow_headers", "slow_body", "endless"])
def test_the_user_can_stop_at_any_moment(server: Server, mood: str) -> None:
    server.mood = mood
    began = time.monotonic()
    with pytest.raises(Cancelled):
        source.fetch(server.address, cancelled=lambda: time.monotonic() > began + 0.2)
    assert time.monotonic() - began < 5


def test_a_redirect_is_followed_but_not_to_another_kind_of_address(server: Server) -> None:
    server.mood = "redirect"
    assert source.fetch(server.address).data == BODY
    server.location = "file:///etc/passwd"
    with pytest.raises(SourceFailed, match="not protected"):
        source.fetch(server.address)


def test_a_redirect_never_leaves_https_for_http() -> None:
    assert web.onward("https://a.invalid/x", "/y") == "https://a.invalid/y"
    assert web.onward("http://a.invalid/x", "https://b.invalid/") == "https://b.invalid/"
    with pytest.raises(SourceFailed, match="not protected"):
        web.onward("https://a.invalid/x", "http://a.invalid/x")


def test_a_server_on_this_machine_sends_nobody_over_an_open_line() -> None:
    """It is believed without a signature, whoever could have changed what lies elsewhere is not."""
    assert web.onward("http://127.0.0.1:8000/x", "http://localhost/y") == "http://localhost/y"
    assert web.onward("http://a.invalid/x", "http://b.invalid/y") == "http://b.invalid/y"  # signed
    for elsewhere in ("http://a.invalid/x", "//a.invalid/x", "HTTP://192.0.2.1/"):
        with pytest.raises(SourceFailed, match="not protected"):
            web.onward("http://127.0.0.1:8000/x", elsewhere)


def test_progress_goes_from_nothing_to_everything(server: Server) -> None:
    seen: list[float] = []
    source.fetch(server.address, progress=seen.append)
    assert seen == sorted(seen)
    assert seen[-1] == 1.0


def test_the_window_starts_without_the_web_client() -> None:
    code = "import ohjaus_desktop.catalogue.sync, sys; print(*sys.modules)"
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    run = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert not {"urllib3", "truststore", "http.client"} & set(run.stdout.split())
