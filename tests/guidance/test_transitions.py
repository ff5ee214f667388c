"""Age limits are told before they bite."""

from __future__ import annotations

import pytest

from ohjaus_desktop import texts
from ohjaus_desktop.catalogue.model import Moment, Service
from ohjaus_desktop.guidance.transitions import cautions, changes

FI, SV = texts.translator("fi"), texts.translator("sv")


def service(**facts: object) -> Service:
    return Service(id="s", organization_id=None, name="Esimerkki", **facts)


AFTERCARE = service(
    minimum_age=18,
    maximum_age=22,
    moments=[Moment(description={"fi": "Jälkihuolto päättyy.", "sv": "Eftervården upphör."}, age=23)],
)
CHILDREN = service(maximum_age=17)
OLD = service(minimum_age=65)


@pytest.mark.parametrize(
    ("record", "age", "lines"),
    [
        (AFTERCARE, 20, []),
        (AFTERCARE, 22, ["Kun ikää tulee 23: Jälkihuolto päättyy."]),
        (AFTERCARE, 17, ["Alkaa, kun asiakas täyttää 18."]),
        (AFTERCARE, 23, []),
        (AFTERCARE, None, []),
        (CHILDREN, 17, ["Päättyy, kun asiakas täyttää 18. Järjestä jatko ajoissa."]),
        (CHILDREN, 16, []),
        (OLD, 64, ["Alkaa, kun asiakas täyttää 65."]),
        (OLD, 65, []),
        (service(), 64, []),
    ],
)
def test_a_limit_within_a_year_is_told(record, age, lines):
    assert changes(record, age, FI) == lines


def test_the_services_own_words_come_in_the_readers_language():
    assert changes(AFTERCARE, 22, SV) == ["Vid fyllda 23: Eftervården upphör."]


def test_another_countys_service_and_a_limit_are_told_together():
    assert cautions(CHILDREN, 17, FI, other_county=True).count(".") == 3


def test_a_result_warns_of_the_limit_and_fits_all_the_same(small):
    def youth(age: int):
        return small.ask(need="youth_outreach", age=age).results[0]

    assert youth(20).caution == ""
    assert youth(29).caution
    assert youth(29).fits


def test_who_is_a_year_too_young_is_told_so_where_nothing_else_fits(small):
    answer = small.ask(need="youth_outreach", age=12)
    assert answer.results == ()
    assert answer.misfits[0].caution == "Sopii 1 vuoden kuluttua."
