"""Going back without losing anything: every step of the worker for this client can be retraced.

A step is what changes the question (letters of one word are one step) or opens a service. Going
back restores the words, the place, the filters, the chosen row, what was scrolled and what was shown.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields

from PySide6.QtCore import QEvent, QObject, QTimer

from ohjaus_desktop.guidance.answer import Question
from ohjaus_desktop.ui.guidance_page import GuidancePage
from ohjaus_desktop.ui.guide import Guide
from ohjaus_desktop.ui.trail import Spot, Step

_WRITTEN = frozenset(("text", "age"))
"""What is written letter by letter."""


class Retrace(QObject):
    """Keeps the trail of one page: notes where it is before every step, and leads back."""

    def __init__(
        self,
        page: GuidancePage,
        guide: Guide,
        parent: QObject,
        *,
        step: Callable[[], Step],
        shown: Callable[[], str],
    ) -> None:
        """step: of the hatch, as it is in sight; shown: gives the id of the service on the right."""
        super().__init__(parent)
        self._page, self._guide = page, guide
        self._step, self._shown = step, shown
        self._last = ""
        self._fullest: Spot | None = None
        self._before_press: Spot | None = None
        guide.changing.connect(self._changing)
        # A press already moves to the row: where one comes from is asked before it.
        page.middle.results.viewport().installEventFilter(self)

    def close(self) -> None:
        """Stop listening: another page takes over."""
        self._guide.changing.disconnect(self._changing)

    def here(self) -> Spot:
        """Everything in sight now."""
        middle = self._page.middle
        in_tiles = middle.currentIndex() == 0
        scrolled = middle.tiles if in_tiles else middle.results
        return Spot(
            question=self._guide.question,
            place=self._guide.place,
            step=self._step(),
            row="" if in_tiles else middle.results.current_id(),
            shown=self._shown(),
            tile=middle.tiles.focused() if in_tiles else ("", ""),
            top=scrolled.verticalScrollBar().value(),
            pane=self._page.panes.shown,
        )

    def leave(self) -> None:
        """A step that changes no question: a service is about to be opened, a question is passed over."""
        self._guide.trail.leave(self._before_press or self.here())
        self._before_press = None
        self._last = "leave"

    def back(self) -> Spot | None:
        """The spot to return to, None at the beginning."""
        self._last = "back"
        return self._guide.trail.back(self.here())

    def forward(self) -> Spot | None:
        """The spot that was left by going back, None for none."""
        self._last = "forward"
        return self._guide.trail.forward(self.here())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Remember where a press on the list found the worker, until the list has heard of its end."""
        if event.type() == QEvent.Type.MouseButtonPress:
            self._before_press = self.here()
        elif event.type() == QEvent.Type.MouseButtonRelease:
            QTimer.singleShot(0, self, self._forget_press)
        return super().eventFilter(watched, event)

    def _forget_press(self) -> None:
        self._before_press = None

    def _changing(self, asked: Question) -> None:
        before = self._guide.question
        self._before_press = None
        changed = {one.name for one in fields(asked) if getattr(asked, one.name) != getattr(before, one.name)}
        changed.discard("at")
        kind = next(iter(changed)) if len(changed) == 1 else ""
        if kind == "text":
            self._typing(before.text, asked.text)
        elif kind not in _WRITTEN or kind != self._last:
            self._guide.trail.leave(self.here())
        self._last = kind

    def _typing(self, before: str, after: str) -> None:
        """Letters added to a word are no step, nor are those taken back; other words are, and none."""
        here = self.here()
        if self._last != "text" or not (after.startswith(before) or before.startswith(after)):
            self._guide.trail.leave(here)
            self._fullest = None
        if len(after) > len(before):
            self._fullest = None
        elif self._fullest is None:
            self._fullest = here
        if not after and self._fullest is not None:
            self._guide.trail.leave(self._fullest)
