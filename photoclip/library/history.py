"""The history of organising: every step is named, and can be undone and redone across restarts.

An organising operation changes rows only through a `Recorder`, which keeps what each row was
before and is after. What happened is stored with the operation in one transaction. Undoing
writes the former values back, in reverse order; redoing writes the later ones. Only the columns
that were changed are kept, so that undoing a rating leaves alone what was read of the photo since.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields
from typing import Any, TypeAlias

from sqlalchemy import Connection, Table, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from photoclip.domain import Changes, Operation
from photoclip.library import schema
from photoclip.library.database import Library
from photoclip.library.holding import settle
from photoclip.library.journal import noting
from photoclip.library.rows import instant, plain, stamp

KEPT_OPERATIONS = 1000
KEPT_BYTES = 256 * 1024 * 1024

Key: TypeAlias = tuple[Any, ...]
Row: TypeAlias = dict[str, Any]
_Values: TypeAlias = list[Any] | None  # None: there was, or is, no such row

# Foreign keys point from later tables to earlier ones.
_TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        schema.root,
        schema.photo,
        schema.tag,
        schema.album,
        schema.verdict,
        schema.album_photo,
        schema.not_duplicate,
        schema.state_correction,
        schema.adapter,
    )
}


@dataclass(frozen=True, slots=True)
class Step:
    """What happened to rows of a table: `columns` of row `keys[i]` went from before to after."""

    table: str
    columns: list[str]
    keys: list[Key]
    before: list[_Values]
    after: list[_Values]


class Recorder:
    """Changes rows of one transaction and keeps the steps."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.steps: list[Step] = []

    @property
    def changes(self) -> Changes:
        """What views must draw again."""
        return _changes(self.steps)

    def insert(self, table: Table, row: Row) -> int:
        """Add a row to a table with an `id`; returns the id."""
        columns = [column.name for column in table.c if column.name != "id"]
        result = self.connection.execute(insert(table), row)
        number = int(result.inserted_primary_key[0])  # type: ignore[index]
        values = self._select(table, columns, [(number,)])[(number,)]
        self.steps.append(Step(table.name, columns, [(number,)], [None], [values]))
        return number

    def put(self, table: Table, rows: Sequence[Row]) -> set[Key]:
        """Make the rows exist with these values; returns the keys of those that had other ones.

        All rows have the same columns, the key among them and every other that the table needs.
        """
        if not rows:
            return set()
        keys = _keys(table)
        columns = [name for name in rows[0] if name not in keys]
        wanted: dict[Key, _Values] = {
            tuple(row[key] for key in keys): [row[c] for c in columns] for row in rows
        }
        return self._make(table, columns, wanted)

    def update(self, table: Table, ids: Iterable[int], **values: Any) -> set[int]:
        """Give rows these values; returns the ids of those that exist and had other ones."""
        columns, target = list(values), list(values.values())
        existing = self._select(table, columns, [(number,) for number in ids])
        return {key[0] for key in self._make(table, columns, dict.fromkeys(existing, target))}

    def delete(self, table: Table, keys: Collection[Key]) -> set[Key]:
        """Delete rows; returns the keys of those that existed."""
        columns = [column.name for column in table.c if column.name not in _keys(table)]
        return self._make(table, columns, dict.fromkeys(keys))

    def _make(self, table: Table, columns: list[str], wanted: dict[Key, _Values]) -> set[Key]:
        existing = self._select(table, columns, wanted)
        changed = {key: to for key, to in wanted.items() if existing.get(key) != to}
        if changed:
            keys, after = list(changed), list(changed.values())
            step = Step(table.name, columns, keys, [existing.get(key) for key in keys], after)
            _apply(self.connection, step, step.before, step.after)
            self.steps.append(step)
        return set(changed)

    def _select(
        self, table: Table, columns: Sequence[str], keys: Iterable[Key]
    ) -> dict[Key, _Values]:
        names = _keys(table)
        join = " AND ".join(
            f"t.{name} = json_extract(k.value, '$[{i}]')" for i, name in enumerate(names)
        )
        # CROSS JOIN keeps SQLite from reading the whole table for a few keys.
        query = (
            f"SELECT {', '.join(f't.{name}' for name in (*names, *columns))}"
            f" FROM json_each(?) AS k CROSS JOIN {table.name} AS t ON {join}"
        )
        found: dict[Key, _Values] = {}
        for row in self.connection.exec_driver_sql(query, (json.dumps(list(keys)),)):
            found[tuple(row[: len(names)])] = list(row[len(names) :])
        return found


