"""Telephone numbers for the eye, the ear and the dial."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from ohjaus_desktop.documents.phones import dial, group, group_for_reading


@pytest.mark.parametrize(
    ("number", "seen", "said"),
    [
        ("0001234567", "000 123 4567", "000 12 34 567"),
        ("000 200 004", "000 200 004", "000 200 004"),
        ("0401234567", "040 123 4567", "040 12 34 567"),
        ("0800123456", "0800 123 456", "0800 12 34 56"),
        ("+358401234567", "+358 40 123 4567", "+358 40 12 34 567"),
        ("+358 (0)40 1234567", "+358 40 123 4567", "+358 40 12 34 567"),
        ("013123456", "013 123 456", "013 12 34 56"),
        ("0291234567", "029 123 4567", "029 12 34 567"),
        ("0912345678", "09 1234 5678", "09 12 34 56 78"),
        ("116117", "116117", "116 117"),
        ("112", "112", "112"),
        ("09 2525 0111", "09 2525 0111", "09 25 25 01 11"),
        ("080 005 005", "080 005 005", "080 005 005"),
    ],
)
def test_numbers_are_grouped_as_finns_read_and_say_them(number: str, seen: str, said: str) -> None:
    assert group(number) == seen
    assert group_for_reading(number) == said


def test_a_text_with_two_numbers_is_left_alone_and_cannot_be_dialled() -> None:
    assert dial("000 123 tai 000 456") is None
    assert group("000 123  tai 000 456") == "000 123 tai 000 456"


@given(some.from_regex(r"\A\+?[0-9]{2,15}\Z"))
def test_grouping_never_loses_or_adds_a_digit(number: str) -> None:
    assert group(number).replace(" ", "") == number
    assert group_for_reading(number).replace(" ", "") == number


@given(some.text(max_size=40))
def test_any_text_keeps_its_signs_and_only_digits_are_dialled(number: str) -> None:
    dialled = dial(number)
    if dialled is None:
        assert group(number) == group_for_reading(number) == " ".join(number.split())
    else:
        assert dialled.removeprefix("+").isdigit()
        assert dial(group(number)) == dial(group_for_reading(number)) == dialled
