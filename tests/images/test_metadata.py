"""EXIF, and the dates of XMP and IPTC, of every format; nonsense is None and never raises."""

from __future__ import annotations

import io
import struct
from datetime import datetime
from typing import Any

import pillow_heif
import pylibjxl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PIL import Image
from PIL.ExifTags import GPS, IFD, Base
from PIL.TiffImagePlugin import IFDRational

from photoclip.domain import Metadata
from photoclip.images.decode import decode
from photoclip.images.metadata import LONGEST_TEXT, parse_date, read_metadata


def exif_of(
    main: dict[int, Any] | None = None,
    photo: dict[int, Any] | None = None,
    gps: dict[int, Any] | None = None,
) -> Image.Exif:
    """What a camera might have written, after a round trip through bytes."""
    exif = Image.Exif()
    exif.update(main or {})
    exif.get_ifd(IFD.Exif).update(photo or {})
    exif.get_ifd(IFD.GPSInfo).update(gps or {})
    again = Image.Exif()
    again.load(exif.tobytes())
    return again


FULL = exif_of(
    {
        Base.Make: "NIKON CORPORATION\0\0",
        Base.Model: "NIKON D70 ",
        Base.DateTime: "2022:01:01 00:00:00",
    },
    {
        Base.DateTimeOriginal: "2021:06:05 04:03:02",
        Base.DateTimeDigitized: "2021:07:01 00:00:00",
        Base.LensModel: "35mm f/1.8",
        Base.ISOSpeedRatings: 400,
        Base.FNumber: IFDRational(28, 10),
        Base.ExposureTime: IFDRational(1, 250),
        Base.FocalLength: IFDRational(35, 1),
    },
    {
        GPS.GPSLatitudeRef: "S",
        GPS.GPSLatitude: (33.0, 51.0, 35.9),
        GPS.GPSLongitudeRef: "E",
        GPS.GPSLongitude: (151.0, 12.0, 40.0),
    },
)


def check_full(metadata: Metadata) -> None:
    assert metadata.taken_at == datetime(2021, 6, 5, 4, 3, 2)
    assert metadata.camera == "NIKON D70"
    assert metadata.lens == "35mm f/1.8"
    assert metadata.iso == 400
    assert metadata.aperture == pytest.approx(2.8)
    assert metadata.exposure_seconds == pytest.approx(0.004)
    assert metadata.focal_mm == pytest.approx(35)
    assert metadata.latitude == pytest.approx(-33.859972, abs=1e-5)
    assert metadata.longitude == pytest.approx(151.211111, abs=1e-5)


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF", "HEIF"])
def test_all_fields_survive_in_every_format(format: str) -> None:
    pillow_heif.register_heif_opener()
    out = io.BytesIO()
    Image.new("RGB", (32, 16)).save(out, format, exif=FULL.tobytes())

    metadata = decode(out.getvalue()).metadata

    check_full(metadata)
    assert (metadata.width, metadata.height) == (32, 16)


def test_all_fields_survive_in_jpeg_xl() -> None:
    out = io.BytesIO()
    Image.new("RGB", (32, 16)).save(out, "JPEG", exif=FULL.tobytes())

    check_full(decode(pylibjxl.jpeg_to_jxl(out.getvalue())).metadata)


def test_a_picture_without_exif_says_nothing_of_itself() -> None:
    out = io.BytesIO()
    Image.new("RGB", (32, 16)).save(out, "PNG")

    assert decode(out.getvalue()).metadata == Metadata(format="png", width=32, height=16)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2021:06:05 04:03:02", datetime(2021, 6, 5, 4, 3, 2)),
        ("2021-06-05T04:03:02.123+02:00", datetime(2021, 6, 5, 4, 3, 2)),
        ("2021:06:05 04:03", datetime(2021, 6, 5, 4, 3)),
        ("2021:06:05", datetime(2021, 6, 5)),
        (" 2021/6/5 4:03:02", datetime(2021, 6, 5, 4, 3, 2)),
        ("0000:00:00 00:00:00", None),
        ("    :  :     :  :  ", None),
        ("2021:13:05 04:03:02", None),
        ("2021:02:30 04:03:02", None),
        ("2021:06:05 24:61:00", None),
        ("9999:12:31 00:00:00", None),
        ("yesterday", None),
        ("", None),
        (None, None),
    ],
)
def test_dates(text: str | None, moment: datetime | None) -> None:
    assert parse_date(text) == moment


def test_the_next_best_date_counts_where_the_best_is_nonsense() -> None:
    photo = {
        Base.DateTimeOriginal: "0000:00:00 00:00:00",
        Base.DateTimeDigitized: "2020:01:02 03:04:05",
    }

    assert read_metadata(exif_of({}, photo)).taken_at == datetime(2020, 1, 2, 3, 4, 5)
    assert read_metadata(exif_of({Base.DateTime: "2019:01:02 03:04:05"})).taken_at == datetime(
        2019, 1, 2, 3, 4, 5
    )


