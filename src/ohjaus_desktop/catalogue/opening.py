"""The bytes of a central file, split into what it says about itself and raw records.

What cannot be a catalogue at all is refused here with one clear sentence. Nothing of a record is
looked at: that is done one by one (``passing``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from mmap import mmap
from typing import Any

import msgspec
from msgspec import Raw

from ohjaus_desktop.catalogue import unknown
from ohjaus_desktop.catalogue.navigation import FORMAT, FORMAT_VERSION, Catalogue, Header
from ohjaus_desktop.catalogue.problems import CatalogueRefused
from ohjaus_desktop.catalogue.sections import SECTIONS
from ohjaus_desktop.texts import text

NOT_DECODED = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)
_RAW_LIST = msgspec.json.Decoder(list[Raw])
_MARK = b"\xef\xbb\xbf"


class _Format(msgspec.Struct):
    format: object = None
    format_version: object = None


@dataclass(frozen=True, slots=True)
class Opened:
    """A central file whose records have not been looked at.

    header: what it says about itself. parts: its lists, raw. strange: names of fields, at the
    beginning of the file, that this program does not know. forget: called now and then, when the
    bytes that were read need not stay in memory.
    """

    header: Header
    parts: dict[str, Raw]
    strange: frozenset[str]
    forget: Callable[[], None] = lambda: None

    def records(self, section: str) -> list[Raw]:
        """The raw records of one list. Raises CatalogueRefused."""
        if section not in self.parts:
            return []
        try:
            items = _RAW_LIST.decode(self.parts[section])
        except NOT_DECODED as error:
            raise CatalogueRefused(
                text("The list “{name}” of the catalogue cannot be read.", name=section),
                text("Tell the publisher."),
            ) from error
        self.forget()
        return items

    def let_go(self) -> None:
        """Every record has been read; the bytes are needed no more."""
        self.parts.clear()


def opened(data: bytes | mmap, forget: Callable[[], None] = lambda: None) -> Opened:
    """Split a central file. forget: see ``Opened``. Raises CatalogueRefused."""
    parts = _split(data)
    strange = set(parts) - set(Catalogue.__struct_fields__)
    header = _header(parts, strange)
    forget()
    return Opened(
        header, {name: raw for name, raw in parts.items() if name in SECTIONS}, frozenset(strange), forget
    )


def _split(data: bytes | mmap) -> dict[str, Raw]:
    # A view: neither a mark at the beginning nor empty lines are a reason to copy 200 MB.
    body: Any = memoryview(data)[len(_MARK) :] if data[: len(_MARK)] == _MARK else data
    begin, end = bytes(body[:1024]).strip(), bytes(body[-1024:]).strip()
    if not end and _is_blank(body):
        raise CatalogueRefused(text("The file is empty."), text("Ask the publisher for the right file."))
    if begin.startswith(b"<"):
        raise CatalogueRefused(
            text("The file is a web page, not a catalogue."),
            text("The network may ask you to log in first. Open a browser, log in and try again."),
        )
    try:
        return msgspec.json.decode(body, type=dict[str, Raw])
    except NOT_DECODED as error:
        if begin.startswith(b"{") and not end.endswith(b"}"):
            raise CatalogueRefused(
                text("The file ends in the middle: it was not copied or loaded whole."),
                text("Load the file again."),
            ) from error
        raise CatalogueRefused(
            text("The file is not a catalogue: it is not readable JSON."),
            text("Ask the publisher for the right file."),
        ) from error


def _is_blank(body: Any) -> bool:
    """Whether there is nothing but blanks, looked at in pieces: a share may give 200 MB of them."""
    piece = 1024 * 1024
    return not any(bytes(body[at : at + piece]).strip() for at in range(0, len(body), piece))


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
    except NOT_DECODED as error:
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
