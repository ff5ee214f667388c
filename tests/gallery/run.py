"""Everything people see, as pictures.

    python tests/gallery/run.py [--out gallery] [--only WORD] [--dress sv-dark-200-1024] [--readme]

Every state of the window once, three screens in each combination of language, theme, text size and
window size, and every page: single pictures, and contact sheets to look through. --dress shows the
states in that language, theme, text size and window width instead of their own, and says which
words do not fit. --readme only writes the pictures of README.md.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

PROJECT = Path(__file__).parents[2]
sys.path[:0] = [str(PROJECT / "src"), str(PROJECT / "tests")]
# A screen that holds the window; the one Qt assumes is 800 pixels wide.
os.environ.setdefault("QT_QPA_PLATFORM", f"offscreen:configfile={Path(__file__).with_name('screen.json')}")

from PySide6.QtGui import QImage, QPixmap  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from gallery import (  # noqa: E402
    catalogue_states,
    circumstance_states,
    click_states,
    clipping,
    considered_states,
    finding_states,
    form_states,
    long_name_states,
    missing_states,
    papers,
    register_states,
    request_states,
    screens,
    states,
    unmet_states,
)
from gallery.contact_sheets import Shot, save_sheets  # noqa: E402
from gallery.screens import Dress  # noqa: E402
from gallery.stage import Setting, Theatre, picture  # noqa: E402

Picture = QPixmap | QImage
Shots = Iterator[tuple[str, str, Picture]]
Wanted = Callable[[str], bool]
ALL_STATES = (
    *finding_states.STATES,
    *states.STATES,
    *missing_states.STATES,
    *form_states.STATES,
    *request_states.STATES,
    *register_states.STATES,
    *catalogue_states.STATES,
    *unmet_states.STATES,
    *click_states.STATES,
    *circumstance_states.STATES,
    *considered_states.STATES,
    *long_name_states.STATES,
)


def main(arguments: Sequence[str] | None = None) -> None:
    """Take the pictures and say where they are."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--out", type=Path, default=PROJECT / "gallery", help="folder for the pictures")
    parser.add_argument("--only", default="", help="only pictures with this word in their names")
    parser.add_argument("--dress", default="", help="language-theme-text size-window width for the states")
    parser.add_argument("--readme", action="store_true", help="only the pictures of README.md")
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        theatre = Theatre(Path(folder))
        if chosen.readme:
            made = write_readme(theatre, PROJECT / "resources" / "pictures")
        else:
            dress = screens.dress(chosen.dress) if chosen.dress else None
            made = hang(theatre, chosen.out, lambda name: chosen.only in name, dress)
    for file in made:
        print(file)


def hang(theatre: Theatre, out: Path, wanted: Wanted, dress: Dress | None = None) -> list[Path]:
    """Write all pictures and their contact sheets; gives the sheets. dress: only the states, in it."""
    singles = out / "single"
    singles.mkdir(parents=True, exist_ok=True)
    sheets = []
    rooms: list[tuple[str, Shots, int, int]] = [("states", _states(theatre, wanted, dress), 3, 4)]
    if dress is None:
        rooms += [
            ("screens", _screens(theatre, wanted), 3, 4),
            ("pages", _pages(theatre, wanted), 5, 2),
        ]
    for name, shots, columns, rows in rooms:
        saved = [_save(picture, singles / f"{file}.png", caption) for file, caption, picture in shots]
        sheets += save_sheets(saved, out, name, columns=columns, rows=rows)
    return sheets


def write_readme(theatre: Theatre, folder: Path) -> list[Path]:
    """The pictures of README.md: the window, the page, the form, and the list of requests."""
    folder.mkdir(parents=True, exist_ok=True)
    window, page = folder / "window-fi.png", folder / "page-fi.png"
    with theatre.window(Setting()) as worker:
        worker.type("yksinäi perho")
        picture(worker.window).save(str(window))
        workplace = worker.window.workplace
        if workplace is not None:
            data = next(data for name, data in papers.Papers(workplace).all() if name == "page-1-fi")
            first = papers.pictures(data)[0].convertToFormat(QImage.Format.Format_Grayscale8)
            first.save(str(page))
    made = [window, page]
    for name, state in (("form-fi", "readme-form"), ("requests-fi", "readme-requests")):
        file = folder / f"{name}.png"
        states.shoot(theatre, next(one for one in ALL_STATES if one.name == state)).save(str(file))
        made.append(file)
    return made


def _states(theatre: Theatre, wanted: Wanted, dress: Dress | None) -> Shots:
    for state in ALL_STATES:
        if wanted(state.name):
            dressed = dress.put_on(state) if dress else state
            with theatre.window(dressed.setting) as worker:
                state.act(worker)
                yield dressed.name, dressed.caption, picture(worker.window)
                for fault in clipping.faults(worker.window) if dress else ():
                    print(f"{dressed.name}: {fault}", file=sys.stderr)
    if wanted("sync") and dress is None:
        yield from states.shoot_syncs(theatre)


def _screens(theatre: Theatre, wanted: Wanted) -> Shots:
    for dress in screens.DRESSES:
        if wanted(dress.name):
            for screen, shown in screens.shoot(theatre, dress):
                yield f"{dress.name}-{screen}", f"{screen} · {dress.name}", shown


def _pages(theatre: Theatre, wanted: Wanted) -> Shots:
    with theatre.window(Setting()) as worker:
        workplace = worker.window.workplace
        if workplace is None:
            return
        for name, data in papers.Papers(workplace).all():
            if wanted(name):
                for number, image in enumerate(papers.pictures(data), start=1):
                    yield f"{name}-{number}", f"{name} · {number}", image


def _save(shown: Picture, file: Path, caption: str) -> Shot:
    shown.save(str(file))
    return Shot(file, caption)


if __name__ == "__main__":
    application = QApplication.instance() or QApplication(["gallery"])
    main()
