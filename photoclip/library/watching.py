"""Notices changes below the roots while photoclip runs, and says which folders to look into.

The system tells of changes, as it does for file managers. Where it cannot, on network drives and
beyond its limits, the roots are to be scanned by schedule instead, and a sentence says so.
"""

from __future__ import annotations

import errno
import logging
import os
import sys
import threading
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from photoclip import sqlite
from photoclip.images.formats import OTHER_SUFFIXES, SIDECAR_SUFFIXES, VIDEO_SUFFIXES
from photoclip.library.roots import printable
from photoclip.library.walking import IGNORE_FILE, NO_MEDIA, is_below

if TYPE_CHECKING:  # not a cycle: whoever only scans does without the observers
    from watchdog.events import FileSystemEvent, FileSystemEventHandler
    from watchdog.observers.api import BaseObserver, ObservedWatch

log = logging.getLogger(__name__)

QUIET_SECONDS = 2.0
LONGEST_SECONDS = 20.0
SCHEDULE_SECONDS = 600.0
GLANCE_SECONDS = 10.0
MOST_PLACES = 200

_UNINTERESTING = OTHER_SUFFIXES - VIDEO_SUFFIXES - SIDECAR_SUFFIXES


@dataclass(frozen=True, slots=True)
class Touched:
    """What to look into: folders, each with those below it where the value is true, and roots."""

    places: Mapping[Path, bool] = field(default_factory=dict)
    roots: tuple[Path, ...] = ()


class Gathering:
    """Collects changes until nothing came for `quiet` seconds, or `longest` since the first.

    Knows no clock and no threads: `now` is in seconds, by any clock.
    """

    def __init__(self, quiet: float = QUIET_SECONDS, longest: float = LONGEST_SECONDS) -> None:
        self._quiet, self._longest = quiet, longest
        self._places: dict[Path, bool] = {}
        self._first = self._last = 0.0

    def add(self, place: Path, *, deep: bool, now: float) -> None:
        """A folder changed; if `deep`, perhaps also those below it."""
        if not self._places:
            self._first = now
        self._last = now
        self._places[place] = deep or self._places.get(place, False)

    def wait(self, now: float) -> float | None:
        """Seconds until there is something to take; None while nothing changed."""
        if not self._places:
            return None
        return max(0.0, min(self._last + self._quiet, self._first + self._longest) - now)

    def take(self, roots: Collection[Path]) -> Touched:
        """What changed, and begin anew. Very many folders are told as their roots."""
        places, self._places = self._places, {}
        if len(places) <= MOST_PLACES:
            return Touched(places)
        touched = {r for r in roots if any(is_below(str(place), str(r)) for place in places)}
        return Touched(roots=tuple(sorted(touched)))


def _observer() -> BaseObserver:
    from watchdog.observers import Observer

    return Observer()


@dataclass(slots=True)
class _Watched:
    """A root: how it is watched (None: by schedule), and which folder lay at its path then."""

    watch: ObservedWatch | None = None
    identity: tuple[int, int] | None = None
    scheduled: bool = False


