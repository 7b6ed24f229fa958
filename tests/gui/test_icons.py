"""Our icons: they all draw, in one kind of stroke, in the colour of the palette."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QApplication

from photoclip.gui.actions import SPECS
from photoclip.gui.icons import IconLabel, application_icon, icon
from photoclip.gui.theme import DARK, LIGHT, apply_theme
from photoclip.paths import resources

FILES = sorted((resources() / "icons").glob("*.svg"))
SMOOTH = (Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
STROKED = [file for file in FILES if file.stem != "photoclip"]


def inks(shown: QIcon, mode: QIcon.Mode = QIcon.Mode.Normal) -> set[str]:
    """The colours of the pixels that are fully drawn."""
    image = shown.pixmap(48, 48, mode).toImage()
    points = ((x, y) for x in range(image.width()) for y in range(image.height()))
    colours = (image.pixelColor(x, y) for x, y in points)
    return {colour.name() for colour in colours if colour.alpha() > 250}


@pytest.mark.parametrize("file", STROKED, ids=lambda file: file.stem)
def test_every_icon_draws_in_the_colour_of_the_text(file: Path) -> None:
    assert inks(icon(file.stem)) == {LIGHT.text}


@pytest.mark.parametrize("file", STROKED, ids=lambda file: file.stem)
def test_all_have_the_same_stroke_and_grid(file: Path) -> None:
    text = file.read_text()
    assert 'viewBox="0 0 24 24"' in text
    assert set(re.findall(r'stroke-width="([^"]+)"', text)) == {"1.75"}


def test_icons_follow_the_theme_without_being_made_anew(qapp: QApplication) -> None:
    shown = icon("search")
    apply_theme(qapp, "dark")
    assert inks(shown) == {DARK.text}


def test_a_disabled_icon_is_fainter() -> None:
    image = icon("search").pixmap(48, 48, QIcon.Mode.Disabled).toImage()
    alphas = {image.pixelColor(x, y).alpha() for x in range(48) for y in range(48)}
    assert 0 < max(alphas) < 240


def test_the_actions_name_icons_that_exist() -> None:
    assert {spec.icon for spec in SPECS if spec.icon} <= {file.stem for file in FILES}


def test_the_program_has_a_picture() -> None:
    assert not application_icon().pixmap(64, 64).isNull()


def test_a_label_draws_its_icon(qapp: QApplication) -> None:
    label = IconLabel("photos", 40)
    label.show_icon("search")
    image = label.grab().toImage()
    colours = {image.pixelColor(x, y).name() for x in range(40) for y in range(40)}
    assert QColor(LIGHT.dim).name() in colours


def test_no_two_icons_look_alike() -> None:
    drawn: dict[bytes, str] = {}
    for file in STROKED:
        blurred = icon(file.stem).pixmap(24, 24).toImage().scaled(QSize(6, 6), *SMOOTH)
        alphas = bytes(blurred.pixelColor(x, y).alpha() // 32 for x in range(6) for y in range(6))
        assert alphas not in drawn, f"{file.stem} and {drawn[alphas]}"
        drawn[alphas] = file.stem
