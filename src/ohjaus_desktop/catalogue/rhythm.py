"""When to look for a newer catalogue, so that ten thousand desktops do not ask at once.

A catalogue changes a few times a week, and its readers start their machines at eight on a Monday.
Each installation therefore waits a chance of its own: up to a quarter of an hour after the start,
four hours more or less between two looks, and while looks fail anything up to a longest wait that
doubles ("full jitter": it spreads calls better than a fixed wait that varies a little; Marc
Brooker, "Exponential Backoff and Jitter", AWS Architecture Blog, 2015).

Chance here is a hash of the installation's seed and its last look: nothing is read but what is
given. A plan is made once – at the start, after a look, when the network comes back, after sleep –
and kept until then.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import takewhile

SETTLE = timedelta(seconds=10)
"""The window is there first."""
START = timedelta(minutes=15)
"""Within this time after the start, where a look is due."""
BACK_ONLINE = timedelta(minutes=3)
"""Within this time after the network came back, where the last look failed or a look is due."""
EVERY = timedelta(hours=4)
"""Between two looks that went well, and a quarter more or less."""
FIRST_WAIT = timedelta(minutes=30)
"""The longest wait after one failure; it doubles with every further one."""
LONGEST_WAIT = timedelta(hours=6)
"""The longest wait after any number of failures."""
MOST_PATIENCE = timedelta(days=1)
"""No server silences a desktop for longer."""

_LEAST_WAIT = timedelta(minutes=1)  # after a failure, however the dice fall


def next_look(
    history: Sequence[tuple[datetime, bool]],
    *,
    at: datetime,
    seed: int,
    retry_after: timedelta | None = None,
    came_online: bool = False,
) -> datetime:
    """The time of the next look, never before ``at``.

    history: the looks, oldest first, and whether each went well; of earlier days too. at: the
    moment the plan is made, aware. seed: chosen by chance once an installation and kept.
    retry_after: what the server asked for at the last look (``SourceFailed.retry_after``).
    came_online: the network has just come back.
    """
    last, _ok = history[-1] if history else (at, True)
    failures = sum(1 for _look in takewhile(lambda look: not look[1], reversed(history)))
    dice = _Dice(seed, last)
    now, last = at.astimezone(UTC), last.astimezone(UTC)
    if failures:
        due = last + dice.between(_LEAST_WAIT, min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(failures - 1, 10)))
    else:
        due = last + dice.between(EVERY * 0.75, EVERY * 1.25)
    asked = last
    if retry_after is not None:
        patience = min(max(retry_after, timedelta()), MOST_PATIENCE)
        asked = last + patience + dice.between(timedelta(), max(patience / 4, _LEAST_WAIT))
    # A last look in the future: the clock was set back, and that look says nothing about now.
    if not history or last > now or due <= now or (came_online and failures):
        soon = BACK_ONLINE if came_online else START
        due = now + dice.between(SETTLE, soon)
    return max(due, asked if last <= now else now).astimezone(at.tzinfo)


class _Dice:
    """Chance that is the same for the same installation and look."""

    def __init__(self, seed: int, last: datetime) -> None:
        digest = hashlib.sha256(f"{seed} {last.timestamp()}".encode()).digest()
        self._share = int.from_bytes(digest[:8], "big") / 2**64

    def between(self, least: timedelta, most: timedelta) -> timedelta:
        """A time from least to most, all equally likely."""
        return least + (most - least) * self._share