@pytest.mark.parametrize(
    "xmp",
    [
        b'<rdf:Description photoshop:DateCreated="2009-08-29T13:18:08.017" />',
        b"<rdf:Description xmp:CreateDate='2009-08-29T13:18:08'/>",
        b"<exif:DateTimeOriginal>2009-08-29T13:18:08Z</exif:DateTimeOriginal>",
        b'<x xmp:CreateDate="1999-01-01" photoshop:DateCreated="2009-08-29T13:18:08"/>',
    ],
)
def test_xmp_lends_a_date_where_exif_has_none(xmp: bytes) -> None:
    assert read_metadata(Image.Exif(), xmp=xmp).taken_at == datetime(2009, 8, 29, 13, 18, 8)
    assert read_metadata(FULL, xmp=xmp).taken_at == datetime(2021, 6, 5, 4, 3, 2)


def test_iptc_lends_a_date_where_nobody_else_has_one() -> None:
    day = b"\x1c\x02\x37\x00\x0820220110"

    assert read_metadata(Image.Exif(), iptc=day).taken_at == datetime(2022, 1, 10)
    assert read_metadata(
        Image.Exif(), iptc=day + b"\x1c\x02\x3c\x00\x0b151544-0400"
    ).taken_at == datetime(2022, 1, 10, 15, 15, 44)
    assert read_metadata(Image.Exif(), iptc=b"\x1c\x02\x37\x00\x0800000000").taken_at is None


@pytest.mark.parametrize(
    ("make", "model", "camera"),
    [
        ("Canon", "Canon EOS 40D", "Canon EOS 40D"),
        ("FUJIFILM", "X-T3", "FUJIFILM X-T3"),
        ("Apple\0", "iPhone 7", "Apple iPhone 7"),
        ("", "M2012K11AG", "M2012K11AG"),
        ("LEICA CAMERA AG", "LEICA Q2", "LEICA Q2"),
        ("Ricoh", "", "Ricoh"),
        ("", "", None),
    ],
)
def test_the_make_is_not_doubled(make: str, model: str, camera: str | None) -> None:
    assert read_metadata(exif_of({Base.Make: make, Base.Model: model})).camera == camera


def test_texts_are_bounded_and_printable() -> None:
    exif = exif_of({Base.Model: "x" * 5000}, {Base.LensModel: "a\n\tb\x01c\0rubbish"})

    metadata = read_metadata(exif)

    assert metadata.camera == "x" * LONGEST_TEXT
    assert metadata.lens == "a b c"


@pytest.mark.parametrize(
    ("latitude", "north", "longitude", "east", "place"),
    [
        ((39.0, 6.5, 0.0), "N", (108.0, 30.0, 0.0), "W", (39.1083333, -108.5)),
        ((39.5,), "N", (10.0, 30.0), "E", (39.5, 10.5)),
        ((0.0, 0.0, 0.0), "N", (0.0, 0.0, 0.0), "E", None),
        ((91.0, 0.0, 0.0), "N", (10.0, 0.0, 0.0), "E", None),
        ((39.0, 0.0, 0.0), "N", (181.0, 0.0, 0.0), "E", None),
        ((39.0, 0.0, 0.0), "X", (10.0, 0.0, 0.0), "E", None),
        ((39.0, 0.0, 0.0), "", (10.0, 0.0, 0.0), "E", None),
        ((IFDRational(0, 0),) * 3, "N", (IFDRational(0, 0),) * 3, "E", None),
        ((39.0, IFDRational(1, 0), 0.0), "N", (10.0, 0.0, 0.0), "E", None),
    ],
)
def test_places(
    latitude: Any, north: str, longitude: Any, east: str, place: tuple[float, float] | None
) -> None:
    gps = {
        GPS.GPSLatitude: latitude,
        GPS.GPSLatitudeRef: north,
        GPS.GPSLongitude: longitude,
        GPS.GPSLongitudeRef: east,
    }

    metadata = read_metadata(exif_of(gps=gps))

    assert (metadata.latitude, metadata.longitude) == (place or (None, None))


@pytest.mark.parametrize("orientation", [0, 9, 65535])
def test_an_orientation_that_does_not_exist_is_upright(orientation: int) -> None:
    assert read_metadata(exif_of({Base.Orientation: orientation})).orientation == 1


def test_an_iso_that_does_not_fit_its_tag_stands_elsewhere() -> None:
    photo = {Base.ISOSpeedRatings: 65535, Base.RecommendedExposureIndex: 102400}

    assert read_metadata(exif_of({}, photo)).iso == 102400


@given(data=st.binary(max_size=400))
@example(data=b"")
@example(data=struct.pack("<2sHLHHHLL", b"II", 42, 8, 1, 0x8769, 4, 1, 8))  # a directory in itself
def test_random_exif_data_never_raises(data: bytes) -> None:
    out = io.BytesIO()
    Image.new("RGB", (8, 8)).save(out, "PNG", exif=b"Exif\0\0II*\0\x08\0\0\0" + data)

    assert decode(out.getvalue()).metadata.format == "png"


@given(flips=st.lists(st.tuples(st.integers(0, 400), st.integers(0, 255)), max_size=8))
def test_damaged_exif_data_never_raises(flips: list[tuple[int, int]]) -> None:
    data = bytearray(FULL.tobytes())
    for at, value in flips:
        data[at % len(data)] = value
    out = io.BytesIO()
    Image.new("RGB", (8, 8)).save(out, "WEBP", exif=bytes(data))

    metadata = decode(out.getvalue()).metadata

    assert metadata.latitude is None or -90 <= metadata.latitude <= 90
    assert 1 <= metadata.orientation <= 8
