"""Decoders in processes of their own: a picture that crashes one costs itself and nothing else."""

from __future__ import annotations

import contextlib
import queue
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from photoclip.errors import EngineError
from photoclip.images.child import Child, decoder_command
from photoclip.images.problems import problem
from photoclip.images.reading import Reading, Recipe, failed
from photoclip.images.worker import Task, seconds_to_read

_PHOTOS_PER_CHILD: Final = 5000
"""Decoders written in C leak: after so many photos a child makes room for a fresh one."""

_GLANCE_SECONDS: Final = 0.25
"""How often a waiting `collect` looks for decoders that take too long."""


class DecoderPool:
    """A fixed number of child processes, each reading one photo at a time.

    Photos are answered in the order in which they become ready, each exactly once. A child that
    dies, or takes longer than `seconds` and the mere reading of a large file, is replaced; its
    photo's reading has the problem "crashed" or "timeout". How many photos wait is the caller's
    business (see `waiting`). To be used from one thread.

    `log` takes what the decoders print; without it that is lost. `memory` is the address space
    of one child, in bytes, where the system can limit that.

    Raises:
        EngineError: from any method, once a child could not be started.
    """

    def __init__(
        self,
        workers: int,
        recipe: Recipe | None,
        *,
        seconds: float = 30.0,
        memory: int = 3 << 30,
        log: Path | None = None,
        command: Sequence[str] | None = None,
    ) -> None:
        self._recipe = recipe
        self._tasks: queue.SimpleQueue[Task | None] = queue.SimpleQueue()
        self._done: queue.SimpleQueue[Reading | EngineError] = queue.SimpleQueue()
        self._waiting = 0
        self._failure: EngineError | None = None
        if command is None:
            command = decoder_command(seconds, memory)
        else:
            command = [*command, str(seconds), str(memory)]
        self._lanes = [
            _Lane(Child(command, log), seconds, self._tasks, self._done) for _ in range(workers)
        ]
        for lane in self._lanes:
            lane.start()

    @property
    def waiting(self) -> int:
        """Photos submitted and not yet collected."""
        return self._waiting

    @property
    def pids(self) -> list[int]:
        """The process ids of the children that run now."""
        return [pid for lane in self._lanes if (pid := lane.child.pid) is not None]

    def set_recipe(self, recipe: Recipe | None) -> None:
        """What the encoder wants of the photos submitted from now on."""
        self._recipe = recipe

    def submit(self, photo_id: int, path: Path) -> None:
        """Queue one photo."""
        self._check()
        self._waiting += 1
        self._tasks.put(Task(photo_id, path, self._recipe))

    def collect(self, at_most: int, wait_seconds: float) -> list[Reading]:
        """Up to `at_most` readings; waits up to `wait_seconds` for the first, not for more.

        Returns at once with nothing when nothing is waiting.
        """
        readings: list[Reading] = []
        until = time.monotonic() + wait_seconds
        while len(readings) < at_most and self._waiting:
            for lane in self._lanes:
                lane.child.end_if_overdue()
            left = 0.0 if readings else min(until - time.monotonic(), _GLANCE_SECONDS)
            try:
                answer = self._done.get(timeout=max(left, 0.0))
            except queue.Empty:
                if readings or time.monotonic() >= until:
                    break
                continue
            if isinstance(answer, EngineError):
                self._failure = answer
                self._check()
            else:
                readings.append(answer)
                self._waiting -= 1
        return readings

    def close(self) -> None:
        """End the children at once; photos not collected are dropped. Safe to call twice."""
        with contextlib.suppress(queue.Empty):
            while True:
                self._tasks.get_nowait()
        for _ in self._lanes:
            self._tasks.put(None)
        for lane in self._lanes:
            lane.child.close()
        for lane in self._lanes:
            lane.join()
        self._lanes = []
        self._waiting = 0

    def __enter__(self) -> DecoderPool:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _check(self) -> None:
        if self._failure is not None:
            raise EngineError(str(self._failure)) from self._failure


class _Lane(threading.Thread):
    """The thread that serves one child: hands it a task, waits for the answer, replaces it.

    A thread, because a pipe cannot be waited for with a time limit on Windows.
    """

    def __init__(
        self,
        child: Child,
        seconds: float,
        tasks: queue.SimpleQueue[Task | None],
        done: queue.SimpleQueue[Reading | EngineError],
    ) -> None:
        super().__init__(name="decoder lane", daemon=True)
        self.child = child
        self._seconds = seconds
        self._tasks = tasks
        self._done = done

    def run(self) -> None:
        """Serve until closed, or until a child cannot be started."""
        child = self.child
        try:
            while not child.closed:
                child.start()
                served = 0
                while served < _PHOTOS_PER_CHILD and not child.closed and self._serve():
                    served += 1
                child.end()
        except EngineError as error:
            if not child.closed:
                self._done.put(error)
        finally:
            child.end()

    def _serve(self) -> bool:
        """One photo; whether the child is fit for another."""
        child, task = self.child, self._tasks.get()
        if task is None:
            child.close()
            return False
        if not child.alive:
            child.end()  # somebody ended it while it was idle; no photo is to blame
            child.start()
            if child.closed:
                return False
        reading = child.ask(task, self._seconds + seconds_to_read(task.path))
        if isinstance(reading, Reading):
            self._done.put(reading)
            # What memory a huge picture took may not all have come back.
            exhausted = reading.problem is not None and reading.problem.code == "too_large"
            return not exhausted and not child.overdue
        if not child.closed:
            self._done.put(lost(task, "timeout" if child.overdue else "crashed"))
        return False


def lost(task: Task, code: str) -> Reading:
    """The reading of a photo that took its decoder with it."""
    size = mtime_ns = 0
    with contextlib.suppress(OSError):
        found = task.path.stat()
        size, mtime_ns = found.st_size, found.st_mtime_ns
    return failed(task.photo_id, task.path, problem(code), size, mtime_ns)
