"""The look: colours of the light and the dark theme as a palette and a small stylesheet.

The colours are neutral so that they do not tint the photos. Every pair of text and ground
reaches WCAG AA (4.5 : 1); a test computes it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from photoclip.gui.scale import HEADING, HEADLINE, SMALL
from photoclip.paths import resources
from photoclip.settings import ACCENTS


@dataclass(frozen=True, slots=True)
class Colours:
    """One theme. `ground` lies behind photos, `chrome` behind everything else.

    `accent` fills (with `on_accent` written on it), `line` is the same hue as text or ring.
    """

    dark: bool
    ground: str
    chrome: str
    raised: str
    hover: str
    border: str
    text: str
    dim: str
    accent: str
    on_accent: str
    line: str
    notice: str
    on_notice: str
    danger: str


LIGHT = Colours(
    dark=False,
    ground="#fbfbfb",
    chrome="#f0f0f2",
    raised="#ffffff",
    hover="#e2e2e6",
    border="#cfcfd5",
    text="#1b1b1f",
    dim="#5a5a63",
    accent="#1d5fd0",
    on_accent="#ffffff",
    line="#1d5fd0",
    notice="#fdf0cd",
    on_notice="#4f3a00",
    danger="#b3261e",
)
DARK = Colours(
    dark=True,
    ground="#151516",
    chrome="#1f1f21",
    raised="#2b2b2e",
    hover="#343438",
    border="#414146",
    text="#ececee",
    dim="#a9a9b2",
    accent="#2f6fde",
    on_accent="#ffffff",
    line="#7fb0ff",
    notice="#40351a",
    on_notice="#ffe2a0",
    danger="#ff8a80",
)


_ACCENTS: dict[str, tuple[tuple[str, str], tuple[str, str]]] = {
    # of each theme: what fills, what is written or drawn
    "green": (("#1b7a3d", "#1b7a3d"), ("#23803f", "#7dd69a")),
    "purple": (("#7a3fc4", "#7a3fc4"), ("#8250d6", "#c3a3ff")),
    "orange": (("#ad460b", "#ad460b"), ("#b34f0e", "#ffb27d")),
    "pink": (("#b3245f", "#b3245f"), ("#bd3870", "#ff9cc3")),
    "grey": (("#55555f", "#55555f"), ("#6a6a75", "#c4c4cd")),
}


@cache
def with_accent(colours: Colours, accent: str) -> Colours:
    """The theme with another accent; "blue", and any that is not known, is its own."""
    if accent not in _ACCENTS:
        return colours
    fill, line = _ACCENTS[accent][colours.dark]
    return replace(colours, accent=fill, line=line)


def palette_of(colours: Colours) -> QPalette:
    """The theme as Qt's palette, disabled and inactive groups included."""
    roles = {
        QPalette.ColorRole.Window: colours.chrome,
        QPalette.ColorRole.WindowText: colours.text,
        QPalette.ColorRole.Base: colours.ground,
        QPalette.ColorRole.AlternateBase: colours.chrome,
        QPalette.ColorRole.Text: colours.text,
        QPalette.ColorRole.PlaceholderText: colours.dim,
        QPalette.ColorRole.Button: colours.raised,
        QPalette.ColorRole.ButtonText: colours.text,
        QPalette.ColorRole.ToolTipBase: colours.raised,
        QPalette.ColorRole.ToolTipText: colours.text,
        QPalette.ColorRole.BrightText: colours.danger,
        QPalette.ColorRole.Highlight: colours.accent,
        QPalette.ColorRole.HighlightedText: colours.on_accent,
        QPalette.ColorRole.Accent: colours.accent,
        QPalette.ColorRole.Link: colours.line,
        QPalette.ColorRole.LinkVisited: colours.line,
        QPalette.ColorRole.Light: colours.hover,
        QPalette.ColorRole.Midlight: colours.hover,
        QPalette.ColorRole.Mid: colours.border,
        QPalette.ColorRole.Dark: colours.border,
        QPalette.ColorRole.Shadow: "#000000",
    }
    palette = QPalette()
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    for role in (
        QPalette.ColorRole.WindowText,
        QPalette.ColorRole.Text,
        QPalette.ColorRole.ButtonText,
    ):
        faded = QColor(colours.dim)
        faded.setAlpha(150)
        palette.setColor(QPalette.ColorGroup.Disabled, role, faded)
    return palette


