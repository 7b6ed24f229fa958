"""The box covers what the words name, wherever it is in a picture of whatever shape."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from photoclip.engine.explaining import explain
from photoclip.engine.messages import Explain
from photoclip.errors import InputError
from photoclip.vectors.encoder import FakeEncoder, Pixels, Vectors

RED, GREY = (255, 0, 0), (128, 128, 128)

Box = tuple[int, int, int, int]


def _patched(path: Path, size: tuple[int, int], patch: Box, turn: int = 1) -> Path:
    x, y, width, height = patch
    image = Image.new("RGB", size, GREY)
    image.paste(RED, (x, y, x + width, y + height))
    exif = Image.Exif()
    exif[0x0112] = turn
    image.save(path, exif=exif)
    return path


def _covered(patch: Box, box: Box) -> float:
    """The share of the patch that lies in the box."""
    ends = [
        max(0, min(patch[i] + patch[i + 2], box[i] + box[i + 2]) - max(patch[i], box[i]))
        for i in (0, 1)
    ]
    return ends[0] * ends[1] / (patch[2] * patch[3])


@pytest.mark.parametrize("size", [(600, 400), (400, 600), (500, 500), (1500, 300)])
@pytest.mark.parametrize("across", [0.0, 0.5, 1.0])
@pytest.mark.parametrize("down", [0.0, 0.4, 1.0])
def test_the_box_covers_the_patch(
    tmp_path: Path, size: tuple[int, int], across: float, down: float
) -> None:
    side = min(size) // 3
    patch = (round(across * (size[0] - side)), round(down * (size[1] - side)), side, side)
    found = explain(Explain(_patched(tmp_path / "a.png", size, patch), "red"), FakeEncoder())
    assert found.size == size
    assert _covered(patch, found.box) >= 0.9
    assert found.box[2] * found.box[3] <= 4 * side * side
    assert max(map(max, found.grid)) == 1.0
    assert min(map(min, found.grid)) == 0.0


def test_the_grid_lies_over_the_upright_photo(tmp_path: Path) -> None:
    lying = _patched(tmp_path / "a.jpg", (600, 400), (0, 0, 150, 150), turn=6)
    found = explain(Explain(lying, "red"), FakeEncoder())
    assert found.size == (400, 600)
    assert len(found.grid) > len(found.grid[0])
    assert _covered((250, 0, 150, 150), found.box) >= 0.9


def test_an_encoder_that_maps_places_is_asked_for_them(tmp_path: Path) -> None:
    class Mapping(FakeEncoder):
        def image_map(self, pixels: Pixels) -> Vectors:
            """Sees blue in the bottom left quarter of every window."""
            self.asked = len(pixels)
            blue = self.encode_texts(["blue"])[0]
            vectors = np.zeros((len(pixels), 2, 2, self.DIM), np.float32)
            vectors[:, 1, 0] = blue
            return vectors

    encoder = Mapping()
    plain = _patched(tmp_path / "a.png", (400, 400), (0, 0, 1, 1))
    found = explain(Explain(plain, "blue"), encoder)
    assert encoder.asked > 1
    grid = np.array(found.grid)
    assert grid[7:, :7].mean() > grid[:7, 7:].mean()


def test_what_cannot_be_explained_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "no.jpg").write_bytes(b"no picture")
    with pytest.raises(InputError, match="cannot be explained"):
        explain(Explain(tmp_path / "no.jpg", "red"), FakeEncoder())
    with pytest.raises(InputError, match="no words"):
        explain(Explain(tmp_path / "no.jpg", "  "), FakeEncoder())
