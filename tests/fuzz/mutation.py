"""Real files, damaged in the ways in which files get damaged, and in worse ones."""

from __future__ import annotations

import io
import random
import struct
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import numpy as np
from PIL import Image

from photoclip.images.formats import is_picture, is_video
from tests.images.conftest import _dng
from tests.images.videos import film

LARGEST = 250_000
"""Larger files take long and show nothing that smaller ones do not."""

_HEAD = 2048
_NUMBERS = (0, 1, 2, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF)
_WORDS = (
    b"<!DOCTYPE a [<!ENTITY b 'c'>]>&b;",
    b"<rdf:Description>" * 70,
    b"</",
    b"\xff\xfe",
    b"1e999",
    b"%n%s",
    b"\0" * 64,
    b"9999:99:99 99:99:99",
    b"Exif\0\0II*\0",
    b"8BIM\x04\x04",
)
_XMP = b"""<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
xmlns:lr="http://ns.adobe.com/lightroom/1.0/" xmp:Rating="4" xmp:Label="Red">
<dc:subject><rdf:Bag><rdf:li>beach</rdf:li><rdf:li>sea</rdf:li></rdf:Bag></dc:subject>
<lr:hierarchicalSubject><rdf:Bag><rdf:li>a|b</rdf:li></rdf:Bag></lr:hierarchicalSubject>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">text</rdf:li></rdf:Alt></dc:description>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""


class Source(NamedTuple):
    """A sound file: its name and what is in it."""

    name: str
    data: bytes


def sources(folders: Iterable[Path], scratch: Path) -> list[Source]:
    """Small real files of the folders, and some of each kind that can be made here."""
    found = list(_made(scratch))
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            wanted = path.suffix.lower() == ".xmp" or is_picture(path) or is_video(path)
            if path.is_file() and wanted and 0 < path.stat().st_size <= LARGEST:
                found.append(Source("a" + path.suffix.lower(), path.read_bytes()))
    return found


def mutated(found: list[Source], seed: int, number: int) -> tuple[str, bytes]:
    """The input of that number: a file's name and its content."""
    rng = random.Random(f"{seed}/{number}")
    one = found[rng.randrange(len(found))]
    if len(one.data) > 40_000 and rng.random() < 0.7:  # small ones are quicker by far
        one = found[rng.randrange(len(found))]
    data = bytearray(one.data)
    for _ in range(rng.choice((1, 1, 2, 3, 8))):
        if data:
            rng.choice(_MUTATIONS)(data, rng, found)
    name = one.name
    if rng.random() < 0.03:
        name = found[rng.randrange(len(found))].name  # a name that lies
    return name, bytes(data)


def _place(data: bytearray, rng: random.Random) -> int:
    """Where to do harm: mostly near the beginning, where the headers are."""
    end = min(len(data), _HEAD) if rng.random() < 0.7 else len(data)
    return rng.randrange(end)


def _flip(data: bytearray, rng: random.Random, found: list[Source]) -> None:
    for _ in range(rng.choice((1, 2, 8, 32))):
        data[_place(data, rng)] ^= 1 << rng.randrange(8)


def _write_number(data: bytearray, rng: random.Random, found: list[Source]) -> None:
    at = _place(data, rng)
    form = rng.choice("BHIQ")
    top = 1 << 8 * struct.calcsize("<" + form)
    value = rng.choice((rng.choice(_NUMBERS), rng.randrange(1 << 32), len(data))) % top
    packed = struct.pack(rng.choice("<>") + form, value)
    data[at : at + len(packed)] = packed


def _cut(data: bytearray, rng: random.Random, found: list[Source]) -> None:
    del data[rng.randrange(len(data)) :]


def _remove(data: bytearray, rng: random.Random, found: list[Source]) -> None:
    at = _place(data, rng)
    del data[at : at + rng.choice((1, 4, 64, 4096))]


