"""The way from a need to a page, and the states that must each be right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractScrollArea, QTableView

from ohjaus_desktop import app, texts
from ohjaus_desktop.catalogue import document
from ohjaus_desktop.guidance.answer import Answer, Hidden, Question
from ohjaus_desktop.guidance.places import Places
from ohjaus_desktop.texts import translator
from ohjaus_desktop.ui import style
from ohjaus_desktop.ui.facets import FacetModel, lines
from ohjaus_desktop.ui.finding import found
from ohjaus_desktop.ui.results import ResultModel
from ohjaus_desktop.ui.sensitive_choice import PaperChoice
from ohjaus_desktop.ui.status_line import catalogue_age
from ohjaus_desktop.ui.urgent_bar import out_of_hours
from small_catalogue import small_catalogue
from worker import Worker

Open = Callable[..., Worker]


def first_tile(worker: Worker) -> str:
    return worker.window.page.middle.tiles.tiles()[0].fact.name


def test_three_clicks_print_where_the_place_is_preset(open_window: Open) -> None:
    worker = open_window(home_municipality="584")
    worker.click_tile(first_tile(worker))
    worker.click_tile(first_tile(worker))
    worker.click(worker.window.page.right.detail.print_button)
    assert worker.clicks == 3
    assert len(worker.printer.sheets) == 1
    bar = worker.window.undo_bar
    assert bar.isVisible()
    assert bar.accessibleName() == "Tulostettu: Toimiston tulostin"


def test_the_print_button_says_what_it_does(worker: Worker) -> None:
    button = worker.window.page.right.detail.print_button
    worker.type("ystävä")
    assert button.toolTip() == "Tulostaa heti. Esikatselu: Ctrl+P"
    worker.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    worker.type("turvakoti")
    assert button.toolTip() == "Kysyy ensin, mikä paperi on turvallinen. Esikatselu: Ctrl+P"


def test_four_clicks_print_otherwise(worker: Worker) -> None:
    worker.click_tile(first_tile(worker))
    worker.click_tile(first_tile(worker))
    worker.click_tile("Perho")
    worker.click(worker.window.page.right.detail.print_button)
    assert worker.clicks == 4
    assert len(worker.printer.sheets) == 1


def test_the_hatch_has_a_way_back(worker: Worker) -> None:
    before = first_tile(worker)
    worker.click_tile(before)
    assert first_tile(worker) != before
    worker.window.desks.finding.back()  # type: ignore[union-attr]
    assert first_tile(worker) == before


def test_an_example_catalogue_says_so(worker: Worker) -> None:
    installed = worker.window.workplace.store.installed()  # type: ignore[union-attr]
    assert installed is not None
    assert bool(worker.window.band.count()) is installed.example


def test_112_is_there_before_any_catalogue(qtbot: object, data: object) -> None:
    from PySide6.QtWidgets import QLabel

    from ohjaus_desktop.ui.urgent_bar import UrgentBar

    bar = UrgentBar()
    assert "112" in [label.text() for label in bar.findChildren(QLabel)]
    bar.deleteLater()


def test_urgent_words_pin_help_on_top(worker: Worker) -> None:
    worker.type("itsemurha")
    assert worker.window.guide.answer.pinned
    assert worker.window.guide.answer.urgent


def test_a_sensitive_service_asks_before_paper(worker: Worker) -> None:
    worker.type("turvakoti")
    worker.ctrl(Qt.Key.Key_P)
    choice = worker.window.desks.paper.sensitive  # type: ignore[union-attr]
    assert choice.isVisible()
    assert worker.printer.sheets == []
    worker.click(choice.buttons[PaperChoice.SLIP])
    worker.press(Qt.Key.Key_Return)
    assert len(worker.printer.sheets) == 1


def test_a_sensitive_service_does_not_stay_among_the_recent(worker: Worker) -> None:
    worker.type("turvakoti")
    worker.press(Qt.Key.Key_Return)
    assert worker.shown == "Turvakoti"
    assert worker.window.workplace.daybook.recents() == []  # type: ignore[union-attr]


def test_words_that_mean_nothing_lead_to_the_needs(worker: Worker) -> None:
    worker.type("qqqq")
    middle = worker.window.page.middle
    assert worker.listed == [] or middle.currentIndex() == 0
    assert middle.tiles.accessibleName() == "Hakusanalla ei löytynyt palveluja"
    assert sum(tile.fact.count or 0 for tile in middle.tiles.tiles()) > 0
    worker.click_tile("Arki kotona")
    assert worker.window.page.search.words.text() == ""
    assert worker.window.guide.question.need == "home"
    assert first_tile(worker) != "Arki kotona"


def test_enter_after_words_that_mean_nothing_goes_to_the_needs(worker: Worker) -> None:
    worker.type("qqqq")
    worker.press(Qt.Key.Key_Return)
    assert worker.window.page.middle.tiles.tiles()[0].hasFocus()


@pytest.mark.parametrize(
    "filters",
    [{"free": True}, {"open_now": True}, {"home": True}, {"age": 7}, {"language": "uk"}, {"need": "meals"}],
    ids=str,
)
@pytest.mark.parametrize("words", ["ystävä", "turvakoti", "qqqq"])
def test_there_is_always_something_to_click(worker: Worker, words: str, filters: dict[str, object]) -> None:
    worker.type(words)
    worker.window.guide.change(**filters)
    middle = worker.window.page.middle
    if middle.currentIndex() == 1:
        assert worker.listed
    else:
        assert middle.tiles.tiles()


def test_a_filter_that_hides_services_says_how_many() -> None:
    question = Question(at=datetime.fromisoformat("2026-11-20T10:00+02:00"), text="ystävä", age=7)
    without = Hidden(("age",), 3, replace(question, age=None))
    answer = Answer(question=question, results=(), total=0, hidden=(without,))
    shown = found(answer, place="", say=translator("fi"), places=Places.load())
    assert shown.summary == "Sopivaa palvelua ei löytynyt"
    assert shown.missing is not None
    [(_, [way])] = shown.missing.groups
    assert (way.words, way.question.age) == ("ikä 7 (+3)", None)


def test_a_chip_drops_its_filter(worker: Worker) -> None:
    worker.type("ystävä")
    worker.window.page.facets.picked.emit("way", "free", True)
    assert worker.window.guide.question.free
    worker.window.page.middle.dropped.emit("free")
    assert not worker.window.guide.question.free
    assert worker.window.page.search.words.text() == "ystävä"


def test_the_lists_keep_the_rules_of_models(worker: Worker) -> None:
    page = worker.window.page
    models: list[QAbstractItemModel] = [page.middle.results.rows, page.facets.lines]
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    testers = [QAbstractItemModelTester(model, fatal) for model in models]
    for words in ("y", "ystävä", "qqqq", ""):
        page.search.words.setText(words)
    assert len(testers) == 2
    assert isinstance(models[0], ResultModel)
    assert isinstance(models[1], FacetModel)


def test_every_row_is_a_sentence_for_a_screen_reader(worker: Worker) -> None:
    worker.type("ystävä")
    rows = worker.window.page.middle.results.rows
    sentence = rows.data(rows.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert rows.row(0).name in sentence
    assert rows.row(0).provider in sentence
    assert rows.row(0).state in sentence
    assert sentence.endswith(".")


def test_facets_count_in_words_for_a_screen_reader(worker: Worker) -> None:
    made = lines(worker.window.guide.answer, translator("fi"))
    need = next(line for line in made if line.kind == "need")
    assert str(need.count) in need.sentence()
    assert "palvelu" in need.sentence()


@pytest.mark.parametrize(("days", "tone"), [(0, "muted"), (13, "muted"), (14, "warning"), (45, "error")])
def test_the_age_of_the_catalogue_turns_amber_and_red(days: int, tone: str) -> None:
    published = datetime.fromisoformat("2026-11-03T09:00+02:00")
    age = catalogue_age(published, at=published + timedelta(days=days), say=translator("fi"))
    assert age.tone == tone
    assert "3.11.2026" in age.words


def test_the_age_is_said_in_days() -> None:
    published = datetime.fromisoformat("2026-11-03T09:00+02:00")
    age = catalogue_age(published, at=published + timedelta(days=18), say=translator("fi"))
    assert age.words == "Palvelutiedot 3.11.2026 (18 päivää vanhat)"


@pytest.mark.parametrize(
    ("moment", "closed"),
    [
        ("2026-11-20T10:30", False),
        ("2026-11-20T20:00", True),
        ("2026-11-21T10:30", True),
        ("2026-12-25T10:30", True),
    ],
)
def test_the_urgent_line_widens_out_of_office_hours(moment: str, closed: bool) -> None:
    assert out_of_hours(datetime.fromisoformat(moment)) is closed


@pytest.mark.parametrize("palette", [style.LIGHT, style.DARK], ids=["light", "dark"])
@pytest.mark.parametrize("pair", style.TEXT_PAIRS, ids=" on ".join)
def test_text_can_be_read_on_its_ground(palette: style.Colours, pair: tuple[str, str]) -> None:
    assert style.contrast(getattr(palette, pair[0]), getattr(palette, pair[1])) >= 4.5


@pytest.mark.parametrize("palette", [style.LIGHT, style.DARK], ids=["light", "dark"])
@pytest.mark.parametrize("pair", style.GRAPHIC_PAIRS, ids=" on ".join)
def test_edges_and_pictures_can_be_seen(palette: style.Colours, pair: tuple[str, str]) -> None:
    assert style.contrast(getattr(palette, pair[0]), getattr(palette, pair[1])) >= 3


@pytest.mark.parametrize("words", ["", "ystävä"])
def test_a_small_screen_with_large_text_needs_no_sideways_scrolling(open_window: Open, words: str) -> None:
    worker = open_window(size=(1024, 600), text_scale=200)
    worker.type(words)
    assert worker.window.width() == 1024
    assert worker.window.height() == 600
    assert worker.window.page.panes.narrow
    for area in worker.window.findChildren(QAbstractScrollArea):
        if area.isVisible() and not isinstance(area, QTableView):
            assert area.horizontalScrollBar().maximum() == 0


def test_where_one_pane_is_shown_f6_leads_on_and_back(open_window: Open) -> None:
    worker = open_window(size=(1024, 600), text_scale=200)
    worker.type("ystävä")
    shown = []
    for _ in range(4):
        worker.press(Qt.Key.Key_F6)
        shown.append(worker.window.page.panes.pane_with_focus())
    assert shown == [0, 1, 2, None]


def test_an_update_says_what_it_brought(worker: Worker, tmp_path: Path) -> None:
    file = tmp_path / "newer.json"
    small = small_catalogue()
    file.write_bytes(document.write(small))
    window = worker.window
    desk = window.desks.sync  # type: ignore[union-attr]
    with worker.qtbot.waitSignal(desk.changed, timeout=20_000):
        desk.bring(file)
    assert window.workplace.daybook.sync_history()  # type: ignore[union-attr]


def test_an_update_that_fails_is_told_in_sentences(worker: Worker, tmp_path: Path) -> None:
    file = tmp_path / "page.json"
    file.write_text("<html>log in</html>")
    window = worker.window
    desk = window.desks.sync  # type: ignore[union-attr]
    with worker.qtbot.waitSignal(desk.refused, timeout=20_000):
        desk.bring(file)
    assert window.undo_bar.isVisible()
    assert worker.listed == [] or window.guide.answer.total


def test_the_tray_prints_all_of_its_services(worker: Worker) -> None:
    worker.type("neuvonta")
    worker.ctrl(Qt.Key.Key_D)
    worker.press(Qt.Key.Key_Down)
    worker.ctrl(Qt.Key.Key_D)
    tray = worker.window.page.right.tray
    assert len(tray.ids()) == 2
    tray.print_wanted.emit()
    worker.press(Qt.Key.Key_Return)
    assert len(worker.printer.sheets) == 1


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_window_speaks_each_language(open_window: Open, language: str) -> None:
    worker = open_window(language=language)
    expected = {
        "fi": "Mihin tarvitaan apua?",
        "sv": "Vad behövs hjälp med?",
        "en": "What is help needed with?",
    }
    assert worker.window.page.search.words.accessibleName() == expected[language]
    assert texts.current().language == language


def test_a_picture_of_the_window_can_be_saved(data: object, tmp_path: Path, qtbot: object) -> None:
    app.screenshot(data, tmp_path / "window.png")  # type: ignore[arg-type]
    assert (tmp_path / "window.png").stat().st_size > 10_000
