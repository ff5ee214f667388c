"""From chosen services to paper: preview, print, slip, and the question that comes before.

What is sensitive is never printed by the third click alone: first the worker chooses between no
paper, a small slip and an ordinary page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ohjaus_desktop.catalogue.navigation import Helpline
from ohjaus_desktop.documents import readable
from ohjaus_desktop.documents.chosen import Chosen
from ohjaus_desktop.texts import text
from ohjaus_desktop.ui.guide import Guide
from ohjaus_desktop.ui.readable_view import ReadableView
from ohjaus_desktop.ui.right_pane import RightPane
from ohjaus_desktop.ui.sensitive_choice import PaperChoice, SensitiveChoice
from ohjaus_desktop.ui.service_desk import ServiceDesk

if TYPE_CHECKING:
    from ohjaus_desktop.ui.preview import Paper, Preview


class PaperDesk(QObject):
    """Opens the preview, prints at once where that is asked, and the view to read aloud."""

    told = Signal(str, object)
    seen = Signal()

    def __init__(
        self,
        right: RightPane,
        services: ServiceDesk,
        guide: Guide,
        make_preview: Callable[[], Preview],
        *,
        helplines: Callable[[str | None, datetime], Sequence[Helpline]],
        rides: Callable[[], Sequence[Chosen]],
        large: bool,
        parent: QObject,
    ) -> None:
        """helplines: gives urgent help of the client's area; rides: those that the page is to tell of.

        large: begin with large text.
        """
        super().__init__(parent)
        self._right, self._services, self._guide = right, services, guide
        self._helplines, self._rides, self._large = helplines, rides, large
        self._make_preview = make_preview
        self._preview: Preview | None = None
        self._waiting: tuple[tuple[Chosen, ...], bool] = ((), False)
        detail, tray = right.detail, right.tray
        detail.print_wanted.connect(lambda: self.print(services.on_the_right()))
        detail.preview_wanted.connect(lambda: self.show(services.on_the_right()))
        detail.read_aloud_wanted.connect(self.read_aloud)
        tray.print_wanted.connect(lambda: self.show(services.tray()))

    @cached_property
    def sensitive(self) -> SensitiveChoice:
        """The question before sensitive paper; made when it is first asked."""
        made = SensitiveChoice()
        made.chosen.connect(self._decided)
        self._right.hold(made)
        return made

    @cached_property
    def readable(self) -> ReadableView:
        """The view to read aloud; made when it is first wanted."""
        made = ReadableView()
        self._right.hold(made)
        return made

    def preview(self) -> Preview:
        """Where pages are seen before they are printed; made with the first of them."""
        if self._preview is None:
            self._preview = self._make_preview()
            self._preview.printed.connect(
                lambda printer: self.told.emit(text("Printed: {printer}", printer=printer), None)
            )
            self._right.hold(self._preview)
        return self._preview

    def show_current(self) -> None:
        """Ctrl+P: the page of the service on the right; Enter then prints it."""
        self.show(self._services.on_the_right() or self._services.tray())

    def print(self, chosen: Sequence[Chosen]) -> None:
        """The third click: print at once, unless it is sensitive."""
        self._begin(tuple(chosen), at_once=True)

    def show(self, chosen: Sequence[Chosen]) -> None:
        """Show the page before it is printed."""
        self._begin(tuple(chosen), at_once=False)

    def read_aloud(self) -> None:
        """Ctrl+Shift+L: large digits and one sentence for the phone."""
        chosen = self._services.on_the_right() or self._services.tray()
        if not chosen:
            return
        at, sender, manner = self._services.now(), self._services.giver(), self._services.manner()
        self.readable.open(
            lambda language: readable.read_aloud(chosen, language, at=at, sender=sender, manner=manner),
            self._services.language(),
        )
        self._right.cover(self.readable)
        self.seen.emit()

    def _begin(self, chosen: tuple[Chosen, ...], *, at_once: bool) -> None:
        if not chosen:
            return
        if any(one.discreet for one in chosen):
            self._waiting = (chosen, at_once)
            self.sensitive.open()
            self._right.cover(self.sensitive)
            self.seen.emit()
        else:
            self._open(self._page(chosen, discreet=False), at_once=at_once)

    def _decided(self, choice: PaperChoice) -> None:
        (chosen, at_once), self._waiting = self._waiting, ((), False)
        if choice is PaperChoice.SLIP and not any(one.phones for one in chosen):
            self.told.emit(text("No number is known that a slip could carry."), None)
        elif choice is PaperChoice.SLIP:
            self._open(self._slip(chosen), at_once=at_once)
        elif choice is PaperChoice.PAGE:
            self._open(self._page(chosen, discreet=True), at_once=at_once)
        else:
            self.told.emit(text("No paper. The number can be read aloud."), None)

    def _open(self, paper: Paper, *, at_once: bool) -> None:
        preview = self.preview()
        preview.open(paper)
        self._right.cover(preview)
        self.seen.emit()
        if at_once:
            preview.print()

    def _page(self, chosen: tuple[Chosen, ...], *, discreet: bool) -> Paper:
        from ohjaus_desktop.ui.preview import Paper

        at, rides, manner = self._services.now(), self._rides(), self._services.manner()

        def render(language: str, large: bool) -> bytes:
            # reportlab is slow to import: only who prints waits for it.
            from ohjaus_desktop.documents import compose, pdf

            page = compose.client_page(
                chosen,
                self._services.giver(),
                language=language,
                at=at,
                large=large,
                helplines=self._urgent(at),
                rides=rides,
                manner=manner,
            )
            return pdf.render(page)

        return Paper(
            title=text("Guidance for the client"),
            name=text("Guidance"),
            render=render,
            language=self._services.language(),
            large=self._large or manner.large,
            discreet=discreet,
        )

    def _slip(self, chosen: tuple[Chosen, ...]) -> Paper:
        from ohjaus_desktop.ui.preview import Paper

        at = self._services.now()

        def render(language: str, _large: bool) -> bytes:
            from ohjaus_desktop.documents import slip

            return slip.render(slip.compose(chosen, language=language, at=at))

        return Paper(
            title=text("Small slip"),
            name=text("Slip"),
            render=render,
            language=self._services.language(),
            sizes=False,
            discreet=True,
        )

    def _urgent(self, at: datetime) -> Sequence[Helpline]:
        place = self._guide.answer.staying or self._guide.answer.place
        return self._helplines(place.municipality if place else None, at)
