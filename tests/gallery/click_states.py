"""Working without typing: the hatch with its needs, favourites, and the way back."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from gallery.stage import SMALL, TUESDAY, Setting, Theatre
from gallery.states import ALT, CTRL, HOME, Act, State, press, then
from ohjaus_desktop.catalogue import sync
from ohjaus_desktop.catalogue.store import CatalogueStore
from ohjaus_desktop.daybook.store import Daybook
from ohjaus_desktop.guidance import search
from ohjaus_desktop.paths import DataFolder
from worker import Worker

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
FAVOURITES = ("Ystävätoiminta kotiin", "Puhelinystävä", "Turvakoti", "Tilapäinen yösija")
LONELY = "loneliness"


def tiles(*ids: str) -> Act:
    """Clicks one tile after the other, by what they stand for: it holds in every language."""

    def act(worker: Worker) -> None:
        for id_ in ids:
            QApplication.processEvents()
            grid = worker.window.page.middle.tiles
            tile = next(one for one in grid.tiles() if one.fact.id == id_)
            grid.ensureWidgetVisible(tile)
            worker.click(tile)

    return act


def liked(theatre: Theatre, data: DataFolder) -> None:
    """Four favourites of the worker."""
    ids = {str(service.name["fi"]): service.id for service in theatre.example.services}  # type: ignore[index]
    daybook = Daybook(data.daybook)
    daybook.set_favourites([ids[name] for name in FAVOURITES])
    daybook.close()


def one_lost(theatre: Theatre, data: DataFolder) -> None:
    """The same after an update in which one of them is no more."""
    liked(theatre, data)
    left = [one for one in theatre.example.services if one.name["fi"] != FAVOURITES[1]]  # type: ignore[index]
    newer = replace(theatre.example, services=left, sequence=theatre.example.sequence + 1)
    store = CatalogueStore(data.catalogue)
    file = str(theatre.publish(newer))
    sync.run(store, file, index=search.index, index_version=search.INDEX_VERSION, at=TUESDAY, force=True)
    store.close()


LIKED = Setting(lay=liked)
LIKED_HOME = Setting(lay=liked, settings=HOME)
STATES = (
    State("favourites-start", "Start with favourites", lambda _: None, LIKED),
    State("favourites", "Favourites in order", press(Key.Key_B, CTRL, SHIFT), LIKED),
    State("favourites-lost", "A favourite gone after an update", press(Key.Key_B, CTRL, SHIFT),
          Setting(lay=one_lost)),
    State("favourites-none", "No favourites yet", press(Key.Key_B, CTRL, SHIFT)),
    State("favourites-small", "Favourites, small screen", press(Key.Key_B, CTRL, SHIFT),
          Setting(lay=liked, size=SMALL, settings={"text_scale": 200})),
    State("hatch-need", "Second-level need, place preset", tiles(LONELY, "friend"), LIKED_HOME),
    State("hatch-group-small", "Group, small screen", tiles(LONELY),
          Setting(size=SMALL, settings={"text_scale": 200})),
    State("hatch-places", "Places", tiles("money", "")),
    State("hatch-finger", "Group, for a finger", tiles(LONELY), Setting(settings={"large_targets": True})),
    State("hatch-finger-small", "Group, for a finger, small screen", tiles(LONELY),
          Setting(size=SMALL, settings={"large_targets": True, "text_scale": 200})),
    State("hatch-place-small", "Places, small screen", tiles(LONELY, ""),
          Setting(size=SMALL, settings={"text_scale": 200})),
    State("back", "Two steps back", then(tiles(LONELY, "friend"), press(Key.Key_Left, ALT)), LIKED_HOME),
)  # fmt: skip
