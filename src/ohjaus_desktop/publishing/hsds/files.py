"""What lies where the user pointed: files of a folder or an archive, read within limits.

Nothing of an archive is written to the disk. The size that counts is the size after
decompression, as it comes out and not as the archive says.
"""

from __future__ import annotations

import csv
import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from ohjaus_desktop.catalogue.document import LIMIT
from ohjaus_desktop.errors import KnownError, reason
from ohjaus_desktop.texts import text

Raw = Mapping[str, Any]

MEMBERS = 5000
"""The largest number of files that an archive may hold."""
_READ = frozenset({".json", ".ndjson", ".jsonl", ".csv"})
_LINES = frozenset({".ndjson", ".jsonl"})
_STEP = 1024 * 1024
_BROKEN_ARCHIVE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)
NOT_DECODED = (msgspec.DecodeError, UnicodeDecodeError, RecursionError, csv.Error)


class HsdsUnreadable(KnownError):
    """There is nothing of HSDS where the user pointed, or it must not be read."""


def contents(path: Path) -> Iterator[tuple[str, bytes]]:
    """The name and bytes of every data file, in the order of their names.

    Names are relative, with forward slashes. Raises HsdsUnreadable.
    """
    try:
        if path.is_file() and zipfile.is_zipfile(path):
            yield from _members(path)
        else:
            yield from _files(path)
    except OSError as error:
        raise HsdsUnreadable(
            text(
                "The file {name} cannot be read: {reason}.", name=error.filename or path, reason=reason(error)
            )
        ) from error


def _files(path: Path) -> Iterator[tuple[str, bytes]]:
    files = [path] if not path.is_dir() else sorted(one for one in path.rglob("*") if _is_read(one.name))
    left = LIMIT
    for file in files:
        if file.is_dir():
            continue
        with file.open("rb") as stream:
            data = stream.read(left + 1)
        left -= len(data)
        if left < 0:
            raise _too_large()
        yield (file.name if file == path else file.relative_to(path).as_posix()), data


def _members(path: Path) -> Iterator[tuple[str, bytes]]:
    try:
        with zipfile.ZipFile(path) as archive:
            members = sorted(archive.infolist(), key=lambda one: one.filename)
            if len(members) > MEMBERS:
                raise HsdsUnreadable(
                    text("The archive holds more than {number} files.", number=MEMBERS),
                    text("Ask the publisher for the right file."),
                )
            for member in members:
                _refuse_tricks(member)
            left = LIMIT
            for member in members:
                if member.is_dir() or not _is_read(member.filename):
                    continue
                data = _inflated(archive, member, left)
                left -= len(data)
                yield member.filename, data
    except _BROKEN_ARCHIVE as error:
        raise HsdsUnreadable(
            text("The archive {name} is damaged or cannot be opened.", name=path.name),
            text("Fetch it again, or unpack it and choose the folder."),
        ) from error


def _refuse_tricks(member: zipfile.ZipInfo) -> None:
    """An honest archive has no name that leads out of it, and no password."""
    name = member.filename.replace("\\", "/")
    if name.startswith("/") or ":" in name or ".." in name.split("/"):
        raise HsdsUnreadable(
            text("The archive holds a file whose name leads outside it: {name}.", name=member.filename),
            text("Nothing was read. Ask the publisher for the right file."),
        )
    if member.flag_bits & 0x1:
        raise HsdsUnreadable(
            text("The archive is protected with a password."),
            text("Unpack it first and choose the folder."),
        )


def _inflated(archive: zipfile.ZipFile, member: zipfile.ZipInfo, left: int) -> bytes:
    """The bytes of a member; stops as soon as they are too many."""
    found = io.BytesIO()
    with archive.open(member) as stream:
        while piece := stream.read(_STEP):
            if found.tell() + len(piece) > left:
                raise _too_large()
            found.write(piece)
    return found.getvalue()


def _too_large() -> HsdsUnreadable:
    return HsdsUnreadable(
        text("The data is larger than {limit} MB.", limit=LIMIT // 1024 // 1024),
        text("Ask the publisher for the right file."),
    )


def _is_read(name: str) -> bool:
    parts = name.replace("\\", "/").lower().split("/")
    hidden = any(part.startswith((".", "__macosx")) for part in parts)
    return not hidden and Path(parts[-1]).suffix in _READ


# Formats ------------------------------------------------------------------------------------


def is_table(name: str) -> bool:
    """Tell whether a file is a table."""
    return name.lower().endswith(".csv")


def json_values(name: str, data: bytes) -> tuple[list[Any], list[int]]:
    """The values of a JSON file, and of one with a value a line; then the lines that are none.

    Raises one of NOT_DECODED when it is neither.
    """
    body = data.removeprefix(b"\xef\xbb\xbf")
    if Path(name).suffix.lower() not in _LINES:
        try:
            return [msgspec.json.decode(body)], []
        except msgspec.DecodeError:
            first = body.split(b"\n", 1)[0]
            if not isinstance(msgspec.json.decode(first), dict):
                raise
    values, wrong = [], []
    for number, line in enumerate(body.splitlines(), start=1):
        if line.strip():
            try:
                values.append(msgspec.json.decode(line))
            except NOT_DECODED:
                wrong.append(number)
    return values, wrong


def rows(data: bytes) -> tuple[frozenset[str], list[dict[str, str]]]:
    """The columns and rows of a CSV file in UTF-8, or in the code page that spreadsheets of the West write.

    Raises one of NOT_DECODED.
    """
    try:
        content = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        content = data.decode("cp1252")
    header = content.split("\n", 1)[0]
    between = max(",;\t", key=header.count)
    reader = csv.DictReader(io.StringIO(content, newline=""), delimiter=between)
    found = [
        # Exporters of 1.x wrote a line break as a backslash and an n.
        {name: value.replace("\\r", "").replace("\\n", "\n") for name, value in row.items() if name and value}
        for row in reader
    ]
    return frozenset(str(name).strip().lower() for name in reader.fieldnames or ()), found
