"""The pictures show something, and no word is cut off where the text is as large as it gets."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from gallery import form_states, papers, register_states, request_states, screens, states
from gallery.clipping import faults
from gallery.contact_sheets import Shot, save_sheets
from gallery.stage import LARGE, SMALL, Setting, Theatre, picture
from ohjaus_desktop import texts
from ohjaus_desktop.ui import style


@pytest.fixture(scope="module")
def theatre(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Theatre]:
    """One data folder for all windows of this file."""
    yield Theatre(tmp_path_factory.mktemp("gallery"))
    texts.use("fi")
    style.apply(qapp, theme="light")


def colours(image: QImage) -> int:
    """How many colours a picture has at the points of a fine grid."""
    return len({image.pixel(x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)})


def test_a_state_a_screen_and_a_page_are_not_blank(theatre: Theatre, tmp_path: Path) -> None:
    state = next(one for one in states.STATES if one.name == "detail")
    shown = [states.shoot(theatre, state).toImage()]
    with theatre.window(Setting()) as worker:
        assert worker.window.workplace is not None
        name, data = next(papers.Papers(worker.window.workplace).all())
        assert name == "page-1-fi"
        shown += [picture(worker.window).toImage(), *papers.pictures(data)]
    shots = []
    for at, image in enumerate(shown):
        assert colours(image) > 10
        file = tmp_path / f"{at}.png"
        image.save(str(file))
        shots.append(Shot(file, f"Picture {at}"))
    (sheet,) = save_sheets(shots, tmp_path, "sheet", columns=3, rows=1)
    assert QImage(str(sheet)).width() > 2000


@pytest.mark.parametrize("size", [LARGE, SMALL])
@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_no_word_is_cut_off_at_the_largest_text(
    theatre: Theatre, language: str, size: tuple[int, int]
) -> None:
    dress = screens.Dress(language, "light", 200, size)
    with theatre.window(dress.setting) as worker:
        found = [
            f"{screen}: {fault}"
            for screen in screens.visit(worker, language)
            if picture(worker.window)
            for fault in faults(worker.window)
        ]
    assert found == []


@pytest.mark.parametrize("name", ["form-open", "way-call", "requests-empty", "request-careful", "unlock-pin"])
def test_no_word_about_a_request_is_cut_off_at_the_largest_text(theatre: Theatre, name: str) -> None:
    every = (*form_states.STATES, *request_states.STATES, *register_states.STATES)
    state = screens.dress("sv-light-200-1024").put_on(next(one for one in every if one.name == name))
    with theatre.window(state.setting) as worker:
        state.act(worker)
        picture(worker.window)
        assert faults(worker.window) == []
