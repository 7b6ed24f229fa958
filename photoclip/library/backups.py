"""Rolling copies of `library.db`, and the way back from them when the file is damaged or gone."""

from __future__ import annotations

import contextlib
import logging
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from photoclip import sqlite
from photoclip.errors import Damaged, LibraryError, NoSpace, TooNew
from photoclip.library import history, journal, schema
from photoclip.library.database import Library
from photoclip.paths import Home

log = logging.getLogger(__name__)

DUE = timedelta(days=1)
NEWEST_KEPT = 3
DAYS_KEPT = 7
WEEKS_KEPT = 4


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy of `library.db`. A higher number is newer, whatever the clock says."""

    number: int
    path: Path
    made_at: datetime

    @property
    def journal(self) -> Path:
        """What the user decided from this copy on, up to the next."""
        return self.path.with_suffix(".journal")


@dataclass(frozen=True, slots=True)
class Restored:
    """How a library came back.

    `backup` is None where there was none and the journal alone told what was decided. `steps`
    were replayed onto it; `lost` rows of them could not be. `aside` holds the damaged file.
    """

    backup: Backup | None
    steps: int
    lost: int
    aside: Path | None


def all_backups(home: Home) -> list[Backup]:
    """The copies, the newest first."""
    found = []
    for path in home.backups.glob(journal.COPIES):
        made_at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        found.append(Backup(journal.number_of(path), path, made_at))
    return sorted(found, key=lambda backup: -backup.number)


def keep_due(library: Library, now: datetime | None = None) -> Backup | None:
    """Copy the library if the newest copy is a day old, and let go of old ones; the new copy.

    A copy from the future, made before somebody set the clock, counts as old. Raises NoSpace.
    """
    now = now or datetime.now(UTC)
    copies = all_backups(library.home)
    if copies and timedelta(0) <= now - copies[0].made_at < DUE:
        return None
    made = keep(library)
    kept = _worth_keeping([made, *copies])
    for old in copies:
        if old.number not in kept:
            old.path.unlink(missing_ok=True)
    if len(kept) >= NEWEST_KEPT:
        for path in _journals(library.home, 0, min(kept)):
            path.unlink()
    return made


def keep(library: Library) -> Backup:
    """Copy the library now; nobody writes meanwhile. Raises NoSpace."""
    newest = all_backups(library.home)
    number = newest[0].number + 1 if newest else 1
    path = library.home.backups / f"library-{number:06}.db"
    with library.write() as connection:
        last = connection.scalar(select(func.max(schema.photo.c.id))) or 0
        sqlite.back_up(library.home.library, path)
        try:
            journal.begin(path.with_suffix(".journal"), last)
        except OSError as error:
            path.unlink(missing_ok=True)
            raise NoSpace(f"{path} cannot be written: {error.strerror}.") from error
    return Backup(number, path, datetime.fromtimestamp(path.stat().st_mtime, UTC))


def restore(home: Home) -> Restored:
    """Bring back the newest sound copy and replay what the user decided since.

    The damaged file is set aside in the backups. Nothing is touched where there is neither a
    copy nor a journal: raises Damaged then, and TooNew where the file is only from a newer
    photoclip.
    """
    if _is_too_new(home):
        raise TooNew(f"{home.library} was written by a newer photoclip; please update photoclip.")
    copies = all_backups(home)
    sound = next((one for one in copies if sqlite.check(one.path) is None), None)
    journals = _journals(home, sound.number if sound else 0)
    if sound is None and journal.numbered(home.backups, 0) not in journals:
        raise Damaged(f"{home.library} cannot be mended, and there is no backup of it.")
    aside = _set_aside(home)
    if sound is not None:
        partial = home.library.with_suffix(".partial")
        shutil.copyfile(sound.path, partial)
        partial.replace(home.library)
    with Library.open(home, anew=True) as library:
        steps, lost = _replay(library, journals)
        with contextlib.suppress(LibraryError):
            keep(library)  # the journals end here: a copy begins a new one
    return Restored(sound, steps, lost, aside)


def _replay(library: Library, journals: Sequence[Path]) -> tuple[int, int]:
    """Do again what the journals tell: (steps, rows that could not be brought back)."""
    steps = lost = 0
    with library.replaying() as connection:
        for line in _lines(journals):
            if "rows" in line:
                for table, rows in line["rows"].items():
                    for row in rows:
                        values = {name: journal.unpacked(value) for name, value in row.items()}
                        try:
                            with connection.begin_nested():
                                history.put_row(connection, table, values)
                        except IntegrityError:
                            lost += 1
            elif "operation" in line:
                changes = journal.unpacked(line["changes"])
                lost += history.replay(connection, line["operation"], line["at"], changes)
                steps += 1
            elif "turn" in line:
                history.turn_last(connection, undone=line["turn"] == "redo")
                steps += 1
    return steps, lost


def _lines(journals: Sequence[Path]) -> Iterator[journal.Line]:
    for path in journals:
        yield from journal.read(path)


def _set_aside(home: Home) -> Path | None:
    """Move the damaged file and its log into the backups; where it lies now."""
    if not home.library.exists():
        return None
    sqlite.make_folder(home.backups)
    number = 1 + sum(1 for _ in home.backups.glob("damaged-*.db"))
    aside = home.backups / f"damaged-{number:06}.db"
    for ending in ("", "-wal", "-shm"):
        part = home.library.with_name(home.library.name + ending)
        if part.exists():
            part.replace(aside.with_name(aside.name + ending))
    return aside


def _is_too_new(home: Home) -> bool:
    try:
        Library.open(home, read_only=True).close()
    except TooNew:
        return True
    except LibraryError:
        return False
    return False


def _journals(home: Home, first: int, end: int = 10**6) -> list[Path]:
    """The journals of the copies `first` to before `end`, whether the copies are kept or not."""
    named = ((journal.number_of(path), path) for path in home.backups.glob("library-*.journal"))
    return [path for number, path in sorted(named) if first <= number < end]


def _worth_keeping(copies: Sequence[Backup]) -> set[int]:
    """The newest few, the newest of each day for a week and of each week for four."""
    kept = {copy.number for copy in copies[:NEWEST_KEPT]}
    for limit, key in ((DAYS_KEPT, "%Y-%j"), (WEEKS_KEPT, "%G-%V")):
        seen: dict[str, int] = {}
        for copy in copies:
            seen.setdefault(f"{copy.made_at:{key}}", copy.number)
        kept.update(list(seen.values())[:limit])
    return kept


def told(restored: Restored) -> str:
    """What came back and what did not, in a sentence or two."""
    if restored.backup is None:
        start = "Made anew from the journal of what you decided"
    else:
        made = restored.backup.made_at.astimezone()
        start = f"Brought back the copy of {made:%d %B %Y, %H:%M}"
    text = f"{start}, with {restored.steps:,} steps that came after it"
    if restored.lost:
        text += f"; {restored.lost:,} rows of them could not be brought back"
    text += ". Nothing else was lost." if not restored.lost else "."
    if restored.aside is not None:
        text += f" The damaged file is {restored.aside}."
    return text + " Scan your folders once more."
