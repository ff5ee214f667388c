"""Learn what words speak for danger from the building halves: writes ``resources/danger-evidence.json``.

    python tests/guidance/danger/learn_evidence.py

Logistic regression with one weight for each stem. The testing halves take no part. Where zero lies is
chosen on sentences that the weights had not seen: of those without danger so few may be heard as ALARMS
says. What speaks of no danger: the innocent sentences, the calm questions of the building half,
phrases of needs that are neither urgent nor sensitive, and whole sentences of the example catalogue and
the help, without which whatever is told in a whole sentence would look like danger.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from math import exp, sqrt
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
PROJECT = FOLDER.parents[2]
sys.path[:0] = [str(PROJECT / "src"), str(PROJECT / "tests")]

import asked_questions  # noqa: E402
from ohjaus_desktop import paths  # noqa: E402
from ohjaus_desktop.catalogue import document  # noqa: E402
from ohjaus_desktop.guidance import danger, evidence, language, thesaurus  # noqa: E402
from ohjaus_desktop.guidance.danger import Dangers, DangerWords  # noqa: E402
from ohjaus_desktop.guidance.evidence import stems_of  # noqa: E402

CLASSES = {"suicidality": {"self_harm"}}
"""Need → the classes of sentences that tell of it. Violence was tried: for each sentence heard more there
was a false alarm more, so signs alone tell of it."""
ALARMS = 0.012
"""The share of harmless sentences that may be heard as danger; most of them were written to sound like it."""
PHRASES = 4000
ROUNDS = 20
PARTS = 5
LEAST = 0.1
"""Smaller weights are left out."""
GRAVE_WEIGHT = 3
"""A sentence of danger counts as much as so many harmless ones."""
SHRINK = 0.001

Sample = tuple[Sequence[str], bool]
Weights = tuple[float, dict[str, float]]


def main() -> None:
    """Learn each need, say how well, and write the file."""
    example = document.read(paths.resource("example-catalogue.json").read_bytes()).catalogue
    grave = {need.id for need in example.needs if need.urgent or need.sensitive} | set(danger.bundled().signs)
    signs = Dangers(
        example.needs, DangerWords(harmless=danger.bundled().harmless, classes=danger.bundled().classes)
    )

    def stems(said: str) -> Sequence[str]:
        words = language.words(said)
        return tuple(sorted(stems_of(words, signs.hear(words).harmless)))

    told = read("danger")
    calm = [one["say"] for one in read("innocent")]
    calm += [
        one.query for one in asked_questions.read(asked_questions.BUILDING) if grave.isdisjoint(one.needs)
    ]
    calm_stems = [stems(said) for said in calm]
    hears = Dangers(example.needs, danger.bundled())
    calm_texts = [said for said in whole_sentences() if not hears.hear(language.words(said)).dangers]
    phrases = [stems(said) for said in (*calm_phrases(grave), *calm_texts)]
    needs = {}
    for need, classes in CLASSES.items():
        dangers = [stems(one["say"]) for one in told if one["class"] in classes]
        needs[need] = learnt(need, dangers, calm_stems, phrases)
    content = {"format": "ohjaus-danger-evidence", "format_version": 1, "needs": needs}
    target = PROJECT / "resources" / "danger-evidence.json"
    target.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def read(name: str) -> list[dict[str, str]]:
    """The sentences of the building half."""
    return json.loads((FOLDER / f"{name}_for_building.json").read_text(encoding="utf-8"))["sentences"]


def calm_phrases(grave: set[str]) -> list[str]:
    """Phrases of needs of no danger, some of all."""
    known = thesaurus.bundled().needs
    every = {
        phrase
        for id_, need in known.items()
        if id_ not in grave
        for said in need.words.values()
        for phrase in said
        if " " in phrase
    }
    return random.Random(1).sample(sorted(every), PHRASES)


def whole_sentences() -> list[str]:
    """What the example's records and the pages of the help say, without marks."""
    example = json.loads(paths.resource("example-catalogue.json").read_text(encoding="utf-8"))
    pages = [page.read_text(encoding="utf-8") for page in sorted(paths.resource("help").glob("*/*.md"))]
    said = (
        one.strip(" -#*`|").lower()
        for text in (*texts_in(example["services"]), *pages)
        for one in re.split(r"[.?!:;\n]", text)
    )
    return sorted({one for one in said if len(one.split()) >= evidence.FEWEST_WORDS})


def texts_in(told: Any) -> Iterator[str]:
    """Every text in a record, in all its languages."""
    if isinstance(told, str):
        yield told
    elif isinstance(told, list | dict):
        for one in told.values() if isinstance(told, dict) else told:
            yield from texts_in(one)


def learnt(
    need: str, dangers: list[Sequence[str]], calm: list[Sequence[str]], phrases: list[Sequence[str]]
) -> dict[str, object]:
    """The weights for one need, zero where few enough of the unseen harmless sentences reach."""
    samples: list[Sample] = [(said, True) for said in dangers]
    samples += [(said, False) for said in (*calm, *phrases)]
    random.Random(2).shuffle(samples)
    judged = len(dangers) + len(calm)
    whole = {*dangers, *calm}
    unseen: list[tuple[float, bool]] = []
    for part in range(PARTS):
        weights = fitted([one for at, one in enumerate(samples) if at % PARTS != part])
        held = [one for at, one in enumerate(samples) if at % PARTS == part and one[0] in whole]
        unseen += [(speaks(weights, said), grave) for said, grave in held]
    harmless = sorted((score for score, grave in unseen if not grave), reverse=True)
    zero = harmless[int(ALARMS * len(harmless))]
    heard = sum(score > zero for score, grave in unseen if grave)
    print(f"{need}: unseen {heard} of {len(dangers)} heard, {ALARMS:.1%} alarms, {judged} judged")
    start, words = fitted(samples)
    kept = {stem: round(weight, 2) for stem, weight in sorted(words.items()) if abs(weight) >= LEAST}
    return {"start": round(start - zero, 2), "words": kept}


def fitted(samples: Sequence[Sample]) -> Weights:
    """Logistic regression by one sample after another, in an order that is always the same."""
    start, words = -2.0, defaultdict[str, float](float)
    order = random.Random(3)
    mixed = list(samples)
    for turn in range(ROUNDS):
        order.shuffle(mixed)
        step = 0.3 / (1 + 0.3 * turn)
        for said, grave in mixed:
            share = sqrt(len(said) or 1)
            likely = 1 / (1 + exp(-(start + sum(words[stem] for stem in said) / share)))
            wrong = (1 - likely) * GRAVE_WEIGHT if grave else -likely
            start += 0.1 * step * wrong
            for stem in said:
                words[stem] += step * (wrong / share - SHRINK * words[stem])
    return start, words


def speaks(weights: Weights, said: Sequence[str]) -> float:
    """How much the stems speak for danger."""
    start, words = weights
    return start + sum(words.get(stem, 0.0) for stem in said) / sqrt(len(said) or 1)


if __name__ == "__main__":
    main()
