"""A published folder on a disk, a network share or a memory stick, which may be gone at any moment."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from contextlib import ExitStack
from io import BytesIO, FileIO, IOBase
from pathlib import Path
from typing import TypeVar

from ohjaus_desktop.catalogue import address as addresses
from ohjaus_desktop.catalogue.fetched import (
    NOTHING_KNOWN,
    Fetched,
    NotThere,
    SourceFailed,
    Validators,
    too_large,
)
from ohjaus_desktop.catalogue.patience import Patience
from ohjaus_desktop.errors import Cancelled
from ohjaus_desktop.texts import text

_PIECE = 1024 * 1024  # bytes between two looks at limit, deadline and the user's wish
_T = TypeVar("_T")


class FolderReader:
    """Reads the files of a published folder on a disk, a share or a memory stick."""

    wire_bytes = 0

    def __init__(
        self, path: Path, deadline: float, progress: Callable[[float], None], cancelled: Callable[[], bool]
    ) -> None:
        """path: of the central file in the folder."""
        self._file = path
        self._patience = Patience(deadline, cancelled)
        self._progress = progress

    def get(self, name: str, *, limit: int, known: Validators = NOTHING_KNOWN) -> Fetched:  # noqa: ARG002
        """See ``Reader.get``; a folder has no validators, its bytes are compared by their hash."""
        if not addresses.is_flat(name):
            raise _no_file(name)
        path = self._file.with_name(name) if name else self._file
        try:
            data = _read(path, limit, self._progress, self._patience)
        except TimeoutError as error:
            if self._patience.stopped:
                raise Cancelled from error
            raise SourceFailed(
                text("The file {name} cannot be read in time.", name=path.name), _look_at_the_drive()
            ) from error
        return Fetched(data=data, address=str(path.absolute()))


def read_file(path: Path, limit: int) -> bytes:
    """The bytes of a file on this machine. Raises NotThere, SourceFailed."""
    return _read(path, limit, lambda _done: None, None)


def _read(path: Path, limit: int, progress: Callable[[float], None], patience: Patience | None) -> bytes:
    """The bytes of a file; a share that is away may let a single read wait for ever.

    Raises NotThere, SourceFailed, TimeoutError when patience ends.
    """
    data = BytesIO()  # gives its bytes away without a copy
    try:
        with ExitStack() as at_end:
            file = _patiently(patience, lambda: _plain(path).open("rb", buffering=0), IOBase.close)
            at_end.callback(file.close)
            size = os.fstat(file.fileno()).st_size
            while chunk := _read_on(file, patience, at_end):
                data.write(chunk)
                if data.tell() > limit:
                    raise too_large(limit)
                if patience is not None:
                    patience.look()
                progress(min(1.0, data.tell() / max(size, 1)))
    except FileNotFoundError as error:
        raise _no_file(path.name) from error
    except (OSError, ValueError) as error:  # ValueError: a zero byte inside the path
        if isinstance(error, TimeoutError) and patience and (patience.late or patience.stopped):
            raise
        raise SourceFailed(
            text("The file {name} cannot be read.", name=path.name), _look_at_the_drive()
        ) from error
    return data.getvalue()


def _read_on(file: FileIO, patience: Patience | None, at_end: ExitStack) -> bytes:
    try:
        return _patiently(patience, lambda: _piece(file), lambda _late: file.close())
    except TimeoutError:
        at_end.pop_all()  # closing would wait for the read: whoever reads closes
        raise


def _piece(file: FileIO) -> bytes:
    try:
        return file.read(_PIECE)
    except OSError:
        file.close()  # perhaps nobody waits any more
        raise


def _patiently(patience: Patience | None, work: Callable[[], _T], too_late: Callable[[_T], object]) -> _T:
    if patience is None:
        return work()
    return patience.wait_for(work, fails_with=(OSError, ValueError), too_late=too_late)


def _look_at_the_drive() -> str:
    return text("Check that the drive is connected and that you may read the file.")


def _plain(path: Path) -> Path:
    if path.is_fifo():  # nobody may ever write into it
        raise OSError(errno.EINVAL, "a pipe, not a file")
    return path


def _no_file(name: str) -> NotThere:
    return NotThere(text("There is no file {name}.", name=name), text("Check the address in the settings."))
