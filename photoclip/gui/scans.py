"""Looking for photos in the folders: one scan at a time, in its own thread."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from photoclip.domain import Changes, ScanReport
from photoclip.errors import Cancelled, PhotoclipError, Unknown
from photoclip.gui.bridge import Bridge
from photoclip.gui.library_lane import LibraryLane
from photoclip.gui.translating import later
from photoclip.jobs import CancelToken, Lane, Progress
from photoclip.library import roots, scanner
from photoclip.library.database import Library

NEWS_SECONDS = 1.5
NAME = later("Activity", "Looking for photos")


class Scans(QObject):
    """Adds folders and scans them. What was found so far is told now and then, not at the end."""

    progressed = Signal(object)  # Progress
    finished = Signal(object)  # ScanReport
    refused = Signal(str)  # why a folder was not taken
    found_some = Signal()  # the library holds new photos

    def __init__(self, lane: LibraryLane, bridge: Bridge) -> None:
        super().__init__()
        self._lane, self._bridge = lane, bridge
        self._thread = Lane("scan")
        self._token, self._closing = CancelToken(), False
        self._waiting = 0
        self._told = 0.0

    @property
    def running(self) -> bool:
        """Whether a scan runs or waits to run."""
        return self._waiting > 0

    def add(
        self, folders: Sequence[Path], excludes: Sequence[str] = (), *, videos: bool = True
    ) -> None:
        """Keep these folders and scan them."""
        for folder in folders:

            def keep(library: Library, folder: Path = folder) -> Changes:
                root, changes = roots.add(library, folder)
                self._bridge.post(self, lambda: self.scan([root.path], excludes, videos=videos))
                return changes

            self._bridge.when_done(
                self._lane.change(keep), self, lambda _changes: None, self._failed
            )

    def scan(
        self,
        paths: Sequence[Path] | None = None,
        excludes: Sequence[str] = (),
        *,
        videos: bool = True,
    ) -> None:
        """Scan these roots; None for all."""
        if self._closing:
            return
        self._waiting += 1
        self.progressed.emit(Progress(NAME))
        library, token = self._lane.open(), self._token

        def work() -> ScanReport:
            with suppress(Cancelled):  # what was found until then is kept
                return scanner.scan(
                    library.result(),
                    paths,
                    excludes=excludes,
                    videos=videos,
                    token=token,
                    report=self._report,
                )
            return ScanReport()

        self._bridge.when_done(self._thread.submit(work), self, self._done, self._failed_scan)

    def stop(self) -> None:
        """Stop the scans that run or wait at their next file; what was found is kept."""
        self._token.cancel()
        self._token = CancelToken()

    def look_into(
        self,
        paths: Sequence[Path] | None,
        places: Mapping[Path, bool] | None,
        excludes: Sequence[str] = (),
        *,
        videos: bool = True,
    ) -> None:
        """Scan roots, or some folders, without a word unless something has changed there."""
        if self._closing:
            return
        library, token = self._lane.open(), self._token

        def work() -> ScanReport:
            with suppress(Cancelled, Unknown):  # a root may have been taken out meanwhile
                return scanner.scan(
                    library.result(),
                    paths,
                    excludes=excludes,
                    videos=videos,
                    places=places,
                    token=token,
                )
            return ScanReport()

        self._bridge.when_done(self._thread.submit(work), self, self._looked, self._failed)

    def _looked(self, report: ScanReport) -> None:
        if report.added or report.changed or report.moved or report.missing:
            self._lane.tell(Changes(everything=True, roots=True))
            self.finished.emit(report)

    def cancel(self) -> None:
        """Stop, and scan no more."""
        self._closing = True
        self._token.cancel()

    def close(self) -> None:
        """Wait for the thread. Not for the GUI thread."""
        self._thread.close()

    def _report(self, progress: Progress) -> None:
        """On the thread of the scan."""
        place = Path(progress.note).name if progress.note else ""
        shown = Progress(NAME, progress.done, progress.total, note=place and f"in {place}")
        self._bridge.post(self, lambda: self._show(shown))
        if time.monotonic() - self._told > NEWS_SECONDS:
            self._told = time.monotonic()
            self._lane.tell(Changes(everything=True))
            self._bridge.post(self, self.found_some.emit)

    def _show(self, progress: Progress) -> None:
        if self.running:
            self.progressed.emit(progress)

    def _done(self, report: ScanReport) -> None:
        self._waiting -= 1
        self._lane.tell(Changes(everything=True, roots=True))
        self.finished.emit(report)

    def _failed_scan(self, error: BaseException) -> None:
        self._waiting -= 1
        self.finished.emit(ScanReport())
        self._failed(error)

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, PhotoclipError):
            self.refused.emit(str(error))
        else:
            self._bridge.failed.emit(error)
