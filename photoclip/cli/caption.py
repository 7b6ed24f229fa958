"""`caption`: sentences about photos, given by the user or written by an encoder that can."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from photoclip import query as language
from photoclip.cli.engines import Asked, engine_for
from photoclip.cli.session import Outcome, Session, absolute
from photoclip.engine.caption_messages import (
    Captions,
    CaptionScope,
    CaptionsOf,
    WriteCaptions,
)
from photoclip.engine.messages import EngineStatus, GetStatus
from photoclip.errors import InputError
from photoclip.images.formats import is_picture
from photoclip.library import photos
from photoclip.library.database import Library

_EPILOG = """\
photoclip caption [QUERY | PHOTO…]   lets the encoder in use write captions, if it can: for what
                                     the query finds, for these photos, or for all
photoclip caption TEXT PHOTO…        gives the photos this caption ("" removes theirs)

What is written is kept apart from your own captions, can be searched, and is marked as generated.
"""


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command of this module."""
    caption = commands.add_parser(
        "caption",
        help="write captions for photos, or give them one",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = caption.add_argument
    add("what", nargs="*", metavar="QUERY | PHOTO | TEXT PHOTO")
    add("--text", metavar="TEXT", help="give the photos this caption, whatever it looks like")
    add("--apply", action="store_true", help="let photos without a caption have what was written")
    add("--again", action="store_true", help="also photos that have a caption, or a written one")
    add("--encoder", metavar="NAME", help="the encoder to write with")
    caption.set_defaults(run=run_caption)


def run_caption(options: argparse.Namespace, session: Session) -> Outcome:
    """Give a caption, or have some written."""
    what: list[str] = options.what
    with Library.open(session.home) as library:
        known = photos.by_paths(library, [absolute(Path(one)) for one in what])
        ids = [known[path].id for one in what if (path := absolute(Path(one))) in known]
        if options.text is not None:
            _all_known(what, ids)
            return _given(library, ids, options.text)
        if len(ids) == len(what) - 1 and ids and not _named(library, what[0]):
            return _given(library, ids, what[0])
        request = WriteCaptions(again=options.again)
        if ids or any(_looks_like_a_file(one) for one in what):
            _all_known(what, ids)
            request = WriteCaptions(tuple(ids), again=options.again)
        elif what:
            request = WriteCaptions(query=language.parse(" ".join(what)), again=options.again)
        return _written(library, request, options, session)


def _written(
    library: Library, request: WriteCaptions, options: argparse.Namespace, session: Session
) -> Outcome:
    with engine_for(session, options.encoder, writing=True) as engine:
        scope = engine.ask(request, CaptionScope)
        _wait(engine, scope, session)
        # Those that were written for before can be applied, too.
        asked = scope.asked if options.apply else scope.photo_ids
        items = engine.ask(CaptionsOf(asked), Captions).items
    paths = {one.id: one.path for one in photos.get(library, [item.photo_id for item in items])}
    applied: frozenset[int] = frozenset()
    if options.apply:
        said = {item.photo_id: item.text for item in items}
        applied = photos.apply_captions(library, said).photos
    document: dict[str, object] = {
        "photos": len(scope.photo_ids),
        "captioned": scope.captioned,
        "written_before": scope.written,
        "captions": [
            {
                "path": str(paths[item.photo_id]),
                "caption": item.text,
                "writer": item.writer,
                "applied": item.photo_id in applied,
            }
            for item in items
        ],
    }
    lines = [f"{paths[item.photo_id]}: {item.text}" for item in items] or [_nothing(scope.written)]
    if options.apply:
        document["applied"] = len(applied)
        lines.append(f"Applied {len(applied):,}; photoclip undo takes them back.")
    if scope.captioned and not options.again:
        session.say(f"{scope.captioned:,} photos have a caption; --again writes for them, too.")
    return Outcome(document, lines)


def _nothing(before: int) -> str:
    """Why nothing was written; `before` counts the photos that it was written for before."""
    if not before:
        return "Nothing was written."
    were = "1 caption was" if before == 1 else f"{before:,} captions were"
    return f"{were} written before; --apply lets the photos have them, --again writes anew."


def _wait(engine: Asked, scope: CaptionScope, session: Session) -> None:
    bar = session.progress("Writing captions")
    while left := engine.ask(GetStatus(), EngineStatus).captioning:
        bar.update(max(0, len(scope.photo_ids) - left), len(scope.photo_ids))
        engine.step()
    bar.close()


def _given(library: Library, ids: Sequence[int], text: str) -> Outcome:
    count = len(photos.set_caption(library, ids, text).photos)
    named = "1 photo" if count == 1 else f"{count:,} photos"
    return Outcome({"changed": count}, [f"Captioned: {named} changed."])


def _named(library: Library, text: str) -> bool:
    """Whether what may be a text names a photo, of the library or not."""
    path = absolute(Path(text)) if text else None
    there = path is not None and bool(photos.by_paths(library, [path]))
    return there or _looks_like_a_file(text)


def _looks_like_a_file(text: str) -> bool:
    if not text or "\n" in text or len(text) > 4096:
        return False
    path = Path(text)
    return is_picture(path) and (" " not in text or path.parent != Path() or path.is_file())


def _all_known(what: Sequence[str], ids: Sequence[int]) -> None:
    if not what:
        raise InputError("Name the photos that the caption is for.")
    if len(ids) < len(what):
        raise InputError("Not all of these are photos of this library; scan their folders first.")
