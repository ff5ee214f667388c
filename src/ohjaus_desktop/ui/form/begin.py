"""What a new contact request begins with: services, language, the best way; nothing of the search."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from msgspec.structs import replace

from ohjaus_desktop.catalogue.model import Service
from ohjaus_desktop.documents.chosen import Chosen
from ohjaus_desktop.guidance.answer import Answer
from ohjaus_desktop.guidance.hours import OpenState
from ohjaus_desktop.register import checks
from ohjaus_desktop.register.follow_up import choose
from ohjaus_desktop.register.model import Content, Language, Matter
from ohjaus_desktop.register.snapshot import take
from ohjaus_desktop.texts import current, text
from ohjaus_desktop.ui.form.matter import calls
from ohjaus_desktop.ui.form.view import FormFacts
from ohjaus_desktop.ui.outside import client_languages

if TYPE_CHECKING:
    from ohjaus_desktop.workplace import Workplace


@dataclass(frozen=True, slots=True)
class Beginning:
    """What can be begun for some services.

    content: for those that take requests. direct: those that the authority itself is asked for.
    without: those that take none in any way.
    """

    content: Content
    direct: tuple[Chosen, ...]
    without: tuple[Service, ...]


def begin(
    chosen: Sequence[Chosen], *, answer: Answer, language: Language, passing: Content | None, at: datetime
) -> Beginning:
    """A form for these services.

    answer: what was found: the client's municipality, left out where being seen can harm, and
    whether there is danger to life; never its words.
    passing: a matter that another recipient could not help with, for the services chosen now.
    """
    sensitive = any(one.discreet for one in chosen)
    content = passing or Content(language=language)
    client = content.client
    if not (sensitive or content.sensitive or client.municipality or client.non_disclosure):
        place = answer.place.municipality if answer.place else None
        content = replace(content, client=replace(client, municipality=place or ""))
    urgent = content.urgent or answer.urgent
    content = replace(content, sensitive=sensitive or content.sensitive, urgent=urgent)
    direct, without = [], []
    for one in chosen:
        snapshot = take(one.service, one.organization, one.locations)
        if one.service.statutory_intake:
            direct.append(one)
        elif checks.routes(snapshot, sensitive=content.sensitive):
            content = choose(content, snapshot)
        else:
            without.append(one.service)
    return Beginning(prepared(replace(content, passing=None), at), tuple(direct), tuple(without))


def prepared(content: Content, at: datetime) -> Content:
    """The form with the best way for each recipient now, and with how the caller says who is calling."""
    contact = content.contact
    if not contact.introduction:
        careful = content.sensitive or contact.careful
        contact = replace(contact, introduction="first_name" if careful else "organization")
    matters = tuple(_with_way(one, at, sensitive=content.sensitive) for one in content.matters)
    return replace(content, contact=contact, matters=matters)


def _with_way(matter: Matter, at: datetime, *, sensitive: bool) -> Matter:
    """Calling together comes first only where somebody answers now, or nobody knows when they do."""
    ways = checks.routes(matter.snapshot, sensitive=sensitive)
    if not ways or matter.route in ways:
        return matter
    later = ways[0] == "joint_call" and calls(matter.snapshot, at).state is OpenState.CLOSED
    return replace(matter, route=ways[1] if later and len(ways) > 1 else ways[0])


def _steps(workplace: Workplace, content: Content, answer: Answer) -> tuple[str, ...]:
    """What to do at once, for whoever may hurt themself or is in danger; none for all others."""
    needs = [need for need in workplace.store.needs() if need.urgent]
    served = {need for one in content.matters for need in one.snapshot.service.needs}
    heard = answer.steps if content.urgent else ()
    return tuple(
        current().name(one) for one in heard or [s for n in needs if n.id in served for s in n.steps]
    )


def facts(
    workplace: Workplace,
    content: Content,
    answer: Answer,
    *,
    now: Callable[[], datetime],
    by: Callable[[], str],
    direct: Sequence[Chosen] = (),
    begun_at: datetime | None = None,
    correcting: bool = False,
) -> FormFacts:
    """What the form must know beside its content, from catalogue and settings."""
    say, settings = current(), workplace.effective.settings
    names = ", ".join(say.name(one.service.name) for one in direct)
    told = text("{names}: ask the authority directly, not with this form.", names=names)

    def warn(words: str, content: Content) -> Sequence[str]:
        return checks.warnings(
            words,
            names=_known(content),
            identity_codes=settings.identity_codes,
            placeless=content.client.non_disclosure,
        )

    return FormFacts(
        now=now,
        by=by,
        reasons=[(one.id, say.name(one.name)) for one in workplace.store.choices() if one.kind == "reason"],
        languages=client_languages(),
        municipalities=_municipalities(workplace),
        warn=warn,
        kept=not settings.no_personal_data,
        correcting=correcting,
        notices=(told,) if names else (),
        urgent_needs=frozenset(need.id for need in workplace.store.needs() if need.urgent),
        steps=_steps(workplace, content, answer),
        begun_at=begun_at.astimezone(now().tzinfo) if begun_at else None,
    )


def _known(content: Content) -> list[str]:
    """Names that may stand in the matter: the client's, the speaker's, those of services."""
    say = current()
    known = [content.client.name, content.subject.speaker]
    for one in content.matters:
        organization = one.snapshot.organization
        known += [say.name(one.snapshot.service.name), say.name(organization.name if organization else "")]
    return known


def _municipalities(workplace: Workplace) -> dict[str, str]:
    """Every name of a municipality and its code, the worker's own language first."""
    swedish = current().language == "sv"
    names: dict[str, str] = {}
    for one in workplace.places.all():
        both = (one.name_sv, one.name_fi) if swedish else (one.name_fi, one.name_sv)
        names |= dict.fromkeys(both, one.code)
    return names
