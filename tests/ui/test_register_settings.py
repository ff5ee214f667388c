"""The settings page about the protected client data does what it says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt

from ohjaus_desktop.paths import DataFolder
from ohjaus_desktop.register import drafts
from ohjaus_desktop.register.model import Content, Draft, Worker
from ohjaus_desktop.ui.register.code_view import CodeView
from ohjaus_desktop.ui.register.lock_view import LockView
from ohjaus_desktop.ui.register.log_view import LogView
from ohjaus_desktop.ui.register.page import RegisterPage
from ohjaus_desktop.ui.register.passphrase_view import PassphraseView
from ohjaus_desktop.ui.settings_page import SettingsPage
from register_hand import PIN, WORDS, RegisterHand

Page = Callable[[], RegisterPage]
FRIDAY = datetime(2026, 11, 20, 10, 30, tzinfo=ZoneInfo("Europe/Helsinki"))


@pytest.fixture
def hand(worker) -> RegisterHand:
    return RegisterHand(worker)


@pytest.fixture
def page(hand: RegisterHand) -> Page:
    """Opens the page over open client data; asked again, gives it as it stands now."""

    def shown() -> RegisterPage:
        window = hand.worker.window
        if not isinstance(window.pages.currentWidget(), RegisterPage):
            hand.desk.settings.show()
        view = hand.shown(RegisterPage)
        hand.settle()
        return view

    return shown


def _press(hand: RegisterHand, page: RegisterPage, what: str) -> None:
    button = page.buttons[what]
    page._scroll.ensureWidgetVisible(button)
    hand.worker.click(button)
    if what in page.sure:
        hand.worker.click(page.sure[what].yes)
    hand.settle()


def test_the_settings_lead_to_the_page_and_esc_leads_back(hand: RegisterHand) -> None:
    hand.worker.window.act("settings")
    settings = hand.shown(SettingsPage)
    settings.client_data_button.click()
    hand.shown(RegisterPage)
    hand.worker.press(Qt.Key.Key_Escape)
    assert hand.worker.window.pages.currentWidget() is settings


def test_a_change_on_the_page_is_not_undone_by_the_other_settings(hand: RegisterHand) -> None:
    hand.worker.window.act("settings")
    settings = hand.shown(SettingsPage)
    settings.client_data_button.click()
    page = hand.shown(RegisterPage)
    page.take("controller", "Esimerkin hyvinvointialue")
    hand.worker.press(Qt.Key.Key_Escape)
    settings.fields["phone"].edited.emit("phone", "000 123 456")
    held = hand.worker.window.settings
    assert (held.controller, held.phone) == ("Esimerkin hyvinvointialue", "000 123 456")


def test_client_data_can_be_set_up_beforehand(hand: RegisterHand, page: Page) -> None:
    _press(hand, page(), "open")
    hand.worker.qtbot.waitUntil(lambda: page().state.is_open)


def test_a_worker_is_added_with_a_pin_only_when_another_way_is_safe(hand: RegisterHand, page: Page) -> None:
    hand.open()
    _add_worker(hand, page())
    assert page().problem.isVisible()
    _confirm_code(hand)
    _add_worker(hand, page())
    assert [name for _id, name in page().state.workers] == ["Testi"]


def test_the_passphrase_is_set_and_opens(hand: RegisterHand, page: Page) -> None:
    hand.open()
    _press(hand, page(), "passphrase")
    hand.shown(PassphraseView)
    hand.worker.type(WORDS)
    hand.worker.press(Qt.Key.Key_Return)
    hand.worker.type(WORDS)
    hand.worker.press(Qt.Key.Key_Return)
    hand.worker.qtbot.waitUntil(lambda: page().state.has_passphrase)
    _press(hand, page(), "lock")
    hand.want()
    view = hand.shown(LockView)
    hand.worker.click(view.other)
    hand.worker.type(WORDS)
    hand.worker.press(Qt.Key.Key_Return)
    hand.worker.qtbot.waitUntil(lambda: hand.times == 2)


def test_a_new_recovery_code_is_shown_to_be_saved(hand: RegisterHand, page: Page) -> None:
    hand.open()
    before = hand.code()
    _press(hand, page(), "new_code")
    assert hand.shown(CodeView).code not in {"", before}


def test_a_backup_says_what_is_in_it_and_comes_back(hand: RegisterHand, page: Page) -> None:
    hand.open()
    hand.write("kept", "ennen")
    _press(hand, page(), "back_up")
    assert page().contents.text()
    hand.write("kept", "jälkeen")
    hand.settle()
    _press(hand, page(), "restore")
    hand.worker.qtbot.waitUntil(lambda: hand.desk.is_open)
    assert hand.read("kept") == "ennen"


def test_the_data_moves_to_another_machine_in_one_file(hand, page: Page, open_window, tmp_path) -> None:
    hand.open()
    hand.write("kept", "mukana")
    code = _confirm_code(hand)
    hand.desk.settings.copies.ask_where = lambda _name: tmp_path / "muutto.ohjaus"
    _press(hand, page(), "pack")
    hand.worker.window.close()
    folder = hand.worker.window.workplace.data
    folder.register.rename(tmp_path / "toisella koneella")
    other = RegisterHand(open_window())
    other.desk.settings.copies.ask_which = lambda: tmp_path / "muutto.ohjaus"
    other.desk.settings.show()
    _press(other, other.shown(RegisterPage), "unpack")
    other.shown(LockView)
    other.worker.type(code)
    other.worker.press(Qt.Key.Key_Return)
    other.worker.qtbot.waitUntil(lambda: other.desk.is_open)
    assert other.read("kept") == "mukana"


def test_the_logs_can_be_read(hand: RegisterHand, page: Page) -> None:
    hand.open()
    _press(hand, page(), "logs")
    hand.worker.press(Qt.Key.Key_Escape)
    _press(hand, page(), "logs")  # reading it the first time stands in it now
    assert hand.shown(LogView).table.rowCount() == 1


def test_turning_personal_data_off_locks_and_hides_it(hand: RegisterHand, page: Page) -> None:
    hand.open()
    told: list[bool] = []
    hand.desk.allowed.connect(told.append)
    page().take("no_personal_data", True)
    assert not hand.desk.is_open
    assert told == [False]
    hand.want()
    hand.settle()
    assert hand.times == 1


def test_where_nothing_may_be_kept_any_more_everything_can_be_deleted(
    hand: RegisterHand, page: Page, data: DataFolder
) -> None:
    hand.open()
    assert "delete_everything" not in page().buttons
    page().take("no_personal_data", True)
    hand.settle()
    _press(hand, page(), "delete_everything")
    assert not data.register.exists()
    assert "delete_everything" not in page().buttons


def test_the_page_says_when_the_data_was_set_up(hand: RegisterHand, page: Page) -> None:
    hand.open()
    assert any("20.11.2026" in line for line in page().state.lines)


def test_what_the_administrator_has_set_looks_locked(open_window) -> None:
    hand = RegisterHand(open_window(no_personal_data=True, locked=frozenset({"no_personal_data"})))
    hand.desk.settings.show()
    page = hand.shown(RegisterPage)
    assert not page.fields["no_personal_data"].box.isEnabled()
    assert "open" not in page.buttons


def test_old_drafts_expire_with_a_notice_when_the_data_opens(open_window, data: DataFolder) -> None:
    hand = RegisterHand(open_window())
    hand.open()
    hand.desk.ask(
        lambda register: drafts.save_draft(register, Draft("1", FRIDAY, FRIDAY, "Testi", Content()))
    )
    hand.settle()
    hand.worker.window.close()
    later = RegisterHand(open_window(at=FRIDAY + timedelta(days=9)))
    later.open()
    assert "1" in later.told()
    found: list[object] = []
    later.desk.ask(lambda register: drafts.drafts(register, by=Worker("Testi")), found.append)
    later.worker.qtbot.waitUntil(lambda: bool(found))
    assert found == [[]]


def _add_worker(hand: RegisterHand, page: RegisterPage) -> None:
    part = page.workers
    part.name.setText("Testi")
    part.pin.line.setText(PIN)
    part.again.line.setText(PIN)
    part.save.click()
    hand.settle()


def _confirm_code(hand: RegisterHand) -> str:
    code, lane = hand.code(), hand.desk.lane
    lane.with_vault(lambda vault: vault.confirm_code(lane.register, code))
    hand.settle()
    return code
