"""Contact requests: made from a draft, read, corrected, taken back, handed over, ended.

One use-case is one function and one commit: the change, its event and its line in the log of use
happen together or not at all.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from msgspec import structs

from ohjaus_desktop.database import Connection
from ohjaus_desktop.register import checks, reading, writing
from ohjaus_desktop.register import drafts as _drafts
from ohjaus_desktop.register.case_numbers import new_case_number
from ohjaus_desktop.register.drafts import discard_draft, drafts, save_draft
from ohjaus_desktop.register.journal import Disclosure, disclosures, note_use
from ohjaus_desktop.register.listing import Listing, listing
from ohjaus_desktop.register.making import ConsentMissing, NotReady, make, without_place
from ohjaus_desktop.register.model import (
    Client,
    Content,
    Draft,
    Recipient,
    Referral,
    SafeContact,
    Subject,
    Worker,
)
from ohjaus_desktop.register.moves import NotPossible, moved, noted
from ohjaus_desktop.register.reading import NotYours, ReferralNotFound, may_see, read, read_recipient
from ohjaus_desktop.register.renewing import renew_consent
from ohjaus_desktop.register.store import Register
from ohjaus_desktop.texts import text

__all__ = [
    "ConsentMissing",
    "Listing",
    "NotPossible",
    "NotReady",
    "NotYours",
    "ReferralNotFound",
    "Withdrawal",
    "correct",
    "discard_draft",
    "drafts",
    "hand_over",
    "listing",
    "load",
    "make",
    "mark_entered_in_error",
    "renew_consent",
    "request",
    "same_client",
    "save_draft",
    "take_back",
    "withdraw_consent",
]


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What a withdrawn consent could still stop.

    stopped: nothing had been given yet. already_given: what had been, to whom, oldest first.
    """

    stopped: bool
    already_given: tuple[Disclosure, ...]


def request(
    register: Register,
    draft: Draft,
    *,
    by: Worker,
    at: datetime,
    urgent_needs: Collection[str] = frozenset(),
) -> Referral:
    """Make a contact request of a draft, which is a draft no more.

    Sent twice, it is made once. Raises ConsentMissing, NotReady.
    """
    with register.begin() as connection:
        already = reading.load(connection, draft.id)
        if already is not None:
            return already
        made = make(draft, by=by, at=at, urgent_needs=urgent_needs)
        while reading.case_number_is_taken(connection, made.case_number):
            made = structs.replace(made, case_number=new_case_number(at))
        made = _counted(connection, made)
        writing.add(connection, made)
        for recipient in made.recipients:
            _note_passed_on(connection, recipient, by=by, at=at)
        _drafts.take(connection, draft.id)
        note_use(connection, "requested", made.id, by=by, at=at)
        return made


def load(register: Register, referral_id: str, *, by: Worker, at: datetime) -> Referral:
    """Open one request; the log says who looked. Raises ReferralNotFound, NotYours."""
    with register.begin() as connection:
        referral = read(connection, referral_id, by=by)
        note_use(connection, "viewed", referral_id, by=by, at=at)
        return referral


def correct(
    register: Register,
    referral_id: str,
    *,
    subject: Subject,
    client: Client,
    contact: SafeContact,
    draft_id: str = "",
    by: Worker,
    at: datetime,
) -> Referral:
    """Put right what was written about the client; what stood there is kept, and each event says when.

    The consent stays as it was given: another person's matter is another request. draft_id: the form
    in which it was written, which is a draft no more.
    Raises ReferralNotFound, NotYours, NotReady. Source: GDPR art. 16.
    """
    with register.begin() as connection:
        before = read(connection, referral_id, by=by)
        if subject.whose != before.subject.whose:
            raise NotReady(
                text("The consent was given for somebody else's matter."),
                text("Mark this request as entered in error and make a new one."),
            )
        after = structs.replace(before, subject=subject, client=without_place(client), contact=contact)
        fields = _changed(before, after)
        if not fields:
            _drafts.take(connection, draft_id)
            return before
        _check_person(after, at)
        after = structs.replace(
            after,
            recipients=tuple(
                noted(one, "corrected", by=by, at=at, fields=fields) for one in after.recipients
            ),
        )
        writing.update_person(connection, after, by=by.name, at=at)
        for recipient in after.recipients:
            writing.update_recipient(connection, recipient)
        _drafts.take(connection, draft_id)
        note_use(connection, "corrected", referral_id, by=by, at=at)
        return after


def mark_entered_in_error(
    register: Register, referral_id: str, recipient_id: str, *, by: Worker, at: datetime
) -> Recipient:
    """Say that this was never meant. Raises ReferralNotFound, NotYours, NotPossible."""
    with register.begin() as connection:
        recipient = read_recipient(connection, referral_id, recipient_id, by=by)
        after = moved(recipient, "entered-in-error", kind="error", by=by, at=at)
        writing.update_recipient(connection, after)
        note_use(connection, "error", referral_id, by=by, at=at)
        return after


