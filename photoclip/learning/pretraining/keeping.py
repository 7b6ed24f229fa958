"""Long computations over many rows, kept on disk in parts, so that a killed run goes on."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from photoclip.jobs import CancelToken, Progress, Report


def digest(parts: Iterable[str]) -> str:
    """A short name for what a result depends on."""
    found = hashlib.sha256()
    for part in parts:
        found.update(part.encode() + b"\0")
    return found.hexdigest()[:16]


def kept_rows(
    file: Path,
    shape: tuple[int, ...],
    dtype: type[np.generic],
    compute: Callable[[slice], NDArray[Any]],
    chunk: int,
    report: Report,
    token: CancelToken,
) -> NDArray[Any]:
    """The rows of `file` (.npy, memory-mapped), computed where they are missing.

    compute(rows) gives shape (rows, ...) of `dtype`; it is called for `chunk` rows at a time.
    How far it got is noted in FILE.done after each part. The caller puts what the rows depend on
    into the file's name.
    """
    if not shape[0]:
        return np.zeros(shape, dtype)
    done_file = file.with_suffix(".done")
    if done_file.is_file() and file.is_file():
        done = int(done_file.read_text())
        rows = np.lib.format.open_memmap(file, mode="r+")
    else:
        file.parent.mkdir(parents=True, exist_ok=True)
        done = 0
        rows = np.lib.format.open_memmap(file, mode="w+", dtype=dtype, shape=shape)
    for start in range(done, shape[0], chunk):
        token.check()
        part = slice(start, min(start + chunk, shape[0]))
        rows[part] = compute(part)
        rows.flush()
        done_file.write_text(str(part.stop))
        report(Progress(file.stem.rpartition("-")[0], part.stop, shape[0]))
    del rows
    kept: NDArray[Any] = np.load(file, mmap_mode="r")
    return kept
