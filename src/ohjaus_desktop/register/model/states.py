"""Where one recipient's request stands, where that may lead, and the words that go with it.

The codes of the states are those of FHIR R5 Task.status.
"""

from __future__ import annotations

from typing import Literal

State = Literal[
    "draft",
    "requested",
    "accepted",
    "rejected",
    "in-progress",
    "completed",
    "failed",
    "cancelled",
    "entered-in-error",
]
"""Of one recipient's request; the codes of FHIR R5 Task.status."""

Why = Literal[
    "",
    "full",
    "not_suitable",
    "wrong_area",
    "age",
    "not_reached",
    "no_answer",
    "changed_mind",
    "other_help",
    "passed_on",
    "other",
]
"""Why a request was rejected or help did not begin."""

EventKind = Literal[
    "requested",
    "outcome",
    "tried",
    "follow_up",
    "corrected",
    "withdrawn",
    "error",
    "handed_over",
    "passed_on",
    "route",
    "renewed",
]

WAITING: frozenset[State] = frozenset({"requested", "accepted", "in-progress"})
"""Somebody still has to do something."""

NEXT: dict[State, frozenset[State]] = {
    "draft": frozenset({"requested"}),
    "requested": frozenset(
        {"accepted", "rejected", "in-progress", "completed", "failed", "cancelled", "entered-in-error"}
    ),
    "accepted": frozenset({"in-progress", "completed", "failed", "cancelled", "entered-in-error"}),
    "in-progress": frozenset({"completed", "failed", "cancelled", "entered-in-error"}),
    "rejected": frozenset({"requested", "cancelled", "entered-in-error"}),
    "failed": frozenset({"requested", "cancelled", "entered-in-error"}),
    "completed": frozenset({"in-progress", "cancelled", "entered-in-error"}),
    "cancelled": frozenset({"entered-in-error"}),
    "entered-in-error": frozenset(),
}
"""Where each state may lead. Back from rejected, failed and completed: an outcome corrected."""
