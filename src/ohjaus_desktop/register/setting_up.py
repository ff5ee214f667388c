"""A new register appears whole and on the disk, or not at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from ohjaus_desktop import disk
from ohjaus_desktop.register import store
from ohjaus_desktop.register.store import Register


def make(
    path: Path,
    data_key: bytes,
    register_id: str,
    *,
    facts: Mapping[str, str],
    before_it_is_there: Callable[[], None],
) -> None:
    """Make the file under a temporary name, and give it its own as the very last thing.

    facts: what the register is to know about itself. before_it_is_there: whatever must be safe
    before the register can be needed. Raises DatabaseTrouble, OSError.
    """
    unfinished = _unfinished(path)
    register = Register(unfinished, data_key, register_id, new=True)
    try:
        with register.begin() as connection:
            for name, value in facts.items():
                store.put_fact(connection, name, value)
        register.checkpoint()
    finally:
        register.close()
    disk.to_disk(unfinished)
    before_it_is_there()
    unfinished.replace(path)
    disk.to_disk(path.parent)


def clear(path: Path) -> None:
    """Take away what a set-up left that was killed before the register had its name."""
    unfinished = _unfinished(path)
    for end in ("", "-wal", "-shm", "-journal"):
        unfinished.with_name(unfinished.name + end).unlink(missing_ok=True)


def _unfinished(path: Path) -> Path:
    return path.with_name(path.name + ".new")
