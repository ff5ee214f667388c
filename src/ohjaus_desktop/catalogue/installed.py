"""Which catalogue is installed on this machine, and where it came from."""

from __future__ import annotations

from datetime import datetime

import msgspec

from ohjaus_desktop.catalogue.model import Text
from ohjaus_desktop.catalogue.navigation import Publisher


class Installed(msgspec.Struct, frozen=True, kw_only=True):
    """What is installed, and where it came from.

    source: the address, "" for the bundled example. file_hash: SHA-256 of the installed file.
    verified: a signature proved who published it; signed_by: shortened ids of its keys. wire_bytes:
    what came over the line for it. index_version: of the search index made from it. services: how
    many there are. problems: how many there were, by kind. hold_above: an earlier file was brought
    back; nothing is installed from here before a sequence higher than this one, that of the file
    taken back, whose hash is held_hash.
    """

    catalogue_id: str
    title: Text
    sequence: int
    published_at: datetime
    installed_at: datetime
    example: bool
    default_language: str
    publisher: Publisher
    source: str
    file_hash: str
    licence: Text | None = None
    etag: str | None = None
    last_modified: str | None = None
    verified: bool = False
    signed_by: tuple[str, ...] = ()
    wire_bytes: int = 0
    index_version: int = 0
    services: int = 0
    problems: dict[str, int] = {}
    hold_above: int | None = None
    held_hash: str | None = None
