"""The real program on a screen of its own, with keys from a real keyboard driver, and maybe a keyring.

Nothing of it can be asked what it shows: it is known by what it does on the disk, and by resting.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src"
LONGEST_S = 60
REST_S = 0.3
_LOOK_S = 0.04
_AWAY = {
    "DBUS_SESSION_BUS_ADDRESS",
    "OHJAUS_MACHINE_SETTINGS",
    "PYTHON_KEYRING_BACKEND",
    "WAYLAND_DISPLAY",
    "XDG_SESSION_ID",
}


def wait(condition: Callable[[], object], what: str) -> None:
    """Wait for another program's doing; fails saying what did not come."""
    until = time.monotonic() + LONGEST_S
    while not condition():
        assert time.monotonic() < until, f"waited in vain: {what}"
        time.sleep(0.02)


@contextmanager
def x_screen(home: Path) -> Iterator[dict[str, str]]:
    """An X server; gives the environment of its programs, at home in an empty folder."""
    for needed in ("Xvfb", "xdotool"):
        if shutil.which(needed) is None:
            pytest.skip(f"there is no {needed} on this machine")
    home.mkdir(mode=0o700)
    reader, writer = os.pipe()
    # Without -noreset the server begins anew, deaf for a moment, whenever its last client has gone.
    options = ["-screen", "0", "1440x900x24", "-nolisten", "tcp", "-noreset"]
    command = ["Xvfb", "-displayfd", str(writer), *options]
    server = subprocess.Popen(command, pass_fds=[writer], stderr=subprocess.DEVNULL)
    os.close(writer)
    with os.fdopen(reader) as told:
        display = told.readline().strip()
    if not display:
        server.wait(10)
        pytest.skip("the X server program does not start here")
    kept = {name: value for name, value in os.environ.items() if name not in _AWAY}
    try:
        yield kept | {
            "DISPLAY": f":{display}",
            "QT_QPA_PLATFORM": "xcb",
            "PYTHONPATH": str(SOURCE),
            "HOME": str(home),
            "XDG_DATA_HOME": str(home / "data"),
            "XDG_CONFIG_HOME": str(home / "config"),
            "XDG_RUNTIME_DIR": str(home),
            "DBUS_SESSION_BUS_ADDRESS": f"unix:path={home}/no-bus",
            "DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={home}/no-bus",
            "OHJAUS_MACHINE_SETTINGS": str(home / "machine.json"),
        }
    finally:
        server.terminate()
        server.wait(10)


