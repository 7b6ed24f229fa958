"""Keeps the library true to the folders while the window is open: rescans what changes in them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from photoclip.domain import Changes, Root
from photoclip.gui.bridge import Bridge
from photoclip.gui.library_lane import LibraryLane
from photoclip.gui.scans import Scans
from photoclip.jobs import Lane
from photoclip.library import roots
from photoclip.library.watching import Touched, Watch
from photoclip.settings import Settings


class Watches(QObject):
    """Looks through the roots once when the library is open, then into what is touched.

    `wishes` reads the settings anew, on a thread that may wait; `own` are our own folders.
    """

    said = Signal(str)  # what cannot be watched, and what is done instead

    def __init__(
        self,
        scans: Scans,
        lane: LibraryLane,
        bridge: Bridge,
        wishes: Callable[[], Settings],
        own: tuple[Path, ...],
        watch: Callable[..., Watch] = Watch,
    ) -> None:
        super().__init__()
        self._scans, self._lane, self._bridge = scans, lane, bridge
        self._wishes, self._own, self._make = wishes, own, watch
        self._watch: Watch | None = None
        self._roots: tuple[Path, ...] = ()
        self._thread = Lane("watches")
        self._closed = False
        lane.changed.connect(self._changed)

    def start(self) -> None:
        """Begin, once the library is open."""
        self._ask()

    def close(self) -> None:
        """Stop watching, and wait for it. Not for the GUI thread."""
        self._closed = True
        self._thread.close()
        if self._watch is not None:
            self._watch.close()
            self._watch = None

    def _changed(self, changes: Changes) -> None:
        if changes.roots:
            self._ask()

    def _ask(self) -> None:
        if not self._closed:
            self._bridge.when_done(self._lane.ask(roots.all_roots), self, self._renew)

    def _renew(self, found: list[Root]) -> None:
        """Watch these roots, unless they are being watched."""
        paths = tuple(root.path for root in found)
        if paths != self._roots and not self._closed:
            self._roots = paths
            self._submit(lambda: self._replace(paths))

    def _submit(self, work: Callable[[], None]) -> None:
        self._bridge.when_done(self._thread.submit(work), self, lambda _none: None)

    def _replace(self, paths: tuple[Path, ...]) -> None:
        """On the thread of the watches: closing one waits."""
        if self._watch is not None:
            self._watch.close()
            self._watch = None
        if paths and self._wishes().watch:
            self._watch = self._make(paths, self._look_into, self._say, leave_out=self._own)
            self._watch.start()

    def _look_into(self, found: Touched) -> None:
        """Scan what was touched. On the thread of the watch."""
        wishes = self._wishes()

        def scan() -> None:
            if found.roots:
                self._scans.look_into(found.roots, None, wishes.excludes, videos=wishes.videos)
            if found.places:
                self._scans.look_into(None, found.places, wishes.excludes, videos=wishes.videos)

        self._bridge.post(self, scan)

    def _say(self, sentence: str) -> None:
        self._bridge.post(self, lambda: self.said.emit(sentence))
