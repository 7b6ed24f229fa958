"""Motion photos: pictures with a short video behind them in the same file.

Google's phones announce it in XMP and append an MP4; Samsung's put a trailer with a name around
it; in HEIC it is a box `mpvd`. All end with the video, or nearly so.
"""

from __future__ import annotations

import os
from typing import BinaryIO, Final

_TAIL: Final = 512
_SAMSUNG: Final = (b"SEFT", b"MotionPhoto_Data")
"""The end of Samsung's trailer, and the name of the video in it."""

_PIECE: Final = 1 << 20
_HEAD: Final = 1 << 18
_ANNOUNCED: Final = (
    b'Camera:MotionPhoto="1"',
    b"Camera:MotionPhoto>1",
    b'Camera:MicroVideo="1"',
    b"Camera:MicroVideo>1",
)
"""Properties of Google's motion photo format 1.0, and of its forerunner."""


def holds_video(stream: BinaryIO) -> bool:
    """Whether a JPEG or HEIC file carries a video; the stream is left where it was."""
    place = stream.tell()
    try:
        size = stream.seek(0, os.SEEK_END)
        stream.seek(0)
        head = stream.read(min(size, _HEAD))
        if any(word in head for word in _ANNOUNCED):
            return True
        stream.seek(max(0, size - _TAIL))
        tail = stream.read()
        if _SAMSUNG[0] in tail and _contains(stream, _SAMSUNG[1]):
            return True
        return head[4:8] == b"ftyp" and _has_box(stream, size)
    finally:
        stream.seek(place)


def _contains(stream: BinaryIO, word: bytes) -> bool:
    stream.seek(0)
    before = b""
    while piece := stream.read(_PIECE):
        if word in before + piece:
            return True
        before = piece[-len(word) :]
    return False


def _has_box(stream: BinaryIO, size: int) -> bool:
    """Whether one of the topmost boxes of an ISO file is a video's."""
    at = 0
    for _ in range(64):
        if at + 8 > size:
            return False
        stream.seek(at)
        head = stream.read(16)
        if head[4:8] == b"mpvd":
            return True
        length = int.from_bytes(head[:4], "big")
        if length == 1:
            length = int.from_bytes(head[8:16], "big")
        if length < 8:
            return False
        at += length
    return False
