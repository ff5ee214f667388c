"""One total deadline for everything that is asked of a server, and the user's wish to stop.

urllib3 has no total deadline, only one between two bytes. A watchdog therefore ends the connection
when the time is over or the user stops; the reading thread then wakes up with an error.
"""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from types import TracebackType
from typing import Self

from urllib3.exceptions import HTTPError

_LOOKS = 0.1  # seconds between two looks


class Watchdog:
    """Ends the connection in use when the deadline is over or the user stops."""

    def __init__(self, deadline: float, cancelled: Callable[[], bool]) -> None:
        """deadline: seconds from now."""
        self._ends = time.monotonic() + deadline
        self._cancelled = cancelled
        self._connections: list[socket.socket] = []
        self._held = threading.Lock()
        self._done = threading.Event()
        self.late = self.stopped = False

    def __enter__(self) -> Self:
        self._thread = threading.Thread(target=self._run, name="fetch watchdog", daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._done.set()
        self._thread.join()
        self._let_go()

    @property
    def left(self) -> float:
        """Seconds until the deadline; a moment at least, because 0 would mean "at once"."""
        return max(0.1, self._ends - time.monotonic())

    def look(self) -> None:
        """Raise TimeoutError when the time is over or the user has stopped."""
        self.stopped = self.stopped or self._cancelled()
        self.late = self.late or time.monotonic() > self._ends
        if self.late or self.stopped:
            raise TimeoutError

    def connected(self, connect: Callable[[], socket.socket]) -> socket.socket:
        """What ``connect`` gives, watched from now on. Raises its errors and TimeoutError.

        It runs in a thread of its own, because nothing can interrupt the search for a name.
        """
        call: Future[socket.socket] = Future()
        threading.Thread(target=_answer, args=(call, connect), name="fetch connect", daemon=True).start()
        answered = threading.Event()
        call.add_done_callback(lambda _call: answered.set())
        try:
            while not answered.wait(_LOOKS):
                self.look()
        except TimeoutError:
            call.add_done_callback(_hang_up)  # whoever answers later finds nobody
            raise
        found = call.result()
        self._watch(found)
        return found

    @property
    def connections(self) -> int:
        """How many were made so far."""
        return len(self._connections)

    def _watch(self, connection: socket.socket) -> None:
        with self._held:
            # A handle of its own: TLS takes the other one over, and may wait for its first word.
            self._connections.append(connection.dup())

    def _run(self) -> None:
        while not self._done.wait(_LOOKS):
            try:
                self.look()
            except TimeoutError:
                self._end()

    def _end(self) -> None:
        """End all of them: one that waited may be in use again."""
        with self._held:
            for connection in self._connections:
                with suppress(OSError):  # closed already
                    connection.shutdown(socket.SHUT_RDWR)

    def _let_go(self) -> None:
        for connection in self._connections:
            connection.close()


def _answer(call: Future[socket.socket], connect: Callable[[], socket.socket]) -> None:
    try:
        call.set_result(connect())
    except (OSError, HTTPError, ValueError) as error:  # ValueError: a name that no server can have
        call.set_exception(error)


def _hang_up(call: Future[socket.socket]) -> None:
    if call.exception() is None:
        call.result().close()
