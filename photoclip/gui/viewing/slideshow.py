"""One photo after the other by itself, round and round, until somebody stops it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

SECONDS = 4.0


class Slideshow(QObject):
    """Calls `advance` every `SECONDS` while it runs."""

    running_changed = Signal(bool)

    def __init__(self, advance: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, interval=round(1000 * SECONDS))
        self._timer.timeout.connect(advance)

    @property
    def running(self) -> bool:
        """Whether photos change by themselves."""
        return self._timer.isActive()

    def toggle(self) -> None:
        """Start, or stop."""
        (self.stop if self.running else self.start)()

    def start(self) -> None:
        """Let photos change by themselves."""
        if not self.running:
            self._timer.start()
            self.running_changed.emit(True)

    def stop(self) -> None:
        """Stay at the photo that is shown."""
        if self.running:
            self._timer.stop()
            self.running_changed.emit(False)
