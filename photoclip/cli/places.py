"""`places`: the countries and towns that photos are from, named without a net."""

from __future__ import annotations

import argparse

from photoclip.cli.session import Outcome, Session
from photoclip.library import atlas, places
from photoclip.library.database import Library


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
    if options.world and atlas.load(session.home.atlas) is None:
        atlas.save(session.home.atlas, atlas.gather())
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
