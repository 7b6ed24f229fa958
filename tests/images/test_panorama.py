"""Of a panorama the encoder sees all, part by part."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from photoclip.images.reading import Recipe, parts_of, read

RECIPE = Recipe(32, 32)


@pytest.mark.parametrize(
    ("size", "parts"),
    [
        ((300, 200), 1),
        ((398, 200), 1),
        ((400, 200), 2),
        ((401, 200), 3),
        ((200, 600), 3),
        ((900, 100), 6),
        ((9000, 10), 6),
    ],
)
def test_as_many_squares_as_it_takes(size: tuple[int, int], parts: int) -> None:
    found = parts_of(Image.new("RGB", size))
    assert len(found) == parts
    if parts > 1:
        assert {one.size for one in found} == {(min(size),) * 2}


def test_both_ends_are_seen() -> None:
    pixels = np.zeros((50, 200, 3), np.uint8)
    pixels[:, 0], pixels[:, -1] = 255, 128
    found = [np.asarray(one) for one in parts_of(Image.fromarray(pixels))]
    assert found[0][0, 0, 0] == 255
    assert found[-1][0, -1, 0] == 128
    tall = [np.asarray(one) for one in parts_of(Image.fromarray(pixels.transpose(1, 0, 2)))]
    assert tall[0][0, 0, 0] == 255
    assert tall[-1][-1, 0, 0] == 128


def test_a_panorama_is_read_with_its_parts(tmp_path: Path) -> None:
    picture = Image.new("RGB", (600, 200))
    for place, colour in enumerate(("red", "lime", "blue")):
        picture.paste(colour, (200 * place, 0, 200 * place + 200, 200))
    path = tmp_path / "a.png"
    picture.save(path)
    reading = read(1, path, RECIPE)
    assert reading.pixels is not None
    assert reading.views is not None
    seen = [reading.pixels[16, 16], *reading.views[:, 16, 16]]
    assert [tuple(one) for one in seen] == [(255, 0, 0), (0, 255, 0), (0, 0, 255)]
    assert read(1, path, None).views is None
