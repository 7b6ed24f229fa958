"""Changes below the roots are noticed, gathered, and told as the folders to look into."""

from __future__ import annotations

import errno
import os
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from watchdog.observers import Observer

from photoclip.library.watching import MOST_PLACES, Gathering, Touched, Watch

HERE, THERE = Path("/photos/here"), Path("/photos/there")
WAIT = 20.0


def test_changes_are_told_when_it_is_quiet() -> None:
    gathering = Gathering(quiet=2, longest=20)
    assert gathering.wait(0) is None
    gathering.add(HERE, deep=False, now=10)
    assert gathering.wait(10.5) == 1.5
    gathering.add(THERE, deep=True, now=11.5)
    gathering.add(HERE, deep=False, now=11.75)
    assert gathering.wait(12) == 1.75
    assert gathering.wait(14) == 0
    assert gathering.take([Path("/photos")]) == Touched({HERE: False, THERE: True})
    assert gathering.wait(15) is None


def test_changes_without_end_are_told_all_the_same() -> None:
    gathering = Gathering(quiet=2, longest=20)
    for now in range(30):
        gathering.add(HERE, deep=False, now=now)
        if now < 18:
            assert gathering.wait(now) == 2
    assert gathering.wait(20) == 0


def test_a_folder_is_looked_into_as_deep_as_anyone_asked() -> None:
    gathering = Gathering()
    for deep in (False, True, False):
        gathering.add(HERE, deep=deep, now=0)
    assert gathering.take([]).places == {HERE: True}


def test_very_many_folders_are_told_as_their_roots() -> None:
    gathering = Gathering()
    for number in range(MOST_PLACES + 1):
        gathering.add(HERE / str(number), deep=False, now=0)
    assert gathering.take([HERE, THERE]) == Touched(roots=(HERE,))


class Ear:
    """Hears what a watch tells, and lets tests wait for it."""

    def __init__(self) -> None:
        self.places: dict[Path, bool] = {}
        self.roots: Counter[Path] = Counter()
        self.sentences: list[str] = []
        self.heard = threading.Condition()

    def touched(self, found: Touched) -> None:
        with self.heard:
            for place, deep in found.places.items():
                self.places[place] = deep or self.places.get(place, False)
            self.roots.update(found.roots)
            self.heard.notify_all()

    def say(self, sentence: str) -> None:
        with self.heard:
            self.sentences.append(sentence)
            self.heard.notify_all()

    def wait(self, until: Callable[[], bool]) -> None:
        with self.heard:
            assert self.heard.wait_for(until, WAIT), (self.places, self.roots, self.sentences)


class Announced:
    """A real observer that tells when it has begun to watch."""

    def __init__(self) -> None:
        self._real = Observer()
        self.watching = threading.Event()

    def schedule(self, *rest: Any, **options: Any) -> Any:
        watch = self._real.schedule(*rest, **options)
        self.watching.set()
        return watch

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)


@pytest.fixture
def ear() -> Ear:
    return Ear()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "photos/sub").mkdir(parents=True)
    (tmp_path / "photos/sub/old.jpg").write_text("old")
    return tmp_path / "photos"


Watching = Callable[..., Watch]


@pytest.fixture
def watching(ear: Ear) -> Iterator[Watching]:
    """Starts a watch, and returns when it watches."""
    made: list[Watch] = []

    def start(*roots: Path, **options: Any) -> Watch:
        observer = Announced() if options.keys().isdisjoint(("observer", "on_network")) else None
        options = {"quiet": 0.05, "glance": 0.05, **options}
        if observer is not None:
            options["observer"] = lambda: observer
        watch = Watch(roots, ear.touched, ear.say, **options)
        made.append(watch)
        watch.start()
        if observer is not None:
            assert observer.watching.wait(WAIT)
        return watch

    yield start
    for watch in made:
        watch.close()


def test_new_changed_and_deleted_files_touch_their_folder(
    watching: Watching, ear: Ear, folder: Path
) -> None:
    watching(folder)
    for change in (
        lambda: (folder / "sub/new.jpg").write_text("new"),
        lambda: (folder / "sub/old.jpg").write_text("changed"),
        lambda: (folder / "sub/old.jpg").unlink(),
    ):
        ear.places.clear()
        change()
        ear.wait(lambda: folder / "sub" in ear.places)
        assert set(ear.places) == {folder / "sub"}
        assert not ear.places[folder / "sub"]


