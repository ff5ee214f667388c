"""The one style sheet of the program, written from colours and a scale.

Widgets say what they are with dynamic properties (``kind="card"``, ``kind="primary"``,
``tone="muted"``), so that no widget carries colours of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping


def stylesheet(c: Mapping[str, str], px: Callable[[float], int], arrow: str, tick: str) -> str:
    """The sheet for these colours.

    px: turns a length of the design into pixels; arrow, tick: the pictures of a drop-down's arrow
    and of what is ticked.
    """
    parts = (_base(c, px), _fields(c, px, arrow), _choices(c, px, tick), _buttons(c, px))
    return "\n".join((*parts, _views(c, px), _words(c, px)))


def _base(c: Mapping[str, str], px: Callable[[float], int]) -> str:
    return f"""
QMainWindow, QDialog {{ background: {c["window"]}; }}
QToolTip {{ background: {c["surface"]}; color: {c["text"]}; border: 1px solid {c["field_line"]};
    padding: {px(4)}px; }}
QFrame[kind="card"] {{ background: {c["surface"]}; border: 1px solid {c["line"]};
    border-radius: {px(10)}px; }}
QFrame[kind="urgent"] {{ background: {c["surface"]}; border: 1px solid {c["line"]};
    border-left: {px(4)}px solid {c["error"]}; border-radius: {px(8)}px; }}
QFrame[kind="band"] {{ background: {c["warning_soft"]}; border: none; border-radius: {px(8)}px; }}
QFrame[kind="band"][tone="info"] {{ background: {c["accent_soft"]}; }}
QFrame[kind="band"][tone="error"] {{ background: {c["error_soft"]}; }}
QFrame[kind="rule"] {{ background: {c["line"]}; border: none; max-height: 1px; min-height: 1px; }}
QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; border: none; }}
QSplitter::handle {{ background: transparent; }}
QMenu {{ background: {c["surface"]}; color: {c["text"]}; border: 1px solid {c["line"]};
    padding: {px(4)}px; }}
QMenu::item {{ padding: {px(6)}px {px(24)}px {px(6)}px {px(12)}px; border-radius: {px(4)}px; }}
QMenu::icon {{ padding-left: {px(10)}px; }}
QMenu::item:selected {{ background: {c["selection"]}; color: {c["on_selection"]}; }}
QMenu::item:disabled {{ color: {c["placeholder"]}; }}
QMenu::separator {{ height: 1px; background: {c["line"]}; margin: {px(4)}px {px(8)}px; }}
QScrollBar:vertical {{ background: transparent; width: {px(10)}px; margin: 0; }}
QScrollBar::handle:vertical {{ background: {c["field_line"]}; border-radius: {px(3)}px;
    min-height: {px(32)}px; margin: {px(2)}px; }}
