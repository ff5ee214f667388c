"""How the catalogue stands, in sentences: for the view, and to be copied for those who help."""

from __future__ import annotations

import platform
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from ohjaus_desktop import __version__
from ohjaus_desktop.catalogue.problems import Problem, ProblemKind
from ohjaus_desktop.daybook.standing import Standing
from ohjaus_desktop.daybook.store import SyncNote
from ohjaus_desktop.texts import Translator, mark
from ohjaus_desktop.ui.status_line import catalogue_age
from ohjaus_desktop.workplace import HELSINKI

_ENDED = {
    "installed": mark("newer information was taken into use"),
    "unchanged": mark("nothing new"),
    "held": mark("held back to be accepted"),
    "refused": mark("the file was refused"),
    "failed": mark("did not succeed"),
    "cancelled": mark("was cancelled"),
    "restored": mark("the earlier version was brought back"),
}
_TONES = {"installed": "ok", "unchanged": "ok", "held": "warning", "refused": "error", "failed": "warning"}
KINDS = {
    ProblemKind.QUARANTINED: mark("left out"),
    ProblemKind.LINK: mark("link dropped"),
    ProblemKind.DUPLICATE: mark("id taken already"),
    ProblemKind.IDENTIFIER: mark("business id wrong or shared"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One fact: what it is about, the words, and how loud they are."""

    about: str
    words: str
    tone: str = ""


def lines(standing: Standing, *, at: datetime, next_look: datetime | None, say: Translator) -> list[Line]:
    """Every fact, in the order of the view: first what to trust and how old it is; keys and sizes last."""
    success, installed = standing.last_success, standing.installed
    made = [_age(standing, at, say)]
    if installed is not None:
        made.append(_origin(standing, say))
    made += [*_numbers(standing, say), _last(standing.last, at, say)]
    if standing.last is not None and not standing.last.went_well:
        made.append(Line(say("Last success"), moment(success, at, say) if success else say("not yet")))
    made.append(Line(say("Next look"), _next(next_look, at, say)))
    if installed is not None:
        number = say("number {number}", number=installed.sequence)
        made.append(Line(say("Service catalogue"), f"{say.name(installed.title)} · {number}"))
    made.append(Line(say("Source"), source(standing.address, say)))
    made += _fetched(standing, say)
    return made


def source(address: str, say: Translator) -> str:
    """Where newer catalogues come from."""
    if not address:
        return say("The example that came with the program; nothing is fetched.")
    parts = urlsplit(address)
    if parts.scheme in {"http", "https"}:
        return say("Web address: {address}", address=_without_password(address))
    return say("File or folder: {address}", address=address)


def _without_password(address: str) -> str:
    parts = urlsplit(address)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def _age(standing: Standing, at: datetime, say: Translator) -> Line:
    published = standing.installed.published_at if standing.installed else None
    age = catalogue_age(published, at=at, say=say)
    return Line(say("Age"), age.words, "" if age.tone == "muted" else age.tone)


def _origin(standing: Standing, say: Translator) -> Line:
    installed = standing.installed
    about = say("Origin")
    if installed is None or installed.example:
        return Line(about, say("Examples are not signed."))
    publisher = say.name(installed.publisher.name)
    if installed.verified:
        return Line(about, say("{publisher}. The signature was verified.", publisher=publisher), "ok")
    words = say(
        "The origin has not been verified. Publisher according to the file: {publisher}.",
        publisher=publisher,
    )
    return Line(about, words, "error" if standing.recognises else "warning")


def _last(note: SyncNote | None, at: datetime, say: Translator) -> Line:
    if note is None:
        return Line(say("Last look"), say("not yet"))
    # What a held update would do stands above already.
    held_back = note.result == "held"
    how = say(_ENDED[note.result]) if held_back else ended(note, say)
    return Line(say("Last look"), f"{moment(note.at, at, say)}: {how}", tone(note))


def tone(note: SyncNote) -> str:
    """Nothing is green while a record is missing."""
    return "warning" if note.quarantined else _TONES.get(note.result, "")


def ended(note: SyncNote, say: Translator) -> str:
    """How a look ended, with its numbers or its reason."""
    words = say(_ENDED[note.result])
    if note.result == "installed":
        counted = ", ".join(_counted(note, say))
        return f"{words} ({counted})" if counted else words
    if note.result == "held":
        return f"{words}. {held(note, say)}".strip()
    return f"{words}. {note.reason}" if note.reason else words


def _counted(note: SyncNote, say: Translator) -> Iterable[str]:
    if note.new:
        yield say.plural("{number} new", "{number} new", note.new)
    if note.changed:
        yield say.plural("{number} changed", "{number} changed", note.changed)
    if note.gone:
        yield say.plural("{number} gone", "{number} gone", note.gone)
    if note.quarantined:
        yield say.plural("{number} left out", "{number} left out", note.quarantined)


def held(note: SyncNote, say: Translator) -> str:
    """What an update would do that waits for a decision; nothing is said of what it would not do."""
    parts = []
    if note.gone:
        parts.append(say.plural("{number} would disappear", "{number} would disappear", note.gone))
    if note.quarantined:
        parts.append(say.plural("{number} cannot be read", "{number} cannot be read", note.quarantined))
    if note.phone_changed:
        parts.append(
            say.plural(
                "{number} would get another phone number",
                "{number} would get another phone number",
                note.phone_changed,
            )
        )
    services = say.plural(
        "Of {number} service: {parts}.",
        "Of {number} services: {parts}.",
        note.services,
        parts=", ".join(parts),
    )
    return services if parts else ""


def whom_to_ask(standing: Standing, say: Translator) -> str:
    """What to do about a held update, with who knows whether it is right and how they are reached."""
    ask = say("Ask the publisher first whether this is right. Until then the present one is kept.")
    installed = standing.installed
    if installed is None or installed.example:
        return ask
    known = installed.publisher
    reached = (say.name(known.name), known.phone, known.email)
    whom = say("Publisher: {publisher}", publisher=", ".join(part for part in reached if part))
    return f"{ask} {whom}"


def kept(standing: Standing, say: Translator) -> str:
    """Why a newer catalogue is not in use; "" where it is."""
    installed = standing.installed
    if installed is None or installed.hold_above is None:
        return ""
    return say(
        "Kept: an earlier version was brought back. The publisher’s number {number} is not taken into "
        "use again before a newer one follows it.",
        number=installed.hold_above,
    )


def _next(next_look: datetime | None, at: datetime, say: Translator) -> str:
    if next_look is None:
        return say("Only when you ask: no address is set.")
    if next_look <= at:
        return say("now")
    return say("by itself {moment}", moment=moment(next_look, at, say))


def _numbers(standing: Standing, say: Translator) -> Iterable[Line]:
    yield Line(say("Services"), say.plural("{number} service", "{number} services", standing.services))
    left_out = standing.count(ProblemKind.QUARANTINED)
    if left_out:
        words = say.plural("{number} record", "{number} records", left_out)
        yield Line(say("Left out as unreadable"), words, "warning")


def _fetched(standing: Standing, say: Translator) -> Iterable[Line]:
    """Whose key signed the installed file, to be compared on the telephone, and what it cost the line."""
    installed = standing.installed
    if installed is not None and installed.signed_by:
        yield Line(say("Signed by"), ", ".join(installed.signed_by))
    if installed is not None and installed.wire_bytes:
        yield Line(say("Fetched over the network"), size(installed.wire_bytes, say))


def _behind(standing: Standing, say: Translator) -> Iterable[Line]:
    """What only those who help can use."""
    if dropped := standing.count(ProblemKind.LINK):
        yield Line(say("Links that led nowhere"), str(dropped))


def size(count: int, say: Translator) -> str:
    """A number of bytes as people read it: 812 kt, 2,4 Mt; kB and MB in English and Swedish."""
    kilo, mega = ("kt", "Mt") if say.language == "fi" else ("kB", "MB")
    if count < 1_000_000:
        return f"{max(1, round(count / 1000))} {kilo}"
    number = f"{count / 1_000_000:.1f}"
    return f"{number if say.language == 'en' else number.replace('.', ',')} {mega}"


def moment(when: datetime, at: datetime, say: Translator) -> str:
    """Today at 10.42, yesterday at 9, 3.11.2026 at 10.42."""
    local = when.astimezone(HELSINKI)
    clock = (
        say.clock(local)
        if local.minute
        else f"{local.hour}.00".replace(".", ":" if say.language == "en" else ".")
    )
    days = (at.astimezone(HELSINKI).date() - local.date()).days
    if days == 0:
        return say("today at {clock}", clock=clock)
    if days == 1:
        return say("yesterday at {clock}", clock=clock)
    if days == -1:
        return say("tomorrow at {clock}", clock=clock)
    return say("{date} at {clock}", date=say.date(local.date()), clock=clock)


def support(
    facts: Sequence[Line],
    standing: Standing,
    problems: Sequence[Problem],
    unknown_fields: Sequence[str],
    *,
    at: datetime,
    say: Translator,
) -> str:
    """All of it as text for whoever helps; the user's own folder is not named."""
    system = f"{platform.system()} {platform.release()}"
    told = [f"Ohjaus {__version__} · {system} · {moment(at, at, say)}", ""]
    told += [f"{line.about}: {line.words}" for line in (*facts, *_behind(standing, say))]
    told += ["", say("History")]
    told += [f"{moment(note.at, at, say)}: {ended(note, say)}" for note in standing.history[:10]]
    if problems:
        told += ["", say("Records with faults")]
        told += [f"{one.path}: {one.sentence(say)} {one.detail}".rstrip() for one in problems[:100]]
    if unknown_fields:
        told += ["", say("Unknown fields: {names}", names=", ".join(unknown_fields))]
    return "\n".join(told).replace(str(Path.home()), "~")
