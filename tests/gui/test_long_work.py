"""Long work beside the window: one after the other, all of it cancelled at once."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from photoclip.gui.bridge import Bridge
from photoclip.gui.library_lane import LibraryLane
from photoclip.gui.long_work import LongWork, Tell
from photoclip.jobs import Job
from photoclip.library.database import Library
from photoclip.paths import Home


@pytest.fixture
def work(home: Home, bridge: Bridge) -> Iterator[LongWork]:
    lane = LibraryLane(lambda: Library.open(home), bridge)
    made = LongWork(lane, bridge)
    yield made
    made.close()
    lane.close()


def test_what_runs_and_what_waits_is_cancelled(
    work: LongWork, bridge: Bridge, qtbot: QtBot
) -> None:
    go_on, begun = threading.Event(), threading.Event()
    steps: list[str] = []
    ends: list[int] = []
    work.ended.connect(lambda: ends.append(1))

    def slow(_library: Library, tell: Tell) -> None:
        begun.set()
        assert go_on.wait(10)
        tell(1, 2)
        steps.append("slow")

    def run(name: str) -> Job:
        return work.run(slow, lambda *_: None, steps.append, bridge.failed.emit, name=name)

    run("first")
    run("second")
    assert begun.wait(10)
    work.cancel()
    go_on.set()
    qtbot.waitUntil(lambda: len(ends) == 2)
    assert steps == []
    last = run("third")
    qtbot.waitUntil(lambda: len(ends) == 3)
    assert last.future.done()
    assert steps == ["slow", None]