QScrollBar:horizontal {{ background: transparent; height: {px(10)}px; margin: 0; }}
QScrollBar::handle:horizontal {{ background: {c["field_line"]}; border-radius: {px(3)}px;
    min-width: {px(32)}px; margin: {px(2)}px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QProgressBar {{ background: {c["line"]}; border: none; border-radius: {px(4)}px;
    max-height: {px(8)}px; min-height: {px(8)}px; }}
QProgressBar::chunk {{ background: {c["primary"]}; border-radius: {px(4)}px; }}
"""


def _fields(c: Mapping[str, str], px: Callable[[float], int], arrow: str) -> str:
    return f"""
QLineEdit, QComboBox, QSpinBox, QPlainTextEdit {{ background: {c["surface"]}; color: {c["text"]};
    border: 1px solid {c["field_line"]}; border-radius: {px(8)}px; padding: 0 {px(8)}px;
    min-height: {px(30)}px; selection-background-color: {c["selection"]};
    selection-color: {c["on_selection"]}; }}
QLineEdit:focus, QComboBox:focus, QSpinBox:focus, QPlainTextEdit:focus {{
    border: 2px solid {c["focus"]}; padding: 0 {px(8) - 1}px; min-height: {px(30) - 2}px; }}
QLineEdit[fault="yes"], QPlainTextEdit[fault="yes"], QComboBox[fault="yes"] {{
    border: 2px solid {c["error"]}; padding: 0 {px(8) - 1}px; min-height: {px(30) - 2}px; }}
QLineEdit:read-only {{ background: {c["closed_soft"]}; border-color: {c["line"]}; }}
QComboBox QLineEdit, QComboBox QLineEdit:focus {{ border: none; padding: 0; min-height: 0;
    background: transparent; }}
QLineEdit QToolButton, QLineEdit QToolButton:hover, QLineEdit QToolButton:focus {{
    background: transparent; border: none; padding: 0; min-height: 0; }}
QComboBox::drop-down {{ border: none; width: {px(20)}px; }}
QComboBox::down-arrow {{ image: url("{arrow}"); width: {px(12)}px; height: {px(12)}px; }}
QComboBox QAbstractItemView, QAbstractItemView[kind="popup"] {{ background: {c["surface"]};
    color: {c["text"]}; border: 1px solid {c["field_line"]}; outline: 0; padding: {px(4)}px;
    selection-background-color: {c["selection"]}; selection-color: {c["on_selection"]}; }}
QComboBox QAbstractItemView::item, QAbstractItemView[kind="popup"]::item {{
    min-height: {px(28)}px; padding: 0 {px(8)}px; }}
QComboBox QAbstractItemView::item:selected, QAbstractItemView[kind="popup"]::item:selected {{
    background: {c["selection"]}; color: {c["on_selection"]}; border-radius: {px(4)}px; }}
"""


def _choices(c: Mapping[str, str], px: Callable[[float], int], tick: str) -> str:
    """Fusion draws these too small at 200 % and too dark on dark."""
    edge = px(7)
    return f"""
QCheckBox::indicator, QRadioButton::indicator {{ width: {2 * edge}px; height: {2 * edge}px;
    border: {px(2)}px solid {c["field_line"]}; background: {c["surface"]}; }}
QCheckBox::indicator {{ border-radius: {px(4)}px; }}
QRadioButton::indicator {{ border-radius: {edge + px(2)}px; }}
QCheckBox::indicator:hover, QRadioButton::indicator:hover {{ border-color: {c["accent"]}; }}
QCheckBox::indicator:checked {{ background: {c["primary"]}; border-color: {c["primary"]};
    image: url("{tick}"); }}
QRadioButton::indicator:checked {{ width: {2 * edge - 2 * px(3)}px; height: {2 * edge - 2 * px(3)}px;
    border: {px(5)}px solid {c["primary"]}; background: {c["on_primary"]}; }}
QCheckBox::indicator:focus, QRadioButton::indicator:focus {{ border-color: {c["focus"]}; }}
QCheckBox, QRadioButton {{ spacing: {px(8)}px; min-height: {px(32) - 4}px; padding: 0 {px(4)}px;
    border: 2px solid transparent; border-radius: {px(6)}px; }}
QCheckBox:focus, QRadioButton:focus {{ border-color: {c["focus"]}; }}
"""


def _buttons(c: Mapping[str, str], px: Callable[[float], int]) -> str:
    return f"""
QPushButton, QToolButton {{ background: {c["surface"]}; color: {c["text"]};
    border: 1px solid {c["field_line"]}; border-radius: {px(8)}px;
    padding: {px(4)}px {px(12)}px; min-height: {px(22)}px; }}
QPushButton:hover, QToolButton:hover {{ background: {c["accent_soft"]}; border-color: {c["accent"]}; }}
QPushButton:pressed, QToolButton:pressed {{ background: {c["line"]}; }}
QPushButton:focus, QToolButton:focus {{ border: 2px solid {c["focus"]};
    padding: {px(4) - 1}px {px(12) - 1}px; outline: none; }}
QPushButton:disabled, QToolButton:disabled {{ color: {c["placeholder"]}; border-color: {c["line"]}; }}
QPushButton[kind="primary"] {{ background: {c["primary"]}; color: {c["on_primary"]};
    border-color: {c["primary"]}; font-weight: 600; }}
QPushButton[kind="primary"]:hover {{ background: {c["primary_hover"]}; }}
QPushButton[kind="primary"]:focus {{ border: 2px solid {c["on_primary"]};
    outline: 2px solid {c["focus"]}; }}
QPushButton[kind="primary"]:disabled {{ background: {c["closed_soft"]}; color: {c["closed"]};
    border-color: {c["line"]}; }}
QPushButton[kind="quiet"], QToolButton[kind="quiet"] {{ background: transparent;
    border: 1px solid transparent; color: {c["accent"]}; padding: {px(4)}px {px(8)}px; }}
QPushButton[kind="quiet"]:hover, QToolButton[kind="quiet"]:hover {{ background: {c["accent_soft"]}; }}
QPushButton[kind="quiet"]:focus, QToolButton[kind="quiet"]:focus {{ border: 2px solid {c["focus"]};
    padding: {px(4) - 1}px {px(8) - 1}px; }}
QPushButton[kind="link"] {{ background: transparent; border: 1px solid transparent; padding: 0;
    color: {c["accent"]}; text-align: left; }}
QPushButton[kind="link"]:hover {{ text-decoration: underline; }}
QPushButton[kind="link"]:focus {{ border: 2px solid {c["focus"]}; }}
QPushButton[tone="fold"] {{ text-align: left; font-weight: 600; }}
QPushButton[kind="chip"] {{ background: {c["accent_soft"]}; color: {c["accent"]};
    border: 1px solid {c["accent"]}; border-radius: {px(13)}px; padding: {px(2)}px {px(10)}px; }}
QPushButton[kind="chip"]:checked {{ background: {c["primary"]}; color: {c["on_primary"]};
    border-color: {c["primary"]}; }}
QPushButton[kind="chip"]:hover:!checked {{ background: {c["surface"]}; }}
QPushButton[kind="chip"]:focus {{ border: 2px solid {c["focus"]}; padding: {px(2) - 1}px {px(10) - 1}px; }}
QToolButton[kind="icon"] {{ background: transparent; border: 1px solid transparent;
    padding: {px(4)}px; min-width: {px(22)}px; }}
QToolButton[kind="icon"]:hover {{ background: {c["accent_soft"]}; }}
QToolButton[kind="icon"]:focus {{ border: 2px solid {c["focus"]}; padding: {px(4) - 1}px; }}
QToolButton[kind="icon"][tone="choice"]:checked {{ background: {c["accent_soft"]};
    border-color: {c["accent"]}; }}
QToolButton::menu-indicator {{ image: none; }}
QToolButton[kind="tab"] {{ background: transparent; border: none; border-radius: {px(8)}px;
    padding: {px(5)}px {px(12)}px; color: {c["muted"]}; font-weight: 600; }}
QToolButton[kind="tab"]:hover {{ background: {c["accent_soft"]}; }}
QToolButton[kind="tab"]:checked {{ color: {c["accent"]}; background: {c["accent_soft"]}; }}
QToolButton[kind="tab"]:focus {{ border: 2px solid {c["focus"]};
    padding: {px(5) - 2}px {px(12) - 2}px; }}
"""


def _views(c: Mapping[str, str], px: Callable[[float], int]) -> str:
    return f"""
QAbstractItemView {{ background: {c["surface"]}; border: none; outline: 0; }}
QHeaderView::section {{ background: {c["raised"]}; color: {c["muted"]}; border: none;
    border-bottom: 1px solid {c["line"]}; padding: {px(6)}px {px(8)}px; }}
QTableView {{ gridline-color: {c["line"]}; }}
QTableView::item {{ padding: 0 {px(5)}px; }}
QTextBrowser, QTextEdit {{ background: {c["surface"]}; color: {c["text"]}; border: none;
    selection-background-color: {c["selection"]}; selection-color: {c["on_selection"]}; }}
"""


def _words(c: Mapping[str, str], px: Callable[[float], int]) -> str:
    tones = "\n".join(
        f'QLabel[tone="{tone}"] {{ color: {c[tone]}; }}'
        for tone in ("muted", "accent", "ok", "warning", "error", "closed")
    )
    badges = "\n".join(
        f'QLabel[badge="{tone}"] {{ color: {c[tone]}; background: {c[f"{tone}_soft"]};'
        f" border-radius: {px(8)}px; padding: {px(3)}px {px(8)}px; }}"
        for tone in ("accent", "ok", "warning", "error", "closed")
    )
    return f"""
QLabel {{ background: transparent; }}
{tones}
{badges}
QLabel[tone="section"] {{ color: {c["muted"]}; font-weight: 600; }}
QFrame[kind="band"] QLabel {{ color: {c["warning"]}; }}
QFrame[kind="band"][tone="info"] QLabel {{ color: {c["text"]}; }}
QFrame[kind="band"][tone="error"] QLabel {{ color: {c["error"]}; }}
"""
