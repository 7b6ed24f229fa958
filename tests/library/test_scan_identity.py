"""Photos keep their identity whatever happens to the files between scans."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from photoclip.domain import ScanReport
from photoclip.library import photos, roots, scanner, tags
from photoclip.library.database import Library
from photoclip.library.rows import plain
from photoclip.paths import Home
from tests.library.conftest import reading

names = st.sampled_from(["a.jpg", "b.jpg", "sub/a.jpg", "sub/c.jpg", "sub/deep/a.jpg", "d.JPG"])
contents = st.sampled_from([b"1", b"2", b"33", b"44", b"555"])


@dataclass
class Known:
    """What the library should know of a photo: `stat` is size and time of its file."""

    path: str
    stat: tuple[int, int]
    content: bytes | None = None  # None: it waits to be read
    missing: bool = False

    def is_now(self, content: bytes, mtime: int) -> bool:
        """Whether a file that appeared is this photo, moved."""
        if self.content is None:
            return self.stat == (len(content), mtime)
        return self.content == content


class Files(RuleBasedStateMachine):
    """People do things to files; scans follow. The model knows only paths and contents."""

    def __init__(self) -> None:
        super().__init__()
        self.place = Path(tempfile.mkdtemp(prefix="scan"))
        self.folder = self.place / "photos"
        self.folder.mkdir()
        (self.folder / "notes.txt").touch()  # so that the root is never empty
        self.library = Library.open(Home.at(self.place / "home"))
        roots.add(self.library, self.folder)
        self.clock = 1_600_000_000
        self.disk: dict[str, tuple[bytes, int]] = {}  # content and time by path
        self.trash: dict[str, tuple[bytes, int]] = {}
        self.known: dict[int, Known] = {}

    def teardown(self) -> None:
        self.library.close()
        shutil.rmtree(self.place)

    def put(self, name: str, content: bytes, mtime: int) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        os.utime(path, (mtime, mtime))
        self.disk[name] = content, mtime

    @rule(name=names, content=contents)
    def write(self, name: str, content: bytes) -> None:
        self.clock += 1
        self.put(name, content, self.clock)

    @rule(name=names, to=names)
    def copy(self, name: str, to: str) -> None:
        if name in self.disk and to not in self.disk:
            self.clock += 1
            self.put(to, self.disk[name][0], self.clock)

    @rule(name=names, to=names)
    def move(self, name: str, to: str) -> None:
        if name in self.disk and name != to:
            (self.folder / to).parent.mkdir(parents=True, exist_ok=True)
            (self.folder / name).replace(self.folder / to)
            self.disk[to] = self.disk.pop(name)

    @rule(name=names)
    def delete(self, name: str) -> None:
        if name in self.disk:
            (self.folder / name).unlink()
            self.trash[name] = self.disk.pop(name)

    @rule(name=names)
    def restore(self, name: str) -> None:
        if name in self.trash and name not in self.disk:
            self.put(name, *self.trash.pop(name))

    @rule()
    def read(self) -> None:
        for number, path in photos.unread(self.library):
            if path.exists():
                photos.record(self.library, [reading(number, path)])
                content, mtime = self.disk[path.relative_to(self.folder).as_posix()]
                self.known[number].content = content
                self.known[number].stat = len(content), mtime

    @rule()
    def scan(self) -> None:
        before = {one.path: number for number, one in self.known.items()}
        report = scanner.scan(self.library)
        ids = {path: number for number, (path, _) in self.rows().items()}
        counted: Counter[str] = Counter()
        for path in before.keys() & self.disk.keys():
            one, (content, mtime) = self.known[before[path]], self.disk[path]
            same = one.stat == (len(content), mtime)
            counted["unchanged" if same else "changed"] += 1
            one.missing = False
            if not same:
                one.content, one.stat = None, (len(content), mtime)
        gone = {before[path] for path in before.keys() - self.disk.keys()}
        fresh = []
        for path in self.disk.keys() - before.keys():
            content, mtime = self.disk[path]
            if ids[path] not in self.known:
                fresh.append(path)
                continue
            one = self.known[ids[path]]
            assert one.is_now(content, mtime)
            gone.remove(ids[path])
            one.path, one.stat, one.missing = path, (len(content), mtime), False
            counted["moved"] += 1
        for path in fresh:  # no move was overlooked
            assert not any(self.known[number].is_now(*self.disk[path]) for number in gone)
            content, mtime = self.disk[path]
            self.known[ids[path]] = Known(path, (len(content), mtime))
            tags.confirm(self.library, f"tag of {ids[path]}", [ids[path]])
            counted["added"] += 1
        for number in gone:
            counted["missing"] += not self.known[number].missing
            self.known[number].missing = True
        assert report == ScanReport(**counted)
        assert self.rows() == {n: (one.path, one.missing) for n, one in self.known.items()}
        for number, found in tags.of_photos(self.library, self.known).items():
            assert [tag.name for tag in found] == [f"tag of {number}"]

    def rows(self) -> dict[int, tuple[str, bool]]:
        """Path and being missing of every photo of the library."""
        with self.library.read() as connection:
            rows = plain(connection, PHOTOS)
        return {
            number: (Path(place, name).relative_to(self.folder).as_posix(), bool(missing))
            for number, place, name, missing in rows
        }


PHOTOS = """
    SELECT photo.id, folder.path, name, missing_since IS NOT NULL
    FROM photo JOIN folder ON folder.id = folder_id
"""

TestFiles = Files.TestCase
TestFiles.settings = settings(max_examples=40, stateful_step_count=30)
