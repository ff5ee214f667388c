"""What holds for every question, whatever is asked and whatever the catalogue holds."""

from __future__ import annotations

import dataclasses
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as some

import asked_questions
from ohjaus_desktop import paths, texts
from ohjaus_desktop.catalogue import document
from ohjaus_desktop.catalogue.model import Service
from ohjaus_desktop.catalogue.navigation import Catalogue
from ohjaus_desktop.catalogue.store import CatalogueStore
from ohjaus_desktop.guidance.answer import Answer, Question
from ohjaus_desktop.guidance.navigator import Navigator
from ohjaus_desktop.guidance.needs import texts_of

CATALOGUE: Catalogue = document.read(paths.resource("example-catalogue.json").read_bytes()).catalogue
NEEDS = {need.id: need for need in CATALOGUE.needs}
SAID = [(need.id, said) for need in CATALOGUE.needs for words in need.words.values() for said in words]
NAMES = [name for service in CATALOGUE.services for name in texts_of(service.name)]
LONGEST = 10_000
AT = [asked_questions.AT.replace(hour=hour, day=day) for hour in (3, 10, 22) for day in (24, 29)]
PLACES = ("272", "584", "421", "977", "564", "091", None)

filters = some.fixed_dictionaries(
    {},
    optional={
        "municipality": some.sampled_from(PLACES),
        "staying": some.sampled_from(PLACES),
        "age": some.sampled_from([None, 0, 15, 17, 18, 45, 82, 120]),
        "home": some.booleans(),
        "remote": some.booleans(),
        "free": some.booleans(),
        "open_now": some.booleans(),
        "language": some.sampled_from([None, "sv", "fse"]),
        "activity": some.sampled_from([None, *sorted(one.id for one in CATALOGUE.activities)[:6]]),
        "at": some.sampled_from(AT),
        "barriers": some.sampled_from([frozenset(), frozenset({"money"}), frozenset({"distance", "shame"})]),
    },
)
anything = some.text(some.characters() | some.characters(categories=["Cs"]), max_size=120)
"""Any Unicode, halves of pairs too: a clipboard may hold them."""
SYNTAX = (
    *('"', "'", "*", "^", "-", "+", ":", "(", ")", "{", "}", "NEAR(", "NEAR/2", " AND ", " OR ", " NOT "),
    *("name:", "{name other}:", "rowid", ";", "--", "%", "_", "\\", "\x00", "viina", "velat", "112"),
)
syntax = some.lists(some.sampled_from(SYNTAX), max_size=30).map("".join)


def installed(services: Sequence[Service], folder: Path) -> CatalogueStore:
    return asked_questions.installed(msgspec.structs.replace(CATALOGUE, services=list(services)), folder)


@pytest.fixture(scope="module")
def fewer(tmp_path_factory, places) -> Iterator[Navigator]:
    """Every fourth service was added later."""
    kept = [one for at, one in enumerate(CATALOGUE.services) if at % 4]
    store = installed(kept, tmp_path_factory.mktemp("fewer"))
    yield Navigator(store, places)
    store.close()


@pytest.fixture(scope="module")
def shuffled(tmp_path_factory, places) -> Iterator[Navigator]:
    """The same services, written in another order."""
    services = random.Random(20).sample(CATALOGUE.services, len(CATALOGUE.services))
    store = installed(services, tmp_path_factory.mktemp("shuffled"))
    yield Navigator(store, places)
    store.close()


def question(**told: object) -> Question:
    return Question(**{"at": AT[2], **told})  # type: ignore[arg-type]


def rows(answer: Answer) -> set[tuple[str, str]]:
    """Rows by what is read on them: records of one name and organization share one."""
    return {(str(row.name), str(row.organization)) for row in answer.results}


# Adding ------------------------------------------------------------------------------------------


def rows_for(need: str, answer: Answer) -> set[tuple[str, str]]:
    """The rows with this need among their own."""
    by_id = {service.id: service for service in CATALOGUE.services}
    below = {need, *(one.id for one in CATALOGUE.needs if one.parent_id == need)}
    own = [row for row in answer.results if below & {*by_id[row.service_id].needs}]
    return {(str(row.name), str(row.organization)) for row in own}


@settings(deadline=None, max_examples=40)
@given(said=some.sampled_from(SAID), told=filters)
def test_whoever_types_words_of_a_need_loses_nothing_when_services_are_added(navigator, fewer, said, told):
    need, words = said
    asked = question(text=words, **told)
    before, after = rows_for(need, fewer.ask(asked)), rows(navigator.ask(asked))
    assert before <= after


@settings(deadline=None, max_examples=40)
@given(need=some.sampled_from(sorted(NEEDS)), told=filters)
def test_whoever_chooses_a_need_loses_nothing_when_services_are_added(navigator, fewer, need, told):
    asked = question(need=need, **told)
    before, after = rows_for(need, fewer.ask(asked)), rows(navigator.ask(asked))
    assert before <= after


