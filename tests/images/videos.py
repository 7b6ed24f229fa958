"""Writes short videos for tests: one plain colour after the other, with marks that show up."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from pathlib import Path

import av
import numpy as np

RED, GREEN, BLUE = (255, 0, 0), (0, 200, 0), (0, 40, 255)
_CODECS = {".mkv": "libvpx", ".webm": "libvpx-vp9", ".mpg": "mpeg1video", ".wmv": "wmv2"}


def film(
    path: Path,
    colours: Sequence[tuple[int, int, int]] = (RED, GREEN, BLUE),
    *,
    seconds: float = 3.0,
    size: tuple[int, int] = (128, 96),
    said: Mapping[str, str] | None = None,
    turned: int = 0,
    corner: bool = True,
) -> Path:
    """Write a video whose length the colours share; its top left corner is white.

    `turned` is by how many degrees clockwise a player must turn it (0 or 90, MP4 and MOV only).
    """
    fast = path.suffix in (".mpg", ".mts")
    codec = "mpeg2video" if path.suffix == ".mts" else _CODECS.get(path.suffix, "mpeg4")
    rate = 25 if fast else 8
    with av.open(str(path), "w", format="mpegts" if path.suffix == ".mts" else None) as container:
        container.metadata.update(said or {})
        stream = container.add_stream(codec, rate=rate)
        stream.width, stream.height = size
        stream.pix_fmt = "yuv420p"
        stream.codec_context.gop_size = 6
        count = round(seconds * rate)
        for number in range(count):
            pixels = np.empty((size[1], size[0], 3), np.uint8)
            pixels[:] = colours[number * len(colours) // count]
            if corner or number >= count // len(colours):  # else the first colour is plain
                pixels[: size[1] // 4, : size[0] // 4] = 255
            for packet in stream.encode(av.VideoFrame.from_ndarray(pixels, format="rgb24")):
                container.mux(packet)
        for packet in stream.encode():
            container.mux(packet)
    if turned:
        _turn(path)
    return path


def _turn(path: Path) -> None:
    """Put the matrix of a quarter turn into the track's header (ISO 14496-12, 8.3.2)."""
    data = bytearray(path.read_bytes())
    at = data.index(b"tkhd") + 4
    at += 52 if data[at] == 1 else 40
    data[at : at + 36] = struct.pack(">9i", 0, 1 << 16, 0, -(1 << 16), 0, 0, 0, 0, 1 << 30)
    path.write_bytes(data)
