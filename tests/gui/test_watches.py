"""While the window is open the library follows its folders."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from photoclip.domain import ScanReport
from photoclip.gui.bridge import Bridge
from photoclip.gui.library_lane import LibraryLane
from photoclip.gui.scans import Scans
from photoclip.gui.watches import Watches
from photoclip.library import photos, roots
from photoclip.library.database import Library
from photoclip.library.watching import Touched
from photoclip.paths import Home
from photoclip.settings import Settings
from tests.conftest import Paint


class Told:
    """Stands for the watch of the core; the test says what was touched."""

    def __init__(
        self,
        roots: Sequence[Path],
        touched: Callable[[Touched], None],
        say: Callable[[str], None],
        leave_out: Sequence[Path] = (),
    ) -> None:
        self.roots, self.touched, self.say = tuple(roots), touched, say
        self.leave_out, self.closed = leave_out, False

    def start(self) -> None:
        self.touched(Touched(roots=self.roots))

    def close(self) -> None:
        self.closed = True


class World:
    """A library that is watched by a stand-in."""

    def __init__(self, home: Home, bridge: Bridge) -> None:
        self.made: list[Told] = []
        self.settings = Settings()
        self.lane = LibraryLane(lambda: Library.open(home), bridge)
        self.scans = Scans(self.lane, bridge)

        def make(*rest: Any, **options: Any) -> Any:
            self.made.append(Told(*rest, **options))
            return self.made[-1]

        own = (home.data,)
        self.watches = Watches(
            self.scans, self.lane, bridge, lambda: self.settings, own, watch=make
        )

    def count(self) -> int:
        return len(self.lane.ask(photos.ids).result(10))


@pytest.fixture
def world(home: Home, bridge: Bridge) -> Iterator[World]:
    made = World(home, bridge)
    yield made
    made.watches.close()
    made.scans.close()
    made.lane.close()


def keep(world: World, folder: Path) -> None:
    world.lane.change(lambda library: roots.add(library, folder)[1]).result(10)


def test_roots_are_looked_through_when_the_window_opens(
    world: World, photos_folder: Path, home: Home, qtbot: QtBot
) -> None:
    keep(world, photos_folder)
    with qtbot.waitSignal(world.scans.finished):
        world.watches.start()
    assert world.count() == 11
    assert world.made[-1].roots == (photos_folder,)
    assert world.made[-1].leave_out == (home.data,)


def test_what_is_touched_is_scanned_without_progress(
    world: World, photos_folder: Path, paint: Paint, qtbot: QtBot
) -> None:
    keep(world, photos_folder)
    with qtbot.waitSignal(world.scans.finished):
        world.watches.start()
    paint(photos_folder / "trip/new.jpg", "red")
    with (
        qtbot.waitSignal(world.scans.finished) as finished,
        qtbot.assertNotEmitted(world.scans.progressed),
    ):
        world.made[-1].touched(Touched({photos_folder / "trip": True}))
    assert finished.args[0].added == 1
    assert not world.scans.running


def test_where_nothing_changed_nobody_hears_of_it(
    world: World, photos_folder: Path, paint: Paint, qtbot: QtBot
) -> None:
    keep(world, photos_folder)
    with qtbot.waitSignal(world.scans.finished):
        world.watches.start()
    heard: list[ScanReport] = []
    world.scans.finished.connect(heard.append)
    world.made[-1].touched(Touched({photos_folder: True}))
    paint(photos_folder / "trip/new.jpg", "red")
    with qtbot.waitSignal(world.scans.finished):  # one scan after the other
        world.made[-1].touched(Touched({photos_folder / "trip": True}))
    assert [one.added for one in heard] == [1]


def test_new_roots_are_watched_too(
    world: World, photos_folder: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    keep(world, photos_folder)
    world.watches.start()
    qtbot.waitUntil(lambda: len(world.made) == 1)
    (tmp_path / "more").mkdir()
    keep(world, tmp_path / "more")
    qtbot.waitUntil(lambda: len(world.made) == 2)
    assert world.made[0].closed
    assert set(world.made[1].roots) == {photos_folder, tmp_path / "more"}


def test_watching_can_be_switched_off(world: World, photos_folder: Path, qtbot: QtBot) -> None:
    world.settings = Settings(watch=False)
    keep(world, photos_folder)
    world.watches.start()
    qtbot.waitUntil(lambda: world.watches._roots == (photos_folder,))
    world.watches._thread.submit(lambda: None).result(10)
    assert world.made == []


def test_what_cannot_be_watched_is_said(world: World, photos_folder: Path, qtbot: QtBot) -> None:
    keep(world, photos_folder)
    world.watches.start()
    qtbot.waitUntil(lambda: len(world.made) == 1)
    with qtbot.waitSignal(world.watches.said) as said:
        world.made[-1].say("It is looked through every 10 minutes instead.")
    assert said.args == ["It is looked through every 10 minutes instead."]
