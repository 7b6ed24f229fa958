"""Background work with progress and a cancel token, and the one lane that writes."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

from photoclip.errors import Cancelled

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is. `total` is None while unknown; `seconds_left` is an estimate."""

    name: str
    done: int = 0
    total: int | None = None
    note: str = ""
    per_second: float | None = None
    seconds_left: float | None = None


class CancelToken:
    """Asked by a job between two steps; set by whoever wants it to stop. Thread-safe."""

    def __init__(self) -> None:
        self._event = threading.Event()

    def cancel(self) -> None:
        """Ask the job to stop at its next step."""
        self._event.set()

    @property
    def cancelled(self) -> bool:
        """Whether somebody asked to stop."""
        return self._event.is_set()

    def check(self) -> None:
        """Raise `Cancelled` when somebody asked to stop."""
        if self._event.is_set():
            raise Cancelled("Stopped as you asked.")


Report = Callable[[Progress], None]


def ignore_progress(_progress: Progress) -> None:
    """A report for callers that do not watch."""


@dataclass(frozen=True, slots=True)
class Job:
    """A running piece of work: its name, its future and the token that stops it."""

    name: str
    future: Future[object]
    token: CancelToken

    def cancel(self) -> None:
        """Ask it to stop; the future ends with `Cancelled` or with its result."""
        self.token.cancel()


class Lane:
    """An executor of width one: work runs in order, so writers never meet.

    Used for every write to `library.db`.
    """

    def __init__(self, name: str = "library lane") -> None:
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)

    def submit(self, work: Callable[[], T]) -> Future[T]:
        """Queue `work`; the future carries its result or exception."""
        return self._executor.submit(work)

    def close(self) -> None:
        """Finish what is queued, then stop. Safe to call twice."""
        self._executor.shutdown(wait=True)
