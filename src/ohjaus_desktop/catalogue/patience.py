"""How long is waited: until a deadline, or until the user stops; also for what cannot be interrupted."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

LOOKS = 0.1
"""Seconds between two looks at the clock and at the user's wish."""

_T = TypeVar("_T")


class Patience:
    """One total deadline, and the user's wish to stop. late, stopped: which of them came true."""

    def __init__(self, deadline: float, cancelled: Callable[[], bool]) -> None:
        """deadline: seconds from now."""
        self._ends = time.monotonic() + deadline
        self._cancelled = cancelled
        self.late = self.stopped = False

    @property
    def left(self) -> float:
        """Seconds until the deadline; a moment at least, because 0 would mean "at once"."""
        return max(LOOKS, self._ends - time.monotonic())

    def look(self) -> None:
        """Raise TimeoutError when the time is over or the user has stopped."""
        self.stopped = self.stopped or self._cancelled()
        self.late = self.late or time.monotonic() > self._ends
        if self.late or self.stopped:
            raise TimeoutError

    def wait_for(
        self,
        work: Callable[[], _T],
        *,
        fails_with: tuple[type[Exception], ...],
        too_late: Callable[[_T], object],
    ) -> _T:
        """What ``work`` gives, from a thread of its own that is left alone when patience ends.

        fails_with: the errors that it may raise, which are passed on. too_late: gets what it gives
        when nobody waits any more. Raises TimeoutError.
        """
        call: Future[_T] = Future()

        def run() -> None:
            try:
                call.set_result(work())
            except fails_with as error:
                call.set_exception(error)

        answered = threading.Event()
        call.add_done_callback(lambda _call: answered.set())
        threading.Thread(target=run, name="catalogue patience", daemon=True).start()
        try:
            while not answered.wait(LOOKS):
                self.look()
        except TimeoutError:
            call.add_done_callback(lambda late: late.exception() or too_late(late.result()))
            raise
        return call.result()
