"""How the program looks: two palettes of our own, one text scale, one rhythm of spaces.

Qt's own Fusion palette fails WCAG AA (placeholder 4.00:1, selected row 3.69:1), so every pair used
here is our own and tested in code. Where the system asks for high contrast its own palette is used
untouched.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from ohjaus_desktop import paths
from ohjaus_desktop.ui.stylesheet import stylesheet

BASE_POINTS = 10.5
"""Size of body text at 100 %."""
SMALLEST, LARGEST, STEP = 100, 200, 25
"""Text sizes inside the program, per cent."""


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours by what they are for, as #rrggbb."""

    window: str
    surface: str
    raised: str
    line: str
    field_line: str
    text: str
    muted: str
    placeholder: str
    accent: str
    accent_soft: str
    primary: str
    primary_hover: str
    on_primary: str
    selection: str
    on_selection: str
    focus: str
    ok: str
    ok_soft: str
    warning: str
    warning_soft: str
    error: str
    error_soft: str
    closed: str
    closed_soft: str


LIGHT = Colours(
    window="#f3f5f8",
    surface="#ffffff",
    raised="#f8fafc",
    line="#dfe4ea",
    field_line="#7f8894",
    text="#1a1a1a",
    muted="#555b63",
    placeholder="#6b7280",
    accent="#1b5fa8",
    accent_soft="#e6f0fa",
    primary="#1b5fa8",
    primary_hover="#164f8c",
    on_primary="#ffffff",
    selection="#1b5fa8",
    on_selection="#ffffff",
    focus="#005fcc",
    ok="#1b5e20",
    ok_soft="#e8f5e9",
    warning="#7a4d00",
    warning_soft="#fff4d6",
    error="#b00020",
    error_soft="#fdecea",
    closed="#5f6368",
    closed_soft="#f1f3f4",
)

DARK = Colours(
    window="#14171b",
    surface="#1d2126",
    raised="#232830",
    line="#363d46",
    field_line="#7c8794",
    text="#eceff3",
    muted="#aeb6c1",
    placeholder="#98a2ae",
    accent="#8dbdf2",
    accent_soft="#1f3146",
    primary="#2a6db8",
    primary_hover="#245f9f",
    on_primary="#ffffff",
    selection="#22568f",
    on_selection="#ffffff",
    focus="#7fb6ff",
    ok="#9fd8a4",
    ok_soft="#1c3222",
    warning="#f2cd7c",
    warning_soft="#38300f",
    error="#ffaba8",
    error_soft="#42201f",
    closed="#b4bac2",
    closed_soft="#2b3037",
)

TEXT_PAIRS = (
    ("text", "window"),
    ("text", "surface"),
    ("text", "raised"),
    ("text", "accent_soft"),
    ("muted", "window"),
    ("muted", "surface"),
    ("muted", "raised"),
    ("muted", "accent_soft"),
    ("placeholder", "surface"),
    ("accent", "surface"),
    ("accent", "window"),
    ("accent", "raised"),
    ("accent", "accent_soft"),
    ("on_primary", "primary"),
    ("on_primary", "primary_hover"),
    ("on_selection", "selection"),
    ("ok", "ok_soft"),
    ("warning", "warning_soft"),
    ("error", "error_soft"),
    ("closed", "closed_soft"),
    ("error", "surface"),
    ("warning", "surface"),
)
"""Text on its ground: at least 4.5:1."""

GRAPHIC_PAIRS = (
    ("focus", "window"),
    ("focus", "surface"),
    ("focus", "raised"),
    ("field_line", "surface"),
    ("accent", "accent_soft"),
)
"""Edges and pictures that must be seen: at least 3:1."""


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours. Source: WCAG 2.2, relative luminance."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)


@dataclass(frozen=True, slots=True)
class Look:
    """In use now. scale: text size in per cent; dark: which palette; roomy: high enough for a finger."""

    colours: Colours = LIGHT
    scale: int = 100
    dark: bool = False
    roomy: bool = False

    @property
    def hit(self) -> int:
        """The least height of tiles and rows, in device-independent pixels. Source: WCAG 2.2, 2.5.5."""
        return self.px(44 if self.roomy else 32)

    @property
    def press(self) -> int:
        """The least height of a button: a finger does not grow with the text."""
        return max(self.px(32), 44 if self.roomy else 0)

    def px(self, length: float) -> int:
        """A length of the design at this text size, in device-independent pixels."""
        return round(length * self.scale / 100)

    def colour(self, name: str) -> QColor:
        """One colour by its name."""
        return QColor(getattr(self.colours, name))

    def font(self, factor: float = 1.0, *, bold: bool = False) -> QFont:
        """The interface font, ``factor`` times body size."""
        font = QFont(QApplication.font())
        font.setPointSizeF(BASE_POINTS * factor * self.scale / 100)
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        return font


