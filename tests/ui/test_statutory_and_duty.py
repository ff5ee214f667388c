"""Official matters and duties to notify go to the authority at once, and leave nothing here."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ohjaus_desktop import texts
from ohjaus_desktop.documents.chosen import Chosen
from ohjaus_desktop.paths import DataFolder
from ohjaus_desktop.ui.duty_facts import CASES, RULES, case_of, duties
from ohjaus_desktop.ui.duty_view import DutyView
from ohjaus_desktop.ui.statutory_view import StatutoryView
from ohjaus_desktop.ui.words import Press, Words
from ohjaus_desktop.workplace import Workplace

HELSINKI = ZoneInfo("Europe/Helsinki")
DAY = datetime(2026, 11, 20, 10, 30, tzinfo=HELSINKI)
NIGHT = datetime(2026, 11, 20, 22, 30, tzinfo=HELSINKI)


def words(view) -> str:
    return "\n".join(label.text() for label in view.findChildren(Words) if label.isVisible())


def place(worker, name: str):
    return next(iter(worker.window.workplace.places.complete(name)))


def lives_in(worker, name: str) -> None:
    worker.window.guide.change(municipality=place(worker, name).municipality)


@pytest.fixture(scope="module")
def workplace(example_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workplace]:
    """The example catalogue without a window."""
    folder = tmp_path_factory.mktemp("official") / "data"
    shutil.copytree(example_data, folder)
    with Workplace(DataFolder(folder)) as opened:
        yield opened


def official(workplace: Workplace, *names: str, at: datetime = DAY) -> list[Chosen]:
    here = next(iter(workplace.places.complete("Kaustinen")))
    ids = {texts.current().name(one.name): one.id for one in workplace.store.services()}
    found = [workplace.chosen(ids[name], here, at) for name in names]
    return [one for one in found if one is not None]


@pytest.fixture
def show(workplace: Workplace, qtbot: QtBot) -> Callable[..., StatutoryView]:
    def one(*names: str, at: datetime = DAY) -> StatutoryView:
        view = StatutoryView()
        qtbot.addWidget(view)
        urgent = workplace.navigator.urgent_line("236", at)
        view.open(official(workplace, *names, at=at), at=at, urgent=urgent)
        view.show()
        return view

    return one


def show_official(worker, *names: str) -> StatutoryView:
    worker.window.desks.form._official.show_services(official(worker.window.workplace, *names))
    view = worker.window.page.right.passing()
    assert isinstance(view, StatutoryView)
    return view


def show_duty(worker) -> DutyView:
    worker.window.desks.act("duty")
    view = worker.window.pages.currentWidget()
    assert isinstance(view, DutyView)
    return view


@pytest.fixture
def by_day(open_window):
    return open_window(example=True, at=DAY)


@pytest.fixture
def by_night(open_window):
    return open_window(example=True, at=NIGHT)


def test_an_official_service_shows_its_number_and_why_it_is_called(show) -> None:
    shown = words(show("Lastensuojelun yhteydenotot"))
    assert "000 825 9918" in shown
    assert "määräaika alkaa siitä, kun sinne otetaan yhteyttä" in shown
    assert "Soitetaan yhdessä nyt" in shown
    assert "kph.esimerkki.invalid/lomakkeet/lastensuojelu-kph" in shown


def test_several_official_services_stand_side_by_side(show) -> None:
    view = show("Aikuissosiaalityön vastaanotto", "Perustoimeentulotuki")
    assert [card.channel.number for card in view.cards] == ["000 130 7214", "000 545 8790"]


def test_when_it_is_closed_the_social_emergency_service_answers(show) -> None:
    shown = words(show("Aikuissosiaalityön vastaanotto", at=NIGHT))
    assert "Suljettu" in shown
    assert "000 100 1800" in shown
    assert "112" in shown


def test_the_number_and_the_form_can_be_copied(show) -> None:
    view = show("Lastensuojelun yhteydenotot")
    told: list[str] = []
    view.told.connect(told.append)
    view.cards[0].copy_number.click()
    assert QApplication.clipboard().text() == "000 825 9918"
    view.cards[0].copy_form.click()
    assert QApplication.clipboard().text() == "kph.esimerkki.invalid/lomakkeet/lastensuojelu-kph"
    assert len(told) == 2


def test_ctrl_l_on_an_official_service_leads_there_and_opens_no_form(by_day) -> None:
    desks = by_day.window.desks
    desks.services.open(official(by_day.window.workplace, "Lastensuojelun yhteydenotot")[0].service.id)
    by_day.ctrl(Qt.Key.Key_L)
    view = by_day.window.page.right.passing()
    assert isinstance(view, StatutoryView)
    assert view.cards[0].channel.number == "000 825 9918"
    assert not desks.register.is_open


def test_esc_leads_back_and_forgets(by_day) -> None:
    view = show_official(by_day, "Lastensuojelun yhteydenotot")
    by_day.press(Qt.Key.Key_Escape)
    assert by_day.window.page.right.passing() is None
    assert view.cards == []


def test_the_duty_page_shows_the_authority_of_the_childs_own_area(by_day) -> None:
    lives_in(by_day, "Kaustinen")
    view = show_duty(by_day)
    shown = words(view)
    assert "Kaustinen" in shown
    assert "417/2007" in shown
    assert view.cards[0].channel.number == "000 825 9918"
    assert "Keski-Pohjanma" in view.cards[0].channel.provider


def test_each_duty_names_its_act_and_says_that_consent_is_not_waited_for(by_day) -> None:
    view = show_duty(by_day)
    for case, act in (("child", "417/2007"), ("elder", "980/2012"), ("adult", "1301/2014")):
        by_day.click(view.choices[case])
        shown = words(view)
        assert act in shown
        assert "suostumus" in shown.lower()
        assert "112" in shown
        assert "Mikään järjestö ei saa siitä tietoa" in shown


def test_a_duty_is_never_shown_an_association_or_another_countys_number(workplace) -> None:
    say = texts.current()
    organizations = {one.id: one for one in workplace.store.organizations()}
    shown = 0
    for home in ("Kaustinen", "Ylivieska", "Kruunupyy", "Himanka", "Oulu", "Pietarsaari"):
        here = next(iter(workplace.places.complete(home)))
        own = {
            (say.name(one.name), say.name(organizations[one.organization_id].name))
            for one in workplace.store.services()
            if one.organization_id
            and organizations[one.organization_id].sector == "wellbeing_county"
            and workplace.places.covers(one.service_areas, here.municipality)
        }
        for at in (DAY, NIGHT):
            for duty in duties(workplace, here, at, say).duties:
                assert {(one.name, one.provider) for one in duty.channels} <= own
                shown += len(duty.channels)
    assert shown > 30


def test_at_night_the_one_that_answers_comes_first(by_night) -> None:
    lives_in(by_night, "Kaustinen")
    view = show_duty(by_night)
    by_night.click(view.choices["adult"])
    assert view.cards[0].channel.number == "000 100 1800"
    assert not view.cards[0].channel.closed


def test_without_a_place_it_asks_for_one(by_day) -> None:
    view = show_duty(by_day)
    assert view.cards == []
    assert "missä lapsi tai ihminen asuu" in words(view)


def test_the_chosen_need_opens_its_own_duty(by_day) -> None:
    by_day.window.guide.change(need="worry_elder")
    assert show_duty(by_day).choices["elder"].isChecked()
    assert case_of(["loneliness", None]) is None


def test_above_the_results_of_a_worry_the_duty_is_one_press_away(by_day) -> None:
    def links() -> list[Press]:
        presses = by_day.window.page.middle.findChildren(Press)
        return [one for one in presses if "omat numerot" in one.text()]

    by_day.window.guide.change(need="elder_assessment")
    assert links() == []
    by_day.window.guide.change(need="elder_abuse")
    by_day.click(links()[0])
    page = by_day.window.pages.currentWidget()
    assert isinstance(page, DutyView)
    assert page.choices["elder"].isChecked()


def test_opened_twice_it_closes_once(by_day) -> None:
    show_duty(by_day)
    show_duty(by_day)
    by_day.press(Qt.Key.Key_Escape)
    assert by_day.window.pages.currentWidget() is by_day.window.page


def test_from_a_service_that_is_told_of_worries_the_duty_is_one_press_away(by_day) -> None:
    view = show_official(by_day, "Iäkkäiden asiakasohjaus")
    link = next(one for one in view.findChildren(Press) if "omat numerot" in one.text())
    link.click()
    page = by_day.window.pages.currentWidget()
    assert isinstance(page, DutyView)
    assert page.choices["elder"].isChecked()


def test_a_place_is_named_in_the_workers_language(open_window) -> None:
    worker = open_window(example=True, at=DAY, language="sv")
    lives_in(worker, "Kaustinen")
    assert "Kaustby" in words(show_duty(worker))


def files(folder: Path) -> dict[str, bytes]:
    return {str(one): one.read_bytes() for one in folder.rglob("*") if one.is_file()}


def test_neither_writes_anything_anywhere(by_day, data) -> None:
    lives_in(by_day, "Kaustinen")
    before = files(data.root)
    view = show_duty(by_day)
    for case in CASES:
        by_day.click(view.choices[case])
    by_day.press(Qt.Key.Key_Escape)
    show_official(by_day, "Lastensuojelun yhteydenotot")
    by_day.press(Qt.Key.Key_Escape)
    assert files(data.root) == before
    assert not data.register.exists() or not any(data.register.iterdir())


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_every_rule_is_told_in_every_language(language) -> None:
    say = texts.translator(language)
    for rule in RULES.values():
        for message in (rule.name, rule.when, rule.who, rule.consent, rule.source):
            assert say(message)
            assert language == "en" or say(message) != message
