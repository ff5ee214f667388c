"""A disk of a few megabytes that can really be full; needs Linux and the right to mount one."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest


@dataclass(frozen=True)
class SmallDisk:
    """A folder on a disk of its own."""

    folder: Path

    def fill(self, *, but: int = 0) -> None:
        """Leave ``but`` bytes of room, rounded down to pages."""
        with (self.folder / "filling").open("ab", buffering=0) as filling:
            room = os.statvfs(self.folder)
            left = room.f_bavail * room.f_frsize - but
            while left >= 4096:
                left -= filling.write(b"\0" * min(left, 1 << 20))

    def make_room(self) -> None:
        """Take away again what ``fill`` wrote."""
        (self.folder / "filling").unlink(missing_ok=True)


@contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[SmallDisk]:
    """Mount one at ``folder``; skips the test where that is not allowed."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root on Linux may mount a small disk")
    folder.mkdir(parents=True)
    mounting = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "none", str(folder)]
    if subprocess.run(mounting, capture_output=True, check=False).returncode:
        pytest.skip("no small disk can be mounted here")
    try:
        yield SmallDisk(folder)
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)
