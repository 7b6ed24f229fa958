"""Decoders in processes of their own: a picture that crashes one costs itself and nothing else."""

from __future__ import annotations

import contextlib
import os
import pickle
import queue
import subprocess
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from photoclip.errors import EngineError
from photoclip.images.problems import problem
from photoclip.images.reading import Reading, Recipe, failed
from photoclip.images.worker import READY, Task, seconds_to_read
from photoclip.paths import own_command

START_SECONDS: Final = 120.0
"""How long a decoder may take to start. Usually 0.3 s; a cold disk and a virus scanner, longer."""

_ATTEMPTS: Final = 3
"""How often in a row a child may end before it is ready: a system short of memory kills some."""

_PHOTOS_PER_CHILD: Final = 5000
"""Decoders written in C leak: after so many photos a child makes room for a fresh one."""

_GLANCE_SECONDS: Final = 0.25
"""How often a waiting `collect` looks for decoders that take too long."""

_ENVIRONMENT: Final = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MALLOC_ARENA_MAX": "2",
}
"""A thread per core in each of as many children, and glibc's 64 MB of address space for each of
them, would only run into the limit on memory."""

_WINDOWS_FLAGS: Final = getattr(subprocess, "CREATE_NO_WINDOW", 0) | getattr(
    subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0
)

_HUNG_UP: Final = (EOFError, OSError, ValueError, pickle.UnpicklingError)
"""What talking to a child raises that has died, at whatever moment it did."""


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
        command = own_command("_decoder") if command is None else command
        command = [*command, str(seconds), str(memory)]
        self._lanes = [
            _Lane(command, log, seconds, self._tasks, self._done) for _ in range(workers)
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
        return [pid for lane in self._lanes if (pid := lane.pid) is not None]

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
                lane.end_if_overdue()
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
            lane.close()
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

    A thread, because a pipe cannot be waited for with a time limit on Windows. Its lock makes
    sure that a child is ended for the photo that it is on, never for the next.
    """

    def __init__(
        self,
        command: Sequence[str],
        log: Path | None,
        seconds: float,
        tasks: queue.SimpleQueue[Task | None],
        done: queue.SimpleQueue[Reading | EngineError],
    ) -> None:
        super().__init__(name="decoder lane", daemon=True)
        self._command = command
        self._log = log
        self._seconds = seconds
        self._tasks = tasks
        self._done = done
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._deadline: float | None = None
        self._overdue = False
        self._closed = False

    @property
    def pid(self) -> int | None:
        """The child's process id."""
        with self._lock:
            return self._child.pid if self._child is not None else None

    def end_if_overdue(self) -> None:
        """Kill the child if its time is up; the thread then notices and goes on."""
        with self._lock:
            late = self._deadline is not None and time.monotonic() > self._deadline
            if late and self._child is not None:
                self._overdue = True
                self._child.kill()

    def close(self) -> None:
        """Kill the child, and let the thread end."""
        with self._lock:
            self._closed = True
            if self._child is not None:
                self._child.kill()

    def run(self) -> None:
        """Serve until closed, or until a child cannot be started."""
        try:
            while not self._closed:
                self._start_child()
                served = 0
                while served < _PHOTOS_PER_CHILD and not self._closed and self._serve():
                    served += 1
                self._end_child()
        except EngineError as error:
            if not self._closed:
                self._done.put(error)
        finally:
            self._end_child()

    def _serve(self) -> bool:
        """One photo; whether the child is fit for another."""
        task = self._tasks.get()
        if task is None:
            self._closed = True
            return False
        if self._child is None or self._child.poll() is not None:
            self._end_child()  # somebody ended it while it was idle; no photo is to blame
            self._start_child()
            if self._closed:
                return False
        reading = self._ask(task, self._seconds + seconds_to_read(task.path))
        if isinstance(reading, Reading):
            self._done.put(reading)
            # What memory a huge picture took may not all have come back.
            exhausted = reading.problem is not None and reading.problem.code == "too_large"
            return not exhausted and not self._overdue
        if not self._closed:
            self._done.put(_lost(task, "timeout" if self._overdue else "crashed"))
        return False

    def _ask(self, task: Task | None, seconds: float) -> Any:
        """The child's answer to a task (None: to being started); None if it has ended."""
        assert self._child is not None
        assert self._child.stdin is not None
        assert self._child.stdout is not None
        with self._lock:
            self._deadline = time.monotonic() + seconds
        try:
            if task is not None:
                pickle.dump(task, self._child.stdin, protocol=pickle.HIGHEST_PROTOCOL)
                self._child.stdin.flush()
            return pickle.load(self._child.stdout)
        except _HUNG_UP:
            return None
        finally:
            with self._lock:
                self._deadline = None

    def _start_child(self) -> None:
        """Have a child that says that it is ready (or none, once the lane is closed)."""
        status = None
        for _ in range(_ATTEMPTS):
            self._spawn()
            if self._closed or self._ask(None, START_SECONDS) == READY:
                return
            status = self._end_child()
        raise EngineError(f"The picture decoder ends as soon as it starts (status {status}).")

    def _spawn(self) -> None:
        try:
            with self._output() as output, self._lock:
                if self._closed:
                    return
                self._overdue = False
                self._child = subprocess.Popen(
                    self._command,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=output,
                    env={**os.environ, **_ENVIRONMENT},
                    creationflags=_WINDOWS_FLAGS,
                )
        except OSError as error:
            raise EngineError(f"The picture decoder cannot be started ({error}).") from error

    def _output(self) -> contextlib.AbstractContextManager[Any]:
        if self._log is None:
            return contextlib.nullcontext(subprocess.DEVNULL)
        self._log.parent.mkdir(parents=True, exist_ok=True)
        return self._log.open("ab")

    def _end_child(self) -> int | None:
        """Make sure that the child is gone and its pipes are closed; its exit status."""
        with self._lock:
            child, self._child = self._child, None
        if child is None:
            return None
        with contextlib.suppress(OSError):  # a task that it will never read may be in the pipe
            if child.stdin is not None:
                child.stdin.close()
        child.kill()
        status = child.wait()
        if child.stdout is not None:
            child.stdout.close()
        return status


def _lost(task: Task, code: str) -> Reading:
    """The reading of a photo that took its decoder with it."""
    size = mtime_ns = 0
    with contextlib.suppress(OSError):
        found = task.path.stat()
        size, mtime_ns = found.st_size, found.st_mtime_ns
    return failed(task.photo_id, task.path, problem(code), size, mtime_ns)
