"""AVIF files with one association box per image are merged into what the format allows."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from photoclip.images.avif import mended
from photoclip.images.decode import decode
from photoclip.images.problems import PictureError


def box(name: bytes, content: bytes) -> bytes:
    return (8 + len(content)).to_bytes(4, "big") + name + content


def torn() -> tuple[bytes, bytes]:
    """A good AVIF with transparency, and the same as an early cavif would have written it.

    The associations of its two images stand in two `ipma` boxes; the 16 bytes more that this
    takes come from a `free` box that is put where the good one can spare it.
    """
    out = io.BytesIO()
    image = Image.new("RGBA", (64, 64), (255, 0, 0, 255))
    image.paste((0, 0, 0, 0), (32, 0, 64, 64))
    image.save(out, "AVIF", quality=95)
    data = out.getvalue()
    at = data.index(b"ipma") - 4
    length = int.from_bytes(data[at : at + 4], "big")
    flags, count = data[at + 8 : at + 12], int.from_bytes(data[at + 12 : at + 16], "big")
    assert (flags, count) == (bytes(4), 2)
    first_end = at + 16 + 3 + data[at + 18]
    first = box(b"ipma", flags + (1).to_bytes(4, "big") + data[at + 16 : first_end])
    second = box(b"ipma", flags + (1).to_bytes(4, "big") + data[first_end : at + length])
    return data, grown(data, at, at + length, first + second)


def grown(data: bytes, start: int, end: int, replacement: bytes) -> bytes:
    """Replace bytes in the last box of iprp in meta, and correct all lengths and offsets."""
    more = len(replacement) - (end - start)
    result = bytearray(data[:start] + replacement + data[end:])
    for name in (b"meta", b"iprp"):
        at = data.index(name) - 4
        result[at : at + 4] = (int.from_bytes(data[at : at + 4], "big") + more).to_bytes(4, "big")
    at = data.index(b"iloc")
    version, sizes = data[at + 4], data[at + 8]
    assert (version, sizes) == (0, 0x44)  # offsets and lengths of four bytes, no base offset
    entry = at + 12
    for _ in range(int.from_bytes(data[at + 10 : at + 12], "big")):
        place = entry + 6
        offset = int.from_bytes(data[place : place + 4], "big") + more
        result[place : place + 4] = offset.to_bytes(4, "big")
        entry += 14
    return bytes(result)


def test_a_torn_file_is_refused_by_pillow_and_shown_by_us() -> None:
    good, bad = torn()
    with pytest.raises(OSError, match="cannot identify"):
        Image.open(io.BytesIO(bad), formats=["AVIF"])

    image = decode(bad).image

    assert image.tobytes() == decode(good).image.tobytes()
    assert image.getpixel((60, 30)) == (255, 255, 255)


def test_mending_moves_nothing() -> None:
    _, bad = torn()

    better = mended(bad)

    assert better is not None
    assert len(better) == len(bad)
    assert better[bad.index(b"mdat") :] == bad[bad.index(b"mdat") :]


def test_files_that_ail_from_something_else_are_left_alone() -> None:
    good, bad = torn()

    assert mended(good) is None
    assert mended(b"") is None
    assert mended(bad[:300]) is None
    with pytest.raises(PictureError):
        decode(good[:200] + bytes(200))
