"""The contact request: from a chosen service to a form, and from the form on its way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, cast

from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer, Signal

from ohjaus_desktop.documents.chosen import Chosen
from ohjaus_desktop.errors import KnownError
from ohjaus_desktop.register.model import Content, Draft, Language, Referral
from ohjaus_desktop.texts import current, text
from ohjaus_desktop.ui.form import asks
from ohjaus_desktop.ui.form.drafts import DraftKeeper, Unfinished, services_of
from ohjaus_desktop.ui.form.saving import Saving
from ohjaus_desktop.ui.held_keys import HeldKeys
from ohjaus_desktop.ui.official_ways import OfficialWays
from ohjaus_desktop.ui.register.desk import RegisterDesk
from ohjaus_desktop.ui.service_desk import ServiceDesk
from ohjaus_desktop.workplace import Workplace

if TYPE_CHECKING:
    from ohjaus_desktop.ui.duty_facts import Case
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
        self._saving = Saving(window, workplace, register, self)
        self._saving.requested.connect(self._has_made)
        self._saving.corrected.connect(self._has_corrected)
        self._saving.taken_back.connect(self._has_taken_back)
        self._keeper = DraftKeeper(register, window.outside.clock, self)
        self._keeper.failed.connect(self._not_written)
        self._keeper.written.connect(lambda: self.form.foot.tell_written(True))
        self._passing: Content | None = None
        self._direct: tuple[Chosen, ...] = ()
        self._begun: Draft | None = None
        self._is_open = False
        detail, tray = self._right.detail, self._right.tray
        detail.request_wanted.connect(lambda: self._open_for(services.on_the_right()))
        tray.request_wanted.connect(lambda: self._open_for(services.tray()))
        register.hiding.connect(self._hide)
        self._unfinished = Unfinished.of(window)
        QTimer.singleShot(0, self, self._bring_back)

    @cached_property
    def form(self) -> RequestForm:
        """The form; made when it is first wanted."""
        from ohjaus_desktop.ui.form.view import RequestForm

        made = RequestForm()
        self._window.jobs.start(asks.warm)
        made.edited.connect(self._edited)
        made.save_wanted.connect(self.save)
        made.declined.connect(self._decline)
        made.duty_wanted.connect(self.show_duty)
        made.resume_wanted.connect(self._resume)
        made.direct_wanted.connect(lambda: self._official.show_services(self._direct))
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

    @property
    def holds_client(self) -> bool:
        """Whether a form, or a request on its way, is open: in sight or below something else."""
        return self._is_open or ("ways" in self.__dict__ and self.ways.is_open)

    # Opening ----------------------------------------------------------------------------------

    def open(self) -> None:
        """Ctrl+L: for the chosen services, else for the one on the right."""
        here, tray = self._services.on_the_right(), self._services.tray()
        gathered = {one.service.id for one in tray}
        is_another = bool(here) and here[0].service.id not in gathered
        self._open_for(here if is_another or not tray else tray)

    def _open_for(self, chosen: Sequence[Chosen]) -> None:
        from ohjaus_desktop.ui.form import begin

        if not chosen and self._unfinished.left:
            self._start([*self._unfinished.left.values()][-1])
            return
        if not chosen:
            self._window.undo_bar.tell(text("Choose a service first."))
            return
        begun = begin.begin(
            chosen,
            answer=self._window.guide.answer,
            language=cast("Language", self._services.language()),
            passing=self._passing,
            at=self._window.outside.clock(),
        )
        if not begun.content.matters:
            self._without_form(begun)
        elif self._is_open and self._shows(begun.content):
            self._show()
        else:
            self._direct = begun.direct
            self._with_place(
                lambda: self._look_for_draft(begun.content), lambda: self._go_back_to(begun.content)
            )

    def _with_place(self, kept: Callable[[], object], passing: Callable[[], object]) -> None:
        """Where the register may be used it is opened first; elsewhere nothing is written anywhere."""
        if self._is_kept:
            HeldKeys(self.form, self._register.lane.quiet)
            self._register.with_open(kept)
        else:
            self._register.lane.watch(self._window.settings.lock_minutes)
            passing()

    def _without_form(self, begun: begin.Beginning) -> None:
        if begun.direct:
            self._official.show_services(begun.direct)
            return
        names = ", ".join(current().name(one.name) for one in begun.without)
        self._window.undo_bar.tell(
            text("{name} takes no contact requests. Give the instructions.", name=names)
        )

    def _shows(self, content: Content) -> bool:
        """Whether the form for these services is open already, in sight or below something else."""
        shown = self.form.content
        return shown is not None and not shown.correcting and services_of(shown) == services_of(content)

    def open_with(self, content: Content | Draft) -> None:
        """A form with something in it already: a draft, or a matter passed on.

        A matter that has no service yet waits for the next Ctrl+L.
        """
        from ohjaus_desktop.ui.form import begin

        if isinstance(content, Draft):
            self._register.with_open(lambda: self._go_on_with(content))
        elif content.matters:
            self._direct, ready = (), begin.prepared(content, self._window.outside.clock())
            self._with_place(lambda: self._start(ready), lambda: self._start(ready))
        else:
            self._passing = content
            self._window.go_to_search()
            self._window.undo_bar.tell(
                text("Choose the next service and press Ctrl+L: the matter comes along.")
            )

    def _look_for_draft(self, content: Content) -> None:
        """One's own unfinished form for the same services is offered, never opened unasked."""
        by = self._register.worker()

        def found(drafts: Sequence[Draft]) -> None:
            wanted = content.correcting, services_of(content)
            mine = (one for one in drafts if one.begun_by == by.key)
            same = (one for one in mine if (one.content.correcting, services_of(one.content)) == wanted)
            self._start(content, begun=next(same, None))

        self._register.ask(asks.unfinished(by), found)

    def _go_back_to(self, content: Content) -> None:
        """Where nothing is kept: what was put away for the same services, else a new form."""
        left = None if self._passing else self._unfinished.left.get(services_of(content))
        self._start(left or content)

    def _start(self, content: Content, *, begun: Draft | None = None) -> None:
        self._put_away()
        left = self._unfinished.left.pop(services_of(content), None)
        self._begun = begun
        self._keeper.begin(content)
        self._keeper.is_changed = left is not None
        self._open_form(content)
        if left is not None:
            self.form.go_on()

    def _go_on_with(self, draft: Draft) -> None:
        self._put_away()
        self._begun, self._direct = None, ()
        self._keeper.resume(draft)
        self._open_form(draft.content)
        self.form.go_on()
        if changed := self._saving.changes(draft.content):
            # Told now, before anything is asked of the client; and once more when it is saved.
            self.form.show_news(changed)

    def _resume(self) -> None:
        if (begun := self._begun) is not None:
            self._keeper.discard()
            self._go_on_with(begun)

    def _go_on_with_id(self, draft_id: str) -> None:
        """Only the id is remembered while the client data is hidden."""

        def found(draft: Draft | None) -> None:
            if draft is not None:
                self._go_on_with(draft)

        self._register.ask(asks.unfinished_one(draft_id, self._register.worker()), found)

    def correct(self, referral: Referral) -> None:
        """Put right what was written about the client of a request that has been made."""
        from ohjaus_desktop.register.referrals import as_content

        self._direct = ()
        self._look_for_draft(replace(as_content(referral), correcting=referral.id))

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
            correcting=bool(content.correcting),
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
        if self._is_kept:
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

        if (content := self.form.content) is None:
            return
        if faults := self.form.faults():
            self.form.show_faults(faults)
        elif (draft := self._keeper.change(allowed(content))) is not None:
            self._keeper.flush()
            if news := self._saving.news(draft):
                self.form.show_news(news)
            else:
                self._saving.save(draft, kept=self._is_kept)

    def _has_made(self, referral: Referral) -> None:
        self._keeper.let_go()
        self._passing, self._is_open = None, False
        self.form.forget()
        self.ways.open(referral, take_back=self._saving.take_back if self._is_kept else None)
        if self._is_kept:
            self.made.emit(referral.id)

    def _has_taken_back(self, draft: Draft) -> None:
        self.ways.close()
        self.made.emit(draft.id)
        self._go_on_with(draft)

    def _has_corrected(self, after: Referral) -> None:
        self._keeper.let_go()
        self._put_away()
        self.form.close_view()
        self._window.undo_bar.tell(text("The correction has been saved."))
        self.made.emit(after.id)

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
        kept = self._put_away()
        bar = self._window.undo_bar
        if kept is not None:
            bar.tell(text("The draft is kept: Contact requests, drafts."), lambda: self.open_with(kept))
        elif content is not None and content.correcting:
            bar.tell(text("Nothing was changed."))
        elif not self._is_kept and content is not None:
            told = text("The form waits until you begin with a new client: Ctrl+L brings it back.")
            bar.tell(told, lambda: self._start(content))

    def _put_away(self) -> Draft | None:
        """This form is kept, without a word; gives what is on the disk.

        Where nothing may be written it waits in memory for the next client.
        """
        draft, self._is_open = self._keeper.draft, False
        kept = self._keeper.end()
        if draft is not None and self._keeper.is_changed and not self._is_kept:
            self._unfinished.left[services_of(draft.content)] = draft.content
        return kept

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
                draft_id = draft.id  # nothing that was written may stay in memory meanwhile
                self._register.with_open(lambda: self._go_on_with_id(draft_id))

    def new_client(self) -> None:
        """Ctrl+N: nothing of the client before stays in sight or comes along."""
        self._passing = self._begun = None
        self.ways.close()
        was_open = self._is_open
        self._put_away()
        self._unfinished.left.clear()
        if was_open:
            self.form.close_view()

    def show_duty(self, case: Case | None = None) -> None:
        """The calm page about the duty to notify; nothing of it is stored."""
        self._official.show_duty(case)

    def close(self) -> None:
        """Keep what is being written; where the window is only dressed anew it comes back at once."""
        draft = self._keeper.draft if self._is_open else None
        self._unfinished.keep(draft.content if draft else None, self._put_away())

    def _bring_back(self) -> None:
        draft_id, content = self._unfinished.take()
        if draft_id:
            self._register.with_open(lambda: self._go_on_with_id(draft_id))
        elif content is not None:
            self._start(content)
