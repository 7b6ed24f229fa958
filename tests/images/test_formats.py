"""Formats are told by content; names decide only where content cannot."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pillow_heif
import pytest
from PIL import Image

from photoclip.images.formats import PICTURE_SUFFIXES, format_of, is_picture, sniff

WRITTEN = {
    "JPEG": "jpeg",
    "PNG": "png",
    "WEBP": "webp",
    "TIFF": "tiff",
    "GIF": "gif",
    "BMP": "bmp",
    "AVIF": "avif",
    "HEIF": "heif",
    "JPEG2000": "jpeg2000",
    "PPM": "pnm",
    "ICO": "ico",
    "DDS": "dds",
    "PCX": "pcx",
    "SGI": "sgi",
}


@pytest.mark.parametrize(("pillow", "word"), WRITTEN.items())
def test_what_pillow_writes_is_told_by_its_first_bytes(pillow: str, word: str) -> None:
    pillow_heif.register_heif_opener()
    out = io.BytesIO()
    Image.new("RGB", (32, 32), "teal").save(out, pillow)

    assert sniff(out.getvalue()[:64]) == word


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"\0" * 64,
        b"%PDF-1.7",
        b"%!PS-Adobe-3.0 EPSF-3.0",
        b"<?xml version='1.0'?><svg/>",
        b"just some text that somebody wrote",
    ],
)
def test_other_things_are_no_pictures(head: bytes) -> None:
    assert sniff(head) is None


@pytest.mark.parametrize(
    "head",
    [
        b"FUJIFILMCCD-RAW 0201FF383501",
        b"\0\0\0\x18ftypcrx \0\0\0\1crx isom",
        b"II*\0\x10\0\0\0CR\2\0",
        b"IIU\0\x18\0\0\0",
        b"IIRO\x08\0\0\0",
    ],
)
def test_raw_files_with_a_signature_need_no_name(head: bytes) -> None:
    assert sniff(head) == "raw"


def test_a_raw_file_that_is_tiff_inside_is_told_by_its_name() -> None:
    head = b"II*\0\x08\0\0\0" + bytes(24)

    assert format_of(head, ".tif") == "tiff"
    assert format_of(head, ".NEF") == "raw"
    assert format_of(b"\xff\xd8\xff\xe0" + bytes(24), ".nef") == "jpeg"


def test_tga_has_no_signature_so_its_name_must_do() -> None:
    head = b"\0\0\2\0" + bytes(8) + b"\x40\0\x40\0\x18\0"

    assert format_of(head, ".tga") == "tga"
    assert format_of(head, "") != "tga"


def test_an_avif_that_calls_itself_by_the_common_brand_is_avif() -> None:
    assert sniff(b"\0\0\0\x1cftypmif1\0\0\0\0mif1avifmiaf") == "avif"
    assert sniff(b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic") == "heif"


@pytest.mark.parametrize("suffix", sorted(PICTURE_SUFFIXES))
def test_a_picture_by_name_is_one_even_if_empty_or_gone(tmp_path: Path, suffix: str) -> None:
    assert is_picture(tmp_path / f"empty{suffix}")
    assert is_picture(tmp_path / f"EMPTY{suffix.upper()}")


@pytest.mark.parametrize("name", ["a.xmp", "a.jpg.xmp", "a.MOV", "a.aae", "notes.txt", "._a.jpg"])
def test_the_company_of_photos_is_no_picture(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"\xff\xd8\xff\xe0")

    assert not is_picture(tmp_path / name)


def test_without_a_telling_name_the_first_bytes_decide(tmp_path: Path) -> None:
    Image.new("RGB", (8, 8)).save(tmp_path / "photo", "PNG")
    Image.new("RGB", (8, 8)).save(tmp_path / "photo.backup", "JPEG")
    (tmp_path / "words").write_text("BMW and P6 are words, too")
    (tmp_path / "folder").mkdir()

    assert is_picture(tmp_path / "photo")
    assert is_picture(tmp_path / "photo.backup")
    assert not is_picture(tmp_path / "words")
    assert not is_picture(tmp_path / "folder")
    assert not is_picture(tmp_path / "missing")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")

    assert not is_picture(tmp_path / "pipe")
