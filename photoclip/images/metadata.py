"""What a picture says about itself: EXIF first, XMP and IPTC for a missing date.

Nothing here raises: cameras, phones and programs write every imaginable nonsense.
"""

from __future__ import annotations

import logging
import math
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any, BinaryIO, Final

from PIL import Image
from PIL.ExifTags import GPS, IFD, Base

from photoclip.domain import Metadata

logger = logging.getLogger(__name__)

LONGEST_TEXT: Final = 200
_DATE = re.compile(
    r"\s*(\d{4})[:\-/.](\d{1,2})[:\-/.](\d{1,2})(?:[ T]+(\d{1,2}):(\d{1,2})(?::(\d{1,2}))?)?"
)
_XMP_DATES: Final = tuple(
    re.compile(rb"\b" + name + rb"""(?:\s*=\s*["']|>\s*)([0-9][0-9T:.\-+Z]{3,40})""")
    for name in (b"exif:DateTimeOriginal", b"photoshop:DateCreated", b"xmp:CreateDate")
)
_IPTC_DATE = re.compile(rb"\x1c\x02\x37\x00\x08(\d{4})(\d\d)(\d\d)")
_IPTC_TIME = re.compile(rb"\x1c\x02\x3c\x00[\x06\x0b](\d\d)(\d\d)(\d\d)")

Tags = Mapping[int, Any]


def read_metadata(exif: Image.Exif, *, xmp: bytes = b"", iptc: bytes = b"") -> Metadata:
    """The fields that EXIF fills; format, size and animation are the decoder's to add.

    `exif` must still be readable: it loads its parts as they are asked for. `xmp` is the packet
    as it stands in the file, `iptc` the raw records (or what holds them): both only lend a date.
    """
    main = _part(exif, None)
    photo = {**main, **_part(exif, IFD.Exif)}
    latitude, longitude = _position(_part(exif, IFD.GPSInfo))
    return Metadata(
        orientation=orientation_of(main),
        taken_at=_taken_at(photo) or _xmp_date(xmp) or _iptc_date(iptc),
        camera=_camera(_text(main.get(Base.Make)), _text(main.get(Base.Model))),
        lens=_text(photo.get(Base.LensModel)) or _text(photo.get(0xFDEA)),
        iso=_iso(photo),
        aperture=_number(photo.get(Base.FNumber), 0.1, 200),
        exposure_seconds=_number(photo.get(Base.ExposureTime), 1e-7, 1e6),
        focal_mm=_number(photo.get(Base.FocalLength), 0.1, 1e5),
        latitude=latitude,
        longitude=longitude,
    )


def exif_of(image: Image.Image) -> Image.Exif:
    """The EXIF data of an open picture, wherever its format keeps it; empty where damaged."""
    try:
        return image.getexif()
    except Exception:
        logger.debug("damaged EXIF data", exc_info=True)
        return Image.Exif()


def load_exif(stream: BinaryIO) -> Image.Exif:
    """The EXIF data of a block, or of a file that is TIFF inside; empty where damaged."""
    exif = Image.Exif()
    try:
        stream.seek(0)
        exif.load_from_fp(stream)
    except Exception:
        logger.debug("damaged EXIF data", exc_info=True)
        return Image.Exif()
    return exif


def orientation_of(tags: Tags) -> int:
    """EXIF's orientation, 1 to 8; 1 where it is missing or nonsense."""
    value = _number(tags.get(Base.Orientation), 1, 8)
    return int(value) if value is not None else 1


def _part(exif: Image.Exif, ifd: int | None) -> Tags:
    """One directory of the EXIF data; empty where it cannot be read."""
    try:
        return dict(exif) if ifd is None else dict(exif.get_ifd(ifd))
    except Exception:
        logger.debug("unreadable EXIF directory %s", ifd, exc_info=True)
        return {}


