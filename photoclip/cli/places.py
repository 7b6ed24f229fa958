"""`places`: the countries and towns that photos are from, named without a net."""

from __future__ import annotations

import argparse
import io
from pathlib import Path

import numpy as np
from PIL import Image

from photoclip.cli.session import Outcome, Session
from photoclip.library import places
from photoclip.library.database import Library

_WIDE, _HIGH = 1440, 720  # pixels of 0.25°


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the commands of this module."""
    command = commands.add_parser("places", help="the countries and towns that photos are from")
    command.add_argument("--world", action="store_true", help="also draw the map of the window")
    command.set_defaults(run=run_places)


def run_places(options: argparse.Namespace, session: Session) -> Outcome:
    """Name the places of all photos that have a position; what was found is kept."""
    with Library.open(session.home, read_only=True) as library:
        where = places.positions(library)
    names = places.complete(session.home.places, where.cells())
    if options.world and not session.home.world.exists():
        draw_world(session.home.world)
    found = places.countries(places.towns(where, names))
    document = [
        {
            "country": country,
            "photos": count,
            "towns": [
                {
                    "name": town.name,
                    "region": town.region,
                    "photos": town.photos,
                    "latitude": round(town.latitude, 5),
                    "longitude": round(town.longitude, 5),
                    "query": town.query,
                }
                for town in towns
            ],
        }
        for country, count, towns in found
    ]
    lines = []
    for country, count, towns in found:
        lines.append(f"{count:>7,}  {country}")
        lines += [f"{town.photos:>11,}  {town.name}" for town in towns]
    return Outcome(
        {"geotagged": len(where.ids), "countries": document},
        lines or ["No photo says where it was taken."],
    )


def draw_world(path: Path) -> None:
    """The world as the nearness of towns: a grey picture, 0.25° a pixel, north on top.

    Land glows faintly where a town is near, and each town is a brighter dot: enough to know the
    continents by, without a map from the net.
    """
    import reverse_geocode

    longitudes = (np.arange(_WIDE) + 0.5) * 360 / _WIDE - 180
    shade = np.zeros((_HIGH, _WIDE), np.uint8)
    for row in range(_HIGH):
        latitude = 90 - (row + 0.5) * 180 / _HIGH
        nearest = reverse_geocode.search([(latitude, longitude) for longitude in longitudes])
        towns = np.array([(town["latitude"], town["longitude"]) for town in nearest])
        north = towns[:, 0] - latitude
        east = (towns[:, 1] - longitudes) * np.cos(np.radians(latitude))
        degrees = np.hypot(north, east)
        shade[row] = np.select(
            [degrees < 180 / _HIGH / 2, degrees < 1.5], [255, 150 * np.exp(-degrees / 0.45)], 0
        )
    target = io.BytesIO()
    Image.fromarray(shade).save(target, "PNG", optimize=True)
    places.write(path, target.getvalue())
