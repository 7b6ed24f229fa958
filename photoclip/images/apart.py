"""Decoding in child processes for callers that wait: a hostile picture cannot end the window."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PIL import Image

from photoclip.errors import EngineError
from photoclip.images.child import Child, decoder_command
from photoclip.images.decode import Decoded
from photoclip.images.frames import Frame
from photoclip.images.pool import lost
from photoclip.images.problems import PictureError, problem
from photoclip.images.reading import Reading, Recipe, failed
from photoclip.images.worker import Animated, Animation, Task, View, Viewed, seconds_to_read


class Apart:
    """A few decoders that any thread may ask, and wait for; they are started when first needed.

    One that dies or takes longer than `seconds` is replaced with the next question. `memory` is
    the address space of each in bytes, where the system can limit that.
    """

    def __init__(
        self,
        most: int = 2,
        *,
        seconds: float = 30.0,
        memory: int = 4 << 30,
        log: Path | None = None,
        command: Sequence[str] | None = None,
    ) -> None:
        self._seconds = seconds
        started = decoder_command(seconds, memory, nice=False) if command is None else command
        self._children = [Child(started, log) for _ in range(most)]
        self._idle = list(self._children)
        self._free = threading.Condition()
        self._closed = False

    def read(self, photo_id: int, path: Path, recipe: Recipe | None = None) -> Reading:
        """As `reading.read`; a crash is a `Problem`, too."""
        task = Task(photo_id, path, recipe)
        answer = self._ask(task, path)
        if isinstance(answer, Reading):
            return answer
        if answer is None:
            return failed(photo_id, path, problem("vanished"))
        return lost(task, answer)

    def decode(self, path: Path, at_least: int | None = None) -> Decoded:
        """As `decode.decode`; raises PictureError for a crash, too."""
        answer = self._ask(View(path, at_least), path)
        if isinstance(answer, Viewed):
            if answer.problem is not None:
                raise PictureError(answer.problem.code, answer.problem.sentence)
            return Decoded(Image.frombytes("RGB", answer.size, answer.pixels), answer.metadata)
        raise PictureError(answer or "vanished")

    def frames(self, path: Path, side: int, rotation: int = 0) -> list[Frame]:
        """As `frames.frames`; raises PictureError for a crash, too."""
        answer = self._ask(Animation(path, side, rotation), path)
        if isinstance(answer, Animated):
            if answer.problem is not None:
                raise PictureError(answer.problem.code, answer.problem.sentence)
            return [
                Frame(Image.frombytes("RGB", size, pixels), seconds)
                for size, pixels, seconds in answer.frames
            ]
        raise PictureError(answer or "vanished")

    def close(self) -> None:
        """End the decoders; whoever waits for one gets a problem. Safe to call twice."""
        with self._free:
            self._closed = True
            self._free.notify_all()
        for child in self._children:
            child.close()
        with self._free:
            self._free.wait_for(lambda: len(self._idle) == len(self._children))
        for child in self._children:
            child.end()

    def _ask(self, task: Task | View | Animation, path: Path) -> Any:
        """The answer; the code of a problem where there is none; None once this is closed."""
        with self._free:
            self._free.wait_for(lambda: self._idle or self._closed)
            if self._closed:
                return None
            child = self._idle.pop()  # the last one used is warm
        try:
            return self._answer_of(child, task, self._seconds + seconds_to_read(path))
        finally:
            with self._free:
                self._idle.append(child)
                self._free.notify()

    def _answer_of(self, child: Child, task: Task | View | Animation, seconds: float) -> Any:
        if not child.alive:
            child.end()
            try:
                child.start()
            except EngineError:
                return "crashed"
        if child.closed:
            return None
        watch = threading.Timer(seconds + 0.1, child.end_if_overdue)
        watch.daemon = True
        watch.start()
        try:
            answer = child.ask(task, seconds)
        finally:
            watch.cancel()
            watch.join()
        if answer is None:
            child.end()
            return None if child.closed else "timeout" if child.overdue else "crashed"
        return answer
