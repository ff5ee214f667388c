"""What every import lends from the bundled example: the way from a need to a service.

Sources say which services exist; the needs with their words, the kinds of help, the real
helplines, the choices of requests and the radii are kept with the program, so that any region's
catalogue can be searched from the first day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from msgspec import structs

from ohjaus_desktop import paths
from ohjaus_desktop.catalogue import document
from ohjaus_desktop.catalogue.navigation import Activity, Catalogue, Helpline, Need


@dataclass(frozen=True, slots=True)
class Navigation:
    """Needs, kinds of help and helplines as a new catalogue gets them; source: the bundled example."""

    needs: list[Need]
    activities: list[Activity]
    helplines: list[Helpline]
    source: Catalogue

    def lend(self, catalogue: Catalogue) -> Catalogue:
        """The catalogue with this navigation, and with the choices and radii of the same source."""
        return structs.replace(
            catalogue,
            needs=self.needs,
            activities=self.activities,
            helplines=self.helplines,
            choices=self.source.choices,
            radii=self.source.radii,
        )


@cache
def bundled() -> Navigation:
    """The navigation of the bundled example, without what belongs to its invented organizations.

    Read once.
    """
    source = document.read(paths.resource("example-catalogue.json").read_bytes()).catalogue
    helplines = [real for line in source.helplines if (real := _with_real_numbers(line)).phones]
    return Navigation(
        needs=_without_other_helplines(source.needs, helplines),
        activities=source.activities,
        helplines=helplines,
        source=source,
    )


def _with_real_numbers(line: Helpline) -> Helpline:
    """The helpline without the numbers of invented organizations; 116117 has both kinds."""
    # The example's rule: a number of an organization that does not exist begins with 000.
    return structs.replace(line, phones=[one for one in line.phones if not one.number.startswith("000")])


def _without_other_helplines(needs: Sequence[Need], helplines: Sequence[Helpline]) -> list[Need]:
    """The needs, pinning only what the catalogue has."""
    known = {line.id for line in helplines}
    return [
        structs.replace(need, helplines=[id_ for id_ in need.helplines if id_ in known]) for need in needs
    ]
