"""The library as the window reaches it: off the GUI thread, writes in one lane, reads beside."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from photoclip.domain import Changes
from photoclip.gui.bridge import Bridge
from photoclip.jobs import Lane

if TYPE_CHECKING:
    from photoclip.library.database import Library

T = TypeVar("T")
Work = Callable[["Library"], T]


class LibraryLane(QObject):
    """Runs work on the library and tells everybody what it altered.

    Reads and writes keep their own order. A read does not wait for the writes before it, so
    ask again when `changed` says so.
    """

    changed = Signal(object)  # Changes

    def __init__(self, open_library: Callable[[], Library], bridge: Bridge) -> None:
        super().__init__()
        self._open, self._bridge = open_library, bridge
        self._writes, self._reads = Lane("library lane"), Lane("library reads")
        self._library: Future[Library] = Future()
        self._opening = False

    def open(self) -> Future[Library]:
        """Open the library, if the first work has not done so."""
        if not self._opening:
            self._opening = True
            self._submit(self._writes, self._open_now)
        return self._library

    def ask(self, work: Work[T]) -> Future[T]:
        """The answer to a question, asked on the reading thread."""
        self.open()
        return self._submit(self._reads, lambda: work(self._library.result()))

    def change(self, work: Work[Changes]) -> Future[Changes]:
        """Alter the library in the writing lane; `changed` follows on the GUI thread."""

        def do() -> Changes:
            changes = work(self._library.result())
            self.tell(changes)
            return changes

        self.open()
        return self._submit(self._writes, do)

    def tell(self, changes: Changes) -> None:
        """Say that something was altered. From any thread."""
        if changes:
            self._bridge.post(self, lambda: self.changed.emit(changes))

    def close(self) -> None:
        """Finish what is queued, then close the library. Waits: not for the GUI thread."""
        if not self._opening:
            self._library.cancel()
        self._reads.close()
        self._writes.close()
        if not self._library.cancelled() and self._library.exception() is None:
            self._library.result().close()

    def _submit(self, lane: Lane, work: Callable[[], T]) -> Future[T]:
        try:
            return lane.submit(work)
        except RuntimeError:  # the lane is closed: nobody waits for the answer any more
            late: Future[T] = Future()
            late.cancel()
            return late

    def _open_now(self) -> None:
        try:
            self._library.set_result(self._open())
        except BaseException as error:  # noqa: BLE001 it belongs to whoever asks the future
            self._library.set_exception(error)
