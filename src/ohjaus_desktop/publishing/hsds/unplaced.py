"""What HSDS told and the central file has no place for, field by field."""

from __future__ import annotations

from ohjaus_desktop.publishing.hsds.findings import Findings
from ohjaus_desktop.publishing.hsds.names import IDENTIFIED, PARENTS, PERSONAL, USED
from ohjaus_desktop.publishing.hsds.tables import Tables
from ohjaus_desktop.publishing.hsds.wording import one_line

_PLACELESS_CONTACTS = ("location", "service_at_location")
"""Objects whose contacts the central file does not keep."""


def count(tables: Tables, findings: Findings) -> None:
    """Count every field that was filled in and not used."""
    for kind, objects in tables.objects.items():
        if kind not in USED:
            findings.fields[kind] += len(objects)
            continue
        for row in objects.values():
            _count_fields(kind, row, findings)
    homeless = dict(tables.homeless)
    for (owner, id_), parts in tables.parts.items():
        there = owner not in IDENTIFIED or id_ in tables.of(owner)
        for kind, rows in parts.items():
            if not there:
                homeless[kind] = homeless.get(kind, 0) + len(rows)
            elif kind not in USED or (kind == "contact" and owner in _PLACELESS_CONTACTS):
                findings.fields[f"{owner}.{kind}"] += len(rows)
            else:
                for row in rows.values():
                    _count_fields(kind, row, findings)
    findings.homeless.update(homeless)
    findings.differing += [
        f"{kind}: {one_line(tables.of(kind)[id_].get('name')) or id_}"
        for kind, id_ in sorted(tables.differing)
    ]


def _count_fields(kind: str, row: dict[str, object], findings: Findings) -> None:
    known = USED[kind] | PERSONAL.get(kind, frozenset()) | PARENTS.keys() | {"id"}
    for name in row.keys() - known:
        findings.fields[f"{kind}.{name}"] += 1
