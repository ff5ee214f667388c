"""The hands stay on the keyboard. Runs offscreen and, through test_window_xvfb, in a real X server."""

from __future__ import annotations

from collections.abc import Callable

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QToolButton

from worker import Worker

Key = Qt.Key


def words_on(sheet: object) -> str:
    """The text of a printed sheet's PDF cannot be read: printers get pictures. Its size can."""
    with pypdfium2.PdfDocument(sheet) as pdf:
        return "x".join(str(round(length)) for length in pdf[0].get_size())


def test_the_cursor_waits_in_the_search_box(worker: Worker) -> None:
    assert worker.window.page.search.words.hasFocus()


def test_the_list_answers_every_letter_at_once(worker: Worker) -> None:
    worker.type("ystävä")
    assert "Ystävätoiminta Perho" in worker.listed


def test_from_the_first_letter_to_the_page_in_fourteen_keys(worker: Worker) -> None:
    worker.type("yksinäi perho")
    worker.press(Key.Key_Down)
    worker.press(Key.Key_Up)
    worker.ctrl(Key.Key_P)
    worker.press(Key.Key_Return)
    assert len(worker.printer.sheets) == 1
    assert worker.keys_pressed <= 14


def test_the_place_can_be_told_in_its_own_field(worker: Worker) -> None:
    worker.type("ystävä")
    worker.press(Key.Key_Tab)
    worker.type("per")
    worker.press(Key.Key_Return)
    assert worker.window.page.search.place.text() == "Perho"
    assert worker.window.page.search.words.hasFocus()
    worker.ctrl(Key.Key_P)
    worker.press(Key.Key_Return)
    assert len(worker.printer.sheets) == 1
    assert worker.keys_pressed <= 14


@pytest.mark.parametrize("key", [Key.Key_K, Key.Key_N])
def test_a_letter_after_leaving_the_open_list_of_places_goes_to_the_words(worker: Worker, key: Key) -> None:
    worker.press(Key.Key_Tab)
    worker.type("per")
    worker.ctrl(key)
    worker.type("ho")
    assert worker.window.page.search.words.text() == "ho"
    assert worker.window.page.search.place.text() == "Perho"


def test_the_printed_page_is_an_a4(worker: Worker) -> None:
    worker.type("ystävä perho")
    worker.ctrl(Key.Key_P)
    worker.press(Key.Key_Return)
    assert words_on(worker.printer.sheets[0]) == "595x842"


def test_enter_acts_on_the_row_for_the_whole_text(worker: Worker) -> None:
    worker.type("ystävä")
    for _ in "ystävä":
        worker.press(Key.Key_Backspace)
    worker.type("päihde")
    worker.press(Key.Key_Return)
    assert worker.shown == "Päihdeneuvonta"


def test_arrows_choose_a_row_while_the_cursor_stays(worker: Worker) -> None:
    worker.type("neuvonta")
    first = worker.shown
    worker.press(Key.Key_Down)
    assert worker.shown == worker.listed[1] != first
    assert worker.window.page.search.words.hasFocus()


@pytest.mark.parametrize("digit", [1, 2])
def test_ctrl_and_a_digit_choose_a_row(worker: Worker, digit: int) -> None:
    worker.type("neuvonta")
    worker.ctrl(Key(Key.Key_0 + digit))
    assert worker.shown == worker.listed[digit - 1]
    assert worker.window.page.search.words.text() == "neuvonta"


def test_ctrl_k_leads_to_the_search_box_from_anywhere(worker: Worker) -> None:
    worker.type("ystävä")
    worker.press(Key.Key_F6)
    assert not worker.window.page.search.words.hasFocus()
    worker.ctrl(Key.Key_K)
    assert worker.window.page.search.words.hasFocus()
    assert worker.window.page.search.words.text() == "ystävä"


def test_ctrl_d_in_the_search_box_gathers_the_service_and_deletes_no_letter(worker: Worker) -> None:
    worker.type("ystävä")
    worker.press(Key.Key_Home)
    worker.ctrl(Key.Key_D)
    assert worker.window.page.search.words.text() == "ystävä"
    assert len(worker.window.page.right.tray.ids()) == 1


def test_ctrl_k_deletes_nothing(worker: Worker) -> None:
    worker.type("ystävä")
    worker.press(Key.Key_Home)
    worker.ctrl(Key.Key_K)
    assert worker.window.page.search.words.text() == "ystävä"


def test_ctrl_z_in_the_box_undoes_typing_first(worker: Worker) -> None:
    worker.type("ystävä")
    worker.ctrl(Key.Key_D)
    worker.ctrl(Key.Key_Z)
    assert worker.window.page.search.words.text() == ""
    assert len(worker.window.page.right.tray.ids()) == 1


def test_the_undo_bar_has_a_key_of_its_own(worker: Worker) -> None:
    worker.type("ystävä")
    worker.ctrl(Key.Key_D)
    worker.press(Key.Key_F8)
    assert worker.window.page.right.tray.ids() == ()
    assert worker.window.page.search.words.text() == "ystävä"


def test_f6_walks_through_the_panes_and_back_to_the_box(worker: Worker) -> None:
    worker.type("ystävä")
    panes = worker.window.page.panes
    seen = []
    for _ in range(4):
        worker.press(Key.Key_F6)
        seen.append(panes.pane_with_focus())
    assert seen == [0, 1, 2, None]
    assert worker.window.page.search.words.hasFocus()


