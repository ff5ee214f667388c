"""``ohjaus unmet``: needs for which nothing suitable was found, half a year at a time, without a window.

No number under five is told: see ``daybook/unmet/overview.py``.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from ohjaus_desktop import disk, paths
from ohjaus_desktop.daybook.unmet.periods import Half
from ohjaus_desktop.daybook.unmet.told import Part, Told, as_csv
from ohjaus_desktop.texts import current
from ohjaus_desktop.workplace import Workplace, now

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - it has no other name


def add(commands: Commands) -> None:
    """Add ``unmet`` to the command line."""
    command = commands.add_parser("unmet", help="tell for which needs nothing suitable was found")
    command.add_argument(
        "--half", metavar="YEAR-1|YEAR-2", help="January–June or July–December; else the running one"
    )
    form = command.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print one JSON object")
    form.add_argument("--csv", action="store_true", help="print a table for a spreadsheet program")
    command.add_argument("--out", type=Path, metavar="FILE", help="write it into a file")
    command.set_defaults(run=_unmet)


def _unmet(options: argparse.Namespace, data: paths.DataFolder) -> int:
    today = now().date()
    half = Half.parse(options.half) if options.half else Half.of(today)
    with Workplace(data) as workplace:
        workplace.daybook.unmet.forget_old(today)
        made = workplace.unmet(half)
        told = workplace.told_unmet(made, current())
    if options.json:
        written = json.dumps(asdict(made) | {"half": half.id}, ensure_ascii=False, default=str) + "\n"
    elif options.csv:
        written = as_csv(told, current())
    else:
        written = "\n".join(_lines(told)) + "\n"
    if options.out is None:
        print(written, end="")
    else:
        # With its mark spreadsheet programs take it for UTF-8; other programs would stumble over it.
        disk.save(options.out, written.encode("utf-8-sig" if options.csv else "utf-8"))
    return 0


def _lines(told: Told) -> Iterator[str]:
    yield f"{told.title}, {told.period}: {told.total}"
    for topic in told.topics:
        yield f"{topic.name}: {topic.number}"
        yield from (f"  {line}" for part in topic.parts for line in _part(part))
        yield from (f"  {sentence}" for sentence, _service in topic.came)
    for part in told.rest:
        yield from _part(part)
    yield from told.rules


def _part(part: Part) -> Iterator[str]:
    yield f"{part.heading}: " + ", ".join(f"{name} {number}" for name, number in part.rows)
