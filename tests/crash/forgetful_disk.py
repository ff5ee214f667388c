"""A disk that forgets at a power cut what was not synced, as a mounted file system (FUSE).

Contents count as written once the file was fsynced, names (made, renamed, removed) once their
folder was. ``Disk.cut`` pulls the plug: everything synced is there, of the rest any part, torn at
sectors, as chance has it. The names of each folder that had not been synced happened up to some
moment, in order; to have synced another folder does not help them.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from ctypes.util import find_library
from pathlib import Path

SERVER = Path(__file__).with_name("forgetful_server.py")
ORDER = ".cut"


def works() -> bool:
    """Whether such a disk can be made here: Linux with FUSE, as root or with fusermount."""
    mounts = os.geteuid() == 0 if hasattr(os, "geteuid") else False
    library = find_library("fuse") or find_library("fuse3")
    return Path("/dev/fuse").exists() and bool(library) and (mounts or bool(shutil.which("fusermount3")))


class Disk:
    """A mounted disk of this kind."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="ohjaus-disk-"))
        self._process = subprocess.Popen(
            [sys.executable, str(SERVER), str(self.folder)], stderr=subprocess.PIPE, start_new_session=True
        )
        deadline = time.monotonic() + 20
        while not self.folder.is_mount():
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise OSError("the disk could not be mounted")
            time.sleep(0.01)

    def cut(self, seed: int, into: Path) -> None:
        """Pull the plug; whoever wrote must be dead already. What survives is put into a new folder."""
        into.mkdir()
        with open(self.folder / ORDER, "wb", buffering=0) as order:  # noqa: PTH123
            order.write(f"{seed} {into}".encode())
        self.eject()

    def eject(self) -> None:
        """Unmount, once."""
        if not self.folder.exists():
            return
        unmount = ["umount", "-l"] if os.geteuid() == 0 else ["fusermount3", "-uz"]
        subprocess.run([*unmount, str(self.folder)], check=False, capture_output=True)
        self._process.terminate()
        self._process.wait()
        if self._process.stderr is not None:
            self._process.stderr.close()
        if not self.folder.is_mount():
            self.folder.rmdir()
