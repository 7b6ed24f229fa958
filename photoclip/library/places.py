"""Where photos were taken, in words: the nearest town, region and country, found without a net.

Names come from GeoNames by way of `reverse_geocode`, which takes 150 MB and over a second to load:
that is done once for each part of the world that photos are from, by a process of its own, and
what it found stays in a small derived file.
"""

from __future__ import annotations

import contextlib
import json
import logging
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import select

from photoclip.errors import NoSpace
from photoclip.library.database import Library
from photoclip.library.schema import SHOWN, photo

log = logging.getLogger(__name__)

PER_DEGREE = 50
"""Cells of 0.02°: 2.2 km from north to south; all photos of one cell have the same town."""
KM_PER_DEGREE = 111.2
_VERSION = 1

Cell = tuple[int, int]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class PlaceName:
    """The nearest town with its region and country; each may be empty."""

    town: str
    region: str
    country: str


@dataclass(frozen=True, slots=True)
class Positions:
    """The n photos that say where they were taken, in degrees (WGS 84): arrays (n,)."""

    ids: NDArray[np.int64]
    latitude: Floats
    longitude: Floats

    def cells(self) -> list[Cell]:
        """The cell of each photo."""
        rows = np.floor(self.latitude * PER_DEGREE).astype(int)
        columns = np.floor(self.longitude * PER_DEGREE).astype(int)
        return list(zip(rows.tolist(), columns.tolist(), strict=True))


@dataclass(frozen=True, slots=True)
class Town:
    """A town with the photos near it: how many, their middle, and how far around it they lie."""

    name: str
    region: str
    country: str
    photos: int
    latitude: float
    longitude: float
    km: float

    @property
    def query(self) -> str:
        """The photos of the town in the query language."""
        return f"near:{self.latitude:.4f},{self.longitude:.4f}~{max(1.0, self.km):.1f}km"


Names = dict[Cell, PlaceName]
Geocode = Callable[[Sequence[tuple[float, float]]], list[PlaceName]]


def positions(library: Library) -> Positions:
    """All photos that can be shown and say where they were taken."""
    query = select(photo.c.id, photo.c.latitude, photo.c.longitude).where(
        SHOWN, photo.c.latitude.is_not(None), photo.c.longitude.is_not(None)
    )
    with library.read() as connection:
        rows = connection.execute(query).all()
    table = np.array([tuple(row) for row in rows], np.float64).reshape(-1, 3)
    return Positions(table[:, 0].astype(np.int64), table[:, 1], table[:, 2])


def geocode(points: Sequence[tuple[float, float]]) -> list[PlaceName]:
    """The nearest town of each (latitude, longitude); heavy, see above."""
    import reverse_geocode

    return [
        PlaceName(one.get("city", ""), one.get("state", ""), one.get("country", ""))
        for one in reverse_geocode.search(list(points))
    ]


def load(path: Path) -> Names:
    """The names that were found before; none where the file is missing, damaged or of old."""
    try:
        found = json.loads(path.read_bytes())
        if found["version"] != _VERSION:
            return {}
        return {
            (int(row), int(column)): PlaceName(*map(str, name))
            for row, column, *name in found["cells"]
        }
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, KeyError, TypeError):
        log.warning("the names of places in %s are begun anew", path, exc_info=True)
        return {}


def lacking(cells: Iterable[Cell], names: Mapping[Cell, PlaceName]) -> list[Cell]:
    """The cells that have no name yet."""
    return [cell for cell in dict.fromkeys(cells) if cell not in names]


def complete(path: Path, cells: Iterable[Cell], find: Geocode = geocode) -> Names:
    """The names of all these cells, those found now kept for the next time. Raises NoSpace."""
    names = load(path)
    fresh = lacking(cells, names)
    if not fresh:
        return names
    middles = [((row + 0.5) / PER_DEGREE, (column + 0.5) / PER_DEGREE) for row, column in fresh]
    names |= dict(zip(fresh, find(middles), strict=True))
    rows = [[*cell, name.town, name.region, name.country] for cell, name in names.items()]
    write(path, json.dumps({"version": _VERSION, "cells": rows}, ensure_ascii=False).encode())
    return names


def towns(where: Positions, names: Mapping[Cell, PlaceName]) -> list[Town]:
    """The towns near which photos were taken, most photos first."""
    rows: defaultdict[PlaceName, list[int]] = defaultdict(list)
    for row, cell in enumerate(where.cells()):
        if cell in names:
            rows[names[cell]].append(row)
    found = [_town(name, where, np.array(some)) for name, some in rows.items()]
    return sorted(found, key=lambda town: (-town.photos, town.name))


def countries(found: Iterable[Town]) -> list[tuple[str, int, list[Town]]]:
    """Countries with their photos and towns, most photos first."""
    sizes, inside = Counter[str](), defaultdict[str, list[Town]](list)
    for town in found:
        sizes[town.country] += town.photos
        inside[town.country].append(town)
    return [(name, size, inside[name]) for name, size in sizes.most_common()]


def _town(name: PlaceName, where: Positions, rows: NDArray[np.int64]) -> Town:
    latitude, longitude = where.latitude[rows], where.longitude[rows]
    middle = float(latitude.mean()), float(longitude.mean())
    east = (longitude - middle[1]) * np.cos(np.radians(middle[0]))
    far = float(np.hypot(latitude - middle[0], east).max()) * KM_PER_DEGREE
    return Town(name.town, name.region, name.country, len(rows), *middle, far * 1.02 + 0.1)


def write(path: Path, content: bytes) -> None:
    """Write a small derived file so that a reader sees the old or the new one. Raises NoSpace."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=path.parent, prefix=path.name, delete=False) as partial:
            try:
                partial.write(content)
                partial.close()
                Path(partial.name).replace(path)
            except BaseException:
                with contextlib.suppress(FileNotFoundError):
                    Path(partial.name).unlink()
                raise
    except OSError as error:
        raise NoSpace(f"{path} cannot be written: {error.strerror}.") from error
