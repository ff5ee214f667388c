"""What is done to the request that is open: outcomes, days, corrections, endings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QObject

from ohjaus_desktop.register import consent as consents
from ohjaus_desktop.register import follow_up, referrals
from ohjaus_desktop.register.journal import Report, report
from ohjaus_desktop.register.model import Consent, GivenHow, Recipient, Row, holder
from ohjaus_desktop.register.privacy import erasure
from ohjaus_desktop.register.store import Register
from ohjaus_desktop.texts import current, text
from ohjaus_desktop.ui.requests import asks, panels, record
from ohjaus_desktop.ui.requests import words as requests_words
from ohjaus_desktop.ui.requests.facts import name_of
from ohjaus_desktop.ui.requests.outcomes import OUTCOMES, Noted

if TYPE_CHECKING:
    from ohjaus_desktop.ui.requests.asks import Opened
    from ohjaus_desktop.ui.requests.desk import RequestsDesk
    from ohjaus_desktop.ui.requests.panels import Panel

REFUSALS = frozenset({"full", "not_suitable", "wrong_area", "age"})
"""Reasons by which the organization says no; the others are told of help that did not begin."""


class RequestDeeds(QObject):
    """Each deed is one question to the register; then the page looks again."""

    def __init__(self, desk: RequestsDesk) -> None:
        super().__init__(desk)
        self._desk = desk
        self.deeds: dict[str, Callable[[Opened, Any], None]] = {
            "outcome": self._note_outcome,
            "undo_outcome": lambda opened, _: self._undo(opened.ids),
            "follow_up": self._set_follow_up,
            "hand_over": self._hand_over,
            "withdraw": self._withdraw,
            "renew": self._renew,
            "error": self._mark_error,
            "erase": self._erase,
            "report": self._report,
        }

    def _do(self, work: Callable[[Register], Any], then: Callable[[Any], object]) -> None:
        self._desk.register.ask(work, then)

    def _ask(self, panel: Panel, then: Callable[[str], object]) -> None:
        """Ask in place; the answer counts only for the request that is still in sight."""
        asked_about = self._desk.opened

        def agreed(words: str) -> None:
            if self._desk.opened is asked_about:
                self._desk.page.detail.close_panel()
                then(words)

        panel.agreed.connect(agreed)
        self._desk.page.detail.ask(panel)

    # How it went ------------------------------------------------------------------------------

    def _note_outcome(self, opened: Opened, noted: Noted) -> None:
        by, at, ids = self._desk.by(), self._desk.now(), opened.ids
        outcome = _outcome(noted, opened.recipient)
        self._do(
            lambda register: follow_up.note_outcome(register, *ids, outcome, why=noted.why, by=by, at=at),
            lambda _: self._desk.done(_said(noted, opened), lambda: self._undo(ids)),
        )

    def _undo(self, ids: tuple[str, str]) -> None:
        by, at = self._desk.by(), self._desk.now()
        self._do(
            lambda register: follow_up.undo_outcome(register, *ids, by=by, at=at),
            lambda _: self._desk.done(text("The outcome was taken back.")),
        )

    def _set_follow_up(self, opened: Opened, day: date) -> None:
        before, ids = opened.recipient.follow_up_on, opened.ids
        back = (lambda: self._move_follow_up(ids, before, None)) if before else None
        self._move_follow_up(ids, day, back)

    def _move_follow_up(self, ids: tuple[str, str], day: date, back: Callable[[], object] | None) -> None:
        by, at, say = self._desk.by(), self._desk.now(), current()
        told = text("Follow-up {weekday} {date}", weekday=say.weekday(day), date=say.date(day))
        self._do(
            lambda register: follow_up.set_follow_up(register, *ids, day, by=by, at=at),
            lambda _: self._desk.done(told, back),
        )

    # Endings ----------------------------------------------------------------------------------

    def _hand_over(self, opened: Opened, _value: object) -> None:
        by, at, id_ = self._desk.by(), self._desk.now(), opened.referral.id

        def go(to: str) -> None:
            self._do(
                lambda register: referrals.hand_over(register, id_, to, by=by, at=at),
                lambda _: self._desk.done(text("Handed over to {name}", name=to)),
            )

        panel = panels.hand_over()
        self._ask(panel, go)
        lane, register = self._desk.register.lane, self._desk.register.lane.register

        def offer(known: Sequence[str]) -> None:
            if self._desk.page.detail.panel is panel:
                panel.offer(known)

        if register is not None:  # the names come beside what is typed meanwhile
            lane.with_vault(lambda vault: asks.known_workers(vault, register, by=by), offer)

    def take_over(self, row: Row, then: Callable[[], object]) -> None:
        """Whoever alone may see it is away: somebody else goes on with it, once they have said so."""
        name = holder(row) or row.made_by
        panel = panels.taking_over(name)

        def agreed(_words: str) -> None:
            by, at = self._desk.by(), self._desk.now()
            self._desk.page.detail.close_panel()
            self._do(
                lambda register: referrals.hand_over(
                    register, row.referral_id, by.name, by=by, at=at, holder_away=True
                ),
                lambda _: then(),
            )

        panel.agreed.connect(agreed)
        self._desk.page.detail.ask(panel)

    def _withdraw(self, opened: Opened, _value: object) -> None:
        by, at, ids = self._desk.by(), self._desk.now(), opened.ids
        given = [one for one in opened.disclosures if one.recipient_id == opened.recipient_id]
        told = [record.disclosed(one) for one in given]

        def go(_words: str) -> None:
            self._do(
                lambda register: referrals.withdraw_consent(register, *ids, by=by, at=at),
                lambda _: self._desk.done(text("The consent is withdrawn.")),
            )

        self._ask(panels.withdrawal(name_of(opened.recipient), told), go)

    def _renew(self, opened: Opened, _value: object) -> None:
        """The consent runs out: ask again. A no ends the request as a withdrawal does."""
        from ohjaus_desktop.ui.requests.renewal import REFUSED, RenewalPanel

        content, matter, ids = referrals.as_content(opened.referral), opened.recipient.matter, opened.ids
        sentence = consents.for_matter(content, matter)

        def go(answer: str) -> None:
            by, at = self._desk.by(), self._desk.now()
            if answer == REFUSED:
                self._do(
                    lambda register: referrals.withdraw_consent(register, *ids, by=by, at=at),
                    lambda _: self._desk.done(text("The consent is withdrawn.")),
                )
                return
            given = Consent(
                given="yes",
                sentence=sentence,
                language=content.language,
                given_how=cast("GivenHow", answer),
                given_at=at,
                recorded_by=by.name,
                expires_on=consents.expires_on(at.date()),
            )
            self._do(
                lambda register: referrals.renew_consent(register, *ids, given, by=by, at=at),
                lambda _: self._desk.done(text("The consent holds again.")),
            )

        reach: consents.Contact = "email" if content.client.email and not content.client.phone else "call"
        scope = consents.scope(
            current().language, contact=reach, asked_on=self._desk.today(), content=content
        )
        self._ask(RenewalPanel(sentence, scope), go)

    def _mark_error(self, opened: Opened, _value: object) -> None:
        by, at, ids = self._desk.by(), self._desk.now(), opened.ids

        def go(_words: str) -> None:
            self._do(
                lambda register: referrals.mark_entered_in_error(register, *ids, by=by, at=at),
                lambda _: self._desk.done(text("Marked as entered in error.")),
            )

        self._ask(panels.entered_in_error(), go)

    def _erase(self, opened: Opened, _value: object) -> None:
        by, at, id_ = self._desk.by(), self._desk.now(), opened.referral.id

        def gone(_count: int) -> None:
            self._desk.one.forget()
            self._desk.page.detail.forget()
            self._desk.page.show_list()
            self._desk.done(text("The request was erased for good."))

        def go(_words: str) -> None:
            self._do(lambda register: erasure.erase(register, id_, by=by, at=at), gone)

        number = opened.referral.case_number
        self._ask(panels.erasure(number, len(opened.same)), go)

    def _report(self, opened: Opened, _value: object) -> None:
        """Who has used this client's data, in place of the request; Esc leads back."""
        by, at = self._desk.by(), self._desk.now()
        ids = [opened.referral.id, *(one.id for one in opened.same)]

        def show(found: Report) -> None:
            if self._desk.opened is not None and self._desk.opened.referral.id == opened.referral.id:
                self._desk.page.detail.show_uses(
                    record.uses(found.uses), record.disclosures(found.disclosures)
                )

        self._do(lambda register: report(register, ids, by=by, at=at), show)


def _outcome(noted: Noted, recipient: Recipient) -> follow_up.Outcome:
    """“Did not begin” of a request that nobody has taken up is a no, where the reason is theirs."""
    refused = noted.outcome == "not_begun" and noted.why in REFUSALS
    if refused and "rejected" in follow_up.outcomes(recipient):
        return "rejected"
    return cast("follow_up.Outcome", noted.outcome)


def _said(noted: Noted, opened: Opened) -> str:
    """What was noted, without the client's name: the line stays on the screen for a while."""
    words = next(words for name, words, _picture in OUTCOMES if name == noted.outcome)
    reason = f" ({requests_words.why(noted.why)})" if noted.why else ""
    return f"{opened.referral.case_number}: {text(words)}{reason}"
