"""Which kinds of services a text speaks for, and how well descriptions of them fit all that was said.

One need leads to many kinds of services: day care to seventeen, school to a dozen. So the thesaurus
knows words of kinds as well: "röntgen" is no laboratory, "iltalukio" no day school. They are heard
as those of needs are: in full, in part, in compounds, mistyped.

Where nobody is known to provide a service, only what was said can tell which description comes
first. There everything speaks together: every need for its kinds, the first of them most; the words
of the kinds; the words of their names and texts; and for whom they are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from ohjaus_desktop.catalogue.navigation import Need
from ohjaus_desktop.guidance import language, needs
from ohjaus_desktop.guidance.heard import Heard
from ohjaus_desktop.guidance.masks import bits
from ohjaus_desktop.guidance.needs import NeedWords
from ohjaus_desktop.guidance.phrases import Layout
from ohjaus_desktop.guidance.shelf import Shelf
from ohjaus_desktop.guidance.standing import Standing
from ohjaus_desktop.guidance.thesaurus import Thesaurus
from ohjaus_desktop.guidance.weights import WEIGHTS, Weights

_KINDS = "kinds"
"""The group that they are of."""


class Kinds:
    """Hears the kinds of services of the thesaurus; remembers words between keystrokes."""

    def __init__(self, thesaurus: Thesaurus, layout: Layout | None = None) -> None:
        """layout: the phrases of the same kinds, where they have been laid out before."""
        known = Thesaurus(vague=thesaurus.vague)
        self._words = NeedWords(_as_needs(thesaurus), thesaurus=known, layout=layout)

    def hear(self, words: Sequence[str], *, half_typed: bool) -> list[Heard]:
        """The names of the kinds that the words (small letters) speak for, most first."""
        heard = self._words.hear(words, half_typed=half_typed)
        return self._words.hints(words, half_typed=half_typed, heard=heard)


def laid_out(thesaurus: Thesaurus) -> Layout:
    """The phrases of the kinds, their names among them."""
    return needs.laid_out(_as_needs(thesaurus), Thesaurus(vague=thesaurus.vague))


def _as_needs(thesaurus: Thesaurus) -> list[Need]:
    """The kinds as needs of one group: they are heard alike."""
    return [
        Need(id=name, name=name, words=dict(told), parent_id=_KINDS) for name, told in thesaurus.kinds.items()
    ]


class Descriptions:
    """The descriptions of kinds of services that a catalogue holds."""

    def __init__(self, shelf: Shelf, standing: Standing, weights: Weights = WEIGHTS) -> None:
        self._shelf = shelf
        self._standing = standing
        self._weights = weights

    def fitting(
        self,
        heard: Iterable[Heard],
        kinds: Iterable[Heard],
        words: Iterable[tuple[int, float]],
        groups: frozenset[str],
    ) -> Mapping[int, float]:
        """Row → how much of what was said speaks for it; of those only for which a need or kind does.

        words: the rows with each telling word, and what it weighs; groups: the people spoken of.
        """
        weights = self._weights
        general = self._shelf.general if weights.counts("fitting") else 0
        found: dict[int, float] = defaultdict(float)
        for need in heard if general else ():
            for row in bits(self._standing.rows(need.id) & general):
                place = min(self._standing.place(need.id, row), weights.also)
                found[row] += need.weight * weights.next_place**place
        for kind in kinds if general else ():
            for row in bits(self._shelf.named(language.plain(kind.id)) & general):
                found[row] += kind.weight * weights.kind
        people = self._standing.people
        others, own = people.kept_for_others(groups), people.kept_for(groups)
        said = list(words)
        for row in found:
            found[row] += weights.word * sum(weight for rows, weight in said if rows >> row & 1)
            found[row] *= weights.others if others >> row & 1 else 1.0
            found[row] += weights.own if own >> row & 1 else 0.0
        return found
