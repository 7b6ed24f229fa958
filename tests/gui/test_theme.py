"""Both themes can be read: the contrast of every pair of text and ground, computed as WCAG does."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from photoclip.gui.theme import (
    DARK,
    LIGHT,
    Colours,
    apply_theme,
    chosen,
    colours_now,
    palette_of,
    with_accent,
)
from photoclip.settings import ACCENTS

PAIRS = [
    ("text", "ground"),
    ("text", "chrome"),
    ("text", "raised"),
    ("text", "hover"),
    ("dim", "ground"),
    ("dim", "chrome"),
    ("dim", "raised"),
    ("on_accent", "accent"),
    ("line", "ground"),
    ("line", "chrome"),
    ("on_notice", "notice"),
    ("danger", "chrome"),
    ("danger", "ground"),
]


def luminance(colour: str) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(part) for part in QColor(colour).getRgbF()[:3])
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_the_formula_knows_black_on_white() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_text_reaches_aa(theme: Colours, ink: str, ground: str) -> None:
    assert contrast(getattr(theme, ink), getattr(theme, ground)) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_the_ring_of_the_selection_stands_out(theme: Colours) -> None:
    assert contrast(theme.line, theme.ground) >= 3.0


@pytest.mark.parametrize("accent", ACCENTS)
@pytest.mark.parametrize("base", [LIGHT, DARK], ids=["light", "dark"])
def test_every_accent_reaches_aa(base: Colours, accent: str) -> None:
    theme = with_accent(base, accent)
    assert contrast(theme.on_accent, theme.accent) >= 4.5
    for ground in ("ground", "chrome", "raised"):
        assert contrast(theme.line, getattr(theme, ground)) >= 4.5


def test_the_accent_in_use_is_known(qapp: QApplication) -> None:
    for accent in ACCENTS:
        assert apply_theme(qapp, "dark", accent) is colours_now()


def test_a_choice_dresses_the_application(qapp: QApplication) -> None:
    assert apply_theme(qapp, "dark") is DARK
    assert colours_now() is DARK
    assert qapp.palette().color(QPalette.ColorRole.Base) == QColor(DARK.ground)
    assert DARK.chrome in qapp.styleSheet()
    assert apply_theme(qapp, "light") is LIGHT
    assert colours_now() is LIGHT


def test_the_system_decides_unless_told(qapp: QApplication) -> None:
    assert chosen("system") in (LIGHT, DARK)
    assert chosen("dark") is DARK
    assert chosen("light") is LIGHT


def test_disabled_text_is_quieter_than_the_rest() -> None:
    palette = palette_of(LIGHT)
    group, role = QPalette.ColorGroup, QPalette.ColorRole.ButtonText
    disabled = palette.color(group.Disabled, role)
    assert disabled.alphaF() < palette.color(group.Active, role).alphaF()
