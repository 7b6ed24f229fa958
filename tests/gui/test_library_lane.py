"""Reads and writes run off the GUI thread, and everybody hears of changes."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from photoclip.domain import Changes
from photoclip.errors import Damaged
from photoclip.gui.bridge import Bridge
from photoclip.gui.library_lane import LibraryLane
from photoclip.library.database import Library
from photoclip.paths import Home


@pytest.fixture
def lane(home: Home, bridge: Bridge) -> Iterator[LibraryLane]:
    made = LibraryLane(lambda: Library.open(home), bridge)
    yield made
    made.close()


def test_the_first_work_opens_the_library_and_all_runs_elsewhere(lane: LibraryLane) -> None:
    changed = lane.change(lambda library: Changes())
    answer = lane.ask(lambda library: (library.uuid, threading.get_ident()))
    assert changed.result(10) == Changes()
    library = lane.open().result(10)
    assert lane.open().result(10) is library
    uuid, thread = answer.result(10)
    assert uuid == library.uuid
    assert thread != threading.get_ident()


def test_a_read_does_not_wait_for_a_write(lane: LibraryLane) -> None:
    lane.open()
    hold = threading.Event()
    writing = lane.change(lambda _library: Changes(photos=frozenset({int(hold.wait(10))})))
    assert lane.ask(lambda library: library.read_only).result(10) is False
    hold.set()
    assert writing.result(10) == Changes(photos=frozenset({1}))


def test_writes_keep_their_order(lane: LibraryLane) -> None:
    lane.open()
    order: list[int] = []
    writes = [lane.change(lambda _library, n=n: (order.append(n), Changes())[1]) for n in range(20)]
    assert [write.result(10) for write in writes] == [Changes()] * 20
    assert order == list(range(20))


def test_changes_are_told_and_nothing_is_not(lane: LibraryLane, qtbot: QtBot) -> None:
    lane.open()
    heard: list[Changes] = []
    lane.changed.connect(heard.append)
    lane.change(lambda _library: Changes())
    lane.change(lambda _library: Changes(tags=True))
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == [Changes(tags=True)]


def test_a_library_that_does_not_open_fails_every_question(home: Home, bridge: Bridge) -> None:
    home.data.mkdir(parents=True)
    home.library.write_bytes(b"this is no database at all" * 100)
    lane = LibraryLane(lambda: Library.open(home), bridge)
    for future in (lane.open(), lane.ask(lambda library: 1), lane.change(lambda _: Changes())):
        with pytest.raises(Damaged):
            future.result(10)
    lane.close()


def test_after_closing_nothing_is_done_and_nothing_raised(home: Home, bridge: Bridge) -> None:
    lane = LibraryLane(lambda: Library.open(home), bridge)
    lane.close()
    assert lane.ask(lambda library: 1).cancelled()
    assert lane.change(lambda library: Changes()).cancelled()
