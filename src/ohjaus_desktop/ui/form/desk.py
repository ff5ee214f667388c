"""The contact request: from a chosen service to a form, and from the form on its way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QTimer, Signal

from ohjaus_desktop.documents.chosen import Chosen
from ohjaus_desktop.errors import KnownError
from ohjaus_desktop.register.model import Content, Draft, Language, Referral
from ohjaus_desktop.texts import current, text
from ohjaus_desktop.ui.form import asks
from ohjaus_desktop.ui.form.drafts import DraftKeeper, Unfinished
from ohjaus_desktop.ui.held_keys import HeldKeys
from ohjaus_desktop.ui.official_ways import OfficialWays
from ohjaus_desktop.ui.register.desk import RegisterDesk
from ohjaus_desktop.ui.service_desk import ServiceDesk
from ohjaus_desktop.workplace import Workplace

if TYPE_CHECKING:
    from ohjaus_desktop.ui.form import begin
    from ohjaus_desktop.ui.form.view import RequestForm
    from ohjaus_desktop.ui.form.ways import RequestWays
    from ohjaus_desktop.ui.window_frame import WindowFrame


class FormDesk(QObject):
    """Opens the form, keeps its drafts, and sends what is ready on its way.

    One form at a time. Put away, it is a draft; where nothing may be kept on this machine it is gone.
    """

    made = Signal(str)  # id of a referral that has been made or changed

    def __init__(
        self,
        window: WindowFrame,
        workplace: Workplace,
        services: ServiceDesk,
        register: RegisterDesk,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._window, self._workplace = window, workplace
        self._services, self._register = services, register
        self._right = window.page.right
        self._official = OfficialWays(window, workplace, services, self)
        self._keeper = DraftKeeper(register, window.outside.clock, self)
        self._keeper.failed.connect(self._not_written)
        self._keeper.written.connect(lambda: self.form.foot.tell_written(True))
        self._passing: Content | None = None
        self._direct: tuple[Chosen, ...] = ()
        self._begun: Draft | None = None
        self._correcting: Referral | None = None
        self._is_open = False
        detail, tray = self._right.detail, self._right.tray
        detail.request_wanted.connect(lambda: self._open_for(services.tray_or_current()))
        tray.request_wanted.connect(lambda: self._open_for(services.tray()))
        register.hiding.connect(self._hide)
        self._unfinished = Unfinished.of(window)
        if self._unfinished.draft is not None:
            QTimer.singleShot(0, self, self._bring_back)

    @cached_property
    def form(self) -> RequestForm:
        """The form; made when it is first wanted."""
        from ohjaus_desktop.ui.form.view import RequestForm

        made = RequestForm()
        made.edited.connect(self._edited)
        made.save_wanted.connect(self.save)
        made.declined.connect(self._decline)
        made.duty_wanted.connect(self.show_duty)
        made.resume_wanted.connect(self._resume)
        made.direct_wanted.connect(lambda: self._show_direct(self._direct))
        made.closed.connect(self._closed)
        self._right.hold(made)
        return made

    @cached_property
    def ways(self) -> RequestWays:
        """What comes after saving: call, mail, paper; made when it is first wanted."""
        from ohjaus_desktop.ui.form.ways import RequestWays

        made = RequestWays(self._window, self._workplace, self._register, self)
        made.changed.connect(self.made)
        made.pass_on_wanted.connect(self.open_with)
        return made

    @property
    def _is_kept(self) -> bool:
        return not self._window.settings.no_personal_data

    # Opening ----------------------------------------------------------------------------------

    def open(self) -> None:
        """Ctrl+L: for the chosen services, else for the one on the right."""
        here, tray = self._services.tray_or_current(), self._services.tray()
        gathered = {one.service.id for one in tray}
        is_another = bool(here) and here[0].service.id not in gathered
        self._open_for(here if is_another or not tray else tray)

    def _open_for(self, chosen: Sequence[Chosen]) -> None:
        from ohjaus_desktop.ui.form import begin

        if not chosen:
            self._window.undo_bar.tell(text("Choose a service first."))
            return
        begun = begin.begin(
            chosen,
            answer=self._window.guide.answer,
            language=cast("Language", self._services.language()),
            passing=self._passing,
        )
        if not begun.content.matters:
            self._without_form(begun)
        elif self._is_open and self._correcting is None and self._shows(begun.content):
            self._show()
        else:
            self._direct = begun.direct
            self._with_place(lambda: self._look_for_draft(begun.content), lambda: self._start(begun.content))

    def _with_place(self, kept: Callable[[], object], passing: Callable[[], object]) -> None:
        """Where the register may be used it is opened first; elsewhere nothing is written anywhere."""
        if self._is_kept:
            HeldKeys(self.form, self._register.lane.quiet)
            self._register.with_open(kept)
        else:
            passing()

    def _without_form(self, begun: begin.Beginning) -> None:
        if begun.direct:
            self._show_direct(begun.direct)
            return
        names = ", ".join(current().name(one.name) for one in begun.without)
        self._window.undo_bar.tell(
            text("{name} takes no contact requests. Give the instructions.", name=names)
        )

    def _shows(self, content: Content) -> bool:
        """Whether the form for these services is open already, in sight or below something else."""
        from ohjaus_desktop.ui.form.begin import services_of

        shown = self.form.content
        return shown is not None and services_of(shown) == services_of(content)

    def open_with(self, content: Content | Draft) -> None:
        """A form with something in it already: a draft, or a matter passed on.

        A matter that has no service yet waits for the next Ctrl+L.
        """
        from ohjaus_desktop.ui.form import begin

        if isinstance(content, Draft):
            self._register.with_open(lambda: self._go_on_with(content))
        elif content.matters:
            self._direct, ready = (), begin.prepared(content)
            self._with_place(lambda: self._start(ready), lambda: self._start(ready))
        else:
            self._passing = content
            self._window.go_to_search()
            self._window.undo_bar.tell(
                text("Choose the next service and press Ctrl+L: the matter comes along.")
            )

    def _look_for_draft(self, content: Content) -> None:
        """One's own unfinished form for the same services is offered, never opened unasked."""
        from ohjaus_desktop.ui.form.begin import services_of

        by = self._register.worker()

        def found(drafts: Sequence[Draft]) -> None:
            wanted = services_of(content)
            mine = (one for one in drafts if one.begun_by == by.key and services_of(one.content) == wanted)
            self._start(content, begun=next(mine, None))

        self._register.ask(asks.unfinished(by), found)

    def _start(self, content: Content, *, begun: Draft | None = None) -> None:
        self._put_away()
        self._begun = begun
        self._keeper.begin(content)
        self._open_form(content)

    def _go_on_with(self, draft: Draft) -> None:
        self._put_away()
        self._begun, self._direct = None, ()
        self._keeper.resume(draft)
        self._open_form(draft.content)
        self.form.go_on()

    def _resume(self) -> None:
        begun = self._begun
        if begun is not None:
            self._keeper.discard()
            self._go_on_with(begun)

    def correct(self, referral: Referral, written: Content | None = None) -> None:
        """Put right what was written about the client of a request that has been made.

        written: what the correction holds already.
        """
        from ohjaus_desktop.register.referrals import as_content

        self._put_away()
        content = written or as_content(referral)
        self._begun, self._direct, self._correcting = None, (), referral
        self._keeper.begin(content)
        self._open_form(content)

    def _open_form(self, content: Content) -> None:
        from ohjaus_desktop.ui.form import begin

        facts = begin.facts(
            self._workplace,
            content,
            self._window.guide.answer,
            now=self._window.outside.clock,
            by=lambda: self._register.worker().name,
            direct=self._direct,
            begun_at=self._begun.changed_at if self._begun else None,
            correcting=self._correcting is not None,
        )
        self.form.open(content, facts)
        self._show()

    def _show(self) -> None:
        self._is_open = True
        self._window.pages.setCurrentWidget(self._window.page)
        self._window.header.show_tab(0)
        self._right.resting = self.form
        self._right.cover(self.form)
        self._window.page.show_right()
        self._window.guard_fields()

    # Writing and saving -----------------------------------------------------------------------

    def _edited(self, content: Content) -> None:
        if self._is_kept and self._correcting is None:
            self._keeper.keep(content)
        else:
            self._keeper.change(content)

    def print(self) -> bool:
        """Ctrl+P: the papers of the request in sight; False where there is none."""
        if "ways" not in self.__dict__ or self._right.passing() is not self.ways.view:
            return False
        self.ways.print_papers()
        return True

    def _not_written(self, error: KnownError) -> None:
        self._window.tell_error(error)
        self.form.foot.tell_written(False)

    def save(self) -> None:
        """Ctrl+Enter: into the register in one commit, and on its way; or what is still missing."""
        from ohjaus_desktop.ui.form.view import allowed

        content = self.form.content
        if content is None:
            return
        if faults := self.form.faults():
            self.form.show_faults(faults)
        elif self._correcting is not None:
            self._save_correction(self._correcting, content)
        elif (draft := self._keeper.change(allowed(content))) is not None:
            self._request(draft)

    def _request(self, draft: Draft) -> None:
        by, at = self._register.worker(), self._window.outside.clock()
        urgent = frozenset(need.id for need in self._workplace.store.needs() if need.urgent)
        if self._is_kept:
            self._keeper.flush()
            self._register.ask(asks.requested(draft, urgent, by=by, at=at), self._has_made)
            return
        from ohjaus_desktop.register.referrals import make

        try:
            self._has_made(make(draft, by=by, at=at, urgent_needs=urgent))
        except KnownError as error:
            self._window.tell_error(error)

    def _has_made(self, referral: Referral) -> None:
        self._keeper.let_go()
        self._passing, self._is_open = None, False
        self.form.forget()
        self.ways.open(referral, take_back=self._take_back if self._is_kept else None)
        if self._is_kept:
            self.made.emit(referral.id)

    def _take_back(self, referral: Referral) -> None:
        """Undo: the request is a draft again, as if it had not been asked for."""
        by, at = self._register.worker(), self._window.outside.clock()

        def back(draft: Draft) -> None:
            self.ways.close()
            self.made.emit(referral.id)
            self._go_on_with(draft)

        self._register.ask(asks.taken_back(referral.id, by=by, at=at), back)

    def _save_correction(self, referral: Referral, content: Content) -> None:
        by, at = self._register.worker(), self._window.outside.clock()

        def stored(after: Referral) -> None:
            self._put_away()
            self.form.close_view()
            self._window.undo_bar.tell(text("The correction has been saved."))
            self.made.emit(after.id)

        self._register.ask(asks.corrected(referral.id, content, by=by, at=at), stored)

    def show_ways(self, referral: Referral) -> None:
        """Bring a request that has been made on its way once more."""
        self._put_away()
        self._window.pages.setCurrentWidget(self._window.page)
        self._window.header.show_tab(0)
        self.ways.open(referral, take_back=None)

    # Putting away -----------------------------------------------------------------------------

    def _decline(self) -> None:
        """The client keeps their details: back to the page, and nothing of them stays."""
        self._keeper.discard()
        self._put_away()
        self.form.close_view()
        self._window.undo_bar.tell(text("Nothing was kept. The instructions can be printed."))

    def _closed(self) -> None:
        """Esc: the draft is kept, and the way back is one key."""
        if self._right.resting is self.form:
            self._right.resting = None
        if not self._is_open:
            return
        content = self._keeper.draft.content if self._keeper.draft else None
        correcting = self._correcting
        kept = self._put_away()
        bar = self._window.undo_bar
        if correcting is not None:
            bar.tell(text("Nothing was changed."), lambda: self.correct(correcting, content))
        elif kept is not None:
            bar.tell(text("The draft is kept: Contact requests, drafts."), lambda: self.open_with(kept))
        elif not self._is_kept and content is not None:
            bar.tell(text("The form is gone when you begin with a new client."), lambda: self._start(content))

    def _put_away(self) -> Draft | None:
        """This form is kept, without a word; gives what is on the disk."""
        self._is_open, self._correcting = False, None
        return self._keeper.end()

    def _hide(self) -> None:
        """The client data is about to be hidden: keep the form, and bring it back afterwards."""
        self._passing = self._begun = None
        self._window.undo_bar.forget()
        self.ways.close()
        was_open = self._is_open
        draft = self._put_away()
        if was_open:
            self.form.close_view()
            if draft is not None:
                self._register.with_open(lambda: self._go_on_with(draft))

    def new_client(self) -> None:
        """Ctrl+N: nothing of the client before stays in sight or comes along."""
        self._passing = self._begun = None
        self.ways.close()
        was_open = self._is_open
        self._put_away()
        if was_open:
            self.form.close_view()

    def show_duty(self) -> None:
        """The calm page about the duty to notify; nothing of it is stored."""
        self._official.show_duty()

    def _show_direct(self, chosen: Sequence[Chosen]) -> None:
        """Services that the authority itself is asked for: their own calm way."""
        self._official.show_services(chosen)

    def close(self) -> None:
        """Keep what is being written; where the window is only dressed anew it comes back at once."""
        if self._is_open and self._keeper.draft is not None:
            content = self.form.content
            self._unfinished.draft = self._keeper.change(content) if content else None
            self._unfinished.correcting = self._correcting
        self._unfinished.is_kept = self._put_away() is not None

    def _bring_back(self) -> None:
        draft, is_kept, correcting = self._unfinished.take()
        if draft is None:
            return
        if is_kept:
            self._register.with_open(lambda: self._go_on_with(draft))
        elif correcting is not None:
            self._register.with_open(lambda: self.correct(correcting, draft.content))
        else:
            self._start(draft.content)
