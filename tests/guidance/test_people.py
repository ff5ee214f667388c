"""Whom a text is about: by one word, by two that are written as one, by an age."""

from __future__ import annotations

import pytest

from ohjaus_desktop.guidance import language, thesaurus
from ohjaus_desktop.guidance.people import People
from ohjaus_desktop.guidance.shelf import Shelf


@pytest.fixture(scope="module")
def people() -> People:
    return People(Shelf([], {}, {}, [], []), thesaurus.bundled())


@pytest.mark.parametrize(
    ("said", "group"),
    [
        ("lapsi on cp-vammainen", "disabled"),
        ("cp vammainen", "disabled"),
        ("leikki-ikäinen kiukuttelee", "babies"),
        ("poika on 9-vuotias", "pupils"),
        ("hammas särkee", None),
    ],
)
def test_who_is_spoken_of_is_known(people: People, said: str, group: str | None) -> None:
    groups = people.spoken_of(language.words(said))
    assert group in groups if group else not groups


def test_every_word_that_tells_of_somebody_can_be_said(people: People) -> None:
    for id_, group in thesaurus.bundled().groups.items():
        for said in group.said:
            assert id_ in people.spoken_of(language.words(said)), said
