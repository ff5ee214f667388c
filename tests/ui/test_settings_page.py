"""Settings are saved as they are made; what the administrator has set is shown and stays."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from ohjaus_desktop.guidance.places import Places
from ohjaus_desktop.settings import Effective, Settings
from ohjaus_desktop.ui.printing import Printer
from ohjaus_desktop.ui.settings_page import SettingsPage

HELD = Settings(service_point="Esimerkkineuvonta", home_municipality="584", printer="corridor")


class Desk:
    def __init__(self, qtbot, effective: Effective) -> None:
        self.qtbot = qtbot
        self.changes: list[tuple[Settings, Settings]] = []
        self.page = SettingsPage(
            effective,
            municipalities=Places.load().all(),
            printers=(Printer("counter", "Neuvonnan tulostin"),),
            trust_folder=Path("trust"),
        )
        self.page.changed.connect(lambda now, before: self.changes.append((now, before)))
        qtbot.addWidget(self.page)
        self.page.resize(700, 900)
        self.page.show()
        qtbot.waitExposed(self.page)

    def line(self, name: str):
        return self.page.fields[name].line

    def write(self, name: str, words: str, *, finish: bool = True) -> None:
        line = self.line(name)
        line.setFocus()
        line.selectAll()
        self.qtbot.keyClicks(line, words)
        if finish:
            self.qtbot.keyClick(line, Qt.Key.Key_Return)


@pytest.fixture
def desk(qtbot) -> Desk:
    return Desk(qtbot, Effective(HELD))


def test_a_line_is_saved_when_it_is_finished_with_what_was_before(desk: Desk) -> None:
    desk.write("phone", "000 123 456")
    ((now, before),) = desk.changes
    assert (now.phone, before) == ("000 123 456", HELD)


def test_an_impossible_number_is_said_beside_the_field_and_not_saved(desk: Desk) -> None:
    desk.write("phone", "soita vaihteeseen")
    assert desk.page.fields["phone"].problem.isVisible()
    assert desk.changes == []
    desk.write("phone", "000 1")
    assert not desk.page.fields["phone"].problem.isVisible()
    assert desk.changes[-1][0].phone == "000 1"


def test_the_home_municipality_is_chosen_by_a_name_in_either_language(desk: Desk) -> None:
    assert desk.line("home_municipality").text() == "Perho"
    desk.write("home_municipality", "Karleby")
    assert desk.changes[-1][0].home_municipality == "272"


def test_an_unknown_municipality_is_said_and_the_old_one_stays(desk: Desk) -> None:
    desk.write("home_municipality", "Kuvitteellinen")
    assert desk.page.fields["home_municipality"].problem.isVisible()
    assert desk.page.settings.home_municipality == "584"


def test_a_half_typed_municipality_is_not_taken(desk: Desk) -> None:
    desk.write("home_municipality", "Kokk")
    assert not desk.page.fields["home_municipality"].problem.isVisible()
    assert desk.page.settings.home_municipality == "584"


def test_clearing_the_home_municipality_takes_it_away(desk: Desk) -> None:
    desk.line("home_municipality").clear()
    assert desk.changes[-1][0].home_municipality == ""


def test_choices_and_ticks_are_saved_at_once(desk: Desk) -> None:
    theme = desk.page.fields["theme"].box
    theme.setCurrentIndex(theme.findData("dark"))
    desk.page.fields["large_print"].box.click()
    now = desk.page.settings
    assert (now.theme, now.large_print) == ("dark", True)
    assert len(desk.changes) == 2


def test_one_client_language_always_stays(desk: Desk) -> None:
    boxes = desk.page.fields["client_languages"].boxes
    boxes["sv"].click()
    boxes["fi"].click()
    assert desk.page.settings.client_languages == ("fi",)
    assert boxes["fi"].isChecked()
    assert desk.page.fields["client_languages"].problem.isVisible()


def test_a_printer_that_is_away_stays_chosen(desk: Desk) -> None:
    assert "corridor" in desk.page.fields["printer"].box.currentText()
    assert desk.changes == []


def test_values_of_the_administrator_are_shown_and_cannot_be_changed(qtbot) -> None:
    held = Settings(catalogue_address="https://palvelut.esimerkki.invalid/o.json", theme="light")
    desk = Desk(qtbot, Effective(held, frozenset({"catalogue_address", "theme"})))
    assert desk.line("catalogue_address").isReadOnly()
    assert desk.line("catalogue_address").text() == held.catalogue_address
    assert not desk.page.fields["theme"].box.isEnabled()
    desk.write("catalogue_address", "/muu.json")
    assert desk.changes == []


def test_fetching_saves_the_address_first(desk: Desk) -> None:
    desk.write("catalogue_address", "https://palvelut.esimerkki.invalid/o.json", finish=False)
    with desk.qtbot.waitSignal(desk.page.fetch_wanted):
        desk.page.fetch_button.click()
    assert desk.changes[-1][0].catalogue_address == "https://palvelut.esimerkki.invalid/o.json"


def test_nothing_is_fetched_from_an_impossible_address(desk: Desk) -> None:
    desk.write("catalogue_address", "palvelut", finish=False)
    with desk.qtbot.assertNotEmitted(desk.page.fetch_wanted):
        desk.page.fetch_button.click()
    assert desk.page.fields["catalogue_address"].problem.isVisible()
    assert desk.changes == []


def test_escape_saves_the_line_that_is_being_typed(desk: Desk) -> None:
    desk.write("worker", "Aino", finish=False)
    with desk.qtbot.waitSignal(desk.page.closed):
        desk.qtbot.keyClick(desk.line("worker"), Qt.Key.Key_Escape)
    assert desk.changes[-1][0].worker == "Aino"


def test_problems_of_the_files_are_told(qtbot) -> None:
    desk = Desk(qtbot, Effective(Settings(), frozenset(), ("Asetustiedostoa ei voi lukea.",)))
    found = [label.text() for label in desk.page.findChildren(type(desk.page.fields["phone"].label))]
    assert "Asetustiedostoa ei voi lukea." in found
