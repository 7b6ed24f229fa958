"""The look of a picture survives saving and resizing, and tells sharp from blurred."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageFilter

from photoclip.images.look import Look, look_of
from photoclip.images.reading import read


@pytest.fixture
def photos(shared: Path) -> list[Image.Image]:
    files = sorted((shared / "photos" / "captioned").glob("*.jpg"))[:24]
    return [_opened(file) for file in files]


def _opened(file: Path) -> Image.Image:
    with Image.open(file) as image:
        return image.convert("RGB")


def _look(image: Image.Image) -> Look:
    small = image.copy()
    small.thumbnail((400, 400), Image.Resampling.BICUBIC)
    return look_of(small)


def _differ(a: Look, b: Look) -> int:
    return ((a.phash ^ b.phash) & (2**64 - 1)).bit_count()


def test_the_hash_survives_what_photos_go_through(photos: list[Image.Image]) -> None:
    looks = [_look(photo) for photo in photos]
    for photo, look in zip(photos, looks, strict=True):
        poor = io.BytesIO()
        photo.save(poor, "JPEG", quality=50)
        with Image.open(poor) as again:
            assert _differ(look, _look(again)) <= 4
        assert _differ(look, _look(photo.resize((photo.width // 2, photo.height // 2)))) <= 4
    apart = [_differ(a, b) for i, a in enumerate(looks) for b in looks[:i]]
    assert min(apart) >= 8
    assert 28 < np.mean(apart) < 36


def test_blur_makes_less_sharp(photos: list[Image.Image]) -> None:
    sharp = [_look(photo).sharpness for photo in photos]
    blurred = [_look(p.filter(ImageFilter.GaussianBlur(2))).sharpness for p in photos]
    assert min(sharp) > max(blurred)


def test_tiny_and_even_pictures_have_a_look() -> None:
    assert look_of(Image.new("RGB", (1, 1))).sharpness == 0.0
    assert -(2**63) <= look_of(Image.new("RGB", (400, 300), "red")).phash < 2**63


def test_a_reading_brings_the_look_with_the_thumbnail(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    noise = np.random.default_rng(0).integers(0, 256, (300, 400, 3), np.uint8)
    Image.fromarray(noise).save(path)
    look = read(1, path, None).look
    assert look == look_of(Image.fromarray(noise))
    assert read(1, path, None, thumbnail=False).look is None
