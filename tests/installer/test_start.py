"""The first command on a machine: what it decides before it touches anything."""

from __future__ import annotations

import importlib.util
import io
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

START = Path(__file__).parents[2] / "installer" / "start.py"


@pytest.fixture
def start(tmp_path, monkeypatch) -> ModuleType:
    """The script, at home in a checkout that has locks and nothing else."""
    spec = importlib.util.spec_from_file_location("start", START)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    (tmp_path / "installer").mkdir()
    (tmp_path / "pyproject.toml").write_text("[project]", encoding="utf-8")
    for name in module.LOCKS.values():
        (tmp_path / "installer" / name).write_text("one==1", encoding="utf-8")
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "ENVIRONMENT", tmp_path / ".venv")
    monkeypatch.setattr(module, "PYTHON", tmp_path / ".venv" / "bin" / "python")
    return module


def finish(start: ModuleType, kind: str = "run") -> None:
    start.PYTHON.parent.mkdir(parents=True, exist_ok=True)
    if not start.PYTHON.exists():
        start.PYTHON.symlink_to(sys.executable)
    start.stamp(kind).write_text(start.fingerprint(kind), encoding="utf-8")


@pytest.mark.parametrize("version", [(3, 8, 10), (3, 10, 12), (3, 15, 0)])
def test_another_python_stops_with_a_sentence_in_finnish_and_english(version):
    program = (
        f"import sys; sys.version_info = {version}; sys.argv = ['start.py'];"
        f"exec(compile(open({str(START)!r}, encoding='utf-8').read(), 'start.py', 'exec'))"
    )
    ran = subprocess.run([sys.executable, "-X", "utf8", "-c", program], capture_output=True, check=False)
    said = ran.stderr.decode("utf-8")

    assert ran.returncode == 1
    assert said.startswith("Ohjaus tarvitsee Pythonin 3.11–3.14")
    assert "needs Python 3.11–3.14" in said
    assert "Traceback" not in said


def test_a_finished_environment_is_used_at_once(start):
    finish(start)

    assert start.stamp_fits("run")
    assert not start.stamp_fits("dev")


@pytest.mark.parametrize("changed", ["installer/requirements.lock", "pyproject.toml"])
def test_a_changed_lock_or_project_file_makes_the_environment_catch_up(start, changed):
    finish(start)
    (start.ROOT / changed).write_text("two==2", encoding="utf-8")

    assert not start.stamp_fits("run")


def test_an_upgraded_python_makes_the_environment_catch_up(start, tmp_path):
    finish(start)
    newer = tmp_path / "python-newer"
    newer.touch()
    start.PYTHON.unlink()
    start.PYTHON.symlink_to(newer)

    assert not start.stamp_fits("run")


def test_an_environment_that_was_left_half_made_is_known(start):
    start.PYTHON.parent.mkdir(parents=True)
    start.PYTHON.write_text("", encoding="utf-8")
    start.PYTHON.chmod(0o755)

    assert not start.works()
    assert not start.stamp_fits("run")


def test_a_missing_library_is_noticed(start):
    assert not start.loads("libnosuchthing.so.99")


@pytest.mark.skipif(sys.platform != "linux", reason="apt is a matter of Debian")
def test_without_root_and_without_a_person_the_one_command_is_printed(start, monkeypatch, capsys):
    monkeypatch.setattr(start.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(start.sys, "stdin", io.StringIO())
    monkeypatch.setattr(start.subprocess, "call", lambda *_, **__: pytest.fail("nothing may be run"))

    with pytest.raises(SystemExit) as stopped:
        start.apt_install(["libegl1", "libgl1"])

    assert "sudo apt-get update && sudo apt-get install -y" in str(stopped.value)
    assert "libegl1 libgl1" in str(stopped.value)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux can be without a screen")
def test_a_screen_is_seen_by_its_variable(start, monkeypatch):
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("DISPLAY", ":0")
    assert start.has_screen()
    monkeypatch.delenv("DISPLAY")
    assert not start.has_screen()
