"""PTV data in files: what lies in a folder, sorted into the kinds of records that we know."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from ohjaus_desktop.catalogue.document import LIMIT
from ohjaus_desktop.catalogue.fetched import too_large
from ohjaus_desktop.errors import KnownError
from ohjaus_desktop.publishing.ptv.hours import moment_of
from ohjaus_desktop.texts import text

Raw = Mapping[str, Any]

# What a folder may find its completion in, beside itself or beside its parent.
_BESIDE = ("organizations", "servicechannels", "ptv-general-descriptions")
_NOWHERE = "00000000-0000-0000-0000-000000000000"


class PtvUnreadable(KnownError):
    """There is nothing of PTV where the user pointed."""


@dataclass(slots=True)
class Sources:
    """Raw records by id; a service that has no id of its own is kept under a made-up key.

    descriptions: national general descriptions, to be imported as services; templates: these and
    the ones found beside, to complete services; listed: rows of a plain list of services, several
    for a service of several areas; unused: sentences about what could not be used.
    """

    descriptions: dict[str, Raw] = field(default_factory=dict)
    templates: dict[str, Raw] = field(default_factory=dict)
    services: dict[str, Raw] = field(default_factory=dict)
    channels: dict[str, Raw] = field(default_factory=dict)
    organizations: dict[str, Raw] = field(default_factory=dict)
    listed: dict[str, list[Raw]] = field(default_factory=dict)
    unused: list[str] = field(default_factory=list)


def gather(path: Path) -> Sources:
    """Read a file or a folder with everything under it, and what stands beside to complete it.

    Raises PtvUnreadable when there is nothing to import.
    """
    if not path.exists():
        raise PtvUnreadable(
            text(
                "The file {name} cannot be read: {reason}.",
                name=path,
                reason=text("there is no such folder or file"),
            )
        )
    sources = Sources()
    for file in _files(path):
        _read(file, sources, path)
    if not (sources.descriptions or sources.services or sources.listed):
        raise PtvUnreadable(
            text("There is no PTV data in {name}.", name=path.name),
            text("Choose a CSV or JSON file of PTV, or a folder that holds such files."),
        )
    _complete(path, sources)
    return sources


def identity(value: Any) -> str | None:
    """An id that can be one; PTV writes zeros where it has none."""
    return value.lower() if isinstance(value, str) and value and value != _NOWHERE else None


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    return sorted(
        file for file in path.rglob("*") if file.suffix.lower() in {".json", ".csv"} and file.is_file()
    )


def _complete(path: Path, sources: Sources) -> None:
    beside = Sources()
    roots = dict.fromkeys((path.resolve().parent, path.resolve().parent.parent))
    for folder in (root / name for root in roots for name in _BESIDE):
        if folder.is_dir() and folder != path.resolve():
            for file in _files(folder):
                _read(file, beside, folder)
    sources.channels = beside.channels | sources.channels
    sources.organizations = beside.organizations | sources.organizations
    sources.templates = beside.descriptions | sources.descriptions


def _read(file: Path, sources: Sources, root: Path) -> None:
    name = file.relative_to(root).as_posix() if root.is_dir() else file.name
    try:
        with file.open("rb") as opened:
            data = opened.read(LIMIT + 1)
        if len(data) > LIMIT:
            raise too_large(LIMIT)
        data = data.removeprefix(b"\xef\xbb\xbf")
        if file.suffix.lower() == ".csv":
            known = _take_rows(csv.DictReader(io.StringIO(data.decode("utf-8"), newline="")), sources)
        else:
            known = _take(_records(msgspec.json.decode(data)), sources)
    except (OSError, UnicodeDecodeError, msgspec.DecodeError, csv.Error, RecursionError):
        sources.unused.append(text("{name}: cannot be read as CSV or JSON.", name=name))
        return
    if not known:
        sources.unused.append(text("{name}: no records of PTV.", name=name))


def _records(content: Any) -> Iterator[Raw]:
    """One record, a list of them, a page of the open API, or records by id."""
    if isinstance(content, Mapping):
        pages = content.get("itemList")
        if "id" in content or "Id" in content:
            content = [content]
        else:
            content = pages if isinstance(pages, list) else [*content.values()]
    yield from (one for one in (content if isinstance(content, list) else ()) if isinstance(one, Mapping))


def _take(records: Iterable[Raw], sources: Sources) -> bool:
    """Sort the records by what only their kind has; tell whether there was any."""
    shelves = {
        "BackgroundDescription": sources.descriptions,
        "serviceNames": sources.services,
        "serviceChannelNames": sources.channels,
        "organizationNames": sources.organizations,
    }
    known = False
    for record in records:
        for mark, shelf in shelves.items():
            if mark in record:
                known = True
                _keep(record, shelf)
    return known


def _keep(record: Raw, shelf: dict[str, Raw]) -> None:
    """Of two records with one id the later stays; a full one before a row of a table."""
    name = identity(record.get("id") or record.get("Id")) or f"?{len(shelf)}"
    before = shelf.get(name)
    if before is None or "name_fi" in before or _later(record, before):
        shelf[name] = {**record, "id": name}


def _later(record: Raw, before: Raw) -> bool:
    new, old = moment_of(record.get("modified")), moment_of(before.get("modified"))
    return new is not None and (old is None or new > old)


def _take_rows(rows: csv.DictReader[str], sources: Sources) -> bool:
    columns = set(rows.fieldnames or ())
    if {"ptv_service_id", "name_fi"} <= columns:
        for number, row in enumerate(rows):
            sources.listed.setdefault(identity(row["ptv_service_id"]) or f"?{number}", []).append(row)
    elif {"id", "name_fi", "service_classes"} <= columns:
        for row in rows:
            name = identity(row["id"]) or f"?{len(sources.descriptions)}"
            sources.descriptions.setdefault(name, {**row, "id": name})
    else:
        return False
    return True
