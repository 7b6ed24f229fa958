"""For the tests of pictures: a camera's raw file in miniature, which Pillow cannot write."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image

BYTE, ASCII, SHORT, LONG, RATIONAL, SRATIONAL = 1, 2, 3, 4, 5, 10
_FORMATS = {BYTE: "B", SHORT: "H", LONG: "L", RATIONAL: "LL", SRATIONAL: "ll"}

Entry = tuple[int, int, list[int] | bytes]


def _packed(kind: int, value: list[int] | bytes) -> tuple[int, bytes]:
    if isinstance(value, bytes):
        return len(value), value
    letters = _FORMATS[kind]
    count = len(value) // len(letters)
    return count, struct.pack("<" + letters * count, *value)


def _directory(entries: list[Entry], at: int) -> bytes:
    """One TIFF directory that stands at a certain place, its longer values right behind it."""
    head, tail = struct.pack("<H", len(entries)), b""
    tail_at = at + 2 + 12 * len(entries) + 4
    for tag, kind, value in sorted(entries):
        count, data = _packed(kind, value)
        if len(data) > 4:
            place = struct.pack("<L", tail_at + len(tail))
            tail += data + b"\0" * (len(data) % 2)
        else:
            place = data.ljust(4, b"\0")
        head += struct.pack("<HHL", tag, kind, count) + place
    return head + struct.pack("<L", 0) + tail


def _dng(
    colour: tuple[int, int, int],
    *,
    size: tuple[int, int] = (128, 96),
    preview: tuple[int, int] | None = None,
    orientation: int = 1,
) -> bytes:
    """A DNG whose sensor saw one colour; its preview, if any, shows red above blue."""
    width, height = size
    mosaic = np.empty((height, width), np.uint16)
    red, green, blue = (round(65535 * (channel / 255) ** 2.2) for channel in colour)
    mosaic[0::2, 0::2], mosaic[1::2, 1::2] = red, blue
    mosaic[0::2, 1::2] = mosaic[1::2, 0::2] = green
    jpeg = b""
    if preview is not None:
        picture = Image.new("RGB", preview, (0, 0, 255))
        picture.paste((255, 0, 0), (0, 0, preview[0], preview[1] // 2))
        out = io.BytesIO()
        picture.save(out, "JPEG", quality=95, subsampling=0)
        jpeg = out.getvalue()
    pixels_at, main_at, sensor_at, exif_at = 8 + len(jpeg) + len(jpeg) % 2, 0, 0, 0
    pixels = mosaic.tobytes()
    main_at = pixels_at + len(pixels)
    sensor: list[Entry] = [
        (254, LONG, [0]),
        (256, LONG, [width]),
        (257, LONG, [height]),
        (258, SHORT, [16]),
        (259, SHORT, [1]),
        (262, SHORT, [32803]),
        (273, LONG, [pixels_at]),
        (277, SHORT, [1]),
        (278, LONG, [height]),
        (279, LONG, [len(pixels)]),
        (33421, SHORT, [2, 2]),
        (33422, BYTE, [0, 1, 1, 2]),
        (50714, SHORT, [0]),
        (50717, LONG, [65535]),
    ]
    exif: list[Entry] = [
        (0x9003, ASCII, b"2021:06:05 04:03:02\0"),
        (0x8827, SHORT, [400]),
        (0x829D, RATIONAL, [28, 10]),
    ]
    matrix = [1, 1, 0, 1, 0, 1, 0, 1, 1, 1, 0, 1, 0, 1, 0, 1, 1, 1]

    def main(sensor_at: int, exif_at: int) -> bytes:
        entries: list[Entry] = [
            (271, ASCII, b"Tiny\0"),
            (272, ASCII, b"Tiny One\0"),
            (274, SHORT, [orientation]),
            (330, LONG, [sensor_at]),
            (0x8769, LONG, [exif_at]),
            (50706, BYTE, [1, 4, 0, 0]),
            (50708, ASCII, b"Tiny One\0"),
            (50721, SRATIONAL, matrix),
            (50728, RATIONAL, [1, 1, 1, 1, 1, 1]),
        ]
        if preview is not None:
            entries += [
                (254, LONG, [1]),
                (256, LONG, [preview[0]]),
                (257, LONG, [preview[1]]),
                (258, SHORT, [8, 8, 8]),
                (259, SHORT, [7]),
                (262, SHORT, [6]),
                (273, LONG, [8]),
                (277, SHORT, [3]),
                (278, LONG, [preview[1]]),
                (279, LONG, [len(jpeg)]),
            ]
        return _directory(entries, main_at)

    sensor_at = main_at + len(main(0, 0))
    exif_at = sensor_at + len(_directory(sensor, sensor_at))
    return b"".join(
        (
            struct.pack("<2sHL", b"II", 42, main_at),
            jpeg.ljust(pixels_at - 8, b"\0"),
            pixels,
            main(sensor_at, exif_at),
            _directory(sensor, sensor_at),
            _directory(exif, exif_at),
        )
    )


@pytest.fixture(scope="session")
def dng() -> Callable[..., bytes]:
    """Makes a DNG; see above for what may be asked of it."""
    return _dng
