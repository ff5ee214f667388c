"""What is said, shown and printed when something stands in the client's way."""

from __future__ import annotations

from PySide6.QtCore import Qt

from gallery.stage import SMALL, Setting
from gallery.states import CTRL, Act, State, press, then, typed
from worker import Worker

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier


def considering(*ids: str) -> Act:
    """Tell the window what stands in the way."""

    def act(worker: Worker) -> None:
        worker.window.guide.change(barriers=frozenset(ids))

    return act


_LONELY = typed("yksinäi perho")
_ADVICE = typed("velat kokkola")
_ALOUD = press(Key.Key_L, CTRL, SHIFT)
STATES = (
    State("considered", "Barriers considered", then(_ADVICE, considering("digital", "money"))),
    State("considered-readable", "Read aloud, considered",
          then(_ADVICE, considering("money", "strength", "shame"), _ALOUD)),
    State("considered-readable-small", "Read aloud, considered, small screen",
          then(_LONELY, considering("alone", "unfamiliar", "experiences"), _ALOUD),
          Setting(size=SMALL, settings={"text_scale": 200})),
    State("considered-client-view", "Client view, considered",
          then(_ADVICE, considering("money", "affairs"), press(Key.Key_F11))),
    State("considered-preview", "Preview, considered",
          then(_ADVICE, considering("memory"), press(Key.Key_P, CTRL))),
)  # fmt: skip
