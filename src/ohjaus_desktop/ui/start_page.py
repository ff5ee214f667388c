"""The start page as it stood last time, shown before the catalogue is opened.

What reads the catalogue loads slower than the window. Meanwhile the needs stand there with last
time's counts, and a click on one of them is kept; a moment later the counts are today's. Nothing
of a client is in it.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path

import msgspec

from ohjaus_desktop.texts import text
from ohjaus_desktop.ui import keys
from ohjaus_desktop.ui.middle import MiddlePane
from ohjaus_desktop.ui.need_tiles import TilePart
from ohjaus_desktop.ui.tile import TileFact

log = logging.getLogger(__name__)


class StartPage(msgspec.Struct, frozen=True):
    """The tiles of the needs, for one language of the interface and one home municipality."""

    language: str
    municipality: str
    tiles: tuple[TileFact, ...]


def show(middle: MiddlePane, tiles: Sequence[TileFact], favourites: Sequence[TileFact] = ()) -> None:
    """Ask the first question of the hatch; below it the worker's favourites."""
    middle.show_back(False)
    middle.tiles.show_tiles(
        text("What is help needed with?"),
        text("Write what the client says, with the place if you like, or choose a picture."),
        tiles,
        (TilePart(text("Favourites"), tuple(favourites), text("Put in order")),),
    )
    middle.show_tiles()


def show_empty(middle: MiddlePane) -> None:
    """Nothing is installed that could be found: say what to do instead of asking."""
    middle.show_back(False)
    middle.tiles.show_tiles(
        text("No service data yet"),
        text(
            "Fetch the service information ({update}), or give the address of the service catalogue in "
            "the settings ({settings}).",
            update=keys.shown("update"),
            settings=keys.shown("settings"),
        ),
        (),
    )
    middle.show_tiles()


def remembered(file: Path, *, language: str, municipality: str) -> tuple[TileFact, ...]:
    """Last time's tiles; none where they are of another language or place, or cannot be read."""
    try:
        page = msgspec.json.decode(file.read_bytes(), type=StartPage)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return ()
    fits = (page.language, page.municipality) == (language, municipality)
    return page.tiles if fits else ()


def remember(file: Path, page: StartPage) -> None:
    """Keep the tiles for the next start; a disk that does not take them costs a moment, no more."""
    data = msgspec.json.encode(page)
    try:
        if not file.exists() or file.read_bytes() != data:
            file.write_bytes(data)
    except OSError as error:
        log.info("the start page is not kept: %s", type(error).__name__)
