"""Draws how the loss fell and how the held-out figure rose, stage by stage, as a PNG."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from photoclip.learning.pretraining.loop import Entry

_PANEL, _HEIGHT, _LEFT, _BELOW, _TOP = 380, 320, 60, 46, 40
_LOSS, _FIGURE, _GREY = (31, 90, 160), (200, 90, 20), (120, 120, 120)


def draw_curve(log: Sequence[Entry], file: Path) -> None:
    """One panel a stage: the loss in blue (left scale), the held-out figure in orange (right)."""
    stages = list(dict.fromkeys(entry.stage for entry in log))
    image = Image.new("RGB", (max(1, len(stages)) * _PANEL, _HEIGHT), "white")
    for place, stage in enumerate(stages):
        entries = sorted((e for e in log if e.stage == stage), key=lambda e: e.step)
        _panel(ImageDraw.Draw(image), place * _PANEL, stage, entries)
    image.save(file, "PNG", optimize=True)


def _panel(draw: ImageDraw.ImageDraw, left: int, stage: str, entries: Sequence[Entry]) -> None:
    font = ImageFont.load_default(13)
    box = (left + _LEFT, _TOP, left + _PANEL - _LEFT, _HEIGHT - _BELOW)
    draw.rectangle(box, outline=_GREY)
    draw.text((box[0], 12), f"stage “{stage}”", fill="black", font=font)
    last = max(entry.step for entry in entries)
    draw.text((box[0], box[3] + 6), "0", fill=_GREY, font=font)
    draw.text((box[2], box[3] + 6), f"{last:,} steps", fill=_GREY, font=font, anchor="ra")
    figures = [(e.step, e.held_out) for e in entries if e.held_out is not None]
    losses = [(e.step, e.loss) for e in entries]
    _line(draw, box, last, losses, _LOSS, "loss", at_right=False)
    _line(draw, box, last, figures, _FIGURE, "held out", at_right=True)


def _line(
    draw: ImageDraw.ImageDraw,
    box: tuple[int, int, int, int],
    last: int,
    points: Sequence[tuple[int, float]],
    colour: tuple[int, int, int],
    name: str,
    at_right: bool,
) -> None:
    if not points:
        return
    font = ImageFont.load_default(12)
    low, high = min(y for _, y in points), max(y for _, y in points)
    span = (high - low) or 1.0
    x = [box[0] + (box[2] - box[0]) * step / last for step, _ in points]
    y = [box[3] - 6 - (box[3] - box[1] - 12) * (value - low) / span for _, value in points]
    drawn = list(zip(x, y, strict=True))
    draw.line(drawn, fill=colour, width=2)
    for dot in drawn:
        draw.circle(dot, 2, fill=colour)
    side, anchor = (box[2] + 4, "l") if at_right else (box[0] - 4, "r")
    for value, height in ((high, box[1] + 6), (low, box[3] - 6)):
        draw.text((side, height), f"{value:.3g}", fill=colour, font=font, anchor=f"{anchor}m")
    draw.text((side, box[1] - 12), name, fill=colour, font=font, anchor=f"{anchor}m")
