"""Long work on the library beside the window: in a thread of its own, watched, and cancelled."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar, cast

from PySide6.QtCore import QObject, Signal

from photoclip.gui.bridge import Bridge
from photoclip.gui.library_lane import LibraryLane
from photoclip.jobs import CancelToken, Job, Lane
from photoclip.library.database import Library

T = TypeVar("T")
Tell = Callable[[int, int], None]


class LongWork(QObject):
    """One thing at a time; the grid's reads and the user's decisions do not wait for it."""

    told = Signal(str, int, int)  # the name of the work, how much of how much
    ended = Signal()

    def __init__(self, lane: LibraryLane, bridge: Bridge) -> None:
        super().__init__()
        self._lane, self._bridge = lane, bridge
        self._own = Lane("long work")
        self._live: list[CancelToken] = []

    def run(
        self,
        work: Callable[[Library, Tell], T],
        told: Callable[[int, int], object],
        done: Callable[[T], object],
        failed: Callable[[BaseException], object],
        *,
        name: str,
    ) -> Job:
        """Do it, after what was asked for before.

        `told` hears how much of how much, `done` the result, on the GUI thread. What the work
        tells is also where it can be cancelled. Nothing is heard after that.
        """
        token = CancelToken()
        self._live.append(token)
        library = self._lane.open()

        def hear(finished: int, total: int) -> None:
            self.told.emit(name, finished, total)
            told(finished, total)

        def tell(finished: int, total: int) -> None:
            token.check()
            self._bridge.post(self, lambda: None if token.cancelled else hear(finished, total))

        def do() -> T:
            token.check()
            return work(library.result(), tell)

        self.told.emit(name, 0, 0)
        future: Future[T] = self._own.submit(do)
        future.add_done_callback(lambda _future: self._bridge.post(self, lambda: self._end(token)))
        self._bridge.when_done(
            future, self, lambda found: None if token.cancelled else done(found), failed
        )
        return Job(name, cast("Future[object]", future), token)

    def cancel(self) -> None:
        """Stop after the current photo or file, and do nothing of what waits."""
        for token in tuple(self._live):
            token.cancel()

    def close(self) -> None:
        """Stop, and wait for the thread."""
        self.cancel()
        self._own.close()

    def _end(self, token: CancelToken) -> None:
        self._live.remove(token)
        self.ended.emit()
