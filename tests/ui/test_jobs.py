"""Long work beside the window."""

from __future__ import annotations

import threading
import time

from pytestqt.qtbot import QtBot

from ohjaus_desktop.ui.jobs import Jobs


def test_one_thread_stays_the_same_when_everything_before_has_been_waited_for(qtbot: QtBot) -> None:
    jobs, threads = Jobs(one_thread=True), []
    for _ in range(3):
        jobs.start(lambda _progress, _cancelled: threads.append(threading.get_native_id()))
        assert jobs.finish_all()
    assert len(threads) == 3
    assert len(set(threads)) == 1


def test_waiting_ends_when_the_time_is_up_and_the_work_goes_on(qtbot: QtBot) -> None:
    jobs, go, done = Jobs(one_thread=True), threading.Event(), []
    jobs.start(lambda _progress, _cancelled: done.append(go.wait(20)))
    began = time.monotonic()
    assert not jobs.finish_all(50)
    assert time.monotonic() - began < 20
    go.set()
    assert jobs.finish_all()
    assert done == [True]
