"""Everything the user decided as one plain JSON document, and back into a library.

The document::

    {"format": "photoclip decisions", "version": 1,
     "roots": [path],
     "photos": [{"path", "size", "hash", "rating", "favourite", "caption", "removed",
                 "rejected", "rotation", "caption_unseen"}],
     "tags": [{"name", "parent", "aliases", "prompts", "colour"}],
     "verdicts": [{"tag", "photo", "agreed", "source", "decided_at"}],
     "albums": [{"name", "query", "photos": [photo]}],
     "not_duplicates": [[photo, photo, decided_at]],
     "corrections": [{"photo", "state", "value", "decided_at"}]}

A photo is named by its place in `photos`; only photos about which something was decided are
there. Reading it back merges: nothing that the library knows already is lost. Two answers to one
question: a person's counts before an imported one, that before the machine's; of equals the later.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from photoclip.domain import Changes
from photoclip.errors import InputError
from photoclip.library import roots, tags
from photoclip.library.database import Library
from photoclip.library.exchange.placing import Placing, read_document
from photoclip.library.history import recording
from photoclip.library.schema import (
    KEPT,
    album,
    album_photo,
    folder,
    not_duplicate,
    photo,
    state_correction,
    verdict,
)

FORMAT, VERSION = "photoclip decisions", 1


@dataclass(frozen=True, slots=True)
class Imported:
    """What reading a document did: rows that changed, and what found no place."""

    changes: Changes
    verdicts: int
    tags: int
    albums: int
    photos: int
    unplaced: tuple[str, ...]
    notes: tuple[str, ...]


def export_json(library: Library) -> dict[str, Any]:
    """Everything the user decided; the same decisions give the same document."""
    known = func.coalesce(photo.c.content_hash, photo.c.previous_hash)
    with library.read() as connection:
        said = connection.execute(select(verdict)).all()
        inside = connection.execute(select(album_photo).order_by(album_photo.c.position)).all()
        apart = connection.execute(select(not_duplicate)).all()
        corrected = connection.execute(select(state_correction)).all()
        lists = connection.execute(select(album).order_by(album.c.folded)).all()
        mentioned = {row.photo_id for row in (*said, *inside, *corrected)}
        mentioned |= {number for row in apart for number in (row.a, row.b)}
        rows = connection.execute(
            select(photo, folder.c.path, known.label("known")).join(
                folder, folder.c.id == photo.c.folder_id
            )
        )
        chosen = sorted(
            (str(Path(row.path) / row.name), row)
            for row in rows
            if row.id in mentioned
            or any((row.rating, row.favourite, row.caption, row.removed_at))
            or any((row.rejected, row.rotation))
        )
    place = {row.id: number for number, (_, row) in enumerate(chosen)}
    words = tags.all_tags(library)
    names = {one.id: one.name for one in words}
    return {
        "format": FORMAT,
        "version": VERSION,
        "roots": [str(one.path) for one in roots.all_roots(library)],
        "photos": [
            {
                "path": path,
                "size": row.size,
                "hash": row.known,
                "rating": row.rating,
                "favourite": bool(row.favourite),
                "caption": row.caption,
                "removed": row.removed_at,
                "rejected": bool(row.rejected),
                "rotation": row.rotation,
                "caption_unseen": bool(row.caption_unseen),
            }
            for path, row in chosen
        ],
        "tags": [
            {
                "name": one.name,
                "parent": one.parent,
                "aliases": list(one.aliases),
                "prompts": list(one.prompts),
                "colour": one.colour,
            }
            for one in words
        ],
        "verdicts": sorted(
            (
                {
                    "tag": names[row.tag_id],
                    "photo": place[row.photo_id],
                    "agreed": bool(row.agreed),
                    "source": row.source,
                    "decided_at": row.decided_at,
                }
                for row in said
            ),
            key=lambda one: (str(one["tag"]), int(one["photo"])),
        ),
        "albums": [
            {
                "name": one.name,
                "query": one.query,
                "photos": [place[row.photo_id] for row in inside if row.album_id == one.id],
            }
            for one in lists
        ],
        "not_duplicates": sorted(
            [*sorted((place[row.a], place[row.b])), row.decided_at] for row in apart
        ),
        "corrections": sorted(
            (
                {
                    "photo": place[row.photo_id],
                    "state": row.state,
                    "value": row.value,
                    "decided_at": row.decided_at,
                }
                for row in corrected
            ),
            key=lambda one: (int(one["photo"]), str(one["state"])),
        ),
    }


def import_json(library: Library, document: object) -> Imported:
    """Merge a document into the library: one operation that can be undone.

    Photos are found by content hash and size, then by path. Folders of the document that exist
    become roots (outside the operation, as adding a folder always is); their photos find their
    decisions when they were scanned and the document is read again. Raises InputError where it
    is not such a document.
    """
    given = read_document(document, FORMAT, VERSION)
    notes, changes = [], Changes()
    held = {one.path for one in roots.all_roots(library)}
    for path in map(Path, given.roots):
        if path in held:
            continue
        try:
            changes |= roots.add(library, path)[1]
            notes.append(f"{path} was added; scan it, and import once more to place its photos.")
        except InputError as error:
            notes.append(str(error))
    places = _find(library, given.photos)
    with library.write() as connection, recording(connection, "Import decisions") as record:
        placing = Placing(record, given, places)
        placing.run()
        changes |= record.changes
    unplaced = tuple(
        one.path for number, one in enumerate(given.photos) if number not in places
    )  # fmt: skip
    return Imported(
        changes,
        placing.verdicts,
        placing.tags,
        placing.albums,
        placing.photos,
        unplaced,
        (*notes, *placing.notes),
    )


def _find(library: Library, wanted: list[Any]) -> dict[int, int]:
    """The photo's id for each place in the document that has one; each photo is given once."""
    known = func.coalesce(photo.c.content_hash, photo.c.previous_hash)
    query = select(photo.c.id, folder.c.path, photo.c.name, photo.c.size, known, KEPT)
    with library.read() as connection:
        rows = connection.execute(query.join(folder, folder.c.id == photo.c.folder_id)).all()
    same: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
    at: dict[str, int] = {}
    identity: dict[int, tuple[str, int]] = {}
    order = sorted((not row[5], str(Path(row[1]) / row[2]), row) for row in rows)
    for _, path, row in order:
        at[path] = row[0]
        if row[4]:
            identity[row[0]] = (row[4], row[3])
            same[row[4], row[3]].append(row[0])
    found: dict[int, int] = {}
    for number, one in enumerate(wanted):  # the same bytes at the same place are certain
        there = at.get(one.path)
        if there is not None and identity.get(there) == (one.hash, one.size):
            found[number] = there
    taken = set(found.values())
    for number, one in enumerate(wanted):
        if number not in found:
            free = [each for each in same.get((one.hash, one.size), ()) if each not in taken]
            there = free[0] if free else at.get(one.path)
            if there is not None and there not in taken:
                found[number] = there
                taken.add(there)
    return found
