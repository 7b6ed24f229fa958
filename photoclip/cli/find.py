"""`search`, `similar` and `describe`: from words to photos, from photos to photos and to words."""

from __future__ import annotations

import argparse
from pathlib import Path

from photoclip import query as language
from photoclip.cli.engines import engine_for
from photoclip.cli.named import known_ids
from photoclip.cli.session import Outcome, Session, absolute
from photoclip.domain import Hit
from photoclip.engine.messages import Answer, Describe, Description, Search, Similar
from photoclip.errors import InputError
from photoclip.library import photos
from photoclip.library.database import Library
from photoclip.library.feedback import save_as_tag


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the commands of this module."""
    search = commands.add_parser("search", help="find photos by describing them")
    search.add_argument("query", nargs="+", metavar="QUERY")
    search.add_argument("-n", type=int, default=50, dest="limit", metavar="N", help="at most N")
    search.add_argument("--weak", action="store_true", help="also what is below the divider")
    search.add_argument(
        "--group", action="store_true", help="put near-duplicates under the best of them"
    )
    for which in ("more", "less"):
        search.add_argument(
            f"--{which}",
            nargs="+",
            type=Path,
            default=[],
            metavar="PHOTO",
            help=f"{which} like these photos of the library, this time",
        )
    search.add_argument(
        "--save-as-tag", metavar="NAME", help="let those of --more have a tag, those of --less not"
    )
    search.add_argument("--encoder", metavar="NAME", help="the encoder to search with")
    search.set_defaults(run=run_search)
    similar = commands.add_parser("similar", help="photos that look like one or several others")
    similar.add_argument("photos", nargs="+", type=Path, metavar="PHOTO")
    similar.add_argument("-n", type=int, default=50, dest="limit", metavar="N", help="at most N")
    similar.add_argument(
        "--group", action="store_true", help="put near-duplicates under the best of them"
    )
    similar.add_argument("--encoder", metavar="NAME", help="the encoder to compare with")
    similar.set_defaults(run=run_similar)
    describe = commands.add_parser("describe", help="the words that fit a photo best")
    describe.add_argument("photo", type=Path, metavar="PHOTO")
    describe.add_argument("--labels", metavar="A,B,C", help="choose among these words only")
    describe.add_argument("-n", type=int, default=10, dest="limit", metavar="N", help="at most N")
    describe.add_argument("--encoder", metavar="NAME", help="the encoder to describe with")
    describe.set_defaults(run=run_describe)


def run_search(options: argparse.Namespace, session: Session) -> Outcome:
    """Ranked hits for a query, by default those above the divider."""
    options.query = " ".join(options.query)
    query = language.parse(options.query)
    with Library.open(session.home, read_only=options.save_as_tag is None) as library:
        more, less = (tuple(known_ids(library, some)) for some in (options.more, options.less))
        with engine_for(
            session, options.encoder, keeping=query.asks_machine and not query.is_ranked
        ) as engine:
            request = Search(
                query,
                _at_least_one(options.limit),
                options.weak,
                more=more,
                less=less,
                grouped=options.group,
            )
            answer = engine.ask(request, Answer)
        outcome = _outcome(answer, library, session)
        if options.save_as_tag is not None:
            phrases = [term.text for term in query.terms if not term.negative]
            changes = save_as_tag(library, options.save_as_tag, more, less, phrases)
            outcome.document["tagged"] = len(changes.photos)
        return outcome


def run_similar(options: argparse.Namespace, session: Session) -> Outcome:
    """The photos nearest to the examples, which need not be in the library."""
    paths = tuple(_existing(path) for path in options.photos)
    with (
        Library.open(session.home, read_only=True) as library,
        engine_for(session, options.encoder) as engine,
    ):
        answer = engine.ask(
            Similar(paths=paths, limit=_at_least_one(options.limit), grouped=options.group), Answer
        )
        return _outcome(answer, library, session)


def run_describe(options: argparse.Namespace, session: Session) -> Outcome:
    """Zero-shot classification of one photo."""
    path = _existing(options.photo)
    labels: tuple[str, ...] = ()
    if options.labels is not None:
        labels = tuple(dict.fromkeys(w.strip() for w in options.labels.split(",") if w.strip()))
        if not labels:
            raise InputError("--labels needs at least one word, as in --labels dog,cat.")
    with engine_for(session, options.encoder, keeping=True) as engine:
        found = engine.ask(Describe(path, labels, _at_least_one(options.limit)), Description)
    document: dict[str, object] = {
        "path": str(found.path),
        "labels": [
            {"label": x.label, "probability": round(x.probability, 4), "score": round(x.score, 4)}
            for x in found.labels
        ],
    }
    return Outcome(document, [f"{x.probability:6.1%}  {x.label}" for x in found.labels])


def hit_documents(hits: tuple[Hit, ...], library: Library) -> list[dict[str, object]]:
    """Hits as the contract's JSON, with absolute paths."""
    found = {photo.id: photo for photo in photos.get(library, [hit.photo_id for hit in hits])}
    return [
        {
            "path": str(found[hit.photo_id].path),
            "score": round(hit.score, 4),
            "relevance": round(hit.relevance, 4),
            "strong": hit.strong,
            "above": hit.above,
            "why": list(hit.why),
            **({"under": str(found[hit.under].path)} if hit.under in found else {}),
        }
        for hit in hits
        if hit.photo_id in found
    ]


def _outcome(answer: Answer, library: Library, session: Session) -> Outcome:
    hits = hit_documents(answer.hits, library)
    if answer.searched < answer.of:
        session.say(
            f"Searched {answer.searched:,} of {answer.of:,} photos; scan to embed the rest."
        )
    if answer.switching:
        session.say(answer.switching)
    if answer.sentence:
        session.say(answer.sentence)
    if answer.instead:
        session.say(f"Did you mean: {answer.instead}")
    document: dict[str, object] = {
        "query": answer.query,
        "searched": answer.searched,
        "of": answer.of,
        "milliseconds": round(answer.milliseconds, 2),
        "plan": answer.path,
        "switching": answer.switching,
        "matches": answer.matches,
        "did_you_mean": answer.instead,
        "hits": hits,
    }
    marks = {True: "*", False: " "}
    lines = [f"{marks[bool(h['strong'])]} {h['relevance']:.2f}  {h['path']}" for h in hits]
    return Outcome(document, lines)


def _existing(path: Path) -> Path:
    path = absolute(path)
    if not path.is_file():
        raise InputError(f"There is no photo {path}.")
    return path


def _at_least_one(limit: int) -> int:
    if limit < 1:
        raise InputError("-n must be at least 1.")
    return limit
