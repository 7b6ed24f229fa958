"""Scanning: what is new, changed, moved or gone below the roots.

A photo is what is at its path; a file that appeared somewhere else with the same content and
size as one that is gone is the same photo, moved. Nothing is missing only because it cannot be
seen: not below a root that is offline, nor below a folder that cannot be listed.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection

from photoclip.domain import Root, ScanReport
from photoclip.errors import Cancelled, Unknown
from photoclip.images import formats, reading
from photoclip.jobs import CancelToken, Progress, Report, ignore_progress
from photoclip.library import mounts
from photoclip.library.company import Company
from photoclip.library.database import Library
from photoclip.library.holding import innermost
from photoclip.library.moves import Found, Gone, match
from photoclip.library.roots import all_roots, printable
from photoclip.library.rows import batches, moment, plain, stamp, storable
from photoclip.library.schema import read_path, stored_path
from photoclip.library.walking import Listing, Rules, Walk, is_below

BATCH = 1000
REPORT_SECONDS = 0.1

_FOLDERS = "SELECT path, id FROM folder WHERE root_id = ?"
_ADD_FOLDER = "INSERT INTO folder (root_id, path) VALUES (?, ?) ON CONFLICT DO NOTHING"
_PHOTOS = """
    SELECT name, id, size, mtime_ns, missing_since IS NOT NULL, problem_code IS NOT NULL,
        removed_at IS NOT NULL
    FROM photo WHERE folder_id = ?
"""
_ADD = """
    INSERT INTO photo (folder_id, name, size, mtime_ns, moment, added_at)
    VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
"""
_CHANGE = """
    UPDATE photo SET size = ?, mtime_ns = ?, moment = CASE WHEN taken_at IS NULL THEN ?
        ELSE moment END, previous_hash = coalesce(content_hash, previous_hash),
        content_hash = NULL, problem_code = NULL, problem = NULL, missing_since = NULL
    WHERE id = ?
"""
_COME_BACK = "UPDATE photo SET missing_since = NULL WHERE id = ?"
_MOVE = """
    UPDATE OR IGNORE photo SET folder_id = ?, name = ?, mtime_ns = ?, moment = CASE
        WHEN taken_at IS NULL THEN ? ELSE moment END, missing_since = NULL
    WHERE id = ?
"""
_MISS = "UPDATE photo SET missing_since = ? WHERE id = ?"
_OF_SIZES = """
    SELECT photo.id, photo.name, photo.size, photo.mtime_ns, photo.content_hash,
        photo.missing_since IS NOT NULL, folder.path, folder.root_id
    FROM photo JOIN folder ON folder.id = photo.folder_id
    WHERE photo.size IN (SELECT value FROM json_each(?))
        AND photo.removed_at IS NULL AND photo.rootless IS NULL