def _taken_at(tags: Tags) -> datetime | None:
    for tag in (Base.DateTimeOriginal, Base.DateTimeDigitized, Base.DateTime):
        if (moment := parse_date(_text(tags.get(tag)))) is not None:
            return moment
    return None


def parse_date(text: str | None) -> datetime | None:
    """EXIF's or XMP's way to write a moment, as the camera's local time.

    A time zone is dropped, not converted; a missing time is midnight; nonsense is None.
    """
    match = _DATE.match(text or "")
    if match is None:
        return None
    try:
        moment = datetime(*(int(group or 0) for group in match.groups()))  # type: ignore[arg-type]
    except ValueError:
        return None
    return moment if 1826 <= moment.year <= 2200 else None  # photography began in 1826


def _xmp_date(xmp: bytes) -> datetime | None:
    for pattern in _XMP_DATES:
        if (match := pattern.search(xmp)) is not None:
            moment = parse_date(match[1].decode("ascii"))
            if moment is not None:
                return moment
    return None


def _iptc_date(iptc: bytes) -> datetime | None:
    day, time = _IPTC_DATE.search(iptc), _IPTC_TIME.search(iptc)
    if day is None:
        return None
    parts = day.groups() + (time.groups() if time is not None else (b"0", b"0", b"0"))
    return parse_date("{}-{}-{} {}:{}:{}".format(*(part.decode("ascii") for part in parts)))


def _camera(make: str | None, model: str | None) -> str | None:
    """Make and model, without a make that the model repeats (Canon, "Canon EOS 40D")."""
    if not make or not model:
        return model or make
    brand = make.split()[0].casefold()
    return model if model.casefold().startswith(brand) else f"{make} {model}"


def _iso(tags: Tags) -> int | None:
    """The sensitivity; 65535 stands for "too large for this tag, see the others"."""
    for tag in (Base.ISOSpeedRatings, Base.RecommendedExposureIndex, Base.ISOSpeed):
        value = _number(tags.get(tag), 1, 1e7)
        if value is not None and value != 65535:
            return int(value)
    return None


def _position(gps: Tags) -> tuple[float, float] | tuple[None, None]:
    """Latitude and longitude in degrees, or neither.

    Exactly 0° 0° is what cameras without a fix write, not a place in the Atlantic.
    """
    latitude = _degrees(gps.get(GPS.GPSLatitude), gps.get(GPS.GPSLatitudeRef), "NS", 90)
    longitude = _degrees(gps.get(GPS.GPSLongitude), gps.get(GPS.GPSLongitudeRef), "EW", 180)
    if latitude is None or longitude is None or latitude == longitude == 0:
        return None, None
    return latitude, longitude


def _degrees(value: Any, reference: Any, letters: str, most: float) -> float | None:
    parts = value if isinstance(value, tuple | list) else (value,)
    numbers = [_number(part, 0, most) for part in parts]
    hemisphere = (_text(reference) or " ")[0].upper()
    if not 1 <= len(numbers) <= 3 or hemisphere not in letters:
        return None
    total = 0.0
    for number, unit in zip(numbers, (1, 60, 3600), strict=False):
        if number is None:
            return None
        total += number / unit
    if total > most:
        return None
    return round(-total if hemisphere == letters[1] else total, 7)


def _number(value: Any, least: float, most: float) -> float | None:
    """A finite number between the two, or None; the first of several."""
    if isinstance(value, tuple | list) and value:
        value = value[0]
    if isinstance(value, bytes | str) or value is None:
        return None
    try:
        number = float(value)
    except (TypeError, ValueError, ArithmeticError):
        return None
    return number if math.isfinite(number) and least <= number <= most else None


def _text(value: Any) -> str | None:
    """Text up to its first NUL, stripped, of bounded length; None where nothing is left."""
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    if not isinstance(value, str):
        return None
    value = value.split("\0", 1)[0]
    printable = "".join(letter if letter.isprintable() else " " for letter in value)
    return " ".join(printable.split())[:LONGEST_TEXT] or None
