"""Three screens in every language, theme, text size and window size."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap

from gallery.stage import LARGE, SMALL, Setting, Theatre, picture
from gallery.states import ALT, CTRL, State
from worker import Worker

Key = Qt.Key
QUESTIONS = {"fi": "yksinäi perho", "sv": "ensam perho", "en": "friend perho"}


@dataclass(frozen=True, slots=True)
class Dress:
    """One combination of what changes the look."""

    language: str
    theme: str
    scale: int
    size: tuple[int, int]

    @property
    def setting(self) -> Setting:
        """The window in this dress."""
        chosen = {"language": self.language, "theme": self.theme, "text_scale": self.scale}
        chosen["client_languages"] = [self.language]
        return Setting(size=self.size, settings=chosen)

    @property
    def name(self) -> str:
        """For files and captions."""
        return f"{self.language}-{self.theme}-{self.scale}-{self.size[0]}"

    def put_on(self, state: State) -> State:
        """A state of the window in this dress."""
        mine = self.setting
        setting = replace(state.setting, size=mine.size, settings=state.setting.settings | mine.settings)
        return replace(
            state, name=f"{state.name}-{self.name}", caption=f"{state.caption} · {self.name}", setting=setting
        )


def dress(name: str) -> Dress:
    """The dress of that name, as in “sv-dark-200-1024”."""
    language, theme, scale, width = name.split("-")
    height = {1440: 900, 1280: 800, 1024: 600}[int(width)]
    return Dress(language, theme, int(scale), (int(width), height))


DRESSES = tuple(
    Dress(*made) for made in product(("fi", "sv", "en"), ("light", "dark"), (100, 200), (LARGE, SMALL))
)


def visit(worker: Worker, language: str) -> Iterator[str]:
    """Walk through the screens; each is in sight when its name comes."""
    worker.type(QUESTIONS[language])
    yield "search"
    worker.press(Key.Key_Return)
    yield "detail"
    worker.ctrl(Key.Key_P)
    yield "preview"
    worker.press(Key.Key_Escape)
    worker.press(Key.Key_3, ALT)
    worker.press(Key.Key_Down)
    yield "organizations"
    worker.press(Key.Key_Comma, CTRL)
    yield "settings"


THREE = ("search", "preview", "organizations")


def shoot(theatre: Theatre, dress: Dress) -> Iterator[tuple[str, QPixmap]]:
    """The three screens in one dress: name and picture."""
    with theatre.window(dress.setting) as worker:
        for screen in visit(worker, dress.language):
            # A narrow window shows list and detail one after the other.
            if screen in THREE:
                yield screen, picture(worker.window)
