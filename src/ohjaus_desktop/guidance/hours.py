"""When is a service open, and when does it open next.

Weekly hours, seasons, exceptions and public holidays in Europe/Helsinki. Hours that nobody
has told us are *unknown*, which is not the same as closed: a client must never be told
"closed" because a record is thin.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class OpenState(StrEnum):
    """What the facts allow us to say."""

    OPEN = "open"
    CLOSED = "closed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Opening:
    """Whether something is open at one moment, and what comes next.

    around_the_clock: it never closes.
    closes_at: when it closes, where it is open and closes; aware, Europe/Helsinki.
    opens_at: when it opens next, where it is closed and that is known; aware.
    by_appointment: the hours hold only at an agreed time.
    """

    state: OpenState
    around_the_clock: bool = False
    closes_at: datetime | None = None
    opens_at: datetime | None = None
    by_appointment: bool = False
