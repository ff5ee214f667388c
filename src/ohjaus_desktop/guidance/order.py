"""Which of the rows that fit comes first.

By how well the text matches, then by the client's own order: here, comes home, remote, near to
far. Among those that are reached equally well the service that is there for this very need comes
before one that also answers it, and one for few needs before one for many. In danger what is there
for this very danger and asks for no travel comes first, then what is open. A general description,
which nobody is known to provide, comes after the real services that match as well.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ohjaus_desktop.catalogue.navigation import Need
from ohjaus_desktop.guidance.reach import ReachMode
from ohjaus_desktop.guidance.shelf import Shelf, bits
from ohjaus_desktop.guidance.situation import Situation

FEW = 400
"""Up to so many rows it is quicker to sort them than to walk the whole order."""


class Order:
    """The order of the rows for one question."""

    def __init__(
        self,
        shelf: Shelf,
        situation: Situation,
        needs: Sequence[Need] = (),
        *,
        urgent: bool = False,
        sensitive: bool = False,
    ) -> None:
        """needs: those meant. sensitive: shelters come first, mediation and the like last."""
        self._shelf = shelf
        self._situation = situation
        self._main = 0
        for need in needs:
            if need.urgent or not urgent:
                self._main |= shelf.main.get(need.id, 0)
        self._needs = bool(needs)
        self._urgent = urgent
        self._sensitive = sensitive

    def first(self, rows: int, limit: int | None) -> list[int]:
        """The best rows, at most ``limit``; None for all."""
        shelf, match = self._shelf, self._situation.match
        tiers = list(match.tiers) if match else [-1]
        fits = self._situation.outlook.fits
        # Whoever types a whole name means that service, entitled or not: it says why not.
        named = tiers[0] if match else 0
        safe = shelf.shelters & ~named if self._sensitive else 0
        last = shelf.both_together & ~named if self._sensitive else 0
        # A name that only begins like a word of danger ("dö": doktor) never goes before the help for it.
        danger = self._main & ~named & ~safe & ~last if self._urgent and self._sensitive else 0
        parts = [rows & named & fits, rows & named & ~fits, rows & fits & safe, rows & fits & danger]
        parts += [rows & fits & tier & ~named & ~safe & ~last & ~danger for tier in tiers]
        parts += [rows & fits & last, rows & ~fits & ~named]
        found: list[int] = []
        for part in (half for both in parts for half in (both & ~shelf.general, both & shelf.general)):
            left = None if limit is None else limit - len(found)
            if part and left != 0:
                found += self.sorted(part, left)
        return found

    def sorted(self, rows: int, limit: int | None = None) -> list[int]:
        """The rows in the client's own order."""
        outlook, at = self._situation.outlook, self._situation.question.at
        if self._needs:
            return sorted(bits(rows), key=self._key())[:limit]
        if limit is None or rows.bit_count() <= FEW:
            return sorted(bits(rows), key=outlook.rank(at).__getitem__)[:limit]
        flags = rows.to_bytes(len(self._shelf.rows) // 8 + 1, "little")
        found: list[int] = []
        for row in outlook.order(at):
            if flags[row >> 3] >> (row & 7) & 1:
                found.append(row)
                if len(found) == limit:
                    break
        return found

    def _key(self) -> Callable[[int], tuple[int, ...]]:
        outlook, at = self._situation.outlook, self._situation.question.at
        rank, steps, breadth = outlook.rank(at), outlook.steps, self._shelf.breadth
        sights = outlook.sights
        size = len(self._shelf.rows) // 8 + 1
        main = self._main.to_bytes(size, "little")
        is_open = outlook.open_now(at).to_bytes(size, "little") if self._urgent else b""

        def key(row: int) -> tuple[int, ...]:
            general = 1 - (main[row >> 3] >> (row & 7) & 1)
            if self._urgent:
                away = sights[row].reach.mode is ReachMode.TRAVEL
                return general | away, 1 - (is_open[row >> 3] >> (row & 7) & 1), rank[row]
            return steps[row], general, breadth[row], rank[row]

        return key