"""


def scan(
    library: Library,
    roots: Iterable[Path] | None = None,
    *,
    excludes: Sequence[str] = (),
    videos: bool = True,
    places: Mapping[Path, bool] | None = None,
    token: CancelToken | None = None,
    report: Report = ignore_progress,
    is_picture: Callable[[Path], bool] = formats.is_picture,
    hash_file: Callable[[Path], str] = reading.hash_file,
) -> ScanReport:
    """Look at the files below the roots (none given: all) and bring the library up to date.

    `excludes` are patterns as in a .gitignore, counted from each root. Without `videos` none are
    taken in; those that the library has stay. `places` are the only folders to look into, each
    with those below it where the value is true. New and changed photos are then `unread`. Raises
    Unknown for a path that is no root, InputError for a pattern that is none, Cancelled when the
    token says so; what was found until then is kept, and nothing is missing for not having been
    reached.
    """
    every = all_roots(library)
    chosen = every if roots is None else _chosen(every, roots)
    work = _Scan(
        library=library,
        every=every,
        online=[root for root in chosen if root.online],
        walk=Walk(Rules().below("", excludes)),
        videos=videos,
        places=places,
        token=token or CancelToken(),
        report=report,
        is_picture=is_picture,
        hash_file=hash_file,
    )
    try:
        with library.read() as connection:
            work.company = Company(connection)
            work.look(connection)
            work.settle(connection)
    except Cancelled:
        work.write()
        raise
    return ScanReport(
        added=work.added,
        changed=work.changed,
        moved=work.moved,
        missing=work.missing,
        unchanged=work.unchanged,
        problems=work.problems,
        offline=tuple(root.path for root in chosen if not root.online),
    )


def _chosen(every: Sequence[Root], paths: Iterable[Path]) -> list[Root]:
    """The roots at the paths, and those inside them."""
    chosen: set[Root] = set()
    for path in paths:
        inside = {root for root in every if root.path.is_relative_to(path)}
        if all(root.path != path for root in inside):
            raise Unknown(f"{printable(path)} is not a folder of this library.")
        chosen |= inside
    return sorted(chosen, key=lambda root: root.path)


class _Row(NamedTuple):
    """A photo that is known at a path."""

    id: int
    size: int
    mtime_ns: int
    missing: bool
    problem: bool
    removed: bool


@dataclass(slots=True)
class _Scan:
    """One scan: the counts of the report, what is known, and what is still to be written."""

    library: Library
    every: list[Root]
    online: list[Root]
    walk: Walk
    videos: bool
    places: Mapping[Path, bool] | None
    token: CancelToken
    report: Report
    is_picture: Callable[[Path], bool]
    hash_file: Callable[[Path], str]

    company: Company = field(init=False)
    added: int = 0
    changed: int = 0
    moved: int = 0
    missing: int = 0
    unchanged: int = 0
    problems: int = 0

    _drives: list[Path] = field(default_factory=list)  # mounted inside roots, now or once
    _folders: dict[str, int] = field(default_factory=dict)  # those with photos, by path
    _unseen: dict[str, dict[str, _Row]] = field(default_factory=dict)  # by folder and name
    _sizes: frozenset[int] | None = None  # of all photos before this scan
    _appeared: list[Found] = field(default_factory=list)  # perhaps moved, told at the end
    _new: list[Found] = field(default_factory=list)
    _changes: list[tuple[int, int, int, int]] = field(default_factory=list)
    _returns: list[tuple[int]] = field(default_factory=list)
    _reported: float = 0.0

    def look(self, connection: Connection) -> None:
        """Walk over the roots that are online and compare what is there with what is known."""
        for root in self.online:
            self._folders |= {
                read_path(path): number for path, number in plain(connection, _FOLDERS, root.id)
            }
        home = self.library.home
        own = (home.data, home.cache, home.config, home.log)
        for place in (*own, *(root.path for root in self.every)):
            self.walk.leave_out(place)
        self._drives = mounts.known(connection)
        self.walk.unreadable += [str(path) for path in self._drives if mounts.is_away(path)]
        if self.places is not None:
            self._look_into(connection, self.places)
            return
        for root in self.online:
            for listing in self.walk.below(root.path):
                self._compare(connection, listing)
        for listing in self.walk.links([root.path for root in self.every]):
            self._compare(connection, listing)

    def _look_into(self, connection: Connection, places: Mapping[Path, bool]) -> None:
        """Look into some folders only; one that is gone is gone with all below it."""
        online = {root.path for root in self.online}
        holders = {root.path: root.path for root in self.every}
        wanted: dict[str, bool] = {}
        for place, deep in sorted(places.items()):
            if any(deep_too and is_below(str(place), at) for at, deep_too in wanted.items()):
                continue
            root = innermost(place, holders)
            if root is not None and root in online:
                wanted[str(place)] = deep or not place.is_dir()
                for listing in self.walk.place(root, place, deep=deep):
                    self._compare(connection, listing)
        self.walk.unreadable = [
            path
            for path in self.walk.unreadable
            if Path(path) not in places or os.path.lexists(path) or Path(path) in self._drives
        ]

        def was_looked_at(path: str) -> bool:
            """What lies in a root inside a folder that was looked through was not."""
            return any(
                path == at or (deep and is_below(path, at) and holder(path) == holder(at))
                for at, deep in wanted.items()
            )

        def holder(path: str) -> Path | None:
            return innermost(Path(path), holders)

        self._folders = {p: number for p, number in self._folders.items() if was_looked_at(p)}

    def _compare(self, connection: Connection, listing: Listing) -> None:
        self.token.check()
        self._tell(listing.path)
        place = listing.path
        known = self._known(connection, place)
        entries = {entry.name: entry for entry in listing.files}
        pictures = {name for name in entries if name in known or self._is_wanted(entries[name])}
        kin = self.company.sort(pictures, entries)
        faces = {one.face for one in kin.values()}
        for name, entry in entries.items():
            if name not in pictures and name not in kin:
                continue
            row = known.get(name)
            try:
                if name in kin:
                    self.company.meet(place, entry, kin[name], row.id if row else None)
                    known.pop(name, None)
                    continue
                found = entry.stat()
                size, mtime_ns = found.st_size, storable(found.st_mtime_ns)
            except FileNotFoundError:
                continue
            except OSError:
                self.walk.unreadable.append(entry.path)
                continue
            if row is None:
                self._appear(connection, Found(place, name, size, mtime_ns))
            else:
                del known[name]
                self._meet(row, size, mtime_ns)
                if name in faces:
                    self.company.face(place, name, row.id)
        if len(self._new) + len(self._changes) + len(self._returns) >= BATCH:
            self.write()

    def _is_wanted(self, entry: os.DirEntry[str]) -> bool:
        path = Path(entry.path)
        return self.is_picture(path) or (self.videos and formats.is_video(path))

    def _known(self, connection: Connection, place: str) -> dict[str, _Row]:
        """The photos known in a folder that were not seen yet."""
        if place not in self._unseen:
            number = self._folders.get(place)
            rows = [] if number is None else plain(connection, _PHOTOS, number)
            self._unseen[place] = {read_path(name): _Row(*rest) for name, *rest in rows}
            self.company.known(connection, place, number)
        return self._unseen[place]

    def _meet(self, row: _Row, size: int, mtime_ns: int) -> None:
        if row.removed:
            return
        if row.mtime_ns != mtime_ns or row.size != size:
            self._changes.append((size, mtime_ns, moment(None, mtime_ns), row.id))
            self.changed += 1
            return
        if row.missing:
            self._returns.append((row.id,))
        if row.problem:
            self.problems += 1
        else:
            self.unchanged += 1

    def _appear(self, connection: Connection, file: Found) -> None:
        if self._sizes is None:
            self._sizes = frozenset(
                size for (size,) in plain(connection, "SELECT DISTINCT size FROM photo")
            )
        if (file.size and file.size in self._sizes) or self.company.owner(file) is not None:
            self._appeared.append(file)
        else:
            self._new.append(file)

    def settle(self, connection: Connection) -> None:
        """Decide, now that everything was looked at, what moved and what is missing."""
        for place in self._folders:
            self._known(connection, place)
        gone = {
            row.id
            for place, rows in self._unseen.items()
            for name, row in rows.items()
            if not row.removed and not row.missing and not self._is_hidden(place, name)
        }
        self.write()
        moved = (
            match(self._appeared, self._gone(connection, gone), self._hash)
            if self._appeared
            else {}
        )
        gone -= set(moved.values())
        left = [file for file in self._appeared if file not in moved]
        heirs = self.company.heirs(left, gone)
        gone -= set(heirs.values())
        self._new += [file for file in left if file not in heirs]
        self.write()
        self._write_moves(moved)
        self._write_companions(heirs)
        self.moved, self.missing = len(moved), len(gone)
        now = stamp()
        with self.library.write() as writer:
            if gone:
                writer.exec_driver_sql(_MISS, [(now, number) for number in gone])
            mounts.remember(writer, self.walk.mounts, self._drives)
            seen = [(now, root.id) for root in self.online]
            if seen:
                writer.exec_driver_sql("UPDATE root SET last_seen_at = ? WHERE id = ?", seen)

    def _is_hidden(self, place: str, name: str) -> bool:
        """Whether a path could not be looked at, so that nothing can be said about it."""
        path = os.path.join(place, name)  # noqa: PTH118 a str, as it came
        return any(is_below(path, hidden) for hidden in self.walk.unreadable)

    def _gone(self, connection: Connection, unseen: set[int]) -> Iterator[Gone]:
        """Photos that a file may be which appeared: unseen, missing, or gone from other roots."""
        looked_at = {root.id for root in self.online} if self.places is None else set()
        others = {root.id for root in self.every if root.online} - looked_at
        sizes = json.dumps(sorted({file.size for file in self._appeared}))
        for number, name, *facts, missing, place, holder in plain(connection, _OF_SIZES, sizes):
            name, place = read_path(name), read_path(place)
            left = holder in others and not os.path.lexists(Path(place, name))
            if number in unseen or missing or left:
                yield Gone(number, name, *facts)

    def _hash(self, file: Found) -> str | None:
        self.token.check()
        self._tell(file.path)
        try:
            return self.hash_file(Path(file.path))
        except OSError:
            return None  # it will be a problem when it is read

    def write(self) -> None:
        """Write what was found since the last time, at most BATCH rows a transaction."""
        now = stamp()
        for files in batches(self._new, BATCH):
            rows = []
            with self.library.write() as writer:
                for file in files:
                    number = self._folder(writer, file.place)
                    since = moment(None, file.mtime_ns)
                    name = stored_path(file.name)
                    rows.append((number, name, file.size, file.mtime_ns, since, now))
                writer.exec_driver_sql(_ADD, rows)
        for sql, changes in ((_CHANGE, self._changes), (_COME_BACK, self._returns)):
            for some in batches(changes, BATCH):
                with self.library.write() as writer:
                    writer.exec_driver_sql(sql, list(some))
        self.added += len(self._new)
        self._new, self._changes, self._returns = [], [], []

    def _write_moves(self, moved: dict[Found, int]) -> None:
        for some in batches(list(moved.items()), BATCH):
            with self.library.write() as writer:
                rows = [
                    (
                        self._folder(writer, file.place),
                        stored_path(file.name),
                        file.mtime_ns,
                        moment(None, file.mtime_ns),
                        number,
                    )
                    for file, number in some
                ]
                writer.exec_driver_sql(_MOVE, rows)

    def _write_companions(self, heirs: dict[Found, int]) -> None:
        self.changed += len(heirs)
        for some in batches(list(heirs.items()), BATCH):
            with self.library.write() as writer:
                self.company.write_heirs(writer, dict(some))
        for places in batches(self.company.places(), 100):
            with self.library.write() as writer:
                joined = self.company.write(writer, places, self._folder, self._is_hidden)
            self.added -= joined
            self.changed += joined

    def _folder(self, writer: Connection, place: str) -> int:
        number = self._folders.get(place)
        if number is None:
            holder = innermost(Path(place), {root.path: root.id for root in self.every})
            writer.exec_driver_sql(_ADD_FOLDER, (holder, stored_path(place)))
            number = plain(writer, "SELECT id FROM folder WHERE path = ?", stored_path(place))[0][0]
            self._folders[place] = number
        return number

    def _tell(self, place: str) -> None:
        if time.monotonic() - self._reported < REPORT_SECONDS:
            return
        self._reported = time.monotonic()
        done = self.added + self.changed + self.unchanged + self.problems
        self.report(Progress("scan", done + len(self._new) + len(self._appeared), note=place))
