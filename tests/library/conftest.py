"""An open library, a folder of small files that pass for photos, and readings of them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from photoclip.domain import Metadata, Problem, ScanReport
from photoclip.images.reading import Reading, hash_file
from photoclip.library import photos, roots, scanner
from photoclip.library.database import Library
from photoclip.paths import Home


@pytest.fixture
def library(home: Home) -> Iterator[Library]:
    with Library.open(home) as opened:
        yield opened


@dataclass
class Disk:
    """A root of the library, with words for what people do to files."""

    folder: Path
    library: Library
    clock: int = 1_600_000_000

    def path(self, name: str) -> Path:
        return self.folder / name

    def write(self, name: str, content: str | bytes | None = None) -> Path:
        """Make or change a file; its content is its name where none is given."""
        path = self.path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        content = name if content is None else content
        path.write_bytes(content if isinstance(content, bytes) else os.fsencode(content))
        self.clock += 1
        os.utime(path, (self.clock, self.clock))
        return path

    def move(self, name: str, to: str) -> Path:
        self.path(to).parent.mkdir(parents=True, exist_ok=True)
        return self.path(name).rename(self.path(to))

    def scan(self, **options: Any) -> ScanReport:
        return scanner.scan(self.library, **options)

    def read(self) -> None:
        """Let every photo that waits be read, without looking into it."""
        photos.record(self.library, [reading(*one) for one in photos.unread(self.library)])

    def id(self, name: str) -> int:
        return photos.by_paths(self.library, [self.path(name)])[self.path(name)].id

    def names(self, ids: Iterable[int] | None = None) -> set[str]:
        """The photos that can be shown, or those of some ids, by their path below the root."""
        chosen = photos.ids(self.library) if ids is None else ids
        found = photos.get(self.library, chosen)
        return {one.path.relative_to(self.folder).as_posix() for one in found}


def reading(
    photo_id: int, path: Path, metadata: Metadata | None = None, problem: Problem | None = None
) -> Reading:
    """What the decoders would tell of a file."""
    stat = path.stat()
    return Reading(
        photo_id,
        path,
        stat.st_size,
        stat.st_mtime_ns,
        hash_file(path),
        metadata or Metadata(format="jpeg"),
        None,
        None,
        problem,
    )


@pytest.fixture
def disk(library: Library, tmp_path: Path) -> Disk:
    """An empty root."""
    folder = tmp_path / "photos"
    folder.mkdir()
    roots.add(library, folder)
    return Disk(folder, library)


@pytest.fixture
def four(disk: Disk) -> Library:
    """A library of the photos 1 to 4, by number and by name."""
    for number in range(1, 5):
        disk.write(f"{number}.jpg", "x" * number)
        disk.scan()
    assert disk.names([4]) == {"4.jpg"}
    return disk.library
