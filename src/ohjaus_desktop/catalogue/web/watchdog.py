"""One total deadline for everything that is asked of a server, and the user's wish to stop.

urllib3 has no total deadline, only one between two bytes. A watchdog therefore ends the connection
when the time is over or the user stops; the reading thread then wakes up with an error.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import Self

from urllib3.exceptions import HTTPError

from ohjaus_desktop.catalogue.patience import LOOKS, Patience


class Watchdog(Patience):
    """Ends every connection when the deadline is over or the user stops."""

    def __init__(self, deadline: float, cancelled: Callable[[], bool]) -> None:
        """deadline: seconds from now."""
        super().__init__(deadline, cancelled)
        self._connections: list[socket.socket] = []
        self._held = threading.Lock()
        self._done = threading.Event()

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

    def connected(self, connect: Callable[[], socket.socket]) -> socket.socket:
        """What ``connect`` gives, watched from now on. Raises its errors and TimeoutError.

        Nothing can interrupt the search for a name; whoever answers too late finds nobody.
        """
        failures = (OSError, HTTPError, ValueError)  # ValueError: a name that no server can have
        found = self.wait_for(connect, fails_with=failures, too_late=socket.socket.close)
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
        while not self._done.wait(LOOKS):
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
