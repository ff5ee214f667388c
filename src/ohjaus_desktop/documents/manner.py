"""How a page speaks to this one client: what comes first, what is left out, how large it is.

It follows from what the worker has ticked under "Ota huomioon". Nothing of it names a barrier or
lets one be guessed: whatever is added is true for anybody who reads the page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ohjaus_desktop.documents.page import Rank, Row

_FIRST = {"money": ("cost", "missed")}
"""Rows that go before all others, by barrier."""
_KEPT = {
    "alone": {"good"},
    "affairs": {"acting"},
    "strength": {"later", "good"},
    "movement": {"access", "good"},
    "distance": {"good"},
    "experiences": {"good", "complaint"},
    "shame": {"good"},
    "unrecognised": {"good"},
}
"""Rows that stay however full the sheet is: they are why it was ticked."""
_NEEDED = {
    "money": {"kela"},
    "unfamiliar": {"say", "needed"},
    "affairs": {"needed", "bring"},
    "strength": {"say"},
    "memory": {"say"},
    "movement": {"journey", "kela"},
    "distance": {"journey", "kela"},
    "shame": {"say"},
}
"""Rows that otherwise are among the first to go where a sheet is full."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How to speak. barriers: ids of ``guidance.barriers``."""

    barriers: frozenset[str] = frozenset()

    def considers(self, *ids: str) -> bool:
        """Whether one of these barriers is there."""
        return not self.barriers.isdisjoint(ids)

    @property
    def large(self) -> bool:
        """Large print is proposed."""
        return self.considers("memory")

    @property
    def short(self) -> bool:
        """Few sentences, one thing at a time."""
        return self.considers("memory", "strength")

    @property
    def neutral(self) -> bool:
        """Neither the sender nor a message gives away what it is about."""
        return self.considers("shame")

    @property
    def describes(self) -> bool:
        """Whether it is told for whom and what for a service is: to some it names what they deny."""
        return not self.considers("shame", "unrecognised")

    def arranged(self, rows: Sequence[Row]) -> list[Row]:
        """The rows of one service in the order for this client, and what they can do without."""
        ranked = [self._ranked(row) for row in rows]
        wanted = [row for row in ranked if not self.short or row.rank <= Rank.USEFUL]
        place = {row.topic: at for at, row in enumerate(wanted)}
        places = [self._place(row, at, place) for at, row in enumerate(wanted)]
        return [wanted[at] for at in sorted(range(len(wanted)), key=places.__getitem__)]

    def _ranked(self, row: Row) -> Row:
        if self.considers(*(id_ for id_, topics in {**_KEPT, **_FIRST}.items() if row.topic in topics)):
            return replace(row, rank=Rank.ESSENTIAL)
        if self.considers(*(id_ for id_, topics in _NEEDED.items() if row.topic in topics)):
            return replace(row, rank=min(row.rank, Rank.NEEDED))
        return row

    def _place(self, row: Row, at: int, place: Mapping[str, int]) -> tuple[float, int]:
        """Where the row stands among the others; where it was, unless the client needs it elsewhere."""
        for id_, topics in _FIRST.items():
            if id_ in self.barriers and row.topic in topics:
                return (-1, topics.index(row.topic))
        if row.topic == "access" and self.considers("movement"):
            return (place.get("where", at) + 0.5, 0)
        if row.topic == "online" and self.considers("digital"):
            return (len(place) + at, 0)
        return (at, 0)


USUAL = Manner()
"""Where nothing is to be considered."""
