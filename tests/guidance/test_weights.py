"""Each criterion of the order decides: two services that differ in it alone, and who comes first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import pytest

import asked_questions
from ohjaus_desktop.catalogue.model import (
    Area,
    Delivery,
    Location,
    Organization,
    Phone,
    Schedule,
    Service,
    ServiceAtLocation,
)
from ohjaus_desktop.catalogue.navigation import FORMAT, Catalogue, Need, Publisher, Radius
from ohjaus_desktop.guidance.answer import Question
from ohjaus_desktop.guidance.hours import HELSINKI
from ohjaus_desktop.guidance.navigator import Navigator
from ohjaus_desktop.guidance.weights import CRITERIA, WEIGHTS, Weights

TUESDAY = datetime(2026, 11, 24, 10, 0, tzinfo=HELSINKI)
CODES = {"Kokkola": "272", "Kannus": "217", "Kaustinen": "236", "Veteli": "924", "Ylivieska": "977"}
OTHER = "other-need"


def uid(name: str) -> str:
    return str(uuid5(NAMESPACE_URL, f"weights/{name}"))


@dataclass(frozen=True)
class Case:
    """Two services in which one thing differs; by the alphabet the wrong one would come first.

    better, worse: what differs from a service of an association where the client lives that is
    there for the need. with_it: criteria that say the same, and are left out together with it.
    """

    better: dict[str, Any] = field(default_factory=dict)
    worse: dict[str, Any] = field(default_factory=dict)
    place: str | None = "Veteli"
    text: str = ""
    with_it: frozenset[str] = frozenset()
    sensitive: bool = False


def at(place: str) -> dict[str, Any]:
    return {
        "service_at_locations": [ServiceAtLocation(location_id=uid(place))],
        "delivery": [Delivery(mode="visit")],
    }


def county(number: str, place: str) -> dict[str, Any]:
    return {"organization_id": uid(f"county{number}"), **at(place)}


ALSO = {"needs": [OTHER, "@"]}
SHUT = [Schedule(byday="SU", opens_at=time(9), closes_at=time(10))]
OPEN = [Schedule(byday="TU", opens_at=time(9), closes_at=time(16))]
NOBODY = {"organization_id": None, "service_at_locations": [], "delivery": [], "phones": []}
CASES = {
    "name": Case({"name": "sananame", **at("Kaustinen")}, text="sananame"),
    "eligibility": Case(worse={"eligibility_area": [Area(type="wellbeing_county", code="19")]}),
    "shelters": Case({"hide_address": True, "delivery": []}, sensitive=True),
    "apart": Case(worse={"name": "Asioiden sovittelu"}, sensitive=True),
    "provided": Case(worse=NOBODY, place=None, with_it=frozenset({"standing"})),
    "for_whom": Case(worse={"name": "Opiskelijoiden apu"}, text="sanafor"),
    "active": Case(worse={"status": "temporarily closed"}),
    "county": Case(county("18", "Kokkola"), county("19", "Ylivieska"), place="Kannus"),
    "usual_way": Case(ALSO, at("Kaustinen"), place="Kokkola"),
    "very_need": Case(at("Kaustinen"), ALSO),
    "nearness": Case(worse=at("Kaustinen")),
    "said": Case({"name": "Ö sanasaid"}, text="sanasaid"),
    "told_early": Case(ALSO, {"needs": [OTHER, "third-need", "@"]}),
    "open": Case({"schedules": OPEN}, {"schedules": SHUT}),
    "assured": Case({"assured_date": date(2026, 9, 1)}, {"assured_date": date(2025, 9, 1)}),
    "takes": Case({"takes_new_clients": "yes"}, {"takes_new_clients": "waiting_list"}),
}
MEASURED_ONLY = {"danger", "beginning", "words_in_name", "need_by_need", "turns", "fitting", "standing"}
"""Of whole sentences: ``tests/benchmarks/weights.py`` tells what they are worth."""


def service(criterion: str, case: Case, *, better: bool) -> Service:
    told: dict[str, Any] = {
        "name": f"{'Ö' if better else 'A'} {criterion}",
        "organization_id": uid("association"),
        "needs": ["@"],
        "phones": [Phone(number="000 710 000")],
        **at(case.place or "Veteli"),
        **(case.better if better else case.worse),
    }
    told["needs"] = [criterion if need == "@" else need for need in told["needs"]]
    return Service(id=uid(f"{criterion}/{better}"), **told)


def catalogue() -> Catalogue:
    sides = [(criterion, case, better) for criterion, case in CASES.items() for better in (True, False)]
    return Catalogue(
        format=FORMAT,
        format_version=1,
        catalogue_id=uid("catalogue"),
        sequence=1,
        published_at=datetime(2026, 11, 3, 8, 0, tzinfo=UTC),
        title="Järjestys (keksitty)",
        publisher=Publisher(name="Esimerkkijulkaisija"),
        organizations=[
            Organization(id=uid("association"), name="Esimerkkiyhdistys ry", sector="association"),
            Organization(id=uid("county18"), name="Esimerkkialue 18", sector="wellbeing_county"),
            Organization(id=uid("county19"), name="Esimerkkialue 19", sector="wellbeing_county"),
        ],
        locations=[Location(id=uid(name), name=name, municipality=code) for name, code in CODES.items()],
        services=[service(criterion, case, better=better) for criterion, case, better in sides],
        needs=[
            Need(id="group", name="Kaikki"),
            *(Need(id=other, parent_id="group", name="Muu") for other in (OTHER, "third-need")),
            *(
                Need(
                    id=criterion,
                    parent_id="group",
                    name=f"Tarve {criterion}",
                    sensitive=case.sensitive,
                    words={"fi": [f"sana{criterion.split('_')[0]}"]},
                )
                for criterion, case in CASES.items()
            ),
        ],
        radii=[Radius(municipality="272", km=30)],
    )


@pytest.fixture(scope="module")
def first(tmp_path_factory, places) -> Iterator[Callable[[str, Weights], str]]:
    """The name of the first service for a criterion's two, under some weights."""
    store = asked_questions.installed(catalogue(), tmp_path_factory.mktemp("weights"))

    def asked(criterion: str, weights: Weights) -> str:
        case = CASES[criterion]
        told = {"text": case.text} if case.text else {"need": criterion}
        question = Question(at=TUESDAY, municipality=CODES.get(case.place or ""), **told)
        rows = Navigator(store, places, weights).ask(question).results
        assert len(rows) == 2, [row.name for row in rows]
        return str(rows[0].service_id)

    yield asked
    store.close()


@pytest.mark.parametrize("criterion", CASES)
def test_a_criterion_decides_where_all_else_is_equal(first, criterion):
    assert first(criterion, WEIGHTS) == uid(f"{criterion}/True")


@pytest.mark.parametrize("criterion", CASES)
def test_without_it_the_next_one_decides(first, criterion):
    assert first(criterion, Weights(CASES[criterion].with_it | {criterion})) == uid(f"{criterion}/False")


def test_every_criterion_is_told_with_its_reason_and_tested_or_measured():
    ids = [one.id for one in CRITERIA]
    assert len(ids) == len(set(ids))
    assert {*ids} == {*CASES} | MEASURED_ONLY | {"alphabet"}
    assert all(one.what and one.why and one.kind in {"measured", "safety", "courtesy"} for one in CRITERIA)


def test_weights_are_kilometres_places_and_shares_that_make_sense():
    assert 0 < WEIGHTS.very_need_km <= 80
    assert 0 < WEIGHTS.said < WEIGHTS.also
    assert 0 < WEIGHTS.enough < 1
    assert WEIGHTS.fresh_days < WEIGHTS.ageing_days
