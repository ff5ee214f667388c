"""What a power cut must not take: files and the names in folders, written through to the disk."""

from __future__ import annotations

import os
from pathlib import Path

from ohjaus_desktop.errors import file_refused


def to_disk(path: Path) -> None:
    """Let a file, or the names in a folder, survive a power cut."""
    if path.is_dir() and os.name == "nt":
        return  # Windows opens no folder; NTFS keeps its own journal of names
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def make_folder(path: Path, *, mode: int = 0o777) -> None:
    """Make a folder, and what is missing above it, so that its name survives a power cut.

    mode: of those that are made. Raises OSError.
    """
    if path.is_dir() or path == path.parent:  # a drive that is not there cannot be made
        return
    make_folder(path.parent, mode=mode)
    path.mkdir(mode, exist_ok=True)
    to_disk(path.parent)


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that whoever looks finds the old one or the new one whole. Raises OSError."""
    if path.exists() and not path.is_file():  # a pipe or /dev/stdout has no old version to keep
        path.write_bytes(data)
        return
    unfinished = path.with_name(path.name + ".unfinished")
    try:
        unfinished.write_bytes(data)
        to_disk(unfinished)
        unfinished.replace(path)
        to_disk(path.parent)
    except OSError:
        unfinished.unlink(missing_ok=True)
        raise


def save(path: Path, data: bytes) -> None:
    """``write_whole``, its trouble told to a person. Raises KnownError."""
    try:
        write_whole(path, data)
    except OSError as error:
        raise file_refused(path, error) from error
