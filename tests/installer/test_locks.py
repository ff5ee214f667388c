"""The locks: exact, hashed, for every Python we support, and without an address."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = ("requirements.lock", "requirements-dev.lock")
REQUIREMENT = re.compile(r"^(?P<name>[a-z0-9.-]+)==(?P<version>[^ ;\\]+)(?: ; (?P<marker>[^\\]+))?")


def locked(name: str) -> dict[str, set[str]]:
    """Names and their locked versions."""
    found: dict[str, set[str]] = {}
    for line in (ROOT / "installer" / name).read_text(encoding="utf-8").splitlines():
        requirement = REQUIREMENT.match(line)
        if requirement:
            found.setdefault(requirement["name"], set()).add(requirement["version"])
    return found


def plain(requirement: str) -> str:
    return re.split(r"[^A-Za-z0-9._-]", requirement, maxsplit=1)[0].lower().replace("_", "-")


@pytest.fixture(scope="module")
def project() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_package_has_hashes_and_no_address(name):
    text = (ROOT / "installer" / name).read_text(encoding="utf-8")
    requirements = re.split(r"\n(?=[a-z])", text.strip())

    assert all("--hash=sha256:" in requirement for requirement in requirements)
    assert not re.search(r"https?:|file:|--index|--find-links|\bgit\+", text)


@pytest.mark.parametrize("name", LOCKS)
def test_the_pyside_that_crashes_is_never_locked(name):
    assert "6.12.0" not in locked(name)["pyside6-essentials"]


def test_what_the_project_names_is_locked(project):
    runtime, dev = (locked(name) for name in LOCKS)
    groups = project["dependency-groups"]
    wanted = {plain(one) for one in (*project["project"]["dependencies"], *groups["build"])}
    developers = {plain(one) for one in (*groups["test"], *groups["dev"]) if isinstance(one, str)}

    assert wanted <= runtime.keys(), "renew the lock: see README"
    assert wanted | developers <= dev.keys(), "renew the lock: see README"


def test_both_locks_hold_the_same_versions():
    runtime, dev = (locked(name) for name in LOCKS)

    assert {name: dev.get(name) for name in runtime} == runtime
