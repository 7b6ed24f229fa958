"""What the user said of search results (more of these, less of those), kept as a tag."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from photoclip.domain import Changes, Source
from photoclip.errors import InputError
from photoclip.library import tags
from photoclip.library.database import Library
from photoclip.library.history import recording
from photoclip.library.names import clean
from photoclip.library.rows import GIVEN, given, numbers, stamp
from photoclip.library.schema import photo, tag, verdict


def save_as_tag(
    library: Library,
    name: str,
    more: Iterable[int],
    less: Iterable[int] = (),
    phrases: Iterable[str] = (),
) -> Changes:
    """Let `more` have the tag and `less` not, as one operation that can be undone.

    A tag that is new is described by the phrases that were searched for; one that exists keeps
    its own. Raises InputError where the name is not allowed or there is nothing to keep.
    """
    name = clean(name, "tag")
    liked, disliked = list(more), list(less)
    if not liked:
        raise InputError("Mark at least one photo as “more like this” first.")
    with (
        library.write() as connection,
        recording(connection, f"Save as the tag “{name}”") as record,
    ):
        new = tags.found(connection, name) is None
        number = tags.made(record, name)
        if new and (described := tags.phrases(phrases)) != "[]":
            record.update(tag, [number], prompts=described)
        decided = {"source": str(Source.USER), "decided_at": stamp()}
        rows = []
        for ids, agreed in ((disliked, 0), (liked, 1)):
            held = select(photo.c.id).where(photo.c.id.in_(GIVEN))
            rows.append(
                [
                    {"tag_id": number, "photo_id": one, "agreed": agreed, **decided}
                    for one in numbers(connection, held, given(ids))
                ]
            )
        for some in rows:
            record.put(verdict, some)
        return record.changes