def stylesheet_of(colours: Colours) -> str:
    """What a palette cannot say: rounded fields, quiet buttons, slim scroll bars."""
    checked, down, up = (
        (resources() / "theme" / f"{name}.svg").as_posix() for name in ("checked", "down", "up")
    )
    return f"""
    QToolTip {{ color: {colours.text}; background: {colours.raised};
        border: 1px solid {colours.border}; padding: 4px 6px; }}
    QLineEdit, QPlainTextEdit {{ background: {colours.raised}; border: 1px solid {colours.border};
        border-radius: 6px; padding: 4px 8px; selection-background-color: {colours.accent}; }}
    QLineEdit:focus, QPlainTextEdit:focus {{ border: 1px solid {colours.line}; }}
    QLineEdit#search {{ border-radius: 9px; padding: 7px 10px; }}
    QLineEdit#search[wrong="true"] {{ border: 1px solid {colours.danger}; }}
    QPushButton {{ background: {colours.raised}; border: 1px solid {colours.border};
        border-radius: 6px; padding: 5px 14px; }}
    QPushButton:hover {{ background: {colours.hover}; }}
    QPushButton:focus {{ border: 1px solid {colours.line}; }}
    QPushButton:default, QPushButton#primary {{ background: {colours.accent};
        color: {colours.on_accent}; border: 1px solid {colours.accent}; }}
    QPushButton#primary:disabled {{ background: {colours.hover}; color: {colours.dim};
        border: 1px solid {colours.border}; }}
    QPushButton#primary:focus {{ border: 1px solid {colours.text}; }}
    QPushButton#segment:checked {{ background: {colours.accent}; color: {colours.on_accent};
        border: 1px solid {colours.accent}; }}
    QPushButton#chip {{ border-radius: 11px; padding: 0 10px; min-height: 22px; max-height: 22px; }}
    QPushButton#link {{ border: none; background: transparent; padding: 2px 0;
        color: {colours.line}; text-decoration: underline; }}
    QPushButton#link:focus {{ border: 1px solid {colours.line}; padding: 1px 3px; }}
    QPushButton#tab {{ border: none; background: transparent; padding: 6px 12px; }}
    QPushButton#tab:hover {{ background: {colours.hover}; }}
    QPushButton#tab:checked {{ background: {colours.accent}; color: {colours.on_accent}; }}
    QPushButton#tab:focus {{ border: 1px solid {colours.text}; padding: 5px 11px; }}
    QPushButton:disabled {{ color: {colours.dim}; background: transparent; }}
    QComboBox, QSpinBox {{ background: {colours.raised}; border: 1px solid {colours.border};
        border-radius: 6px; padding: 4px 8px; min-height: 18px; }}
    QComboBox:hover, QSpinBox:hover {{ background: {colours.hover}; }}
    QComboBox:focus, QSpinBox:focus {{ border: 1px solid {colours.line}; }}
    QComboBox:disabled, QSpinBox:disabled {{ color: {colours.dim}; background: transparent; }}
    QComboBox::drop-down {{ border: none; width: 22px; }}
    QComboBox::down-arrow, QSpinBox::down-arrow {{ image: url("{down}"); width: 12px;
        height: 12px; }}
    QSpinBox::up-arrow {{ image: url("{up}"); width: 12px; height: 12px; }}
    QSpinBox::up-button, QSpinBox::down-button {{ border: none; background: transparent;
        width: 18px; }}
    QComboBox QAbstractItemView {{ background: {colours.raised};
        border: 1px solid {colours.border}; selection-background-color: {colours.accent};
        selection-color: {colours.on_accent}; outline: none; }}
    QListWidget#sections {{ background: transparent; outline: none; }}
    QListWidget#sections::item {{ padding: 7px 10px; border-radius: 6px; }}
    QListWidget#sections::item:selected {{ background: {colours.accent};
        color: {colours.on_accent}; }}
    QListWidget#sections:focus {{ border: 1px solid {colours.line}; border-radius: 6px; }}
    QTreeView#roomy::item, QListView#roomy::item {{ padding: 3px 4px; }}
    QFrame#card {{ background: {colours.raised}; border: 1px solid {colours.border};
        border-radius: 8px; }}
    QFrame#card QScrollArea, QFrame#card QWidget#plain {{ background: transparent; }}
    QFrame#card QPushButton {{ background: {colours.chrome}; }}
    QFrame#card QPushButton:hover {{ background: {colours.hover}; }}
    QFrame#card QLabel#picture {{ background: {colours.ground}; border-radius: 4px; }}
    QFrame#card QLabel#picture:focus {{ border: 2px solid {colours.line}; }}
    QLabel#badge {{ color: {colours.line}; font-weight: 600; }}
    QLabel#strong {{ font-weight: 600; }}
    QCheckBox::indicator, QTreeView::indicator, QListView::indicator {{ width: 14px; height: 14px;
        border: 1px solid {colours.dim}; border-radius: 4px; background: {colours.ground}; }}
    QCheckBox::indicator:focus {{ border: 2px solid {colours.line}; }}
    QCheckBox::indicator:disabled {{ border: 1px solid {colours.border}; }}
    QCheckBox::indicator:checked, QTreeView::indicator:checked, QListView::indicator:checked {{
        border: 1px solid {colours.accent}; background: {colours.accent};
        image: url("{checked}"); }}
    QPushButton#chip[negative="true"] {{ color: {colours.danger}; }}
    QFrame#popup {{ background: {colours.raised}; border: 1px solid {colours.border};
        border-radius: 8px; }}
    QFrame#popup QListView {{ background: transparent; }}
    QToolButton {{ border: 1px solid transparent; border-radius: 6px; padding: 5px; }}
    QToolButton::menu-indicator {{ image: none; width: 0; }}
    QToolButton:hover {{ background: {colours.hover}; }}
    QToolButton:checked {{ background: {colours.hover}; }}
    QToolButton:focus {{ border: 1px solid {colours.line}; }}
    QWidget#toolbar, QWidget#sidebar, QWidget#inspector {{ background: {colours.chrome}; }}
    QWidget#banner {{ background: {colours.notice}; }}
    QWidget#banner QLabel {{ color: {colours.on_notice}; }}
    QLabel#headline {{ font-size: {HEADLINE}px; font-weight: 600; }}
    QLabel#heading {{ font-size: {HEADING}px; font-weight: 600; }}
    QLabel#section {{ font-size: {SMALL}px; font-weight: 600; color: {colours.dim}; }}
    QLabel#bubble {{ background: {colours.accent}; color: {colours.on_accent};
        border-radius: 13px; padding: 4px 12px; font-weight: 600; min-height: 18px; }}
    QLabel#overlay {{ background: rgba(0, 0, 0, 165); color: #ffffff; border-radius: 8px;
        padding: 8px 12px; }}
    QFrame#pane {{ border: 2px solid transparent; border-radius: 4px; }}
    QFrame#pane[current="true"] {{ border: 2px solid {colours.line}; }}
    QLabel#dim {{ color: {colours.dim}; }}
    QLabel#wrong {{ color: {colours.danger}; }}
    QHeaderView {{ background: {colours.chrome}; border: none; }}
    QHeaderView::section {{ background: {colours.chrome}; color: {colours.dim}; border: none;
        border-bottom: 1px solid {colours.border}; padding: 6px 4px; }}
    QTreeView, QTableView, QListView {{ border: none; }}
    QTreeView#words {{ background: {colours.chrome}; padding: 4px; }}
    QTreeView#words::item {{ padding: 0 6px; border: none; }}
    QTreeView#words::item:hover {{ background: {colours.hover}; }}
    QTreeView#words::item:selected {{ background: {colours.accent};
        color: {colours.on_accent}; }}
    QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
    QSplitter::handle {{ background: {colours.border}; }}
    QStatusBar {{ background: {colours.chrome}; color: {colours.dim}; }}
    QStatusBar::item {{ border: none; }}
    QProgressBar {{ background: {colours.hover}; border: none; border-radius: 3px; }}
    QProgressBar::chunk {{ background: {colours.line}; border-radius: 3px; }}
    QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
    QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
    QScrollBar::handle {{ background: {colours.border}; border-radius: 4px; margin: 2px; }}
    QScrollBar::handle:vertical {{ min-height: 36px; }}
    QScrollBar::handle:horizontal {{ min-width: 36px; }}
    QScrollBar::handle:hover {{ background: {colours.dim}; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    """


def chosen(choice: str) -> Colours:
    """The colours for a setting: "light", "dark", anything else follows the system."""
    if choice in ("light", "dark"):
        return DARK if choice == "dark" else LIGHT
    scheme = QApplication.styleHints().colorScheme()
    return DARK if scheme == Qt.ColorScheme.Dark else LIGHT


def apply_theme(app: QApplication, choice: str, accent: str = "blue") -> Colours:
    """Dress the whole application; returns the colours now in use."""
    colours = with_accent(chosen(choice), accent)
    app.setPalette(palette_of(colours))
    app.setStyleSheet(stylesheet_of(colours))
    return colours


def colours_now() -> Colours:
    """The colours in use, told by the application's palette."""
    palette = QApplication.palette()
    dark = palette.color(QPalette.ColorRole.Window).lightness() < 128
    fill = palette.color(QPalette.ColorRole.Highlight).name()
    every = (with_accent(DARK if dark else LIGHT, accent) for accent in ACCENTS)
    return next((one for one in every if one.accent == fill), DARK if dark else LIGHT)
