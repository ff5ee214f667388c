"""The few words about the catalogue that the status line has room for."""

from __future__ import annotations

from collections.abc import Iterable

from ohjaus_desktop.catalogue.problems import ProblemKind
from ohjaus_desktop.daybook.standing import Standing
from ohjaus_desktop.texts import Translator


def notes(standing: Standing, online: bool | None, say: Translator) -> tuple[str, ...]:
    """What must be known first, then network, origin and what was left out."""
    return tuple(_notes(standing, online, say))


def _notes(standing: Standing, online: bool | None, say: Translator) -> Iterable[str]:
    installed = standing.installed
    if standing.held is not None:
        yield say("an update waits to be accepted")
    if standing.restored:
        yield say("kept: the earlier version was brought back")
    if online is not None:
        yield say("online") if online else say("No network. Search and printing work.")
    if standing.last is not None and standing.last.result in {"failed", "refused"} and online is not False:
        yield say("the last look did not succeed")
    if installed is None or installed.example:
        return
    if installed.verified:
        yield say("origin verified: {publisher}", publisher=say.name(installed.publisher.name))
    else:
        yield say("The origin has not been verified")
    if left_out := standing.count(ProblemKind.QUARANTINED):
        yield say.plural("{number} left out", "{number} left out", left_out)
