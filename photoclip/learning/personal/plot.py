"""Draws mean average precision over the number of examples, a line for each method, as a PNG."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from photoclip.learning.personal.fewshot import Figure

_WIDTH, _HEIGHT, _LEFT, _RIGHT, _TOP, _BELOW = 720, 420, 60, 210, 30, 46
_GREY = (120, 120, 120)
_COLOURS = (
    (120, 120, 120),
    (70, 130, 180),
    (34, 139, 34),
    (148, 103, 189),
    (188, 143, 40),
    (200, 40, 30),
    (240, 150, 120),
)


def draw_figures(figures: Sequence[Figure], file: Path) -> None:
    """The mean over the seeds against the number of examples, which doubles from mark to mark."""
    image = Image.new("RGB", (_WIDTH, _HEIGHT), "white")
    draw, font = ImageDraw.Draw(image), ImageFont.load_default(12)
    box = (_LEFT, _TOP, _WIDTH - _RIGHT, _HEIGHT - _BELOW)
    draw.rectangle(box, outline=_GREY)
    draw.text((box[0], 8), "mAP on held-out photos", fill="black", font=font)
    shots = sorted({figure.shots for figure in figures})
    span = math.log2(shots[-1] / shots[0]) or 1.0

    def place(count: int, value: float) -> tuple[float, float]:
        x = box[0] + 12 + (box[2] - box[0] - 24) * math.log2(count / shots[0]) / span
        return x, box[3] - (box[3] - box[1]) * value

    for tenth in range(0, 11, 2):
        y = place(shots[0], tenth / 10)[1]
        draw.line([(box[0], y), (box[2], y)], fill=(225, 225, 225))
        draw.text((box[0] - 6, y), f"{tenth / 10:.1f}", fill=_GREY, font=font, anchor="rm")
    for count in shots:
        draw.text((place(count, 0)[0], box[3] + 6), str(count), fill=_GREY, font=font, anchor="ma")
    draw.text((box[2], box[3] + 24), "examples a class", fill=_GREY, font=font, anchor="ra")
    for number, method in enumerate(dict.fromkeys(figure.method for figure in figures)):
        colour = _COLOURS[number % len(_COLOURS)]
        points = [
            place(n, float(np.mean([f.map for f in figures if (f.method, f.shots) == (method, n)])))
            for n in shots
        ]
        draw.line(points, fill=colour, width=2)
        for point in points:
            draw.circle(point, 3, fill=colour)
        y = box[1] + 10 + 20 * number
        draw.line([(box[2] + 14, y), (box[2] + 34, y)], fill=colour, width=3)
        draw.text((box[2] + 40, y), method, fill="black", font=font, anchor="lm")
    image.save(file, "PNG", optimize=True)