class Watch:
    """Watches roots in a thread of its own; `touched` and `say` are called there.

    `leave_out` are folders whose changes are our own doing. Every root is told as touched once it
    is watched, so that nothing escapes that changed before. One that is not there yet, or
    vanishes, is looked for now and then, and told when it is back.
    """

    def __init__(
        self,
        roots: Sequence[Path],
        touched: Callable[[Touched], None],
        say: Callable[[str], None],
        *,
        leave_out: Sequence[Path] = (),
        quiet: float = QUIET_SECONDS,
        schedule: float = SCHEDULE_SECONDS,
        glance: float = GLANCE_SECONDS,
        observer: Callable[[], BaseObserver] = _observer,
        on_network: Callable[[Path], bool] = sqlite.on_network,
    ) -> None:
        self.roots = tuple(roots)
        self._touched, self._say = touched, say
        self._leave_out = [str(path) for path in leave_out]
        self._schedule, self._glance = schedule, glance
        self._make, self._on_network = observer, on_network
        self._observer: BaseObserver | None = None
        self._watched = {root: _Watched() for root in self.roots}
        self._gathering = Gathering(quiet)
        self._changed = threading.Condition()
        self._closed = False
        self._thread = threading.Thread(target=self._work, name="watching", daemon=True)

    def start(self) -> None:
        """Begin; returns at once."""
        self._thread.start()

    def close(self) -> None:
        """End the thread and wait for it. Not for the GUI thread."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        if self._thread.is_alive():
            self._thread.join()

    def dispatch(self, event: Any) -> None:
        """An event of the observer; called on its thread."""
        if event.event_type not in ("created", "modified", "deleted", "moved", "closed"):
            return
        ends = [event.src_path, getattr(event, "dest_path", "")]
        for end in map(os.fsdecode, filter(None, ends)):
            found = self._place(end, is_folder=event.is_directory, kind=event.event_type)
            if found is not None:
                place, deep = found
                with self._changed:
                    self._gathering.add(place, deep=deep, now=time.monotonic())
                    self._changed.notify_all()

    def _place(self, path: str, *, is_folder: bool, kind: str) -> tuple[Path, bool] | None:
        """The folder to look into for a change at `path`, and whether those below it, too."""
        if any(is_below(path, ours) for ours in self._leave_out):
            return None
        root = next((r for r in self.roots if is_below(path, str(r))), None)
        if root is None:
            return None
        parts = Path(path).relative_to(root).parts
        if is_folder:
            hidden = any(part.startswith(".") for part in parts)
            return None if hidden or kind == "modified" else (Path(path), True)
        if any(part.startswith(".") for part in parts[:-1]):
            return None
        name = parts[-1] if parts else ""
        if name in (IGNORE_FILE, NO_MEDIA):
            return Path(path).parent, True
        if name.startswith(".") or os.path.splitext(name)[1].lower() in _UNINTERESTING:  # noqa: PTH122
            return None
        return Path(path).parent, False

    def _work(self) -> None:
        try:
            self._observer = self._make()
            self._observer.start()
        except OSError as error:
            log.warning("changes cannot be watched: %s", error)
            self._observer = None
        try:
            self._look_after()
            self._wait()
        finally:
            if self._observer is not None:
                self._observer.stop()
                self._observer.join()

    def _wait(self) -> None:
        glance = time.monotonic() + self._glance
        due = time.monotonic() + self._schedule
        while True:
            with self._changed:
                now = time.monotonic()
                wait = self._gathering.wait(now)
                until = min(glance, due, now + wait if wait is not None else glance)
                if until > now and not self._closed:
                    self._changed.wait(until - now)
                if self._closed:
                    return
                now = time.monotonic()
                ready = self._gathering.wait(now) == 0.0
                found = self._gathering.take(self.roots) if ready else None
            if found is not None:
                self._touched(found)
            if now >= glance:
                self._look_after()
                glance = now + self._glance
            if now >= due:
                by_schedule = tuple(r for r, one in self._watched.items() if one.watch is None)
                if by_schedule:
                    self._touched(Touched(roots=by_schedule))
                due = now + self._schedule

    def _look_after(self) -> None:
        """Begin to watch roots that came, let go of those that went, see that watchers live."""
        back = []
        for root, one in self._watched.items():
            identity = _identity(root)
            if identity == one.identity and self._is_alive(one):
                continue
            self._let_go(one)
            one.identity = identity
            if identity is not None:
                self._begin(root, one)
                back.append(root)
        if back:
            self._touched(Touched(roots=tuple(back)))

    def _is_alive(self, one: _Watched) -> bool:
        if one.watch is None or self._observer is None:
            return True  # nothing that could have died
        return any(e.watch == one.watch and e.is_alive() for e in self._observer.emitters)

    def _let_go(self, one: _Watched) -> None:
        if one.watch is not None and self._observer is not None:
            try:
                self._observer.unschedule(one.watch)
            except (KeyError, OSError):
                log.debug("a watch was gone already")
        one.watch = None

    def _begin(self, root: Path, one: _Watched) -> None:
        reason = self._reason(root, one)
        if reason and not one.scheduled:
            one.scheduled = True
            minutes = max(1, round(self._schedule / 60))
            self._say(
                f"{reason}, so {printable(root)} is looked through every {minutes} minutes instead."
            )

    def _reason(self, root: Path, one: _Watched) -> str:
        """Watch a root, or why that cannot be, as the beginning of a sentence."""
        if self._observer is None:
            return "This system does not tell of changes in folders"
        if self._on_network(root):
            return "Changes on network drives are not told"
        try:
            handler = cast("FileSystemEventHandler", self)  # it asks for `dispatch`, no more
            one.watch = self._observer.schedule(
                handler, str(root), recursive=True, event_filter=_wanted_events()
            )
        except OSError as error:
            log.warning("%s cannot be watched: %s", printable(root), error)
            if error.errno in (errno.ENOSPC, errno.EMFILE, errno.ENFILE):
                hint = " (fs.inotify.max_user_watches)" if sys.platform == "linux" else ""
                return f"This system does not allow so many folders to be watched{hint}"
            return f"Changes cannot be watched here ({error.strerror or 'unknown reason'})"
        return ""


def _wanted_events() -> list[type[FileSystemEvent]]:
    """Not that files were opened and closed: we do that ourselves, for every photo we read."""
    from watchdog import events

    wanted: list[type[FileSystemEvent]] = [
        events.FileCreatedEvent,
        events.FileDeletedEvent,
        events.FileMovedEvent,
        events.DirCreatedEvent,
        events.DirDeletedEvent,
        events.DirMovedEvent,
    ]
    # Linux tells when a writer is done; elsewhere each piece that was written has to do.
    linux = sys.platform == "linux"
    return [*wanted, events.FileClosedEvent if linux else events.FileModifiedEvent]


def _identity(root: Path) -> tuple[int, int] | None:
    """Which folder lies at a path; another drive mounted there is another folder."""
    try:
        found = root.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
