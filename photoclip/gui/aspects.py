"""The shapes of all photos in memory, so that justified tiles can be laid out without asking."""

from __future__ import annotations

from array import array

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from photoclip.domain import Changes
from photoclip.gui.bridge import Bridge
from photoclip.gui.library_lane import LibraryLane
from photoclip.gui.throttle import Throttle
from photoclip.library import shapes

MOST_NAMED = 5000
"""Photos that are asked for by id when they changed; of more all are asked for."""


class AspectTable(QObject):
    """Width by height of every photo by its id, 0 where unknown: four bytes a photo.

    Read once after `load`, then what changed, as the library tells it.
    """

    changed = Signal()
    REST = 700

    def __init__(self, lane: LibraryLane, bridge: Bridge) -> None:
        super().__init__()
        self._lane, self._bridge = lane, bridge
        self._table = np.zeros(0, np.float32)
        self._loaded = False
        self._stale: set[int] = set()
        self._soon = Throttle(self._ask, self.REST, self)
        lane.changed.connect(self._heard)

    def load(self) -> None:
        """Read everything; `changed` follows."""
        self._loaded = True
        self._receive(shapes.all_shapes)

    def of(self, ids: array[int]) -> NDArray[np.float32]:
        """The aspects of photos in their order."""
        wanted = np.frombuffer(ids, np.int64) if ids else np.zeros(0, np.int64)
        if not len(self._table):
            return np.zeros(len(wanted), np.float32)
        inside = np.minimum(wanted, len(self._table) - 1)
        return np.where(wanted < len(self._table), self._table[inside], np.float32(0))

    def _heard(self, changes: Changes) -> None:
        if self._loaded and changes:
            self._stale |= changes.photos
            self._soon.ask()

    def _ask(self) -> None:
        """What changed, and what is new: a scan adds photos without naming them."""
        stale, self._stale = self._stale, set()
        if len(stale) > MOST_NAMED:
            self._receive(shapes.all_shapes)
            return
        newest = len(self._table) - 1
        self._receive(lambda library: shapes.shapes_of(library, stale, newest))

    def _receive(self, question: shapes.Question) -> None:
        self._bridge.when_done(self._lane.ask(question), self, self._keep, _leave)

    def _keep(self, found: shapes.Shapes) -> None:
        if not len(found.ids):
            return
        table = self._table
        size = int(found.ids.max()) + 1
        if size > len(table):
            table = np.zeros(size, np.float32)
            table[: len(self._table)] = self._table
        elif np.array_equal(table[found.ids], found.aspects):
            return
        table[found.ids] = found.aspects
        self._table = table
        self.changed.emit()


def _leave(_error: BaseException) -> None:
    """The library cannot be opened, which is told elsewhere."""
