"""Tags and verdicts: the user's words, and the photos that they fit or do not fit."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, func, select

from photoclip.domain import Changes, Source, Tag, TagCount, Verdict
from photoclip.errors import InputError, Unknown
from photoclip.library.database import Library
from photoclip.library.history import Recorder, recording
from photoclip.library.names import clean, fold, some_photos
from photoclip.library.rows import GIVEN, given, instant, numbers, stamp
from photoclip.library.schema import HIDDEN, SHOWN, photo, tag, verdict

_parent = tag.alias("parent")
_TAGS = select(
    tag.c.id, tag.c.name, _parent.c.name, tag.c.aliases, tag.c.prompts, tag.c.colour
).join_from(tag, _parent, tag.c.parent_id == _parent.c.id, isouter=True)


def confirm(
    library: Library, name: str, photo_ids: Iterable[int], source: Source = Source.USER
) -> Changes:
    """Say that photos have a tag, which is made when it is new. Can be undone.

    `photos` of the changes are those of which it was not known yet. Photos that the library
    does not hold are left out. Raises InputError where the name is not allowed.
    """
    name = clean(name, "tag")
    return _decide(library, name, list(photo_ids), agreed=True, source=source)


def reject(
    library: Library, name: str, photo_ids: Iterable[int], source: Source = Source.USER
) -> Changes:
    """Say that photos do not have a tag; it is remembered. Can be undone.

    Raises Unknown where there is no such tag.
    """
    return _decide(library, name, list(photo_ids), agreed=False, source=source)


def clear(library: Library, name: str, photo_ids: Iterable[int]) -> Changes:
    """Forget what was said about a tag and photos. Can be undone. Raises Unknown."""
    chosen = list(photo_ids)
    title = f"Forget the tag “{name}” for {some_photos(chosen)}"
    with library.write() as connection, recording(connection, title) as record:
        number = _id(connection, name)
        record.delete(verdict, [(number, one) for one in chosen])
        return record.changes


def all_tags(library: Library) -> list[Tag]:
    """All tags in order of name."""
    with library.read() as connection:
        return _tags(connection)


def get(library: Library, name: str) -> Tag:
    """The tag of that name; case does not count. Raises Unknown."""
    with library.read() as connection:
        number = _id(connection, name)
        return next(one for one in _tags(connection) if one.id == number)


def of_photos(library: Library, ids: Iterable[int]) -> dict[int, list[Tag]]:
    """The tags that photos have, in order of name; photos without any are left out."""
    query = select(verdict.c.photo_id, verdict.c.tag_id).where(
        verdict.c.photo_id.in_(GIVEN), verdict.c.agreed == 1
    )
    with library.read() as connection:
        tags = {one.id: one for one in _tags(connection)}
        rows = connection.execute(query, given(ids)).all()
    place = {number: order for order, number in enumerate(tags)}
    held: defaultdict[int, list[Tag]] = defaultdict(list)
    for photo_id, tag_id in sorted(rows, key=lambda row: place[row[1]]):
        held[photo_id].append(tags[tag_id])
    return dict(held)


def verdicts(library: Library, name: str | None = None) -> list[Verdict]:
    """What the user said about photos that can be shown, of one tag or of all. Raises Unknown."""
    query = (
        select(verdict)
        .join(photo, photo.c.id == verdict.c.photo_id)
        .where(SHOWN)
        .order_by(verdict.c.tag_id, verdict.c.photo_id)
    )
    with library.read() as connection:
        if name is not None:
            query = query.where(verdict.c.tag_id == _id(connection, name))
        return [
            Verdict(tag_id, photo_id, bool(agreed), Source(source), instant(decided_at))
            for tag_id, photo_id, agreed, source, decided_at in connection.execute(query)
        ]


def counts(library: Library) -> list[TagCount]:
    """All tags in order of name, with how many photos that can be shown have them or not."""
    every = select(verdict.c.tag_id, verdict.c.agreed, func.count().label("photos"))
    grouped = (verdict.c.tag_id, verdict.c.agreed)
    # Photos that cannot be shown are few: joining every verdict with its photo costs much more.
    hidden = every.join(photo, photo.c.id == verdict.c.photo_id).where(HIDDEN)
    with library.read() as connection:
        tags = _tags(connection)
        total = Counter[tuple[int, int]]()
        for query, sign in ((every, 1), (hidden, -1)):
            for tag_id, agreed, photos in connection.execute(query.group_by(*grouped)):
                total[tag_id, agreed] += sign * photos
    return [TagCount(one, total[one.id, 1], total[one.id, 0]) for one in tags]


def edit(
    library: Library,
    name: str,
    *,
    aliases: Sequence[str] | None = None,
    prompts: Sequence[str] | None = None,
    colour: str | None = None,
    parent: str | None = None,
) -> Changes:
    """Describe a tag anew; None leaves a field as it is, an empty colour or parent removes it.

    Can be undone. Raises Unknown for the tag or the parent, InputError where a tag would come
    to stand below itself.
    """
    values: dict[str, Any] = {}
    with library.write() as connection, recording(connection, f"Edit the tag “{name}”") as record:
        number = _id(connection, name)
        if aliases is not None:
            values["aliases"] = phrases(aliases)
        if prompts is not None:
            values["prompts"] = phrases(prompts)
        if colour is not None:
            values["colour"] = colour or None
        if parent is not None:
            values["parent_id"] = _above(connection, number, parent) if parent else None
        if values:
            record.update(tag, [number], **values)
        return record.changes


def rename(library: Library, name: str, new: str) -> Changes:
    """Give a tag another name. Can be undone.

    Raises Unknown, or InputError where the name is not allowed or belongs to another tag.
    """
    new = clean(new, "tag")
    title = f"Rename the tag “{name}” to “{new}”"
    with library.write() as connection, recording(connection, title) as record:
        number = _id(connection, name)
        if found(connection, new) not in (None, number):
            raise InputError(f"There is a tag “{new}” already; merge the two instead.")
        record.update(tag, [number], name=new, folded=fold(new))
        return record.changes


def merge(library: Library, name: str, into: str) -> Changes:
    """Let one tag become part of another, which inherits its verdicts. Can be undone.

    Where both have a verdict about a photo, that of `into` holds. The former name becomes an
    alias. Raises Unknown, or InputError for a tag and itself.
    """
    title = f"Merge the tag “{name}” into “{into}”"
    with library.write() as connection, recording(connection, title) as record:
        old, new = _id(connection, name), _id(connection, into)
        if old == new:
            raise InputError("A tag cannot be merged with itself.")
        tags = {one.id: one for one in _tags(connection)}
        if old in _line(connection, new):  # it stands below what goes away
            top = connection.scalar(select(tag.c.parent_id).where(tag.c.id == old))
            record.update(tag, [new], parent_id=top)
        both = (*tags[new].aliases, tags[old].name, *tags[old].aliases)
        prompts = (*tags[new].prompts, *tags[old].prompts)
        record.update(tag, [new], aliases=phrases(both), prompts=phrases(prompts))
        taken = select(verdict.c.photo_id).where(verdict.c.tag_id == new)
        query = select(verdict).where(verdict.c.tag_id == old, verdict.c.photo_id.not_in(taken))
        inherited = [dict(row) | {"tag_id": new} for row in connection.execute(query).mappings()]
        record.put(verdict, inherited)
        _delete(record, old, heir=new)
        return record.changes


def remove(library: Library, name: str) -> Changes:
    """Delete a tag and all that was said about it. Can be undone. Raises Unknown.

    Tags below it move up to the one above it.
    """
    with library.write() as connection, recording(connection, f"Delete the tag “{name}”") as record:
        number = _id(connection, name)
        heir = connection.scalar(select(tag.c.parent_id).where(tag.c.id == number))
        _delete(record, number, heir)
        return record.changes


def _delete(record: Recorder, number: int, heir: int | None) -> None:
    said = numbers(record.connection, select(verdict.c.photo_id).where(verdict.c.tag_id == number))
    record.delete(verdict, [(number, photo_id) for photo_id in said])
    below = numbers(record.connection, select(tag.c.id).where(tag.c.parent_id == number))
    record.update(tag, below, parent_id=heir)
    record.delete(tag, [(number,)])


def _tags(connection: Connection) -> list[Tag]:
    tags = [
        Tag(number, name, parent, tuple(json.loads(aliases)), tuple(json.loads(prompts)), colour)
        for number, name, parent, aliases, prompts, colour in connection.execute(_TAGS)
    ]
    return sorted(tags, key=lambda one: fold(one.name))


def phrases(given: Iterable[str]) -> str:
    """Phrases as they are stored: trimmed, each once."""
    trimmed = (" ".join(phrase.split()) for phrase in given)
    return json.dumps(list(dict.fromkeys(filter(None, trimmed))), ensure_ascii=False)


def _above(connection: Connection, number: int, parent: str) -> int:
    above = _id(connection, parent)
    if number in _line(connection, above):
        raise InputError(f"The tag “{parent}” stands below this one.")
    return above


def _line(connection: Connection, number: int | None) -> list[int]:
    """A tag, the one above it, and so on."""
    line = []
    while number is not None:
        line.append(number)
        number = connection.scalar(select(tag.c.parent_id).where(tag.c.id == number))
    return line


def _decide(
    library: Library, name: str, photo_ids: Sequence[int], *, agreed: bool, source: Source
) -> Changes:
    verb = "Tag {} “{}”" if agreed else "Reject for {} the tag “{}”"
    title = verb.format(some_photos(photo_ids), name)
    with library.write() as connection, recording(connection, title) as record:
        number = made(record, name) if agreed else _id(connection, name)
        held = numbers(
            connection, select(photo.c.id).where(photo.c.id.in_(GIVEN)), given(photo_ids)
        )
        # What was applied by itself is no answer: the user's own takes its place.
        said = select(verdict.c.photo_id).where(
            verdict.c.tag_id == number,
            verdict.c.agreed == int(agreed),
            verdict.c.source != str(Source.AUTO),
        )
        same = set(numbers(connection, said))
        decided = {"agreed": int(agreed), "source": str(source), "decided_at": stamp()}
        rows = [{"tag_id": number, "photo_id": one, **decided} for one in held if one not in same]
        record.put(verdict, rows)
        return record.changes


def made(record: Recorder, name: str) -> int:
    """The id of the tag of that name, which is made when it is new."""
    known = found(record.connection, name)
    if known is not None:
        return known
    row = {"name": name, "folded": fold(name), "aliases": "[]", "prompts": "[]"}
    return record.insert(tag, row)


def found(connection: Connection, name: str) -> int | None:
    """The id of the tag of that name, None if there is none."""
    return connection.scalar(select(tag.c.id).where(tag.c.folded == fold(name.strip())))


def _id(connection: Connection, name: str) -> int:
    known = found(connection, name)
    if known is None:
        raise Unknown(f"There is no tag “{name}”.")
    return known
