"""`tags`: the list of tags with their counts; renaming, merging, ordering and colouring them."""

from __future__ import annotations

import argparse
import re

from photoclip.cli.session import Outcome, Session
from photoclip.clip.loading import spec_of
from photoclip.domain import Changes, TagCount
from photoclip.engine.suggesting import tag_counts
from photoclip.errors import InputError, NoWeights
from photoclip.library import tags
from photoclip.library.database import Library
from photoclip.settings import load
from photoclip.vectors.store import VectorStore

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command of this module."""
    listing = commands.add_parser("tags", help="the tags and how often they were decided")
    listing.set_defaults(run=run_tags)
    actions = listing.add_subparsers(title="changing tags", metavar="ACTION")
    rename = actions.add_parser("rename", help="give a tag another name")
    rename.add_argument("name", metavar="OLD")
    rename.add_argument("new", metavar="NEW")
    rename.set_defaults(run=run_rename)
    merge = actions.add_parser("merge", help="let a tag become part of another")
    merge.add_argument("name", metavar="FROM")
    merge.add_argument("into", metavar="INTO")
    merge.set_defaults(run=run_merge)
    parent = actions.add_parser("parent", help="put a tag below another")
    parent.add_argument("name", metavar="TAG")
    parent.add_argument("parent", nargs="?", default="", help="without one it stands on top")
    parent.set_defaults(run=run_parent)
    for name, what in (("aliases", "other words"), ("prompts", "phrases that describe it")):
        described = actions.add_parser(name, help=f"say {what} for a tag; none takes them away")
        described.add_argument("name", metavar="TAG")
        described.add_argument("phrases", nargs="*", metavar="PHRASE")
        described.set_defaults(run=run_describe, field=name)
    colour = actions.add_parser("colour", help="give a tag a colour")
    colour.add_argument("name", metavar="TAG")
    colour.add_argument(
        "colour", nargs="?", default="", metavar="#RRGGBB", help="none takes it away"
    )
    colour.set_defaults(run=run_colour)


def run_tags(options: argparse.Namespace, session: Session) -> Outcome:
    """All tags, most used first."""
    with Library.open(session.home) as library:
        counts = sorted(_counts(library, session), key=_most_used)
    lines = [
        f"{c.confirmed:7,} {c.rejected:7,} {c.suggested:7,}  {_shown(c.threshold)}  {c.tag.name}"
        for c in counts
    ]
    if lines:
        lines.insert(0, "   have    not  suggested  from  tag")
    return Outcome({"tags": [_document(c) for c in counts]}, lines or ["No tags yet."])


def run_rename(options: argparse.Namespace, session: Session) -> Outcome:
    """Give a tag another name."""
    with Library.open(session.home) as library:
        changes = tags.rename(library, options.name, options.new)
    return _done(changes, f"“{options.name}” is called “{options.new}” now.")


def run_merge(options: argparse.Namespace, session: Session) -> Outcome:
    """Let a tag become part of another, which inherits what was said."""
    with Library.open(session.home) as library:
        changes = tags.merge(library, options.name, options.into)
    return _done(changes, f"“{options.name}” is part of “{options.into}” now.")


def run_parent(options: argparse.Namespace, session: Session) -> Outcome:
    """Put a tag below another, or on top."""
    with Library.open(session.home) as library:
        changes = tags.edit(library, options.name, parent=options.parent)
    where = f"below “{options.parent}”" if options.parent else "on top"
    return _done(changes, f"“{options.name}” stands {where} now.")


def run_describe(options: argparse.Namespace, session: Session) -> Outcome:
    """Give a tag other words, or own phrases in place of those that photoclip makes."""
    with Library.open(session.home) as library:
        changes = tags.edit(library, options.name, **{options.field: options.phrases})
    said = ", ".join(f"“{phrase}”" for phrase in options.phrases) or "none"
    return _done(changes, f"The {options.field} of “{options.name}” are {said} now.")


def run_colour(options: argparse.Namespace, session: Session) -> Outcome:
    """Give a tag a colour, or take it away."""
    if options.colour and not _COLOUR.fullmatch(options.colour):
        raise InputError("A colour is written as #RRGGBB, for example #d24726.")
    with Library.open(session.home) as library:
        changes = tags.edit(library, options.name, colour=options.colour.lower())
    return _done(changes, f"“{options.name}” has {options.colour or 'no colour'} now.")


def _counts(library: Library, session: Session) -> list[TagCount]:
    """With the suggestions at rest, where there are an encoder and vectors."""
    settings, _sentences = load(session.home.settings)
    try:
        spec = spec_of(session.home, settings.encoder)
    except NoWeights:
        return tags.counts(library)
    with VectorStore.open(session.home.vectors, library_uuid=library.uuid, read_only=True) as store:
        return tag_counts(library, store.suggested(spec))


def _done(changes: Changes, sentence: str) -> Outcome:
    return Outcome({"changed": int(bool(changes))}, [sentence if changes else "Nothing to change."])


def _document(count: TagCount) -> dict[str, object]:
    return {
        "name": count.tag.name,
        "parent": count.tag.parent,
        "colour": count.tag.colour,
        "aliases": list(count.tag.aliases),
        "prompts": list(count.tag.prompts),
        "confirmed": count.confirmed,
        "rejected": count.rejected,
        "suggested": count.suggested,
        "threshold": None if count.threshold is None else round(count.threshold, 3),
    }


def _shown(threshold: float | None) -> str:
    return "  – " if threshold is None else f"{threshold:4.1f}"


def _most_used(count: TagCount) -> tuple[int, str]:
    return -count.confirmed, count.tag.name.casefold()
