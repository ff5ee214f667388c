"""A server in TLS and a desk that has its catalogue."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from misbehaving_server import Server, serving, trusted_certificate
from ohjaus_desktop import texts
from unmoved_desk import NEW, OLD, Desk, install


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Path]]:
    """A good server in TLS, and a folder with its catalogue installed."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("http_proxy", "https_proxy", "all_proxy"):
            patch.delenv(name, raising=False)
            patch.delenv(name.upper(), raising=False)
        with serving(trusted_certificate(patch)) as server:
            texts.use("en")
            server.body, folder = OLD, tmp_path_factory.mktemp("installed")
            install(folder / "catalogue.sqlite", server.address).close()
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
