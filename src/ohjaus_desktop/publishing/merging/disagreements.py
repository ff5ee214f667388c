"""Where the files disagree, as a sheet that a person can look through."""

from __future__ import annotations

from collections.abc import Sequence

from ohjaus_desktop.publishing.export_sheet import Table
from ohjaus_desktop.publishing.merging.joining import Conflict
from ohjaus_desktop.texts import current, text


def sheet(conflicts: Sequence[Conflict], names: Sequence[str]) -> Table:
    """One row a disagreement. names: of the files, in the order of the merge."""
    say = current()
    return Table(
        title=text("Disagreements"),
        headings=(
            text("Name"),
            text("Field"),
            text("Stands"),
            text("From"),
            text("Other"),
            text("From"),
            text("Id"),
        ),
        rows=tuple(
            (
                say.name(one.name),
                f"{one.section}.{one.field}",
                one.kept,
                names[one.kept_source],
                one.other,
                names[one.other_source],
                one.id,
            )
            for one in conflicts
        ),
        language=say.language,
    )
