"""What personalizing learnt, version by version: kept for good, one of them in use per encoder."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from photoclip.domain import Source
from photoclip.errors import Unknown
from photoclip.library.database import Library
from photoclip.library.rows import instant, stamp
from photoclip.library.schema import adapter, verdict

FEWEST_ANSWERS = 30  # answers to suggestions before and after, to say that they got worse
SURELY_WORSE = -1.64  # standard errors: five in a hundred by chance

_SNAPSHOT = "snapshot"
_COLUMNS = (
    adapter.c.id,
    adapter.c.encoder_spec,
    adapter.c.parent,
    adapter.c.report,
    adapter.c.created_at,
    adapter.c.active,
)


@dataclass(frozen=True, slots=True)
class Version:
    """One result of personalizing, without its data.

    `encoder` is the key of the embedding space that it corrects, `parent` the version that was
    in use when it was made, `snapshot` the digest of the verdicts that it learnt from.
    """

    id: int
    encoder: str
    parent: int | None
    snapshot: str
    created_at: datetime
    active: bool
    report: Mapping[str, Any] = field(default_factory=dict)


def keep(
    library: Library, encoder: str, data: bytes, report: Mapping[str, object], snapshot: str
) -> int:
    """Keep a version, not yet in use; returns its id."""
    with library.write() as connection:
        row = {
            "encoder_spec": encoder,
            "parent": _active_id(connection, encoder),
            "data": data,
            "report": json.dumps({**report, _SNAPSHOT: snapshot}, ensure_ascii=False),
            "created_at": stamp(),
            "active": 0,
        }
        result = connection.execute(insert(adapter), row)
        return int(result.inserted_primary_key[0])  # type: ignore[index]


def activate(library: Library, number: int | None, encoder: str) -> None:
    """Use a version from now on, or none of them. Raises Unknown where there is no such one."""
    with library.write() as connection:
        _point(connection, number, encoder)


def active(library: Library, encoder: str) -> tuple[Version, bytes] | None:
    """The version in use and its data, None when there is none."""
    query = select(*_COLUMNS, adapter.c.data).where(*_is_active(encoder))
    with library.read() as connection:
        row = connection.execute(query).one_or_none()
    return None if row is None else (_version(*row[:-1]), bytes(row[-1]))


def in_use(library: Library, encoder: str) -> Version | None:
    """The version in use, without reading its data."""
    with library.read() as connection:
        row = connection.execute(select(*_COLUMNS).where(*_is_active(encoder))).one_or_none()
    return None if row is None else _version(*row)


def versions(library: Library, encoder: str | None = None) -> list[Version]:
    """All versions, of one encoder or of all, the newest first."""
    query = select(*_COLUMNS).order_by(adapter.c.id.desc())
    if encoder is not None:
        query = query.where(adapter.c.encoder_spec == encoder)
    with library.read() as connection:
        return [_version(*row) for row in connection.execute(query)]


def revert(library: Library, encoder: str) -> tuple[Version, Version | None] | None:
    """Go back to the parent of the version in use: (what was left, what is in use now).

    None when none was in use. What was left is kept and can be activated again.
    """
    with library.write() as connection:
        row = connection.execute(select(*_COLUMNS).where(*_is_active(encoder))).one_or_none()
        if row is None:
            return None
        left = _version(*row)
        _point(connection, left.parent, encoder)
        return left, None if left.parent is None else _get(connection, left.parent)


def revert_if_worse(library: Library, encoder: str) -> Version | None:
    """Go back to the parent when suggestions are accepted surely less often since; what was left.

    Compares the answers of reviewing since the version was made with those before it, back to
    its parent, by a test of two proportions.
    """
    current = in_use(library, encoder)
    if current is None:
        return None
    with library.read() as connection:
        parent = None if current.parent is None else _get(connection, current.parent)
        since = parent.created_at if parent else None
        before = _answers(connection, since, current.created_at)
        after = _answers(connection, current.created_at, None)
    if min(before[1], after[1]) < FEWEST_ANSWERS:
        return None
    pooled = (before[0] + after[0]) / (before[1] + after[1])
    error = math.sqrt(pooled * (1 - pooled) * (1 / before[1] + 1 / after[1]))
    if not error or (after[0] / after[1] - before[0] / before[1]) / error >= SURELY_WORSE:
        return None
    revert(library, encoder)
    return current


def _answers(
    connection: Connection, since: datetime | None, until: datetime | None
) -> tuple[int, int]:
    """(agreed, all) answers to suggestions in a span of time, half-open."""
    query = select(func.coalesce(func.sum(verdict.c.agreed), 0), func.count())
    query = query.where(verdict.c.source == str(Source.REVIEW))
    if since is not None:
        query = query.where(verdict.c.decided_at >= stamp(since))
    if until is not None:
        query = query.where(verdict.c.decided_at < stamp(until))
    row = connection.execute(query).one()
    return int(row[0]), int(row[1])


def _point(connection: Connection, number: int | None, encoder: str) -> None:
    connection.execute(update(adapter).where(*_is_active(encoder)).values(active=0))
    if number is not None:
        changed = connection.execute(
            update(adapter)
            .where(adapter.c.id == number, adapter.c.encoder_spec == encoder)
            .values(active=1)
        )
        if not changed.rowcount:
            raise Unknown("There is no such version for the encoder in use.")


def _get(connection: Connection, number: int) -> Version:
    return _version(*connection.execute(select(*_COLUMNS).where(adapter.c.id == number)).one())


def _active_id(connection: Connection, encoder: str) -> int | None:
    return connection.scalar(select(adapter.c.id).where(*_is_active(encoder)))


def _is_active(encoder: str) -> tuple[Any, Any]:
    return adapter.c.encoder_spec == encoder, adapter.c.active == 1


def _version(
    number: int, encoder: str, parent: int | None, report: str, created_at: str, active: int
) -> Version:
    found = json.loads(report)
    snapshot = str(found.pop(_SNAPSHOT, ""))
    return Version(number, encoder, parent, snapshot, instant(created_at), bool(active), found)
