"""Help is read inside the window; what the program is made of can be copied."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QApplication

from ohjaus_desktop import __version__, paths, settings, texts
from ohjaus_desktop.paths import DataFolder
from ohjaus_desktop.register.privacy import retention
from ohjaus_desktop.ui import libraries
from ohjaus_desktop.ui.about_dialog import AboutView
from ohjaus_desktop.ui.help_view import HelpView


@pytest.fixture
def help_folder(tmp_path: Path) -> Path:
    for language, first, second in (
        ("fi", "# Ohje\n\n- [Haku](search.md)\n", "# Haku\n\nEtsitään. Toinen haku.\n\n" + "Rivi.\n\n" * 200),
        ("sv", "# Hjälp\n\n- [Sök](search.md)\n", ""),
    ):
        folder = tmp_path / language
        folder.mkdir()
        (folder / "index.md").write_text(first, encoding="utf-8")
        if second:
            (folder / "search.md").write_text(second, encoding="utf-8")
    return tmp_path


@pytest.fixture
def view(qtbot, help_folder: Path) -> HelpView:
    made = HelpView(help_folder)
    qtbot.addWidget(made)
    made.resize(600, 500)
    made.open()
    made.show()
    qtbot.waitExposed(made)
    return made


def words(view: HelpView) -> str:
    return view.browser.toPlainText()


def test_a_link_leads_to_its_page_and_back_returns(view: HelpView, qtbot) -> None:
    view.browser.anchorClicked.emit(QUrl("search.md"))
    assert words(view).startswith("Haku")
    qtbot.keyClick(view.browser, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert words(view).startswith("Ohje")
    assert not view.back_button.isEnabled()


def test_help_speaks_the_language_of_the_window_and_finnish_where_a_page_is_missing(
    qtbot, help_folder
) -> None:
    texts.use("sv")
    try:
        view = HelpView(help_folder)
        qtbot.addWidget(view)
        view.open()
        assert words(view).startswith("Hjälp")
        view.browser.anchorClicked.emit(QUrl("search.md"))
        assert words(view).startswith("Haku")
    finally:
        texts.use("fi")


def test_words_are_found_in_the_page_from_hit_to_hit(view: HelpView, qtbot) -> None:
    view.open("search.md")
    qtbot.keyClick(view, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(view.search, "haku")
    assert view.hits.text() == "2"
    first = view.browser.textCursor().position()
    qtbot.keyClick(view.search, Qt.Key.Key_Return)
    assert view.browser.textCursor().position() > first
    qtbot.keyClick(view.search, Qt.Key.Key_Return)
    assert view.browser.textCursor().position() == first


def test_words_that_are_not_there_are_said_not_to_be(view: HelpView, qtbot) -> None:
    qtbot.keyClicks(view.search, "xyzzy")
    assert view.hits.text() == texts.text("Not found")


def test_no_page_outside_the_help_folder_is_opened(view: HelpView) -> None:
    view.browser.anchorClicked.emit(QUrl("../../../etc/passwd.md"))
    assert words(view).startswith("Ohje")


def test_escape_closes_the_help(view: HelpView, qtbot) -> None:
    with qtbot.waitSignal(view.closed):
        qtbot.keyClick(view.browser, Qt.Key.Key_Escape)


def test_every_link_between_the_shipped_pages_leads_somewhere(qtbot) -> None:
    folder = paths.resource("help")
    view = HelpView(folder)
    qtbot.addWidget(view)
    broken = []
    for page in sorted((folder / "fi").glob("*.md")):
        view.open(page.name)
        block = view.browser.document().begin()
        while block.isValid():
            for part in block.textFormats():
                link = part.format.anchorHref()
                if link.endswith(".md") and not (folder / "fi" / link).is_file():
                    broken.append((page.name, link))
            block = block.next()
    assert broken == []


def test_about_names_version_licences_and_folders_and_all_can_be_copied(qtbot, tmp_path: Path) -> None:
    view = AboutView(DataFolder(tmp_path), catalogue="Esimerkkihakemisto 3.11.2026")
    qtbot.addWidget(view)
    view.copy_button.click()
    copied = QApplication.clipboard().text()
    for wanted in (
        __version__,
        "EUPL-1.2",
        "PySide6_Essentials",
        "reportlab",
        "CC BY 4.0",
        "Open Font License",
        str(tmp_path),
        "Esimerkkihakemisto 3.11.2026",
    ):
        assert wanted in copied or wanted.replace("_", "-") in copied


def test_a_folder_is_opened_outside_and_a_missing_one_is_said(qtbot, tmp_path: Path) -> None:
    opened: list[Path] = []
    data = DataFolder(tmp_path)
    view = AboutView(data, open_folder=lambda folder: not opened.append(folder))
    qtbot.addWidget(view)
    view.folder_buttons[data.root].click()
    assert opened == [tmp_path]
    assert view.message.isHidden()
    view.folder_buttons[data.logs].click()
    assert not view.message.isHidden()
    assert str(data.logs) in view.message.text()


def test_every_library_says_its_licence() -> None:
    found = libraries.installed()
    assert {"reportlab", "pillow", "mdurl"} <= {one.name.lower() for one in found}
    assert [one.name for one in found if not one.licence] == []


LANGUAGES = ("fi", "sv", "en")
NAMED = {
    "requests.md": (
        "Call the authority together",
        "Careful contact",
        "Client withdraws the consent",
        "Copy into protected mail",
        "Copy the record entry",
        "Correct",
        "Drafts",
        "Due today",
        "Duty to notify",
        "Entered in error",
        "Erase",
        "Export as a file (JSON)",
        "Export for the client (PDF)",
        "Hand over to a colleague",
        "Let us call together now",
        "Letter to the organization",
        "Limit who sees it",
        "Non-disclosure order",
        "Take the outcome back",
        "The client does not want to give their details",
        "Who has used the data",
        "Whose matter is it?",
    ),
    "protected.md": (
        "Backup folder",
        "Begin anew without the old data",
        "Bring back this backup",
        "Bring from another machine",
        "Copy this for IT support",
        "Delete all client data of this machine",
        "Move to another machine",
        "New recovery code",
        "No personal data on this machine",
        "Print the code",
        "Protected client data",
        "Remove them now",
        "Set up beforehand",
        "Show the recovery code",
        "The code is safe",
    ),
    "administrators.md": (
        "I have neither of them",
        "Log of use and disclosure",
        "The administrator opens with the recovery key",
    ),
    "publishing.md": (
        "Services",
        "Instructions",
        "Lists",
        "Settings",
        "Address of the service catalogue",
        "Recognise the publisher",
        "Choose the file root.json …",
        "What has changed",
    ),
}
"""Page and what stands on the buttons that it names."""


def shipped(language: str, page: str) -> str:
    return paths.resource("help", language, page).read_text(encoding="utf-8")


def test_every_language_has_the_same_pages_and_links() -> None:
    pages = {
        language: {
            page.name: re.findall(r"\((\w+\.md)\)", page.read_text(encoding="utf-8"))
            for page in paths.resource("help", language).glob("*.md")
        }
        for language in LANGUAGES
    }
    assert pages["fi"] == pages["sv"] == pages["en"]
    assert {link for links in pages["fi"].values() for link in links} <= {*pages["fi"]}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", NAMED)
def test_the_guides_call_buttons_what_stands_on_them(language: str, page: str) -> None:
    say, words = texts.translator(language), shipped(language, page)
    assert [name for name in NAMED[page] if say(name) not in words] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_administrators_find_every_setting_and_an_example_that_works(language: str, tmp_path: Path) -> None:
    words = shipped(language, "administrators.md")
    named = set(re.findall(r"^\| `(\w+)` \|", words, re.MULTILINE))
    assert named == {*settings.Settings.__struct_fields__}
    for example in re.findall(r"```json\n(.+?)```", words, re.DOTALL):
        machine = tmp_path / "machine.json"
        machine.write_text(example, encoding="utf-8")
        found = settings.load(tmp_path / "none.json", machine)
        assert found.locked
        assert found.problems == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_guides_tell_the_retention_times_that_hold(language: str) -> None:
    words = shipped(language, "protected.md")
    today = date(2026, 11, 20)
    for kept in ("closed", "withdrawn"):
        assert f" {retention.rule(kept, today).days} " in words
