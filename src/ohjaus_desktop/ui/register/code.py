"""Gets the recovery code onto paper and typed back, and reminds until that has been done."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog

from ohjaus_desktop.errors import KnownError, reason
from ohjaus_desktop.texts import text
from ohjaus_desktop.ui.register.band import CodeBand
from ohjaus_desktop.ui.register.code_view import CodeView
from ohjaus_desktop.ui.register.lane import RegisterLane
from ohjaus_desktop.ui.register.view import RegisterView
from ohjaus_desktop.ui.window_frame import WindowFrame


class CodeKeeper(QObject):
    """Knows whether a code waits to be confirmed, and shows band and view."""

    def __init__(
        self,
        window: WindowFrame,
        lane: RegisterLane,
        show: Callable[[RegisterView], None],
        put_away: Callable[[], None],
        parent: QObject,
    ) -> None:
        """show, put_away: place a screen, and take it away again."""
        super().__init__(parent)
        self._window, self._lane = window, lane
        self._show, self._put_away = show, put_away
        self._band: CodeBand | None = None
        self.ask_for_file = _ask_for_file

    def look(self, then: Callable[[str], object] | None = None) -> None:
        """Ask the open register for a code that waits; show the band where one does."""
        register = self._lane.register
        if register is None:
            return

        def found(code: str) -> None:
            self._lane.code_waits = bool(code)
            self.show_band()
            if then is not None:
                then(code)

        self._lane.with_vault(lambda vault: vault.unconfirmed_code(register), found)

    @Slot()
    def show_band(self) -> None:
        """Show the band, or take it away, as things stand."""
        if self._band is not None:
            self._band.hide()
            self._band.deleteLater()
            self._band = None
        if self._lane.code_waits:
            self._band = CodeBand()
            self._band.wanted.connect(self.show_code)
            self._window.band.addWidget(self._band)
            self._window.fit()

    @Slot()
    def show_code(self) -> None:
        """The button of the band."""
        self.look(lambda code: self.show_view(code) if code else None)

    def show_view(self, code: str, then: Callable[[], object] | None = None) -> None:
        """The screen of the code. then: when it has gone, with the code confirmed or not."""
        view = CodeView(code)
        view.print_wanted.connect(lambda: self._print(view))
        view.copy_wanted.connect(lambda: self._copy(view))
        view.save_wanted.connect(lambda: self._save(view))
        view.typed.connect(partial(self._confirm, view))
        if then is not None:
            view.closed.connect(then)
        self._show(view)

    def _confirm(self, view: CodeView, typed: str) -> None:
        register = self._lane.register
        if register is None:
            return
        view.wait(True)

        def confirmed(right: bool) -> None:
            if not right:
                view.refuse()
                return
            self._lane.code_waits = False
            self.show_band()
            self._put_away()
            self._window.undo_bar.tell(text("The recovery code is safe."))

        def failed(error: KnownError) -> None:
            view.wait(False)
            view.say_problem(f"{error.what} {error.do}".strip())

        self._lane.with_vault(lambda vault: vault.confirm_code(register, typed), confirmed, failed)

    def _copy(self, view: CodeView) -> None:
        self._lane.clipboard.copy(view.code)
        self._window.undo_bar.tell(text("Copied for two minutes."))

    def _save(self, view: CodeView) -> None:
        file = self.ask_for_file(f"{text('Recovery code')}.txt")
        if file is None:
            return
        try:
            file.write_text(f"Ohjaus\n{text('Recovery code')}\n{view.code}\n", encoding="utf-8")
        except OSError as error:
            view.say_problem(text("The file could not be saved: {reason}.", reason=reason(error)))
        else:
            self._window.undo_bar.tell(text("Saved. Move the file away from this computer."))

    def _print(self, view: CodeView) -> None:
        from ohjaus_desktop.documents import pdf, recovery_sheet
        from ohjaus_desktop.ui.preview import Paper

        code, window = view.code, self._window
        at, point = window.outside.clock(), window.settings.service_point

        def render(language: str, large: bool) -> bytes:
            return pdf.render(
                recovery_sheet.compose(code, service_point=point, language=language, at=at, large=large)
            )

        preview = window.outside.preview(window.settings.printer)
        preview.printed.connect(
            lambda printer: window.undo_bar.tell(text("Printed: {printer}", printer=printer))
        )
        name = text("Recovery code")
        preview.open(Paper(title=name, name=name, render=render, language=window.settings.language))
        window.show_over(preview)


def _ask_for_file(name: str) -> Path | None:
    chosen, _kind = QFileDialog.getSaveFileName(None, text("Save to a file"), name, "*.txt")
    return Path(chosen) if chosen else None
