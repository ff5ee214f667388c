"""What a sync did, in numbers and in a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from ohjaus_desktop.catalogue.changes import Counts
from ohjaus_desktop.catalogue.model import Text
from ohjaus_desktop.catalogue.problems import Problem, ProblemKind
from ohjaus_desktop.errors import KnownError
from ohjaus_desktop.texts import Translator, text


@dataclass(frozen=True, slots=True)
class SyncOutcome:
    """What a sync did.

    same: the published file is the installed one; no row was written. counts: by section; new,
    changed, gone, unchanged and quarantined are those of the services. source: the address, "" for
    the bundled example. verified: a signature proved the publisher; signed_by: shortened ids of its
    keys. wire_bytes: what came over the line this time. problems: those that are kept; problem_counts:
    all of them, by kind. hold_above: an earlier file was brought back and stays ("pidetään") until
    the source has a higher sequence than this.
    """

    same: bool
    counts: Mapping[str, Counts]
    catalogue_id: str
    title: Text
    sequence: int
    published_at: datetime
    example: bool
    source: str
    verified: bool = False
    signed_by: tuple[str, ...] = ()
    wire_bytes: int = 0
    problems: tuple[Problem, ...] = ()
    problem_counts: Mapping[str, int] = field(default_factory=dict)
    unknown_fields: tuple[str, ...] = ()
    hold_above: int | None = None

    @property
    def new(self) -> int:
        """Services that were not there before."""
        return self.counts["services"].new

    @property
    def changed(self) -> int:
        """Services that say something else than before."""
        return self.counts["services"].changed

    @property
    def gone(self) -> int:
        """Services that disappeared from the file."""
        return self.counts["services"].gone

    @property
    def unchanged(self) -> int:
        """Services that stay as they were."""
        return self.counts["services"].unchanged

    @property
    def quarantined(self) -> int:
        """Services that could not be read."""
        return self.counts["services"].quarantined

    @property
    def dropped_links(self) -> int:
        """Links that pointed to nothing, in the whole file."""
        return self.problem_counts.get(ProblemKind.LINK, 0)


class SyncHeld(KnownError):
    """So much would change that a person decides; nothing has been changed yet.

    services: how many are installed; of these gone (disappeared or defunct), quarantined and
    phone_changed (lost their main number).
    """

    def __init__(self, *, services: int, gone: int, quarantined: int, phone_changed: int) -> None:
        self.services, self.gone = services, gone
        self.quarantined, self.phone_changed = quarantined, phone_changed
        super().__init__(
            text(
                "Unusually much would change: of {services} services {gone} would disappear, "
                "{quarantined} cannot be read and {phone_changed} get another phone number.",
                services=services,
                gone=gone,
                quarantined=quarantined,
                phone_changed=phone_changed,
            ),
            text("Nothing was changed. Ask the publisher whether this is right, then accept it."),
        )


def summary(outcome: SyncOutcome, say: Translator) -> str:
    """One line for the status bar: "3 uutta, 1 muuttunut, 2 poistunutta"."""
    if outcome.hold_above is not None:
        return say(
            "The earlier catalogue is kept: the publisher has nothing newer than number {number}.",
            number=outcome.hold_above,
        )
    if outcome.same:
        return say("The service information is up to date.")
    parts = [
        say.plural("{number} new", "{number} new", outcome.new),
        say.plural("{number} changed", "{number} changed", outcome.changed),
        say.plural("{number} gone", "{number} gone", outcome.gone),
    ]
    if outcome.quarantined:
        parts.append(say.plural("{number} left out", "{number} left out", outcome.quarantined))
    return ", ".join(parts)
