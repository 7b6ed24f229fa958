"""The list of what goes on in the background: what runs, how far it is, how it ended."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum, auto

from PySide6.QtCore import QObject, Signal

from photoclip.jobs import Progress

KEPT = 20
"""Pieces of work that have ended and are still shown."""


class State(Enum):
    """How a piece of work stands."""

    RUNNING = auto()
    PAUSED = auto()
    ENDED = auto()
    FAILED = auto()


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of work. `seconds` is how long it has run; `sentence` what came of it."""

    key: str
    progress: Progress
    state: State = State.RUNNING
    seconds: float = 0.0
    sentence: str = ""


class Ledger(QObject):
    """One piece of work of a kind runs at a time; a new one begins where the last has ended."""

    changed = Signal()
    ended = Signal(object)  # Piece

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._clock = clock
        self._running: dict[str, Piece] = {}
        self._began: dict[str, float] = {}
        self._lately: list[Piece] = []

    @property
    def running(self) -> list[Piece]:
        """What runs or is paused, in the order it began."""
        return list(self._running.values())

    @property
    def lately(self) -> list[Piece]:
        """What has ended, the last first."""
        return list(self._lately)

    def runs(self, key: str) -> bool:
        """Whether such a piece of work runs or is paused."""
        return key in self._running

    def report(self, key: str, progress: Progress, *, paused: bool = False) -> None:
        """Say how far a piece of work is; the first time it begins."""
        began = self._began.setdefault(key, self._clock())
        state = State.PAUSED if paused else State.RUNNING
        self._running[key] = Piece(key, progress, state, self._clock() - began)
        self.changed.emit()

    def end(self, key: str, sentence: str = "", *, failed: bool = False) -> None:
        """Say that a piece of work has ended; what never began is left out, unless it failed."""
        piece = self._running.pop(key, None)
        began = self._began.pop(key, None)
        if piece is None and not failed:
            return
        state = State.FAILED if failed else State.ENDED
        seconds = self._clock() - began if began is not None else 0.0
        piece = replace(
            piece or Piece(key, Progress("")), state=state, seconds=seconds, sentence=sentence
        )
        self._lately = [piece, *self._lately][:KEPT]
        self.changed.emit()
        self.ended.emit(piece)
