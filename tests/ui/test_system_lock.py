"""Nobody at the machine: the system's lock is heard, and still hands are noticed.

The lock is heard on a real, private bus; on one without a bus nothing breaks.
"""

from __future__ import annotations

import os
import select
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QShortcut, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ohjaus_desktop.ui.system_lock import IdleWatch

HERE = Path(__file__).parent
Shown = TypeVar("Shown", bound=QWidget)
SOURCE = HERE.parents[1] / "src"

on_linux = pytest.mark.skipif(
    sys.platform != "linux" or shutil.which("dbus-run-session") is None,
    reason="needs Linux with dbus-run-session, a private message bus",
)


class Desk:
    """A fake desktop and a listening program on one private bus."""

    def __init__(self, environment: dict[str, str]) -> None:
        self._environment = environment
        self.desktop = self._start("fake_session.py")
        assert self.desktop.stdout.readline() == "ready\n"
        self.program = self._start("lock_listener.py")
        assert self.program.stdout.readline() == "hears\n"

    def _start(self, name: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, str(HERE / name)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=self._environment,
        )

    def say(self, *words: str) -> None:
        """Let the desktop say these on the bus."""
        self.desktop.stdin.write("".join(f"{word}\n" for word in words))
        self.desktop.stdin.flush()

    def heard(self) -> str:
        """Wait for the next thing that the program has heard; "" when it hears nothing."""
        ready, _, _ = select.select([self.program.stdout], [], [], 10)
        return "" if not ready else self.program.stdout.readline().strip()

    def heard_in_all(self) -> int:
        """End both; give how often a lock was heard that nobody has asked about yet."""
        self.desktop.communicate(timeout=10)
        rest, _ = self.program.communicate(timeout=10)
        return rest.count("locked")


