"""Danger in other words: it pins help and steps; what only sounds like it does not.

The testing half was written before any sign was; it only measures. A failing test tells numbers and
no sentence, so that nobody writes signs for the sentences that measure.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from itertools import chain, combinations
from pathlib import Path

import pytest

import asked_questions
from ohjaus_desktop import paths, texts
from ohjaus_desktop.catalogue import document
from ohjaus_desktop.catalogue.store import CatalogueStore
from ohjaus_desktop.guidance import barriers, danger, evidence, language
from ohjaus_desktop.guidance.answer import Answer
from ohjaus_desktop.guidance.danger import Dangers, DangerWords
from ohjaus_desktop.guidance.navigator import Navigator, Question
from ohjaus_desktop.guidance.places import Places

from .conftest import TUESDAY

FOLDER = Path(__file__).parent / "danger"
HALVES = ("building", "testing")
# Of a hundred sentences of each class, so many pin every helpline that they must.
LEAST = {"building": 95, "testing": 80}
# Of a hundred harmless sentences, so many may raise an alarm.
MOST_ALARMS = {"building": 2, "testing": 4}
# Of all sentences of danger; measured 873 of 901 and 231 of 242. Whoever knows the words wrote both
# halves: of ever new sentences 29 of 87, 44 of 62, 32 of 55 and 37 of 40 were heard at the first hearing,
# before they joined the building half; of five more rounds, each as oblique as could be thought of, 35 of
# 60, 13 of 60, 15 of 50 by signs alone, and with the words weighed too 19 of 40, 11 of 17 and 20 of 30.
# Of 45 plain reports of need in whole sentences ("hän sanoi että jos rahat loppuvat") one raised an alarm.
FLOORS = {"building": 864, "testing": 226}

halves = pytest.mark.parametrize("half", HALVES)
Ask = Callable[..., Answer]


def read(name: str, half: str) -> dict:
    return json.loads((FOLDER / f"{name}_for_{half}.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def ask(navigator: Navigator, places: Places) -> Ask:
    """Ask the example catalogue on a Tuesday morning in Kokkola."""
    kokkola = places.municipality("Kokkola").code

    def asked(said: str, **filters: object) -> Answer:
        filters.setdefault("limit", 10)
        return navigator.ask(Question(at=TUESDAY, text=said, assumed_municipality=kokkola, **filters))

    return asked


# The data --------------------------------------------------------------------------------------


def test_there_are_enough_sentences_and_none_is_in_both_halves():
    dangers = [one["say"] for half in HALVES for one in read("danger", half)["sentences"]]
    harmless = [one["say"] for half in HALVES for one in read("innocent", half)["sentences"]]
    everything = {language.plain(one) for one in (*dangers, *harmless)}
    assert len(dangers) >= 700
    assert len(harmless) >= 280
    assert len(everything) == len(dangers) + len(harmless)


def test_signs_are_of_needs_that_exist():
    example = document.read(paths.resource("example-catalogue.json").read_bytes()).catalogue
    assert set(danger.bundled().signs) <= {need.id for need in example.needs}


def test_every_word_of_a_sign_can_be_said():
    """Two words, a hyphen or a space too many would make a sign that nobody ever hears."""
    known = danger.bundled()
    signs = [sign for some in (*known.signs.values(), known.harmless) for sign in some]
    terms = {term for sign in signs for term in sign.split()} - {">", "."}
    said = {one for term in terms for one in term.split("|")}
    words = {*chain.from_iterable(known.classes.values()), *(one for one in said if one[:1] != "@")}
    assert {one[1:] for one in said if one[:1] == "@"} == set(known.classes)
    assert not [word for word in words if language.words(word.rstrip("*")) != [word.rstrip("*").lower()]]


def test_every_danger_has_steps_and_a_helpline():
    example = document.read(paths.resource("example-catalogue.json").read_bytes()).catalogue
    needs = {need.id: need for need in example.needs}
    helped = {need for line in example.helplines for need in line.needs}
    for id_ in danger.bundled().signs:
        assert needs[id_].steps, id_
        assert needs[id_].helplines or id_ in helped or id_ == "labour_exploitation", id_


# The score -------------------------------------------------------------------------------------


@halves
def test_danger_in_other_words_pins_the_right_helplines_and_says_the_steps(half, ask):
    data = read("danger", half)
    said, kept = Counter(), Counter()
    steps = 0
    for one in data["sentences"]:
        answer = ask(one["say"], limit=1)
        said[one["class"]] += 1
        kept[one["class"]] += set(data["pinned"][one["class"]]) <= {line.id for line in answer.pinned}
        steps += bool(answer.steps)
    shares = {kind: 100 * kept[kind] // number for kind, number in said.items()}
    assert min(shares.values()) >= LEAST[half]
    assert sum(kept.values()) >= FLOORS[half]
    assert steps >= FLOORS[half]


@halves
def test_what_only_sounds_like_danger_pins_nothing(half, ask):
    sentences = read("innocent", half)["sentences"]
    alarms = 0
    for one in sentences:
        answer = ask(one["say"], limit=1)
        alarms += answer.urgent or bool(answer.pinned)
    share = 100 * alarms // len(sentences)
    assert share <= MOST_ALARMS[half]


def test_questions_that_are_not_about_danger_raise_no_alarm(ask):
    example = document.read(paths.resource("example-catalogue.json").read_bytes()).catalogue
    heard = Dangers(example.needs, danger.bundled())
    grave = {need.id for need in example.needs if need.urgent or need.sensitive} | set(danger.bundled().signs)
    for file in (asked_questions.BUILDING, asked_questions.TESTING):
        calm = [one for one in asked_questions.read(file) if grave.isdisjoint(one.needs)]
        alarms = sum(bool(heard.hear(language.words(one.query)).dangers) for one in calm)
        share = 100 * alarms / len(calm)
        assert share <= 3


# Golden cases ----------------------------------------------------------------------------------

VIOLENCE = [
    "mies lyö",
    "puoliso on lyönyt vuosia",
    "avomies hakkasi taas, pariterapiaan ei lähde",
    "riidat menee käsirysyksi miehen kanssa",
    "sillä on kova käsi",
    "pitää kulkea varpaillaan",
    "isäntä pitää kortin",
    "vaimo heittelee astioita ja lyö",
    "ero tulossa, mies uhkaa tappaa",
    "min man slår mig",
    "han slår när vi grälar",
    "rädd för min man, vi ska skiljas",
    "parförhållandet är slut, han hotar mig",
    "husband hits me",
]
BOTH_TOGETHER = ("sovittelu", "pariterapi", "parisuhde", "medling", "parterapi")


def first_names(answer: Answer) -> list[str]:
    say = texts.translator("fi")
    return [say.name(row.name).lower() for row in answer.results]


@pytest.mark.parametrize("said", VIOLENCE)
def test_violence_never_brings_mediation_or_couples_therapy_among_the_first(ask, said):
    ways = [{}, {"remote": True}, {"free": True}, {"open_now": True}, {"home": True}, {"age": 70}]
    every = [frozenset(one.id for one in barriers.ALL)]
    some = [frozenset({one.id}) for one in barriers.ALL]
    for filters in (*ways, *({"barriers": ids} for ids in chain(every, some))):
        answer = ask(said, limit=3, **filters)
        assert answer.urgent
        assert answer.sensitive
        assert not any(word in name for name in first_names(answer) for word in BOTH_TOGETHER)


@pytest.mark.parametrize("both", list(combinations(["distance", "money", "digital", "alone"], 2)))
def test_a_shelter_comes_first_whatever_stands_in_the_way(ask, both):
    answer = ask("mies lyö, turvaan lasten kanssa", barriers=frozenset(both))
    assert "turvakoti" in first_names(answer)[0]


@pytest.mark.parametrize("said", ["mies lyö", "han slår mig", "pakoon miestä lasten kanssa", "turvakoti"])
def test_a_shelter_has_no_place_and_no_kilometres(ask, example_store, said):
    hidden = {one.id for one in example_store.services() if one.hide_address}
    shelters = [row for row in ask(said, limit=None).results if row.service_id in hidden]
    assert shelters
    for row in shelters:
        assert row.municipality == ""
        assert row.reach.distance_km is None


@pytest.mark.parametrize(
    "said",
    [
        "oisin poissa vaivoista",
        "kaikilla ois heleppo ilman minua",
        "laitoin paperit kuntoon",
        "ei jaksa ennää olla täällä",
        "en näe muuta ulospääsyä kuin kuolla",
        "orkar inte mer",
        "vill inte leva",
        "bäst för alla om jag inte fanns",
    ],
)
def test_self_harm_in_other_words_pins_help_at_once_and_never_only_a_call_back(ask, said):
    answer = ask(said)
    assert {"112", "116117", "kriisipuhelin-fi"} <= {line.id for line in answer.pinned}
    steps = [texts.translator("fi").name(step) for step in answer.steps]
    assert steps[:2] == ["Kysy suoraan ja kuuntele rauhassa.", "Älä jätä yksin."]
    assert any("112" in step for step in steps)
    assert any("päivystykseen" in step for step in steps)


@pytest.mark.parametrize(
    "said",
    [
        "isä lyö lasta",
        "lapset yksin kotona yön",
        "vauvaa ravistellaan",
        "äiti humalassa lapsen kanssa",
        "pappa slår barnet",
        "barnen lämnas ensamma",
    ],
)
@pytest.mark.parametrize(("place", "social"), [("Kokkola", "sote-18"), ("Oulu", "sote-19")])
def test_a_child_in_danger_gives_the_social_emergency_service_of_the_place(ask, places, said, place, social):
    answer = ask(said, municipality=places.municipality(place).code)
    assert {"112", social} <= {line.id for line in answer.pinned}
    assert answer.sensitive


@pytest.mark.parametrize("said", ["ex vainoaa", "minut naitetaan väkisin", "poika vie äidin eläkkeen"])
def test_a_danger_that_is_no_emergency_by_itself_still_pins_its_helplines(ask, said):
    answer = ask(said)
    assert answer.urgent
    assert answer.sensitive
    assert len(answer.pinned) > 1


@pytest.mark.parametrize("said", ["lastensuojelu", "turvakielto", "ihmiskauppa", "edunvalvoja vanhukselle"])
def test_the_name_of_an_office_is_no_alarm(ask, said):
    assert "worry_child" not in ask(said).urgent_needs
    assert "stalking" not in ask(said).urgent_needs


def test_a_place_that_is_also_a_word_does_not_hide_the_danger(ask):
    assert "sexual_violence" in ask("setä koski alapäähän").urgent_needs


def test_what_sounds_like_danger_does_not_hide_the_danger_beside_it(ask):
    assert "violence_at_home" in ask("mies hakkaa halkoja ja lyö minua").urgent_needs


# What words weigh together -----------------------------------------------------------------------

WORDS = {"koir": 2.0, "taiv": 2.0, "ruoka": -3.0, "kuka": 9.0}
WEIGHTS = evidence.Evidence(needs={"suicidality": evidence.NeedEvidence(start=-1.3, words=WORDS)})


def weighed(said: str, harmless: frozenset[int] = frozenset()) -> list[str]:
    return [one.words for one in evidence.weigh(WEIGHTS, language.words(said), harmless)]


def test_words_of_which_none_tells_of_danger_alone_do_so_together():
    assert not weighed("kuka hoitaa tätä koiraa nyt")
    assert weighed("kuka koiran hoitaa kun taivaan") == ["koiran taivaan"]


def test_small_words_are_not_weighed():
    assert not weighed("kuka hoitaa kuka auttaa")


def test_words_that_speak_against_danger_are_weighed_too():
    assert not weighed("koiran ruoka kaupasta taivaan heiluttaa")


def test_what_only_sounds_like_danger_is_not_weighed():
    assert not weighed("kuka koiran hoitaa kun taivaan", frozenset({1}))


def test_few_words_are_not_weighed():
    assert not weighed("koiran taivaan")


def test_weights_are_of_needs_that_exist():
    assert set(evidence.bundled().needs) <= set(danger.bundled().signs)


# How signs are read ------------------------------------------------------------------------------


@pytest.fixture
def hears(example_store: CatalogueStore) -> Callable[..., bool]:
    needs = example_store.needs()

    def heard(sign: str, said: str, harmless: str = "") -> bool:
        words = DangerWords(signs={"suicidality": [sign]}, harmless=[harmless] if harmless else [])
        return bool(Dangers(needs, words).hear(language.words(said)).dangers)

    return heard


def test_a_sign_is_said_in_any_order_unless_it_has_one(hears):
    assert hears("yksi kaksi", "kaksi tai yksi")
    assert not hears("> yksi kaksi", "kaksi tai yksi")


def test_words_far_apart_are_no_sign(hears):
    assert not hears("yksi kaksi", "yksi ja sitten puhuttiin ihan muusta ja lopuksi kaksi")


def test_one_word_is_not_said_twice(hears):
    assert not hears("yksi* yks*", "yksi")


def test_a_sign_alone_means_that_nothing_more_is_said(hears):
    assert hears("ei jaks* enää .", "ei jaksa enää")
    assert not hears("ei jaks* enää .", "ei jaksa enää siivota")


def test_the_speech_of_the_valleys_is_heard_as_it_is_written(hears):
    assert hears("pelkää", "pelkkää")


@pytest.mark.parametrize("text", ["lyö " * 200, "🙂", "mies " * 200 + "lyö " * 200, "\x00" * 50])
def test_no_text_is_too_much(ask, text):
    assert ask(text, limit=1) is not None
