"""Doing something soon after it was asked for, however often that is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


class Throttle(QObject):
    """Calls at once when the event loop is next reached, then not again for `rest` milliseconds.

    What was asked for during the rest is done once, at its end.
    """

    def __init__(self, call: Callable[[], object], rest: int, parent: QObject) -> None:
        super().__init__(parent)
        self._call = call
        self._pending = False
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._rest = QTimer(self, singleShot=True, interval=rest)
        self._soon.timeout.connect(self._run)
        self._rest.timeout.connect(self._rested)

    def ask(self) -> None:
        """Ask for a call."""
        self._pending = True
        if not self._rest.isActive():
            self._soon.start()

    def cancel(self) -> None:
        """Forget what was asked for: it has been done otherwise."""
        self._pending = False

    def _run(self) -> None:
        if self._pending:
            self._pending = False
            self._rest.start()
            self._call()

    def _rested(self) -> None:
        if self._pending:
            self._run()
