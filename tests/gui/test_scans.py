"""Folders are added and scanned beside the window, which hears of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from photoclip.domain import Changes, ScanReport
from photoclip.gui.bridge import Bridge
from photoclip.gui.library_lane import LibraryLane
from photoclip.gui.scans import Scans
from photoclip.library import photos
from photoclip.library.database import Library
from photoclip.paths import Home


@pytest.fixture
def lane(home: Home, bridge: Bridge) -> Iterator[LibraryLane]:
    made = LibraryLane(lambda: Library.open(home), bridge)
    made.open()
    yield made
    made.close()


@pytest.fixture
def scans(lane: LibraryLane, bridge: Bridge) -> Iterator[Scans]:
    made = Scans(lane, bridge)
    yield made
    made.close()


def test_a_folder_is_added_and_scanned(
    scans: Scans, lane: LibraryLane, photos_folder: Path, qtbot: QtBot
) -> None:
    heard: list[Changes] = []
    lane.changed.connect(heard.append)
    with qtbot.waitSignals([scans.progressed, scans.finished]):
        scans.add([photos_folder])
    assert not scans.running
    assert len(lane.ask(photos.ids).result(10)) == 11
    assert any(changes.everything for changes in heard)


def test_excluded_files_are_left_out(
    scans: Scans, lane: LibraryLane, photos_folder: Path, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(scans.finished) as finished:
        scans.add([photos_folder], excludes=("r*.jpg",))
    assert finished.args == [ScanReport(added=10)]


def test_what_is_no_folder_is_refused_with_a_sentence(
    scans: Scans, photos_folder: Path, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(scans.refused) as refused:
        scans.add([photos_folder / "red.jpg"])
    assert "not a folder" in refused.args[0]
    assert not scans.running


def test_a_scan_can_be_stopped(scans: Scans, photos_folder: Path, qtbot: QtBot) -> None:
    scans.progressed.connect(lambda _progress: scans.cancel())
    with qtbot.waitSignal(scans.finished) as finished:
        scans.add([photos_folder])
    assert finished.args == [ScanReport()]
    assert not scans.running
    scans.scan()
    assert not scans.running


def test_everything_is_scanned_again_on_demand(
    scans: Scans, photos_folder: Path, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(scans.finished):
        scans.add([photos_folder])
    (photos_folder / "red.jpg").unlink()
    with qtbot.waitSignal(scans.finished) as finished:
        scans.scan()
    assert finished.args == [ScanReport(missing=1, unchanged=10)]
