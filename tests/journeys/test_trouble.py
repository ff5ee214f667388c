"""Days on which something is broken, full or missing: a sentence, never a traceback, nothing lost."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from msgspec import structs
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from documents.paper import read
from journeys.sight import in_sight
from ohjaus_desktop import app, cli, settings
from ohjaus_desktop.catalogue import document
from ohjaus_desktop.catalogue.navigation import Catalogue
from ohjaus_desktop.daybook.store import Daybook
from ohjaus_desktop.errors import KnownError
from ohjaus_desktop.paths import DataFolder
from ohjaus_desktop.texts import current
from ohjaus_desktop.workplace import Workplace
from small_catalogue import small_catalogue
from worker import Worker

Key = Qt.Key
Open = Callable[..., Worker]
SOURCE = Path(__file__).parents[2] / "src"


def told(worker: Worker) -> str:
    """What the line at the foot of the window says."""
    return worker.window.undo_bar.accessibleName()


@pytest.mark.parametrize("rubbish", [b"", b"\0" * 5000, b"SQLite format 3\0" + b"\xff" * 9000])
def test_a_broken_catalogue_is_made_again(data: DataFolder, open_window: Open, rubbish: bytes) -> None:
    data.catalogue.write_bytes(rubbish)
    worker = open_window()
    worker.type("velka")
    assert worker.listed


def test_damage_deep_in_the_catalogue_is_mended_too(data: DataFolder, open_window: Open) -> None:
    whole = bytearray(data.catalogue.read_bytes())
    for page in range(40, len(whole) // 4096, 5):
        whole[page * 4096 : page * 4096 + 200] = b"\xff" * 200
    data.catalogue.write_bytes(whole)
    worker = open_window()
    worker.type("velka")
    assert worker.listed


def test_a_broken_daybook_is_kept_aside_and_the_work_goes_on(data: DataFolder, open_window: Open) -> None:
    rubbish = b"not a database at all" * 500
    data.daybook.write_bytes(rubbish)
    worker = open_window()
    assert "daybook.sqlite.damaged-1" in told(worker)
    assert (data.root / "daybook.sqlite.damaged-1").read_bytes() == rubbish
    worker.type("velka")
    worker.ctrl(Key.Key_D)
    assert len(worker.window.page.right.tray.ids()) == 1


@pytest.mark.parametrize("way", ["button", "F5"])
def test_a_start_that_failed_is_tried_again_without_a_restart(
    open_window: Open, data: DataFolder, way: str
) -> None:
    data.daybook.unlink(missing_ok=True)
    data.daybook.mkdir()
    worker = open_window()
    worker.type("velka")
    assert worker.window.workplace is None
    assert "Yritä uudelleen" in in_sight(worker.window)
    data.daybook.rmdir()
    if way == "F5":
        worker.press(Key.Key_F5)
    else:
        worker.click(worker.window.undo_bar._accept)
    assert worker.listed
    assert worker.window.undo_bar.isHidden()


@pytest.mark.parametrize("rubbish", [b"", b"{", b"[1, 2]", b"\xff\xfe", b'{"text_scale": "big"}'])
def test_broken_settings_never_stop_the_program(data: DataFolder, rubbish: bytes) -> None:
    data.settings.write_bytes(rubbish)
    effective = settings.load(data.settings, data.root / "none.json")
    assert effective.settings == settings.Settings()
    assert len(effective.problems) == 1
    assert "settings.json" in effective.problems[0]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit for the size of files")
def test_a_full_disk_is_said_and_new_client_still_clears_the_screen(
    worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    import resource

    edge = app._Edge(worker.window.workplace.data)  # type: ignore[union-attr]
    edge.tell = worker.window.tell_error
    told_errors: list[BaseException] = []

    def meet(kind: type[BaseException], error: BaseException, trace: object) -> None:
        told_errors.append(error)
        edge(kind, error, None)

    monkeypatch.setattr(sys, "excepthook", meet)
    worker.type("velka perho")
    worker.ctrl(Key.Key_D)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1, before[1]))
        with worker.qtbot.capture_exceptions():
            worker.window.desks.act("new_client")  # type: ignore[union-attr]
    except KnownError as error:
        meet(type(error), error, None)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, ignored)
    assert "Levy on täynnä" in told(worker)
    assert worker.window.page.search.words.text() == ""
    assert len(told_errors) == 1


def test_a_data_folder_that_cannot_be_made_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("in the way")
    assert cli.main(["--data-dir", str(tmp_path / "file" / "data"), "find", "velka"]) == 1
    said = capsys.readouterr().err
    assert said.startswith("Tietokansiota")
    assert "Traceback" not in said


def test_two_starts_at_once_make_one_window(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "ohjaus_desktop", "--data-dir", str(tmp_path / "data")]
    there = os.environ | {"PYTHONPATH": str(SOURCE), "QT_QPA_PLATFORM": "offscreen"}
    first = subprocess.Popen(command, env=there)
    second = subprocess.Popen(command, env=there)
    try:
        ended = _first_to_end(first, second)
        assert ended.returncode == 0
        assert {first.poll(), second.poll()} == {0, None}
    finally:
        for program in (first, second):
            program.kill()
            program.wait()
    # The window was killed: what it left behind does not keep the next one from opening.
    third = subprocess.Popen(command, env=there)
    try:
        with pytest.raises(subprocess.TimeoutExpired):
            third.wait(2)
    finally:
        third.kill()
        third.wait()


def _first_to_end(*programs: subprocess.Popen[bytes]) -> subprocess.Popen[bytes]:
    for _ in range(600):
        for program in programs:
            try:
                program.wait(0.05)
            except subprocess.TimeoutExpired:
                continue
            return program
    pytest.fail("no second start has ended")


def test_the_window_notices_what_another_program_has_installed(
    worker: Worker, data: DataFolder, tmp_path: Path
) -> None:
    newer = tmp_path / "newer.json"
    newer.write_bytes(document.write(small_catalogue()))
    worker.type("ystävä perho")
    command = [sys.executable, "-m", "ohjaus_desktop", "--data-dir", str(data.root), "sync"]
    there = os.environ | {"PYTHONPATH": str(SOURCE)}
    desk = worker.window.desks.sync  # type: ignore[union-attr]
    with worker.qtbot.waitSignal(desk.changed, timeout=30_000):
        subprocess.run([*command, "--source", str(newer)], env=there, check=True)
    assert worker.listed[0] == "Ystävätoiminta Perho"
    assert worker.window.page.search.words.text() == "ystävä perho"


ODD = [
    "x" * 100_000,
    "😀" * 9_000,
    "مرحبا " * 5_000,
    "a\0b",
    '"velka* NEAR(a) OR -b:c ^',
    "%_\\'--;",
    "\u202evelka\u202c",
]


@pytest.mark.parametrize("words", ODD, ids=["long", "emoji", "arabic", "nul", "fts", "sql", "turned"])
def test_whatever_is_pasted_is_answered(worker: Worker, words: str) -> None:
    worker.window.page.search.words.setText(words)
    worker.press(Key.Key_Return)
    seen = in_sight(worker.window.page)
    assert worker.listed or "ei löyt" in seen
    worker.window.page.search.words.setText("velka")
    assert worker.listed


def test_twenty_chosen_services_are_all_printed(worker: Worker) -> None:
    tray = worker.window.page.right.tray
    worker.type("neuvonta")
    for _ in range(20):
        worker.ctrl(Key.Key_D)
        worker.press(Key.Key_Down)
    assert len(tray.ids()) == 20
    tray.print_wanted.emit()
    worker.press(Key.Key_Return)
    words = read(worker.printer.pages[0])
    workplace = worker.window.workplace
    assert workplace is not None
    for id_ in tray.ids():
        service = workplace.store.service(id_)
        assert service is not None
        assert current().name(service.name) in words


def _english_only() -> Catalogue:
    small = small_catalogue()
    services = [structs.replace(one, name={"en": f"Service {n}"}) for n, one in enumerate(small.services)]
    return structs.replace(small, services=services, default_language="en")


@pytest.mark.parametrize(
    "made",
    [
        lambda: structs.replace(small_catalogue(), services=[], notices=[]),
        lambda: structs.replace(small_catalogue(), needs=[], activities=[], helplines=[], services=[]),
        _english_only,
    ],
    ids=["no-services", "no-needs", "only-english"],
)
def test_a_strange_catalogue_still_has_a_way(
    data: DataFolder, open_window: Open, tmp_path: Path, made: Callable[[], Catalogue]
) -> None:
    file = tmp_path / "strange.json"
    file.write_bytes(document.write(made()))
    assert cli.main(["--data-dir", str(data.root), "sync", "--source", str(file), "--accept"]) == 0
    worker = open_window(home_municipality="584")
    assert "112" in in_sight(worker.window)
    worker.type("service")
    worker.press(Key.Key_Return)
    seen = in_sight(worker.window.page)
    assert worker.shown.startswith("Service") or "ei löyt" in seen or "ei ole vielä" in seen


def test_a_place_that_does_not_exist_is_said(worker: Worker) -> None:
    search = worker.window.page.search
    worker.type("velka")
    worker.press(Key.Key_Tab)
    worker.type("qwertyla")
    worker.press(Key.Key_Return)
    assert "qwertyla" in told(worker)
    assert worker.window.guide.answer.place is None
    worker.press(Key.Key_Tab)
    assert search.place.text() == ""


def test_what_is_pasted_for_a_place_by_mistake_leaves_room_for_the_work(worker: Worker) -> None:
    worker.type("velka")
    worker.press(Key.Key_Tab)
    QApplication.clipboard().setText("kokonainen sivu " * 700)
    worker.ctrl(Key.Key_V)
    worker.press(Key.Key_Return)
    assert "kokonainen sivu" in told(worker)
    assert worker.window.undo_bar.height() < 100
    QApplication.clipboard().clear()


def test_blanks_typed_over_a_place_take_it_away(worker: Worker) -> None:
    worker.type("velka")
    worker.press(Key.Key_Tab)
    worker.type("perho")
    worker.press(Key.Key_Return)
    worker.window.page.search.place.setFocus()
    worker.type("  ")
    worker.press(Key.Key_Return)
    assert worker.window.page.search.place.text() == ""
    assert worker.window.guide.answer.place is None


def test_a_place_that_was_typed_counts_without_enter(worker: Worker) -> None:
    worker.type("velka")
    worker.press(Key.Key_Tab)
    worker.type("perho")
    worker.press(Key.Key_Tab)
    assert worker.window.guide.answer.place is not None
    assert worker.window.guide.answer.place.name == "Perho"


@pytest.mark.parametrize(
    ("typed", "age"),
    [
        ("0", 0),
        ("120", 120),
        ("121", None),
        ("-5", None),
        ("vanha", None),
        ("²", None),
        pytest.param("1" * 5000, None, id="a-paste-of-digits"),
    ],
)
def test_an_age_at_the_edge_is_taken_or_left(worker: Worker, typed: str, age: int | None) -> None:
    worker.type("velka")
    worker.window.page.search.age.setEditText(typed)
    assert worker.window.guide.question.age == age
    assert worker.listed


def test_the_daybook_of_a_newer_program_is_left_alone(data: DataFolder) -> None:
    Daybook(data.daybook).close()
    with closing(sqlite3.connect(data.daybook)) as newer:
        newer.execute("PRAGMA user_version = 99")
    with pytest.raises(KnownError, match="uudemmalla"):
        Workplace(data)
