"""The word lists that ship with the program, read with a clear word where one of them is damaged.

Without them the program would still find something, but not hear who is in danger: nobody shall
work so without knowing it.
"""

from __future__ import annotations

from typing import TypeVar

import msgspec

from ohjaus_desktop import paths
from ohjaus_desktop.errors import KnownError
from ohjaus_desktop.texts import text

Words = TypeVar("Words")


class ProgramDamaged(KnownError):
    """A file of the program itself is missing or broken."""

    def __init__(self, name: str) -> None:
        """name: of the file."""
        super().__init__(
            text("The program's own file {name} is missing or damaged.", name=name),
            text("Install Ohjaus anew, or ask your IT support to. Your data stays as it is."),
        )


def read(name: str, kind: type[Words]) -> Words:
    """The content of a file in ``resources``. Raises ProgramDamaged."""
    try:
        return msgspec.json.decode(data(name), type=kind)
    except msgspec.MsgspecError as error:
        raise ProgramDamaged(name) from error


def data(name: str) -> bytes:
    """The bytes of a file in ``resources``. Raises ProgramDamaged."""
    try:
        return paths.resource(name).read_bytes()
    except OSError as error:
        raise ProgramDamaged(name) from error
