"""`demo`: the whole main job on the sample photos, in a library that is thrown away."""

from __future__ import annotations

import argparse
import json
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from photoclip import query as language
from photoclip.cli.engines import engine_for
from photoclip.cli.find import hit_documents
from photoclip.cli.personalize import personalize, report_lines
from photoclip.cli.scan import scan_folders
from photoclip.cli.session import Outcome, Session
from photoclip.cli.suggest import suggest_tags
from photoclip.domain import Suggestion
from photoclip.engine.messages import Answer, Search, Suggest
from photoclip.errors import InputError
from photoclip.library import photos, tags
from photoclip.library.database import Library
from photoclip.paths import Home, resources


@dataclass(frozen=True, slots=True)
class Samples:
    """The sample photos, queries that fit them, and tags that somebody might confirm."""

    folder: Path
    queries: tuple[str, ...]
    tags: dict[str, tuple[str, ...]]

    @classmethod
    def shipped(cls) -> Samples:
        """Those that come with photoclip."""
        folder = resources() / "sample"
        try:
            found = json.loads((folder / "samples.json").read_text(encoding="utf-8"))
        except FileNotFoundError as error:
            raise InputError(f"The sample photos are missing from {folder}.") from error
        tags = {name: tuple(files) for name, files in found["tags"].items()}
        return cls(folder, tuple(found["queries"]), tags)


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command of this module."""
    demo = commands.add_parser("demo", help="see everything at work on the sample photos")
    demo.add_argument("--headless", action="store_true", help="do not open the window afterwards")
    demo.set_defaults(run=run_demo)


def run_demo(options: argparse.Namespace, session: Session) -> Outcome:
    """Scan, embed and index the samples, search three times, then show the window."""
    samples = Samples.shipped()
    with tempfile.TemporaryDirectory(prefix="photoclip-demo-", ignore_cleanup_errors=True) as place:
        throw_away = replace(session, home=Home.at(Path(place)))
        session.say(f"Reading, embedding and indexing the photos in {samples.folder} …")
        scanned = scan_folders(throw_away, [samples.folder])
        searches = _search(throw_away, samples.queries)
        suggested = len(_suggestions(throw_away))
        learnt = _personalize(throw_away, samples)
        document: dict[str, object] = {
            "photos": scanned.document["added"],
            "seconds": scanned.document["seconds"],
            "searches": searches,
            "suggestions": suggested,
            "personalize": learnt,
        }
        lines = [*scanned.lines, *_lines(searches), *report_lines(learnt)]
        if not options.headless:
            for line in lines:
                session.say(line)
            session.say("Opening the window; the demo library goes when you close it.")
            session.open_window(throw_away.home, [], None)
            lines = []
    return Outcome(document, lines, scanned.status)


def _search(session: Session, queries: tuple[str, ...]) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    with Library.open(session.home, read_only=True) as library, engine_for(session) as engine:
        for text in queries:
            # Three dozen photos are too few for a divider to mean much: show the best anyway.
            answer = engine.ask(Search(language.parse(text), limit=3, weak=True), Answer)
            found.append({"query": text, "hits": hit_documents(answer.hits, library)})
    return found


def _suggestions(session: Session) -> tuple[Suggestion, ...]:
    with engine_for(session, writing=True) as engine:
        return suggest_tags(engine, Suggest(), session)[1]


def _personalize(session: Session, samples: Samples) -> dict[str, object]:
    """Confirm the tags of the samples, learn from them; the report."""
    with Library.open(session.home) as library:
        for name, files in samples.tags.items():
            known = photos.by_paths(library, [samples.folder / file for file in files])
            tags.confirm(library, name, [photo.id for photo in known.values()])
    return personalize(session)


def _lines(searches: list[dict[str, object]]) -> list[str]:
    lines = []
    for search in searches:
        hits = search["hits"]
        assert isinstance(hits, list)
        lines.append(f"“{search['query']}”")
        lines += [f"  {hit['relevance']:.2f}  {Path(hit['path']).name}" for hit in hits]
    return lines