def withdraw_consent(
    register: Register, referral_id: str, recipient_id: str, *, by: Worker, at: datetime
) -> Withdrawal:
    """Stop what has not been given yet; say what has, and to whom.

    Raises ReferralNotFound, NotYours, NotPossible. Source: GDPR art. 7(3).
    """
    with register.begin() as connection:
        recipient = read_recipient(connection, referral_id, recipient_id, by=by)
        after = moved(recipient, "cancelled", kind="withdrawn", by=by, at=at)
        matter = after.matter
        consent = structs.replace(matter.consent, withdrawn_at=at)
        writing.update_recipient(
            connection, structs.replace(after, matter=structs.replace(matter, consent=consent))
        )
        note_use(connection, "withdrawn", referral_id, by=by, at=at)
        given = tuple(
            one for one in disclosures(connection, [referral_id]) if one.recipient_id == recipient_id
        )
        return Withdrawal(stopped=not given, already_given=given)


def hand_over(
    register: Register,
    referral_id: str,
    to: str,
    *,
    by: Worker,
    at: datetime,
    holder_away: bool = False,
) -> Referral:
    """Let a colleague go on with it; one that only its worker may see is then theirs alone.

    to: the colleague's slot id, or name where there are no slots; "" lets everybody see it again.
    holder_away: whoever holds it cannot do it themselves; the log then says that it was taken over.
    Raises ReferralNotFound, NotYours.
    """
    to = " ".join(to.split())
    with register.begin() as connection:
        before = read(connection, referral_id, by=by, away=holder_away)
        taken_over = not may_see(before, by)
        if before.restricted_to:
            writing.hold(connection, referral_id, to)
        recipients = tuple(noted(one, "handed_over", by=by, at=at, note=to) for one in before.recipients)
        for recipient in recipients:
            writing.update_recipient(connection, recipient)
        note_use(connection, "taken_over" if taken_over else "handed_over", referral_id, by=by, at=at)
        held_by = to if before.restricted_to else ""
        return structs.replace(before, recipients=recipients, restricted_to=held_by)


def take_back(register: Register, referral_id: str, *, by: Worker, at: datetime) -> Draft:
    """Make a draft of it again, as if it had not been asked for.

    Only while nothing was given to any recipient. Raises ReferralNotFound, NotYours, NotPossible.
    """
    with register.begin() as connection:
        referral = read(connection, referral_id, by=by)
        given = any(one.recipient for one in disclosures(connection, [referral_id]))
        if given or not all(_still_as_made(one) for one in referral.recipients):
            raise NotPossible(
                text("The request has gone on its way already and cannot be taken back."),
                text("Withdraw the consent, or mark it as entered in error."),
            )
        draft = Draft(referral.id, referral.made_at, at, referral.made_by, as_content(referral))
        writing.remove(connection, referral_id)
        _drafts.put(connection, draft)
        note_use(connection, "taken_back", referral_id, by=by, at=at)
        return draft


def same_client(register: Register, referral_id: str) -> tuple[str, ...]:
    """Ids of other requests that seem to be of the same client, oldest first.

    They share a phone number, an e-mail address or the name.
    """
    with register.begin() as connection:
        return reading.alike(connection, referral_id)


def as_content(referral: Referral) -> Content:
    """The form that the request was made of."""
    return Content(
        subject=referral.subject,
        client=referral.client,
        contact=referral.contact,
        matters=tuple(one.matter for one in referral.recipients),
        language=referral.language,
        sensitive=referral.sensitive,
        restricted=bool(referral.restricted_to),
    )


def _still_as_made(recipient: Recipient) -> bool:
    """Nothing has happened to it but that another way was chosen."""
    return all(event.kind in {"requested", "route"} for event in recipient.events)


def _changed(before: Referral, after: Referral) -> tuple[str, ...]:
    """Paths of the fields that differ: "client.phone"."""
    return tuple(
        f"{part}.{field}"
        for part in ("subject", "client", "contact")
        for field in getattr(before, part).__struct_fields__
        if getattr(getattr(before, part), field) != getattr(getattr(after, part), field)
    )


def _check_person(referral: Referral, at: datetime) -> None:
    """The form's checks of what may be corrected; a consent that ran out since does not hinder it."""
    faults = tuple(
        fault for fault in checks.faults(as_content(referral), at=at) if not fault.field.startswith("matters")
    )
    if faults:
        raise NotReady(faults[0].sentence, faults=faults)


def _counted(connection: Connection, made: Referral) -> Referral:
    """The request with the true length of each chain of passing on, whatever the form said."""
    recipients = []
    for one in made.recipients:
        times = reading.times_passed_on(connection, one.matter)
        recipients.append(structs.replace(one, matter=structs.replace(one.matter, times_passed_on=times)))
    return structs.replace(made, recipients=tuple(recipients))


def _note_passed_on(connection: Connection, recipient: Recipient, *, by: Worker, at: datetime) -> None:
    """The one who could not help is told so in their own events; its state stays."""
    from_id = recipient.matter.passed_on_from
    referral_id = reading.referral_of(connection, from_id) if from_id else None
    found = reading.load(connection, referral_id) if referral_id else None
    if found is not None:
        writing.update_recipient(connection, noted(found.recipient(from_id), "passed_on", by=by, at=at))
        note_use(connection, "passed_on", found.id, by=by, at=at)
