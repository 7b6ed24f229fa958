"""Building the HNSW index in a child process, so that it neither blocks nor crashes the engine."""

from __future__ import annotations

import argparse
import contextlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from photoclip.errors import PhotoclipError
from photoclip.paths import NO_CONSOLE, own_command
from photoclip.vectors.hnsw import HnswIndex
from photoclip.vectors.manifest import Doubt, Place
from photoclip.vectors.store import VectorStore

COMMAND = "_reindex"
Command = Callable[..., list[str]]

_BATCH = 2048
_FAILED = 3


class Build:
    """A child process that builds the index of `place` from the vectors in `database`."""

    def __init__(self, place: Place, database: Path, command: Command = own_command) -> None:
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115  # closed in `close`
        arguments = (str(database), str(place.folder), place.library_uuid, place.spec.key)
        self._process = subprocess.Popen(
            command(COMMAND, "--", *arguments),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=self._errors,
            creationflags=NO_CONSOLE,
        )

    @property
    def running(self) -> bool:
        """Whether it still builds."""
        return self._process.poll() is None

    def wait(self, seconds: float) -> bool:
        """Whether it ended within so many seconds."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(seconds)
        return not self.running

    @property
    def failure(self) -> str | None:
        """Why it failed, None when it succeeded. Asked when it is not running any more."""
        if self._process.returncode == 0:
            return None
        self._errors.seek(0)
        lines = self._errors.read().decode(errors="replace").strip().splitlines()
        return lines[-1] if lines else f"the builder ended with {self._process.returncode}"

    def close(self) -> None:
        """End it if it still runs. Safe to call twice."""
        if self.running:
            self._process.kill()
            self._process.wait()
        self._errors.close()


def build(database: Path, folder: Path, library_uuid: str, spec_key: str, threads: int) -> int:
    """Build the index of one space of the store at `database`, and save it; how many photos.

    Raises `Doubt` where hnswlib or the space is missing, or the file cannot be written.
    """
    with VectorStore.open(database, library_uuid=library_uuid, read_only=True) as store:
        spec = next((spec for spec in store.spaces() if spec.key == spec_key), None)
        if spec is None:
            raise Doubt(store.reason or "the store has no such space")
        snapshot = store.space(spec).snapshot()
    index = HnswIndex(spec.dim, len(snapshot.ids))
    for first in range(0, len(snapshot.ids), _BATCH):
        batch = slice(first, first + _BATCH)
        index.put(snapshot.ids[batch], snapshot.matrix[batch], threads=threads)
    index.save(Place(folder, library_uuid, spec), snapshot.seq)
    return len(snapshot.ids)


def main(arguments: Sequence[str]) -> int:
    """`_reindex DATABASE FOLDER LIBRARY SPEC`: 0 done, 3 not, and a sentence on stderr."""
    parser = argparse.ArgumentParser(prog=COMMAND)
    parser.add_argument("database", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("library")
    parser.add_argument("spec", help="the key of the encoder's spec")
    options = parser.parse_args(arguments)
    if hasattr(os, "nice"):
        os.nice(10)
    threads = max(1, (os.cpu_count() or 1) // 2)
    try:
        build(options.database, options.folder, options.library, options.spec, threads)
    except (Doubt, PhotoclipError, MemoryError) as error:
        sys.stderr.write(f"{error}\n")
        return _FAILED
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
