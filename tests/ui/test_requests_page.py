"""Contact requests are found, followed and ended with the keyboard, over a real encrypted register."""

from __future__ import annotations

import pypdf
import pytest
from msgspec import structs
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

import invented_requests as invented
from follow_hand import ME, Follower, words
from ohjaus_desktop.guidance import workdays
from ohjaus_desktop.register import follow_up, journal, referrals
from ohjaus_desktop.register.model import Referral, SafeContact
from ohjaus_desktop.ui.words import RowButton
from small_catalogue import uid

Key = Qt.Key
SECRETS = ("Malli Malliainen", "000 111 2222", "Kaisa Keksitty", "Haluaa jutella laskuista.")


@pytest.fixture
def follower(open_window) -> Follower:
    made = Follower(open_window(worker=ME.name))
    made.open_register()
    return made


def test_before_the_first_request_the_page_says_how_to_begin(open_window) -> None:
    worker = open_window()
    worker.press(Key.Key_2, Qt.KeyboardModifier.AltModifier)
    page = worker.window.desks.requests.page
    assert page.closed_head.text() == "Ei vielä yhteydenottopyyntöjä"
    worker.press(Key.Key_Return)


def test_the_tab_says_how_many_wait(follower: Follower) -> None:
    follower.make("a")
    follower.make("b")
    follower.go()
    assert follower.window.header._tabs.button(1).text() == "Pyynnöt (2 odottaa)"


def test_a_request_is_found_by_part_of_its_number(follower: Follower) -> None:
    follower.make("a")
    follower.make("b", client=invented.client("Kaisa Keksitty", "000 666 0000"))
    follower.go()
    follower.worker.type("0666")
    follower.settle()
    assert follower.names == ["Kaisa Keksitty"]
    follower.open_first()
    assert follower.page.detail.shown.client == "Kaisa Keksitty"


def test_warnings_come_before_the_number(follower: Follower) -> None:
    follower.make(
        contact=SafeContact(may_call="yes", others_may_answer="yes", when_not="aamulla", careful=True)
    )
    follower.go()
    follower.open_first()
    said = [label.text() for label in follower.page.detail.findChildren(QLabel)]
    number = said.index("000 111 2222")
    for words_ in ("Varovainen yhteydenotto: asiakas pelkää kotona.", "Älä soita: aamulla"):
        assert said.index(words_) < number


def test_one_key_notes_that_the_client_was_reached_and_f8_takes_it_back(follower: Follower) -> None:
    made = follower.make()
    follower.go()
    follower.open_first()
    follower.worker.press(Key.Key_1)
    follower.settle()
    assert follower.look(made).recipients[0].state == "accepted"
    assert "Saatiin yhteys" in follower.told
    assert "Malliainen" not in follower.told
    follower.worker.press(Key.Key_F8)
    follower.settle()
    assert follower.look(made).recipients[0].state == "requested"


def test_not_reached_moves_the_follow_up_to_the_next_working_day(follower: Follower) -> None:
    made = follower.make()
    follower.go()
    follower.open_first()
    follower.worker.press(Key.Key_2)
    follower.settle()
    recipient = follower.look(made).recipients[0]
    assert recipient.tries == 1
    assert recipient.follow_up_on == workdays.working_day_after(follower.now.date(), 1)


def test_did_not_begin_asks_why_with_a_second_key(follower: Follower) -> None:
    made = follower.make()
    follower.go()
    follower.open_first()
    follower.worker.press(Key.Key_4)
    assert follower.page.detail.outcomes.asks_why
    follower.worker.press(Key.Key_1)
    follower.settle()
    recipient = follower.look(made).recipients[0]
    assert (recipient.state, recipient.why) == ("rejected", "full")


