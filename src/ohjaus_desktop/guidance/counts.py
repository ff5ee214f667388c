"""The numbers beside the choices: what a click would leave, and what each filter hides."""

from __future__ import annotations

from collections.abc import Sequence

from ohjaus_desktop.guidance.answer import Facet, Hidden
from ohjaus_desktop.guidance.entitled import fit
from ohjaus_desktop.guidance.masks import bits
from ohjaus_desktop.guidance.places import Places
from ohjaus_desktop.guidance.shelf import Shelf
from ohjaus_desktop.guidance.situation import Situation
from ohjaus_desktop.guidance.standing import Standing


def need_facets(shelf: Shelf, standing: Standing, situation: Situation) -> tuple[Facet, ...]:
    """Every group and need with what choosing it instead would leave."""
    rows = situation.rows("need") & situation.outlook.fits
    made = []
    for need in shelf.needs.values():
        answered = standing.answered(need.id)
        made.append(
            Facet(
                need.id,
                need.name,
                (rows & standing.rows(need.id)).bit_count(),
                need.parent_id,
                need.icon,
                need.sensitive,
                instead=answered if answered != need.id else None,
            )
        )
    return tuple(made)


def activity_facets(shelf: Shelf, situation: Situation) -> tuple[Facet, ...]:
    """Every kind of help with what choosing it instead would leave."""
    rows = situation.rows("activity") & situation.outlook.fits
    return tuple(
        Facet(one.id, one.name, (rows & shelf.activity.get(one.id, 0)).bit_count())
        for one in shelf.activities.values()
    )


def by_place(
    shelf: Shelf, places: Places, situation: Situation, municipalities: Sequence[str]
) -> dict[str, int]:
    """What each municipality (by its code) would leave if the client lived there.

    Only who is entitled depends on where one lives; home, remote and open now, which depend on the
    way there too, are not asked before the place.
    """
    age = situation.question.age
    everywhere, bound = 0, []
    for row in bits(situation.rows("ways", "open_now")):
        fitting = [one for one in shelf.rows[row].services if fit(one, None, age, places).fits]
        if any(not one.eligibility_area for one in fitting):
            everywhere += 1
        elif fitting:
            bound.append(fitting)
    return {
        code: everywhere + sum(any(fit(one, code, age, places).fits for one in some) for some in bound)
        for code in municipalities
    }


def ways(shelf: Shelf, situation: Situation) -> dict[str, int]:
    """What a tick at each way would leave, the other ticks kept."""
    outlook, question = situation.outlook, situation.question
    rows = situation.rows() & outlook.fits
    nobody_travels = situation.rows("ways") & outlook.fits
    home = outlook.home | (outlook.remote if question.remote else 0)
    remote = outlook.remote | (outlook.home if question.home else 0)
    return {
        "home": (nobody_travels & home).bit_count(),
        "remote": (nobody_travels & remote).bit_count(),
        "open_now": (rows & outlook.open_now(question.at)).bit_count(),
        "free": (rows & shelf.free).bit_count(),
    }


def hidden(situation: Situation, total: int, fits_at_any_age: int) -> tuple[Hidden, ...]:
    """How many more each filter hides, the place apart; most first.

    total: what fits with all of them; fits_at_any_age: the rows that would fit without an age.
    """
    found: list[Hidden] = []

    def note(rows: int, *filters: str) -> None:
        gain = rows.bit_count() - total
        if gain > 0:
            found.append(Hidden(filters, gain, situation.without(*filters)))

    fits = situation.outlook.fits
    for name in situation.filters:
        if name == "ways":
            # Both ticked: dropping one leaves the other, which is narrower and gains nothing.
            question = situation.question
            ticked = [way for way in ("home", "remote") if getattr(question, way)]
            note(situation.rows(name) & fits, *ticked)
        elif name != "listed":
            note(situation.rows(name) & fits, name)
    if situation.question.age is not None:
        note(situation.rows() & fits_at_any_age, "age")
    return tuple(sorted(found, key=lambda one: -one.gain))
