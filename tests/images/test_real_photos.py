"""Real photos of every kind: each ends as a picture or as a problem with a sentence."""

from __future__ import annotations

import io
import time
from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from photoclip.images.formats import is_picture
from photoclip.images.pool import DecoderPool
from photoclip.images.problems import SENTENCES
from photoclip.images.reading import Reading, Recipe, read

RECIPE = Recipe(224, 224)


@pytest.fixture(scope="module")
def photos(shared: Path) -> Path:
    return shared / "photos"


def everything(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and is_picture(path))


def test_every_file_ends_as_a_picture_or_a_problem(
    photos: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    paths = everything(photos)
    readings: dict[int, Reading] = {}
    last, longest = time.monotonic(), 0.0
    with DecoderPool(2, RECIPE) as pool:
        for i, path in enumerate(paths):
            pool.submit(i, path)
        while pool.waiting:
            for reading in pool.collect(50, 40.0):
                readings[reading.photo_id] = reading
            longest, last = max(longest, time.monotonic() - last), time.monotonic()

    assert len(readings) == len(paths)
    assert longest < 10, "a decoder hung"
    assert capfd.readouterr() == ("", "")
    codes: Counter[str] = Counter()
    for reading in readings.values():
        if reading.problem is not None:
            codes[reading.problem.code] += 1
            assert reading.problem.code in SENTENCES
            assert reading.problem.sentence.endswith(".")
            continue
        assert reading.thumbnail is not None
        assert reading.pixels is not None
        assert reading.pixels.shape == (224, 224, 3)
        metadata = reading.metadata
        assert metadata.width
        assert metadata.height
        with Image.open(io.BytesIO(reading.thumbnail)) as thumbnail:
            assert max(thumbnail.size) <= 400
            if min(thumbnail.size) > 40:
                shape = thumbnail.width / thumbnail.height
                assert shape == pytest.approx(metadata.width / metadata.height, rel=0.05)
    assert {"crashed", "timeout", "changing", "vanished"}.isdisjoint(codes)


@pytest.mark.parametrize("folder", ["captioned", "avif", "jxl", "orientation", "mixed-formats"])
def test_what_is_sound_can_be_shown(photos: Path, folder: str) -> None:
    for path in everything(photos / folder)[:60]:
        assert read(1, path, None).problem is None, path.name


def upright(path: Path) -> NDArray[np.int64]:
    """The thumbnail at a common small size."""
    reading = read(1, path, None)
    assert reading.thumbnail is not None, path.name
    with Image.open(io.BytesIO(reading.thumbnail)) as image:
        wide = image.width > image.height
        return np.asarray(image.resize((150, 100) if wide else (100, 150))).astype(int)


def differences(pictures: Iterable[NDArray[np.int64]]) -> list[float]:
    return [float(np.abs(a - b).mean()) for a, b in combinations(pictures, 2)]


@pytest.mark.parametrize(
    ("folder", "landscape", "portrait"),
    [
        ("orientation", "Landscape_*.jpg", "Portrait_*.jpg"),
        ("metadata/jpg/orientation", "landscape_*.jpg", "portrait_*.jpg"),
    ],
)
def test_all_orientations_show_the_same_upright_picture(
    photos: Path, folder: str, landscape: str, portrait: str
) -> None:
    wide = [upright(path) for path in sorted((photos / folder).glob(landscape))]
    tall = [upright(path) for path in sorted((photos / folder).glob(portrait))]

    assert len(wide) >= 8
    assert len(tall) >= 8
    assert max(differences(wide)) <= 6
    assert max(differences(tall)) <= 6
    turned = [picture.transpose(1, 0, 2) for picture in tall]
    assert min(float(np.abs(a - b).mean()) for a in wide for b in turned) > 20


def test_the_mirrored_avif_stands_upright_as_its_colours_say(photos: Path) -> None:
    (path,) = (photos / "avif").glob("kimono.mirror-vertical.rotate270.avif")

    metadata = read(1, path, None).metadata

    assert metadata.width is not None
    assert metadata.height is not None
    assert metadata.height > metadata.width


@pytest.mark.parametrize(
    ("name", "taken_at", "camera"),
    [
        (
            "mixed-formats/formats/heic/IMG_2682.heic",
            datetime(2019, 3, 21, 11, 4, 22),
            "Apple iPhone 7",
        ),
        ("mixed-formats/metadata/dates/date-priority-test.jpg", datetime(2023, 2, 2, 2), None),
        (
            "mixed-formats/metadata/gps-position/thompson-springs.jpg",
            datetime(2022, 1, 10, 15, 15, 44),
            None,
        ),
        ("metadata/jpg/Canon_40D.jpg", datetime(2008, 5, 30, 15, 56, 1), "Canon EOS 40D"),
        ("metadata/jpg/Nikon_D70.jpg", datetime(2008, 3, 15, 9, 52, 1), "NIKON D70"),
        ("captioned/none", None, None),
    ],
)
def test_dates_and_cameras(
    photos: Path, name: str, taken_at: datetime | None, camera: str | None
) -> None:
    path = photos / name
    if name == "captioned/none":
        path = everything(photos / "captioned")[0]

    metadata = read(1, path, None).metadata

    assert (metadata.taken_at, metadata.camera) == (taken_at, camera)


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("mixed-formats/formats/heic/IMG_2682.heic", (41.2203, -96.0716)),
        ("mixed-formats/metadata/gps-position/thompson-springs.jpg", (39.115, -108.400968)),
        ("mixed-formats/metadata/gps-position/empty_gps.jpg", None),
        ("heif/tests/images/heif_special/xiaomi.heic", (47.227289, 39.699992)),
    ],
)
def test_places(photos: Path, name: str, place: tuple[float, float] | None) -> None:
    metadata = read(1, photos / name, None).metadata

    if place is None:
        assert (metadata.latitude, metadata.longitude) == (None, None)
    else:
        assert (metadata.latitude, metadata.longitude) == pytest.approx(place, abs=1e-4)