@contextmanager
def recording(connection: Connection, name: str) -> Iterator[Recorder]:
    """One organising operation, called `name` in the list that the user sees.

    What the recorder changed is kept when the block ends; a block that changed nothing leaves
    no operation. Operations that were undone before cannot be redone any more.
    """
    recorder = Recorder(connection)
    yield recorder
    if recorder.steps:
        at, changes = stamp(), _pack(recorder.steps)
        _store(connection, name, at, changes)
        if journal := noting(connection):
            journal.operation(connection, name, at, changes, recorder.changes.photos)


def undo(library: Library) -> tuple[Operation, Changes] | None:
    """Take back the last operation that was not taken back; None if there is none."""
    return _turn(library, undone=False)


def redo(library: Library) -> tuple[Operation, Changes] | None:
    """Do again the operation that was taken back last; None if there is none."""
    return _turn(library, undone=True)


def operations(library: Library, limit: int = 50) -> list[Operation]:
    """The operations, newest first."""
    table = schema.operation
    query = select(table.c.id, table.c.name, table.c.at, table.c.undone)
    with library.read() as connection:
        rows = connection.execute(query.order_by(table.c.id.desc()).limit(limit)).all()
    return [_operation(*row) for row in rows]


def replay(connection: Connection, name: str, at: str, changes: bytes) -> int:
    """Do an operation that a journal told of again; how many rows could not be changed."""
    lost = 0
    for step in _unpack(changes):
        try:
            with connection.begin_nested():
                _apply(connection, step, step.before, step.after)
        except IntegrityError:
            lost += _apply_singly(connection, step)
    _store(connection, name, at, changes)
    settle(connection)
    return lost


def put_row(connection: Connection, table: str, values: Row) -> None:
    """Make a row exist with these values, as a journal told of it."""
    assert table in schema.tables.tables
    columns = ", ".join(values)
    update = ", ".join(f"{name} = excluded.{name}" for name in values)
    connection.exec_driver_sql(
        f"INSERT INTO {table} ({columns}) VALUES ({', '.join('?' * len(values))})"
        f" ON CONFLICT (id) DO UPDATE SET {update}",
        tuple(values.values()),
    )


def damaged(connection: Connection) -> list[int]:
    """The ids of operations whose changes cannot be read."""
    found = []
    for number, changes in plain(connection, "SELECT id, changes FROM operation ORDER BY id"):
        try:
            _unpack(changes)
        except (zlib.error, ValueError, TypeError):
            found.append(number)
    return found


def _operation(number: int, name: str, at: str, undone: int) -> Operation:
    return Operation(number, name, instant(at), bool(undone))


def _turn(library: Library, *, undone: bool) -> tuple[Operation, Changes] | None:
    with library.write() as connection:
        turned = turn_last(connection, undone=undone)
        if turned is not None and (journal := noting(connection)):
            journal.turned(undone=not undone)
        return turned


def turn_last(connection: Connection, *, undone: bool) -> tuple[Operation, Changes] | None:
    """Do the last `undone` operation again, or undo the last that is not; None without one."""
    table = schema.operation
    order = table.c.id.asc() if undone else table.c.id.desc()
    query = select(table).where(table.c.undone == int(undone)).order_by(order).limit(1)
    row = connection.execute(query).one_or_none()
    if row is None:
        return None
    steps = _follow(connection, _unpack(row.changes))
    for step in steps if undone else reversed(steps):
        turn = (step.before, step.after) if undone else (step.after, step.before)
        _apply(connection, step, *turn)
    if any(step.table == "root" for step in steps):
        settle(connection)
    connection.execute(update(table).where(table.c.id == row.id).values(undone=int(not undone)))
    return _operation(row.id, row.name, row.at, not undone), _changes(steps)


def _store(connection: Connection, name: str, at: str, changes: bytes) -> None:
    connection.execute(delete(schema.operation).where(schema.operation.c.undone == 1))
    row = {"name": name, "at": at, "changes": changes, "undone": 0}
    connection.execute(insert(schema.operation), row)
    _forget_old(connection)


def _apply_singly(connection: Connection, step: Step) -> int:
    """Bring each row of a step forward by itself; how many the library would not take."""
    lost = 0
    for row in zip(step.keys, step.before, step.after, strict=True):
        key, before, after = row
        single = Step(step.table, step.columns, [key], [before], [after])
        try:
            with connection.begin_nested():
                _apply(connection, single, single.before, single.after)
        except IntegrityError:
            lost += 1
    return lost


