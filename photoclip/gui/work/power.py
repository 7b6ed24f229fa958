"""Whether the computer runs on its battery, looked at now and then in a thread of its own."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from photoclip.gui.bridge import Bridge
from photoclip.jobs import Lane


def on_battery() -> bool:
    """Whether no power comes from outside; False where there is no battery, or nothing says so."""
    import psutil

    try:
        battery = psutil.sensors_battery()
    except OSError:  # a container, say, that hides what the system knows of its machine
        return False
    return battery is not None and battery.power_plugged is False


class Power(QObject):
    """Says when the computer goes onto its battery and when it comes back."""

    changed = Signal(bool)  # whether it runs on its battery
    EVERY = 30_000
    """Milliseconds between two looks."""

    def __init__(self, bridge: Bridge, look: Callable[[], bool] | None = None) -> None:
        super().__init__()
        self._bridge, self._look = bridge, look or on_battery
        self._lane = Lane("power")
        self.on_battery = False
        self._timer = QTimer(self, interval=self.EVERY)
        self._timer.timeout.connect(self.refresh)

    def start(self) -> None:
        """Begin to look."""
        self.refresh()
        self._timer.start()

    def refresh(self) -> None:
        """Look now."""
        self._bridge.when_done(self._lane.submit(self._look), self, self._known)

    def stop(self) -> None:
        """Look no more; returns at once."""
        self._timer.stop()

    def close(self) -> None:
        """Wait for a look that was begun. Not for the GUI thread."""
        self._lane.close()

    def _known(self, on_battery: bool) -> None:
        if on_battery != self.on_battery:
            self.on_battery = on_battery
            self.changed.emit(on_battery)
