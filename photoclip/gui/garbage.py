"""Python's cyclic garbage, collected on the GUI thread only.

A collection may delete QObjects, and it runs in whatever thread happens to allocate: a timer or
a model that dies in a worker's thread takes Qt down with it.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

SECONDS = 2
YOUNG, OLD = 5_000, 20  # objects since the last collection; collections since the last full one


class GarbageCollector(QObject):
    """Takes Python's collector over for as long as it lives between `start` and `stop`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rounds = 0
        self._timer = QTimer(self, interval=1000 * SECONDS)
        self._timer.timeout.connect(self.collect)

    def start(self) -> None:
        """From now on nothing is collected elsewhere. What exists already is here to stay."""
        gc.collect()
        gc.freeze()
        gc.disable()
        self._timer.start()

    def stop(self) -> None:
        """Leave everything as it was."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()

    def collect(self) -> None:
        """Collect what is young if there is much of it, now and then everything."""
        if gc.get_count()[0] < YOUNG:
            return
        self._rounds += 1
        gc.collect(2 if self._rounds % OLD == 0 else 1)
