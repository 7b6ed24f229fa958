"""`rate`, `flag` and `rotate`: what the user thinks of photos, and how they stand."""

from __future__ import annotations

import argparse
from pathlib import Path

from photoclip.cli.named import known_ids
from photoclip.cli.session import Outcome, Session
from photoclip.domain import Flag
from photoclip.library import photos
from photoclip.library.database import Library

_TURNS = {"right": 90, "left": 270, "over": 180}


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the commands of this module."""
    rate = commands.add_parser("rate", help="rate photos from 0 to 5 stars")
    rate.add_argument("rating", type=int, choices=range(6), metavar="0…5")
    rate.set_defaults(run=run_rate)
    flag = commands.add_parser("flag", help="pick photos as favourites, or reject them")
    flag.add_argument("flag", choices=[one.value for one in Flag], metavar="pick|reject|none")
    flag.set_defaults(run=run_flag)
    rotate = commands.add_parser(
        "rotate", help="turn photos in the library; files stay as they are"
    )
    rotate.add_argument("turn", choices=list(_TURNS), metavar="left|right|over")
    rotate.set_defaults(run=run_rotate)
    for command in (rate, flag, rotate):
        command.add_argument("photos", nargs="+", type=Path, metavar="PHOTO")


def run_rate(options: argparse.Namespace, session: Session) -> Outcome:
    """Give the photos so many stars."""
    with Library.open(session.home) as library:
        ids = known_ids(library, options.photos)
        changes = photos.set_rating(library, ids, options.rating)
    return _changed(len(changes.photos), f"{options.rating} stars")


def run_flag(options: argparse.Namespace, session: Session) -> Outcome:
    """Pick or reject the photos, or take their flag."""
    flag = Flag(options.flag)
    with Library.open(session.home) as library:
        changes = photos.set_flag(library, known_ids(library, options.photos), flag)
    words = {Flag.PICK: "Picked", Flag.REJECT: "Rejected", Flag.NONE: "No flag"}
    return _changed(len(changes.photos), words[flag])


def run_rotate(options: argparse.Namespace, session: Session) -> Outcome:
    """Turn the photos by a quarter or by half; the next scan embeds them as they stand then."""
    with Library.open(session.home) as library:
        ids = known_ids(library, options.photos)
        changes = photos.rotate(library, ids, _TURNS[options.turn])
    return _changed(len(changes.photos), f"Turned {options.turn}")


def _changed(count: int, what: str) -> Outcome:
    named = "1 photo" if count == 1 else f"{count:,} photos"
    return Outcome({"changed": count}, [f"{what}: {named} changed."])
