"""The only way onto the GUI thread: results of futures and calls from other threads."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from contextlib import suppress
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from photoclip.errors import Cancelled

T = TypeVar("T")
OnResult = Callable[[T], object]
OnError = Callable[[BaseException], object]


class Bridge(QObject):
    """Carries calls from any thread to the thread it was made in, in the order they were sent.

    A call is dropped when its receiver has been deleted meanwhile. Work that was cancelled is
    dropped too; every other exception goes to `on_error`, or to `failed` where there is none.
    """

    failed = Signal(object)
    _sent = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._sent.connect(self._run, Qt.ConnectionType.QueuedConnection)

    def post(self, receiver: QObject, call: Callable[[], object]) -> None:
        """Run `call` on the GUI thread if `receiver` is still alive then. From any thread."""
        # The bridge itself may be gone when a thread finishes after the window has closed.
        with suppress(RuntimeError):
            self._sent.emit((receiver, call))

    def when_done(
        self,
        future: Future[T],
        receiver: QObject,
        on_result: OnResult[T],
        on_error: OnError | None = None,
    ) -> None:
        """Hand the result of `future` to `on_result` on the GUI thread."""
        on_error = on_error or self.failed.emit

        def deliver(done: Future[Any]) -> None:
            try:
                error = done.exception()
            except CancelledError:
                return
            if error is None:
                self.post(receiver, partial(on_result, done.result()))
            elif not isinstance(error, Cancelled):
                self.post(receiver, partial(on_error, error))

        future.add_done_callback(deliver)

    def _run(self, sent: tuple[QObject, Callable[[], object]]) -> None:
        receiver, call = sent
        if isValid(receiver):
            call()
