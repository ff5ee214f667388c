"""Telling a publisher about an error: no client in it, kept in the daybook, mailed or copied."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from ohjaus_desktop.texts import translator
from ohjaus_desktop.ui.report import letter
from ohjaus_desktop.ui.report.desk import ReportDesk
from ohjaus_desktop.ui.report.letter import Record
from ohjaus_desktop.ui.report.view import ReportView
from ohjaus_desktop.ui.sync_view.view import SyncView
from worker import Worker

Open = Callable[..., Worker]
RECORD = Record(
    id="s-1",
    name="Etäkahvila",
    organization="Esimerkkijärjestö ry",
    catalogue="Pieni hakemisto",
    sequence=7,
    published=date(2026, 11, 3),
    numbers=("000 200 001",),
)


def desk(worker: Worker) -> ReportDesk:
    assert worker.window.desks is not None
    return worker.window.desks.report


def opened(worker: Worker) -> ReportView:
    worker.type("ystävä")
    worker.press(Qt.Key.Key_Return)
    worker.click(worker.window.page.right.detail.report_button)
    shown = worker.window.page.right.passing()
    assert isinstance(shown, ReportView)
    return shown


def reports(worker: Worker) -> list[str]:
    assert worker.window.workplace is not None
    return [one.words for one in worker.window.workplace.daybook.reports()]


def test_record_number_and_field_are_filled_in_and_it_is_copied_and_kept(worker: Worker) -> None:
    view = opened(worker)
    assert not view.copy.isEnabled()
    view.fields["phone"].click()
    view.words.setPlainText("Numero ei vastaa.")
    worker.click(view.copy)
    copied = QApplication.clipboard().text()
    assert "Mikä on väärin: Puhelinnumero" in copied
    assert "numero 7, julkaistu 3.11.2026" in copied
    assert "Numero ei vastaa." in copied
    assert reports(worker) == [copied]
    worker.click(view.copy)
    assert len(reports(worker)) == 1


def test_the_detail_and_the_list_say_when_it_was_reported_and_it_can_be_deleted(worker: Worker) -> None:
    view = opened(worker)
    view.fields["hours"].click()
    worker.click(view.copy)
    view.close_view()
    detail = worker.window.page.right.detail
    assert any(one.text() == "20.11.2026" for one in detail.findChildren(QLabel))
    worker.window.act("standing")
    page = worker.window.pages.currentWidget()
    assert isinstance(page, SyncView)
    assert any("ilmoitettu 20.11.2026" in one.text() for one in page.findChildren(QLabel))
    page.report_dropped.emit(1)
    assert reports(worker) == []
    worker.window.undo_bar.undo()
    assert len(reports(worker)) == 1


def test_an_identity_code_goes_nowhere_and_other_client_data_is_asked_about(worker: Worker) -> None:
    view = opened(worker)
    view.words.setPlainText("Asiakkaan numero on 000 555 6666.")
    assert "Onko 000 555 6666 asiakkaan numero?" in view.warning.text()
    assert view.copy.isEnabled()
    view.words.setPlainText("Asiakas 131052-308T ei saanut apua.")
    assert "henkilötunnukselta" in view.warning.text()
    assert not view.copy.isEnabled()
    assert not view.mail.isEnabled()


def test_the_e_mail_opens_with_subject_and_text(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    desk(worker).open_mail = lambda address: not asked.append(address)  # type: ignore[func-returns-value]
    view = opened(worker)
    view._recipients = [letter.Recipient("publisher", "Julkaisija", "palaute@esimerkki.invalid", "")]
    view.fields["phone"].click()
    assert view.mail.isEnabled()
    worker.click(view.mail)
    parts = urlsplit(asked[0])
    assert (parts.scheme, parts.path) == ("mailto", "palaute@esimerkki.invalid")
    assert "Korjaus palvelun tietoihin" in parse_qs(parts.query)["subject"][0]
    assert "\r\n" in parse_qs(parts.query)["body"][0]
    assert "Sähköposti on avattu" in view.told.text()


def test_a_long_report_is_copied_and_the_e_mail_asks_to_paste_it(worker: Worker) -> None:
    asked: list[str] = []
    desk(worker).open_mail = lambda address: not asked.append(address)  # type: ignore[func-returns-value]
    view = opened(worker)
    view._recipients = [letter.Recipient("publisher", "Julkaisija", "palaute@esimerkki.invalid", "")]
    view.words.setPlainText("ä" * 1400)
    worker.click(view.mail)
    assert len(asked[0]) <= letter.LONGEST_ADDRESS
    assert "ä" * 1400 in QApplication.clipboard().text()
    assert "liian pitkä" in view.told.text()


def test_where_no_e_mail_program_opens_the_report_is_copied(worker: Worker) -> None:
    desk(worker).open_mail = lambda _address: False
    view = opened(worker)
    view._recipients = [letter.Recipient("publisher", "Julkaisija", "palaute@esimerkki.invalid", "")]
    view.fields["ended"].click()
    worker.click(view.mail)
    assert "Palvelu on loppunut" in QApplication.clipboard().text()
    assert "ei avautunut" in view.told.text()


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_letter_names_the_record_in_every_language(language: str) -> None:
    written = letter.letter(RECORD, ["phone"], "", "Esimerkkineuvonta", translator(language))
    assert "Etäkahvila" in written.subject
    for part in ("Etäkahvila", "Esimerkkijärjestö ry", "s-1", "7", "3.11.2026", "Esimerkkineuvonta"):
        assert part in written.body
    assert "\n\n\n" not in written.body


def test_an_address_cannot_bring_in_lines_of_its_own() -> None:
    written = letter.letter(RECORD, ["phone"], "a&b=c\nd?e", "", translator("fi"))
    address = letter.mail_address("a@b.invalid?cc=x@y.invalid", written)
    assert "cc=" not in address
    assert set(parse_qs(urlsplit(address).query)) == {"subject", "body"}


def test_only_numbers_that_are_not_the_services_own_are_asked_about() -> None:
    said = "Oikea numero on 000 200 001, ei 0400 123 456. Auki 9-15, 20.11.2026, hinta 12 €."
    assert letter.strange_numbers(said, RECORD.numbers) == ["0400 123 456"]


def test_an_error_in_an_organization_is_reported_from_its_own_page(worker: Worker) -> None:
    desks, before = worker.window.desks, worker.window.pages.currentWidget()
    assert desks is not None
    desks.views.show_organizations()
    page = desks.views.organizations()
    worker.press(Qt.Key.Key_Return)
    organization = page.detail.shown.organization  # type: ignore[union-attr]
    page.detail.report_wanted.emit(organization.id)
    view = worker.window.pages.currentWidget()
    assert isinstance(view, ReportView)
    assert set(view.fields) == {"phone", "hours", "place", "name", "missing"}
    view.fields["phone"].click()
    worker.click(view.copy)
    (kept,) = worker.window.workplace.daybook.reports()  # type: ignore[union-attr]
    assert (kept.section, kept.record_id) == ("organizations", organization.id)
    assert kept.words.startswith("Korjaus organisaation tietoihin: ")
    assert "kopioitu ja tallennettu" in view.told.text()
    worker.press(Qt.Key.Key_Escape)
    assert worker.window.pages.currentWidget() is page
    assert before is not page
