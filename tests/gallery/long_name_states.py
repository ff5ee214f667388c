"""What the screens of finding do with names of 120 letters, and with nothing in the catalogue."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import Qt

from gallery.circumstance_states import consider
from gallery.click_states import LONELY, liked, tiles
from gallery.missing_states import told
from gallery.stage import Setting, Theatre
from gallery.states import CTRL, HOME, TIGHT, State, ctrl, nobody, press, then, typed
from gallery.unmet_states import recorded, settled
from ohjaus_desktop.catalogue import sync
from ohjaus_desktop.catalogue.navigation import Catalogue
from ohjaus_desktop.catalogue.store import CatalogueStore
from ohjaus_desktop.guidance import search
from ohjaus_desktop.paths import DataFolder

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
MORE = {
    "fi": " ja siihen liittyvä neuvonta, ohjaus, vertaistuki sekä yhteistoiminta",
    "sv": " och därtill hörande rådgivning, handledning, kamratstöd samt samverkan",
    "en": " and the advice, guidance, peer support and cooperation that belong to it",
}
LENGTH = 120
"""Letters of a name: as long as people write them at most."""


def lengthened(name: dict[str, str]) -> dict[str, str]:
    """The name in every language, with more of the kind that offices write."""
    return {lang: (words + 2 * MORE.get(lang, ""))[:LENGTH].strip() for lang, words in name.items()}


def long_names(example: Catalogue) -> Catalogue:
    """The example with services and organizations of very long names."""
    services = [replace(one, name=lengthened(one.name)) for one in example.services]  # type: ignore[arg-type]
    organizations = [replace(one, name=lengthened(one.name)) for one in example.organizations]  # type: ignore[arg-type]
    return replace(example, services=services, organizations=organizations)


def liked_long(theatre: Theatre, data: DataFolder) -> None:
    """Favourites whose names are long."""
    liked(theatre, data)
    newer = replace(long_names(theatre.example), sequence=theatre.example.sequence + 1)
    store = CatalogueStore(data.catalogue)
    file = str(theatre.publish(newer))
    sync.run(store, file, index=search.index, index_version=search.INDEX_VERSION, at=Setting().at, force=True)
    store.close()


LONG, EMPTY = Setting(catalogue=long_names), Setting(catalogue=nobody)
LIKED, LIKED_HOME = Setting(lay=liked_long), Setting(lay=liked_long, settings=HOME)
_LONELY = typed("yksinäi perho")
STATES = (
    State("long-list", "Long names", _LONELY, LONG),
    State("long-considered", "Long names, considered", then(_LONELY, consider("money", "distance")), LONG),
    State("long-missing", "Long names, nothing with these filters",
        then(typed("velka perho"), told(home=True, free=True, language="uk")), LONG),
    State("long-rides", "Long names, who drives", typed("hammaslääkäri lestijärvi"), LONG),
    State("long-readable", "Long names, read aloud", then(_LONELY, press(Key.Key_L, CTRL, SHIFT)), LONG),
    State("long-preview", "Long names, the page", then(_LONELY, ctrl(Key.Key_P)), LONG),
    State("long-start", "Long names, favourites at the start", lambda _: None, LIKED),
    State("long-favourites", "Long names, favourites in order", press(Key.Key_B, CTRL, SHIFT), LIKED),
    State("long-need", "Long names, a need", tiles(LONELY, "friend"), LIKED_HOME),
    State("long-unmet", "Long names, unmet need", then(_LONELY, ctrl(Key.Key_J), settled), LONG),
    State("empty-consider", "Empty catalogue, consider", consider("money"), EMPTY),
    State("empty-unmet", "Empty catalogue, unmet need", then(ctrl(Key.Key_J), settled), EMPTY),
    State("empty-unmet-seen", "Empty catalogue, unmet needs",
        then(press(Key.Key_J, CTRL, SHIFT), settled), Setting(catalogue=nobody, lay=recorded, settings=HOME)),
    State("empty-tight", "Empty catalogue, large text", typed("yksinäi"),
        Setting(catalogue=nobody, size=TIGHT.size, settings=TIGHT.settings)),
)  # fmt: skip
