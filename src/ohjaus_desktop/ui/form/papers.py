"""The papers and the words of a request that has been made, for the view that sends it on its way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import cast

from msgspec.structs import replace

from ohjaus_desktop.catalogue.navigation import Choice, Helpline
from ohjaus_desktop.documents.chosen import Sender
from ohjaus_desktop.documents.page import ClientPage
from ohjaus_desktop.documents.referral import discretion, joint_call, protected_mail
from ohjaus_desktop.documents.referral.notice import Notice
from ohjaus_desktop.register import checks, consent
from ohjaus_desktop.register.model import Content, Language, Recipient, Referral, Route
from ohjaus_desktop.texts import current, text
from ohjaus_desktop.ui.form.ways_view import WayStep
from ohjaus_desktop.ui.preview import Paper


def step(
    referral: Referral, recipient: Recipient, route: Route, *, sender: Sender, choices: Sequence[Choice]
) -> WayStep:
    """What is to be done for one recipient by this route, in the worker's language."""
    say, snapshot = current(), recipient.matter.snapshot
    call = joint_call.compose(referral, recipient.id, language=say.language, sender=sender)
    ways = checks.routes(snapshot, sensitive=referral.sensitive)
    mail = None
    if route == "protected_mail":
        mail = protected_mail.compose(referral, recipient.id, sender, language=say.language, choices=choices)
    return WayStep(
        recipient_id=recipient.id,
        service=say.name(snapshot.service.name),
        provider=say.name(snapshot.organization.name) if snapshot.organization else "",
        route=route,
        number=call.number,
        spoken="\n".join(call.sentences),
        agree=call.agree,
        ask=_ask_again(referral, recipient, route),
        mail=mail,
        other_routes=tuple(way for way in ways if way != route),
    )


def papers(
    referral: Referral,
    sender: Sender,
    *,
    at: datetime,
    notice: Notice,
    helplines: Sequence[Helpline],
    choices: Sequence[Choice],
    page: bool,
    letters: Sequence[str],
    given: Sequence[str],
    large: bool,
) -> Paper:
    """The client's page where ``page``, and after it the letters to these recipients, in one file.

    given: ids of the recipients whom the request has reached. The letters speak the worker's
    language, whatever the client reads. File name and title tell nobody's name.
    """
    office = current().language

    def render(language: str, size: bool) -> bytes:
        # reportlab is slow to import: only who prints waits for it.
        from ohjaus_desktop.documents import pdf
        from ohjaus_desktop.documents.referral import client_pages, letter

        pages: list[ClientPage] = []
        if page:
            pages += client_pages.compose(
                referral,
                sender,
                at=at,
                language=language,
                large=size,
                notice=notice,
                helplines=helplines,
                given={*given, *letters},
            )
        pages += [
            letter.compose(referral, one, sender, at=at, language=office, choices=choices) for one in letters
        ]
        return pdf.render_together(pages)

    title = {
        (True, True): text("The client’s page and the letter"),
        (True, False): text("The client’s page"),
        (False, True): text("Letter to the organization"),
    }[(page, bool(letters))]
    return _paper(referral, title, render, large=large, sizes=page, discreet=discretion.is_discreet(referral))


def _ask_again(referral: Referral, recipient: Recipient, route: Route) -> str:
    """What to read aloud first where this route is another one than the client agreed to, "" for none.

    Consent is specific: “we call them together” is not “they call you”. GDPR art. 4(11).
    """
    given = recipient.matter.consent
    form = Content(
        subject=referral.subject,
        client=referral.client,
        language=cast("Language", given.language or referral.language),
        sensitive=referral.sensitive,
    )
    said = consent.for_matter(form, replace(recipient.matter, route=route))
    return said if given.sentence and said != given.sentence else ""


def has_number(referral: Referral) -> bool:
    """Whether a slip would have anything on it."""
    at = referral.made_at
    return any(discretion.chosen(referral, one, at).phones for one in referral.recipients)


def slip_paper(referral: Referral, *, at: datetime) -> Paper:
    """Only numbers and hours, where anything more could hurt."""

    def render(language: str, _size: bool) -> bytes:
        from ohjaus_desktop.documents import slip

        services = [discretion.chosen(referral, one, at) for one in referral.recipients]
        return slip.render(slip.compose(services, language=language, at=at))

    return _paper(referral, text("Small slip"), render, large=False, sizes=False, discreet=True)


def _paper(
    referral: Referral,
    title: str,
    render: Callable[[str, bool], bytes],
    *,
    large: bool,
    sizes: bool,
    discreet: bool,
) -> Paper:
    return Paper(
        title=title,
        name=text("Guidance"),
        render=render,
        language=referral.language,
        large=large,
        sizes=sizes,
        discreet=discreet,
    )
