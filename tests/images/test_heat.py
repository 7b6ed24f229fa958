"""The colours of heat tell cold from hot by lightness alone, and keep the photo's size."""

from __future__ import annotations

import numpy as np
from PIL import Image

from photoclip.images.heat import colours, overlay


def test_hotter_is_always_lighter() -> None:
    rgb = colours(np.linspace(0, 1, 50))
    light = rgb @ [0.299, 0.587, 0.114]
    assert (np.diff(light) > 0).all()
    assert light[-1] - light[0] > 150


def test_the_overlay_is_light_where_it_is_hot() -> None:
    photo = Image.new("RGB", (120, 80), (90, 90, 90))
    hot = [[0.0] * 6 for _ in range(4)]
    hot[0][5] = 1.0
    out = overlay(photo, hot, (5 / 6, 0, 1 / 6, 1 / 4))
    assert out.size == photo.size
    light = np.asarray(out.convert("L"), np.float64)
    assert light[8:14, 106:114].mean() > light[60:, :60].mean() + 60
    assert out.getpixel((119, 0)) == (0, 0, 0)  # the frame
