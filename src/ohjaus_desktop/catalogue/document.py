"""The central file: bytes in, records out, and back.

The file comes from somebody else. It is split into raw records first and each record is decoded
on its own, so that one bad record costs itself and nothing else. What cannot be a catalogue at
all is refused with one clear sentence. ``CatalogueRefused`` and ``Problem`` say what was wrong.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, get_type_hints

import msgspec
from msgspec import Raw, structs

from ohjaus_desktop.catalogue import links, rules, unknown
from ohjaus_desktop.catalogue.model import Record
from ohjaus_desktop.catalogue.navigation import FORMAT, FORMAT_VERSION, Catalogue, Header
from ohjaus_desktop.catalogue.problems import (
    CatalogueRefused,
    Problem,
    ProblemKind,
    RuleBroken,
    reason_for,
)
from ohjaus_desktop.texts import mark, text

LIMIT = 256 * 1024 * 1024
"""The largest file that is read, bytes, after decompression."""
RECORD_LIMIT = 1024 * 1024
"""The largest record that is read, bytes; a real one has some thousand."""

_NOT_DECODED = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)
_ENCODER = msgspec.json.Encoder(order="deterministic")


def _section_types() -> dict[str, type[Record]]:
    hints = get_type_hints(Catalogue)
    own = [name for name in Catalogue.__struct_fields__ if name not in Header.__struct_fields__]
    return {name: hints[name].__args__[0] for name in own}


SECTIONS: Mapping[str, type[Record]] = _section_types()
"""The lists of the file, in its order: organizations, locations, services …"""
_DECODERS: Mapping[str, msgspec.json.Decoder[Any]] = {
    name: msgspec.json.Decoder(type_) for name, type_ in SECTIONS.items()
}
_RAW_LIST = msgspec.json.Decoder(list[Raw])


@dataclass(frozen=True, slots=True)
class Reading:
    """A central file as it was understood.

    catalogue: what can be used. problems: what was wrong, in the file's order of sections.
    unknown_fields: paths of fields that this program does not know, each once.
    """

    catalogue: Catalogue
    problems: tuple[Problem, ...] = ()
    unknown_fields: tuple[str, ...] = ()

    def count(self, kind: ProblemKind, section: str | None = None) -> int:
        """How many problems of a kind there are, in one section or in all."""
        return sum(problem.kind is kind and section in (None, problem.section) for problem in self.problems)

    def counts(self) -> dict[str, int]:
        """How many problems there are of each kind that occurs."""
        return dict(Counter(problem.kind.value for problem in self.problems))


class _Label(msgspec.Struct):
    """Enough of a bad record to say which one it is."""

    id: object = ""
    municipality: object = ""
    name: object = ""
    title: object = ""


def key(section: str, record: Any) -> str:
    """What tells a record from the others of its section."""
    if section == "radii":
        return str(record.municipality)
    return f"{record.kind}:{record.id}" if section == "choices" else str(record.id)


def read(data: bytes, *, installed: Mapping[str, Collection[str]] | None = None) -> Reading:
    """Understand a central file.

    installed: ids by section of the records that are there already; where a record is
    quarantined and an older version of it is among these, links to it are kept.
    Raises CatalogueRefused.
    """
    parts = _split(data)
    strange = set(parts) - set(Catalogue.__struct_fields__)
    header = _header(parts, strange)
    sections: links.Sections = {}
    problems: list[Problem] = []
    ids: dict[str, set[str]] = {}
    for section in SECTIONS:
        records, bad = _read_section(section, parts.get(section), strange)
        sections[section] = records
        problems += bad
        ids[section] = {key(section, record) for record in records}
        stays = (installed or {}).get(section, ())
        ids[section] |= {problem.id for problem in bad if problem.id in stays}
    problems += links.drop_orphans(sections, ids)
    sections["organizations"], wrong = rules.check_business_ids(sections["organizations"])
    fields: dict[str, Any] = structs.asdict(header) | sections
    catalogue = Catalogue(**fields)
    return Reading(catalogue, tuple(problems + wrong), tuple(sorted(strange)))


def write(catalogue: Catalogue) -> bytes:
    """The canonical file: UTF-8, two spaces, defaults left out; ``read`` gives the same back."""
    return msgspec.json.format(_ENCODER.encode(catalogue), indent=2) + b"\n"


def encode(record: Record) -> bytes:
    """One record as compact canonical JSON: equal records give equal bytes."""
    return _ENCODER.encode(record)


def _split(data: bytes) -> dict[str, Raw]:
    if len(data) > LIMIT:
        raise CatalogueRefused(
            text("The file is larger than {limit} MB.", limit=LIMIT // 1024 // 1024),
            text("Ask the publisher for the right file."),
        )
    body = data.removeprefix(b"\xef\xbb\xbf").strip()
    if not body:
        raise CatalogueRefused(text("The file is empty."), text("Ask the publisher for the right file."))
    if body.startswith(b"<"):
        raise CatalogueRefused(
            text("The file is a web page, not a catalogue."),
            text("The network may ask you to log in first. Open a browser, log in and try again."),
        )
    try:
        return msgspec.json.decode(body, type=dict[str, Raw])
    except _NOT_DECODED as error:
        if body.startswith(b"{") and not body.endswith(b"}"):
            raise CatalogueRefused(
                text("The file ends in the middle: it was not copied or loaded whole."),
                text("Load the file again."),
            ) from error
        raise CatalogueRefused(
            text("The file is not a catalogue: it is not readable JSON."),
            text("Ask the publisher for the right file."),
        ) from error


class _Format(msgspec.Struct):
    format: object = None
    format_version: object = None


def _header(parts: Mapping[str, Raw], strange: set[str]) -> Header:
    own = {name: parts[name] for name in Header.__struct_fields__ if name in parts}
    body = msgspec.json.encode(own)
    try:
        said = msgspec.json.decode(body, type=_Format)
        if said.format != FORMAT:
            raise CatalogueRefused(
                text("The file is not an Ohjaus catalogue."), text("Ask the publisher for the right file.")
            )
        if isinstance(said.format_version, int) and said.format_version > FORMAT_VERSION:
            raise CatalogueRefused(
                text("The catalogue is made for a newer version of the program."),
                text("Install the newest version of Ohjaus."),
            )
        known = unknown.take_out(msgspec.json.decode(body), Header, "", strange)
        header = msgspec.convert(known, Header)
    except _NOT_DECODED as error:
        raise CatalogueRefused(
            text("The beginning of the catalogue is wrong: {detail}", detail=str(error)),
            text("Tell the publisher."),
        ) from error
    if not 2000 <= header.published_at.year <= 2200:
        raise CatalogueRefused(
            text("The beginning of the catalogue is wrong: {detail}", detail="published_at"),
            text("Tell the publisher."),
        )
    return header


def _read_section(section: str, raw: Raw | None, strange: set[str]) -> tuple[list[Any], list[Problem]]:
    if raw is None:
        return [], []
    try:
        items = _RAW_LIST.decode(raw)
    except _NOT_DECODED as error:
        raise CatalogueRefused(
            text("The list “{name}” of the catalogue cannot be read.", name=section),
            text("Tell the publisher."),
        ) from error
    good: dict[str, Any] = {}
    problems: list[Problem] = []
    for index, item in enumerate(items):
        path = f"{section}[{index}]"
        try:
            record = _read_record(section, item, strange)
        except RuleBroken as broken:
            id_, name = _label(section, item)
            problems.append(
                Problem(ProblemKind.QUARANTINED, path + broken.path, broken.reason, broken.detail, id_, name)
            )
            continue
        if (own := key(section, record)) in good:
            reason = mark("Its id was used before in the file; the first record stays.")
            problems.append(
                Problem(ProblemKind.DUPLICATE, path, reason, own, own, str(getattr(record, "name", "")))
            )
            continue
        good[own] = record
    return list(good.values()), problems


def _read_record(section: str, item: Raw, strange: set[str]) -> Record:
    raw = bytes(item)
    if len(raw) > RECORD_LIMIT:
        raise RuleBroken(mark("The record is too large."), "", f"{len(raw)} bytes")
    try:
        record = _decode(section, raw, strange)
    except _NOT_DECODED as error:
        detail = str(error)
        cause, _, at = detail.partition(" - at `$")
        raise RuleBroken(reason_for(cause), at.rstrip("`"), cause) from error
    rules.check(record, raw)
    return record


def _decode(section: str, raw: bytes, strange: set[str]) -> Record:
    try:
        record: Record = _DECODERS[section].decode(raw)
    except msgspec.ValidationError as error:
        if unknown.SIGN not in str(error):
            raise
        type_ = SECTIONS[section]
        plain = unknown.take_out(msgspec.json.decode(raw), type_, f"{section}[]", strange)
        record = msgspec.convert(plain, type_)
    return record


def _label(section: str, item: Raw) -> tuple[str, str]:
    try:
        label = msgspec.json.decode(item, type=_Label)
    except _NOT_DECODED:
        return "", ""
    own = label.municipality if section == "radii" else label.id
    name = label.name or label.title
    return (own if isinstance(own, str) else "")[:64], str(name)[:200]
