"""What a photo's own file and its sidecars say about it: XMP first, then IPTC, then EXIF."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PIL import Image
from PIL.ExifTags import IFD, Base

from photoclip.errors import InputError
from photoclip.images.metadata import exif_of
from photoclip.images.xmp import Said, parse, read_file, stars

logger = logging.getLogger(__name__)

_FORMATS: Final = ("JPEG", "TIFF", "PNG", "WEBP")
_SUFFIXES: Final = frozenset((".jpg", ".jpeg", ".jpe", ".tif", ".tiff", ".png", ".webp"))
_XP_KEYWORDS, _RATING = 0x9C9E, 0x4746
_IPTC_IN_TIFF, _XMP_IN_TIFF = 33723, 700
# What cameras write where nobody wrote anything.
_CAMERAS_OWN: Final = frozenset(
    (
        "olympus digital camera",
        "sony dsc",
        "minolta digital camera",
        "konica minolta digital camera",
        "digital camera",
        "samsung",
        "exif_jpeg_picture",
        "default",
        "jpeg",
        "dcim",
    )
)


@dataclass(frozen=True, slots=True)
class Heard:
    """What the files of a photo say, and a sentence for each that could not be read."""

    said: Said
    complaints: tuple[str, ...] = ()


def sidecars(photo: Path, names: Mapping[str, str]) -> list[Path]:
    """The sidecars of a photo: `IMG.jpg.xmp`, then `IMG.xmp`.

    `names` are those of its folder by their lower case.
    """
    wanted = (f"{photo.name}.xmp".lower(), f"{photo.stem}.xmp".lower())
    return [photo.parent / names[name] for name in dict.fromkeys(wanted) if name in names]


def hear(photo: Path, names: Mapping[str, str]) -> Heard:
    """Everything that is said about a photo; nothing raises, and no file is touched."""
    said, complaints = Said(), []
    for path in sidecars(photo, names):
        try:
            said |= parse(read_file(path))
        except InputError as error:
            complaints.append(f"{path} was left out. {error}")
        except OSError as error:
            complaints.append(f"{path} cannot be read ({error.strerror}).")
    if photo.suffix.lower() in _SUFFIXES:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                with Image.open(photo, formats=_FORMATS) as image:
                    parts = [part(image) for part in (_packet, _records, _exif)]
        except InputError as error:
            complaints.append(f"The XMP inside {photo} was left out. {error}")
        except OSError as error:
            complaints.append(f"{photo} cannot be read ({error.strerror or 'damaged'}).")
        except Exception:  # decoders raise nearly everything on damaged data
            logger.debug("unreadable words in %s", photo, exc_info=True)
            complaints.append(f"{photo} is damaged; what it says was left out.")
        else:
            for part in parts:
                said |= part
    return Heard(said, tuple(complaints))


def _packet(image: Image.Image) -> Said:
    packet = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp")
    if not packet and image.format == "TIFF":
        packet = image.tag_v2.get(_XMP_IN_TIFF)  # type: ignore[attr-defined]
    if isinstance(packet, str):
        packet = packet.encode("utf-8", "replace")
    return parse(packet) if isinstance(packet, bytes) and packet.strip(b"\0 \n") else Said()


def _records(image: Image.Image) -> Said:
    blocks = image.info.get("photoshop")
    data = blocks.get(0x0404) if isinstance(blocks, dict) else None
    if data is None and image.format == "TIFF":
        data = image.tag_v2.get(_IPTC_IN_TIFF)  # type: ignore[attr-defined]
    return iptc(data) if isinstance(data, bytes) else Said()


def iptc(data: bytes) -> Said:
    """What IPTC-IIM records say (IIM 4.2: 2:25 keywords, 2:120 caption, 2:105 headline)."""
    found: dict[tuple[int, int], list[bytes]] = {}
    for record, number, value in _datasets(data):
        found.setdefault((record, number), []).append(value)
    is_utf8 = b"\x1b%G" in found.get((1, 90), ())
    read: Callable[[bytes], str] = _utf8 if is_utf8 else _guessed
    words = (read(word) for word in found.get((2, 25), ()))
    captions = (read(one) for one in (*found.get((2, 120), ()), *found.get((2, 105), ())))
    return Said(
        tuple(dict.fromkeys((word,) for word in words if word)),
        caption=next(filter(None, captions), ""),
    )


def _datasets(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    place = 0
    while place + 5 <= len(data) and data[place] == 0x1C:
        record, number = data[place + 1], data[place + 2]
        size = int.from_bytes(data[place + 3 : place + 5], "big")
        place += 5
        if size & 0x8000:  # the size has a size of its own
            digits = size & 0x7FFF
            if digits > 4:
                return
            size = int.from_bytes(data[place : place + digits], "big")
            place += digits
        yield record, number, data[place : place + size]
        place += size


def _utf8(value: bytes) -> str:
    return value.decode("utf-8", "replace").strip("\0 \r\n\t")


def _guessed(value: bytes) -> str:
    """Text without a note of its encoding: many write UTF-8 without saying so."""
    try:
        return value.decode("utf-8").strip("\0 \r\n\t")
    except UnicodeDecodeError:
        return value.decode("latin-1").strip("\0 \r\n\t")


def _exif(image: Image.Image) -> Said:
    exif = exif_of(image)
    words = exif.get(_XP_KEYWORDS)
    if isinstance(words, tuple):
        words = bytes(words)
    split = words.decode("utf-16-le", "replace").split(";") if isinstance(words, bytes) else []
    keywords = [word.strip("\0 \r\n\t") for word in split]
    return Said(
        tuple(dict.fromkeys((word,) for word in keywords if word)),
        stars(exif[_RATING]) if _RATING in exif else None,
        _written(exif.get(Base.ImageDescription)) or _comment(exif.get_ifd(IFD.Exif)),
    )


def _comment(photo: Mapping[int, object]) -> str:
    """EXIF's UserComment: eight bytes name its encoding (EXIF 2.32, 4.6.5)."""
    value = photo.get(Base.UserComment)
    if not isinstance(value, bytes):
        return _written(value)
    code, text = value[:8], value[8:]
    if code == b"UNICODE\0":
        big = text[:1] == b"\0"
        return _written(text.decode("utf-16-be" if big else "utf-16-le", "replace"))
    return _written(text) if code in (b"ASCII\0\0\0", b"\0" * 8) else ""


def _written(value: object) -> str:
    """A text that a person may have written; empty for a camera's own and for binary data."""
    text = _guessed(value) if isinstance(value, bytes) else value
    if not isinstance(text, str):
        return ""
    text = text.split("\0", 1)[0].strip()
    readable = all(letter.isprintable() or letter in "\r\n\t" for letter in text)
    return text if readable and text.casefold() not in _CAMERAS_OWN else ""