def test_esc_leaves_the_reasons_and_then_the_request(follower: Follower) -> None:
    follower.make()
    follower.go()
    follower.open_first()
    follower.worker.press(Key.Key_4)
    follower.worker.press(Key.Key_Escape)
    assert not follower.page.detail.outcomes.asks_why
    follower.worker.press(Key.Key_Escape)
    assert follower.page.list.table.hasFocus()


def test_a_key_never_notes_the_outcome_of_the_row_before(follower: Follower) -> None:
    first = follower.make("a", days=3)
    second = follower.make("b", client=invented.client("Kaisa Keksitty", "000 666 0000"))
    follower.go()
    follower.page.list.table.setFocus()
    follower.worker.press(Key.Key_Home)
    follower.settle()
    follower.worker.press(Key.Key_Down)
    follower.worker.press(Key.Key_5)
    follower.settle()
    assert follower.look(first).recipients[0].state == "requested"
    assert follower.look(second).recipients[0].state in {"requested", "completed"}


def test_the_follow_up_day_is_chosen_and_taken_back(follower: Follower) -> None:
    made = follower.make()
    before = made.recipients[0].follow_up_on
    follower.go()
    follower.open_first()
    follower.page.detail.buttons["follow_up"].menu().actions()[3].trigger()
    follower.settle()
    after = workdays.working_day_after(follower.now.date(), 5)
    assert follower.look(made).recipients[0].follow_up_on == after != before
    follower.worker.press(Key.Key_F8)
    follower.settle()
    assert follower.look(made).recipients[0].follow_up_on == before


def test_what_is_due_is_told_when_the_register_opens(follower: Follower) -> None:
    follower.make("a", days=14)
    follower.make("b", days=14)
    follower.worker.press(Key.Key_F9)
    follower.settle()
    follower.register.with_open(follower.desk.show_page)
    follower.worker.qtbot.waitUntil(lambda: follower.register.opening.view is not None)
    follower.worker.press(Key.Key_Return)
    follower.worker.qtbot.waitUntil(lambda: follower.register.is_open)
    follower.settle()
    assert follower.told == "2 pyyntöä odottaa seurantaa tänään"


def test_locking_leaves_no_word_about_a_client_on_the_screen(follower: Follower) -> None:
    follower.make("a")
    follower.make("b", client=invented.client("Kaisa Keksitty", "000 666 0000"))
    follower.go()
    follower.open_first()
    assert SECRETS[0] in words(follower.window)
    follower.worker.press(Key.Key_F9)
    assert follower.page.is_closed
    left = words(follower.window)
    assert not [secret for secret in SECRETS if secret in left]
    assert follower.page.list.table.rows.rowCount() == 0
    assert follower.window.header._tabs.button(1).text() == "Pyynnöt"


