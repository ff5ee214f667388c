"""States of the unmet need: recording one, and what has been recorded."""

from __future__ import annotations

import random
from contextlib import closing
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from gallery.stage import SMALL, TUESDAY, Setting, Theatre
from gallery.states import HOME, Act, State, ctrl, ctrl_shift, press, then, typed
from ohjaus_desktop.daybook.store import Daybook
from ohjaus_desktop.daybook.unmet.record import SENSITIVE, Unmet
from ohjaus_desktop.daybook.unmet.store import Met
from ohjaus_desktop.paths import DataFolder
from ohjaus_desktop.register.keys.os_keyring import SecretStore
from worker import MemoryKeyring, Worker

Key = Qt.Key
LARGE_TEXT = {"text_scale": 200}
AREAS = ("valley:Lestijokilaakso", "valley:Perhonjokilaakso", "municipality:272")
NEEDS = (*["friend"] * 5, "club", *["escort"] * 3, "social_transport", "memory", "teeth", "debts", SENSITIVE)


def recorded(theatre: Theatre, data: DataFolder) -> SecretStore:
    """A year's work at one service point; a service has come for one of the needs."""
    chance = random.Random(7)
    day = TUESDAY.date()
    with closing(Daybook(data.daybook)) as daybook:
        for at in range(90):
            need = chance.choice(NEEDS)
            when = date(2026, 5, 1) if at % 4 == 0 else date(2026, 11, 1)
            reasons = frozenset(chance.sample(["none", "far", "full", "digital", "hours"], 1 + at % 2))
            if need == SENSITIVE:
                daybook.unmet.keep(Unmet(when, need, reasons, "county:18"))
                continue
            age = chance.choice(["75_over", "75_over", "65_74", "30_64"])
            way = chance.choice(["counter", "phone"])
            daybook.unmet.keep(Unmet(when, need, reasons, chance.choice(AREAS), age, way))
        friend = next(one for one in theatre.example.services if "friend" in one.needs)
        daybook.unmet.note_met([Met("friend", AREAS[0], friend.id, day)])
    return MemoryKeyring()


def settled(_worker: Worker) -> None:
    """Let the views take their room."""
    QApplication.processEvents()


def dropped_down(worker: Worker) -> None:
    """Open the list of needs."""
    shown = worker.window.page.right.passing()
    if shown is not None:
        shown.need.box.showPopup()  # type: ignore[attr-defined]
    QApplication.processEvents()


def set_up(**more: Any) -> Setting:
    """A window of the service point. lay, size, settings as in Setting."""
    return Setting(settings=HOME | more.pop("settings", {}), **more)


LONELY, VIOLENCE = typed("yksinäinen lestijärvi"), typed("mies lyö perho")
RECORD, SEEN = then(ctrl(Key.Key_J), settled), then(ctrl_shift(Key.Key_J), settled)
CHOSEN: Act = then(LONELY, RECORD, press(Key.Key_2), press(Key.Key_3), settled)
STATES = (
    State("unmet", "Recording an unmet need", CHOSEN, set_up()),
    State("unmet-blank", "Nothing has been asked", RECORD, set_up()),
    State("unmet-faults", "Neither need nor reason", then(RECORD, press(Key.Key_Return)), set_up()),
    State("unmet-sensitive", "A sensitive unmet need", then(VIOLENCE, RECORD), set_up()),
    State("unmet-needs", "The needs to choose from", then(LONELY, RECORD, dropped_down), set_up()),
    State("unmet-kept", "It was recorded", then(CHOSEN, press(Key.Key_Return), settled), set_up()),
    State("unmet-small", "Recording an unmet need, 200 %", CHOSEN,
        set_up(size=SMALL, settings=LARGE_TEXT)),
    State("unmet-seen", "Unmet needs", SEEN, set_up(lay=recorded)),
    State("unmet-seen-none", "Nothing recorded", SEEN, set_up()),
    State("unmet-seen-small", "Unmet needs, 200 %", SEEN,
        set_up(lay=recorded, size=SMALL, settings=LARGE_TEXT)),
)  # fmt: skip
