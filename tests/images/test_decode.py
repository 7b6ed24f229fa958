"""Every kind of picture comes out upright, in 8-bit sRGB, and at least as large as asked."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import numpy as np
import pillow_heif
import pylibjxl
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageCms
from PIL.ExifTags import Base

from photoclip.images.decode import decode
from photoclip.images.problems import MEGAPIXELS, PictureError

BACK_TO_STORED = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}
CORNERS = {(0, 0): "red", (1, 0): "lime", (0, 1): "blue", (1, 1): "white"}


@pytest.fixture(scope="module", autouse=True)
def _plugins() -> None:
    pillow_heif.register_heif_opener()


def four_corners(width: int = 96, height: int = 64) -> Image.Image:
    """Red and green above, blue and white below: it looks different in all eight positions."""
    image = Image.new("RGB", (width, height))
    for (x, y), colour in CORNERS.items():
        left, top = x * width // 2, y * height // 2
        image.paste(colour, (left, top, left + width // 2, top + height // 2))
    return image


def saved(image: Image.Image, format: str, **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, format, **options)
    return out.getvalue()


def corners(image: Image.Image) -> NDArray[np.int64]:
    """The mean colour of the inner part of each quarter, to the nearest of the four."""
    pixels = np.asarray(image).astype(int)
    height, width = pixels.shape[:2]
    spots = [pixels[height * y // 8, width * x // 8] for y in (2, 6) for x in (2, 6)]
    return (np.array(spots) > 127).astype(int)


UPRIGHT = corners(four_corners())


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF", "HEIF"])
@pytest.mark.parametrize("at_least", [None, 16])
def test_all_orientations_of_all_formats_are_turned_upright_once(
    format: str, orientation: int, at_least: int | None
) -> None:
    stored = four_corners()
    if orientation in BACK_TO_STORED:
        stored = stored.transpose(BACK_TO_STORED[orientation])
    exif = Image.Exif()
    exif[Base.Orientation] = orientation

    decoded = decode(saved(stored, format, exif=exif.tobytes(), quality=95), at_least)

    assert np.array_equal(corners(decoded.image), UPRIGHT)
    assert (decoded.metadata.width, decoded.metadata.height) == (96, 64)
    assert decoded.image.width > decoded.image.height
    assert decoded.metadata.orientation == orientation


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_jpeg_xl_is_upright_already(orientation: int) -> None:
    stored = four_corners()
    if orientation in BACK_TO_STORED:
        stored = stored.transpose(BACK_TO_STORED[orientation])
    exif = Image.Exif()
    exif[Base.Orientation] = orientation
    data = pylibjxl.jpeg_to_jxl(saved(stored, "JPEG", exif=exif, quality=95))

    decoded = decode(data)

    assert np.array_equal(corners(decoded.image), UPRIGHT)
    assert (decoded.metadata.width, decoded.metadata.height) == (96, 64)
    assert decoded.metadata.format == "jxl"


def test_an_xmp_orientation_does_not_turn_what_lies_upright() -> None:
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/" tiff:Orientation="6"/>'

    for format in ("JPEG", "WEBP", "AVIF"):
        assert np.array_equal(
            corners(decode(saved(four_corners(), format, xmp=xmp)).image), UPRIGHT
        )


@pytest.mark.parametrize(
    ("format", "word"),
    [("JPEG", "jpeg"), ("PNG", "png"), ("GIF", "gif"), ("BMP", "bmp"), ("TIFF", "tiff")],
)
def test_the_format_is_that_of_the_content_not_of_the_name(
    tmp_path: Path, format: str, word: str
) -> None:
    path = tmp_path / "picture.webp"
    path.write_bytes(saved(four_corners(), format))

    assert decode(path).metadata.format == word


@pytest.mark.parametrize(
    ("size", "need"), [((1600, 1200), 300), ((1200, 1600), 149), ((64, 48), 90)]
)
@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP"])
def test_a_smaller_decode_is_never_smaller_than_asked(
    format: str, size: tuple[int, int], need: int
) -> None:
    decoded = decode(saved(four_corners(*size), format), need)

    assert (decoded.metadata.width, decoded.metadata.height) == size
    assert min(decoded.image.size) >= min(need, *size)
    assert min(decoded.image.size) <= max(2 * need, min(size) if min(size) < 2 * need else 0)


def grey_ramp(top: int) -> NDArray[np.uint16]:
    return np.tile(np.linspace(0, top, 256), (8, 1)).astype(np.uint16)


@pytest.mark.parametrize("top", [65535, 4095])
def test_deep_greys_keep_their_whole_range(top: int) -> None:
    decoded = decode(saved(Image.fromarray(grey_ramp(top)), "TIFF"))

    expected = np.tile(np.arange(256), (8, 1))
    assert np.abs(np.asarray(decoded.image)[:, :, 0].astype(int) - expected).max() <= 1


def test_sixteen_bit_png_keeps_its_range() -> None:
    decoded = decode(saved(Image.fromarray(grey_ramp(65535)), "PNG"))

    assert np.asarray(decoded.image).min() == 0
    assert np.asarray(decoded.image).max() == 255


def test_floats_with_holes_are_shown() -> None:
    values = np.linspace(0, 1, 64, dtype=np.float32).reshape(8, 8)
    values[0, 0] = np.nan

    pixels = np.asarray(decode(saved(Image.fromarray(values), "TIFF")).image)

    assert pixels.max() == 255
    assert abs(int(pixels[4, 4, 0]) - round(255 * 36 / 63)) <= 1


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "PA"])
def test_what_is_transparent_becomes_white(mode: str) -> None:
    clear = Image.new("RGBA", (16, 16), (0, 0, 0, 0))
    clear.paste((0, 0, 0, 255), (0, 0, 8, 16))
    image = clear.quantize() if mode == "P" else clear.convert("LA" if mode == "PA" else mode)
    format = "TIFF" if mode == "LA" else "PNG"

    pixels = np.asarray(decode(saved(image, format)).image)

    assert pixels[8, 12].tolist() == [255, 255, 255]
    assert pixels[8, 4].max() < 10


@pytest.mark.parametrize(
    ("mode", "colour"),
    [("1", 1), ("L", 200), ("P", 3), ("CMYK", (0, 255, 255, 0)), ("YCbCr", (76, 85, 255))],
)
def test_every_mode_becomes_rgb(mode: str, colour: Any) -> None:
    image = decode(saved(Image.new(mode, (16, 16), colour), "TIFF")).image

    assert image.mode == "RGB"
    if mode in ("CMYK", "YCbCr"):
        red, green, blue = image.getpixel((8, 8))  # type: ignore[misc]
        assert red > 200
        assert max(green, blue) < 60


def test_lab_becomes_rgb() -> None:
    lab = ImageCms.createProfile("LAB")
    to_lab = ImageCms.buildTransform(ImageCms.createProfile("sRGB"), lab, "RGB", "LAB")
    image = ImageCms.applyTransform(Image.new("RGB", (16, 16), (200, 30, 30)), to_lab)
    assert image is not None

    red, green, blue = decode(saved(image, "TIFF")).image.getpixel((8, 8))  # type: ignore[misc]

    assert abs(red - 200) + abs(green - 30) + abs(blue - 30) <= 9


def swapped_profile() -> bytes:
    """A profile of a monitor whose red shines green and whose green shines red.

    It is Pillow's sRGB with the names of two of its colorants exchanged.
    """
    data = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = data.replace(b"rXYZ", b"?XYZ", 1).replace(b"gXYZ", b"rXYZ", 1)
    swapped = swapped.replace(b"?XYZ", b"gXYZ", 1)
    return swapped.replace("sRGB".encode("utf-16-be"), "Swap".encode("utf-16-be"))


def test_an_embedded_profile_is_honoured() -> None:
    data = saved(Image.new("RGB", (16, 16), "red"), "PNG", icc_profile=swapped_profile())

    assert decode(data).image.getpixel((8, 8)) == (0, 255, 0)


@pytest.mark.parametrize("profile", [b"nonsense", b"\0" * 200])
@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
def test_a_damaged_profile_is_ignored(profile: bytes, mode: str) -> None:
    white = Image.new("RGB", (16, 16), "white").convert(mode)
    data = saved(white, "JPEG", icc_profile=profile)

    assert decode(data).image.getpixel((8, 8)) == (255, 255, 255)


@pytest.mark.parametrize("format", ["GIF", "PNG", "WEBP", "AVIF"])
def test_an_animation_shows_its_first_frame(format: str) -> None:
    first, second = Image.new("RGB", (32, 32), "red"), Image.new("RGB", (32, 32), "blue")
    data = saved(first, format, save_all=True, append_images=[second], duration=100)

    decoded = decode(data)

    assert decoded.metadata.animated
    red, green, blue = decoded.image.getpixel((16, 16))  # type: ignore[misc]
    assert red > 240
    assert max(green, blue) < 15


def test_pages_and_twin_pictures_are_no_animation() -> None:
    first, second = Image.new("RGB", (32, 32), "red"), Image.new("RGB", (32, 32), "blue")

    for format in ("TIFF", "MPO"):
        data = saved(first, format, save_all=True, append_images=[second])
        assert not decode(data).metadata.animated


def code_of(source: bytes | Path) -> str:
    with pytest.raises(PictureError) as caught:
        decode(source)
    assert str(caught.value).endswith(".")
    return caught.value.problem.code


def test_each_failure_has_its_code(tmp_path: Path) -> None:
    jpeg = saved(Image.effect_noise((256, 256), 90).convert("RGB"), "JPEG")
    png = saved(Image.effect_noise((256, 256), 90), "PNG")

    assert code_of(b"") == "empty"
    assert code_of(b"Dear diary, today I took no photo.") == "not_a_picture"
    assert code_of(bytes(5000)) == "not_a_picture"
    assert code_of(jpeg[: len(jpeg) // 2]) == "truncated"
    assert code_of(png[: len(png) // 2]) == "truncated"
    assert code_of(png[:60] + bytes(500) + png[560:]) == "damaged"
    assert code_of(jpeg[:4]) in ("damaged", "truncated")
    assert code_of(tmp_path / "gone.jpg") == "vanished"
    assert code_of(tmp_path) == "unreadable"


@pytest.mark.parametrize("lost", [1, 6, 10, 12])
def test_a_png_that_lacks_only_its_end_is_shown(lost: int) -> None:
    png = saved(four_corners(), "PNG")

    assert np.array_equal(corners(decode(png[:-lost]).image), UPRIGHT)


def test_a_picture_larger_than_the_limit_is_refused_before_it_is_decoded() -> None:
    side = int((MEGAPIXELS * 1_000_000) ** 0.5) + 10
    bomb = b"P4\n%d %d\n" % (side, side)  # one bit a pixel; the pixels themselves are missing

    assert code_of(bomb) == "too_large"


def test_postscript_is_never_opened() -> None:
    assert code_of(saved(four_corners(), "EPS")) == "not_a_picture"


def test_a_missing_jpeg_xl_decoder_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    data = pylibjxl.encode(np.zeros((8, 8, 3), np.uint8))
    monkeypatch.setitem(__import__("sys").modules, "pylibjxl", None)

    with pytest.raises(PictureError, match="pylibjxl") as caught:
        decode(data)

    assert caught.value.problem.code == "unsupported"