@contextmanager
def keyring_session(screen: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """The same screen with a bus for session and system, on which a real keyring is open."""
    for needed in ("dbus-run-session", "gnome-keyring-daemon"):
        if shutil.which(needed) is None:
            pytest.skip(f"there is no {needed} on this machine")
    pytest.importorskip("secretstorage")
    unlock = "printf password | gnome-keyring-daemon --unlock --components=secrets > /dev/null"
    bus = subprocess.Popen(
        ["dbus-run-session", "--", "sh", "-c", f"{unlock}; echo $DBUS_SESSION_BUS_ADDRESS; cat"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=dict(screen),
        text=True,
    )
    assert bus.stdout is not None
    address = bus.stdout.readline().strip()
    here = {"DBUS_SESSION_BUS_ADDRESS": address, "DBUS_SYSTEM_BUS_ADDRESS": address, "XDG_SESSION_ID": "1"}
    try:
        yield {**screen, **here}
    finally:
        bus.communicate(timeout=10)


@contextmanager
def desktop_that_locks(session: Mapping[str, str]) -> Iterator[Callable[[], None]]:
    """A desktop on the bus of that session; gives what locks its screen."""
    pytest.importorskip("jeepney")
    desktop = subprocess.Popen(
        [sys.executable, str(Path(__file__).parents[1] / "ui" / "fake_session.py")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=dict(session),
        text=True,
    )
    assert desktop.stdin is not None
    assert desktop.stdout is not None
    assert desktop.stdout.readline() == "ready\n"
    typed = desktop.stdin

    def lock() -> None:
        typed.write("hint\n")
        typed.flush()

    try:
        yield lock
    finally:
        desktop.kill()
        desktop.communicate()


class Program:
    """One run of the program, with its window in front and somebody at the keyboard."""

    def __init__(self, environment: Mapping[str, str], data: Path, said: Path) -> None:
        """data: its data folder; said: the file for what it says on its error stream."""
        self._environment, self._said = dict(environment), said
        self.keys_pressed = 0
        command = [sys.executable, "-m", "ohjaus_desktop", "--data-dir", str(data)]
        with said.open("w") as file:
            self.process = subprocess.Popen(
                command, env=self._environment, stderr=file, stdout=file, cwd=said.parent
            )
        self.window = self.find("Ohjaus")
        self.focus(self.window)
        self.rest()

    def find(self, title: str) -> str:
        """Wait for a window with that title."""
        found: list[str] = []

        def look() -> bool:
            self._still_runs()
            found[:] = self._do("search", "--onlyvisible", "--name", f"^{title}$").split()
            return bool(found)

        wait(look, f"a window called {title}")
        return found[0]

    def focus(self, window: str) -> None:
        """Give a window the keys: no window manager runs here that would."""
        self._do("windowfocus", "--sync", window)

    def type(self, words: str, *, delay_ms: int = 8) -> None:
        """Type words; they do not count as keys."""
        self._do("type", "--delay", str(delay_ms), words)

    def press(self, *keys: str) -> None:
        """Press keys one after the other, by their names at xdotool."""
        self.keys_pressed += len(keys)
        self._do("key", "--delay", "8", *keys)

    def rest(self) -> None:
        """Wait until the program has done all that was asked of it: no thread of it works any more."""
        until = time.monotonic() + LONGEST_S
        since, ticks = time.monotonic(), self._ticks()
        while time.monotonic() - since < REST_S:
            assert time.monotonic() < until, "the program never rests"
            self._still_runs()
            time.sleep(_LOOK_S)
            now = self._ticks()
            if now != ticks:
                since, ticks = time.monotonic(), now

    def save_pdf(self, file: Path) -> None:
        """Ctrl+S in the preview, a name, Enter."""
        self.press("ctrl+s")
        dialog = self.find("Tallenna PDF-tiedostoksi")
        self.focus(dialog)
        self.rest()
        self._do("key", "ctrl+a")
        self.type(str(file))
        self.press("Return")
        wait(lambda: file.exists() and file.read_bytes().endswith(b"%%EOF\n"), f"{file.name} is saved")
        self.focus(self.window)
        self.rest()

    def picture(self, file: Path) -> None:
        """What is on the screen, where ImageMagick is there: for the eye, not for a test."""
        if shutil.which("import"):
            subprocess.run(["import", "-window", "root", str(file)], env=self._environment, check=False)

    def quit(self) -> None:
        """Ctrl+Q, and wait until it has ended."""
        self.press("ctrl+q")
        self.process.wait(LONGEST_S)

    def kill(self) -> None:
        """End it as a power cut would: it hears nothing of it."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
        self.process.wait(10)

    @property
    def said(self) -> str:
        """Everything on its error stream."""
        return self._said.read_text()

    def _ticks(self) -> tuple[int, bool]:
        """Processor time used so far, and whether a thread works or waits for the disk just now."""
        used, busy = 0, False
        for thread in Path(f"/proc/{self.process.pid}/task").iterdir():
            try:
                fields = (thread / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue  # a thread that has just ended
            used += int(fields[11]) + int(fields[12])
            busy = busy or fields[0] in "RD"
        return (used, busy) if not busy else (-time.monotonic_ns(), busy)

    def _still_runs(self) -> None:
        if self.process.poll() is None:
            return
        if "xcb-cursor" in self.said and "could not connect to display" not in self.said:
            pytest.skip("Qt's xcb platform misses system libraries here")
        pytest.fail(f"the program ended: {self.said[-2000:]}")

    def _do(self, *words: str) -> str:
        done = subprocess.run(
            ["xdotool", *words], env=self._environment, capture_output=True, text=True, check=False
        )
        return done.stdout
