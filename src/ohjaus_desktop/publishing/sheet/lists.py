"""Readers of cells that hold names of closed lists."""

from __future__ import annotations

from collections.abc import Sequence

from ohjaus_desktop.guidance import language
from ohjaus_desktop.publishing.sheet.entry import CellWrong, Desk, Pen, Read
from ohjaus_desktop.publishing.sheet.vocabulary import pieces
from ohjaus_desktop.texts import current, text


def one_of(name: str) -> Read:
    """A reader of one name of a list; raises CellWrong."""

    def read(said: str, desk: Desk) -> str:
        found = desk.vocabulary[name].find(said)
        if found is None:
            raise CellWrong(_unknown(said, name, desk))
        return found

    return read


def some_of(name: str) -> Read:
    """A reader of several names of a list; unknown ones are remarked and left out."""

    def read(said: str, desk: Desk) -> list[str]:
        names = desk.vocabulary[name]
        found: dict[str, None] = {}
        for piece in dict.fromkeys(pieces(said, names)):
            ids = [known] if (known := names.find(piece)) else _heard(piece, name, desk)
            if not ids:
                desk.remark(_unknown(piece, name, desk))
            found |= dict.fromkeys(ids)
        return [*found]

    return read


def _heard(piece: str, name: str, desk: Desk) -> list[str]:
    """Needs and kinds of help said in everyday words."""
    if name not in {"needs", "activities"}:
        return []
    hearing = desk.vocabulary.hearing(name)
    heard = [one for one in hearing.hear(language.words(piece), half_typed=False) if one.certain]
    if heard:
        names = ", ".join(desk.vocabulary[name].label(one.id, current()) for one in heard)
        desk.remark(text("“{words}” was understood as {names}.", words=piece, names=names))
    return [one.id for one in heard]


def _unknown(said: str, name: str, desk: Desk) -> str:
    near = desk.vocabulary[name].like(said, current())
    if near:
        return text("“{words}” is not on the list. Did you mean {name}?", words=said, name=near)
    return text("“{words}” is not on the list.", words=said)


def labels(ids: Sequence[str], name: str, pen: Pen) -> str:
    """The names of ids, joined by ;."""
    return "; ".join(pen.vocabulary[name].label(id_, pen.say) for id_ in ids)
