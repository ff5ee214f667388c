"""Never a dead end: whatever is asked, something leads on, and it brings what it says."""

from __future__ import annotations

import gc
import weakref
from dataclasses import replace
from datetime import datetime

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ohjaus_desktop import texts
from ohjaus_desktop.guidance.answer import Answer, Question
from ohjaus_desktop.guidance.hours import HELSINKI
from small_catalogue import small_catalogue, uid

TUESDAY = datetime(2026, 11, 24, 10, 0, tzinfo=HELSINKI)
PERHO, KAUSTINEN, KOKKOLA, OULU = "584", "236", "272", "564"


def ways_on(answer: Answer) -> int:
    """How many things lead on from an answer."""
    fitting = [result for result in answer.results if result.fits]
    return sum(
        map(
            len,
            (fitting, answer.alternatives, answer.hidden, answer.spelling, answer.broader, answer.pinned),
        )
    )


SAID = [
    "yksinäi",
    "krho",
    "mies hakkaa",
    "velka",
    "perho",
    "utsjoki",
    "qzxw",
    "kerhho",
    "Himanka",
    "112",
    "ei",
]
TEXTS = st.one_of(
    st.just(""), st.lists(st.sampled_from(SAID), max_size=4).map(" ".join), st.text(max_size=30)
)
QUESTIONS = st.builds(
    Question,
    at=st.just(TUESDAY),
    text=TEXTS,
    municipality=st.sampled_from([None, None, PERHO, OULU, "890", "999"]),
    assumed_municipality=st.sampled_from([None, KOKKOLA]),
    staying=st.sampled_from([None, None, KOKKOLA]),
    need=st.sampled_from([None, None, "detox", "shelter", "home_care", "mind", "no-such-need"]),
    activity=st.sampled_from([None, None, "group", "therapy", "no-such-activity"]),
    age=st.one_of(st.none(), st.integers(0, 120)),
    language=st.sampled_from([None, None, "sv", "so", "zz"]),
    home=st.booleans(),
    remote=st.booleans(),
    open_now=st.booleans(),
    free=st.booleans(),
    limit=st.just(50),
)
MANY = settings(
    max_examples=120,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


@given(question=QUESTIONS)
@MANY
def test_whatever_is_asked_something_leads_on_and_brings_what_it_says(navigator, question):
    answer = navigator.ask(question)
    assert ways_on(answer)
    for hidden in answer.hidden:
        assert navigator.ask(hidden.question).total == answer.total + hidden.gain > answer.total
    for broader in answer.broader:
        assert navigator.ask(broader.question).total == broader.need.count > 0
    for text in answer.spelling:
        meant = navigator.ask(replace(question, text=text))
        assert meant.total > answer.total
        assert {line.id for line in answer.pinned} <= {line.id for line in meant.pinned}
        assert {*answer.urgent_needs} <= {*meant.urgent_needs}


@given(question=QUESTIONS)
@MANY
def test_nobody_is_listed_twice_and_every_misfit_says_why(navigator, question):
    answer = navigator.ask(question)
    groups = [result for group in answer.alternatives for result in group.results]
    listed = [result.service_id for result in (*answer.results, *groups, *answer.misfits)]
    assert len(listed) == len({*listed})
    assert all(result.fits and result.takes_new_clients != "no" for result in groups)
    for result in answer.misfits:
        assert result.why_not or result.takes_new_clients == "no" or result.status != "active"


# Filters ------------------------------------------------------------------------------------------


def test_where_no_single_filter_helps_two_are_named_together(small):
    answer = small.ask(need="debts", language="zz", home=True)
    assert answer.total == 0
    assert ("home", "language") in [hidden.filters for hidden in answer.hidden]


def test_the_age_of_a_newborn_is_a_filter_like_any_other_age(small):
    answer = small.ask(need="meals", age=0, language="zz")
    assert answer.total == 0
    assert ("language", "age") in [hidden.filters for hidden in answer.hidden]


def test_where_nothing_but_everything_must_go_as_little_as_can_be_is_named(small):
    answer = small.ask("qzxwqzxw", need="meals", age=3, language="zz", activity="therapy", home=True)
    [hidden] = answer.hidden
    assert small.navigator.ask(hidden.question).total == hidden.gain > 0
    assert {"text", "language"} <= {*hidden.filters}


def test_the_place_is_a_filter_too(small):
    answer = small.ask("ateria oulu")
    [place] = [hidden for hidden in answer.hidden if hidden.filters == ("place",)]
    assert place.question.text == "ateria"
    assert small.navigator.ask(place.question).total == place.gain + answer.total


def test_without_its_words_a_text_still_says_where(small):
    answer = small.ask("qzxwqzxw perho")
    [hidden] = answer.hidden
    assert hidden.filters == ("text",)
    assert small.navigator.ask(hidden.question).place == answer.place


def test_the_matter_itself_is_dropped_last(small):
    answer = small.ask(need="alcohol", municipality=KAUSTINEN, open_now=True)
    assert [(hidden.filters, hidden.gain) for hidden in answer.hidden] == [(("open_now",), 1), (("need",), 5)]


def test_few_results_tell_what_a_filter_hides(small):
    answer = small.ask(need="alcohol", municipality=KAUSTINEN, remote=True)
    assert answer.total == 1
    assert (answer.hidden[0].filters, answer.hidden[0].gain) == (("remote",), 1)
    assert (answer.alternatives, answer.misfits, answer.broader) == ((), (), ())


# Alternatives -------------------------------------------------------------------------------------


def test_alternatives_come_by_kind_nearest_first(small):
    answer = small.ask("", municipality=PERHO, language="zz")
    kinds = [group.kind for group in answer.alternatives]
    assert kinds == [kind for kind in ("here", "nearest", "home", "remote", "elsewhere") if kind in kinds]
    assert {"here", "home", "remote", "elsewhere"} <= {*kinds}
    by_kind = {group.kind: group for group in answer.alternatives}
    assert all(result.reach.mode == "home" for result in by_kind["home"].results)
    assert all(result.reach.municipality == PERHO for result in by_kind["here"].results)
    assert all(group.total >= len(group.results) for group in answer.alternatives)


def test_out_of_danger_nothing_leads_away_from_the_help_for_it(small):
    answer = small.ask("mies hakkaa", municipality=PERHO, language="zz")
    assert answer.urgent
    assert answer.total == 0
    assert answer.alternatives[0].results[0].service_id == uid("shelter")
    assert not {"text", "need"} & {name for hidden in answer.hidden for name in hidden.filters}
    for hidden in answer.hidden:
        assert small.navigator.ask(hidden.question).urgent


def test_nothing_leads_away_from_a_need_that_only_its_words_make_dangerous(navigator):
    answer = navigator.ask(Question(TUESDAY, "näkee piruja", KOKKOLA, activity="group", limit=50))
    assert answer.urgent_needs == ("acute_crisis",)
    assert answer.total == 0
    assert answer.hidden
    assert not {"text", "need"} & {name for hidden in answer.hidden for name in hidden.filters}


def test_a_kindred_need_or_the_group_is_told_with_its_count(small):
    answer = small.ask(need="meeting_place", municipality=KAUSTINEN, free=True)
    assert answer.total == 0
    [group] = answer.broader
    assert group.need.id == "loneliness"
    assert small.navigator.ask(group.question).total == group.need.count > 0


# Why not ------------------------------------------------------------------------------------------


def misfits(answer: Answer) -> dict[str, str]:
    return {result.service_id: result.why_not for result in answer.misfits}


def test_who_is_too_young_hears_the_limit_and_from_when_it_fits(small):
    answer = small.ask(need="meals", municipality=PERHO, age=63)
    assert misfits(answer)[uid("meals")] == "Vain 65 vuotta täyttäneille."
    assert answer.misfits[0].caution == "Sopii 2 vuoden kuluttua."


def test_nobody_is_told_to_wait_for_a_birthday_that_changes_nothing(small):
    answer = small.ask(need="meals", municipality=OULU, age=63)
    assert misfits(answer)[uid("meals")] == "Vain 65 vuotta täyttäneille."
    assert answer.misfits[0].caution == ""


def test_residents_only_is_told_with_the_area(small):
    answer = small.ask(need="meals", municipality=OULU)
    assert misfits(answer) == {uid("meals"): "Vain alueen asukkaille: Perho."}


def test_who_takes_nobody_new_leaves_nothing_that_suits(small):
    answer = small.ask(need="depression_anxiety", municipality=KOKKOLA)
    assert [result.service_id for result in answer.results] == [uid("mind-nurse")]
    assert answer.total == 1
    assert answer.hidden or answer.alternatives or answer.broader


def test_a_service_that_has_ended_is_told_so(install):
    ended = [
        msgspec.structs.replace(one, status="defunct") if one.id == uid("detox") else one
        for one in small_catalogue().services
    ]
    desk = install(msgspec.structs.replace(small_catalogue(), services=ended))
    answer = desk.ask(need="detox", municipality=PERHO, language="zz")
    assert misfits(answer)[uid("detox")] == "Palvelu on päättynyt."


def test_whoever_types_a_whole_name_sees_that_service_and_why_not(small):
    answer = small.ask("nuorten olohuone", age=75, home=False)
    assert answer.results[0].service_id == uid("youth")
    assert answer.results[0].why_not


# Spelling -----------------------------------------------------------------------------------------


def test_a_mistyped_word_is_put_right_where_it_then_finds_something(small):
    answer = small.ask("krho", municipality=KAUSTINEN)
    assert answer.total == 0
    assert "kerho" in answer.spelling


def test_a_place_stays_as_it_is(small):
    assert small.ask("krho Perho").spelling == ("kerho Perho",)


def test_swedish_words_are_put_right_as_well(navigator):
    answer = navigator.ask(Question(at=TUESDAY, text="sklud", limit=20))
    assert answer.total == 0
    assert answer.spelling == ("skuld",)


def test_nothing_is_read_where_enough_was_found(small, monkeypatch):
    def never(_self: object, *_args: object) -> None:
        raise AssertionError("a keystroke that finds something pays for the ways out")

    monkeypatch.setattr("ohjaus_desktop.guidance.ways_out.WaysOut.told", never)
    assert small.ask("", municipality=PERHO).total > 3


def test_a_newer_catalogue_leaves_nothing_of_the_older_one_in_memory(install):
    navigator = install(small_catalogue()).navigator
    assert navigator.ask(Question(at=TUESDAY, text="krho")).spelling
    gc.collect()
    older = weakref.ref(navigator._understanding)
    gc.disable()  # what only the collector would find stays: the window has it pass over what is old
    try:
        navigator.refresh()
        assert older() is None
    finally:
        gc.enable()


def test_the_reasons_follow_the_language(small):
    texts.use("sv")
    try:
        answer = small.ask(need="meals", municipality=OULU)
    finally:
        texts.use("fi")
    assert misfits(answer)[uid("meals")] == "Endast för invånare i området: Perho."
