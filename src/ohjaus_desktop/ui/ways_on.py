"""The ways on in words: what to drop, what was perhaps meant, what is near, and why not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ohjaus_desktop.guidance.answer import Answer, Hidden, Result
from ohjaus_desktop.guidance.answer_lines import heading, without
from ohjaus_desktop.guidance.ways_out import FEW, THE_MATTER
from ohjaus_desktop.texts import Translator
from ohjaus_desktop.ui.missing import Way, Ways
from ohjaus_desktop.ui.rows import Row


def listed(answer: Answer) -> tuple[Result, ...]:
    """The rows in the order in which they are listed: what was found, alternatives, misfits."""
    found = [result for group in answer.alternatives for result in group.results]
    return (*answer.results, *found, *answer.misfits)


def headed(rows: Sequence[Row], answer: Answer, say: Translator) -> tuple[Row, ...]:
    """The rows of ``listed``, the first of each group of alternatives under its heading."""
    made = list(rows)
    at = len(answer.results)
    groups = [(heading(group, say), len(group.results)) for group in answer.alternatives]
    for title, size in (*groups, (say("Why these do not fit"), len(answer.misfits))):
        if size:
            made[at] = replace(made[at], heading=title, sentence=f"{title}. {made[at].sentence}")
        at += size
    return tuple(made)


def ways_on(answer: Answer, names: dict[str, str], say: Translator) -> Ways | None:
    """Every way on where little or nothing was found; None where nothing more is to be said.

    names: what the filters in force are called, by the field of the question.
    """
    drops = tuple(_drop(one, names, say) for one in worth_dropping(answer))
    asked = answer.question
    meant = tuple(
        Way(words, say("Search for {words}", words=words), "search", replace(asked, text=words))
        for words in answer.spelling
    )
    groups = [
        (say("Did you mean"), meant),
        (say("Without this more is found"), drops),
        (say("A broader or kindred need"), _broader(answer, say)),
    ]
    told = tuple((title, ways) for title, ways in groups if ways)
    quiet = any(_takes_clients(result) for result in answer.results)
    if quiet and (answer.total > FEW or not told):
        return None
    title = say("None of these takes new clients now") if answer.total and not quiet else ""
    return Ways(told, _spoken(title, told, answer, say), title, quiet)


def _takes_clients(result: Result) -> bool:
    return result.fits and result.status == "active" and result.takes_new_clients != "no"


def worth_dropping(answer: Answer) -> tuple[Hidden, ...]:
    """Where something was found nobody needs to be told that without the matter there is more."""
    return tuple(one for one in answer.hidden if not answer.total or THE_MATTER.isdisjoint(one.filters))


def _drop(hidden: Hidden, names: dict[str, str], say: Translator) -> Way:
    what = " + ".join(names.get(one, one) for one in hidden.filters)
    if "text" in hidden.filters and hidden.question.text:
        what = what.replace(names["text"], say("the words"))  # the place in them stays
    spoken = without([what], hidden.gain, say)
    return Way(f"{what} (+{hidden.gain})", spoken, "close", hidden.question)


def _broader(answer: Answer, say: Translator) -> tuple[Way, ...]:
    made = []
    for one in answer.broader:
        name, count = say.name(one.need.name), one.need.count
        spoken = say.plural("{name}: {number} service", "{name}: {number} services", count, name=name)
        made.append(Way(f"{name} ({count})", spoken, one.need.icon or "need", one.question))
    return tuple(made)


def _spoken(title: str, groups: Iterable[tuple[str, Sequence[Way]]], answer: Answer, say: Translator) -> str:
    """The same for a screen reader, with the counts."""
    parts = [title] if title else []
    parts += [f"{over}: {', '.join(way.words for way in ways)}" for over, ways in groups]
    near = [f"{heading(group, say)}: {group.total}" for group in answer.alternatives]
    alternatives, unfit = say("Alternatives"), say("Why these do not fit")
    if near:
        parts.append(f"{alternatives}: {', '.join(near)}")
    if answer.misfits:
        parts.append(f"{unfit}: {len(answer.misfits)}")
    return ". ".join(parts)
