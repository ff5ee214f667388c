"""How large everything on a page is set: for everybody, in large print, for colleagues."""

from __future__ import annotations

from dataclasses import dataclass

from ohjaus_desktop.documents.sheet import BOLD, REGULAR, Style

MARGIN = 42.0
"""Points; 15 mm, which every office printer reaches."""


@dataclass(frozen=True, slots=True)
class Scale:
    """The sizes of one page, in points. label_width: 0 puts labels above their rows."""

    body: Style
    strong: Style
    label: Style
    title: Style
    heading: Style
    big: Style
    small: Style
    label_width: float
    padding: float
    qr: float


NORMAL = Scale(
    body=Style(REGULAR, 14, 18),
    strong=Style(BOLD, 14, 18),
    label=Style(BOLD, 12, 18),
    title=Style(BOLD, 23, 28),
    heading=Style(BOLD, 19, 24),
    big=Style(BOLD, 25, 31),
    small=Style(REGULAR, 11, 14.5),
    label_width=94,
    padding=3.2,
    qr=54,
)
COMPACT = Scale(
    body=Style(REGULAR, 11, 14.2),
    strong=Style(BOLD, 11, 14.2),
    label=Style(BOLD, 10, 14.2),
    title=Style(BOLD, 20, 25),
    heading=Style(BOLD, 14.5, 19),
    big=Style(BOLD, 18, 23),
    small=Style(REGULAR, 9.5, 12.5),
    label_width=100,
    padding=2.2,
    qr=48,
)
LARGE = Scale(
    body=Style(REGULAR, 18, 24),
    strong=Style(BOLD, 18, 24),
    label=Style(BOLD, 16, 23),
    title=Style(BOLD, 28, 34),
    heading=Style(BOLD, 24, 30),
    big=Style(BOLD, 34, 42),
    small=Style(REGULAR, 14, 18),
    label_width=0,
    padding=5,
    qr=78,
)