@pytest.fixture
def private_bus(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of a bus that is this test's own, in place of session and system bus."""
    bus = subprocess.Popen(
        ["dbus-run-session", "--", "sh", "-c", "echo $DBUS_SESSION_BUS_ADDRESS; cat"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    address = bus.stdout.readline().strip()
    yield {
        **os.environ,
        "DBUS_SESSION_BUS_ADDRESS": address,
        "DBUS_SYSTEM_BUS_ADDRESS": address,
        "XDG_SESSION_ID": "1",
        "PYTHONPATH": str(SOURCE),
    }
    bus.communicate(timeout=10)


@pytest.fixture
def desk(private_bus: dict[str, str]) -> Iterator[Desk]:
    made = Desk(private_bus)
    yield made
    for process in (made.desktop, made.program):
        if process.poll() is None:
            process.kill()
        process.wait(timeout=10)
        process.stdin.close()
        process.stdout.close()


@on_linux
@pytest.mark.parametrize("said", ["saver", "gnome", "lock", "hint", "sleep"])
def test_the_systems_own_lock_is_heard(desk: Desk, said: str) -> None:
    desk.say(said)
    assert desk.heard() == "locked"


@on_linux
def test_unlocking_and_the_lock_of_somebody_elses_session_hide_nothing(desk: Desk) -> None:
    desk.say("saver-off", "hint-off", "lock-other", "saver")
    assert desk.heard() == "locked"
    assert desk.heard_in_all() == 0


@on_linux
def test_a_program_that_belongs_to_no_session_hears_the_one_of_its_user(private_bus) -> None:
    del private_bus["XDG_SESSION_ID"]
    desk = Desk(private_bus)
    desk.say("lock")
    assert desk.heard() == "locked"
    desk.heard_in_all()


@on_linux
def test_without_a_bus_nothing_breaks(tmp_path: Path) -> None:
    nowhere = f"unix:path={tmp_path}/no-bus"
    environment = {
        **os.environ,
        "DBUS_SESSION_BUS_ADDRESS": nowhere,
        "DBUS_SYSTEM_BUS_ADDRESS": nowhere,
        "PYTHONPATH": str(SOURCE),
    }
    ended = subprocess.run(
        [sys.executable, str(HERE / "lock_listener.py")],
        check=False,
        input="",
        capture_output=True,
        text=True,
        timeout=20,
        env=environment,
    )
    assert (ended.returncode, ended.stdout) == (0, "deaf\n")


class Clock:
    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds

    def pass_minutes(self, minutes: float) -> None:
        self.seconds += minutes * 60


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def watch(qtbot: QtBot, clock: Clock) -> Iterator[Callable[..., tuple[IdleWatch, list[float]]]]:
    made: list[IdleWatch] = []

    def begin(minutes: float) -> tuple[IdleWatch, list[float]]:
        one = IdleWatch(minutes, clock=clock)
        told: list[float] = []
        one.idle.connect(lambda: told.append(clock.seconds))
        made.append(one)
        return one, told

    yield begin
    for one in made:
        one.close()


@pytest.fixture
def field(qtbot: QtBot) -> QLineEdit:
    """A field in a window of its own, with the keyboard in it."""
    made = QLineEdit()
    qtbot.addWidget(made)
    return in_front(qtbot, made)


def in_front(qtbot: QtBot, made: Shown) -> Shown:
    made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: QGuiApplication.focusWindow() == made.windowHandle())
    return made


def hands(widget: QWidget) -> QWindow:
    """Where the system's own keys and clicks arrive."""
    handle = widget.window().windowHandle()
    assert handle is not None
    return handle


def test_ten_still_minutes_are_told_once(watch, clock) -> None:
    still, told = watch(10)
    clock.pass_minutes(9.9)
    still.look()
    assert told == []
    clock.pass_minutes(0.1)
    still.look()
    still.look()
    assert len(told) == 1


def test_a_key_in_any_field_begins_the_time_anew(watch, clock, field) -> None:
    still, told = watch(10)
    clock.pass_minutes(9)
    QTest.keyClick(hands(field), Qt.Key.Key_A)
    clock.pass_minutes(9)
    still.look()
    assert told == []
    assert field.text() == "a"


def test_a_shortcut_begins_the_time_anew(watch, clock, field) -> None:
    still, told = watch(10)
    pressed: list[bool] = []
    QShortcut(Qt.Key.Key_F9, field).activated.connect(lambda: pressed.append(True))
    clock.pass_minutes(9)
    QTest.keyClick(hands(field), Qt.Key.Key_F9)
    clock.pass_minutes(9)
    still.look()
    assert (pressed, told) == ([True], [])


def test_a_click_begins_the_time_anew(watch, clock, field) -> None:
    still, told = watch(10)
    clock.pass_minutes(9)
    QTest.mouseClick(hands(field), Qt.MouseButton.LeftButton)
    clock.pass_minutes(9)
    still.look()
    assert told == []


def test_a_move_of_the_mouse_begins_the_time_anew(watch, clock, field) -> None:
    still, told = watch(10)
    clock.pass_minutes(9)
    QTest.mouseMove(hands(field), QPoint(3, 3))
    clock.pass_minutes(9)
    still.look()
    assert told == []


def test_a_key_in_a_dialog_that_came_later_begins_the_time_anew(watch, clock, field, qtbot) -> None:
    still, told = watch(10)
    dialog = in_front(qtbot, QDialog(field))
    clock.pass_minutes(9)
    QTest.keyClick(hands(dialog), Qt.Key.Key_A)
    clock.pass_minutes(9)
    still.look()
    assert told == []


def test_what_widgets_tell_each_other_never_reaches_the_watch(watch, field, qtbot, monkeypatch) -> None:
    seen: list[QObject] = []
    monkeypatch.setattr(IdleWatch, "eventFilter", lambda _self, watched, _event: bool(seen.append(watched)))
    watch(10)
    field.setStyleSheet("color: red")
    field.setText("Esimerkki")
    assert seen == []
    QTest.keyClick(hands(field), Qt.Key.Key_A)
    assert set(seen) == {hands(field)}


def test_the_first_key_after_the_machine_slept_hides_before_it_is_typed(watch, clock, field) -> None:
    still, _told = watch(10)
    seen: list[str] = []
    still.idle.connect(lambda: seen.append(field.text()))
    clock.pass_minutes(600)
    QTest.keyClick(hands(field), Qt.Key.Key_A)
    assert seen == [""]


def test_stillness_is_told_again_after_somebody_came_back(watch, clock, field) -> None:
    still, told = watch(5)
    clock.pass_minutes(5)
    still.look()
    QTest.keyClick(hands(field), Qt.Key.Key_A)
    clock.pass_minutes(5)
    still.look()
    assert len(told) == 2


def test_the_timer_itself_looks(qtbot: QtBot) -> None:
    still = IdleWatch(0.001)
    with qtbot.waitSignal(still.idle, timeout=5000):
        pass
    still.close()


def test_a_shorter_limit_counts_at_once(watch, clock) -> None:
    still, told = watch(10)
    clock.pass_minutes(3)
    still.set_minutes(2)
    assert len(told) == 1
