"""Finding: what is typed, chosen and told, every danger, and what the row and the detail say of it."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt

from gallery.click_states import LONELY, tiles
from gallery.missing_states import told
from gallery.stage import HELSINKI, SATURDAY_EVENING, Setting
from gallery.states import ALT, HOME, Act, State, chosen, ctrl, place, press, then, typed

Key = Qt.Key
OLD_NUMBER = "000 200 4001"
CHRISTMAS_EVE = datetime(2026, 12, 24, 14, 0, tzinfo=HELSINKI)
BACK, FORTH = press(Key.Key_Left, ALT), press(Key.Key_Right, ALT)


def pasted(words: str) -> Act:
    """Puts all the words into the box at once."""
    return lambda worker: worker.window.page.search.words.setText(words)


STATES = (
    State("start", "Start", lambda _: None),
    State("start-home", "Start, place preset", lambda _: None, Setting(settings=HOME)),
    State("half-typed", "Half-typed search", typed("yksin")),
    State("one-line", "One line with the place", typed("yksinäi perho")),
    State("place-completed", "A place half typed", then(typed("ystävä", Key.Key_Tab), typed("ka"))),
    State("group", "Group chosen", tiles(LONELY)),
    State("place-step", "Group and activity chosen", tiles(LONELY, "group")),
    State("hatch", "Need, activity, place", tiles(LONELY, "group", "584")),
    State("nothing", "Nothing fits", then(typed("avaruusmatkailu"), place("utsjoki"))),
    State("hidden", "A filter hides services",
        then(tiles(LONELY, "group", "584"), typed("velka"))),
    State("old-number", "Found by the old number", typed(OLD_NUMBER)),
    State("old-name", "Found by an old name", typed("te-toimisto")),
    State("out-of-hours", "Out of hours", typed("yksinäi perho"), Setting(at=SATURDAY_EVENING)),
    State("out-of-hours-start", "Out of hours, start", lambda _: None, Setting(at=SATURDAY_EVENING)),
    State("words-two-needs", "Two needs in one sentence", typed("mies juo ja velat ulosotossa kokkola")),
    State("words-two-meanings", "A word of two meanings", typed("toimari kokkola")),
    State("words-code", "A diagnosis code", typed("F10.2")),
    State("words-swedish", "Swedish words", typed("dottern vill inte gå till skolan karleby")),
    State("words-spoken", "Words of the valleys", typed("ei pääse kirkolle perho")),
    State("words-endless", "Very many words", pasted("äiti unohtelee ja jätti hellan päälle " * 40)),
    State("place-former", "A former municipality", typed("kotiapua himanka")),
    State("ticked", "Ticked and told", then(typed("kokkola"), told(home=True, free=True, age=82))),
    State("age-ends", "An age limit comes", then(typed("jälkihuolto kokkola"), told(age=22))),
    State("age-changes", "A change of service comes", then(typed("vammaispalvelu kokkola"), told(age=64))),
    State("hours-eve", "Christmas Eve", typed("yksinäi kokkola"), Setting(at=CHRISTMAS_EVE)),
    State("hours-season", "Out of season", chosen("kesäuinti", "Seniorien kesäuinti ja kahvila")),
    State("hours-rounds", "Comes round to villages",
        chosen("kiertävä hoitaja", "Kiertävä hoitaja kylillä: rokotukset ja mittaukset")),
    State("hours-always", "Open day and night", chosen("yömaja", "Yömaja"), Setting(at=SATURDAY_EVENING)),
    State("new-client", "A new client", then(typed("yksinäi perho"), ctrl(Key.Key_N))),
    State("forth", "A step back, and forth again", then(tiles(LONELY, "friend"), BACK, BACK, FORTH),
        Setting(settings=HOME)),
)  # fmt: skip

DANGERS = {
    "suicidality": "en jaksa enää elää",
    "violence": "mies hakkaa",
    "sexual": "minut raiskattiin eilen",
    "stalking": "exä vainoaa ja odottaa pihalla",
    "honour": "perhe pakottaa naimisiin",
    "child": "naapurin lasta lyödään",
    "elder": "poika tyhjentää mummun tilin eläkepäivänä",
    "neighbour": "naapurin mummoa ei ole näkynyt päiviin",
    "exploited": "isäntä pitää kortin ja passin",
    "illness": "rintakipu säteilee käteen",
    "crisis": "näkee pieniä hahmoja joita ei ole",
}
"""By a short name, what is said of each danger that the program hears."""
STATES += tuple(
    State(f"danger-{name}", f"Danger: {words}", typed(f"{words} perho")) for name, words in DANGERS.items()
)
