"""The list of requests: one sentence a row, in an order one can work by, in words where it is empty."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from ohjaus_desktop import texts
from ohjaus_desktop.documents.referral import codes
from ohjaus_desktop.register.model import Row
from ohjaus_desktop.ui.requests import words as requests_words
from ohjaus_desktop.ui.requests.list_pane import RequestsList
from ohjaus_desktop.ui.requests.model import Column, RequestsModel
from ohjaus_desktop.ui.requests.outcomes import OUTCOMES, OutcomeBar
from ohjaus_desktop.ui.requests.wanted import Listed, Wanted

TODAY = date(2026, 11, 25)
NOON = datetime(2026, 11, 20, 12, tzinfo=ZoneInfo("Europe/Helsinki"))
NAMES = ["Testi Esimerkki", "Malli Malliainen", "Anna Anonyymi"]


def row(name: str = "Testi Esimerkki", *, due: int | None = 0, made: int = 0, **changes: object) -> Row:
    """due: days from today; made: days before noon."""
    fields: dict[str, object] = {
        "referral_id": f"r-{name}",
        "recipient_id": f"p-{name}",
        "case_number": "26-AAAA-1",
        "client": name,
        "service": {"fi": "Ystävätoiminta", "sv": "Vänverksamhet"},
        "organization": "Esimerkkijärjestö ry",
        "service_id": "s",
        "state": "requested",
        "why": "",
        "made_at": NOON - timedelta(days=made),
        "made_by": "Testi Esimerkki",
        "due_on": None if due is None else TODAY + timedelta(days=due),
        "times_passed_on": 0,
        "hidden": False,
        "sensitive": False,
    } | changes
    return Row(**fields)  # type: ignore[arg-type]


def listed(*rows: Row, words: str = "", which: str = "waiting", everything: int = 3) -> Listed:
    counts = {"waiting": len(rows), "due": 1, "all": everything, "drafts": 0}
    return Listed(Wanted(words, which), rows, len(rows), counts, (), TODAY)  # type: ignore[arg-type]


@pytest.fixture
def model() -> RequestsModel:
    made = RequestsModel()
    made.show([row(NAMES[0], due=3), row(NAMES[1], due=-2), row(NAMES[2], due=None)], TODAY)
    return made


def names(model: RequestsModel) -> list[str]:
    return [model.index(at, Column.CLIENT).data() for at in range(model.rowCount())]


def test_the_model_keeps_every_promise_of_a_table(model: RequestsModel) -> None:
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.sort(Column.CLIENT, Qt.SortOrder.DescendingOrder)
    model.fold(True)
    model.show([row("Malli Malliainen")], TODAY)
    model.forget()
    assert model.rowCount() == 0


def test_what_is_due_first_stands_first_and_what_is_closed_last(model: RequestsModel) -> None:
    assert names(model) == [NAMES[1], NAMES[0], NAMES[2]]


def test_a_heading_sorts_the_list_otherwise(model: RequestsModel) -> None:
    model.sort(Column.CLIENT)
    assert names(model) == sorted(NAMES)


def test_one_row_is_one_whole_sentence_for_a_screen_reader(model: RequestsModel) -> None:
    model.show([row(due=-2, times_passed_on=2)], TODAY)
    assert model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == (
        "Testi Esimerkki, Ystävätoiminta, Esimerkkijärjestö ry, Odottaa vastausta, "
        "seuranta: 2 päivää yli, Siirretty eteenpäin 2 kertaa, tehty 20.11.2026, 26-AAAA-1"
    )


@pytest.mark.parametrize(
    ("days", "words", "tone"),
    [
        (-9, "9 päivää yli", "error"),
        (-1, "1 päivä yli", "warning"),
        (0, "Tänään", "warning"),
        (1, "Huomenna", ""),
        (5, "ma 30.11.", ""),
        (60, "su 24.1.2027", ""),
    ],
)
def test_what_is_due_is_told_in_words_and_in_colour(days: int, words: str, tone: str) -> None:
    said = requests_words.due(TODAY + timedelta(days=days), TODAY)
    assert (said.words, said.tone) == (words, tone)


def test_a_colleagues_request_has_no_name_on_it() -> None:
    hidden = row("", hidden=True, restricted_to="Toinen Esimerkki")
    assert requests_words.client(hidden) == "Vain: Toinen Esimerkki"


def test_every_state_and_reason_has_words_in_every_language() -> None:
    try:
        for language in ("fi", "sv"):
            texts.use(language)
            for state, words in codes.STATES.items():
                assert requests_words.standing(state).words != words
            for why, words in requests_words.WHYS.items():
                assert requests_words.why(why) != words
    finally:
        texts.use("fi")


@pytest.fixture
def page(qtbot) -> RequestsList:
    made = RequestsList()
    qtbot.addWidget(made)
    made.resize(700, 500)
    made.show()
    return made


@pytest.mark.parametrize(
    ("found", "head"),
    [
        (listed(everything=0), "Ei vielä yhteydenottopyyntöjä"),
        (listed(), "Yksikään pyyntö ei odota"),
        (listed(which="due"), "Tänään ei ole seurattavaa"),
        (listed(which="drafts"), "Ei luonnoksia"),
        (listed(which="all", words="zzz"), "Yksikään pyyntö ei vastaa hakua."),
    ],
)
def test_nothing_is_said_in_words(page: RequestsList, found: Listed, head: str) -> None:
    page.choose(found.wanted.which)
    page.search.setText(found.wanted.words)
    page.show_listed(found)
    assert page.nothing.head.text() == head
    assert page.nothing.isVisible()
    assert not page.table.isVisible()


def test_an_answer_to_an_older_question_is_not_shown(page: RequestsList) -> None:
    page.search.setText("malli")
    page.show_listed(listed(row(), which="all", words="mal"))
    assert page.table.rows.rowCount() == 0


def test_whoever_types_a_name_looks_among_all(page: RequestsList, qtbot) -> None:
    with qtbot.waitSignal(page.wanted) as asked:
        page.search.setText("m")
    assert asked.args == [Wanted("m", "all")]


def test_whoever_types_among_the_drafts_stays_there(page: RequestsList, qtbot) -> None:
    page.choose("drafts")
    with qtbot.waitSignal(page.wanted) as asked:
        page.search.setText("m")
    assert asked.args == [Wanted("m", "drafts")]


def test_enter_waits_for_the_answer_to_the_whole_text(page: RequestsList, qtbot) -> None:
    opened: list[Row] = []
    page.row_opened.connect(opened.append)
    page.search.setText("malli")
    qtbot.keyClick(page.search, Qt.Key.Key_Return)
    assert opened == []
    page.show_listed(listed(row(NAMES[1]), which="all", words="malli"))
    assert [one.client for one in opened] == [NAMES[1]]


def test_the_chosen_row_stays_chosen_when_the_list_is_read_again(page: RequestsList) -> None:
    rows = [row(name, due=at) for at, name in enumerate(NAMES)]
    page.show_listed(listed(*rows))
    page.table.choose_row(1)
    told: list[Row] = []
    page.table.current_changed.connect(told.append)
    page.show_listed(listed(row("Kaisa Keksitty", due=-3), *rows))
    current = page.table.current()
    assert current is not None
    assert current.client == NAMES[1]
    assert told == []


def test_with_little_width_what_is_due_stands_below_the_state(page: RequestsList) -> None:
    page.resize(456, 500)  # the smallest window
    page.show_listed(listed(row(due=0)))
    assert page.table.isColumnHidden(Column.DUE)
    assert page.table.horizontalScrollBar().maximum() == 0
    assert page.table.rows._cell(row(due=0), Column.STATE).second == "Tänään"


def test_letting_go_leaves_no_word_about_a_client(page: RequestsList) -> None:
    page.show_listed(listed(row()))
    page.search.setText("testi")
    page.forget()
    assert page.search.text() == ""
    assert page.table.rows.rowCount() == 0


def test_every_outcome_keeps_its_key(qtbot) -> None:
    bar = OutcomeBar({"began", "completed"})
    qtbot.addWidget(bar)
    assert sorted(bar.buttons) == [3, 5]
    assert not bar.press(1)
    assert len(OUTCOMES) == 5
