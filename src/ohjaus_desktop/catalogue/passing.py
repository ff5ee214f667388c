"""The records of a central file as they pass: each judged, freed of dead links, and let go.

One bad record costs itself and nothing else. No more than one record is held at a time: a file of
100,000 services must not need more memory than its own bytes. What a record may point to is known
before it passes; where it points to one that comes later, it waits until all the others have passed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

import msgspec
from msgspec import Raw

from ohjaus_desktop.catalogue import links, rules, unknown
from ohjaus_desktop.catalogue.opening import NOT_DECODED, Opened
from ohjaus_desktop.catalogue.problems import Problem, ProblemKind, RuleBroken, name_of, reason_for
from ohjaus_desktop.catalogue.sections import SECTIONS, key
from ohjaus_desktop.texts import mark

RECORD_LIMIT = 1024 * 1024
"""The largest record that is read, bytes; a real one has some thousand."""
MOST_PROBLEMS = 1_000
"""How many problems a sync keeps to show; the others are counted."""
_MOST_STRANGE = 1_000

ORDER = (
    "activities", "organizations", "locations", "needs", "helplines", "services", "notices", "choices",
    "radii",
)  # fmt: skip
"""Lists that are pointed to pass before those that point to them, as far as that is possible."""

_DECODERS: Mapping[str, msgspec.json.Decoder[Any]] = {
    name: msgspec.json.Decoder(type_) for name, type_ in SECTIONS.items()
}

HasOlder = Callable[[str, str], bool]
"""Whether an older version of a record, by section and id, is installed."""


class Passed(NamedTuple):
    """A record that can be used. place: in the list, from 0, as the file has it."""

    section: str
    place: int
    id: str
    record: Any


class _Label(msgspec.Struct):
    """Enough of a bad record to say which one it is."""

    id: object = ""
    municipality: object = ""
    name: object = ""
    title: object = ""


class Problems:
    """What was wrong: the first ``most`` are kept, all are counted by kind and section."""

    def __init__(self, most: int | None) -> None:
        self._most = most
        self._kept: list[Problem] = []
        self.counts: Counter[tuple[ProblemKind, str]] = Counter()

    def add(self, problem: Problem) -> None:
        """One more."""
        self.counts[problem.kind, problem.section] += 1
        if self._most is None or len(self._kept) < self._most:
            self._kept.append(problem)

    def by_kind(self) -> dict[str, int]:
        """How many there were of each kind."""
        found: Counter[str] = Counter()
        for (kind, _section), number in self.counts.items():
            found[kind.value] += number
        return dict(found)

    def kept(self) -> tuple[Problem, ...]:
        """Those that are kept, in the order of the file's lists."""
        order = {section: place for place, section in enumerate(SECTIONS)}
        return tuple(sorted(self._kept, key=lambda problem: order[problem.section]))


