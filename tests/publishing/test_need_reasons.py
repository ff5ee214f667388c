"""Why a service answers a need is seen, and a person's correction stays."""

from __future__ import annotations

import pytest

from ohjaus_desktop import cli
from ohjaus_desktop.catalogue import document
from ohjaus_desktop.catalogue.model import Service
from ohjaus_desktop.catalogue.navigation import Need
from ohjaus_desktop.publishing import navigation_data, need_assignment, need_sheet
from ohjaus_desktop.publishing.merging.answered import as_file
from ohjaus_desktop.publishing.merging.overlay import Overlay, load
from ohjaus_desktop.publishing.need_assignment import NeedAssignment
from ohjaus_desktop.publishing.ptv.classes import service_classes
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


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("Kutsunnat", "youth_outreach"),
        ("Ajo-oikeuden palautus", "consumer"),
        ("Aitaamis-, kaivu- ja sijoitusluvat", "child_protection"),
        ("Eläkevakuutus - laiminlyöntimaksu", "elder_abuse"),
        ("Turvakotipalvelujen koordinointi", "shelter"),
    ],
)
def test_a_word_that_means_otherwise_in_a_name_assigns_nothing(name, wrong):
    service = Service(id="s", organization_id=None, name=name)
    assert wrong not in {one.need for one in need_assignment.lent().reasons(service)}


@pytest.mark.parametrize(
    ("what", "needs"), [(None, set()), ("Lastensuojelun tukea kotiin.", {"child_protection"})]
)
def test_a_sensitive_need_wants_a_second_sign(what, needs):
    service = Service(id="s", organization_id=None, name="Avohuolto", what=what)
    assert {one.need for one in need_assignment.lent().reasons(service)} == needs


def test_a_shelter_is_known_by_its_name_alone_and_brings_the_needs_it_answers():
    service = Service(id="s", organization_id=None, name="Turvakotitoiminta")
    needs = [one.need for one in need_assignment.lent().reasons(service)]

    assert {*needs} == {"shelter", "violence_at_home", "stalking", "honour_violence"}
    assert need_assignment.lent().assign(service).hide_address


def test_a_keyword_agrees_with_a_class():
    service = {"service_classes": ["P5.7"], "alternate_name": "päihde"}
    assert why(service) == {"alcohol": "luokka P5.7, asiasana: päihde"}


def test_what_is_known_of_needs_names_only_needs_and_classes_that_exist():
    known = need_assignment.known()
    needs = {need.id for need in navigation_data.bundled().needs if need.parent_id}
    named = {*known.misleading, *known.telling, *known.classes, *known.brings}
    codes = [code for codes in known.classes.values() for code in codes]

    assert named <= needs
    assert {one for brought in known.brings.values() for one in brought} <= needs
    assert all(service_classes().codes([code]) == [code] for code in codes)


def test_the_command_shows_the_needs_and_takes_corrections_into_the_overlay(tmp_path, capsys):
    catalogue = small_catalogue()
    file, sheet, overlay = tmp_path / "all.json", tmp_path / "needs.csv", tmp_path / "overlay.json"
    file.write_bytes(document.write(catalogue))

    assert cli.main(["catalogue", "needs", str(file), "--out", str(sheet)]) == 0
    lacking = sum(not one.needs for one in catalogue.services)
    assert str(lacking) in capsys.readouterr().out
    rows = sheet.read_text("utf-8-sig").splitlines()
    changed = [row.replace(f";;{uid('friend')}", f";club;{uid('friend')}") for row in rows]
    assert changed != rows
    sheet.write_text("\n".join(changed), "utf-8")

    command = ["catalogue", "needs", str(file), "--corrections", str(sheet), "--overlay", str(overlay)]
    assert cli.main(command) == 0
    assert load(overlay).patches["services"][uid("friend")]["needs"] == ["club"]


def test_corrections_without_an_overlay_to_keep_them_are_refused(tmp_path, capsys):
    file, sheet = tmp_path / "all.json", tmp_path / "needs.csv"
    file.write_bytes(document.write(small_catalogue()))
    assert cli.main(["catalogue", "needs", str(file), "--out", str(sheet)]) == 0

    assert cli.main(["catalogue", "needs", str(file), "--corrections", str(sheet)]) != 0
    assert "--overlay" in capsys.readouterr().err


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
