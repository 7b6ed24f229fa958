"""Writes what the user decided into XMP sidecars, with a journal from which it is undone.

Each file goes the same way: a copy of what was there, a line in the journal, a complete new file
beside the old one, and one rename. Whatever moment ends the program, a sidecar is the old one or
the new one; the next export goes on where this one stopped, in the same run of the journal.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import select

from photoclip.domain import Photo, Source
from photoclip.errors import InputError
from photoclip.images.xmp import TagPath, read_file
from photoclip.images.xmp_edit import Wanted, edited
from photoclip.library import photos, tags
from photoclip.library.database import Library
from photoclip.library.rows import GIVEN, given
from photoclip.library.schema import verdict
from photoclip.paths import Home

State = Literal["create", "change", "unchanged", "failed"]
_WINDOW = 500


@dataclass(frozen=True, slots=True)
class Sidecar:
    """One sidecar: what an export does or did to it, with which words; why it failed."""

    path: Path
    state: State
    words: tuple[str, ...] = ()
    reason: str = ""


def export(library: Library, ids: Iterable[int], *, dry_run: bool = False) -> Iterator[Sidecar]:
    """Bring the sidecars `IMG.jpg.xmp` of these photos up to date, one by one.

    Tags that the user confirmed or imported are written, those applied by themselves are not,
    and neither are captions that a machine wrote and nobody looked at; rejected words are taken
    out. Photos about which nothing was decided are left out. A file
    that cannot be written is told as "failed", and the rest goes on.
    """
    journal = Journal(library.home)
    run = journal.open_run()
    chosen = list(ids)
    for place in range(0, len(chosen), _WINDOW):
        for one, wanted in _wanted(library, chosen[place : place + _WINDOW]):
            yield _write(journal, run, one.path.with_name(f"{one.path.name}.xmp"), wanted, dry_run)
    if not dry_run:
        journal.finish(run)


def undo(home: Home) -> list[Sidecar]:
    """Put back what the last export changed; files that changed since are left and told."""
    journal = Journal(home)
    run, entries = journal.last_run()
    done = []
    for entry in reversed(entries):
        done.append(_restore(journal, entry))
    if run is not None and all(one.state != "failed" for one in done):
        journal.note({"run": run, "undone": True})
    return done


class Journal:
    """The JSON lines of `sidecars.jsonl` in the home, and the copies in its backups."""

    def __init__(self, home: Home) -> None:
        self._path = home.data / "sidecars.jsonl"
        self.copies = home.backups / "sidecars"

    def note(self, line: dict[str, Any]) -> None:
        """Add a line; it is on the disk when this returns."""
        with self._path.open("ab") as file:
            # A line that was cut off by a crash must not swallow this one.
            file.write(b"\n" + json.dumps(line).encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())

    def open_run(self) -> int:
        """The number of the run that was interrupted, else a new one."""
        lines = self._lines()
        last = max((line["run"] for line in lines), default=0)
        over = any(line["run"] == last and "path" not in line for line in lines)
        return last + 1 if over or not last else last

    def finish(self, run: int) -> None:
        """The run did all that it wanted; one without any line is none."""
        if any(line["run"] == run for line in self._lines()):
            self.note({"run": run, "finished": True})

    def last_run(self) -> tuple[int | None, list[dict[str, Any]]]:
        """The newest run that was not undone, and its files in order."""
        lines = self._lines()
        undone = {line["run"] for line in lines if line.get("undone")}
        run = max((line["run"] for line in lines if line["run"] not in undone), default=None)
        return run, [line for line in lines if line["run"] == run and "path" in line]

    def _lines(self) -> list[dict[str, Any]]:
        found = []
        for line in self._path.read_bytes().splitlines() if self._path.exists() else ():
            try:
                entry = json.loads(line)
            except ValueError:
                continue  # cut off by a crash: its file was not touched yet
            if isinstance(entry, dict) and isinstance(entry.get("run"), int):
                found.append(entry)
        return found


def _write(journal: Journal, run: int, path: Path, wanted: Wanted, dry_run: bool) -> Sidecar:
    words = tuple("/".join(one) for one in wanted.tags)
    try:
        if path.is_symlink():
            raise InputError("It is a link; only files are written.")
        before = read_file(path) if path.exists() else None
        after = edited(before, wanted)
        if after == before or (before is None and wanted == Wanted(rejected=wanted.rejected)):
            return Sidecar(path, "unchanged", words)
        if not dry_run:
            copy = _keep(journal, before) if before is not None else None
            line = {"run": run, "path": str(path), "copy": copy}
            journal.note(line | {"before": _digest(before), "after": _digest(after)})
            _replace(path, after)
    except InputError as error:
        return Sidecar(path, "failed", words, str(error))
    except OSError as error:
        return Sidecar(path, "failed", words, f"It cannot be written ({error.strerror}).")
    return Sidecar(path, "create" if before is None else "change", words)


def _restore(journal: Journal, entry: dict[str, Any]) -> Sidecar:
    path = Path(entry["path"])
    try:
        now = _digest(read_file(path) if path.exists() else None)
        if now == entry["before"]:
            return Sidecar(path, "unchanged")
        if now != entry["after"]:
            return Sidecar(path, "failed", reason="It was changed since; it is left as it is.")
        if entry["copy"] is None:
            path.unlink()
        else:
            _replace(path, (journal.copies / entry["copy"]).read_bytes())
    except InputError as error:
        return Sidecar(path, "failed", reason=str(error))
    except OSError as error:
        return Sidecar(path, "failed", reason=f"It cannot be restored ({error.strerror}).")
    return Sidecar(path, "change")


def _keep(journal: Journal, data: bytes) -> str:
    name = f"{_digest(data)}.xmp"
    if not (journal.copies / name).exists():
        journal.copies.mkdir(parents=True, exist_ok=True)
        _replace(journal.copies / name, data)
    return name


def _replace(path: Path, data: bytes) -> None:
    """Write a whole file beside `path`, then let it take its place."""
    fresh = path.with_name(f".{path.name}.photoclip")
    fresh.unlink(missing_ok=True)  # of an export that was killed
    try:
        with fresh.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            shutil.copymode(path, fresh)
        fresh.replace(path)
    except OSError:
        fresh.unlink(missing_ok=True)
        raise


def _digest(data: bytes | None) -> str | None:
    return None if data is None else hashlib.sha256(data).hexdigest()


def _wanted(library: Library, ids: list[int]) -> Iterator[tuple[Photo, Wanted]]:
    words = {one.id: one for one in tags.all_tags(library)}
    by_name = {one.name: one for one in words.values()}

    def line(number: int) -> TagPath:
        path, above = [words[number].name], words[number].parent
        while above is not None:
            path.append(above)
            above = by_name[above].parent
        return tuple(reversed(path))

    query = select(verdict.c.photo_id, verdict.c.tag_id, verdict.c.agreed).where(
        verdict.c.photo_id.in_(GIVEN), verdict.c.source != str(Source.AUTO)
    )
    confirmed: defaultdict[int, list[TagPath]] = defaultdict(list)
    rejected: defaultdict[int, set[str]] = defaultdict(set)
    with library.read() as connection:
        for number, tag_id, agreed in connection.execute(query, given(ids)):
            if agreed:
                confirmed[number].append(line(tag_id))
            else:
                rejected[number].add(words[tag_id].name.casefold())
    for one in photos.get(library, ids):
        caption = "" if one.caption_unseen else one.caption
        wanted = Wanted(
            tuple(sorted(confirmed[one.id])), frozenset(rejected[one.id]), one.rating, caption
        )
        if wanted != Wanted():
            yield one, wanted
