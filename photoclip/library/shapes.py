"""The shapes of photos, all at once: what a layout of the whole library needs to know."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import chain, islice
from typing import TypeAlias, cast

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, func, or_, select

from photoclip.library.database import Library
from photoclip.library.rows import GIVEN, given
from photoclip.library.schema import photo

_BLOCK = 50_000


@dataclass(frozen=True, slots=True)
class Shapes:
    """Width by height as photos are shown, 0 where unknown; both arrays have one row a photo."""

    ids: NDArray[np.int64]
    aspects: NDArray[np.float32]


Question: TypeAlias = Callable[[Library], Shapes]


def all_shapes(library: Library) -> Shapes:
    """The shapes of all photos: half a second for a million."""
    return _shapes(library, photo.c.id > 0, ())


def shapes_of(library: Library, ids: Iterable[int], newest: int) -> Shapes:
    """The shapes of some photos, and of all whose id is above `newest`."""
    return _shapes(library, or_(photo.c.id.in_(GIVEN), photo.c.id > newest), ids)


def _shapes(library: Library, which: ColumnElement[bool], ids: Iterable[int]) -> Shapes:
    """In blocks, so that memory holds no more than the answer for long."""
    size = (func.coalesce(photo.c.width, 0), func.coalesce(photo.c.height, 0))
    query = select(photo.c.id, *size, photo.c.rotation).where(which)
    found: list[Shapes] = []
    with library.read() as connection, connection.execute(query, given(ids)) as result:
        rows = iter(cast("Iterable[tuple[int, ...]]", result.cursor))
        while block := array("q", chain.from_iterable(islice(rows, _BLOCK))):
            found.append(_shape(np.frombuffer(block, np.int64).reshape(-1, 4)))
    if not found:
        return Shapes(np.zeros(0, np.int64), np.zeros(0, np.float32))
    return Shapes(
        np.concatenate([one.ids for one in found]), np.concatenate([one.aspects for one in found])
    )


def _shape(rows: NDArray[np.int64]) -> Shapes:
    ids, width, height, rotation = rows.T
    lying = (rotation == 90) | (rotation == 270)
    across, down = np.where(lying, height, width), np.where(lying, width, height)
    known = (across > 0) & (down > 0)
    aspects = np.where(known, across / np.maximum(down, 1), 0).astype(np.float32)
    return Shapes(ids.copy(), aspects)
