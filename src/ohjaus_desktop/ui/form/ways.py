"""After saving: the ways a request takes, and the papers of it. Every disclosure is written down.

Nothing leaves by itself: the worker calls, pastes or prints, and says what came of it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ohjaus_desktop.catalogue.navigation import Helpline
from ohjaus_desktop.documents.referral import discretion
from ohjaus_desktop.register.model import Recipient, Referral, Route, Why
from ohjaus_desktop.register.moves import by_route, with_recipient
from ohjaus_desktop.texts import current, text
from ohjaus_desktop.ui.form import asks, papers
from ohjaus_desktop.ui.form.ways_view import CallOutcome, WaysFacts, WayStep, WaysView
from ohjaus_desktop.ui.passing import PassingView
from ohjaus_desktop.ui.register.desk import RegisterDesk
from ohjaus_desktop.ui.sensitive_choice import PaperChoice, SensitiveChoice
from ohjaus_desktop.workplace import Workplace

if TYPE_CHECKING:
    from ohjaus_desktop.register.journal import UseKind
    from ohjaus_desktop.register.store import Register
    from ohjaus_desktop.ui.preview import Paper, Preview
    from ohjaus_desktop.ui.window_frame import WindowFrame


class RequestWays(QObject):
    """One request at a time: its view, its preview, and what is written into the logs."""

    changed = Signal(str)  # id of a referral of which something has been noted
    pass_on_wanted = Signal(object)  # Content

    def __init__(
        self,
        window: WindowFrame,
        workplace: Workplace,
        register: RegisterDesk,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._window, self._workplace = window, workplace
        self._register = register
        self._right = window.page.right
        self._referral: Referral | None = None
        self._routes: dict[str, Route] = {}
        self._given: set[str] = set()
        self._printing: tuple[str, ...] = ()
        self._with_page = False

    @cached_property
    def view(self) -> WaysView:
        """What is to be done; made when the first request has been made."""
        made = WaysView()
        made.closed.connect(self._closed)
        made.outcome.connect(self._note_call)
        made.refused.connect(self._note_refusal)
        made.route_chosen.connect(self._take_route)
        made.copied.connect(self._copy_mail)
        made.record_wanted.connect(self._copy_record)
        made.papers_wanted.connect(self.print_papers)
        made.pass_on_wanted.connect(self._pass_on)
        self._right.hold(made)
        return made

    @cached_property
    def preview(self) -> Preview:
        """Where the papers are seen before they are printed."""
        made = self._window.outside.preview(self._window.settings.printer)
        made.printed.connect(self._printed)
        made.saved.connect(self._saved)
        self._right.hold(made)
        return made

    @cached_property
    def choice(self) -> SensitiveChoice:
        """The question before paper that can hurt."""
        made = SensitiveChoice()
        made.chosen.connect(self._decided)
        self._right.hold(made)
        return made

    @property
    def _is_kept(self) -> bool:
        return not self._window.settings.no_personal_data

    @property
    def is_open(self) -> bool:
        """Whether a request is being brought on its way, in sight or below something else."""
        return self._referral is not None

    def open(self, referral: Referral, *, take_back: Callable[[Referral], object] | None) -> None:
        """A request has been made. take_back: makes a draft of it again while nothing was given."""
        self._referral, self._given = referral, set()
        self._routes = {one.id: one.matter.route for one in referral.recipients if one.matter.route}
        self.view.open(self._facts(referral))
        self._right.resting = self.view
        self._right.cover(self.view)
        self._window.page.show_right()
        self._window.undo_bar.tell(
            text("The request {number} has been saved.", number=referral.case_number)
            if self._is_kept
            else text("The request is ready. Nothing of it is stored."),
            (lambda: take_back(referral)) if take_back is not None else None,
        )
        if set(self._routes.values()) == {"letter"}:
            self.print_papers()

    def close(self) -> None:
        """Put everything about the request away."""
        self._referral, self._given = None, set()
        if self._right.resting is not None and self._right.resting is self.__dict__.get("view"):
            self._right.resting = None
        made = (self.__dict__.get(name) for name in ("choice", "preview", "view"))
        for view in made:
            if not isinstance(view, PassingView):
                continue
            view.forget()
            if self._right.passing() is view:
                view.close_view()

    def _closed(self) -> None:
        self._right.resting = None
        self._referral = None

    def _facts(self, referral: Referral) -> WaysFacts:
        steps = tuple(
            papers.step(
                referral,
                one,
                self._routes.get(one.id, "letter"),
                sender=self._workplace.sender(),
                choices=self._workplace.store.choices(),
            )
            for one in referral.recipients
        )
        return WaysFacts(
            number=referral.case_number if self._is_kept else "",
            steps=steps,
            discreet=discretion.is_discreet(referral),
        )

    def _step(self, recipient_id: str) -> WayStep | None:
        referral = self._referral
        steps = self._facts(referral).steps if referral is not None else ()
        return next((one for one in steps if one.recipient_id == recipient_id), None)

    # Calling together -------------------------------------------------------------------------

    def _note_call(self, recipient_id: str, outcome: CallOutcome) -> None:
        referral = self._referral
        if referral is None:
            return
        if outcome in (CallOutcome.TAKEN, CallOutcome.MEETING):
            self._disclosed(recipient_id, "joint_call")
            met = outcome is CallOutcome.MEETING
            self._note(recipient_id, "reached", note=text("A meeting was agreed.") if met else "")
        elif outcome is CallOutcome.NO_ANSWER:
            self._note(recipient_id, "not_reached", note=text("Nobody answered the call."))
            self._offer_next(recipient_id)

    def _note_refusal(self, recipient_id: str, why: Why) -> None:
        self._note(recipient_id, "rejected", why=why)

    def _note(self, recipient_id: str, outcome: str, *, why: Why = "", note: str = "") -> None:
        referral = self._referral
        if referral is None or not self._is_kept:
            return
        by, at = self._register.worker(), self._window.outside.clock()
        referral_id = referral.id
        self._window.undo_bar.forget()

        def write(register: Register) -> object:
            from ohjaus_desktop.register.follow_up import note_outcome

            return note_outcome(
                register,
                referral_id,
                recipient_id,
                outcome,  # type: ignore[arg-type]  # one of CallOutcome's
                why=why,
                note=note,
                by=by,
                at=at,
            )

        self._register.ask(write, lambda _after: self.changed.emit(referral_id))

    def _offer_next(self, recipient_id: str) -> None:
        """Nobody answered: the next way that the service takes is ready under the keyboard."""
        step = self._step(recipient_id)
        other = next((way for way in step.other_routes), None) if step else None
        if other is not None:
            self._take_route(recipient_id, other)

    def _take_route(self, recipient_id: str, route: Route) -> None:
        self._routes[recipient_id] = route
        step = self._step(recipient_id)
        if step is not None:
            self.view.change_step(step)
        self._keep_route(recipient_id, route)

    def _keep_route(self, recipient_id: str, route: Route) -> None:
        """The request says by which way it goes, and until when the service has promised an answer."""
        referral = self._referral
        if referral is None:
            return
        by, at, id_ = self._register.worker(), self._window.outside.clock(), referral.id

        def taken(after: Recipient) -> None:
            if self._referral is not None and self._referral.id == id_:
                self._referral = with_recipient(self._referral, after)
            if self._is_kept:
                self.changed.emit(id_)

        if not self._is_kept:
            before = referral.recipient(recipient_id)
            taken(by_route(before, route, sensitive=referral.sensitive, by=by, at=at))
            return
        self._register.ask(asks.route_taken(id_, recipient_id, route, by=by, at=at), taken)

    def _pass_on(self, recipient_id: str) -> None:
        from ohjaus_desktop.register.follow_up import pass_on

        if self._referral is not None:
            content = pass_on(self._referral, recipient_id)
            self.view.close_view()
            self.pass_on_wanted.emit(content)

    # Copying ----------------------------------------------------------------------------------

    def _copy_mail(self, recipient_id: str, part: str) -> None:
        step = self._step(recipient_id)
        if step is None or step.mail is None:
            return
        words = {"subject": step.mail.subject, "body": step.mail.body, "address": step.mail.address}[part]
        self._register.copy_private(words)
        if part == "body":
            self._disclosed(recipient_id, "protected_mail")
        told = {
            "subject": text("Subject copied. It tells no name."),
            "body": text("Message copied: paste it into protected mail within two minutes."),
            "address": text("Address copied."),
        }
        self._window.undo_bar.tell(told[part])

    def _copy_record(self) -> None:
        referral = self._referral
        if referral is None:
            return
        from ohjaus_desktop.documents.referral import record_note

        at = self._window.outside.clock()
        self._register.copy_private(record_note.compose(referral, at=at, language=current().language))
        self._used("copied")
        self._window.undo_bar.tell(text("Record entry copied: paste it within two minutes."))

    # Paper ------------------------------------------------------------------------------------

    def print_papers(self) -> None:
        """The client's page, and the letters of whoever gets one; first the question where paper can hurt."""
        referral = self._referral
        if referral is None:
            return
        if discretion.is_discreet(referral):
            self.choice.open()
            self._right.cover(self.choice)
        else:
            self._show(page=True)

    def _decided(self, choice: PaperChoice) -> None:
        referral = self._referral
        if choice is PaperChoice.SLIP and referral is not None and not papers.has_number(referral):
            self._window.undo_bar.tell(text("No number is known that a slip could carry."))
        elif choice is PaperChoice.SLIP and referral is not None:
            self._with_page, self._printing = False, ()
            self._preview(papers.slip_paper(referral, at=self._window.outside.clock()))
        else:
            self._show(page=choice is PaperChoice.PAGE)

    def _show(self, *, page: bool) -> None:
        referral = self._referral
        if referral is None:
            return
        letters = tuple(one for one, way in self._routes.items() if way == "letter")
        if not page and not letters:
            self._window.undo_bar.tell(text("No paper. The number can be read aloud."))
            return
        self._with_page, self._printing = page, letters
        at = self._window.outside.clock()
        paper = papers.papers(
            referral,
            self._workplace.sender(),
            at=at,
            notice=self._workplace.notice(),
            helplines=self._helplines(referral, at),
            choices=self._workplace.store.choices(),
            page=page,
            letters=letters,
            given=tuple(self._given),
            large=self._window.settings.large_print,
        )
        self._preview(paper)

    def _helplines(self, referral: Referral, at: datetime) -> Sequence[Helpline]:
        """Urgent help of the client's own area, else of the place that is searched for."""
        client, searched = referral.client, self._window.guide.answer.place
        place = client.municipality or (searched.municipality if searched else None)
        return self._workplace.navigator.urgent_line(None if client.non_disclosure else place, at)

    def _preview(self, paper: Paper) -> None:
        self.preview.open(paper)
        self._right.cover(self.preview)
        self._window.page.show_right()

    def _printed(self, printer: str) -> None:
        self._window.undo_bar.tell(text("Printed: {printer}", printer=printer))
        self._used("printed")
        self._has_given_letters()

    def _saved(self, _path: Path) -> None:
        """A file may be carried anywhere: it counts as given to the client, and its letters as sent."""
        if self._with_page:
            self._disclosed("", "file")
        self._has_given_letters()

    def _has_given_letters(self) -> None:
        for recipient_id in self._printing:
            self._disclosed(recipient_id, "letter")
            self.view.mark_done(recipient_id, text("The letter has been printed."))

    # Logs -------------------------------------------------------------------------------------

    def _disclosed(self, recipient_id: str, route: str) -> None:
        """Write down to whom something was given. recipient_id: "" for the client."""
        referral = self._referral
        if referral is None:
            return
        if recipient_id:
            self._given.add(recipient_id)
        if not self._is_kept:
            return
        by, at = self._register.worker(), self._window.outside.clock()

        def write(register: Register) -> None:
            from ohjaus_desktop.register import journal

            journal.note_disclosure(
                register,
                referral.id,
                recipient=recipient_id,
                what=journal.told(referral),
                ground="consent" if recipient_id else "own_data",
                route=route,
                by=by,
                at=at,
            )

        self._register.ask(write)

    def _used(self, kind: UseKind) -> None:
        referral = self._referral
        if referral is None or not self._is_kept:
            return
        by, at, referral_id = self._register.worker(), self._window.outside.clock(), referral.id

        def write(register: Register) -> None:
            from ohjaus_desktop.register.journal import note

            note(register, kind, (referral_id,), by=by, at=at)

        self._register.ask(write)
