"""The contact request as a worker meets it: consent first, calm about mistakes, and never lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QRadioButton

from form_hand import Former
from ohjaus_desktop.ui.register.lock_view import LockView
from ohjaus_desktop.ui.statutory_view import StatutoryView
from small_catalogue import uid
from worker import Worker

Key = Qt.Key
Open = Callable[..., Worker]


@pytest.fixture
def former(open_window: Open) -> Former:
    return Former(open_window(worker="Maija", home_municipality="584"))


def test_nothing_personal_can_be_written_before_the_client_has_said_yes(former: Former) -> None:
    form = former.open("friend")
    assert form.cards[0].isVisible()
    for closed in (form.contact, form.client, form.matters[0], form.foot.save):
        assert not closed.isVisible()
    form.cards[0].answer.choose("yes")
    for opened in (form.contact, form.client, form.matters[0], form.foot.save):
        assert opened.isVisibleTo(form)


def test_the_consent_is_noted_as_it_was_read(former: Former) -> None:
    form = former.allowed("friend")
    consent = former.content.matters[0].consent
    assert consent.sentence in form.cards[0].sentence.text()
    assert (consent.given, consent.given_how, consent.recorded_by) == ("yes", "spoken", "Maija")
    assert consent.given_at is not None


def test_another_way_asks_to_read_the_sentence_once_more(former: Former) -> None:
    form = former.allowed("friend")
    before = former.content.matters[0].consent.sentence
    form.matters[0].route.choose("letter")
    assert form.cards[0].answer.advice.text()
    assert former.content.matters[0].consent.sentence == before
    form.cards[0].answer.choose("yes")
    assert form.cards[0].answer.advice.text() == ""
    assert former.content.matters[0].consent.sentence != before


def test_a_client_who_keeps_their_details_is_led_back_and_nothing_stays(former: Former) -> None:
    former.allowed("friend").client.name.line.insert("Testi Esimerkki")
    former.form.client.name.edited.emit()
    former.form.refusal.back.click()
    assert former.worker.shown == "Ystävätoiminta Perho"
    assert former.drafts() == []


def test_the_words_of_the_search_never_come_into_the_request(former: Former) -> None:
    former.worker.type("yksinäi salasana")
    former.allowed("friend")
    assert former.content.matters[0].matter == ""
    assert "salasana" not in str(former.content)


def test_a_letter_answers_and_goes_on_to_what_is_still_open(former: Former) -> None:
    form = former.open("friend")
    form.go_on()
    former.worker.type("k")
    assert former.content.matters[0].consent.given == "yes"
    assert form.contact.call.isAncestorOf(QApplication.focusWidget())
    former.worker.type("ke")
    assert former.content.contact.others_may_answer == "no"
    assert form.client.name.line.hasFocus()


def test_a_question_with_choices_is_one_tab_stop(former: Former) -> None:
    form = former.open("friend")
    radios = form.whose.whose.findChildren(QRadioButton)
    assert sum(bool(one.focusPolicy() & Qt.FocusPolicy.TabFocus) for one in radios) == 1
    assert radios[0].hasFocus()
    former.worker.press(Key.Key_Right)
    assert former.content.subject.whose == "child"
    assert sum(bool(one.focusPolicy() & Qt.FocusPolicy.TabFocus) for one in radios) == 1


def test_every_change_is_on_the_disk_within_a_second(former: Former) -> None:
    form = former.allowed("friend")
    form.client.name.line.setFocus()
    former.worker.type("Testi Esimerkki")
    former.wait(lambda: [one.content.client.name for one in former.drafts()] == ["Testi Esimerkki"], 1000)


def test_a_form_that_was_only_opened_leaves_no_draft(former: Former) -> None:
    former.open("friend")
    former.worker.press(Key.Key_Escape)
    assert former.drafts() == []


def test_esc_keeps_the_draft_and_one_key_brings_it_back(former: Former) -> None:
    form = former.allowed("friend")
    form.client.name.line.setFocus()
    former.worker.type("Testi")
    former.worker.press(Key.Key_Escape)
    assert former.worker.shown == "Ystävätoiminta Perho"
    assert form.content is None
    former.worker.press(Key.Key_F8)
    former.wait(lambda: form.content is not None and form.content.client.name == "Testi")


def test_an_unfinished_form_for_the_same_service_is_offered_and_not_forced(former: Former) -> None:
    former.allowed("friend").client.name.line.setFocus()
    former.worker.type("Testi")
    former.worker.press(Key.Key_Escape)
    form = former.open("friend")
    assert former.content.client.name == ""
    form.resume_wanted.emit()
    assert former.content.client.name == "Testi"
    former.worker.press(Key.Key_Escape)
    assert len(former.drafts()) == 1


def test_a_new_client_meets_nothing_of_the_one_before(former: Former) -> None:
    form = former.allowed("friend")
    form.client.name.line.setFocus()
    former.worker.type("Testi")
    former.worker.ctrl(Key.Key_N)
    assert form.content is None
    assert form.sections == []
    assert not form.isVisible()
    assert not former.worker.window.undo_bar.undo()
    assert [one.content.client.name for one in former.drafts()] == ["Testi"]


def test_locking_lets_go_of_everything_and_unlocking_brings_it_back(former: Former) -> None:
    form = former.allowed("friend")
    form.client.name.line.setFocus()
    former.worker.type("Testi")
    former.worker.press(Key.Key_F9)
    assert form.content is None
    assert form.sections == []
    former.wait(lambda: isinstance(former.worker.window.pages.currentWidget(), LockView))
    former.worker.press(Key.Key_Return)
    former.wait(lambda: form.content is not None and form.content.client.name == "Testi")


def test_a_number_turns_red_only_when_the_field_is_left(former: Former) -> None:
    phone = former.allowed("friend").client.phone
    phone.line.setFocus()
    former.worker.type("000 1")
    assert phone.fault.text() == ""
    former.worker.press(Key.Key_Tab)
    assert phone.fault.text()
    phone.line.setFocus()
    former.worker.press(Key.Key_End)
    former.worker.type("23 4567")
    assert phone.fault.text() == ""


def test_what_is_missing_is_said_beside_the_field_and_on_top_with_the_keyboard_on_the_first(
    former: Former,
) -> None:
    form = former.allowed("friend")
    former.worker.ctrl(Key.Key_Return)
    assert form.summary.isVisible()
    assert form.contact.call.fault.text()
    assert form.client.name.fault.text()
    assert form.contact.call.isAncestorOf(QApplication.focusWidget())
    form.client.name.line.setFocus()
    former.worker.type("T")
    assert form.client.name.fault.text() == ""
    assert former.drafts()


def test_a_warning_asks_and_never_stops(former: Former) -> None:
    form = former.allowed("friend")
    form.contact.call.choose("yes")
    form.contact.others.choose("no")
    form.client.name.line.setText("Testi")
    form.client.phone.line.setText("000 123 4567")
    form.matters[0].matter.box.setPlainText("Tunnus on 131052-308T.")
    assert form.matters[0].matter.advice.text()
    assert not form.faults()


def test_each_recipient_has_its_own_consent_and_who_was_refused_is_left_out(former: Former) -> None:
    form = former.open("friend", "debts")
    assert [card.isVisible() for card in form.cards] == [True, True]
    form.cards[0].answer.choose("yes")
    form.cards[1].answer.choose("no")
    assert form.matters[0].isVisibleTo(form)
    assert not form.matters[1].isVisibleTo(form)
    assert not [one for one in form.faults() if one.field.startswith("matters.1")]


def test_an_official_service_is_never_asked_with_a_form(former: Former) -> None:
    former.begin("home-care")
    assert isinstance(former.worker.window.page.right.passing(), StatutoryView)
    former.worker.press(Key.Key_Escape)
    form = former.open("friend", "home-care")
    assert [one.service_id for one in former.content.matters] == [uid("friend")]
    form.direct_wanted.emit()
    assert isinstance(former.worker.window.page.right.passing(), StatutoryView)
    former.worker.press(Key.Key_Escape)
    assert former.worker.window.page.right.passing() is form


def test_a_relative_alone_gets_guidance_and_no_consent_question(former: Former) -> None:
    form = former.open("friend")
    form.whose.whose.choose("relative")
    form.whose.present.choose("no")
    assert form.whose.standing.isVisible()
    assert not form.cards[0].isVisible()
    assert not form.client.isVisible()


def test_a_child_is_asked_about_with_what_a_child_needs(former: Former) -> None:
    form = former.open("youth")
    form.whose.whose.choose("child")
    form.whose.authority.show_value("custody")
    form.whose.authority.edited.emit()
    form.cards[0].answer.choose("yes")
    assert form.minor.isVisibleTo(form)
    form.whose.whose.choose("own")
    assert not form.minor.isVisibleTo(form)


def test_under_a_non_disclosure_order_the_municipality_is_nowhere(former: Former) -> None:
    form = former.allowed("friend")
    assert former.content.client.municipality == "584"
    form.client.non_disclosure.box.click()
    assert former.content.client.municipality == ""
    assert not form.client.place.isVisibleTo(form)


def test_careful_contact_leaves_nothing_behind(former: Former) -> None:
    form = former.allowed("friend")
    form.contact.voicemail.box.click()
    form.contact.careful.chips["careful"].click()
    contact = former.content.contact
    assert contact.careful
    assert not contact.voicemail
    assert contact.introduction == "first_name"


def test_where_being_seen_can_harm_there_is_no_mail_and_no_letter(former: Former) -> None:
    form = former.allowed("shelter")
    assert former.content.sensitive
    assert former.content.client.municipality == ""
    assert former.content.contact.introduction == "first_name"
    assert not form.client.email.isVisibleTo(form)
    assert not form.matters[0].route.buttons["letter"].isVisibleTo(form)
    assert "Turvasatama" not in form.cards[0].sentence.text()


def test_where_nothing_may_be_kept_the_form_is_gone_with_the_client(open_window: Open) -> None:
    former = Former(open_window(no_personal_data=True, worker="Maija"))
    form = former.allowed("friend")
    form.client.name.line.setFocus()
    former.worker.type("Testi Esimerkki")
    workplace = former.worker.window.workplace
    assert workplace is not None
    assert not workplace.data.register.exists() or not [*workplace.data.register.iterdir()]
    former.worker.press(Key.Key_Escape)
    former.worker.press(Key.Key_F8)
    assert former.content.client.name == "Testi Esimerkki"
    former.worker.ctrl(Key.Key_N)
    assert form.content is None
    assert not former.worker.window.undo_bar.undo()
    assert former.desk._keeper.draft is None


def test_larger_text_brings_the_half_written_form_back_as_it_was(former: Former) -> None:
    former.allowed("friend").client.name.line.setFocus()
    former.worker.type("Testi")
    before = former.form
    former.worker.ctrl(Key.Key_Plus)
    former.wait(lambda: former.worker.window.settings.text_scale == 125)
    former.wait(lambda: former.worker.window.desks is not None and former.desk.form is not before)
    former.wait(lambda: former.form.content is not None and former.form.isVisible())
    assert former.content.client.name == "Testi"
    assert former.form.client.isVisibleTo(former.form)
    assert len(former.drafts()) == 1