def _apply(connection: Connection, step: Step, here: list[_Values], there: list[_Values]) -> None:
    """Bring the rows of a step from `here` to `there`."""
    keys = _keys(_TABLES[step.table])
    where = " AND ".join(f"{key} = ?" for key in keys)
    names = (*keys, *step.columns)
    # A photo that became part of another may find its row there already.
    insert_row = "INSERT OR REPLACE" if _photo_keys(step.table) else "INSERT"
    sql = {
        "delete": f"DELETE FROM {step.table} WHERE {where}",
        "insert": f"{insert_row} INTO {step.table} ({', '.join(names)})"
        f" VALUES ({', '.join('?' * len(names))})",
        "update": f"UPDATE {step.table} SET {', '.join(f'{c} = ?' for c in step.columns)}"
        f" WHERE {where}",
    }
    rows: dict[str, list[tuple[Any, ...]]] = {"delete": [], "insert": [], "update": []}
    for key, old, new in zip(step.keys, here, there, strict=True):
        if new is None:
            rows["delete"].append(key)
        elif old is None:
            rows["insert"].append((*key, *new))
        else:
            rows["update"].append((*new, *key))
    for verb, parameters in rows.items():
        if parameters:
            connection.exec_driver_sql(sql[verb], parameters)


def _follow(connection: Connection, steps: list[Step]) -> list[Step]:
    """The steps with the photos that meanwhile became part of others by those others' ids.

    What a step did to a photo itself stays with the one that was given up: the rating of the
    other is not taken back with it.
    """
    into = dict(plain(connection, "SELECT photo_id, into_id FROM joined"))
    if not into:
        return steps
    followed = []
    for step in steps:
        places = _photo_keys(step.table)
        pairs = {}
        for key, before, after in zip(step.keys, step.before, step.after, strict=True):
            new = tuple(
                into.get(part, part) if place in places else part for place, part in enumerate(key)
            )
            if len(places) > 1:
                new = tuple(sorted(new))
            if len(places) < 2 or len(set(new)) == len(new):  # no photo is its own duplicate
                pairs[new] = (before, after)
        keys, values = list(pairs), list(pairs.values())
        before, after = [b for b, _ in values], [a for _, a in values]
        followed.append(Step(step.table, step.columns, keys, before, after))
    return followed


def _photo_keys(table: str) -> frozenset[int]:
    """The places in a table's key where a photo stands, but for the photos' own table."""
    keys = _keys(_TABLES[table])
    return frozenset(i for i, name in enumerate(keys) if name in ("photo_id", "a", "b"))


def _changes(steps: Iterable[Step]) -> Changes:
    """What views must draw again after the steps, in either direction."""
    photos: set[int] = set()
    tables = set()
    turned = False
    for step in steps:
        tables.add(step.table)
        turned = turned or (step.table == "photo" and "rotation" in step.columns)
        if step.table == "photo":
            photos.update(key[0] for key in step.keys)
        elif step.table in ("verdict", "album_photo"):
            photos.update(key[1] for key in step.keys)
        elif step.table == "not_duplicate":
            photos.update(number for key in step.keys for number in key)
        elif step.table == "state_correction":
            photos.update(key[0] for key in step.keys)
    return Changes(
        photos=frozenset(photos),
        tags=bool(tables & {"tag", "verdict"}),
        verdicts="verdict" in tables,
        albums=bool(tables & {"album", "album_photo"}),
        roots="root" in tables,
        vectors=turned,  # a photo that was turned looks different to the encoder, too
        adapters="adapter" in tables,
        everything="root" in tables,
    )


def _forget_old(connection: Connection) -> None:
    """Keep the history bounded, in operations and in bytes; the last operation stays."""
    table = schema.operation
    newest_first = select(table.c.id, func.length(table.c.changes)).order_by(table.c.id.desc())
    total = 0
    for place, (number, size) in enumerate(connection.execute(newest_first)):
        total += size
        if place and (place >= KEPT_OPERATIONS or total > KEPT_BYTES):
            connection.execute(delete(table).where(table.c.id <= number))
            return


def _keys(table: Table) -> tuple[str, ...]:
    return tuple(column.name for column in table.primary_key)


def _pack(steps: list[Step]) -> bytes:
    return zlib.compress(json.dumps([_fields(step) for step in steps]).encode(), level=1)


def _fields(step: Step) -> dict[str, Any]:
    return {field.name: getattr(step, field.name) for field in fields(step)}


def _unpack(changes: bytes) -> list[Step]:
    steps = [Step(**step) for step in json.loads(zlib.decompress(changes))]
    for step in steps:
        step.keys[:] = map(tuple, step.keys)
    return steps
