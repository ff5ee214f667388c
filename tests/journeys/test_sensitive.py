"""Where being seen can harm: no paper unasked, nothing kept, and no way to guess a shelter's place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pypdfium2
import pytest
from msgspec import structs
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from documents.paper import read
from journeys.sight import in_sight
from ohjaus_desktop.catalogue import document
from ohjaus_desktop.catalogue.model import Address, Phone
from ohjaus_desktop.catalogue.navigation import Catalogue
from ohjaus_desktop.paths import DataFolder
from ohjaus_desktop.ui.preview import Preview
from ohjaus_desktop.ui.sensitive_choice import PaperChoice
from ohjaus_desktop.workplace import Workplace, now
from small_catalogue import small_catalogue, uid
from worker import Worker

Key = Qt.Key
Open = Callable[..., Worker]

SECRETS = ("Salainen", "67100", "Salakylä", "000 777 888", "Kokkola", "Karleby", " km")
"""What would tell where the shelter of this catalogue is."""


def telling_catalogue() -> Catalogue:
    """The small catalogue; its shelter's publisher told everything about the place."""
    small = small_catalogue()
    told = {
        "addresses": [Address(address_1="Salainen tie 9", postal_code="67100", city="Kokkola")],
        "village": "Salakylä",
        "phones": [Phone(number="000 777 888")],
        "latitude": 63.84,
        "longitude": 23.13,
    }
    locations = [
        structs.replace(one, organization_id=uid("shelter-house"), **told)
        if one.id == uid("shelter-place")
        else one
        for one in small.locations
    ]
    return structs.replace(small, locations=locations)


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    file = tmp_path / "telling.json"
    file.write_bytes(document.write(telling_catalogue()))
    folder = DataFolder(tmp_path / "data")
    with Workplace(folder) as workplace:
        workplace.synchronise(str(file), at=now(), replace=True)
    return folder


def at_the_shelter(worker: Worker) -> Worker:
    """The worker has found the shelter for a client from Perho."""
    worker.type("turvakoti perho")
    worker.press(Key.Key_Return)
    assert worker.shown == "Turvakoti"
    return worker


def tells_nothing(words: str) -> None:
    assert [secret for secret in SECRETS if secret in words] == []


def test_the_third_click_asks_instead_of_printing(open_window: Open) -> None:
    worker = open_window(home_municipality="584")
    worker.click_tile("Turvallisuus")
    worker.click_tile(worker.window.page.middle.tiles.tiles()[1].fact.name)
    worker.click(worker.window.page.right.detail.print_button)
    assert worker.clicks == 3
    assert worker.printer.sheets == []
    assert worker.window.desks.paper.sensitive.isVisible()  # type: ignore[union-attr]


def test_the_first_answer_is_no_paper(worker: Worker) -> None:
    at_the_shelter(worker)
    worker.ctrl(Key.Key_P)
    worker.press(Key.Key_Return)
    assert worker.printer.sheets == []
    assert worker.window.page.right.passing() is None


def test_the_slip_holds_a_number_and_hours_and_nothing_else(worker: Worker) -> None:
    at_the_shelter(worker)
    worker.ctrl(Key.Key_P)
    worker.press(Key.Key_2)
    worker.press(Key.Key_Return)
    assert read(worker.printer.pages[0]) == "000 200 007 joka päivä ympäri vuorokauden"
    with pypdfium2.PdfDocument(worker.printer.pages[0]) as pdf:
        assert [round(length) for length in pdf[0].get_size()] == [298, 420], "A6"
        assert pdf.get_metadata_dict()["Title"] == "Muistilappu"


def test_the_ordinary_page_tells_no_place_and_offers_no_second_copy(worker: Worker) -> None:
    at_the_shelter(worker)
    worker.ctrl(Key.Key_P)
    worker.click(worker.window.desks.paper.sensitive.buttons[PaperChoice.PAGE])  # type: ignore[union-attr]
    preview = worker.window.page.right.passing()
    assert isinstance(preview, Preview)
    assert not preview.copies.isVisible()
    assert not preview.save_button.isVisible()
    tells_nothing(in_sight(worker.window.page.right))
    worker.press(Key.Key_Return)
    paper = read(worker.printer.pages[0])
    assert "000 200 007" in paper
    tells_nothing(paper)


