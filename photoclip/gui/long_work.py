"""Long work on the library beside the window: in a thread of its own, watched, and cancelled."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from photoclip.gui.bridge import Bridge
from photoclip.gui.library_lane import LibraryLane
from photoclip.jobs import CancelToken, Lane
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
        self._token = CancelToken()

    def run(
        self,
        work: Callable[[Library, Tell], T],
        told: Callable[[int, int], object],
        done: Callable[[T], object],
        failed: Callable[[BaseException], object],
        *,
        name: str,
    ) -> None:
        """Do it; `told` hears how much of how much, `done` the result, on the GUI thread.

        What the work tells is also where it can be cancelled. Nothing is heard after that.
        """
        self._token = token = CancelToken()
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
        future.add_done_callback(lambda _future: self._bridge.post(self, self.ended.emit))
        self._bridge.when_done(
            future, self, lambda found: None if token.cancelled else done(found), failed
        )

    def cancel(self) -> None:
        """Stop after the current photo or file."""
        self._token.cancel()

    def close(self) -> None:
        """Stop, and wait for the thread."""
        self.cancel()
        self._own.close()
