"""`scan` and `status`: from folders to an index, and what the library holds."""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from pathlib import Path

from photoclip.cli.engines import engine_for, write_readings
from photoclip.cli.personalize import adapter_document, personalize
from photoclip.cli.session import ATTENTION, DONE, WORLD, Outcome, Session, absolute
from photoclip.engine.messages import Catalogued, Embedding, EngineStatus, GetStatus, Notice
from photoclip.engine.model_messages import Switching
from photoclip.errors import NoSpace
from photoclip.images.thumbs import ThumbStore
from photoclip.jobs import Progress
from photoclip.library import adapters, backups, photos, roots, scanner, tags
from photoclip.library.database import Library
from photoclip.settings import load


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the commands of this module."""
    scan = commands.add_parser("scan", help="read, embed and index folders to completion")
    scan.add_argument("folders", nargs="*", type=Path, metavar="FOLDER", help="none: all roots")
    scan.add_argument("--no-embed", action="store_true", help="only read; embed another time")
    scan.add_argument("--encoder", metavar="NAME", help="the encoder to embed with")
    scan.set_defaults(run=run_scan)
    status = commands.add_parser("status", help="what the library holds")
    status.set_defaults(run=run_status)


def run_scan(options: argparse.Namespace, session: Session) -> Outcome:
    """Add the folders, scan all roots, then read and embed whatever is outstanding."""
    return scan_folders(
        session, options.folders, encoder=options.encoder, embed=not options.no_embed
    )


def scan_folders(
    session: Session, folders: Sequence[Path], *, encoder: str | None = None, embed: bool = True
) -> Outcome:
    """Take the folders in as roots and bring the whole library up to date."""
    started = time.perf_counter()
    settings, sentences = load(session.home.settings)
    for sentence in sentences:
        session.say(sentence)
    with Library.open(session.home) as library:
        for folder in folders:
            roots.add(library, absolute(folder))
        newest = photos.newest_id(library)
        bar = session.progress("Looking")
        report = scanner.scan(
            library,
            excludes=settings.excludes,
            videos=settings.videos,
            report=lambda p: bar.update(p.done, p.total, p.note),
        )
        bar.close()
        for path in report.offline:
            session.say(f"{path} cannot be seen now; its photos are kept.")
        embedded, worked = read_and_embed(library, session, encoder, embed=embed)
        counts = photos.counts(library)
        added = photos.showable_since(library, newest)
        try:
            backups.keep_due(library)
        except NoSpace as error:
            session.say(f"The library could not be backed up: {error}")
    seconds = time.perf_counter() - started
    document: dict[str, object] = {
        "added": added,
        "changed": report.changed,
        "moved": report.moved,
        "missing": report.missing,
        "unchanged": report.unchanged,
        "embedded": embedded,
        "problems": counts.problems,
        "seconds": round(seconds, 3),
        "photos_per_second": round(embedded / seconds, 1) if embedded else 0.0,
    }
    lines = [
        f"{added:,} added, {report.changed:,} changed, {report.moved:,} moved, "
        f"{report.missing:,} missing, {report.unchanged:,} unchanged; "
        f"{embedded:,} embedded in {seconds:.1f} s."
    ]
    if counts.problems:
        with Library.open(session.home, read_only=True) as library:
            troubled = photos.problems(library)
        lines.append(f"{counts.problems:,} pictures cannot be shown:")
        lines += [f"  {p.path}: {p.problem.sentence}" for p in troubled if p.problem]
        document["problem_files"] = [
            {"path": str(p.path), "code": p.problem.code, "sentence": p.problem.sentence}
            for p in troubled
            if p.problem
        ]
    # Without weights the photos were read, but what was asked for was not done.
    status = WORLD if not worked else ATTENTION if counts.problems else DONE
    return Outcome(document, lines, status)


def read_and_embed(
    library: Library, session: Session, encoder: str | None, *, embed: bool
) -> tuple[int, bool]:
    """Let the engine finish; how many photos it embedded, and whether it had an encoder."""
    bar, relearn = session.progress("Embedding" if embed else "Reading"), False
    try:
        with (
            ThumbStore(session.home.thumbs) as thumbs,
            engine_for(session, encoder, writing=True, embed=embed) as engine,
        ):
            before = engine.ask(GetStatus(), EngineStatus).embedded_since_start
            engine.ask(Catalogued(), int)
            for event in engine.work():
                match event:
                    case Embedding(progress=Progress() as p):
                        bar.update(p.done, p.total, _eta(p))
                    case Notice(sentence=sentence):
                        session.say(sentence)
                    case Switching(relearn=True):
                        relearn = True
                    case _:
                        write_readings(library, thumbs, event)
            status = engine.ask(GetStatus(), EngineStatus)
    finally:
        bar.close()
    if relearn:
        session.say(str(personalize(session)["reason"]))
    return status.embedded_since_start - before, status.encoder is not None


def _eta(progress: Progress) -> str:
    if progress.per_second is None or progress.seconds_left is None:
        return ""
    minutes, seconds = divmod(round(progress.seconds_left), 60)
    left = f"{minutes} min {seconds:02} s" if minutes else f"{seconds} s"
    return f"{progress.per_second:.0f} a second, {left} left"


def run_status(options: argparse.Namespace, session: Session) -> Outcome:
    """What the library, the vectors and the index hold. Loads no weights."""
    with Library.open(session.home) as library, engine_for(session) as engine:
        counts = photos.counts(library)
        known = roots.all_roots(library)
        tag_counts = tags.counts(library)
        status = engine.ask(GetStatus(), EngineStatus)
        learnt = adapters.in_use(library, status.space)
    verdicts = sum(count.confirmed + count.rejected for count in tag_counts)
    document: dict[str, object] = {
        "photos": counts.photos,
        "embedded": status.embedded,
        "problems": counts.problems,
        "missing": counts.missing,
        "roots": [
            {"path": str(root.path), "online": root.online, "photos": root.photos} for root in known
        ],
        "encoder": {
            "name": status.encoder,
            "dim": status.dim,
            "device": status.device,
            "precision": status.precision,
        },
        "switching": {"to": status.coming, "embedded": status.coming_embedded}
        if status.coming
        else None,
        "index": {
            "kind": status.index_kind,
            "count": status.index_count,
            "generation": status.index_generation,
        },
        "tags": len(tag_counts),
        "verdicts": verdicts,
        "adapter": adapter_document(learnt) if learnt else None,
    }
    coming = []
    if status.coming:
        coming = [
            f"{status.coming} takes over when it has seen all: {status.coming_embedded:,} now"
        ]
    lines = [
        f"{counts.photos:,} photos, {status.embedded:,} embedded, {counts.problems:,} problems, "
        f"{counts.missing:,} missing",
        *(
            f"  {root.path}  {root.photos:,} photos{'' if root.online else '  (offline)'}"
            for root in known
        ),
        f"encoder {status.encoder or 'none'}, {status.dim} dimensions; "
        f"index: {status.index_kind}, {status.index_count:,} photos",
        *coming,
        f"{len(tag_counts):,} tags, {verdicts:,} verdicts"
        + (f"; personalized {learnt.created_at:%Y-%m-%d %H:%M} UTC" if learnt else ""),
    ]
    return Outcome(document, lines)
