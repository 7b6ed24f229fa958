"""The user's answers about tags in bulk: as columns for whoever learns from them, and applied.

Suggestions that the user had applied by themselves are verdicts of the source `AUTO`. They are
the machine's, so nothing here counts them as answers, and applying again replaces them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import func, select

from photoclip.domain import Changes, Source
from photoclip.library import names, tags
from photoclip.library.database import Library
from photoclip.library.history import recording
from photoclip.library.rows import GIVEN, given, stamp
from photoclip.library.schema import operation, photo, tag, verdict

_AUTO = str(Source.AUTO)


class Answers(NamedTuple):
    """The user's answers as columns of one length; `names` are those of the tags."""

    names: tuple[str, ...]
    photo_ids: NDArray[np.int64]
    agreed: NDArray[np.bool_]


def moment(library: Library) -> tuple[int, int]:
    """Changes whenever something was organised, undone or redone; cheap to ask for."""
    query = select(func.max(operation.c.id), func.sum(operation.c.undone))
    with library.read() as connection:
        newest, undone = connection.execute(query).one()
    return newest or 0, undone or 0


def all_answers(library: Library) -> Answers:
    """Every answer, in order of tag and photo; photos that cannot be shown count, too."""
    query = (
        select(tag.c.name, verdict.c.photo_id, verdict.c.agreed)
        .join(tag, tag.c.id == verdict.c.tag_id)
        .where(verdict.c.source != _AUTO)
        .order_by(verdict.c.tag_id, verdict.c.photo_id)
    )
    with library.read() as connection:
        rows = connection.execute(query).all()
    return Answers(
        tuple(row[0] for row in rows),
        np.fromiter((row[1] for row in rows), np.int64, len(rows)),
        np.fromiter((row[2] for row in rows), np.bool_, len(rows)),
    )


def answer(
    library: Library,
    name: str,
    agreed: Iterable[int],
    rejected: Iterable[int],
    source: Source = Source.REVIEW,
) -> Changes:
    """Say which photos a suggested tag fits and which it does not, as one operation.

    The tag is made where it is new, to remember a rejection, too. Photos that the library does
    not hold are left out. Can be undone. Raises InputError where the name is not allowed.
    """
    name = names.clean(name, "tag")
    yes, no = set(agreed), set(rejected)
    with library.write() as connection, recording(connection, title(name, yes, no)) as record:
        number = tags.made(record, name)
        present = select(photo.c.id).where(photo.c.id.in_(GIVEN))
        held = connection.execute(present, given(yes | no)).scalars().all()
        decided = {"source": str(source), "decided_at": stamp()}
        record.put(
            verdict,
            [{"tag_id": number, "photo_id": p, "agreed": int(p in yes), **decided} for p in held],
        )
        return record.changes


def since(library: Library, when: str) -> dict[str, list[int]]:
    """The photos that were answered about from an instant on (as `rows.stamp` has it), by tag."""
    query = (
        select(tag.c.name, verdict.c.photo_id)
        .join(tag, tag.c.id == verdict.c.tag_id)
        .where(verdict.c.decided_at >= when)
    )
    found: dict[str, list[int]] = {}
    with library.read() as connection:
        for name, photo_id in connection.execute(query):
            found.setdefault(name, []).append(photo_id)
    return found


def apply(
    library: Library, wanted: Mapping[str, Collection[int]], photo_ids: Iterable[int]
) -> tuple[Changes, int, int]:
    """Let photos have suggested tags: the ids in `wanted` by name of tag, as one operation.

    Only photos among `photo_ids` are touched. There, what was applied before and is not wanted
    any more is withdrawn. What the user answered stays. Returns the changes, how many pairs of
    tag and photo were applied newly, and how many were withdrawn. Can be undone.
    """
    pairs = sum(len(ids) for ids in wanted.values())
    title = f"Apply {pairs:,} suggested tag{'' if pairs == 1 else 's'}"
    chosen = given(photo_ids)
    present = select(photo.c.id).where(photo.c.id.in_(GIVEN))
    said = select(verdict.c.tag_id, verdict.c.photo_id, verdict.c.source).where(
        verdict.c.photo_id.in_(GIVEN)
    )
    with library.write() as connection, recording(connection, title) as record:
        held = set(connection.execute(present, chosen).scalars())
        sources = {(t, p): source for t, p, source in connection.execute(said, chosen)}
        decided = {"agreed": 1, "source": _AUTO, "decided_at": stamp()}
        keys, fresh = set(), []
        for name, ids in wanted.items():
            here = held.intersection(ids)
            number = tags.made(record, name) if here else 0
            keys |= {(number, one) for one in here}
            fresh += [(number, one) for one in sorted(here) if (number, one) not in sources]
        record.put(verdict, [{"tag_id": t, "photo_id": p, **decided} for t, p in fresh])
        stale = [key for key, source in sources.items() if source == _AUTO and key not in keys]
        record.delete(verdict, stale)
        return record.changes, len(fresh), len(stale)


def title(name: str, yes: Collection[int], no: Collection[int]) -> str:
    """The name of the operation that `answer` records."""
    if not no:
        return f"Confirm “{name}” for {names.some_photos(yes)}"
    if not yes:
        return f"Reject “{name}” for {names.some_photos(no)}"
    return f"Confirm “{name}” for {names.some_photos(yes)}, reject it for {len(no):,}"
