"""Suspected duplicates as a sheet, and a person's answers back into the overlay.

Two records stand side by side in a row. The column "Päätös" takes: sama (one and the same), eri
(two), poista (the second goes), poista 1 (the first goes); Swedish and English words count too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from ohjaus_desktop.publishing.export_sheet import Table
from ohjaus_desktop.publishing.merging.answered import Answered, read_rows
from ohjaus_desktop.publishing.merging.overlay import Overlay
from ohjaus_desktop.publishing.merging.similarity import Side, Suspects
from ohjaus_desktop.texts import current, mark, text

_KINDS = {"organizations": mark("organization"), "services": mark("service")}
_SIDE = (
    mark("Name"),
    mark("Organization"),
    mark("Municipality"),
    mark("Phone"),
    mark("Address"),
    mark("Source"),
    mark("Id"),
)
_DECISIONS = {
    "same": ("sama", "samma", "same"),
    "different": ("eri", "olika", "different"),
    "remove": ("poista", "poista 2", "ta bort", "ta bort 2", "remove", "remove 2"),
    "remove_first": ("poista 1", "ta bort 1", "remove 1"),
}
_MEANING = {word: decision for decision, words in _DECISIONS.items() for word in words}
# The last two columns of each side are its source and id: ids stand where nobody writes.
_DECISION, _FIRST_ID, _SECOND_ID = 1, 9, 16
_COLUMNS = 17


def sheet(suspects: Sequence[Suspects]) -> Table:
    """The pairs as a sheet in the language in use."""
    say = current()
    sides = [f"{say(name)} {number}" for number in (1, 2) for name in _SIDE]
    return Table(
        title=text("Suspected duplicates"),
        headings=(text("Kind"), text("Decision (same, different, remove, remove 1)"), text("Why"), *sides),
        rows=tuple(
            (say(_KINDS[pair.section]), "", "; ".join(pair.reasons), *_cells(pair.one), *_cells(pair.other))
            for pair in suspects
        ),
        language=say.language,
    )


def _cells(side: Side) -> Iterator[str]:
    yield from (
        side.name,
        side.organization,
        side.municipality,
        side.phone,
        side.address,
        side.source,
        side.id,
    )


def decided(path: Path, overlay: Overlay) -> tuple[Overlay, Answered]:
    """The overlay with the answers of a filled sheet.

    Raises SheetUnreadable. The second part tells how many answers there were and what was not
    understood, with its row.
    """
    same, different, removed = [*overlay.same], [*overlay.different], [*overlay.remove]
    wrong: list[str] = []
    number = 0
    for row, cells in read_rows(path, _COLUMNS):
        said = cells[_DECISION].strip().casefold()
        pair = cells[_FIRST_ID].strip(), cells[_SECOND_ID].strip()
        if not said or row == 1:
            continue
        decision = _MEANING.get(said)
        if decision is None or not all(pair):
            wrong.append(
                text(
                    "Row {row}: “{answer}” is not a decision. Write sama, eri, poista or poista 1.",
                    row=row,
                    answer=said or "–",
                )
            )
            continue
        number += 1
        if decision in ("same", "different"):
            taken, other = (same, different) if decision == "same" else (different, same)
            other[:] = [one for one in other if set(one) != set(pair)]
            if pair not in taken:
                taken.append(pair)
        else:
            section = _section(cells[0])
            entry = (section, pair[0] if decision == "remove_first" else pair[1])
            if entry not in removed:
                removed.append(entry)
    result = replace(overlay, same=tuple(same), different=tuple(different), remove=tuple(removed))
    return result, Answered(number, tuple(wrong))


def _section(kind: str) -> str:
    """Organizations where the sheet says so in any language of ours, else services."""
    return "organizations" if kind.strip().casefold().startswith("org") else "services"
