"""`states` and `state`: how photos are (blurry, sensitive, a screenshot …), and correcting that."""

from __future__ import annotations

import argparse
from pathlib import Path

from photoclip.cli.engines import engine_for
from photoclip.cli.named import known_ids
from photoclip.cli.session import Outcome, Session
from photoclip.engine.messages import States, StatesOf
from photoclip.library import photos
from photoclip.library import states as corrected
from photoclip.library.database import Library
from photoclip.query.keys import COMPUTED


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the commands of this module."""
    states = commands.add_parser("states", help="how photos are: blurry, sensitive, a screenshot …")
    states.add_argument("photos", nargs="+", type=Path, metavar="PHOTO")
    states.add_argument("--encoder", metavar="NAME", help="the encoder to judge with")
    states.set_defaults(run=run_states)
    state = commands.add_parser("state", help="say how photos are; it outweighs the machine")
    state.add_argument("name", choices=COMPUTED, metavar="NAME", help=", ".join(COMPUTED))
    state.add_argument("photos", nargs="+", type=Path, metavar="PHOTO")
    how = state.add_mutually_exclusive_group()
    how.add_argument("--not", action="store_true", dest="denied", help="they are not")
    how.add_argument("--forget", action="store_true", help="let the machine judge again")
    state.set_defaults(run=run_state)


def run_states(options: argparse.Namespace, session: Session) -> Outcome:
    """What the machine thinks of some photos, and what the user said."""
    with Library.open(session.home) as library:
        ids = known_ids(library, options.photos)
        with engine_for(session, options.encoder, keeping=True) as engine:
            found = engine.ask(StatesOf(tuple(ids)), States).items
        paths = {photo.id: str(photo.path) for photo in photos.get(library, ids)}
    listed = [
        {
            "path": paths[photo_id],
            "states": [
                {
                    "state": one.state,
                    "probability": None if one.probability is None else round(one.probability, 4),
                    "corrected": one.corrected,
                    "holds": one.holds,
                }
                for one in found
                if one.photo_id == photo_id
            ],
        }
        for photo_id in dict.fromkeys(ids)
    ]
    lines = []
    for photo_id in dict.fromkeys(ids):
        mine = [one for one in found if one.photo_id == photo_id]
        said = ", ".join(one.state for one in mine if one.holds) or "nothing of note"
        lines.append(f"{paths[photo_id]}: {said}")
        lines += [
            f"  {'  ? ' if one.probability is None else f'{one.probability:4.0%}'}  {one.state}"
            + ("" if one.corrected is None else f"  (you said {'yes' if one.corrected else 'no'})")
            for one in mine
        ]
    return Outcome({"photos": listed}, lines)


def run_state(options: argparse.Namespace, session: Session) -> Outcome:
    """Correct a state of photos, which is remembered and can be undone."""
    with Library.open(session.home) as library:
        ids = known_ids(library, options.photos)
        if options.forget:
            changes = corrected.forget(library, options.name, ids)
        else:
            changes = corrected.correct(library, options.name, ids, holds=not options.denied)
    count = len(changes.photos)
    return Outcome({"changed": count}, [f"Remembered for {count:,} photos."])
