"""AVIF files of early encoders, mended in memory so that today's strict decoder takes them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

_HEADER = 8  # of a box: its length and its name
_FULL_HEADER = 12  # also version and flags


def mended(data: bytes) -> bytes | None:
    """The same file with its property associations in one box; None where that is not its fault.

    Files with transparency by cavif before 2021 hold one `ipma` box per image. The format
    allows one only, and libavif refuses more. Nothing moves: the room won becomes a `free` box,
    so that the offsets to the images still hold.
    """
    for meta, meta_end in _boxes(data, b"meta", 0, len(data)):
        for start, end in _boxes(data, b"iprp", meta + _FULL_HEADER, meta_end):
            found = list(_boxes(data, b"ipma", start + _HEADER, end))
            if len(found) < 2 or found[-1][1] != end or not _alike(data, found):
                continue
            entries = b"".join(data[box + _FULL_HEADER + 4 : stop] for box, stop in found)
            count = sum(_number(data, box + _FULL_HEADER) for box, _ in found)
            first = found[0][0]
            merged = _box(
                b"ipma", data[first + 8 : first + 12] + count.to_bytes(4, "big") + entries
            )
            free = _box(b"free", bytes(end - first - len(merged) - _HEADER))
            length = end - start - len(free)
            return (
                b"".join(
                    (data[:start], length.to_bytes(4, "big"), data[start + 4 : first], merged, free)
                )
                + data[end:]
            )
    return None


def _boxes(data: bytes, name: bytes, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where boxes of that name begin and end between two places."""
    while start + _HEADER <= end:
        length = _number(data, start)
        if length < _HEADER or start + length > end:
            return
        if data[start + 4 : start + 8] == name:
            yield start, start + length
        start += length


def _alike(data: bytes, boxes: list[tuple[int, int]]) -> bool:
    """Same version and flags, one right behind the other."""
    kinds = {data[start + 8 : start + 12] for start, _ in boxes}
    gapless = all(stop == start for (_, stop), (start, _) in pairwise(boxes))
    return len(kinds) == 1 and gapless


def _number(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 4], "big")


def _box(name: bytes, content: bytes) -> bytes:
    return (_HEADER + len(content)).to_bytes(4, "big") + name + content
