"""Pictures with a short video in the same file are told from those without."""

from __future__ import annotations

import io
from pathlib import Path

import pillow_heif
import pytest
from PIL import Image

from photoclip.images.decode import decode

FILM = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + b"\0\0\0\x10mdat" + b"film" * 2


def jpeg(xmp: str = "") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (32, 24), "teal").save(out, "JPEG", xmp=xmp.encode())
    return out.getvalue()


def packet(said: str) -> str:
    return f"<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:Description {said}/></x:xmpmeta>"


def heic() -> bytes:
    pillow_heif.register_heif_opener()
    out = io.BytesIO()
    Image.new("RGB", (64, 64), "teal").save(out, "HEIF")
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "moves"),
    [
        ("a.jpg", jpeg() + FILM, False),  # nobody announces it: it may be anything
        ("a.jpg", jpeg(packet('GCamera:MotionPhoto="1"')) + FILM, True),
        ("a.jpg", jpeg(packet('GCamera:MicroVideo="1" GCamera:MicroVideoOffset="9"')) + FILM, True),
        ("a.jpg", jpeg(packet('GCamera:MotionPhoto="0"')), False),
        ("a.jpg", jpeg() + b"MotionPhoto_Data" + FILM + b"SEFH" + bytes(20) + b"SEFT", True),
        ("a.jpg", jpeg() + b"Image_UTC_Data" + b"SEFH" + bytes(20) + b"SEFT", False),
        ("a.jpg", jpeg(), False),
        ("a.heic", heic(), False),
        ("a.heic", heic() + b"\0\0\0\x18mpvd" + bytes(16), True),
        ("a.heic", heic() + b"\0\0\0\1mpvd\0\0\0\0\0\0\0\x18" + bytes(8), True),
        ("a.heic", heic() + b"\0\0\0\0free", False),
    ],
)
def test_motion_photos(tmp_path: Path, name: str, data: bytes, moves: bool) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert decode(path).metadata.motion is moves
