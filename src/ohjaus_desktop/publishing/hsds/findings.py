"""What an import could not use, counted while it goes and told at the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from ohjaus_desktop.texts import current, mark, plural, text

NAMED = 5
"""Up to so many records are named; more are only counted."""
_VALUES = 12


@dataclass(slots=True)
class Findings:
    """Counts and names, by what was wrong.

    lost_organizations: ids that nobody has, and the names of the services that name them.
    Names are kept in the order in which they were met.
    """

    files: list[str] = field(default_factory=list)
    lost_organizations: set[str] = field(default_factory=set)
    services_of_lost: list[str] = field(default_factory=list)
    places_of_lost: list[str] = field(default_factory=list)
    lost_places: list[str] = field(default_factory=list)
    lost_services: list[str] = field(default_factory=list)
    unnamed: Counter[str] = field(default_factory=Counter)
    made_ids: Counter[str] = field(default_factory=Counter)
    differing: list[str] = field(default_factory=list)
    homeless: Counter[str] = field(default_factory=Counter)
    no_status: list[str] = field(default_factory=list)
    guessed_sector: list[str] = field(default_factory=list)
    people: int = 0
    no_role: int = 0
    abroad: list[str] = field(default_factory=list)
    nowhere: list[str] = field(default_factory=list)
    placeless: list[str] = field(default_factory=list)
    postal: list[str] = field(default_factory=list)
    bad_points: list[str] = field(default_factory=list)
    bad_hours: Counter[str] = field(default_factory=Counter)
    hours_in_words: int = 0
    languages: Counter[str] = field(default_factory=Counter)
    numbers: Counter[str] = field(default_factory=Counter)
    links: Counter[str] = field(default_factory=Counter)
    areas: Counter[str] = field(default_factory=Counter)
    values: Counter[str] = field(default_factory=Counter)
    past_costs: int = 0
    cut: int = 0
    fields: Counter[str] = field(default_factory=Counter)

    def sentences(self) -> tuple[str, ...]:
        """What could not be used, in the user's language, the weightiest first."""
        said = (*self._of_links(), *self.files, *self._of_records(), *self._of_places(), *self._of_facts())
        return tuple(filter(None, said))

    def _of_links(self) -> Iterable[str]:
        services = plural("{number} service", "{number} services", len(self.services_of_lost))
        yield _told(
            [*self.lost_organizations],
            lambda number: plural(
                "{number} organization that services name is not in the data; "
                "the services stay without it ({services}).",
                "{number} organizations that services name are not in the data; "
                "the services stay without them ({services}).",
                number,
                services=services,
            ),
            self.services_of_lost,
        )
        yield _told(
            self.places_of_lost,
            lambda number: plural(
                "{number} place names an organization that is not in the data; the place stays.",
                "{number} places name an organization that is not in the data; the places stay.",
                number,
            ),
        )
        yield _told(
            self.lost_places,
            lambda number: plural(
                "{number} link of a service leads to a place that is not in the data.",
                "{number} links of services lead to places that are not in the data.",
                number,
            ),
        )
        yield _told(
            self.lost_services,
            lambda number: plural(
                "{number} link of a place leads to a service that is not in the data.",
                "{number} links of places lead to services that are not in the data.",
                number,
            ),
        )
        for kind, count in self.homeless.items():
            yield plural(
                "{kind}: {number} row does not say whose it is, or belongs to nothing in the data.",
                "{kind}: {number} rows do not say whose they are, or belong to nothing in the data.",
                count,
                kind=kind,
            )

    def _of_records(self) -> Iterable[str]:
        for kind, count in self.unnamed.items():
            yield plural(
                "{kind}: {number} record has no name and was left out.",
                "{kind}: {number} records have no name and were left out.",
                count,
                kind=kind,
            )
        yield _told(
            self.differing,
            lambda number: plural(
                "{number} record stands in the data more than once with different facts; "
                "the newest counts, else the first.",
                "{number} records stand in the data more than once with different facts; "
                "the newest counts, else the first.",
                number,
            ),
        )
        yield _told(
            self.made_ids.total(),
            lambda number: plural(
                "{number} id is no UUID: a lasting one was made of it, and the old one is kept beside it.",
                "{number} ids are no UUIDs: lasting ones were made of them, "
                "and the old ones are kept beside them.",
                number,
            ),
        )
        yield _told(
            self.people,
            lambda number: plural(
                "{number} name of a person was not imported: the catalogue keeps roles.",
                "{number} names of people were not imported: the catalogue keeps roles.",
                number,
            ),
        )
        yield _told(
            self.no_role,
            lambda number: plural(
                "{number} contact has no role and was left out.",
                "{number} contacts have no role and were left out.",
                number,
            ),
        )
        yield from self._of_guesses()

    def _of_guesses(self) -> Iterable[str]:
        yield _told(
            self.no_status,
            lambda number: plural(
                "{number} service does not say whether it runs; it is taken to run.",
                "{number} services do not say whether they run; they are taken to run.",
                number,
            ),
        )
        yield _told(
            self.guessed_sector,
            lambda number: plural(
                "{number} organization does not say its sector; it is taken to be an association.",
                "{number} organizations do not say their sector; they are taken to be associations.",
                number,
            ),
        )

    def _of_places(self) -> Iterable[str]:
        yield _told(
            self.abroad,
            lambda number: plural(
                "{number} place lies outside Finland: it gets the municipality code 200 (abroad).",
                "{number} places lie outside Finland: they get the municipality code 200 (abroad).",
                number,
            ),
        )
        yield _told(
            self.nowhere,
            lambda number: plural(
                "{number} place does not tell its municipality: it gets the code 199 (unknown).",
                "{number} places do not tell their municipality: they get the code 199 (unknown).",
                number,
            ),
        )
        yield _told(
            self.placeless,
            lambda number: plural(
                "{number} place has neither an address nor a point and was left out.",
                "{number} places have neither an address nor a point and were left out.",
                number,
            ),
        )
        yield _told(
            self.postal,
            lambda number: plural(
                "{number} place is only a postal address and was left out.",
                "{number} places are only postal addresses and were left out.",
                number,
            ),
        )
        yield _told(
            self.bad_points,
            lambda number: plural(
                "{number} point does not exist on the globe and was left out.",
                "{number} points do not exist on the globe and were left out.",
                number,
            ),
        )

    def _of_facts(self) -> Iterable[str]:
        yield _told(
            self.hours_in_words,
            lambda number: plural(
                "{number} opening time is kept only in words: it cannot be counted with.",
                "{number} opening times are kept only in words: they cannot be counted with.",
                number,
            ),
        )
        yield _told(
            self.past_costs,
            lambda number: plural(
                "{number} price is no longer valid and was left out.",
                "{number} prices are no longer valid and were left out.",
                number,
            ),
        )
        yield _told(
            self.cut,
            lambda number: plural(
                "{number} text is too long and was cut.", "{number} texts are too long and were cut.", number
            ),
        )
        for found, sentence in (
            (self.bad_hours, mark("Hours that cannot be understood: {values}.")),
            (self.languages, mark("Languages that have no code of their own: {values}.")),
            (self.numbers, mark("Telephone numbers that cannot be dialled: {values}.")),
            (self.links, mark("Addresses of the web or of e-mail that are none: {values}.")),
            (self.areas, mark("Areas that are no areas of Finland, kept in words: {values}.")),
            (self.values, mark("Values that are not understood: {values}.")),
        ):
            if found:
                yield current()(sentence, values=_listed(found))
        if self.fields:
            fields = _listed(self.fields, limit=len(self.fields))
            yield text(
                "The catalogue has no place for these, and they were left out: {values}.", values=fields
            )


def _told(
    found: Sequence[str] | int, sentence: Callable[[int], str], names: Sequence[str] | None = None
) -> str:
    """A counted sentence, and whom it is about where they are few; "" where there is nothing to tell.

    names: of those it is about, where these are not what is counted.
    """
    number = found if isinstance(found, int) else len(found)
    if not number:
        return ""
    named = names if names is not None else () if isinstance(found, int) else found
    shown = [*dict.fromkeys(name for name in named if name)]
    return f"{sentence(number)} ({'; '.join(shown)})" if 0 < len(shown) <= NAMED else sentence(number)


def _listed(found: Counter[str], limit: int = _VALUES) -> str:
    """Values with their counts, the most frequent first."""
    ordered = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
    shown = [f"{value[:80]} ({count})" for value, count in ordered[:limit]]
    rest = len(found) - len(shown)
    if rest > 0:
        shown.append(current().plural("and {number} other", "and {number} others", rest))
    return ", ".join(shown)
