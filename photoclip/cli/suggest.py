"""`suggest`: tags that the machine proposes for photos, and applying them on request."""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from photoclip import query as language
from photoclip.cli.engines import Asked, engine_for
from photoclip.cli.session import Outcome, Session, absolute
from photoclip.domain import Suggestion
from photoclip.engine.messages import (
    EngineStatus,
    GetStatus,
    Scope,
    Suggest,
    Suggestions,
    SuggestionsOf,
)
from photoclip.errors import InputError, Unknown
from photoclip.library import albums, answers, photos
from photoclip.library.database import Library
from photoclip.library.names import fold
from photoclip.query import Query
from photoclip.query.values import InAlbum


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command of this module."""
    suggest = commands.add_parser("suggest", help="propose tags for photos")
    suggest.add_argument("query", nargs="*", metavar="QUERY", help="only for what it finds")
    suggest.add_argument("--album", metavar="NAME", help="only for the photos of an album")
    suggest.add_argument(
        "--vocabulary",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help="a text file with further tags, one a line",
    )
    suggest.add_argument(
        "--apply-above",
        type=_probability,
        metavar="P",
        help="let the photos have what is at least as probable (0.5 to 1), and withdraw what was "
        "applied so before and is not any more",
    )
    suggest.add_argument("--encoder", metavar="NAME", help="the encoder to judge with")
    suggest.set_defaults(run=run_suggest)


def run_suggest(options: argparse.Namespace, session: Session) -> Outcome:
    """Fill the suggestions for some photos; nothing is applied unless asked for."""
    options.query = " ".join(options.query)
    if options.query and options.album is not None:
        raise InputError("Give a query or an album, not both.")
    vocabulary = tuple(absolute(path) for path in options.vocabulary)
    with Library.open(session.home) as library:
        request = Suggest(query=_chosen(library, options), vocabulary=vocabulary)
        with engine_for(session, options.encoder, writing=True) as engine:
            scope, items = suggest_tags(engine, request, session)
        found = photos.get(library, dict.fromkeys(item.photo_id for item in items))
        paths = {photo.id: photo.path for photo in found}
        document: dict[str, object] = {
            "photos": len(scope.photo_ids),
            "suggestions": [
                {
                    "path": str(paths[item.photo_id]),
                    "tag": item.tag,
                    "probability": round(item.probability, 4),
                }
                for item in items
                if item.photo_id in paths
            ],
        }
        lines = _lines(items, paths)
        if options.apply_above is not None:
            applied, withdrawn = _apply(library, items, scope, options.apply_above)
            document |= {"applied": applied, "withdrawn": withdrawn}
            lines.append(f"Applied {applied:,} tags, withdrew {withdrawn:,}.")
    if scope.without_vector:
        session.say(f"{scope.without_vector:,} photos are not embedded yet; scan to embed them.")
    return Outcome(document, lines)


def suggest_tags(
    engine: Asked, request: Suggest, session: Session
) -> tuple[Scope, tuple[Suggestion, ...]]:
    """Suggest to the end; the photos that were looked at, and what was suggested for them."""
    scope = engine.ask(request, Scope)
    bar = session.progress("Suggesting tags")
    while left := engine.ask(GetStatus(), EngineStatus).suggesting:
        bar.update(max(0, len(scope.photo_ids) - left), len(scope.photo_ids))
        engine.step()
    bar.close()
    return scope, engine.ask(SuggestionsOf(scope.photo_ids), Suggestions).items


def _chosen(library: Library, options: argparse.Namespace) -> Query | None:
    if options.album is not None:
        if fold(options.album) not in {fold(one.name) for one in albums.all_albums(library)}:
            raise Unknown(f"There is no album “{options.album}”.")
        return Query(where=InAlbum(options.album))
    return language.parse(options.query) if options.query else None


def _apply(
    library: Library, items: Sequence[Suggestion], scope: Scope, at_least: float
) -> tuple[int, int]:
    wanted: dict[str, list[int]] = defaultdict(list)
    for item in items:
        if item.probability >= at_least:
            wanted[item.tag].append(item.photo_id)
    _changes, applied, withdrawn = answers.apply(library, wanted, scope.photo_ids)
    return applied, withdrawn


def _lines(items: Sequence[Suggestion], paths: dict[int, Path]) -> list[str]:
    tags: dict[Path, list[str]] = defaultdict(list)
    for item in items:
        if item.photo_id in paths:
            tags[paths[item.photo_id]].append(f"{item.tag} {item.probability:.0%}")
    return [f"{path}: {', '.join(words)}" for path, words in tags.items()] or ["No suggestions."]


def _probability(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0.5 <= value <= 1:
        raise argparse.ArgumentTypeError("a probability between 0.5 and 1 is needed")
    return value