_look = {"now": Look()}


def look() -> Look:
    """The look in use."""
    return _look["now"]


def make_roomy(roomy: bool) -> None:
    """Let what is pressed be high enough for a finger, or as low as a mouse allows."""
    _look["now"] = replace(_look["now"], roomy=roomy)


def wants_dark(theme: str) -> bool:
    """Whether the chosen theme (system, light, dark) means the dark palette on this machine."""
    if theme == "system":
        return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return theme == "dark"


def wants_high_contrast() -> bool:
    """Whether the system asks for high contrast; Qt knows that from 6.10 on."""
    hints = QGuiApplication.styleHints()
    accessibility = getattr(hints, "accessibility", None)
    if accessibility is None:
        return False
    preference = accessibility().contrastPreference()
    return bool(preference == Qt.ContrastPreference.HighContrast)


def apply(app: QApplication, *, theme: str = "system", scale: int = 100) -> Look:
    """Dress the whole program. Every window is polished again, so call it when something changes."""
    scale = max(SMALLEST, min(LARGEST, scale))
    dark = wants_dark(theme)
    wanted = repr((scale, dark, wants_high_contrast()))
    if app.property("dressed") == wanted:
        return _look["now"]
    if app.property("dressed") is None:
        app.setStyle("Fusion")
    app.setProperty("dressed", wanted)
    if wants_high_contrast():
        colours = _system_colours(app.palette())
    else:
        colours = DARK if dark else LIGHT
        app.setPalette(_palette(colours))
    chosen = Look(colours=colours, scale=scale, dark=dark, roomy=_look["now"].roomy)
    _look["now"] = chosen
    font = QFont(app.font())
    font.setPointSizeF(BASE_POINTS * scale / 100)
    app.setFont(font)
    arrow = paths.resource("icons", "arrow_dark.svg" if dark else "arrow_light.svg").as_posix()
    named = {field.name: getattr(colours, field.name) for field in fields(colours)}
    tick = paths.resource("icons", "tick.svg").as_posix()
    app.setStyleSheet(stylesheet(named, chosen.px, arrow, tick))
    return chosen


def _palette(colours: Colours) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for which, name in (
        (role.Window, "window"),
        (role.WindowText, "text"),
        (role.Base, "surface"),
        (role.AlternateBase, "raised"),
        (role.Text, "text"),
        (role.PlaceholderText, "placeholder"),
        (role.Button, "surface"),
        (role.ButtonText, "text"),
        (role.BrightText, "error"),
        (role.Highlight, "selection"),
        (role.HighlightedText, "on_selection"),
        (role.Link, "accent"),
        (role.LinkVisited, "accent"),
        (role.ToolTipBase, "surface"),
        (role.ToolTipText, "text"),
        (role.Accent, "accent"),
        (role.Light, "raised"),
        (role.Midlight, "line"),
        (role.Mid, "line"),
        (role.Dark, "field_line"),
        (role.Shadow, "field_line"),
    ):
        palette.setColor(which, QColor(getattr(colours, name)))
    disabled = QPalette.ColorGroup.Disabled
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(disabled, which, QColor(colours.placeholder))
    return palette


def _system_colours(palette: QPalette) -> Colours:
    """Our names for the system's own high-contrast colours."""
    role = QPalette.ColorRole

    def of(which: QPalette.ColorRole) -> str:
        return palette.color(which).name()

    text, base, window = of(role.Text), of(role.Base), of(role.Window)
    selected, on_selected = of(role.Highlight), of(role.HighlightedText)
    names = {f.name: text for f in fields(Colours)}
    names |= {"window": window, "surface": base, "raised": base, "on_primary": on_selected}
    names |= {"primary": selected, "primary_hover": selected, "selection": selected}
    names |= {"on_selection": on_selected, "text": of(role.WindowText)}
    names |= {soft: base for soft in names if soft.endswith("_soft")}
    return Colours(**names)
