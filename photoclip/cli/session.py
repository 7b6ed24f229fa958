"""What every command gets: the home, the way to show progress, and the shape of its outcome."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from photoclip.paths import Home

DONE, ATTENTION, USAGE, WORLD = 0, 1, 2, 3

OpenWindow = Callable[[Home, Sequence[Path], str | None], int]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command found: a JSON document, the same as lines for people, the exit status.

    `complaint` is a sentence on what went wrong although all this was found.
    """

    document: dict[str, object]
    lines: list[str] = field(default_factory=list)
    status: int = DONE
    complaint: str = ""


class Bar:
    """A progress bar on stderr, drawn at most ten times a second and only on a terminal."""

    def __init__(self, name: str, stream: TextIO, width: int = 30) -> None:
        self._name, self._stream, self._width = name, stream, width
        self._shown = stream.isatty()
        self._drawn = 0.0

    def update(self, done: int, total: int | None, note: str = "") -> None:
        """Show `done` of `total` (None while unknown) with a short note behind it."""
        now = time.monotonic()
        if not self._shown or (now - self._drawn < 0.1 and done != total):
            return
        self._drawn = now
        if total:
            full = round(self._width * min(done / total, 1))
            bar = f"[{'█' * full}{'·' * (self._width - full)}] {done:,} of {total:,}"
        else:
            bar = f"{done:,}"
        self._stream.write(f"\r\x1b[2K{self._name} {bar} {note}".rstrip())
        self._stream.flush()

    def close(self) -> None:
        """Leave the line for what comes next."""
        if self._shown and self._drawn:
            self._stream.write("\r\x1b[2K")
            self._stream.flush()


@dataclass(frozen=True, slots=True)
class Session:
    """One run of the command line."""

    home: Home
    open_window: OpenWindow
    json: bool = False
    stderr: TextIO = field(default_factory=lambda: sys.stderr)

    def progress(self, name: str) -> Bar:
        """A new progress bar."""
        return Bar(name, self.stderr)

    def say(self, sentence: str) -> None:
        """A sentence for the person in front of the terminal; never part of the output."""
        self.stderr.write(sentence + "\n")
        self.stderr.flush()


def absolute(path: Path | str) -> Path:
    """The path as the library knows it: absolute, `~` expanded, symbolic links kept."""
    return Path(path).expanduser().absolute()