class Passing:
    """One way through the records of a file.

    ids: of the records that may be pointed to, by section. left_out: section and id of those that
    were quarantined while an older version is installed, and that no other record replaces.
    """

    def __init__(
        self, opened: Opened, has_older: HasOlder = lambda _section, _id: False, most: int | None = None
    ) -> None:
        """most: how many problems are kept; None: all."""
        self._opened, self._has_older = opened, has_older
        self.problems = Problems(most)
        self.strange = set(opened.strange)
        self.ids: dict[str, set[str]] = {section: set() for section in SECTIONS}
        self.left_out: set[tuple[str, str]] = set()
        self._complete: set[str] = set()
        sizes = {section: memoryview(raw).nbytes for section, raw in opened.parts.items()}
        self._sizes = {section: sizes.get(section, 0) for section in ORDER}
        self._before = self._here = 0.0
        self._business_ids = rules.BusinessIds(self.problems.add)

    @property
    def share(self) -> float:
        """How much of the file has passed, 0 to 1."""
        return min(1.0, (self._before + self._here) / max(1, sum(self._sizes.values())))

    def records(self) -> Iterator[Passed]:
        """Every record that can be used, once, list by list. Raises CatalogueRefused."""
        waiting: list[tuple[str, list[Raw], list[int]]] = []
        for section in ORDER:
            items = self._opened.records(section)
            later: list[int] = []
            yield from self._section(section, items, later)
            self._complete.add(section)
            self._before, self._here = self._before + self._sizes[section], 0.0
            if later:
                waiting.append((section, items, later))
        for section, items, indexes in waiting:
            for index in indexes:
                record = self._read(section, items[index])
                yield Passed(section, index, key(section, record), self._linked(section, index, record))

    def _section(self, section: str, items: list[Raw], later: list[int]) -> Iterator[Passed]:
        """later: gets the indexes of the records that point to what has not passed yet."""
        own_ids: set[str] = set()
        known, ahead, ends = self.ids[section], self._ahead(section), links.ends(section, self.ids)
        each = self._sizes[section] / max(1, len(items))
        for index, item in enumerate(items):
            if index % 500 == 0:
                self._here = index * each
            try:
                record = self._read(section, item)
            except RuleBroken as broken:
                self._quarantine(section, index, item, broken)
                continue
            if (own := key(section, record)) in own_ids:
                reason = mark("Its id was used before in the file; the first record stays.")
                self._say(ProblemKind.DUPLICATE, section, index, reason, own, record)
                continue
            own_ids.add(own)
            known.add(own)
            if self.left_out:
                self.left_out.discard((section, own))
            if section == "organizations":
                record = self._business_ids.check(index, record)
            if links.are_whole(record, ends):
                yield Passed(section, index, own, record)
            elif any(
                getattr(record, outer) and links.is_missing(record, field, self.ids[target])
                for outer, field, target in ahead
            ):
                later.append(index)
            else:
                yield Passed(section, index, own, self._linked(section, index, record))

    def _quarantine(self, section: str, index: int, item: Raw, broken: RuleBroken) -> None:
        id_, name = _label(section, item)
        path = f"{section}[{index}]{broken.path}"
        self.problems.add(
            Problem(ProblemKind.QUARANTINED, path, broken.reason, broken.detail[:500], id_, name)
        )
        if id_ and id_ not in self.ids[section] and self._has_older(section, id_):
            self.ids[section].add(id_)
            self.left_out.add((section, id_))

    def _read(self, section: str, item: Raw) -> Any:
        raw = bytes(item)
        if len(raw) > RECORD_LIMIT:
            raise RuleBroken(mark("The record is too large."), "", f"{len(raw)} bytes")
        try:
            record = self._decode(section, raw)
        except NOT_DECODED as error:
            cause, _, at = str(error).partition(" - at `$")
            raise RuleBroken(reason_for(cause), at.rstrip("`"), cause) from error
        record = rules.with_name_in_one_line(record)
        rules.check(record, raw)
        return record

    def _decode(self, section: str, raw: bytes) -> Any:
        try:
            return _DECODERS[section].decode(raw)
        except msgspec.ValidationError as error:
            if unknown.SIGN not in str(error):
                raise
        type_ = SECTIONS[section]
        plain = unknown.take_out(msgspec.json.decode(raw), type_, f"{section}[]", self.strange)
        if len(self.strange) > _MOST_STRANGE:
            self.strange = set(sorted(self.strange)[:_MOST_STRANGE])
        return msgspec.convert(plain, type_)

    def _ahead(self, section: str) -> list[tuple[str, str, str]]:
        """The fields of a section that point to lists that have not passed as a whole."""
        targets = links.LINKS.get(section, {}).items()
        return [
            (field.partition(".")[0], field, target)
            for field, target in targets
            if target not in self._complete
        ]

    def _linked(self, section: str, index: int, record: Any) -> Any:
        record, missing = links.without_orphans(section, record, self.ids)
        if not missing:
            return record
        reason = mark("It refers to a record that is not in the file; the link was dropped.")
        for path, end in missing:
            self._say(ProblemKind.LINK, section, index, reason, end, record, f".{path}")
        return record

    def _say(
        self,
        kind: ProblemKind,
        section: str,
        index: int,
        reason: str,
        detail: str,
        record: Any,
        path: str = "",
    ) -> None:
        own = str(getattr(record, "id", ""))
        name = name_of(getattr(record, "name", ""))
        self.problems.add(Problem(kind, f"{section}[{index}]{path}", reason, detail, own, name))


def _label(section: str, item: Raw) -> tuple[str, str]:
    try:
        label = msgspec.json.decode(item, type=_Label)
    except NOT_DECODED:
        return "", ""
    own = label.municipality if section == "radii" else label.id
    return (own if isinstance(own, str) else "")[:64], name_of(label.name or label.title)
