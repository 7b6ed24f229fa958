"""`import` and `export`: what the user decided, as JSON and as keywords in files."""

from __future__ import annotations

import argparse
from pathlib import Path

from photoclip import query as language
from photoclip.cli.engines import engine_for
from photoclip.cli.session import ATTENTION, DONE, Outcome, Session, absolute
from photoclip.engine.messages import Answer, Search
from photoclip.errors import InputError
from photoclip.library import photos
from photoclip.library.database import Library
from photoclip.library.exchange import decisions, documents, keywords, sidecars

_SHOWN = 40


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the commands of this module."""
    taking = commands.add_parser("import", help="take decisions from a JSON file or from keywords")
    what = taking.add_subparsers(metavar="WHAT", required=True)
    document = what.add_parser("json", help="merge what `export json` wrote")
    document.add_argument("file", type=Path, metavar="FILE")
    document.set_defaults(run=run_import_json)
    words = what.add_parser("keywords", help="take the XMP, IPTC and EXIF keywords of the photos")
    words.add_argument("folders", nargs="*", type=Path, metavar="FOLDER")
    words.add_argument("--dry-run", action="store_true", help="only say what would be taken")
    words.set_defaults(run=run_import_keywords)
    giving = commands.add_parser("export", help="write what you decided to a JSON file")
    form = giving.add_subparsers(metavar="WHAT", required=True)
    plain = form.add_parser("json", help="everything you decided")
    plain.add_argument("file", type=Path, metavar="FILE")
    plain.set_defaults(run=run_export_json)
    files = form.add_parser("xmp", help="confirmed tags, ratings and captions, as XMP sidecars")
    files.add_argument("query", nargs="?", metavar="QUERY", help="only photos that it finds")
    files.add_argument("--dry-run", action="store_true", help="only say what would be written")
    files.add_argument("--undo", action="store_true", help="put back what the last export changed")
    files.set_defaults(run=run_export_xmp)


def run_export_json(options: argparse.Namespace, session: Session) -> Outcome:
    """Write every decision; the file is complete or not there."""
    path = absolute(options.file)
    with Library.open(session.home) as library:
        document = decisions.export_json(library)
    documents.write(document, path)
    count = len(document["verdicts"])
    line = f"{count:,} verdicts about {len(document['photos']):,} photos were written to {path}."
    return Outcome({"written": 1, "files": [str(path)]}, [line])


def run_export_xmp(options: argparse.Namespace, session: Session) -> Outcome:
    """Bring sidecars up to date, say what that would do, or take the last export back."""
    if options.undo and options.dry_run:
        raise InputError("An undo has no dry run.")
    with Library.open(session.home) as library:
        if options.undo:
            done = sidecars.undo(session.home)
        else:
            done = list(sidecars.export(library, _chosen(library, options, session),
                                        dry_run=options.dry_run))  # fmt: skip
    written = [one for one in done if one.state in ("create", "change")]
    failed = [one for one in done if one.state == "failed"]
    for one in failed:
        session.say(f"{one.path}: {one.reason}")
    verb = "would be written" if options.dry_run else "were written"
    verb = "were put back" if options.undo else verb
    lines = [f"{len(written):,} sidecars {verb}, {len(failed):,} could not be."]
    lines += [f"  {one.state} {one.path}: {', '.join(one.words)}" for one in written]
    return Outcome(
        {
            "written": 0 if options.dry_run else len(written),
            "files": [str(one.path) for one in written],
            "sidecars": [
                {
                    "path": str(one.path),
                    "state": one.state,
                    "words": list(one.words),
                    "reason": one.reason,
                }
                for one in done
            ],
            "dry_run": options.dry_run,
        },
        lines,
        ATTENTION if failed else DONE,
    )


def _chosen(library: Library, options: argparse.Namespace, session: Session) -> list[int]:
    if options.query is None:
        return list(photos.ids(library))
    found = language.parse(options.query)
    with engine_for(session) as engine:
        return [hit.photo_id for hit in engine.ask(Search(found, limit=2**31), Answer).hits]


def run_import_json(options: argparse.Namespace, session: Session) -> Outcome:
    """Merge a file of decisions into the library."""
    path = absolute(options.file)
    document = documents.read(path)
    with Library.open(session.home) as library:
        found = decisions.import_json(library, document)
    lines = [f"{found.verdicts:,} verdicts and {found.tags:,} tags were taken."]
    lines += found.notes
    if found.unplaced:
        lines.append(f"{len(found.unplaced):,} photos are not in this library:")
        lines += [f"  {one}" for one in found.unplaced[:_SHOWN]]
    return Outcome(
        {
            "verdicts": found.verdicts,
            "tags": found.tags,
            "albums": found.albums,
            "photos": found.photos,
            "unplaced": list(found.unplaced),
            "notes": list(found.notes),
        },
        lines,
        ATTENTION if found.unplaced else DONE,
    )


def run_import_keywords(options: argparse.Namespace, session: Session) -> Outcome:
    """Take what files and sidecars say as verdicts, or say what would be taken."""
    folders = [absolute(folder) for folder in options.folders]
    for folder in folders:
        if not folder.is_dir():
            raise InputError(f"There is no folder {folder}.")
    bar = session.progress("Reading keywords")
    try:
        with Library.open(session.home) as library:
            gathered = keywords.gather(library, folders, bar.update)
            taken = keywords.take(library, gathered.said, dry_run=options.dry_run)
    finally:
        bar.close()
    verb = "would be" if options.dry_run else "were"
    lines = [
        f"{taken.verdicts:,} verdicts, {taken.tags:,} new tags, {taken.ratings:,} ratings and"
        f" {taken.captions:,} captions {verb} taken from {taken.files:,} photos."
    ]
    lines += [f"  {name}: {count:,}" for name, count in list(taken.per_tag.items())[:_SHOWN]]
    for complaint in gathered.complaints:
        session.say(complaint)
    return Outcome(
        {
            "verdicts": taken.verdicts,
            "tags": taken.tags,
            "ratings": taken.ratings,
            "captions": taken.captions,
            "files": taken.files,
            "per_tag": taken.per_tag,
            "complaints": list(gathered.complaints),
            "dry_run": options.dry_run,
        },
        lines,
        ATTENTION if gathered.complaints else DONE,
    )
