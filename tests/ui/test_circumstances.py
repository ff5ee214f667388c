"""What stands in the client's way and where they are for now: told with a click, forgotten with Ctrl+N."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from ohjaus_desktop.guidance.barriers import ALL
from ohjaus_desktop.ui.consider import ConsiderPane
from ohjaus_desktop.ui.rows import Row
from ohjaus_desktop.ui.words import Press
from worker import Worker

Open = Callable[..., Worker]
Key = Qt.Key
ACCESSIBLE = Qt.ItemDataRole.AccessibleTextRole


@pytest.fixture
def desk(open_window: Open) -> Worker:
    """A worker whose client lives in Perho and is lonely."""
    worker = open_window()
    worker.say("yksin perho")
    return worker


def section(worker: Worker) -> ConsiderPane:
    return worker.window.page.consider


def lines(worker: Worker) -> list[str]:
    shown = section(worker).list.lines
    return [shown.index(at).data() for at in range(shown.rowCount())]


def click(worker: Worker, barrier: str) -> None:
    QApplication.processEvents()
    listed = section(worker).list
    at = next(at for at in range(listed.lines.rowCount()) if listed.lines.line(at).id == barrier)
    index = listed.lines.index(at)
    listed.scrollTo(index)
    worker.click(listed.viewport(), listed.visualRect(index).center())


def rows(worker: Worker) -> list[Row]:
    shown = worker.window.page.middle.results.rows
    return [shown.row(at) for at in range(shown.rowCount())]


def summary(worker: Worker) -> str:
    return next(
        label.text() for label in worker.window.page.middle.findChildren(QLabel) if "palvelu" in label.text()
    )


def chips(worker: Worker) -> dict[str, Press]:
    QApplication.processEvents()
    pressed = worker.window.page.middle.findChildren(Press)
    return {one.text(): one for one in pressed if one.property("kind") == "chip" and one.isVisible()}


def numbers(worker: Worker) -> set[str]:
    """What the line of urgent help shows."""
    QApplication.processEvents()
    return {label.text() for label in worker.window.urgent.findChildren(QLabel) if label.isVisible()}


def words(worker: Worker) -> set[str]:
    QApplication.processEvents()
    return {label.text() for label in worker.window.page.right.findChildren(QLabel) if label.isVisible()}


def test_folded_it_takes_one_line_and_opened_it_shows_all_twelve(desk: Worker) -> None:
    assert lines(desk) == []
    desk.click(section(desk).head)
    assert len(lines(desk)) == len(ALL)
    desk.click(section(desk).head)
    assert lines(desk) == []


def test_a_high_window_has_all_twelve_open(open_window: Open) -> None:
    worker = open_window(size=(1440, 1180))
    worker.qtbot.waitUntil(lambda: len(lines(worker)) == len(ALL))


def test_one_click_weighs_the_services_anew_and_hides_none(desk: Worker) -> None:
    before = {row.service_id for row in rows(desk)}
    desk.ctrl(Key.Key_O)
    click(desk, "money")
    assert desk.window.guide.question.barriers == {"money"}
    assert {row.service_id for row in rows(desk)} == before
    click(desk, "money")
    assert desk.window.guide.question.barriers == frozenset()


def test_ctrl_o_leads_there_from_another_tab(desk: Worker) -> None:
    desk.press(Key.Key_3, Qt.KeyboardModifier.AltModifier)
    desk.ctrl(Key.Key_O)
    assert section(desk).isVisible()
    assert section(desk).list.hasFocus()


def test_the_keyboard_reaches_every_barrier(desk: Worker) -> None:
    desk.ctrl(Key.Key_O)
    desk.press(Key.Key_Down)
    desk.press(Key.Key_Space)
    assert desk.window.guide.question.barriers == {ALL[1].id}


def test_what_is_chosen_stays_in_sight_as_what_is_looked_for(desk: Worker) -> None:
    desk.ctrl(Key.Key_O)
    click(desk, "unrecognised")
    desk.click(section(desk).head)
    assert lines(desk) == ["Läheisen kautta"]
    assert "Läheisen kautta" in chips(desk)
    listed = section(desk).list.lines
    assert listed.data(listed.index(0), ACCESSIBLE) == "Läheisen kautta, valittu"
    assert "1 valittu" in section(desk).head.accessibleName()


def test_the_keyboard_stays_when_a_folded_line_is_taken_back(desk: Worker) -> None:
    desk.window.guide.change(barriers=frozenset({"money", "digital"}))
    section(desk).list.setFocus()
    desk.press(Key.Key_Space)
    assert lines(desk) == ["Ilman nettiä"]
    desk.press(Key.Key_Space)
    assert desk.window.guide.question.barriers == frozenset()
    assert section(desk).head.hasFocus()


def test_a_chip_takes_its_barrier_back(desk: Worker) -> None:
    desk.ctrl(Key.Key_O)
    click(desk, "money")
    click(desk, "digital")
    desk.click(chips(desk)["Maksuton ensin"])
    assert desk.window.guide.question.barriers == {"digital"}


def test_row_and_detail_say_why_a_service_suits(desk: Worker) -> None:
    assert not any(row.eases for row in rows(desk))
    desk.ctrl(Key.Key_O)
    click(desk, "money")
    first = rows(desk)[0]
    assert "maksuton" in first.eases
    assert "maksuton" not in first.facts
    assert "sopii, koska: maksuton" in first.sentence
    assert "Sopii, koska" in words(desk)


def test_ctrl_n_forgets_the_circumstances(desk: Worker) -> None:
    desk.ctrl(Key.Key_O)
    click(desk, "shame")
    desk.window.page.search.staying_changed.emit(desk.window.workplace.places.complete("oulu")[0])
    desk.ctrl(Key.Key_N)
    asked = desk.window.guide.question
    assert (asked.barriers, asked.staying) == (frozenset(), None)
    assert not any(line.chosen for line in section(desk).list.lines._lines)
    assert desk.window.page.search.staying.text() == ""
    assert not desk.window.page.search.staying.isVisible()


def test_other_text_sizes_keep_the_circumstances(desk: Worker) -> None:
    desk.ctrl(Key.Key_O)
    click(desk, "money")
    desk.window.page.search.staying_changed.emit(desk.window.workplace.places.complete("oulu")[0])
    desk.window.scale_text(10)
    desk.qtbot.waitUntil(lambda: desk.window.page.search.staying.text() == "Oulu")
    desk.qtbot.waitUntil(lambda: lines(desk) == ["Maksuton ensin"])


def test_in_another_language_the_list_says_in_it_why_a_service_suits(desk: Worker) -> None:
    desk.window.guide.change(barriers=frozenset({"money"}))
    assert "maksuton" in rows(desk)[0].eases
    desk.window.change_settings(msgspec.structs.replace(desk.window.settings, language="sv"))
    desk.qtbot.waitUntil(lambda: "avgiftsfritt" in rows(desk)[0].eases)


def test_who_is_elsewhere_for_now_is_answered_from_there(open_window: Open) -> None:
    worker = open_window(example=True)
    worker.say("yksinäi perho")
    search = worker.window.page.search
    assert not search.staying.isVisible()
    assert "000 100 1800" in numbers(worker)
    worker.click(search.away_button)
    worker.type("oulu")
    worker.press(Key.Key_Return)
    assert worker.window.guide.question.staying == "564"
    assert summary(worker).endswith("asuinpaikka Perho · tilapäisesti Oulu")
    assert search.words.hasFocus()
    for _ in range([row.reach for row in rows(worker)].index("Oulu")):
        worker.press(Key.Key_Down)
    assert worker.window.page.right.detail.detail().way[0].words == "Oulu"
    assert "000 100 1900" in numbers(worker)
    assert "000 100 1800" not in numbers(worker)


def test_a_second_click_brings_the_client_home(desk: Worker) -> None:
    search = desk.window.page.search
    desk.click(search.away_button)
    desk.type("oulu")
    desk.press(Key.Key_Return)
    desk.click(search.away_button)
    assert desk.window.guide.question.staying is None
    assert not search.staying.isVisible()


def test_a_field_left_empty_folds_away(desk: Worker) -> None:
    search = desk.window.page.search
    desk.click(search.away_button)
    assert search.staying.hasFocus()
    desk.press(Key.Key_Tab)
    assert not search.staying.isVisible()
    assert not search.away_button.isChecked()


def test_a_place_that_nobody_knows_is_said(desk: Worker) -> None:
    desk.click(desk.window.page.search.away_button)
    desk.type("qqqq")
    desk.press(Key.Key_Return)
    assert desk.window.guide.question.staying is None
    assert any("qqqq" in label.text() for label in desk.window.undo_bar.findChildren(QLabel))


def test_in_a_narrow_window_the_left_pane_asks_where_the_client_is(open_window: Open) -> None:
    worker = open_window(size=(1024, 600), text_scale=200, example=True)
    worker.say("yksinäi perho")
    page = worker.window.page
    assert not page.search.away_button.isVisible()
    worker.press(Key.Key_F6)
    worker.click(page.consider.away)
    worker.type("oulu")
    worker.press(Key.Key_Return)
    assert worker.window.guide.question.staying == "564"
    assert page.search.staying.isVisible()
    assert not page.search.place.isVisible()


def test_another_language_of_the_window_calls_the_municipality_by_its_own_name(open_window: Open) -> None:
    worker = open_window(home_municipality="288", language="sv")
    assert worker.window.page.search.place.text() == "Kronoby"
    for language, name in (("fi", "Kruunupyy"), ("sv", "Kronoby")):
        window = worker.window
        window.change_settings(msgspec.structs.replace(window.settings, language=language))
        window.dress_anew()
        assert window.page.search.place.text() == name


def test_another_language_of_the_window_leaves_a_village_as_it_was_said(open_window: Open) -> None:
    worker = open_window()
    worker.press(Key.Key_Tab)
    worker.say("Himanka")
    worker.press(Key.Key_Return)
    window = worker.window
    window.change_settings(msgspec.structs.replace(window.settings, language="sv"))
    window.dress_anew()
    assert window.page.search.place.text() == "Himanka"
