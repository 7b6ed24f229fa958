"""Draws figures beside their floors: a pair of bars for each, and the ratio."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from photoclip.cli.figures import Figure

_WIDTH, _ROW, _EDGE, _LEFT, _RIGHT = 900, 42, 20, 330, 250
_VALUE, _FLOOR, _INK, _QUIET = (31, 90, 160), (190, 190, 190), (20, 20, 20), (110, 110, 110)


def draw_figures(figures: Sequence[Figure], file: Path) -> None:
    """One row a figure, each on its own scale: what was measured in blue, its floor in grey."""
    height = 2 * _EDGE + _ROW * max(1, len(figures)) + 24
    image = Image.new("RGB", (_WIDTH, height), "white")
    draw = ImageDraw.Draw(image)
    for place, figure in enumerate(figures):
        _row(draw, _EDGE + place * _ROW, figure)
    legend = "blue: measured   grey: its floor, in the same run   each row has a scale of its own"
    draw.text((_EDGE, height - _EDGE - 8), legend, fill=_QUIET, font=ImageFont.load_default(12))
    image.save(file, "PNG", optimize=True)


def _row(draw: ImageDraw.ImageDraw, top: int, figure: Figure) -> None:
    font, small = ImageFont.load_default(14), ImageFont.load_default(12)
    longest = max(figure.value, figure.floor or 0.0) or 1.0
    span = _WIDTH - _LEFT - _RIGHT
    draw.text((_LEFT - 12, top + 16), figure.name, fill=_INK, font=font, anchor="rm")
    _bar(draw, top + 6, span * figure.value / longest, _VALUE)
    said = f"{figure.value:,.4g} {figure.unit}"
    if figure.floor:
        _bar(draw, top + 18, span * figure.floor / longest, _FLOOR)
        draw.text(
            (_WIDTH - _RIGHT + 12, top + 24),
            f"floor {figure.floor:,.4g}, ratio {figure.ratio}",
            fill=_QUIET,
            font=small,
            anchor="lm",
        )
    draw.text((_WIDTH - _RIGHT + 12, top + 9), said, fill=_INK, font=font, anchor="lm")


def _bar(draw: ImageDraw.ImageDraw, top: int, length: float, colour: tuple[int, int, int]) -> None:
    draw.rectangle((_LEFT, top, _LEFT + max(1, round(length)), top + 9), fill=colour)