def test_a_moved_file_touches_both_folders(watching: Watching, ear: Ear, folder: Path) -> None:
    watching(folder)
    (folder / "sub/old.jpg").rename(folder / "new.jpg")
    ear.wait(lambda: {folder, folder / "sub"} <= set(ear.places))


def test_a_new_folder_is_looked_through(
    watching: Watching, ear: Ear, folder: Path, tmp_path: Path
) -> None:
    watching(folder)
    (tmp_path / "trip/deep").mkdir(parents=True)
    (tmp_path / "trip/deep/a.jpg").write_text("a")
    (tmp_path / "trip").rename(folder / "trip")
    ear.wait(lambda: ear.places.get(folder / "trip") is True)
    (folder / "trip/deep/b.jpg").write_text("b")
    ear.wait(lambda: folder / "trip/deep" in ear.places)


def test_reading_touches_nothing(watching: Watching, ear: Ear, folder: Path) -> None:
    watching(folder, leave_out=[folder / "ours"])
    (folder / "sub/old.jpg").read_bytes()
    (folder / "sub/notes.txt").write_text("not a photo")
    (folder / ".hidden.jpg").write_text("hidden")
    (folder / "ours").mkdir()
    (folder / "ours/thumb.jpg").write_text("ours")
    (folder / "last.jpg").write_text("last")
    ear.wait(lambda: folder in ear.places)
    assert set(ear.places) == {folder}


def test_names_that_are_no_unicode(watching: Watching, ear: Ear, folder: Path) -> None:
    watching(folder)
    odd = folder / os.fsdecode(b"caf\xe9")
    odd.mkdir()
    ear.wait(lambda: odd in ear.places)
    (odd / os.fsdecode(b"\xff.jpg")).write_text("odd")
    ear.wait(lambda: ear.places.get(odd) is not None)


def test_a_root_on_the_network_is_scanned_by_schedule(
    watching: Watching, ear: Ear, folder: Path
) -> None:
    watching(folder, on_network=lambda _path: True, schedule=0.1)
    ear.wait(lambda: ear.roots[folder] >= 3)
    assert ear.sentences == [
        f"Changes on network drives are not told, so {folder} is looked through every"
        " 1 minutes instead."
    ]


class Full:
    """An observer for which the system has no room left."""

    emitters: tuple[()] = ()

    def schedule(self, *_rest: Any, **_options: Any) -> Any:
        raise OSError(errno.ENOSPC, "No space left on device")

    def start(self) -> None: ...

    stop = join = start


def test_a_system_at_its_limit_is_told_in_words(watching: Watching, ear: Ear, folder: Path) -> None:
    watching(folder, observer=Full, schedule=0.1)
    ear.wait(lambda: ear.roots[folder] >= 3)
    assert "does not allow so many folders" in ear.sentences[0]
    assert len(ear.sentences) == 1


def test_a_system_without_observers(watching: Watching, ear: Ear, folder: Path) -> None:
    def none() -> Any:
        raise OSError(errno.EMFILE, "Too many open files")

    watch = Watch([folder], ear.touched, ear.say, schedule=0.1, observer=none)
    watch.start()
    try:
        ear.wait(lambda: ear.roots[folder] >= 3)
    finally:
        watch.close()
    assert "does not tell of changes" in ear.sentences[0]


def test_a_root_that_comes_back_is_scanned_and_watched_again(
    watching: Watching, ear: Ear, folder: Path
) -> None:
    watching(folder)
    ear.wait(lambda: ear.roots[folder] == 1)
    away = folder.with_name("away")
    folder.rename(away)
    folder.mkdir()  # another folder at the same place, as when a drive is mounted again
    ear.wait(lambda: ear.roots[folder] == 2)
    (folder / "a.jpg").write_text("a")
    ear.wait(lambda: folder in ear.places)


def test_a_root_that_is_not_there_yet_is_noticed_when_it_comes(
    watching: Watching, ear: Ear, folder: Path, tmp_path: Path
) -> None:
    late = tmp_path / "late"
    watching(folder, late)
    late.mkdir()
    ear.wait(lambda: late in ear.roots)
    (late / "a.jpg").write_text("a")
    ear.wait(lambda: late in ear.places)
