"""`tag`, `untag` and `album`: what the user decides about photos."""

from __future__ import annotations

import argparse
from pathlib import Path

from photoclip import query as language
from photoclip.cli.engines import engine_for
from photoclip.cli.named import known_ids
from photoclip.cli.session import Outcome, Session, absolute
from photoclip.engine.messages import Answer, Search
from photoclip.library import albums, tags
from photoclip.library.database import Library


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the commands of this module."""
    tag = commands.add_parser("tag", help="say that photos have a tag")
    tag.add_argument("name", metavar="NAME")
    tag.add_argument("photos", nargs="+", type=Path, metavar="PHOTO")
    tag.set_defaults(run=run_tag)
    untag = commands.add_parser("untag", help="say that photos do not have a tag")
    untag.add_argument("name", metavar="NAME")
    untag.add_argument("photos", nargs="+", type=Path, metavar="PHOTO")
    untag.set_defaults(run=run_untag)
    album = commands.add_parser("album", help="make or fill an album; with a query a smart one")
    album.add_argument("name", metavar="NAME")
    album.add_argument(
        "content", nargs="*", metavar="QUERY | PHOTO…", help="one query, or photos of the library"
    )
    album.set_defaults(run=run_album)


def run_tag(options: argparse.Namespace, session: Session) -> Outcome:
    """Confirm the tag for the photos: a verdict that is remembered."""
    with Library.open(session.home) as library:
        ids = known_ids(library, options.photos)
        changes = tags.confirm(library, options.name, ids)
    return _changed(len(changes.photos), f"“{options.name}” confirmed")


def run_untag(options: argparse.Namespace, session: Session) -> Outcome:
    """Reject the tag for the photos: a verdict that is remembered."""
    with Library.open(session.home) as library:
        ids = known_ids(library, options.photos)
        changes = tags.reject(library, options.name, ids)
    return _changed(len(changes.photos), f"“{options.name}” rejected")


def run_album(options: argparse.Namespace, session: Session) -> Outcome:
    """Fill an album with photos, or save a query as a smart album."""
    content: list[str] = options.content
    is_query = len(content) == 1 and not absolute(content[0]).exists()
    with Library.open(session.home) as library:
        if is_query:
            options.query = content[0]
            found = language.parse(content[0])
            with engine_for(session) as engine:
                count = len(engine.ask(Search(found, limit=2**31), Answer).hits)
            albums.save_query(library, options.name, language.to_text(found))
        else:
            albums.add(library, options.name, known_ids(library, [Path(path) for path in content]))
            count = len(albums.photo_ids(library, options.name))
    return Outcome(
        {"album": options.name, "photos": count}, [f"“{options.name}” holds {count:,} photos."]
    )


def _changed(count: int, what: str) -> Outcome:
    return Outcome({"changed": count}, [f"{what} for {count:,} photos."])
