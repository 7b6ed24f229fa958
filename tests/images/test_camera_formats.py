"""What cameras and phones really write: several pictures in a file, deep and wide colours."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

import numpy as np
import pillow_heif
import pytest
from PIL import Image

from photoclip.images.decode import decode

TEAL, RED = (0, 128, 128), (255, 0, 0)


def near(image: Image.Image, colour: tuple[int, int, int], within: int = 6) -> bool:
    middle = np.asarray(image, int)[image.height // 2, image.width // 2]
    return bool(np.abs(middle - colour).max() <= within)


def saved(image: Image.Image, form: str, **options: Any) -> bytes:
    pillow_heif.register_heif_opener()
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def test_of_a_multi_picture_jpeg_the_first_is_shown() -> None:
    first, second = Image.new("RGB", (64, 48), TEAL), Image.new("RGB", (32, 24), RED)
    exif = Image.Exif()
    exif[0x0112] = 6
    data = saved(first, "MPO", save_all=True, append_images=[second], exif=exif)
    decoded = decode(data, suffix=".mpo")
    assert near(decoded.image, TEAL)
    assert decoded.image.size == (48, 64)
    assert not decoded.metadata.animated
    assert decoded.metadata.format == "jpeg"


def test_ultra_hdr_shows_its_base_picture() -> None:
    """Android's format: a JPEG, and behind it the map of what is brighter, named in XMP."""
    xmp = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:Description hdrgm:Version='1.0'/></x:xmpmeta>"
    gain = Image.new("L", (16, 12), 200)
    base = Image.new("RGB", (64, 48), TEAL)
    data = saved(base, "MPO", save_all=True, append_images=[gain.convert("RGB")], xmp=xmp)
    decoded = decode(data, suffix=".jpg")
    assert near(decoded.image, TEAL)
    assert decoded.image.size == (64, 48)
    assert not decoded.metadata.motion


@pytest.mark.parametrize("order", ["<", ">"])
def test_sixteen_bits_a_colour_in_tiff(order: str) -> None:
    width, height = 8, 6
    pixels = np.tile(np.array([0, 128 * 257, 128 * 257], order + "u2"), (height, width, 1))
    strip = pixels.tobytes()
    start = b"II*\0" if order == "<" else b"MM\0*"
    entries = [
        (256, 3, 1, width),
        (257, 3, 1, height),
        (258, 3, 3, None),
        (259, 3, 1, 1),
        (262, 3, 1, 2),
        (273, 4, 1, None),
        (277, 3, 1, 3),
        (278, 3, 1, height),
        (279, 4, 1, len(strip)),
    ]
    after = 8 + 2 + 12 * len(entries) + 4
    directory = struct.pack(order + "H", len(entries))
    for tag, kind, count, value in entries:
        value = {258: after, 273: after + 6}.get(tag, value)
        packed = struct.pack(order + ("HH" if kind == 3 and count == 1 else "L"),
                             *((value, 0) if kind == 3 and count == 1 else (value,)))  # fmt: skip
        directory += struct.pack(order + "HHL", tag, kind, count) + packed
    data = start + struct.pack(order + "L", 8) + directory + bytes(4)
    data += struct.pack(order + "3H", 16, 16, 16) + strip
    assert near(decode(data).image, TEAL, 1)


def test_sixteen_bits_a_colour_in_png() -> None:
    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">L", len(data)) + name + data + struct.pack(">L", zlib.crc32(name + data))
        )

    row = b"\0" + struct.pack(">3H", 0, 128 * 257, 128 * 257) * 8
    data = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">LLBBBBB", 8, 6, 16, 2, 0, 0, 0))
    data += chunk(b"IDAT", zlib.compress(row * 6)) + chunk(b"IEND", b"")
    assert near(decode(data).image, TEAL, 1)


def test_inks_of_a_printers_jpeg() -> None:
    inks = Image.new("RGB", (32, 24), RED).convert("CMYK")
    assert near(decode(saved(inks, "JPEG", quality=95)).image, RED)
    assert near(decode(saved(inks, "TIFF")).image, RED)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "TIFF", "WEBP", "AVIF", "HEIF"])
def test_black_and_white_is_shown_in_its_greys(form: str) -> None:
    grey = Image.new("L", (64, 48), 90)
    assert near(decode(saved(grey, form)).image, (90, 90, 90))


def test_of_several_pictures_in_heic_the_first_is_shown() -> None:
    first, second = Image.new("RGB", (64, 48), TEAL), Image.new("RGB", (32, 24), RED)
    data = saved(first, "HEIF", save_all=True, append_images=[second])
    decoded = decode(data, suffix=".heic")
    assert near(decoded.image, TEAL)
    assert decoded.image.size == (64, 48)
    assert not decoded.metadata.animated


def test_ten_bits_in_heic() -> None:
    values = np.tile(np.array([0, 128 * 257, 128 * 257], np.uint16), (48, 64, 1))
    written = pillow_heif.from_bytes("RGB;16", (64, 48), values.tobytes())
    out = io.BytesIO()
    written.save(out, quality=95)
    assert near(decode(out.getvalue(), suffix=".heic").image, TEAL)


@pytest.mark.parametrize("form", ["WEBP", "PNG", "GIF", "AVIF"])
def test_a_moving_picture_is_one_photo_and_says_that_it_moves(form: str) -> None:
    first, second = Image.new("RGB", (64, 48), TEAL), Image.new("RGB", (64, 48), RED)
    data = saved(first, form, save_all=True, append_images=[second], duration=100)
    decoded = decode(data)
    assert near(decoded.image, TEAL)
    assert decoded.metadata.animated
    assert decoded.frames == ()
