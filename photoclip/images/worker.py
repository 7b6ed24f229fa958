"""The decoder: a child process that reads one photo after the other for whoever started it.

It speaks pickles over its standard input and output. What decoders written in C print goes to
standard error, wherever the pool has pointed that.
"""

from __future__ import annotations

import faulthandler
import logging
import os
import pickle
import signal
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from PIL import AvifImagePlugin

from photoclip.domain import Metadata, Problem
from photoclip.images.decode import decode
from photoclip.images.frames import frames
from photoclip.images.problems import PictureError, of_decoder
from photoclip.images.reading import Reading, Recipe, read

READY: Final = "ready"
"""The first thing that a decoder says, once it has imported what it needs."""

_NICENESS: Final = 5
_BYTES_A_SECOND: Final = 10_000_000


@dataclass(frozen=True, slots=True)
class Task:
    """One photo to read."""

    photo_id: int
    path: Path
    recipe: Recipe | None


@dataclass(frozen=True, slots=True)
class View:
    """One picture to decode for the screen, `at_least` as `decode` takes it."""

    path: Path
    at_least: int | None


@dataclass(frozen=True, slots=True)
class Viewed:
    """A picture for the screen: RGB bytes, row by row. Without them `problem` says why."""

    size: tuple[int, int]
    pixels: bytes
    metadata: Metadata
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Animation:
    """The frames of a moving picture to decode for the screen; see `frames.frames`."""

    path: Path
    side: int
    rotation: int


@dataclass(frozen=True, slots=True)
class Animated:
    """Frames for the screen: width and height, RGB bytes, seconds of each."""

    frames: tuple[tuple[tuple[int, int], bytes, float], ...]
    problem: Problem | None = None


def seconds_to_read(path: Path) -> float:
    """How long the mere reading of a large file, a video say, may take on a slow drive."""
    try:
        return path.stat().st_size / _BYTES_A_SECOND
    except OSError:
        return 0.0


def main(arguments: list[str]) -> int:
    """Answer tasks until the pool hangs up.

    `arguments`: seconds a photo may take, bytes of memory, 0 where it shall not yield to others.
    The pool watches the time; the alarm is for a decoder that hangs after its pool has died.
    """
    seconds, memory = float(arguments[0]), int(arguments[1])
    tasks, answers = _take_over_pipes()
    faulthandler.enable()
    logging.basicConfig(level=logging.WARNING)
    logging.captureWarnings(True)
    _be_modest(memory, nice=arguments[2:3] != ["0"])
    try:
        _answer(READY, answers)
        while (task := _next(tasks)) is not None:
            _alarm(2 * (seconds + seconds_to_read(task.path)) + 10)
            answer = _do(task)
            _alarm(0)
            _answer(answer, answers)
    except BrokenPipeError:
        logging.getLogger(__name__).info("the pool is gone")
    return 0


def _do(task: Task | View | Animation) -> Reading | Viewed | Animated:
    match task:
        case View():
            return _view(task)
        case Animation():
            return _animate(task)
        case _:
            return read(task.photo_id, task.path, task.recipe)


def _animate(task: Animation) -> Animated:
    try:
        found = frames(task.path, task.side, task.rotation)
        return Animated(tuple((f.image.size, f.image.tobytes(), f.seconds) for f in found))
    except PictureError as error:
        return Animated((), error.problem)


def _view(task: View) -> Viewed:
    try:
        found = decode(task.path, task.at_least)
        return Viewed(found.image.size, found.image.tobytes(), found.metadata)
    except PictureError as error:
        return Viewed((0, 0), b"", Metadata(), error.problem)
    except MemoryError as error:
        return Viewed((0, 0), b"", Metadata(), of_decoder(error).problem)


def _take_over_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Private copies of standard input and output; a stray `printf` now lands in the log."""
    tasks = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    with Path(os.devnull).open("rb") as nothing:
        os.dup2(nothing.fileno(), 0)
    return tasks, answers


def _next(tasks: BinaryIO) -> Task | View | Animation | None:
    try:
        task = pickle.load(tasks)
    except EOFError:
        return None
    assert isinstance(task, Task | View | Animation)
    return task


def _answer(answer: Reading | Viewed | Animated | str, answers: BinaryIO) -> None:
    pickle.dump(answer, answers, protocol=pickle.HIGHEST_PROTOCOL)
    answers.flush()


def _be_modest(memory: int, *, nice: bool = True) -> None:
    """Yield to the window, leave Ctrl+C to the parent, and stop short of eating the machine."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    AvifImagePlugin.DEFAULT_MAX_THREADS = 1  # its siblings have the other cores
    if sys.platform != "win32":
        import resource

        if nice:
            os.nice(_NICENESS)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if sys.platform == "linux":  # macOS takes the limit and ignores it
            _, most = resource.getrlimit(resource.RLIMIT_AS)
            limit = memory if most == resource.RLIM_INFINITY else min(memory, most)
            resource.setrlimit(resource.RLIMIT_AS, (limit, most))


def _alarm(seconds: float) -> None:
    if hasattr(signal, "alarm"):
        signal.alarm(int(seconds))