def test_shift_f6_walks_the_other_way(worker: Worker) -> None:
    worker.type("ystävä")
    worker.press(Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert worker.window.page.panes.pane_with_focus() == 2


def test_a_place_in_the_words_goes_before_the_chosen_one(worker: Worker) -> None:
    search = worker.window.page.search
    worker.press(Key.Key_Tab)
    worker.type("kokkola")
    worker.press(Key.Key_Return)
    assert search.place.text() == "Kokkola"
    worker.type("yksinäi perho")
    assert worker.window.guide.answer.place is not None
    assert worker.window.guide.answer.place.name == "Perho"
    assert search.place.text() == "Perho"
    assert "Perho" in worker.window.page.middle._summary.text()
    search.words.setText("yksinäi")
    assert search.place.text() == "Kokkola"


def test_the_phone_number_is_copied(worker: Worker) -> None:
    worker.type("ystävä perho")
    worker.ctrl_shift(Key.Key_C)
    assert QGuiApplication.clipboard().text().startswith("000")


def test_a_text_message_is_copied(worker: Worker) -> None:
    worker.type("ystävä perho")
    worker.ctrl_shift(Key.Key_T)
    message = QGuiApplication.clipboard().text()
    assert "000" in message
    assert len(message) <= 160


def test_the_view_to_read_aloud_opens_and_esc_leads_back(worker: Worker) -> None:
    worker.type("ystävä perho")
    worker.ctrl_shift(Key.Key_L)
    assert worker.window.page.right.passing() is not None
    worker.press(Key.Key_Escape)
    assert worker.window.page.right.passing() is None
    assert worker.window.page.search.words.hasFocus()


def test_the_neutral_view_hides_everything_and_brings_it_back(worker: Worker) -> None:
    worker.type("ystävä")
    worker.press(Key.Key_F12)
    assert worker.window.neutral.covers
    worker.press(Key.Key_F12)
    assert not worker.window.neutral.covers
    assert worker.window.page.search.words.text() == "ystävä"
    assert worker.window.page.search.words.hasFocus()


def test_recents_list_what_was_opened_and_open_it_again(worker: Worker) -> None:
    worker.type("ystävä perho")
    worker.press(Key.Key_Return)
    name = worker.shown
    worker.ctrl(Key.Key_R)
    worker.press(Key.Key_Return)
    assert worker.shown == name


def test_text_grows_and_what_was_typed_stays(worker: Worker) -> None:
    worker.type("ystävä")
    for _ in range(4):
        worker.ctrl(Key.Key_Plus)
    QApplication.processEvents()
    assert worker.window.settings.text_scale == 200
    assert worker.window.page.search.words.text() == "ystävä"
    assert worker.window.page.search.words.hasFocus()
    worker.ctrl(Key.Key_Plus)
    assert worker.window.settings.text_scale == 200
    worker.ctrl(Key.Key_0)
    QApplication.processEvents()
    assert worker.window.settings.text_scale == 100
    assert "Ystävätoiminta Perho" in worker.listed


def test_alt_three_opens_the_organizations_and_alt_one_leads_back(worker: Worker) -> None:
    worker.press(Key.Key_3, Qt.KeyboardModifier.AltModifier)
    assert worker.window.pages.currentWidget() is not worker.window.page
    worker.press(Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert worker.window.page.search.words.hasFocus()


@pytest.mark.parametrize(
    ("key", "modifier"),
    [(Key.Key_F1, Qt.KeyboardModifier.NoModifier), (Key.Key_F1, Qt.KeyboardModifier.ControlModifier)],
)
def test_help_and_keys_open_and_esc_closes_them(
    open_window: Callable[..., Worker], key: Qt.Key, modifier: Qt.KeyboardModifier
) -> None:
    worker = open_window()
    worker.press(key, modifier)
    assert worker.window.pages.currentWidget() is not worker.window.page
    worker.press(Key.Key_Escape)
    assert worker.window.pages.currentWidget() is worker.window.page


def test_with_little_width_the_tabs_are_a_menu(open_window: Callable[..., Worker]) -> None:
    worker = open_window(size=(1024, 600), text_scale=200)
    header = worker.window.header
    pages = next(b for b in header.findChildren(QToolButton) if b.isVisible() and b.text() == "Haku ▾")
    menu = pages.menu()
    assert [entry.text().split("\t")[0] for entry in menu.actions()] == ["Haku", "Pyynnöt", "Organisaatiot"]
    menu.actions()[2].trigger()
    assert worker.window.pages.currentWidget() is not worker.window.page
    assert pages.text() == "Organisaatiot ▾"


def test_with_room_the_tabs_stand_side_by_side(worker: Worker) -> None:
    tabs = [b.text() for b in worker.window.header.findChildren(QToolButton) if b.isVisible() and b.text()]
    assert tabs == ["Haku", "Pyynnöt", "Organisaatiot"]


def test_undo_works_after_the_text_has_grown(worker: Worker) -> None:
    worker.ctrl(Key.Key_Plus)
    QApplication.processEvents()
    worker.type("ystävä")
    worker.ctrl(Key.Key_D)
    worker.press(Key.Key_F8)
    assert worker.window.page.right.tray.ids() == ()