def test_without_personal_data_there_is_no_tab(open_window) -> None:
    worker = open_window(no_personal_data=True)
    worker.press(Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert worker.window.pages.currentWidget() is worker.window.page
    assert not worker.window.header._tabs.button(1).isVisible()


def _was_full(follower: Follower, made: Referral) -> None:
    """The organization had no room; the request is open on the page."""
    ids = made.id, made.recipients[0].id
    follower.ask(
        lambda register: follow_up.note_outcome(
            register, *ids, "rejected", why="full", by=ME, at=follower.now
        )
    )
    follower.go()
    follower.page.list.choose("all")
    follower.settle()
    follower.open_first()


def test_a_rejected_request_offers_others_that_help_with_the_same(follower: Follower) -> None:
    made = follower.make(of="friend")
    _was_full(follower, made)
    offers = follower.page.detail.shown.offers
    assert offers
    assert uid("friend") not in {one.id for one in offers}
    with follower.worker.qtbot.waitSignal(follower.desk.new_request_wanted) as wanted:
        follower.page.detail.wished.emit("offer", offers[0].id)
    content = wanted.args[0]
    assert content.client.name == "Malli Malliainen"
    (matter,) = content.matters
    assert (matter.service_id, matter.times_passed_on) == (offers[0].id, 1)
    assert matter.consent.given == ""


def test_no_place_is_asked_about_under_a_non_disclosure_order(follower: Follower) -> None:
    hidden = invented.client(non_disclosure=True)
    made = follower.make(of="friend", client=hidden)
    _was_full(follower, made)
    places = {"Perho", "Kokkola", "Halsua", "Veteli", "Kaustinen"}
    assert not [one for one in follower.page.detail.shown.offers if places & set(one.about.split(" · "))]


def test_a_service_that_has_changed_since_is_flagged(follower: Follower) -> None:
    snapshot = invented.seen()
    phone = structs.replace(snapshot.service.phones[0], number="000 999 9999")
    old = structs.replace(snapshot.service, phones=[phone])
    follower.make(of=structs.replace(snapshot, service=old))
    follower.go()
    follower.open_first()
    assert any("000 200 003" in change for change in follower.page.detail.shown.changes)


def test_the_text_for_protected_mail_is_copied_and_the_disclosure_written_down(follower: Follower) -> None:
    made = follower.make()
    follower.go()
    follower.open_first()
    follower.page.detail.buttons["copy_mail"].click()
    follower.settle()
    assert "000 111 2222" in QGuiApplication.clipboard().text()
    assert "Malliainen" not in follower.told
    with_logs = follower.ask(lambda register: journal.report(register, [made.id], by=ME, at=follower.now))
    (given,) = with_logs.disclosures
    assert (given.route, given.recipient_id) == ("protected_mail", made.recipients[0].id)
    assert "turvasähköpostilla" in follower.said


def test_the_clients_number_is_copied_with_a_click(follower: Follower) -> None:
    follower.make()
    follower.go()
    follower.open_first()
    button = next(
        one
        for one in follower.page.detail.findChildren(QAbstractButton)
        if one.accessibleName() == "Kopioi numero 000 111 2222"
    )
    follower.worker.click(button)
    assert QGuiApplication.clipboard().text() == "000 111 2222"
    assert "000" not in follower.told


def test_the_clients_page_is_printed_again(follower: Follower) -> None:
    follower.make()
    follower.go()
    follower.open_first()
    follower.page.detail.buttons["print_page"].click()
    follower.worker.press(Key.Key_Return)
    follower.settle()
    assert len(follower.worker.printer.pages) == 1
    assert "Malli" not in follower.worker.printer.titles[0]
    assert follower.window.pages.currentWidget() is follower.page


def test_the_open_requests_are_printed_for_a_colleague(follower: Follower, tmp_path) -> None:
    made = follower.make()
    follower.go()
    follower.page.list.print_button.click()
    follower.settle()
    follower.worker.press(Key.Key_Return)
    (data,) = follower.worker.printer.pages
    (tmp_path / "list.pdf").write_bytes(data)
    text = "".join(page.extract_text() for page in pypdf.PdfReader(tmp_path / "list.pdf").pages)
    assert made.case_number in text


def test_withdrawing_says_what_was_given_and_to_whom(follower: Follower) -> None:
    made = follower.make()
    follower.go()
    follower.open_first()
    follower.page.detail.buttons["copy_mail"].click()
    follower.settle()
    follower.page.detail.buttons["withdraw"].click()
    assert "puhelinnumero" in words(follower.page.detail.panel)
    follower.page.detail.panel.deed.click()
    follower.settle()
    assert follower.look(made).recipients[0].state == "cancelled"


def test_erasing_asks_first_and_enter_alone_erases_nothing(follower: Follower) -> None:
    made = follower.make()
    follower.go()
    follower.open_first()
    follower.page.detail.buttons["erase"].click()
    follower.worker.press(Key.Key_Space)
    follower.settle()
    assert follower.page.detail.panel is None
    assert follower.look(made).id == made.id
    follower.page.detail.buttons["erase"].click()
    follower.page.detail.panel.deed.click()
    follower.settle()
    assert follower.names == []
    assert "Malli Malliainen" not in words(follower.page)


def test_other_requests_of_the_same_client_are_named_and_opened(follower: Follower) -> None:
    follower.make("a", days=4)
    follower.make("b", of="friend")
    follower.go()
    follower.open_first()
    (other,) = follower.page.detail.shown.same
    before = follower.page.detail.shown.referral_id
    link = next(b for b in follower.page.detail.findChildren(RowButton) if b.accessibleName() == other.name)
    link.click()
    follower.settle()
    assert follower.page.detail.shown.referral_id == other.id != before


def test_a_request_that_only_a_colleague_may_see_stays_closed(follower: Follower) -> None:
    made = follower.make(restricted=True)
    follower.ask(
        lambda register: referrals.hand_over(register, made.id, "Toinen Esimerkki", by=ME, at=follower.now)
    )
    follower.go()
    follower.open_first()
    assert follower.names == ["Vain: Toinen Esimerkki"]
    assert "Malli Malliainen" not in words(follower.page)


def test_a_request_is_handed_over_to_a_named_colleague(follower: Follower) -> None:
    made = follower.make()
    follower.go()
    follower.open_first()
    follower.page.detail.buttons["hand_over"].click()
    follower.worker.type("Toinen Esimerkki")
    follower.worker.press(Key.Key_Return)
    follower.settle()
    last = follower.look(made).recipients[0].events[-1]
    assert (last.kind, last.note) == ("handed_over", "Toinen Esimerkki")


def test_who_has_used_the_data_is_shown_and_esc_leads_back(follower: Follower) -> None:
    follower.make()
    follower.go()
    follower.open_first()
    follower.page.detail.buttons["report"].click()
    follower.settle()
    assert "Testi Työntekijä: teki pyynnön" in follower.said
    QApplication.focusWidget().click()
    follower.settle()
    assert "Miten kävi?" in follower.said


def test_a_draft_is_thrown_away_and_brought_back(follower: Follower) -> None:
    draft = invented.draft(at=follower.now)
    follower.ask(lambda register: referrals.save_draft(register, structs.replace(draft, begun_by=ME.name)))
    follower.go()
    follower.page.list.choose("drafts")
    follower.settle()
    follower.worker.press(Key.Key_Down)
    follower.page.list.drafts.setFocus()
    follower.worker.press(Key.Key_Delete)
    follower.settle()
    assert follower.page.list.drafts.rows() == []
    follower.worker.press(Key.Key_F8)
    follower.settle()
    assert [one.name for one in follower.page.list.drafts.rows()] == ["Malli Malliainen"]
    with follower.worker.qtbot.waitSignal(follower.desk.draft_wanted):
        follower.page.list.draft_opened.emit(draft.id)


def test_one_at_a_time_where_it_is_narrow_and_esc_leads_back(open_window) -> None:
    follower = Follower(open_window(worker=ME.name, size=(1024, 600), text_scale=200))
    follower.open_register()
    follower.make(client=invented.client("Maximiliana Alexandrina von Esimerkki-Malliainen-Pitkäsukunimi"))
    follower.go()
    follower.open_first()
    page = follower.page
    assert page.narrow
    assert page.detail.isVisible()
    assert not page.list.isVisible()
    inside = page.detail._scroll
    assert inside.widget().width() <= inside.viewport().width()
    follower.worker.press(Key.Key_Escape)
    assert page.list.isVisible()
    assert not page.detail.isVisible()


def test_f6_leads_from_the_list_to_the_request_and_back(follower: Follower) -> None:
    follower.make()
    follower.go()
    follower.open_first()
    follower.worker.press(Key.Key_F6)
    assert follower.page.list.search.hasFocus()
    follower.worker.press(Key.Key_F6)
    assert follower.page.list.table.hasFocus()
    follower.worker.press(Key.Key_F6)
    assert follower.page.detail.has_focus()
