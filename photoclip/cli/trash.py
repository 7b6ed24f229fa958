"""`trash` and `remove`: photos leave the library, with their files or without."""

from __future__ import annotations

import argparse
from pathlib import Path

from photoclip.cli.named import known_ids
from photoclip.cli.session import ATTENTION, DONE, Outcome, Session
from photoclip.library import merging, photos, trash
from photoclip.library.database import Library


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the commands of this module."""
    for name, run, text in (
        ("trash", run_trash, "move photos to the trash of the system"),
        ("remove", run_remove, "take photos out of the library; their files stay"),
    ):
        command = commands.add_parser(name, help=text)
        command.add_argument("photos", nargs="+", type=Path, metavar="PHOTO")
        command.add_argument(
            "--keep",
            type=Path,
            metavar="PHOTO",
            help="first give this photo the tags, albums and ratings of the others",
        )
        command.set_defaults(run=run)


def run_trash(options: argparse.Namespace, session: Session) -> Outcome:
    """Move the files to the trash; `undo` brings back what the library knew, not the files."""
    with Library.open(session.home) as library:
        ids = known_ids(library, options.photos)
        keeper = known_ids(library, [options.keep])[0] if options.keep else None
        done = trash.discard(library, ids, keeper=keeper)
    refused = [{"path": str(one.path), "reason": one.sentence} for one in done.refused]
    lines = [f"{done.trashed:,} photos moved to the trash."]
    return Outcome(
        {"trashed": done.trashed, "refused": refused},
        lines + [one.sentence for one in done.refused],
        ATTENTION if refused else DONE,
    )


def run_remove(options: argparse.Namespace, session: Session) -> Outcome:
    """Take photos out of the library only."""
    with Library.open(session.home) as library:
        ids = known_ids(library, options.photos)
        if options.keep:
            keeper = known_ids(library, [options.keep])[0]
            ids = merging.without(keeper, ids)
            merging.replace(library, keeper, ids)
        else:
            photos.remove(library, ids)
    return Outcome({"removed": len(ids)}, [f"{len(ids):,} photos taken out of the library."])
