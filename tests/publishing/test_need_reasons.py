"""Why a service answers a need is seen, and a person's correction stays."""

from __future__ import annotations

import pytest

from ohjaus_desktop.catalogue.model import Service
from ohjaus_desktop.catalogue.navigation import Need
from ohjaus_desktop.publishing import need_sheet
from ohjaus_desktop.publishing.merging.answered import as_file
from ohjaus_desktop.publishing.merging.overlay import Overlay
from ohjaus_desktop.publishing.need_assignment import NeedAssignment
from ohjaus_desktop.texts import translator
from small_catalogue import small_catalogue, uid

NEEDS = [
    Need(id="g", name="Ryhmä"),
    Need(
        id="alcohol", name="Alkoholi", parent_id="g", words={"fi": ["päihde"]}, ptv_service_classes=["P5.7"]
    ),
    Need(id="debts", name="Velat", parent_id="g", words={"fi": ["velka"]}, ptv_life_events=["KE9"]),
    Need(id="protect", name="Suojelu", parent_id="g", ptv_service_classes=["P3.8"], sensitive=True),
]


def why(service: dict, events: tuple[str, ...] = ()) -> dict[str, str]:
    facts = {"id": "s", "organization_id": None, "name": "Muu"} | service
    reasons = NeedAssignment(NEEDS).reasons(Service(**facts), events)
    return {one.need: one.sentence(translator("fi")) for one in reasons}


@pytest.mark.parametrize(
    ("service", "events", "reasons"),
    [
        ({"service_classes": ["P5.7"]}, (), {"alcohol": "luokka P5.7"}),
        (
            {"service_classes": ["P5.7"], "name": "Päihdepalvelut"},
            (),
            {"alcohol": "luokka P5.7, nimi: päihdepalvelut"},
        ),
        ({"what": "Kun velka painaa"}, ("KE9",), {"debts": "elämäntilanne KE9, tiivistelmä: velka"}),
        ({}, ("KE9",), {}),
        ({"service_classes": ["P3.8"]}, (), {}),
        ({"service_classes": ["P5.7"], "target_groups": ["KR2.6"]}, (), {}),
        ({"service_classes": ["P5.7"], "target_groups": ["KR1", "KR2.6"]}, (), {"alcohol": "luokka P5.7"}),
    ],
)
def test_every_assignment_says_why(service, events, reasons):
    assert why(service, events) == reasons


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_correction_in_the_sheet_goes_into_the_overlay(tmp_path, kind):
    catalogue = small_catalogue()
    table = need_sheet.sheet(catalogue)
    answers = {uid("friend"): "club, meeting_place", uid("club"): "-", uid("meals"): "no_such_need"}
    rows = tuple((*row[:4], answers.get(row[5], ""), row[5]) for row in table.rows)
    file = tmp_path / f"needs.{kind}"
    file.write_bytes(as_file(type(table)(table.title, table.headings, rows, table.language), file))
    overlay, told = need_sheet.decided(file, catalogue, Overlay())

    assert told.number == 2
    assert "no_such_need" in told.wrong[0]
    assert overlay.patches["services"][uid("friend")]["needs"] == ["club", "meeting_place"]
    assert overlay.patches["services"][uid("club")] == {
        "needs": [],
        "was": {"needs": ["club", "meeting_place"]},
    }