def _repeat(data: bytearray, rng: random.Random, found: list[Source]) -> None:
    at, length = _place(data, rng), rng.choice((1, 4, 64, 2048))
    data[at:at] = data[at : at + length] * rng.choice((1, 2, 16))


def _noise(data: bytearray, rng: random.Random, found: list[Source]) -> None:
    at = _place(data, rng)
    length = rng.choice((1, 4, 16, 256))
    data[at : at + length] = rng.randbytes(length)


def _graft(data: bytearray, rng: random.Random, found: list[Source]) -> None:
    other = found[rng.randrange(len(found))].data
    at, its = _place(data, rng), rng.randrange(len(other))
    length = rng.choice((16, 256, 4096))
    data[at : at + length] = other[its : its + length]


def _insert_word(data: bytearray, rng: random.Random, found: list[Source]) -> None:
    at = _place(data, rng)
    data[at:at] = rng.choice(_WORDS)


def _append(data: bytearray, rng: random.Random, found: list[Source]) -> None:
    data += rng.choice((rng.randbytes(64), bytes(data[:4096]), bytes(4096)))


_MUTATIONS = (
    _flip,
    _flip,
    _write_number,
    _write_number,
    _write_number,
    _cut,
    _remove,
    _repeat,
    _noise,
    _graft,
    _insert_word,
    _append,
)


def _made(scratch: Path) -> Iterable[Source]:
    import pillow_heif
    import pylibjxl

    pillow_heif.register_heif_opener()
    rng = np.random.default_rng(1)
    pixels = rng.integers(0, 256, (24, 40, 3), dtype=np.uint8)
    picture = Image.fromarray(pixels)
    exif = Image.Exif()
    exif[0x010F], exif[0x0112] = "Maker", 6
    exif.get_ifd(0x8769)[0x9003] = "2021:05:06 07:08:09"
    exif.get_ifd(0x8825)[1] = "N"
    for suffix, form in (
        (".jpg", "JPEG"),
        (".png", "PNG"),
        (".webp", "WEBP"),
        (".tif", "TIFF"),
        (".gif", "GIF"),
        (".bmp", "BMP"),
        (".avif", "AVIF"),
        (".heic", "HEIF"),
        (".jp2", "JPEG2000"),
        (".ppm", "PPM"),
        (".tga", "TGA"),
        (".pcx", "PCX"),
        (".sgi", "SGI"),
        (".dds", "DDS"),
        (".ico", "ICO"),
    ):
        out = io.BytesIO()
        plain = form in ("GIF", "BMP", "JPEG2000", "PPM", "TGA", "PCX", "SGI", "DDS", "ICO")
        xmp = {"xmp": _XMP} if form in ("JPEG", "WEBP", "AVIF", "HEIF") else {}
        options = {} if plain else {"exif": exif.tobytes(), **xmp}
        picture.save(out, form, **options)
        yield Source("a" + suffix, out.getvalue())
    yield Source("a.jxl", pylibjxl.encode(pixels))
    yield Source("a.dng", _dng((200, 80, 20)))
    yield Source("a.dng", _dng((200, 80, 20), preview=(96, 64)))
    yield Source("a.psd", _psd(pixels))
    for _ in range(12):  # as often as the many pictures make them seldom
        yield Source("a.xmp", _XMP)
    for suffix in (".mp4", ".mov", ".mkv", ".avi", ".mts", ".mpg", ".wmv", ".webm"):
        path = film(scratch / f"film{suffix}", seconds=1, size=(64, 48))
        for _ in range(3):
            yield Source("a" + suffix, path.read_bytes())


def _psd(pixels: np.ndarray[tuple[int, ...], np.dtype[np.uint8]]) -> bytes:
    head = b"8BPS\0\1" + bytes(6) + b"\0\3\0\0\0\x18\0\0\0\x28\0\x08\0\3"
    return head + bytes(12) + b"\0\0" + pixels.transpose(2, 0, 1).tobytes()
