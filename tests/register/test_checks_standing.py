"""By what right somebody asks for a client, and what is said kindly where they may not."""

from __future__ import annotations

import pytest

from ohjaus_desktop import texts
from ohjaus_desktop.register import checks
from ohjaus_desktop.register.model import Subject


@pytest.mark.parametrize(
    "subject",
    [
        Subject(),
        Subject(whose="relative", present=True, knows="yes"),
        Subject(whose="relative", present=False, authority="personal"),
        Subject(whose="relative", present=False, authority="continuing"),
        Subject(whose="relative", present=False, authority="mandate"),
        Subject(whose="relative", present=True, knows="yes", authority="money"),
        Subject(whose="child", present=False, authority="custody"),
    ],
)
def test_who_may_ask(subject) -> None:
    assert checks.standing(subject) == ""


@pytest.mark.parametrize(
    "subject",
    [
        Subject(whose="relative", present=False),
        Subject(whose="relative", present=False, knows="yes"),
        Subject(whose="relative", present=True, knows="no"),
        Subject(whose="relative", present=True),
        Subject(whose="relative", present=False, authority="money"),
        Subject(whose="relative", present=False, authority="helper", knows="yes"),
        Subject(whose="relative", present=False, authority="custody"),
        Subject(whose="child", present=False),
        Subject(whose="child", present=True, authority="helper", knows="yes"),
    ],
)
def test_who_may_not_gets_guidance(subject) -> None:
    assert checks.standing(subject)


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize("authority", ["", "money", "helper"])
def test_the_refusal_says_what_to_do_instead(authority, language) -> None:
    texts.use(language)
    said = checks.standing(Subject(whose="relative", present=False, authority=authority))
    texts.use("fi")
    instead = {"fi": "Anna nyt ohjausta.", "sv": "Ge handledning nu.", "en": "Give guidance now."}
    assert instead[language] in said


def test_at_15_the_young_person_is_asked_beside_the_custodian() -> None:
    custodian = Subject(whose="child", present=False, authority="custody")
    assert checks.standing(custodian, age_group="15_17")
    knows = Subject(whose="child", present=False, authority="custody", knows="yes")
    assert checks.standing(knows, age_group="15_17") == ""


def test_at_15_the_young_person_may_ask_with_whoever_came_along() -> None:
    aunt = Subject(whose="child", present=True, knows="yes", relation="täti")
    assert checks.standing(aunt, age_group="15_17") == ""
    assert checks.standing(aunt, age_group="under_15")


def test_a_grown_up_child_decides_alone() -> None:
    assert checks.standing(Subject(whose="child", authority="custody"), age_group="30_64")


def test_a_relative_under_18_is_a_child_also_here() -> None:
    assert checks.standing(Subject(whose="relative", present=True, knows="yes"), age_group="under_15")


def test_a_refusal_for_a_child_leads_to_the_duty_to_notify() -> None:
    assert "ilmoitusvelvollisuudesta" in checks.standing(Subject(whose="child", relation="naapuri"))
