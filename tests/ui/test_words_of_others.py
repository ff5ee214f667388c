"""Names and texts of a catalogue are shown as they are written, whatever stands in them."""

from __future__ import annotations

from ohjaus_desktop.ui.words import Press, hint


def test_a_name_with_an_ampersand_keeps_it_on_a_button(qtbot):
    button = Press("Äiti & lapsi", kind="chip")
    qtbot.addWidget(button)
    assert button.text() == "Äiti && lapsi"  # Qt shows one of two
    assert button.accessibleName() == "Äiti & lapsi"
    assert button.shortcut().isEmpty()


def test_a_tool_tip_is_never_html_of_somebody_else():
    assert hint("ma–pe 9–16 & la") == "ma–pe 9–16 & la"
    assert hint("<img src='file:///x'>") == "<span>&lt;img src=&#x27;file:///x&#x27;&gt;</span>"
