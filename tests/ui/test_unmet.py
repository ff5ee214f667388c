"""Ctrl+J: an unmet need in one digit and Enter, and nothing of the client in it."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from ohjaus_desktop.catalogue import document
from ohjaus_desktop.daybook.unmet.periods import Half
from ohjaus_desktop.daybook.unmet.record import SENSITIVE, UNKNOWN, Unmet
from ohjaus_desktop.ui.unmet.overview_view import OverviewView
from ohjaus_desktop.ui.unmet.view import UnmetView
from ohjaus_desktop.ui.words import Press
from small_catalogue import small_catalogue, uid
from worker import Worker

Key = Qt.Key
Open = Callable[..., Worker]
AUTUMN = Half(2026, 2)
TODAY = date(2026, 11, 20)
FRIEND = Unmet(TODAY, "friend", frozenset({"far"}), "valley:Perhonjokilaakso", "75_over", "phone")


def kept(worker: Worker) -> list[Unmet]:
    assert worker.window.workplace is not None
    return worker.window.workplace.daybook.unmet.within(AUTUMN)


def keep(worker: Worker, *some: Unmet) -> None:
    assert worker.window.workplace is not None
    for one in some:
        worker.window.workplace.daybook.unmet.keep(one)


def view(worker: Worker) -> UnmetView:
    shown = worker.window.page.right.passing()
    assert isinstance(shown, UnmetView)
    return shown


def is_open(worker: Worker) -> bool:
    return isinstance(worker.window.page.right.passing(), UnmetView)


def overview(worker: Worker) -> OverviewView:
    worker.ctrl_shift(Key.Key_J)
    shown = worker.window.pages.currentWidget()
    assert isinstance(shown, OverviewView)
    return shown


def words(worker: Worker) -> str:
    here = worker.window.pages.currentWidget()
    assert here is not None
    return "\n".join(label.text() for label in here.findChildren(QLabel))


def test_one_digit_and_enter_record_the_need_that_was_heard(worker: Worker) -> None:
    worker.say("yksinäinen perho")
    worker.keys_pressed = 0
    worker.ctrl(Key.Key_J)
    worker.press(Key.Key_2)
    worker.press(Key.Key_Return)
    assert worker.keys_pressed == 3
    expected = Unmet(TODAY, "friend", frozenset({"far"}), "valley:Perhonjokilaakso")
    assert kept(worker) == [expected]
    assert not is_open(worker)
    assert worker.window.page.search.words.hasFocus()


def test_it_is_taken_back_with_one_key(worker: Worker) -> None:
    worker.say("yksinäinen perho")
    worker.ctrl(Key.Key_J)
    worker.press(Key.Key_1)
    worker.press(Key.Key_Return)
    worker.press(Key.Key_F8)
    assert kept(worker) == []


def test_what_is_told_afterwards_names_no_need(worker: Worker) -> None:
    worker.say("yksinäinen perho")
    worker.ctrl(Key.Key_J)
    worker.press(Key.Key_1)
    worker.press(Key.Key_Return)
    assert worker.window.undo_bar.accessibleName() == "Puuttuva palvelu kirjattiin."


def test_the_same_need_of_the_same_client_is_counted_once(worker: Worker) -> None:
    worker.say("yksinäinen perho")
    for digit in (Key.Key_1, Key.Key_3):
        worker.ctrl(Key.Key_J)
        worker.press(digit)
        worker.press(Key.Key_Return)
    assert [one.reasons for one in kept(worker)] == [frozenset({"full"})]
    worker.press(Key.Key_F8)
    assert [one.reasons for one in kept(worker)] == [frozenset({"none"})]


def test_the_next_client_is_counted_anew(worker: Worker) -> None:
    for _client in range(2):
        worker.say("yksinäinen perho")
        worker.ctrl(Key.Key_J)
        worker.press(Key.Key_1)
        worker.press(Key.Key_Return)
        worker.ctrl(Key.Key_N)
    assert len(kept(worker)) == 2


def test_a_new_client_closes_what_was_being_chosen(worker: Worker) -> None:
    worker.say("yksinäinen perho")
    worker.ctrl(Key.Key_J)
    worker.press(Key.Key_1)
    worker.ctrl(Key.Key_N)
    assert not is_open(worker)
    assert kept(worker) == []
    worker.ctrl(Key.Key_J)
    assert view(worker).reasons.value() == ()
    assert view(worker).need.box.currentData() == ""


def test_escape_records_nothing(worker: Worker) -> None:
    worker.say("yksinäinen perho")
    worker.ctrl(Key.Key_J)
    worker.press(Key.Key_1)
    worker.press(Key.Key_Escape)
    assert not is_open(worker)
    assert kept(worker) == []
    assert worker.window.page.search.words.hasFocus()


def test_a_sensitive_need_is_neither_named_nor_dated(worker: Worker) -> None:
    worker.say("mies lyö perho")
    worker.ctrl(Key.Key_J)
    shown = view(worker)
    assert shown.need.box.currentText() == "Arkaluonteinen tarve"
    names = [shown.need.box.itemText(at) for at in range(shown.need.box.count())]
    assert not any("väkivalta" in name.lower() or "turva" in name.lower() for name in names)
    assert not shown.age.isVisible()
    assert not shown.way.isVisible()
    worker.press(Key.Key_9)
    worker.press(Key.Key_Return)
    assert kept(worker) == [Unmet(date(2026, 11, 1), SENSITIVE, frozenset({"declined"}), "county:18")]


def test_without_a_need_or_a_reason_enter_asks_for_it(worker: Worker) -> None:
    worker.ctrl(Key.Key_J)
    shown = view(worker)
    assert shown.need.box.hasFocus()
    worker.press(Key.Key_Return)
    assert shown.need.problem.text() == "Valitse tarve."
    shown.need.box.setCurrentIndex(shown.need.box.findData("friend"))
    worker.press(Key.Key_Return)
    assert (is_open(worker), kept(worker)) == (True, [])
    shown.need.box.setFocus()
    worker.press(Key.Key_0)
    worker.press(Key.Key_Return)
    assert [one.reasons for one in kept(worker)] == [frozenset({UNKNOWN})]


def test_another_need_said_meanwhile_is_taken_while_nothing_is_chosen(worker: Worker) -> None:
    worker.say("yksinäinen perho")
    worker.ctrl(Key.Key_J)
    worker.window.page.search.words.setText("velat")
    assert view(worker).need.box.currentData() == "debts"
    worker.press(Key.Key_1)
    worker.click(view(worker).reasons.chips["none"])
    worker.window.page.search.words.setText("yksinäinen")
    assert view(worker).need.box.currentData() == "debts"


def test_age_group_and_the_way_of_the_last_contact_are_filled_in(worker: Worker) -> None:
    worker.say("yksinäinen perho")
    worker.window.guide.change(age=80)
    worker.ctrl(Key.Key_J)
    shown = view(worker)
    assert shown.age.box.currentData() == "75_over"
    shown.way.box.setCurrentIndex(shown.way.box.findData("phone"))
    worker.press(Key.Key_1)
    worker.click(shown.reasons.chips["far"])
    worker.press(Key.Key_Return)
    (one,) = kept(worker)
    assert (one.age, one.way) == ("75_over", "phone")
    worker.ctrl(Key.Key_N)
    worker.ctrl(Key.Key_J)
    assert view(worker).way.box.currentData() == "phone"


def test_the_empty_list_leads_here_as_its_last_way_out(worker: Worker) -> None:
    worker.say("yksinäinen perho")
    worker.window.guide.change(language="so")
    assert not worker.window.guide.answer.total
    middle = worker.window.page.middle
    worker.click(next(one for one in middle.findChildren(Press) if "puuttuva" in one.text()))
    assert is_open(worker)
    assert view(worker).need.box.currentData() == "friend"


# What has been recorded -----------------------------------------------------------------------


def test_the_overview_tells_where_and_why_and_hides_small_numbers(worker: Worker) -> None:
    keep(worker, *[FRIEND] * 6, *[replace(FRIEND, need="club")] * 5, replace(FRIEND, need="debts"))
    keep(worker, *[replace(FRIEND, need="meals")] * 4)
    overview(worker)
    shown = words(worker)
    assert "Heinä–joulukuu 2026: 16 kirjattua tarvetta" in shown
    assert "Perhonjokilaakso" in shown
    assert "alle 5" in shown


def test_nothing_recorded_says_how_to_begin(worker: Worker) -> None:
    overview(worker)
    assert "Ctrl+J" in words(worker)


def test_the_overview_follows_what_is_taken_back(worker: Worker) -> None:
    keep(worker, *[FRIEND] * 4)
    worker.say("yksinäinen perho")
    worker.ctrl(Key.Key_J)
    worker.press(Key.Key_2)
    worker.press(Key.Key_Return)
    overview(worker)
    assert "5 kirjattua tarvetta" in words(worker)
    worker.press(Key.Key_F8)
    assert "alle 5 kirjattua tarvetta" in words(worker)


def test_an_earlier_half_year_is_one_click_away(worker: Worker) -> None:
    keep(worker, *[replace(FRIEND, day=date(2026, 3, 1))] * 5, FRIEND)
    shown = overview(worker)
    worker.click(shown.choices["2026-1"])
    assert "Tammi–kesäkuu 2026: 5 kirjattua tarvetta" in words(worker)


def test_the_numbers_go_to_paper(worker: Worker) -> None:
    keep(worker, *[FRIEND] * 5)
    shown = overview(worker)
    worker.click(shown.print)
    worker.press(Key.Key_Return)
    assert worker.printer.titles == ["Puuttuvat palvelut"]


def test_the_numbers_go_into_a_table(worker: Worker, tmp_path: Path) -> None:
    keep(worker, *[FRIEND] * 5)
    shown = overview(worker)
    desks = worker.window.desks
    assert desks is not None
    desks.unmet.overview.ask_path = lambda _parent, name: tmp_path / name
    worker.click(shown.table)
    file = tmp_path / "Puuttuvat palvelut 2026-2.csv"
    rows = list(csv.reader(io.StringIO(file.read_text("utf-8-sig")), delimiter=";"))
    assert ["heinä–joulukuu 2026", "Kaikki", "", "", "5 kirjattua tarvetta"] in rows
    assert "Tallennettu" in worker.window.undo_bar.accessibleName()


def test_a_service_that_came_with_an_update_is_told_and_opens(worker: Worker, tmp_path: Path) -> None:
    workplace = worker.window.workplace
    assert workplace is not None
    keep(worker, replace(FRIEND, need="club", area="municipality:272"))
    new = next(one for one in small_catalogue().services if one.id == uid("debts"))
    new = msgspec.structs.replace(new, id="new-club", name="Etäkerho (esimerkki)", needs=["club"])
    newer = msgspec.structs.replace(
        small_catalogue(), sequence=8, services=[*small_catalogue().services, new]
    )
    file = tmp_path / "newer.json"
    file.write_bytes(document.write(newer))
    desks = worker.window.desks
    assert desks is not None
    desks.sync.bring(file)
    worker.qtbot.waitUntil(lambda: not desks.sync.is_running, timeout=20_000)
    shown = overview(worker)
    assert "Tullut sen jälkeen: Etäkerho (esimerkki) (Kokkola, 20.11.2026)" in words(worker)
    shown.service_wanted.emit("new-club")
    QApplication.processEvents()
    assert worker.shown == "Etäkerho (esimerkki)"


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_keyboard_and_screen_reader_reach_every_choice(open_window: Open, language: str) -> None:
    worker = open_window(language=language)
    worker.say("yksinäinen perho")
    worker.ctrl(Key.Key_J)
    shown = view(worker)
    for field in (shown.need, shown.areas[False], shown.age, shown.way):
        assert field.box.accessibleName()
    assert all(chip.accessibleName() for chip in shown.reasons.chips.values())
    assert shown.reasons.chips["none"].hasFocus()
    worker.press(Key.Key_Right)
    assert shown.reasons.chips["far"].hasFocus()
    worker.press(Key.Key_Space)
    assert shown.reasons.value() == ("far",)