def test_list_and_detail_tell_no_place(worker: Worker) -> None:
    at_the_shelter(worker)
    rows = worker.window.page.middle.results.rows
    row = next(rows.index(at) for at in range(rows.rowCount()) if rows.row(at).name == "Turvakoti")
    said = str(rows.data(row, Qt.ItemDataRole.AccessibleTextRole))
    assert "Turvakoti" in said
    tells_nothing(said)
    tells_nothing(str(rows.row(row.row())))
    detail = in_sight(worker.window.page.right)
    assert "000 200 007" in detail
    tells_nothing(detail)


@pytest.mark.parametrize("key", [Key.Key_T, Key.Key_H, Key.Key_C], ids=["message", "chat", "phone"])
def test_what_is_copied_tells_the_number_and_no_place_nor_name(worker: Worker, key: Qt.Key) -> None:
    at_the_shelter(worker)
    worker.ctrl_shift(key)
    words = QGuiApplication.clipboard().text()
    assert "000 200 007" in words
    tells_nothing(words)
    assert "urva" not in words


def test_read_aloud_and_the_clients_view_tell_no_place(worker: Worker) -> None:
    at_the_shelter(worker)
    worker.ctrl_shift(Key.Key_L)
    tells_nothing(in_sight(worker.window.page.right))
    worker.press(Key.Key_Escape)
    worker.press(Key.Key_F11)
    seen = in_sight(worker.window)
    assert "000 200 007" in " ".join(seen.split())
    tells_nothing(seen)


def test_the_shelters_organization_tells_no_place_on_screen_or_paper(worker: Worker) -> None:
    window = worker.window
    worker.press(Key.Key_3, Qt.KeyboardModifier.AltModifier)
    page = window.desks.views.organizations()  # type: ignore[union-attr]
    page.open_organization(uid("shelter-house"))
    tells_nothing(in_sight(page.detail))
    row = next(row for row in page.list.rows() if row.id == uid("shelter-house"))
    tells_nothing(str(row))
    page.print_wanted.emit(uid("shelter-house"))
    worker.press(Key.Key_Return)
    words = read(worker.printer.pages[0])
    assert "Turvasatama" in words
    tells_nothing(words)


def test_nothing_sensitive_stays_among_the_recent(worker: Worker) -> None:
    at_the_shelter(worker)
    worker.ctrl(Key.Key_R)
    tells_nothing(in_sight(worker.window.page.right))
    assert "Turvakoti" not in in_sight(worker.window.page.right)


def test_a_service_found_for_a_sensitive_need_is_told_as_carefully(worker: Worker) -> None:
    worker.type("en jaksa elää")
    worker.press(Key.Key_Return)
    assert worker.shown == "Psykiatrinen sairaanhoitaja"
    worker.ctrl_shift(Key.Key_T)
    words = QGuiApplication.clipboard().text()
    assert "000 200 005" in words
    assert "sykiatri" not in words
    worker.ctrl(Key.Key_P)
    assert worker.window.desks.paper.sensitive.isVisible()  # type: ignore[union-attr]
    assert worker.window.workplace.daybook.recents() == []  # type: ignore[union-attr]


@pytest.mark.parametrize("hour", ["2026-11-20T10:30", "2026-11-22T03:00", "2026-12-25T23:59"])
@pytest.mark.parametrize("words", ["itsemurha", "oisin poissa vaivoista", "mies lyö"])
def test_urgent_words_pin_help_at_any_hour(open_window: Open, hour: str, words: str) -> None:
    worker = open_window(at=datetime.fromisoformat(f"{hour}+02:00"))
    worker.type(words)
    seen = in_sight(worker.window.page.middle)
    assert "Kiireellinen apu" in seen
    assert "112" in seen
    assert "000 300 001" in seen


def test_the_line_of_urgent_help_widens_out_of_office_hours(open_window: Open) -> None:
    by_day = in_sight(open_window(home_municipality="584").window.urgent)
    at_night = in_sight(
        open_window(
            home_municipality="584", at=datetime.fromisoformat("2026-11-22T03:00+02:00")
        ).window.urgent
    )
    assert "112" in by_day
    assert len(at_night) > len(by_day)
    for number in ("112", "000 116 117", "000 300 001", "000 300 002"):
        assert number in " ".join(at_night.split())
