"""The same ways under a real X server: there a window gets its keys as on a worker's desk."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from documents.paper import read
from ohjaus_desktop.guidance.answer import Question
from ohjaus_desktop.paths import DataFolder
from ohjaus_desktop.workplace import Workplace, now

pytestmark = pytest.mark.xvfb

HERE = Path(__file__).parent
SAID = "velka perho"


@pytest.fixture
def screen() -> Iterator[dict[str, str]]:
    """An X server of this test's own; gives the environment of its programs."""
    if shutil.which("Xvfb") is None:
        pytest.skip("there is no X server program (Xvfb) on this machine")
    reader, writer = os.pipe()
    command = [
        "Xvfb",
        "-displayfd",
        str(writer),
        "-screen",
        "0",
        "1440x900x24",
        "-nolisten",
        "tcp",
        "-noreset",
    ]
    server = subprocess.Popen(command, pass_fds=[writer], stderr=subprocess.DEVNULL)
    os.close(writer)
    with os.fdopen(reader) as told:
        display = told.readline().strip()
    if not display:
        server.wait(10)
        pytest.skip("the X server program does not start here")
    yield os.environ | {"DISPLAY": f":{display}", "QT_QPA_PLATFORM": "xcb"}
    server.terminate()
    server.wait(10)


def test_the_ways_hold_in_a_real_window(screen: dict[str, str]) -> None:
    chosen = "fourteen or fields or click or undo or view or f12 or every_letter"
    files = [str(HERE / name) for name in ("test_to_paper.py", "test_new_client.py")]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *files, "-q", "-k", chosen, "-p", "no:cacheprovider"],
        env=screen,
        cwd=HERE.parents[1],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    _skip_without_xcb(done.stdout + done.stderr)
    assert done.returncode == 0, done.stdout[-3000:]


def test_keys_typed_at_full_speed_open_what_the_whole_text_means(
    screen: dict[str, str], tmp_path: Path
) -> None:
    if shutil.which("xdotool") is None:
        pytest.skip("there is no program (xdotool) that types on this machine")
    data = DataFolder(tmp_path / "data")
    with Workplace(data) as workplace:
        expected = workplace.navigator.ask(Question(at=now(), text=SAID)).results[0]
    command = [sys.executable, "-m", "ohjaus_desktop", "--data-dir", str(data.root)]
    source = {"PYTHONPATH": str(HERE.parents[1] / "src")}
    said = tmp_path / "said"
    with said.open("w") as file:
        program = subprocess.Popen(command, env=screen | source, stderr=file, cwd=tmp_path)
    try:
        window = _window(screen, "Ohjaus", lambda: _still_runs(program, said))
        _xdotool(screen, "windowfocus", "--sync", window)
        _xdotool(screen, "type", "--delay", "1", SAID)
        _xdotool(screen, "key", "Return")
        _wait(lambda: bool(_recents(data)), "Enter opens a service")
        assert _recents(data) == [expected.service_id]
        page = tmp_path / "page.pdf"
        _xdotool(screen, "key", "ctrl+p")
        _xdotool(screen, "key", "ctrl+s")
        dialog = _window(screen, "Tallenna PDF-tiedostoksi", lambda: _still_runs(program, said))
        # No window manager runs here that would give a new window the keys.
        _xdotool(screen, "windowfocus", "--sync", dialog)
        _xdotool(screen, "key", "ctrl+a")
        _xdotool(screen, "type", str(page))
        _xdotool(screen, "key", "Return")
        _wait(lambda: page.exists() and page.read_bytes().endswith(b"%%EOF\n"), "the page is saved")
        assert str(dict(expected.name)["fi"]) in read(page.read_bytes())
    finally:
        program.kill()
        program.wait()


def _window(screen: dict[str, str], title: str, still_runs: Callable[[], None]) -> str:
    found: list[str] = []

    def look() -> bool:
        still_runs()
        found[:] = _xdotool(screen, "search", "--onlyvisible", "--name", f"^{title}$").split()
        return bool(found)

    _wait(look, f"a window called {title}")
    return found[0]


def _still_runs(program: subprocess.Popen[bytes], said: Path) -> None:
    if program.poll() is not None:
        _skip_without_xcb(said.read_text())
        pytest.fail(f"the program ended: {said.read_text()[-2000:]}")


def _xdotool(screen: dict[str, str], *words: str) -> str:
    done = subprocess.run(["xdotool", *words], env=screen, capture_output=True, text=True, check=False)
    return done.stdout


def _recents(data: DataFolder) -> list[str]:
    with closing(sqlite3.connect(data.daybook)) as daybook:
        return [row[0] for row in daybook.execute("SELECT service_id FROM recent")]


def _wait(condition: Callable[[], bool], what: str) -> None:
    until = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < until, f"waited in vain: {what}"
        time.sleep(0.05)


def _skip_without_xcb(said: str) -> None:
    if "xcb-cursor" in said or 'platform plugin "xcb"' in said:
        pytest.skip("Qt's xcb platform misses system libraries here")
