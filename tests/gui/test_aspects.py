"""The table of shapes follows the library."""

from __future__ import annotations

from array import array
from pathlib import Path

import numpy as np
from pytestqt.qtbot import QtBot

from photoclip.gui.aspects import AspectTable
from photoclip.gui.bridge import Bridge
from photoclip.gui.services import Services
from photoclip.images.reading import read
from photoclip.library import photos, roots, scanner
from tests.conftest import Paint


def test_shapes_are_known_after_reading_and_turning(
    services: Services, bridge: Bridge, tmp_path: Path, paint: Paint, qtbot: QtBot
) -> None:
    paint(tmp_path / "photos" / "lying.jpg", "red", size=(60, 40))
    table = AspectTable(services.lane, bridge)
    lane = services.lane
    lane.change(lambda library: roots.add(library, tmp_path / "photos")[1]).result(10)
    lane.ask(scanner.scan).result(10)
    (number,) = lane.ask(photos.ids).result(10)
    assert table.of(array("q", [number, 10**6])).tolist() == [0, 0]
    with qtbot.waitSignal(table.changed):
        table.load()
    assert table.of(array("q", [number])).tolist() == [0]
    with qtbot.waitSignal(table.changed):
        path = tmp_path / "photos" / "lying.jpg"
        lane.change(lambda library: photos.record(library, [read(number, path, None)]))
    assert table.of(array("q", [number, 10**6])).tolist() == [1.5, 0]
    with qtbot.waitSignal(table.changed):
        lane.change(lambda library: photos.rotate(library, [number], 90))
    assert np.allclose(table.of(array("q", [number])), 2 / 3)
