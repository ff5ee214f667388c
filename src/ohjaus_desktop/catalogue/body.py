"""The bytes of a central file while it is read.

A large file is laid on the disk and seen through the system's memory mapping: what has been read is
then the system's to take back, and a file of 200 MB does not need 200 MB until the last row is written.
"""

from __future__ import annotations

import mmap
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

LARGE = 32 * 1024 * 1024
"""From how many bytes on a file is laid on the disk."""
_NAME = "unpacked.json"


class Body:
    """A file's bytes, in ``buffer``, until the block ends."""

    def __init__(self, data: bytes, folder: Path) -> None:
        """folder: where a large one is laid; where it has no room, it stays in memory."""
        self.buffer: bytes | mmap.mmap = data
        self._path = folder / _NAME
        if len(data) >= LARGE:
            with suppress(OSError, ValueError):
                folder.mkdir(exist_ok=True)
                self._path.write_bytes(data)
                self.buffer = self._map()

    def _map(self) -> mmap.mmap:
        with self._path.open("rb") as file:
            return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)

    def forget(self) -> None:
        """Let the system have the memory of what was read; it is read again where it is needed."""
        if isinstance(self.buffer, mmap.mmap) and hasattr(mmap, "MADV_DONTNEED"):
            self.buffer.madvise(mmap.MADV_DONTNEED)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.buffer = b""
        # Windows removes no file that somebody still sees; it is then written over the next time.
        with suppress(OSError):
            self._path.unlink(missing_ok=True)
