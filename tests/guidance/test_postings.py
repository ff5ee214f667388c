"""How the numbers of a word's services are kept: each by itself, or as a bit for every service."""

from __future__ import annotations

import random

import pytest

from ohjaus_desktop.guidance.masks import bits, mask_of
from ohjaus_desktop.guidance.postings import dense, joined, numbered, packed, without

RARE, COMMON = {0, 3, 99_999}, set(range(7, 4000, 3))


@pytest.mark.parametrize("numbers", [set[int](), {0}, {1}, {31, 64}, RARE, COMMON])
def test_a_posting_gives_back_its_numbers_in_order(numbers: set[int]) -> None:
    assert list(numbered(packed(numbers))) == sorted(numbers)


def test_common_words_take_a_bit_for_each_service() -> None:
    assert not dense(packed(RARE))
    assert dense(packed(COMMON)) == mask_of(COMMON, 4000)
    assert len(packed(COMMON)) <= 4000 / 8 + 1


@pytest.mark.parametrize("old", [RARE, COMMON])
@pytest.mark.parametrize("new", [set[int](), {5, 7}, RARE, COMMON])
def test_two_postings_are_joined_however_they_are_kept(old: set[int], new: set[int]) -> None:
    assert set(numbered(joined(packed(old), packed(new)))) == old | new


def test_services_that_are_gone_leave_every_posting() -> None:
    gone = {3, 7, 10}
    postings = [("rare", packed(RARE), b""), ("common", b"", packed(COMMON)), ("other", packed({4}), b"")]
    left = {
        term: ({*numbered(name)}, {*numbered(other)}) for term, name, other in without(iter(postings), gone)
    }
    assert left == {"rare": (RARE - gone, set()), "common": (set(), COMMON - gone)}
    assert list(without([("last", packed(gone), packed(gone))], gone)) == [("last", b"", b"")]


def test_a_mask_tells_its_rows_however_many_there_are() -> None:
    chance = random.Random(1)
    for share in (0.0, 0.001, 0.05, 0.1, 0.11, 0.5, 1.0):
        rows = [row for row in range(3000) if chance.random() < share]
        assert list(bits(mask_of(rows, 3000))) == rows
