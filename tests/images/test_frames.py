"""The frames of animated pictures, bounded in size and number."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from photoclip.errors import Cancelled
from photoclip.images import frames as module
from photoclip.images.frames import frames
from photoclip.images.problems import PictureError
from photoclip.jobs import CancelToken

COLOURS = ("red", "lime", "blue")


@pytest.fixture(params=["gif", "webp", "png"])
def moving(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / f"moving.{request.param}"
    pictures = [Image.new("RGB", (80, 40), colour) for colour in COLOURS]
    options = {"lossless": True} if request.param == "webp" else {}
    pictures[0].save(
        path, save_all=True, append_images=pictures[1:], duration=[50, 200, 0], loop=0, **options
    )
    return path


def test_frames_come_in_order_with_their_times(moving: Path) -> None:
    found = frames(moving, 1000)
    assert [frame.image.getpixel((5, 5)) for frame in found] == [
        (255, 0, 0),
        (0, 255, 0),
        (0, 0, 255),
    ]
    assert [frame.seconds for frame in found][:2] == [0.05, 0.2]
    assert found[2].seconds > 0


def test_frames_are_made_small_and_turned(moving: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert frames(moving, 40)[0].image.size == (40, 20)
    assert frames(moving, 40, rotation=90)[0].image.size == (20, 40)
    monkeypatch.setattr(module, "MOST_BYTES", 4 * 3 * 20 * 10)
    assert frames(moving, 1000)[0].image.size == (20, 10)
    monkeypatch.setattr(module, "MOST_FRAMES", 2)
    assert len(frames(moving, 1000)) == 2


def test_what_is_no_picture_and_what_nobody_wants(tmp_path: Path, moving: Path) -> None:
    bad = tmp_path / "bad.gif"
    bad.write_bytes(moving.read_bytes()[:30])
    with pytest.raises(PictureError):
        frames(bad, 100)
    bad.write_bytes(b"hello")
    with pytest.raises(PictureError):
        frames(bad, 100)
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        frames(moving, 100, token=token)
