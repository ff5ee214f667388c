"""The needs of every service with their reasons as a sheet, and a person's corrections back.

A row a service: its needs as ids, why, and a column to correct them. A correction is the whole list
of needs, separated by commas; "-" takes all of them away. It goes into the overlay, so that the
next import keeps it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from msgspec import structs

from ohjaus_desktop.catalogue.model import Service
from ohjaus_desktop.catalogue.navigation import Catalogue
from ohjaus_desktop.publishing.export_sheet import Table
from ohjaus_desktop.publishing.merging.answered import Answered, read_rows
from ohjaus_desktop.publishing.merging.overlay import WAS, Overlay, corrected
from ohjaus_desktop.publishing.need_assignment import NeedAssignment, protected
from ohjaus_desktop.texts import current, text

_CORRECTION, _ID, _COLUMNS = 4, 5, 6
_NONE = "-"


def sheet(catalogue: Catalogue) -> Table:
    """Every service with its needs, in the language in use; those without needs first."""
    say = current()
    assignment = NeedAssignment(catalogue.needs)
    owners = {one.id: say.name(one.name) for one in catalogue.organizations}
    ordered = sorted(catalogue.services, key=lambda one: (bool(one.needs), say.name(one.name)))
    return Table(
        title=text("Needs"),
        headings=(
            text("Service"),
            text("Organization"),
            text("Needs"),
            text("Why"),
            text("Correction (needs by id, separated by commas; - for none)"),
            text("Id"),
        ),
        rows=tuple(
            (
                say.name(one.name),
                owners.get(one.organization_id or "", ""),
                ", ".join(one.needs),
                _why(one, assignment),
                "",
                one.id,
            )
            for one in ordered
        ),
        language=say.language,
    )


def _why(service: Service, assignment: NeedAssignment) -> str:
    reasons = {one.need: one.sentence(current()) for one in assignment.reasons(service)}
    given = text("given by its publisher or a correction")
    return "; ".join(f"{need}: {reasons.get(need, given)}" for need in service.needs)


def decided(path: Path, catalogue: Catalogue, overlay: Overlay) -> tuple[Overlay, Answered]:
    """The overlay with the corrections of a filled sheet.

    Raises SheetUnreadable. What names an unknown need or service is told of with its row.
    """
    known = {need.id for need in catalogue.needs if need.parent_id}
    sensitive = {need.id for need in catalogue.needs if need.sensitive}
    services = {one.id: one for one in catalogue.services}
    patches: dict[str, dict[str, Any]] = {}
    wrong: list[str] = []
    for row, cells in read_rows(path, _COLUMNS):
        said = cells[_CORRECTION].strip()
        if not said or row == 1:
            continue
        needs = [] if said == _NONE else [one.strip() for one in said.split(",") if one.strip()]
        service = services.get(cells[_ID].strip())
        strange = [need for need in needs if need not in known]
        if service is None:
            wrong.append(text("Row {row}: the service is not in the catalogue.", row=row))
        elif strange:
            wrong.append(text("Row {row}: there is no need {need}.", row=row, need=", ".join(strange)))
        elif needs != service.needs:
            patches[service.id] = _patch(service, needs, sensitive)
    return corrected(overlay, "services", patches), Answered(len(patches), tuple(wrong))


def _patch(service: Service, needs: list[str], sensitive: set[str]) -> dict[str, Any]:
    """The correction; marks that came with the old needs alone go with them."""
    bare = structs.replace(service, sensitive=False, hide_address=False)
    then, now = protected(bare, sensitive), protected(structs.replace(bare, needs=needs), sensitive)
    marks = {
        field: getattr(now, field)
        for field in ("sensitive", "hide_address")
        if getattr(then, field) and not getattr(now, field)
    }
    return {"needs": needs, **marks, WAS: {"needs": service.needs}}
