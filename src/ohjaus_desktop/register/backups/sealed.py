"""Encrypted files that this program has not open: a backup to be read, a register to be moved."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path, PurePath
from typing import Any
from urllib.parse import quote

from ohjaus_desktop import database


@contextmanager
def reading(path: Path, key: bytes) -> Iterator[Any]:
    """A closed encrypted file, such as a backup, read only; every page of it has been proved.

    Nothing is written beside it: it may lie on a write-protected stick. Raises DatabaseDamaged
    (a wrong key looks alike), DatabaseTrouble.
    """
    import sqlcipher3.dbapi2 as sqlcipher

    address = f"{sqlite_address(path.absolute())}?mode=ro&immutable=1"
    with (
        database.known_trouble(),
        closing(sqlcipher.connect(address, uri=True, isolation_level=None)) as copy,
    ):
        database.unlock(copy, key)
        # Pages that nothing uses any more are proved too: a flipped bit anywhere tells of a bad disk.
        if copy.execute("PRAGMA cipher_integrity_check").fetchone():
            raise database.damaged()
        database.check(copy)
        yield copy


def sqlite_address(path: PurePath) -> str:
    """A whole path as SQLite reads it: a Windows share keeps both its slashes and is no host name."""
    return "file://" + quote("/" * (path.drive[1:2] == ":") + path.as_posix(), safe="/:")


def is_open_elsewhere(path: Path) -> bool:
    """Whether some program, this one included, has the encrypted file open.

    Whoever has it open keeps everybody else out, so the question needs no key. It is asked through
    the same library: another one's copy of SQLite would drop this program's own locks on POSIX.
    """
    import sqlcipher3.dbapi2 as sqlcipher

    if not path.exists():
        return False
    with closing(sqlcipher.connect(str(path), timeout=0, isolation_level=None)) as asking:
        try:
            asking.execute("PRAGMA cipher_log_level = NONE").fetchall()
            asking.execute("SELECT count(*) FROM sqlite_master").fetchall()
        except sqlcipher.Error as error:
            code = getattr(error, "sqlite_errorcode", 0) & 0xFF
            return code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
    return False
