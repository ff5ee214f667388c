"""What people type: recovery codes, passphrases, PINs."""

from __future__ import annotations

import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ohjaus_desktop.register.keys import recovery_code
from ohjaus_desktop.register.keys.passphrase import Stretch, weak, weak_pin

CODES = st.integers(0, 2**64).map(lambda _: recovery_code.make())
PLACES = st.integers(0, 34)


def plain(code: str) -> str:
    return code.replace("-", "")


def test_a_code_has_seven_groups_of_five_and_more_than_128_bits():
    code = recovery_code.make()

    assert [len(group) for group in code.split("-")] == [5] * 7
    assert 7 * 4 * 5 >= 128
    assert len({recovery_code.make() for _ in range(1000)}) == 1000


@given(CODES)
def test_a_code_is_read_however_it_is_typed(code):
    meant = plain(code)
    for typed in (
        code,
        code.lower(),
        meant,
        f"  {code.replace('-', ' – ')}\n",
        code.replace("0", "O").replace("1", "l"),
        code.replace("0", "o").replace("1", "I"),
        " ".join(meant),
        code.replace("-", "\u2011"),
    ):
        assert recovery_code.read(typed) == meant


@given(CODES, PLACES, st.sampled_from(recovery_code.ALPHABET))
def test_one_wrong_character_is_always_noticed_in_its_group(code, place, character):
    right = plain(code)
    wrong = right[:place] + character + right[place + 1 :]
    if wrong != right:
        assert recovery_code.read(wrong) is None
        assert recovery_code.mistyped(wrong) == (place // 5 + 1,)


@given(CODES, st.integers(0, 6), st.integers(0, 4), st.integers(0, 4))
def test_two_characters_that_changed_places_are_always_noticed(code, group, one, other):
    right = list(plain(code))
    wrong = right.copy()
    a, b = group * 5 + one, group * 5 + other
    wrong[a], wrong[b] = wrong[b], wrong[a]
    if wrong != right:
        assert recovery_code.read("".join(wrong)) is None


@given(CODES, st.integers(0, 6), st.integers(0, 6))
def test_two_groups_that_changed_places_are_always_noticed(code, one, other):
    groups = code.split("-")
    groups[one], groups[other] = groups[other], groups[one]
    if one != other:
        assert recovery_code.read("-".join(groups)) is None


@pytest.mark.parametrize("typed", ["", "-", "neljä vihreää kumisaapasta", "0" * 34, "0" * 36, "U" * 35])
def test_other_words_are_no_code(typed):
    assert recovery_code.read(typed) is None
    assert recovery_code.mistyped(typed) == ()


@pytest.mark.parametrize(
    "words",
    [
        "",
        "lyhyt",
        "               ",
        "aaaaaaaaaaaaaaaaaaaa",
        "abcabcabcabcabcabc",
        "123456789012345",
        "qwertyuiopåasdfghjkl",
        "salasanasalasana1",
        "Salasana123456789",
        "hyvinvointialue2026",
        "abcdefghijklmnopqrst",
    ],
)
def test_what_is_guessed_first_is_weak(words):
    assert weak(words)


@pytest.mark.parametrize(
    "words",
    [
        "neljä vihreää kumisaapasta",
        "Kissa-puuro-tuuli-47",
        "fyra gröna stövlar",
        "kT7!pQz9#mLx2$wB",
    ],
)
def test_words_that_do_not_belong_together_are_strong(words):
    assert weak(words) == ""


@given(st.text(min_size=0, max_size=60))
def test_any_words_get_an_answer(words):
    assert isinstance(weak(words), str)
    assert isinstance(weak_pin(words), str)


def test_an_ordinary_pin_will_do():
    refused = [pin for pin in (f"{secrets.randbelow(10**6):06}" for _ in range(2000)) if weak_pin(pin)]

    assert len(refused) < 40


def test_a_key_is_stretched_over_64_mebibytes():
    stretch = Stretch(bytes(16))

    assert stretch.memory == 64 * 1024
    assert len(stretch.key("neljä vihreää kumisaapasta")) == 32
