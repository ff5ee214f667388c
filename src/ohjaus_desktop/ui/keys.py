"""Every key of the program, in one table.

The window takes its shortcuts from here and the page of keys (Ctrl+F1) shows the same table, so
neither can promise what the other does not do.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass

from PySide6.QtGui import QKeySequence

from ohjaus_desktop.texts import mark


@dataclass(frozen=True, slots=True)
class Key:
    """One thing the keyboard can do.

    name: how the code calls it. sequences: Qt's portable names; the first is the one shown.
    does, group: messages to be translated where they are shown. bound: False for keys that a
    field or list answers itself (arrows, Enter), which the window must not bind again.
    """

    name: str
    sequences: tuple[str, ...]
    does: str
    group: str
    bound: bool = True


# On a Mac the arrows with Option walk over the words of a field.
_BACK, _FORTH = ("Ctrl+[", "Ctrl+]") if sys.platform == "darwin" else ("Alt+Left", "Alt+Right")
LABELLED = frozenset({"Back", "Forward"})
"""Keys that some keyboards have, marked with what they do: the page of keys need not tell them."""

FINDING = mark("Finding")
SERVICE = mark("The chosen service")
PAPER = mark("Preview and views")
WINDOW = mark("The window")

KEYS: tuple[Key, ...] = (
    Key("search", ("Ctrl+K",), mark("Go to the search box"), FINDING),
    Key(
        "choose_row",
        ("Ctrl+1",),
        mark("Choose row 1–9 while you type (Ctrl+1 … Ctrl+9)"),
        FINDING,
        bound=False,
    ),
    Key("next_row", ("Down",), mark("Next service; ↑ goes back"), FINDING, bound=False),
    Key("next_field", ("Tab",), mark("Next field: need, place, age, language"), FINDING, bound=False),
    Key("accept", ("Return",), mark("Accept the place, or open the chosen service"), FINDING, bound=False),
    Key("new_client", ("Ctrl+N",), mark("New client: clears everything except the place"), FINDING),
    Key("way_on", ("Ctrl+E",), mark("Nothing suitable found: go the first of the ways on"), FINDING),
    Key("recents", ("Ctrl+R",), mark("Services opened lately"), FINDING),
    Key("favourites", ("Ctrl+Shift+B",), mark("Favourites: open one, or put them in order"), FINDING),
    Key("back", (_BACK, "Back"), mark("One step back, as it was; Backspace in the pictures"), FINDING),
    Key("forward", (_FORTH, "Forward"), mark("One step forth again"), FINDING),
    Key("consider", ("Ctrl+O",), mark("Consider: what stands in the client's way"), FINDING),
    Key("unmet", ("Ctrl+J",), mark("No suitable service was found: record the unmet need"), FINDING),
    Key(
        "unmet_reason",
        ("1",),
        mark("In the unmet need: 1–9 and 0 choose why, Enter records"),
        FINDING,
        bound=False,
    ),
    Key("print", ("Ctrl+P",), mark("See the page before it is printed; Enter prints it"), SERVICE),
    Key("read_aloud", ("Ctrl+Shift+L",), mark("Read aloud on the phone"), SERVICE),
    Key("copy_text_message", ("Ctrl+Shift+T",), mark("Copy as a text message"), SERVICE),
    Key("copy_chat", ("Ctrl+Shift+H",), mark("Copy as a chat reply"), SERVICE),
    Key("copy_phone", ("Ctrl+Shift+C",), mark("Copy the phone number"), SERVICE),
    Key("add_to_tray", ("Ctrl+D",), mark("Add to the chosen services, or take away"), SERVICE),
    Key("tray", ("Ctrl+Shift+D",), mark("Show the chosen services"), SERVICE),
    Key("request", ("Ctrl+L",), mark("Contact request: the organization calls the client"), SERVICE),
    Key("favourite", ("Ctrl+B",), mark("Mark as a favourite, or unmark"), SERVICE),
    Key("print_now", ("Return",), mark("In the preview: print"), PAPER, bound=False),
    Key("save_pdf", ("Ctrl+S",), mark("In the preview: save as PDF"), PAPER, bound=False),
    Key("next_page", ("PgDown",), mark("In the preview: next page; PgUp goes back"), PAPER, bound=False),
    Key(
        "paper_choice",
        ("1",),
        mark("For a sensitive need: 1 no paper, 2 small slip, 3 ordinary page"),
        PAPER,
        bound=False,
    ),
    Key(
        "save_request",
        ("Ctrl+Enter", "Ctrl+Return"),
        mark("In the contact request: save and print"),
        PAPER,
        bound=False,
    ),
    Key("note_outcome", ("1",), mark("In a contact request: note how it went (1–5)"), PAPER, bound=False),
    Key("throw_away", ("Del",), mark("In the drafts: throw a draft away"), PAPER, bound=False),
    Key(
        "order_favourites",
        ("Alt+Up",),
        mark("In the favourites: move one up, Alt+↓ down; Del takes it away, 1–9 opens"),
        PAPER,
        bound=False,
    ),
    Key("find_in_page", ("Ctrl+F",), mark("In the help: search in the page"), PAPER, bound=False),
    Key("close", ("Esc",), mark("Close the view and go back to where you were"), PAPER, bound=False),
    Key("client_view", ("F11",), mark("Turn the screen to the client: only the chosen services"), PAPER),
    Key("neutral", ("F12",), mark("Neutral view: hides everything; the same key brings it back"), WINDOW),
    Key("next_pane", ("F6",), mark("Next pane"), WINDOW),
    Key("previous_pane", ("Shift+F6",), mark("Previous pane"), WINDOW),
    Key("tab_search", ("Alt+1",), mark("Search"), WINDOW),
    Key("tab_requests", ("Alt+2",), mark("Contact requests"), WINDOW),
    Key("tab_organizations", ("Alt+3",), mark("Organizations"), WINDOW),
    Key("lock", ("F9",), mark("Lock the client data"), WINDOW),
    Key("undo", ("F8",), mark("Undo what was done last (Ctrl+Z outside a text field)"), WINDOW),
    Key("update", ("F5",), mark("Update the service catalogue"), WINDOW),
    Key(
        "standing", ("Shift+F5",), mark("Service information: where from, how old, what was left out"), WINDOW
    ),
    Key("news", ("Ctrl+F5",), mark("What has changed in the services since you last looked"), WINDOW),
    Key("unmet_overview", ("Ctrl+Shift+J",), mark("Unmet needs: what has been recorded"), WINDOW),
    Key("text_larger", ("Ctrl++", "Ctrl+="), mark("Larger text"), WINDOW),
    Key("text_smaller", ("Ctrl+-",), mark("Smaller text"), WINDOW),
    Key("text_normal", ("Ctrl+0",), mark("Text in its normal size"), WINDOW),
    Key("settings", ("Ctrl+,",), mark("Settings"), WINDOW),
    Key("help", ("F1",), mark("Help"), WINDOW),
    Key("keys", ("Ctrl+F1",), mark("All keys"), WINDOW),
    Key("quit", ("Ctrl+Q",), mark("Quit"), WINDOW),
)

_SIGNS = {"Return": "Enter", "Left": "←", "Right": "→", "Up": "↑", "Down": "↓"}
"""What stands on the keys that Qt calls otherwise."""
_BY_NAME = {key.name: key for key in KEYS}


def key(name: str) -> Key:
    """The key of that name. Raises KeyError: a wrong name is a bug."""
    return _BY_NAME[name]


def sequences(name: str) -> list[QKeySequence]:
    """What to hand to ``QAction.setShortcuts``."""
    return [QKeySequence(sequence) for sequence in key(name).sequences]


def shown(name: str) -> str:
    """The key as this system writes it: Ctrl+P, ⌘P on a Mac."""
    return written(key(name).sequences[0])


def written(sequence: str) -> str:
    """One sequence as people write it: the same in every language, save on a Mac with its signs."""
    form = QKeySequence.SequenceFormat
    shape = form.NativeText if sys.platform == "darwin" else form.PortableText
    words = QKeySequence(sequence).toString(shape)
    held, plus, last = words.rpartition("+")
    return held + plus + _SIGNS.get(last, last)
