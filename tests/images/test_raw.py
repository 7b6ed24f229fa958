"""Raw files show the camera's own preview where it is large enough, else a quick development."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from PIL import Image

from photoclip.images.decode import Decoded, decode
from photoclip.images.problems import PictureError

Dng = Callable[..., bytes]

GREEN_SENSOR = (20, 200, 20)


def shows_preview(decoded: Decoded) -> bool:
    """Whether it is the preview, red above blue, and upright."""
    image = decoded.image
    above = image.getpixel((image.width // 2, image.height // 4))
    below = image.getpixel((image.width // 2, image.height * 3 // 4))
    assert isinstance(above, tuple)
    assert isinstance(below, tuple)
    return above[0] > 200 and below[2] > 200


def test_the_preview_is_taken_and_the_metadata_is_the_raw_files_own(dng: Dng) -> None:
    decoded = decode(dng(GREEN_SENSOR, preview=(120, 90)), suffix=".DNG")

    assert shows_preview(decoded)
    metadata = decoded.metadata
    assert (metadata.format, metadata.width, metadata.height) == ("raw", 128, 96)
    assert metadata.taken_at == datetime(2021, 6, 5, 4, 3, 2)
    assert (metadata.camera, metadata.iso, metadata.aperture) == ("Tiny One", 400, 2.8)


@pytest.mark.parametrize("preview", [None, (20, 15)])
def test_without_a_useful_preview_the_sensor_is_developed(
    dng: Dng, preview: tuple[int, int] | None
) -> None:
    decoded = decode(dng(GREEN_SENSOR, preview=preview), suffix=".dng")

    red, green, blue = decoded.image.getpixel((30, 20))  # type: ignore[misc]
    assert green > max(red, blue) + 50
    assert decoded.image.size == (64, 48)
    assert (decoded.metadata.width, decoded.metadata.height) == (128, 96)


def test_a_small_preview_will_do_for_a_small_need(dng: Dng) -> None:
    data = dng(GREEN_SENSOR, preview=(40, 30))

    assert shows_preview(decode(data, 25, suffix=".dng"))
    assert not shows_preview(decode(data, 48, suffix=".dng"))


def test_a_camera_held_upright(dng: Dng) -> None:
    developed = decode(dng(GREEN_SENSOR, orientation=6), suffix=".dng")
    assert developed.image.size == (48, 64)
    assert (developed.metadata.width, developed.metadata.height) == (96, 128)

    # The preview lies as the sensor does: turned, red is at the right.
    turned = decode(dng(GREEN_SENSOR, preview=(120, 90), orientation=6), suffix=".dng")
    assert turned.image.size == (90, 120)
    left, right = turned.image.getpixel((10, 60)), turned.image.getpixel((80, 60))
    assert isinstance(left, tuple)
    assert isinstance(right, tuple)
    assert left[2] > 200
    assert right[0] > 200


def test_a_preview_that_is_upright_already_is_not_turned_again(dng: Dng) -> None:
    decoded = decode(dng(GREEN_SENSOR, preview=(90, 120), orientation=6), suffix=".dng")

    assert decoded.image.size == (90, 120)
    assert shows_preview(decoded)


def test_a_damaged_raw_file_is_a_problem(dng: Dng) -> None:
    data = dng(GREEN_SENSOR)

    with pytest.raises(PictureError) as caught:
        decode(data[:200] + bytes(len(data) - 200), suffix=".nef")

    assert caught.value.problem.code in ("damaged", "unsupported")


def test_a_jpeg_with_a_raw_files_name_is_a_jpeg(tmp_path: Path) -> None:
    Image.new("RGB", (64, 48), "red").save(tmp_path / "a.jpg")
    (tmp_path / "a.jpg").rename(tmp_path / "a.cr2")

    assert decode(tmp_path / "a.cr2").metadata.format == "jpeg"