# Whatever is typed -------------------------------------------------------------------------------


@settings(deadline=None, max_examples=60)
@given(text=anything | syntax, told=filters)
@example(text="\ud800", told={})
@example(text="viina \udfff\ud83d", told={})
@example(text="\x00viina\x00", told={})
@example(text="\u202eaniiv\u202c \u200f \u0627\u0644", told={})
@example(text="👩‍👩‍👧‍👦🏳️‍🌈 velat 💸", told={})
@example(text="a\u0308iti\u0308 unohtelee" + "\u0301" * 200, told={})
@example(text="ﷺ ß ı İ ǅ ﬃ ½ ⅻ ٣٤٥", told={})
@example(text='"viina" NEAR("velat" "x", 2) name:* ^a -b {name}:c', told={})
def test_no_question_crashes(navigator, text, told):
    answer = navigator.ask(question(text=text, **told))
    assert len(answer.results) >= answer.total


LONG = {
    "one_letter": "a" * LONGEST,
    "one_word_again": ("viina " * LONGEST)[:LONGEST],
    "other_words": " ".join(f"sana{at}lla" for at in range(LONGEST // 10))[:LONGEST],
    "words_of_needs": " ".join(said for _, said in SAID)[:LONGEST],
    "names": " ".join(NAMES)[:LONGEST],
    "compound": "".join(NAMES).replace(" ", "").casefold()[:LONGEST],
    "quotes": '"' * LONGEST,
    "brackets": "(" * LONGEST,
    "stars": "* " * (LONGEST // 2),
    "digits": "0401234567" * (LONGEST // 10),
    "numbers": "040 123 " * (LONGEST // 8),
    "spaces": " " * LONGEST,
    "line_breaks": "\n" * LONGEST,
    "marks": "e" + "\u0301" * (LONGEST - 1),
    "emoji": "👩‍👧" * (LONGEST // 3),
    "right_to_left": "عنف ضرب خوف " * (LONGEST // 12),
    "halves": "\ud800\udfff" * (LONGEST // 2),
    "near": "NEAR(viina velat, 2) " * (LONGEST // 21),
    "mistyped": "asunnotomuusk " * (LONGEST // 14),
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_ten_thousand_characters_are_answered_within_a_second(navigator, text):
    navigator.warm()
    began = time.thread_time()
    navigator.ask(question(text=text, municipality="272", limit=50))
    assert time.thread_time() - began < 1


# The same again ----------------------------------------------------------------------------------

anything_said = some.sampled_from([said for _, said in SAID]) | some.sampled_from(NAMES)


@settings(deadline=None, max_examples=25)
@given(told=some.lists(some.tuples(anything_said, filters), min_size=1, max_size=4))
def test_the_same_question_is_answered_alike_whatever_was_asked_before(navigator, told):
    asked = [question(text=text, **rest) for text, rest in told]
    first = [navigator.ask(one) for one in asked]
    assert [navigator.ask(one) for one in reversed(asked)][::-1] == first


@settings(deadline=None, max_examples=25)
@given(text=anything_said, cut=some.integers(0, 8), told=filters)
def test_another_window_answers_alike(navigator, other_window, text, cut, told):
    asked = question(text=text[: len(text) - cut], **told)
    assert other_window.ask(asked) == navigator.ask(asked)


@pytest.fixture(scope="module")
def other_window(example_store, places) -> Navigator:
    return Navigator(example_store, places)


@settings(deadline=None, max_examples=40)
@given(text=some.just("") | anything_said, need=some.sampled_from([None, *sorted(NEEDS)]), told=filters)
def test_the_order_does_not_depend_on_how_the_file_was_written(navigator, shuffled, text, need, told):
    asked = question(text=text, need=need, **told)
    ours, theirs = navigator.ask(asked), shuffled.ask(asked)
    assert [row.service_id for row in theirs.results] == [row.service_id for row in ours.results]
    assert theirs.total == ours.total


# Letter by letter --------------------------------------------------------------------------------


@settings(deadline=None, max_examples=25)
@given(service=some.sampled_from(CATALOGUE.services), letters=some.integers(3, 60))
def test_whoever_types_a_name_sees_the_service_at_every_letter(navigator, service, letters):
    name = texts.translator("fi").name(service.name)
    answer = navigator.ask(question(text=name[:letters], municipality="272"))
    assert name in {texts.translator("fi").name(row.name) for row in answer.results}


@settings(deadline=None, max_examples=25)
@given(text=anything_said, most=some.integers(1, 30), told=filters)
def test_a_limit_only_cuts_the_same_rows(navigator, text, most, told):
    asked = question(text=text, **told)
    everything = navigator.ask(asked)
    some_of_it = navigator.ask(dataclasses.replace(asked, limit=most))
    assert some_of_it.results == everything.results[:most]
    assert some_of_it.total == everything.total
