"""``merge`` and ``needs``: several sources become one, and what people decided stays."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from ohjaus_desktop import disk
from ohjaus_desktop.cli_catalogue import command
from ohjaus_desktop.cli_catalogue.command import Commands
from ohjaus_desktop.errors import KnownError
from ohjaus_desktop.texts import plural, text
from ohjaus_desktop.workplace import now

if TYPE_CHECKING:
    from ohjaus_desktop.publishing.merging.answered import Answered
    from ohjaus_desktop.publishing.merging.merge import Merged, Source
    from ohjaus_desktop.publishing.merging.overlay import Overlay


def add(steps: Commands) -> None:
    """Add merge and needs."""
    merge = command.step(steps, "merge", "make one central file of several", _merge)
    merge.add_argument("files", type=Path, nargs="+", metavar="FILE")
    merge.add_argument("--out", type=Path, required=True, metavar="FILE")
    merge.add_argument("--overlay", type=Path, metavar="OVERLAY.json", help="decisions and corrections")
    merge.add_argument("--previous", type=Path, metavar="FILE", help="the file published before: ids stay")
    merge.add_argument("--suspects", type=Path, metavar="SHEET", help="write suspected duplicates here")
    merge.add_argument("--decisions", type=Path, metavar="SHEET", help="read a filled suspects sheet")
    merge.add_argument("--conflicts", type=Path, metavar="SHEET", help="write where the files disagree")
    needs = command.step(steps, "needs", "show why services answer their needs, and correct it", _needs)
    needs.add_argument("file", type=Path, metavar="FILE")
    needs.add_argument("--out", type=Path, metavar="SHEET", help="write the needs with their reasons here")
    needs.add_argument("--corrections", type=Path, metavar="SHEET", help="read a corrected sheet")
    needs.add_argument("--overlay", type=Path, metavar="OVERLAY.json", help="where the corrections are kept")


def _needs(options: argparse.Namespace) -> int:
    from ohjaus_desktop.publishing import need_sheet
    from ohjaus_desktop.publishing.merging import answered

    catalogue = command.read(options.file).catalogue
    if options.corrections:
        overlay, told = need_sheet.decided(options.corrections, catalogue, read_overlay(options.overlay))
        keep_overlay(overlay, options.overlay, told)
    table = need_sheet.sheet(catalogue)
    if options.out:
        disk.save(options.out, answered.as_file(table, options.out))
    elif not options.corrections:
        for name, owner, needs, why, *_ in table.rows:
            print(f"{name} ({owner}): {why or needs or '–'}")
    lacking = sum(not service.needs for service in catalogue.services)
    print(plural("{number} service has no needs.", "{number} services have no needs.", lacking))
    return 0


def _merge(options: argparse.Namespace) -> int:
    from ohjaus_desktop.publishing.merging import answered, decisions
    from ohjaus_desktop.publishing.merging.merge import Source, merge

    overlay = read_overlay(options.overlay)
    if options.decisions:
        overlay, told = decisions.decided(options.decisions, overlay)
        keep_overlay(overlay, options.overlay, told)
    sources = [Source(file.name, command.read(file).catalogue) for file in options.files]
    previous = command.read(options.previous).catalogue if options.previous else None
    merged = merge(sources, at=now(), overlay=overlay, previous=previous)
    command.write(merged.catalogue, options.out)
    if options.suspects:
        found = answered.as_file(decisions.sheet(merged.suspects), options.suspects)
        disk.save(options.suspects, found)
    if options.conflicts:
        from ohjaus_desktop.publishing.merging.disagreements import sheet

        table = sheet(merged.conflicts, [source.name for source in sources])
        disk.save(options.conflicts, answered.as_file(table, options.conflicts))
    _tell(merged, sources)
    if options.overlay and not options.overlay.exists():
        print(text("There is no overlay {name}: nothing was corrected or decided.", name=options.overlay))
    return 0


def read_overlay(path: Path | None) -> Overlay:
    """The overlay of a file, an empty one where there is none yet. Raises OverlayWrong."""
    from ohjaus_desktop.publishing.merging import overlay

    return overlay.load(path) if path and path.exists() else overlay.Overlay()


def keep_overlay(overlay: Overlay, path: Path | None, told: Answered) -> None:
    """Write the overlay with the answers of a sheet, and tell. Raises KnownError."""
    from ohjaus_desktop.publishing.merging.overlay import written

    if path is None:
        raise KnownError(
            text("There is no overlay to keep the decisions in."), text("Give its file with --overlay.")
        )
    disk.save(path, written(overlay))
    for line in told.wrong:
        print(line)
    print(plural("{number} decision kept.", "{number} decisions kept.", told.number))


def _tell(merged: Merged, sources: list[Source]) -> None:
    for line in merged.notes:
        print(line)
    joined = sum(merged.joined[section] for section in ("organizations", "locations", "services"))
    print(
        plural(
            "{number} service from {files} files.",
            "{number} services from {files} files.",
            len(merged.catalogue.services),
            files=len(sources),
        )
    )
    print(plural("{number} record joined with another.", "{number} records joined with others.", joined))
    print(
        plural(
            "{number} fact on which the files disagree; the first file's stands.",
            "{number} facts on which the files disagree; the first file's stand.",
            len(merged.conflicts),
        )
    )
    print(
        plural(
            "{number} suspected duplicate for a person to decide.",
            "{number} suspected duplicates for a person to decide.",
            len(merged.suspects),
        )
    )
