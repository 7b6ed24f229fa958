"""The settings while the window is open: changed in memory, written by a thread of their own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from photoclip.errors import PhotoclipError
from photoclip.gui.bridge import Bridge
from photoclip.jobs import Lane
from photoclip.settings import Settings, load, save


class Preferences(QObject):
    """Read once, before the window is shown; the file is small."""

    refused = Signal(str)

    def __init__(self, path: Path, bridge: Bridge) -> None:
        super().__init__()
        self._path, self._bridge = path, bridge
        self.now, self.sentences = load(path)
        self._saved = self.now
        self._lane = Lane("settings")

    def change(self, **values: Any) -> None:
        """Set some of the fields of `Settings` and write them."""
        self.now = replace(self.now, **values)
        if self.now != self._saved:
            self._saved = now = self.now
            self._bridge.when_done(
                self._lane.submit(lambda: self._save(now)), self, lambda _none: None, self._failed
            )

    def close(self) -> None:
        """Wait for what is being written."""
        self._lane.close()

    def _save(self, settings: Settings) -> None:
        save(self._path, settings)

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, PhotoclipError):
            self.refused.emit(str(error))
        else:
            self._bridge.failed.emit(error)
