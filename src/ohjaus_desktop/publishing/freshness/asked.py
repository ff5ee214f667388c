"""What was asked when: ``asked.json`` in the folder of the messages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import msgspec

from ohjaus_desktop import disk
from ohjaus_desktop.errors import KnownError, reason
from ohjaus_desktop.texts import text

FILE = "asked.json"
_FORMAT = "ohjaus-asked"

Cells = Mapping[str, str]


class Request(msgspec.Struct, frozen=True, omit_defaults=True):
    """The last request to one organization.

    asked, reminded: the days of the message and of the reminder; None: not by message.
    services: ids of those it was about. language: of its sheet. rows: what the sheet held, by
    ``row_key``, so that an answer can be told from a change that was made here meanwhile.
    """

    asked: date | None = None
    reminded: date | None = None
    services: list[str] = []
    language: str = "fi"
    rows: dict[str, dict[str, str]] = {}


class Asked(msgspec.Struct, frozen=True):
    """All requests of a catalogue, by the organization's id."""

    format: str = _FORMAT
    format_version: int = 1
    catalogue_id: str = ""
    organizations: dict[str, Request] = {}


def row_key(service_id: str, location_id: str) -> str:
    """Which row of a sheet: a service at a place, or at none."""
    return f"{service_id} {location_id}".strip()


def load(folder: Path, catalogue_id: str) -> Asked:
    """What was asked from this folder; nothing where the file is not there yet. Raises KnownError."""
    file = folder / FILE
    try:
        asked = msgspec.json.decode(file.read_bytes(), type=Asked)
    except FileNotFoundError:
        return Asked(catalogue_id=catalogue_id)
    except OSError as error:
        raise KnownError(
            text("The file {name} cannot be read: {reason}.", name=file, reason=reason(error))
        ) from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise KnownError(
            text("The file {name} is damaged: it says who was asked and when.", name=file),
            text("Bring it back from a backup, or choose another folder and ask anew."),
        ) from error
    if asked.format != _FORMAT or asked.catalogue_id != catalogue_id:
        raise KnownError(
            text("The folder {name} belongs to another catalogue.", name=folder),
            text("Choose another folder."),
        )
    return asked


def save(asked: Asked, folder: Path) -> None:
    """Write what was asked, whole or not at all. Raises OSError."""
    body = msgspec.json.format(msgspec.json.Encoder(order="deterministic").encode(asked), indent=1)
    disk.write_whole(folder / FILE, body + b"\n")
