"""`duplicates`: identical files, pictures saved twice and similar shots; nothing is deleted."""

from __future__ import annotations

import argparse
from pathlib import Path

from photoclip.cli.engines import engine_for
from photoclip.cli.named import known_ids
from photoclip.cli.session import Outcome, Session
from photoclip.engine.messages import Duplicates, FindDuplicates
from photoclip.errors import InputError
from photoclip.images.thumbs import ThumbStore
from photoclip.library import apart, looks, photos
from photoclip.library.database import Library

_TITLES = {
    "identical": "identical files",
    "same_picture": "the same picture, saved again or resized",
    "similar": "similar shots",
}


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the commands of this module."""
    duplicates = commands.add_parser("duplicates", help="photos that you may have twice")
    duplicates.add_argument(
        "--not",
        nargs="+",
        type=Path,
        metavar="PHOTO",
        dest="apart",
        help="remember that these photos are no duplicates of each other",
    )
    duplicates.add_argument("--encoder", metavar="NAME", help="the encoder to compare with")
    duplicates.set_defaults(run=run_duplicates)


def run_duplicates(options: argparse.Namespace, session: Session) -> Outcome:
    """Three lists of groups, in each group first the photo to keep."""
    with Library.open(session.home) as library:
        if options.apart:
            return _keep_apart(library, options.apart)
        complete_looks(library, session)
        with engine_for(session, options.encoder) as engine:
            found = engine.ask(FindDuplicates(), Duplicates)
        lists = {name: getattr(found, name) for name in _TITLES}
        ids = [number for groups in lists.values() for group in groups for number in group]
        paths = {photo.id: str(photo.path) for photo in photos.get(library, dict.fromkeys(ids))}
    document: dict[str, object] = {}
    lines: list[str] = []
    for name, groups in lists.items():
        named = [[paths[number] for number in group if number in paths] for group in groups]
        document[name] = named
        lines.append(f"{len(named):,} × {_TITLES[name]}")
        for group in named:
            lines += ["", *(f"  {path}" for path in group)]
    return Outcome(document, lines)


def complete_looks(library: Library, session: Session) -> None:
    """Look at the thumbnails of photos that were read before looks were kept."""
    if not looks.lacking(library):
        return
    bar = session.progress("Looking")
    with ThumbStore(session.home.thumbs) as thumbs:
        looks.complete(library, thumbs, bar.update)
    bar.close()


def _keep_apart(library: Library, given: list[Path]) -> Outcome:
    if len(given) < 2:
        raise InputError("--not needs at least two photos.")
    changes = apart.keep_apart(library, known_ids(library, given))
    count = len(changes.photos)
    return Outcome({"changed": count}, [f"{count:,} photos are kept apart."])
