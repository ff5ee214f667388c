"""Organizations are browsed with the keyboard, and lead to their services and to paper."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from ohjaus_desktop import texts
from ohjaus_desktop.catalogue import document, sync
from ohjaus_desktop.catalogue.store import CatalogueStore
from ohjaus_desktop.guidance import search
from ohjaus_desktop.guidance.organizations import Directory
from ohjaus_desktop.guidance.places import Places
from ohjaus_desktop.ui.organizations_page import OrganizationsPage
from ohjaus_desktop.ui.words import Words
from small_catalogue import small_catalogue, uid

TODAY = date(2026, 11, 19)


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Directory]:
    folder = tmp_path_factory.mktemp("small")
    (folder / "catalogue.json").write_bytes(document.write(small_catalogue()))
    store = CatalogueStore(folder / "catalogue.sqlite")
    sync.run(store, str(folder / "catalogue.json"), index=search.index, at=datetime(2026, 11, 19, tzinfo=UTC))
    yield Directory(store, Places.load())
    store.close()


def make(qtbot, directory: Directory, width: int) -> OrganizationsPage:
    places = Places.load()
    page = OrganizationsPage(
        lambda words, sector: directory.find(words, sector=sector),
        lambda id_: directory.in_full(id_, today=TODAY),
        lambda code: places.known(code).name_fi,
    )
    qtbot.addWidget(page)
    page.resize(width, 700)
    page.show()
    page.refresh()
    page.focus_first()
    qtbot.waitExposed(page)
    return page


@pytest.fixture
def page(qtbot, directory: Directory) -> OrganizationsPage:
    return make(qtbot, directory, 1200)


def shown(page: OrganizationsPage) -> str:
    return "\n".join(label.text() for label in page.detail.findChildren(Words) if label.isVisible())


def rows(page: OrganizationsPage) -> list[str]:
    model = page.list.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_typing_and_an_arrow_show_the_organization_beside_the_list(page: OrganizationsPage, qtbot) -> None:
    qtbot.keyClicks(page.search, "polku")
    assert rows(page) == ["Valoisa Polku ry (esimerkki)"]
    qtbot.keyClick(page.search, Qt.Key.Key_Down)
    assert page.search.hasFocus()
    assert "000 100 300" in shown(page)
    assert "Ystävätoiminta Perho" in shown(page)


def test_every_row_is_one_sentence_for_a_screen_reader(page: OrganizationsPage, qtbot) -> None:
    qtbot.keyClicks(page.search, "seurakunta")
    spoken = page.list.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Esimerkkiseurakunta, seurakunta")
    assert "palvelu" in spoken


def test_the_list_is_a_sound_model(page: OrganizationsPage, qtbot) -> None:
    QAbstractItemModelTester(page.list.model(), QAbstractItemModelTester.FailureReportingMode.Fatal)
    qtbot.keyClicks(page.search, "polku")
    page.clear()
    assert len(rows(page)) == 5


def test_a_service_of_the_organization_is_opened_in_guidance(page: OrganizationsPage, qtbot) -> None:
    page.open_organization(uid("association"))
    with qtbot.waitSignal(page.service_chosen) as chosen:
        page.detail.service_buttons[0].click()
    assert chosen.args[0] in {service.id for service in small_catalogue().services}


def test_the_page_of_an_organization_can_be_printed(page: OrganizationsPage, qtbot) -> None:
    page.open_organization(uid("county"))
    with qtbot.waitSignal(page.print_wanted) as wanted:
        page.detail.print_button.click()
    assert wanted.args == [uid("county")]


def test_notices_and_the_checked_day_are_in_sight(page: OrganizationsPage) -> None:
    page.open_organization(uid("county"))
    assert "Iltapäivystyksen numero vaihtui" in shown(page)
    assert "1.9.2026" in shown(page)


def test_the_municipality_of_a_place_is_said_once(page: OrganizationsPage) -> None:
    page.open_organization(uid("town"))
    lines = shown(page).splitlines()
    assert "Keksitty tie 1, 00000 Perho" in lines
    assert "Perho" not in lines


def test_no_address_of_a_shelter_is_shown(page: OrganizationsPage) -> None:
    page.open_organization(uid("shelter-house"))
    assert "Turvakoti" in shown(page)
    assert "Kokkola" not in shown(page)


def test_when_nothing_matches_one_click_shows_all_again(page: OrganizationsPage, qtbot) -> None:
    qtbot.keyClicks(page.search, "xyzzy")
    assert page.empty.isVisible()
    page.show_all.click()
    assert len(rows(page)) == 5
    assert not page.empty.isVisible()


def test_in_a_narrow_window_enter_opens_and_escape_returns_to_the_list(qtbot, directory: Directory) -> None:
    page = make(qtbot, directory, 380)
    assert not page.detail.isVisible()
    qtbot.keyClicks(page.search, "polku")
    qtbot.keyClick(page.search, Qt.Key.Key_Return)
    assert page.detail.isVisible()
    assert not page.list.isVisible()
    qtbot.keyClick(page.detail, Qt.Key.Key_Escape)
    assert page.list.isVisible()


def test_an_empty_catalogue_says_so(qtbot) -> None:
    page = OrganizationsPage(lambda _words, _sector: (), lambda _id: None, lambda code: code)
    qtbot.addWidget(page)
    page.show()
    page.refresh()
    assert page.empty.text() == texts.text("The service catalogue has no organizations yet.")
