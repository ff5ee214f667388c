"""From files to tables: which file holds what, whatever it is wrapped in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ohjaus_desktop.publishing.hsds import files
from ohjaus_desktop.publishing.hsds.files import HsdsUnreadable
from ohjaus_desktop.publishing.hsds.findings import NAMED, Findings
from ohjaus_desktop.publishing.hsds.names import PARENTS, USED, kind_by_fields, kind_of
from ohjaus_desktop.publishing.hsds.tables import Tables
from ohjaus_desktop.texts import plural, text

_PACKAGE = "datapackage.json"
_WRAPPINGS = ("contents", "content", "items", "results", "data", "records", "value", "hits", "_embedded")
"""What the APIs of publishers call the list in a page."""
_ABOUT_API = frozenset({"version", "profile", "openapi_url"})


def gather(path: Path, findings: Findings) -> Tables:
    """Read everything of HSDS in a file, a folder or an archive.

    Says in ``findings`` what could not be read. Raises HsdsUnreadable when nothing is left.
    """
    found = [*files.contents(path)]
    listed = _Package.of(found, findings)
    tables = Tables()
    known = False
    for name, data in found:
        if name.rsplit("/", 1)[-1].lower() == _PACKAGE:
            known = _inline(data, tables) or known
            continue
        kind = listed.get(name) or kind_of(name)
        try:
            taken = (
                _take_table(data, kind, tables)
                if files.is_table(name)
                else _take_json(name, data, kind, tables, findings)
            )
        except files.NOT_DECODED:
            findings.files.append(text("{name}: cannot be read as CSV or JSON.", name=name))
            continue
        if not taken:
            findings.files.append(text("{name}: no records of HSDS.", name=name))
        known = known or taken
    if not known:
        raise HsdsUnreadable(
            text("There is no HSDS data in {name}.", name=path.name),
            text("Choose a JSON or CSV file of HSDS, a data package (zip), or a folder of such files."),
        )
    return tables


class _Package:
    """The description of a tabular data package: which file holds which table."""

    @staticmethod
    def of(found: list[tuple[str, bytes]], findings: Findings) -> dict[str, str]:
        """File names → kinds, as every datapackage.json says."""
        names = {name for name, _ in found}
        listed: dict[str, str] = {}
        for name, data in found:
            folder, _, last = name.rpartition("/")
            if last.lower() != _PACKAGE:
                continue
            for resource in _resources(data):
                kind = kind_of(str(resource.get("name") or ""))
                file = f"{folder}/{resource.get('path')}".lstrip("/").removeprefix("./")
                if kind and file in names:
                    listed[file] = kind
                elif "path" in resource:
                    findings.files.append(
                        text("{name}: named by the data package, but not in it.", name=resource["path"])
                    )
        return listed


def _resources(data: bytes) -> list[Mapping[str, Any]]:
    try:
        values, _ = files.json_values(_PACKAGE, data)
    except files.NOT_DECODED:
        return []
    described = values[0].get("resources") if isinstance(values[0], Mapping) else None
    return [one for one in described if isinstance(one, Mapping)] if isinstance(described, list) else []


def _inline(data: bytes, tables: Tables) -> bool:
    """A data package may hold its rows itself."""
    known = False
    for resource in _resources(data):
        kind, rows = kind_of(str(resource.get("name") or "")), resource.get("data")
        for row in rows if kind and isinstance(rows, list) else ():
            if isinstance(row, Mapping):
                tables.add(str(kind), row)
                known = True
    return known


def _take_table(data: bytes, kind: str | None, tables: Tables) -> bool:
    columns, rows = files.rows(data)
    if kind is None or not columns & (USED.get(kind, frozenset()) | PARENTS.keys() | {"id"}):
        return False
    for row in rows:
        tables.add(kind, row)
    return True


def _take_json(name: str, data: bytes, kind: str | None, tables: Tables, findings: Findings) -> bool:
    values, wrong = files.json_values(name, data)
    if wrong:
        lines = ", ".join(str(number) for number in wrong[:NAMED])
        findings.files.append(
            plural(
                "{name}: {number} line cannot be read as JSON: {lines}.",
                "{name}: {number} lines cannot be read as JSON: {lines} …",
                len(wrong),
                name=name,
                lines=lines,
            )
        )
    known = False
    for value in values:
        if isinstance(value, Mapping) and value.keys() & _ABOUT_API and value.keys() <= _ABOUT_API:
            findings.files.append(text("{name}: describes an interface; it holds no records.", name=name))
            known = True
            continue
        known = known or _is_empty_page(value)
        for found, one in _objects(value, kind):
            tables.add(found, one)
            known = True
    return known


def _is_of_others(value: Mapping[str, Any]) -> bool:
    """A schema, or data whose names only look alike: HSDS writes small letters, PTV does not."""
    if "properties" in value and value.get("type") == "object":
        return True
    return sum(str(name) != str(name).lower() for name in value) * 3 > len(value)


def _is_empty_page(value: Any) -> bool:
    """An API with nothing to list says so."""
    return isinstance(value, Mapping) and any(value.get(name) == [] for name in _WRAPPINGS)


def _objects(value: Any, hint: str | None, depth: int = 0) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The objects in an object, a list, a page of an API, tables by name, or objects by id."""
    if isinstance(value, list):
        for one in value:
            yield from _objects(one, hint, depth)
        return
    if not isinstance(value, Mapping) or depth > 3 or _is_of_others(value):
        return
    kind = kind_by_fields(frozenset(value), hint) if "id" in value or "name" in value else None
    if kind:
        yield kind, value
        return
    for name in _WRAPPINGS:
        if isinstance(value.get(name), list | Mapping):
            yield from _objects(value[name], hint, depth + 1)
            return
    for name, inner in value.items():
        if isinstance(inner, list | Mapping):
            yield from _objects(inner, kind_of(str(name)) or hint, depth + 1)
