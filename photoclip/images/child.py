"""One decoder process: started, asked, ended when it takes too long, replaced when it died."""

from __future__ import annotations

import contextlib
import os
import pickle
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any, Final

from photoclip.errors import EngineError
from photoclip.images.worker import READY
from photoclip.paths import NO_CONSOLE, own_command

if sys.platform == "linux":
    import fcntl

START_SECONDS: Final = 120.0
"""How long a decoder may take to start. Usually 0.3 s; a cold disk and a virus scanner, longer."""

_ATTEMPTS: Final = 3
"""How often in a row a child may end before it is ready: a system short of memory kills some."""

_ENVIRONMENT: Final = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MALLOC_ARENA_MAX": "2",
}
"""A thread per core in each of as many children, and glibc's 64 MB of address space for each of
them, would only run into the limit on memory."""

_WINDOWS_FLAGS: Final = NO_CONSOLE | getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0)

_HUNG_UP: Final = (EOFError, OSError, ValueError, pickle.UnpicklingError)
"""What talking to a child raises that has died, at whatever moment it did."""


_PIPE_BYTES: Final = 1 << 20
"""Linux's pipes hold 64 kB, so that a large picture would change hands a thousand times."""


def decoder_command(seconds: float, memory: int, *, nice: bool = True) -> list[str]:
    """The command line of a decoder, with what it may take for one photo: see `worker.main`."""
    return [*own_command("_decoder"), str(seconds), str(memory), str(int(nice))]


class Child:
    """A child process that answers one task at a time, to one thread at a time.

    Others may `close` it, ask for its `pid`, and end it when its time is up: its lock makes sure
    that it is ended for the task that it is on, never for the next. Raises EngineError where it
    cannot be started.
    """

    def __init__(self, command: Sequence[str], log: Path | None) -> None:
        self._command = list(command)
        self._log = log
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self.deadline: float | None = None
        self.overdue = False
        self.closed = False

    @property
    def pid(self) -> int | None:
        """Its process id; None while it does not run."""
        with self._lock:
            return self._process.pid if self._process is not None else None

    @property
    def alive(self) -> bool:
        """Whether it runs."""
        with self._lock:
            return self._process is not None and self._process.poll() is None

    def end_if_overdue(self) -> None:
        """Kill it if its time is up; whoever waits for its answer then notices and goes on."""
        with self._lock:
            late = self.deadline is not None and time.monotonic() > self.deadline
            if late and self._process is not None:
                self.overdue = True
                self._process.kill()

    def close(self) -> None:
        """Kill it for good."""
        with self._lock:
            self.closed = True
            if self._process is not None:
                self._process.kill()

    def start(self) -> None:
        """Have it say that it is ready (or nothing, once it is closed)."""
        status = None
        for _ in range(_ATTEMPTS):
            self._spawn()
            if self.closed or self.ask(None, START_SECONDS) == READY:
                return
            status = self.end()
        raise EngineError(f"The picture decoder ends as soon as it starts (status {status}).")

    def ask(self, task: object, seconds: float) -> Any:
        """Its answer to a task (None: to being started); None if it has ended."""
        assert self._process is not None
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        with self._lock:
            self.deadline = time.monotonic() + seconds
        try:
            if task is not None:
                pickle.dump(task, self._process.stdin, protocol=pickle.HIGHEST_PROTOCOL)
                self._process.stdin.flush()
            return pickle.load(self._process.stdout)
        except _HUNG_UP:
            return None
        finally:
            with self._lock:
                self.deadline = None

    def end(self) -> int | None:
        """Make sure that it is gone and its pipes are closed; its exit status."""
        with self._lock:
            process, self._process = self._process, None
        if process is None:
            return None
        with contextlib.suppress(OSError):  # a task that it will never read may be in the pipe
            if process.stdin is not None:
                process.stdin.close()
        process.kill()
        status = process.wait()
        if process.stdout is not None:
            process.stdout.close()
        return status

    def _spawn(self) -> None:
        try:
            with self._output() as output, self._lock:
                if self.closed:
                    return
                self.overdue = False
                self._process = subprocess.Popen(
                    self._command,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=output,
                    env={**os.environ, **_ENVIRONMENT},
                    creationflags=_WINDOWS_FLAGS,
                )
                _widen(self._process.stdout)
        except OSError as error:
            raise EngineError(f"The picture decoder cannot be started ({error}).") from error

    def _output(self) -> contextlib.AbstractContextManager[Any]:
        if self._log is None:
            return contextlib.nullcontext(subprocess.DEVNULL)
        self._log.parent.mkdir(parents=True, exist_ok=True)
        return self._log.open("ab")


def _widen(pipe: IO[bytes] | None) -> None:
    if sys.platform == "linux" and pipe is not None:
        with contextlib.suppress(OSError):  # a user may have only so much of it
            fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _PIPE_BYTES)
