"""However a picture is damaged, reading it yields a picture or a problem, never an exception."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pillow_heif
import pylibjxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from photoclip.images.reading import Recipe, read

RECIPE = Recipe(32, 32, thumb_side=48)
FORMATS = [
    "JPEG",
    "PNG",
    "WEBP",
    "GIF",
    "BMP",
    "AVIF",
    "HEIF",
    "JPEG2000",
    "PPM",
    "TGA",
    "PSD",
    "JXL",
]


def picture(format: str) -> bytes:
    pillow_heif.register_heif_opener()
    rng = np.random.default_rng(1)
    pixels = rng.integers(0, 256, (24, 40, 3), dtype=np.uint8)
    if format == "JXL":
        return pylibjxl.encode(pixels)
    if format == "PSD":
        head = b"8BPS\0\1" + bytes(6) + b"\0\3\0\0\0\x18\0\0\0\x28\0\x08\0\3"
        return head + bytes(12) + b"\0\0" + pixels.transpose(2, 0, 1).tobytes()
    exif = Image.Exif()
    exif[0x010F] = "Maker"
    options = {"exif": exif.tobytes()} if format in ("JPEG", "PNG", "WEBP") else {}
    out = io.BytesIO()
    Image.fromarray(pixels).save(out, format, **options)
    return out.getvalue()


@pytest.fixture(scope="module")
def pictures() -> dict[str, bytes]:
    return {format: picture(format) for format in FORMATS}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzz")


@pytest.mark.filterwarnings("ignore:::PIL")
@pytest.mark.parametrize("format", FORMATS)
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(
    changes=st.lists(st.tuples(st.floats(0, 0.999), st.binary(min_size=1, max_size=6)), max_size=5),
    kept=st.one_of(st.just(1.0), st.floats(0, 1)),
)
def test_damaged_pictures(
    pictures: dict[str, bytes],
    folder: Path,
    format: str,
    changes: list[tuple[float, bytes]],
    kept: float,
) -> None:
    data = bytearray(pictures[format])
    for place, new in changes:
        at = int(place * len(data))
        data[at : at + len(new)] = new
    path = folder / f"picture.{format.lower()}"
    path.write_bytes(data[: round(kept * len(data))])

    reading = read(1, path, RECIPE)

    if reading.problem is None:
        assert reading.thumbnail is not None
        assert reading.pixels is not None
        assert reading.pixels.shape == (32, 32, 3)
        assert reading.metadata.width
    else:
        assert reading.problem.sentence.endswith(".")
        assert reading.pixels is None
