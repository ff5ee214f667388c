"""Paper and texts of the request that is open: printed again, copied, exported. Each is logged."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from ohjaus_desktop.documents.referral import discretion
from ohjaus_desktop.errors import KnownError
from ohjaus_desktop.register import journal
from ohjaus_desktop.register.journal import UseKind
from ohjaus_desktop.register.model import Referral
from ohjaus_desktop.register.store import Register
from ohjaus_desktop.texts import text
from ohjaus_desktop.ui.save_as import ask_for_path

if TYPE_CHECKING:
    from ohjaus_desktop.documents.page import ClientPage
    from ohjaus_desktop.ui.passing import PassingView
    from ohjaus_desktop.ui.preview import Paper
    from ohjaus_desktop.ui.requests.asks import Opened
    from ohjaus_desktop.ui.requests.desk import RequestsDesk

Compose = Callable[[str, bool], "Sequence[ClientPage]"]
"""Pages in a language, normal or large."""


class RequestPapers(QObject):
    """Prints where this window prints, copies privately, and writes down what was given to whom."""

    def __init__(self, desk: RequestsDesk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._view: PassingView | None = None
        self.deeds: dict[str, Callable[[Opened, Any], None]] = {
            "print_page": self._print_page,
            "print_sheet": self._print_sheet,
            "print_letter": self._print_letter,
            "print_rights": self._print_rights,
            "copy_mail": self._copy_mail,
            "copy_record": self._copy_record,
            "copy_number": self._copy_number,
            "export_pdf": self._export_pdf,
            "export_json": self._export_json,
        }

    def hide(self) -> None:
        """Let go of the page in sight, or of the question before it."""
        view, self._view = self._view, None
        if view is not None:
            view.close_view()

    # Paper ------------------------------------------------------------------------------------

    def _print_page(self, opened: Opened, _value: object) -> None:
        from ohjaus_desktop.documents.referral import client_pages

        referral, at, sender = opened.referral, self._desk.now(), self._desk.workplace.sender()
        notice, helplines = self._desk.workplace.notice(), self._desk.helplines(referral)
        reached = {one.recipient_id for one in opened.disclosures if one.recipient_id}

        def compose(language: str, large: bool) -> Sequence[ClientPage]:
            return client_pages.compose(
                referral,
                sender,
                at=at,
                language=language,
                large=large,
                notice=notice,
                helplines=helplines,
                given=reached,
            )

        self._show(text("Client’s page"), compose, referral, lambda: self._noted_page(referral))

    def _print_sheet(self, opened: Opened, _value: object) -> None:
        from ohjaus_desktop.documents.referral import data_sheet

        referral, at = opened.referral, self._desk.now()
        sender, notice = self._desk.workplace.sender(), self._desk.workplace.notice()
        self._show(
            text("Data sheet"),
            lambda language, large: [
                data_sheet.compose(referral, sender, at=at, language=language, large=large, notice=notice)
            ],
            referral,
            lambda: self._noted_page(referral),
        )

    def _print_letter(self, opened: Opened, _value: object) -> None:
        from ohjaus_desktop.documents.referral import letter

        referral, at, sender = opened.referral, self._desk.now(), self._desk.workplace.sender()
        choices = self._desk.workplace.store.choices()
        self._show(
            text("Letter to the organization"),
            lambda language, large: [
                letter.compose(
                    referral,
                    opened.recipient_id,
                    sender,
                    at=at,
                    language=language,
                    large=large,
                    choices=choices,
                )
            ],
            referral,
            lambda: self._disclosed(opened, "letter"),
            discreet=False,
            letter=True,
        )

    def _print_rights(self, opened: Opened, _value: object) -> None:
        """What every client may ask of us; it names nobody, and so nothing of it is logged."""
        from ohjaus_desktop.documents.referral import rights

        at, sender, notice = self._desk.now(), self._desk.workplace.sender(), self._desk.workplace.notice()
        self._show(
            text("Client’s rights"),
            lambda language, large: [rights.compose(notice, sender, at=at, language=language, large=large)],
            opened.referral,
            lambda: None,
        )

    def print_hand_over(self, rows: Sequence[Any]) -> None:
        """The open requests on paper, for a colleague."""
        from ohjaus_desktop.documents.referral import hand_over

        at, sender = self._desk.now(), self._desk.workplace.sender()
        ids = tuple(dict.fromkeys(row.referral_id for row in rows if not row.hidden))
        self._show(
            text("Open contact requests"),
            lambda language, large: [hand_over.compose(rows, sender, at=at, language=language, large=large)],
            None,
            lambda: self._note("printed", ids),
        )

    def _show(
        self,
        title: str,
        compose: Compose,
        referral: Referral | None,
        noted: Callable[[], None],
        *,
        discreet: bool | None = None,
        letter: bool = False,
    ) -> None:
        """See a page before it is printed; first the question where paper can hurt.

        discreet: None where the request itself decides. letter: it begins in the worker's language.
        """
        from ohjaus_desktop.ui.preview import Paper

        def render(language: str, large: bool) -> bytes:
            from ohjaus_desktop.documents import pdf

            return pdf.render_together(list(compose(language, large)))

        settings = self._desk.window.settings
        if discreet is None:
            discreet = referral is not None and discretion.is_discreet(referral)
        paper = Paper(
            title=title,
            # The print queue and the file are read by others: no name, no number.
            name=text("Contact request"),
            render=render,
            language=referral.language if referral and not letter else settings.language,
            large=settings.large_print,
            discreet=discreet,
        )
        if discreet and referral is not None:
            self._ask_first(paper, referral, noted)
        else:
            self._preview(paper, noted)

    def _ask_first(self, paper: Paper, referral: Referral, noted: Callable[[], None]) -> None:
        """No paper, a slip or the page: whoever else finds it must not find more than is safe."""
        from ohjaus_desktop.ui.form import papers
        from ohjaus_desktop.ui.sensitive_choice import PaperChoice, SensitiveChoice

        def decided(choice: PaperChoice) -> None:
            if choice is PaperChoice.PAGE:
                self._preview(paper, noted)
            elif choice is PaperChoice.SLIP and papers.has_number(referral):
                slip = papers.slip_paper(referral, at=self._desk.now())
                self._preview(slip, lambda: self._note("printed", (referral.id,)))
            elif choice is PaperChoice.SLIP:
                self._desk.tell(text("No number is known that a slip could carry."))
            else:
                self._desk.tell(text("No paper. The number can be read aloud."))

        view = SensitiveChoice()
        view.chosen.connect(decided)
        self._cover(view)
        view.open()

    def _preview(self, paper: Paper, noted: Callable[[], None]) -> None:
        preview = self._desk.window.outside.preview(self._desk.window.settings.printer)
        preview.printed.connect(lambda printer: self._desk.tell(text("Printed: {printer}", printer=printer)))
        preview.printed.connect(lambda _printer: noted())
        preview.saved.connect(lambda _path: noted())
        preview.open(paper)
        self._cover(preview)

    def _cover(self, view: PassingView) -> None:
        view.closed.connect(self._closed)
        self._desk.window.show_over(view)
        self._view = view

    def _closed(self) -> None:
        self._view = None

    # Texts ------------------------------------------------------------------------------------

    def _copy_mail(self, opened: Opened, _value: object) -> None:
        from ohjaus_desktop.documents.referral import protected_mail

        mail = protected_mail.compose(
            opened.referral,
            opened.recipient_id,
            self._desk.workplace.sender(),
            language=self._desk.window.settings.language,
            choices=self._desk.workplace.store.choices(),
        )
        self._desk.register.copy_private(mail.body)
        self._disclosed(opened, "protected_mail")
        subject = text("Copied for two minutes. Subject of the message: {subject}", subject=mail.subject)
        self._desk.tell(f"{subject} {mail.address}".strip())

    def _copy_record(self, opened: Opened, _value: object) -> None:
        from ohjaus_desktop.documents.referral import record_note

        words = record_note.compose(
            opened.referral, at=self._desk.now(), language=self._desk.window.settings.language
        )
        self._desk.register.copy_private(words)
        self._note("copied", (opened.referral.id,))
        self._desk.tell(text("The record is copied for two minutes."))

    def _copy_number(self, _opened: Opened, number: str) -> None:
        self._desk.register.copy_private(number)
        self._desk.tell(text("The number is copied for two minutes."))

    # Export -----------------------------------------------------------------------------------

    def _exported(self, opened: Opened, then: Callable[[dict[str, Any]], object]) -> None:
        """Everything that is kept about this client, their other requests too."""
        from ohjaus_desktop.register import privacy

        ids = (opened.referral.id, *(one.id for one in opened.same))
        by, at = self._desk.by(), self._desk.now()
        self._desk.register.ask(lambda register: privacy.export(register, ids, by=by, at=at), then)

    def _export_json(self, opened: Opened, _value: object) -> None:
        from ohjaus_desktop.register import privacy

        def save(exported: dict[str, Any]) -> None:
            path = self._ask_path(text("Client’s data") + ".json")
            if path is None:
                return
            try:
                privacy.write_export(exported, path)
            except KnownError as error:
                self._desk.window.tell_error(error)
                return
            self._desk.tell(text("Saved: {path}", path=path))

        self._exported(opened, save)

    def _export_pdf(self, opened: Opened, _value: object) -> None:
        from ohjaus_desktop.documents.referral import access

        referral, at = opened.referral, self._desk.now()
        sender, notice = self._desk.workplace.sender(), self._desk.workplace.notice()

        def show(exported: dict[str, Any]) -> None:
            if not self._desk.register.is_open:
                return
            self._show(
                text("Client’s data"),
                lambda language, large: [
                    access.compose(exported, sender, at=at, language=language, large=large, notice=notice)
                ],
                referral,
                lambda: self._noted_page(referral),
            )

        self._exported(opened, show)

    def _ask_path(self, name: str) -> Path | None:
        title = text("Export as a file (JSON)")
        return ask_for_path(self._desk.window, name, title=title, kinds="*.json")

    # Logs -------------------------------------------------------------------------------------

    def _noted_page(self, referral: Referral) -> None:
        """The client may always have what is theirs; the log says that it was given."""
        by, at = self._desk.by(), self._desk.now()
        self._desk.register.ask(
            lambda register: journal.note_disclosure(
                register,
                referral.id,
                recipient="",
                what=("page",),
                ground="own_data",
                route="paper",
                by=by,
                at=at,
            ),
            lambda _: self._desk.refresh(),
        )

    def _disclosed(self, opened: Opened, route: str) -> None:
        by, at, referral = self._desk.by(), self._desk.now(), opened.referral

        def note(register: Register) -> None:
            journal.note_disclosure(
                register,
                referral.id,
                recipient=opened.recipient_id,
                what=journal.told(referral),
                ground="consent",
                route=route,
                by=by,
                at=at,
            )

        self._desk.register.ask(note, lambda _: self._desk.refresh())

    def _note(self, kind: UseKind, ids: tuple[str, ...]) -> None:
        by, at = self._desk.by(), self._desk.now()
        self._desk.register.ask(lambda register: journal.note(register, kind, ids, by=by, at=at))
