"""The raw limit of a sync: decode, write the rows, fill a full-text table, and nothing else."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import msgspec

from ohjaus_desktop.catalogue.navigation import Catalogue

SECTIONS = ("organizations", "locations", "services", "needs", "activities", "helplines")


def bare_sync(file: Path, target: Path) -> Path:
    """Make ``target`` of a published file: nothing is checked, compared or kept."""
    catalogue = msgspec.json.decode(file.read_bytes(), type=Catalogue)
    connection = sqlite3.connect(target)
    with connection:
        connection.execute("CREATE TABLE record (section TEXT, id TEXT, body BLOB)")
        connection.execute("CREATE VIRTUAL TABLE word USING fts5(name, description)")
        for section in SECTIONS:
            rows = [(section, one.id, msgspec.json.encode(one)) for one in getattr(catalogue, section)]
            connection.executemany("INSERT INTO record VALUES (?, ?, ?)", rows)
        connection.executemany(
            "INSERT INTO word VALUES (?, ?)",
            [(str(service.name), str(service.description)) for service in catalogue.services],
        )
    connection.close()
    return target
