"""What personalizing learnt, run by run: kept for good, one of them in use for each encoder."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from photoclip.domain import Changes, Source
from photoclip.errors import Unknown
from photoclip.library.database import Library
from photoclip.library.history import Recorder, recording
from photoclip.library.journal import noting
from photoclip.library.rows import instant, stamp
from photoclip.library.schema import adapter, verdict

FEWEST_ANSWERS = 30  # answers to suggestions before and after, to say that they got worse
SURELY_WORSE = -1.64  # standard errors: five in a hundred by chance

_SNAPSHOT, _DOUBTED = "snapshot", "doubted_at"
_COLUMNS = (
    adapter.c.id,
    adapter.c.encoder_spec,
    adapter.c.parent,
    adapter.c.report,
    adapter.c.created_at,
    adapter.c.active,
    (func.length(adapter.c.data) > 0).label("usable"),
)


@dataclass(frozen=True, slots=True)
class Version:
    """One result of personalizing, without its data.

    `encoder` is the key of the embedding space that it corrects, `parent` the version that was
    in use when it was made, `snapshot` the digest of the verdicts that it learnt from. A run that
    adopted nothing is not `usable`. Answers before `doubted_at` have been held against it already.
    """

    id: int
    encoder: str
    parent: int | None
    snapshot: str
    created_at: datetime
    active: bool
    usable: bool
    doubted_at: datetime | None
    report: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reverted:
    """What was left, what is in use now (None: nothing that was learnt), and what changed."""

    left: Version
    now: Version | None
    changes: Changes


def keep(
    library: Library, encoder: str, data: bytes | None, report: Mapping[str, object], snapshot: str
) -> int:
    """Keep a run, not yet in use; returns its id. `data` is None where nothing was adopted."""
    with library.write() as connection:
        return _keep(connection, encoder, data, report, snapshot)


def adopt(
    library: Library, encoder: str, data: bytes, report: Mapping[str, object], snapshot: str
) -> tuple[int, Changes]:
    """Keep a version and use it from now on, at once or not at all. Can be undone."""
    with library.write() as connection, recording(connection, "Personalize") as record:
        number = _keep(connection, encoder, data, report, snapshot)
        _point(record, number, encoder)
        return number, record.changes


def activate(library: Library, number: int | None, encoder: str) -> Changes:
    """Use a version from now on, or none of them. Can be undone.

    Raises Unknown where there is no such one, or where the run had nothing to adopt.
    """
    title = "Use another version of what was learnt" if number else "Use nothing that was learnt"
    with library.write() as connection, recording(connection, title) as record:
        _point(record, number, encoder)
        return record.changes


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


def revert(library: Library, encoder: str) -> Reverted | None:
    """Go back to the parent of the version in use; None when none was in use. Can be undone.

    What was left is kept and can be activated again.
    """
    return _go_back(library, encoder, "Go back to the version before", since=None)


def revert_if_worse(library: Library, encoder: str) -> Reverted | None:
    """Go back to the parent when suggestions are accepted surely less often since.

    Compares the answers of reviewing since the version was made with those before it, back to
    its parent, by a test of two proportions. Who undoes that has the version for as many more
    answers. None where nothing was changed.
    """
    current = in_use(library, encoder)
    if current is None:
        return None
    with library.read() as connection:
        parent = None if current.parent is None else _get(connection, current.parent)
        former = parent.created_at if parent else None
        before = _answers(connection, former, current.created_at)
        after = _answers(connection, _answers_count_from(current), None)
    if min(before[1], after[1]) < FEWEST_ANSWERS:
        return None
    pooled = (before[0] + after[0]) / (before[1] + after[1])
    error = math.sqrt(pooled * (1 - pooled) * (1 / before[1] + 1 / after[1]))
    if not error or (after[0] / after[1] - before[0] / before[1]) / error >= SURELY_WORSE:
        return None
    return _go_back(library, encoder, "Go back, as suggestions got worse", since=datetime.now(UTC))


def _answers_count_from(version: Version) -> datetime:
    """Times are kept in whole seconds: what was held against it in its last one is over, too."""
    doubted = version.doubted_at
    return version.created_at if doubted is None else doubted + timedelta(seconds=1)


def _go_back(
    library: Library, encoder: str, title: str, *, since: datetime | None
) -> Reverted | None:
    with library.write() as connection, recording(connection, title) as record:
        row = connection.execute(select(*_COLUMNS).where(*_is_active(encoder))).one_or_none()
        if row is None:
            return None
        left = _version(*row)
        _point(record, left.parent, encoder)
        if since is not None:
            # Not a part of the operation: undoing it must not make the next answer do it again.
            report = {**json.loads(row.report), _DOUBTED: stamp(since)}
            connection.execute(
                update(adapter)
                .where(adapter.c.id == left.id)
                .values(report=json.dumps(report, ensure_ascii=False))
            )
        now = None if left.parent is None else _get(connection, left.parent)
        return Reverted(left, now, record.changes)


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


def _keep(
    connection: Connection,
    encoder: str,
    data: bytes | None,
    report: Mapping[str, object],
    snapshot: str,
) -> int:
    row = {
        "encoder_spec": encoder,
        "parent": _active_id(connection, encoder),
        "data": data or b"",
        "report": json.dumps({**report, _SNAPSHOT: snapshot}, ensure_ascii=False),
        "created_at": stamp(),
        "active": 0,
    }
    result = connection.execute(insert(adapter), row)
    number = int(result.inserted_primary_key[0])  # type: ignore[index]
    if journal := noting(connection):
        journal.rows(connection, adapter, [number])
    return number


def _point(record: Recorder, number: int | None, encoder: str) -> None:
    former = _active_id(record.connection, encoder)
    if number is not None:
        usable = select(adapter.c.id).where(
            adapter.c.id == number,
            adapter.c.encoder_spec == encoder,
            func.length(adapter.c.data) > 0,
        )
        if record.connection.scalar(usable) is None:
            raise Unknown("There is no such version for the encoder in use.")
    if former is not None and former != number:
        record.update(adapter, [former], active=0)
    if number is not None:
        record.update(adapter, [number], active=1)


def _get(connection: Connection, number: int) -> Version:
    return _version(*connection.execute(select(*_COLUMNS).where(adapter.c.id == number)).one())


def _active_id(connection: Connection, encoder: str) -> int | None:
    return connection.scalar(select(adapter.c.id).where(*_is_active(encoder)))


def _is_active(encoder: str) -> tuple[Any, Any]:
    return adapter.c.encoder_spec == encoder, adapter.c.active == 1


def _version(
    number: int,
    encoder: str,
    parent: int | None,
    report: str,
    created_at: str,
    active: int,
    usable: int,
) -> Version:
    found = json.loads(report)
    snapshot, doubted = str(found.pop(_SNAPSHOT, "")), found.pop(_DOUBTED, None)
    return Version(
        number,
        encoder,
        parent,
        snapshot,
        instant(created_at),
        bool(active),
        bool(usable),
        instant(doubted),
        found,
    )
