"""What decides which service comes first: every criterion in one place, in its order, with its reason.

The order is lexicographic: a criterion decides only among rows that are equal in all above it. Of
needs, text and reach the stronger always wins; the one exchange is ``very_need_km``, where being
there for the very need is weighed against kilometres. What each criterion is worth is measured by
``tests/benchmarks/weights.py``, which leaves them out one by one; that each of them decides is
tested in ``tests/guidance/test_weights.py``.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing that counts.

    what: who comes first; why: the reason. kind: "measured" stays because the questions or the
    golden clients lose without it, "safety" and "courtesy" whether they do or not.
    """

    id: str
    what: str
    why: str
    kind: str = "measured"


BETWEEN_TIERS = (
    Criterion(
        "name",
        "what bears the very name that was typed, then what else was asked for",
        "whoever types a whole name means that service, entitled or not: it says why not",
        "courtesy",
    ),
    Criterion(
        "eligibility",
        "whom it serves by home and age, then all others with the reason",
        "nobody shall call in vain; nothing is hidden",
        "courtesy",
    ),
    Criterion("shelters", "shelters, where somebody hurts another", "the way out is on top", "safety"),
    Criterion(
        "danger",
        "what is there for this very danger, before what only bears such words",
        "half a name typed must not push help down",
        "safety",
    ),
    Criterion(
        "apart",
        "mediation and couples' therapy last, where somebody may be hurt",
        "they put the hurt one beside the one who hurts",
        "safety",
    ),
    Criterion("beginning", "names that begin as typed, from two words on", "a name is being typed"),
    Criterion("words_in_name", "names with every word in them", "a name told loosely"),
    Criterion("need_by_need", "the need for which most words speak, then the next", "said most, meant most"),
    Criterion("turns", "the best of each need before the further ones of any", "every need gets an answer"),
    Criterion(
        "fitting",
        "of descriptions of kinds of services the one for which most was said: its needs, its own words",
        "where nobody is known to provide it, only what was said tells them apart",
    ),
    Criterion(
        "provided",
        "services that somebody provides before descriptions of a kind of service",
        "a description cannot be called",
        "courtesy",
    ),
)
"""From the strongest to the weakest: ``match`` makes the tiers, ``order`` puts them in their order."""

WITHIN_A_TIER = (
    Criterion(
        "for_whom",
        "what is for all or for those spoken of, before what is kept for others",
        "the dentist before the pupils' dentist",
        "courtesy",
    ),
    Criterion("active", "what runs, before what is temporarily closed", "it cannot help today", "courtesy"),
    Criterion(
        "county",
        "the client's own county's services, before another county's",
        "a county answers for its own residents (Act 612/2021 § 8)",
        "courtesy",
    ),
    Criterion(
        "usual_way",
        "what lies within the usual way, before what lies beyond, before what comes only elsewhere",
        "people do go to Kokkola, and nobody goes to Oulu",
        "courtesy",
    ),
    Criterion(
        "very_need",
        "what is there for this very need, even some way off, before what also answers it here",
        "a clinic that calls or an hour's drive, before the care home next door that knows of it",
    ),
    Criterion(
        "nearness",
        "here, comes home, remote, fetches, then near to far, the own valley first of those as far",
        "a tired client goes where it is easy",
        "courtesy",
    ),
    Criterion("standing", "by how fitting services of that name are for the need", "the thesaurus knows"),
    Criterion("said", "with a telling word in its name, or for the people spoken of", "said so, meant so"),
    Criterion("told_early", "the earlier its publisher names the need among its needs",
              "the first of them are what it does most", "courtesy"),
    Criterion("open", "what is open", "somebody answers now", "courtesy"),
    Criterion("assured", "what was checked within a year, within a year and a half, longer ago", "it holds",
              "courtesy"),
    Criterion("takes", "takes new clients, not told, has a waiting list, takes none", "no wait", "courtesy"),
    Criterion("alphabet", "by name", "an order that does not depend on how a file was written", "courtesy"),
)  # fmt: skip
"""In danger ``open`` comes first, then ``very_need`` and what asks for no travel, then the rest."""

CRITERIA = (*BETWEEN_TIERS, *WITHIN_A_TIER)


@dataclass(frozen=True, slots=True)
class Weights:
    """How much counts what. Only measurements use others than ``WEIGHTS``.

    left_out: ids of criteria that do not count.
    """

    left_out: frozenset[str] = frozenset()

    very_need_km: int = 50
    """Kilometres that being there for this very need is worth: three quarters of an hour's drive.

    Measured in ten municipalities of the valleys: see the table in ``resources/help``.
    """
    also: int = 6
    """The place of what also answers a need, beside the first names that the thesaurus knows for it."""
    said: int = 3
    """Places that a telling word in the name is worth, and the same for the people spoken of."""
    turns: tuple[int, ...] = (2, 2, 1)
    """The first services of the first, second and every further need that takes a turn.

    One more of each hides the right need as often as it shows a better service.
    """
    next_place: float = 0.75
    """What a need speaks for each next kind of service for it, beside the one before."""
    kind: float = 0.8
    """What the words of a kind of service speak for it, beside those of its needs."""
    word: float = 0.1
    """What a word in the name or the texts of a description speaks for it."""
    others: float = 0.8
    """What is left of all that where it is kept for people of whom nobody spoke."""
    own: float = 2.0
    """What speaks for a description besides when it is kept for the people spoken of."""
    enough: float = 0.5
    """The share of what was said that a service must answer when none answers all of it."""
    fresh_days: int = 365
    """Checked within a year: as fresh as today."""
    ageing_days: int = 548
    """Checked within a year and a half."""

    def counts(self, criterion: str) -> bool:
        """Whether a criterion counts."""
        return criterion not in self.left_out


WEIGHTS = Weights()
