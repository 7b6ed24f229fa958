"""The decoded photos on disk."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from photoclip.errors import Cancelled
from photoclip.jobs import CancelToken, Progress, ignore_progress
from photoclip.learning.pretraining.keeping import kept_rows
from photoclip.learning.pretraining.pairs import Pair, Place
from photoclip.learning.pretraining.photos import Photos, in_a_row, load_photos
from photoclip.learning.pretraining.views import plain_views


def halves(path: Path, size: tuple[int, int] = (60, 30), orientation: int = 1) -> Pair:
    """Left half red, right half blue."""
    image = Image.new("RGB", size, "red")
    image.paste("blue", (size[0] // 2, 0, *size))
    exif = Image.Exif()
    exif[0x0112] = orientation
    image.save(path, exif=exif, **({"quality": 95} if path.suffix == ".jpg" else {}))
    return Pair(path.name, Place(path), ("words",))


@pytest.fixture
def photos(tmp_path: Path) -> Photos:
    pairs = [halves(tmp_path / "wide.png"), halves(tmp_path / "turned.jpg", orientation=6)]
    (tmp_path / "broken.jpg").write_bytes(b"no picture")
    pairs.append(Pair("broken", Place(tmp_path / "broken.jpg"), ("words",)))
    found = load_photos(pairs, 16, tmp_path / "work", ignore_progress, CancelToken())
    return Photos(np.array(found.squares), found.sizes)  # lets go of the file


def test_decoded_upright_and_squashed(photos: Photos) -> None:
    assert photos.squares.shape == (3, 16, 16, 3)
    assert photos.sizes.tolist() == [[30, 60], [60, 30], [0, 0]]
    assert photos.readable.tolist() == [True, True, False]
    red, blue = photos.squares[0, 8, 3], photos.squares[0, 8, 12]
    assert red[0] > 240 > 15 > red[2]
    assert blue[2] > 240 > 15 > blue[0]
    assert photos.squares[1, 3, 8, 0] > 240  # turned: red is above


def test_a_killed_computation_goes_on_where_it_was(tmp_path: Path) -> None:
    token, seen = CancelToken(), []

    def compute(rows: slice) -> np.ndarray:
        seen.append(rows.start)
        return np.arange(rows.start, rows.stop)[:, None] * np.ones(2)

    def stop_at_four(progress: Progress) -> None:
        if progress.done == 4:
            token.cancel()

    arguments = (tmp_path / "rows-x.npy", (7, 2), np.float32, compute, 2)
    with pytest.raises(Cancelled):
        kept_rows(*arguments, stop_at_four, token)
    rows = kept_rows(*arguments, ignore_progress, CancelToken())
    assert seen == [0, 2, 4, 6]
    np.testing.assert_array_equal(rows[:, 1], np.arange(7))


def test_a_photo_in_a_tar_is_read_from_its_place(tmp_path: Path) -> None:
    stream = io.BytesIO()
    Image.new("RGB", (9, 9), "white").save(stream, "PNG")
    (tmp_path / "bytes").write_bytes(b"before" + stream.getvalue() + b"after")
    pair = Pair("x", Place(tmp_path / "bytes", 6, len(stream.getvalue())), ("w",))
    found = load_photos([pair], 8, tmp_path / "work", ignore_progress, CancelToken())
    assert found.squares.min() == 255


def test_parts_are_read_in_a_row_without_copying() -> None:
    def part(n: int, first: int) -> Photos:
        squares = np.arange(first, first + n, dtype=np.uint8)[:, None, None, None]
        return Photos(squares * np.ones((1, 2, 2, 3), np.uint8), np.full((n, 2), first, np.uint16))

    one, other = part(3, 0), part(2, 10)
    both = in_a_row([one, other])
    assert both.squares.shape == (5, 2, 2, 3)
    found = [int(both.squares[np.intp(i)][0, 0, 0]) for i in range(5)]
    assert found == [0, 1, 2, 10, 11]
    assert both.sizes[:, 0].tolist() == [0, 0, 0, 10, 10]
    assert both.held is None
    assert np.shares_memory(both.squares[np.intp(4)], np.asarray(other.squares))
    views = plain_views(both, np.array([4, 0], np.intp), 2, "squash")
    np.testing.assert_allclose((views[:, 0, 0, 0] + 1) * 127.5, [11, 0], atol=0.5)


def test_parts_held_by_a_device_are_held_in_a_row() -> None:
    squares = np.zeros((2, 2, 2, 3), np.uint8)
    part = Photos(
        squares, np.ones((2, 2), np.uint16), torch.full((2, 2, 2, 3), 7, dtype=torch.uint8)
    )
    both = in_a_row([part, part])
    assert both.held is not None
    assert both.held.shape == (4, 2, 2, 3)
    assert in_a_row([part, replace(part, held=None)]).held is None
    assert part.on(torch.device("cpu")) is part
