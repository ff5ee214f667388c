"""Errors that a person is told about.

A known error says what happened and what to do next, in the user's language. Everything else is
a bug: it is logged without personal data and shown once, with a way to copy it.
"""

from __future__ import annotations

import errno
from pathlib import Path

from ohjaus_desktop.texts import text


class KnownError(Exception):
    """Something that can happen on a working day, said in two sentences.

    what: what happened; do: what the user can do about it ("" when nothing); both already in the
    user's language. The technical reason belongs into ``raise … from error`` and the log.
    """

    def __init__(self, what: str, do: str = "") -> None:
        super().__init__(f"{what} {do}".strip())
        self.what = what
        self.do = do


class Cancelled(Exception):
    """The user stopped a job; whatever it had begun is rolled back."""


_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def reason(error: OSError) -> str:
    """Why a file or folder could not be used, as the end of a sentence in the language in use."""
    match error.errno:
        case errno.ENOENT | errno.ENOTDIR | errno.ELOOP:
            said = text("there is no such folder or file")
        case errno.EACCES | errno.EPERM:
            said = text("it may not be used with this account")
        case number if number in _FULL:
            said = text("the disk is full")
        case errno.EROFS:
            said = text("the disk is write-protected")
        case errno.EISDIR:
            said = text("it is a folder")
        case errno.EEXIST:
            said = text("something else has that name")
        case _:
            said = error.strerror or type(error).__name__
    return said


def remedy(error: OSError) -> str:
    """What can be done about it, "" where the reason says enough; in the language in use."""
    return text("Make room on the disk and try again.") if error.errno in _FULL else ""


def file_refused(file: Path, error: OSError) -> KnownError:
    """A file cannot be written."""
    return KnownError(
        text("The file {name} cannot be written: {reason}.", name=file, reason=reason(error)), remedy(error)
    )


def folder_refused(folder: Path, error: OSError) -> KnownError:
    """The data folder cannot be made."""
    return KnownError(
        text("The data folder {name} cannot be made: {reason}.", name=folder, reason=reason(error)),
        text("Choose another folder."),
    )
