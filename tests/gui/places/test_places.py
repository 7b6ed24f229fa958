"""The map: clusters that follow the zoom, a town's photos at a click, names from a process."""

from __future__ import annotations

from concurrent.futures import Future
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy import update

from photoclip.domain import Changes
from photoclip.errors import InputError
from photoclip.gui.places.map_view import MapView
from photoclip.gui.places.naming import PlaceNamer
from photoclip.gui.places.places import PlacesTour
from photoclip.gui.window import MainWindow
from photoclip.library.atlas import Atlas
from photoclip.library.database import Library
from photoclip.library.places import Names, PlaceName, Positions
from photoclip.library.schema import photo
from photoclip.paths import Home
from tests.gui.fakes import done

BERLIN, MADRID = (52.52, 13.40), (40.42, -3.70)


class Namer(PlaceNamer):
    """Knows two towns; `find` is answered by the test."""

    def __init__(self) -> None:
        self.found: Future[Names] = Future()
        self.asked = 0

    def known(self) -> Future[Names]:
        return self.found if self.found.done() and not self.found.exception() else done({})

    def find(self) -> Future[Names]:
        self.asked += 1
        return self.found


@pytest.fixture(autouse=True)
def _restless(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PlacesTour, "REST", 10)


@pytest.fixture
def namer(full_window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> Namer:
    """In place of the process that finds names."""
    made = Namer()
    monkeypatch.setattr(full_window.tools.places, "_namer", made)
    return made


def locate(window: MainWindow) -> None:
    """Three photos in Berlin, one in Madrid."""
    ids = list(window.model.ids[:4])

    def write(library: Library) -> Changes:
        with library.write() as connection:
            for place, number in enumerate(ids):
                latitude, longitude = MADRID if place == 3 else BERLIN
                connection.execute(
                    update(photo)
                    .where(photo.c.id == number)
                    .values(latitude=latitude + place * 0.001, longitude=longitude)
                )
        return Changes(photos=frozenset(ids))

    window.services.lane.change(write).result(10)


def names(window: MainWindow) -> Names:
    where = window.tools.places._where
    assert where is not None
    return {
        cell: PlaceName("Madrid", "", "Spain")
        if cell[1] < 0
        else PlaceName("Berlin", "Berlin", "Germany")
        for cell in where.cells()
    }


def test_without_positions_the_page_says_why(full_window: MainWindow, namer: Namer) -> None:
    full_window.actions_["places"].trigger()
    page = full_window.tools.places.page
    QTest.qWait(0)
    assert page.isVisible()
    assert namer.asked == 0


def test_from_the_map_to_the_photos_of_a_town(
    full_window: MainWindow, namer: Namer, qtbot: QtBot
) -> None:
    window, page = full_window, full_window.tools.places.page
    locate(window)
    window.actions_["places"].trigger()
    qtbot.waitUntil(lambda: sum(c.photos for c in page.map.clusters) == 4)
    assert page.note.text().startswith("4 photos with a position")
    qtbot.waitUntil(lambda: namer.asked == 1)
    namer.found.set_result(names(window))
    qtbot.waitUntil(lambda: page.tree.topLevelItemCount() == 2)
    germany = page.tree.topLevelItem(0)
    assert germany is not None
    assert (germany.text(0), germany.text(1)) == ("Germany", "3")
    page.tree.setCurrentItem(germany.child(0))
    near = page.map.clusters[-1]
    assert abs(near.latitude - BERLIN[0]) < 0.1
    page.tree.itemActivated.emit(germany.child(0), 0)
    qtbot.waitUntil(lambda: len(window.model.ids) == 3 and window.grid.isVisible())
    assert window.frame.search.line.text() == "" or "near:" in window.frame.search.line.text()


def test_a_click_on_a_cluster_opens_its_photos(
    full_window: MainWindow, namer: Namer, qtbot: QtBot
) -> None:
    window, page = full_window, full_window.tools.places.page
    locate(window)
    window.actions_["places"].trigger()
    qtbot.waitUntil(lambda: sum(c.photos for c in page.map.clusters) == 4)
    madrid = min(page.map.clusters, key=lambda cluster: cluster.longitude)
    QTest.mouseClick(page.map, Qt.MouseButton.LeftButton, pos=madrid.at.toPoint())
    qtbot.waitUntil(lambda: len(window.model.ids) == 1)


def test_failing_to_name_is_told(full_window: MainWindow, namer: Namer, qtbot: QtBot) -> None:
    locate(full_window)
    full_window.actions_["places"].trigger()
    qtbot.waitUntil(lambda: namer.asked == 1)
    namer.found.set_exception(InputError("The places of the photos could not be named."))
    qtbot.waitUntil(lambda: "could not be named" in full_window.tools.places.page.note.text())


@pytest.fixture
def map_(qtbot: QtBot) -> MapView:
    made = MapView()
    qtbot.addWidget(made)
    made.resize(800, 500)
    made.show()
    latitudes = np.array([52.52, 52.53, 48.14, 40.42])
    made.show_positions(Positions(np.arange(4), latitudes, np.array([13.40, 13.41, 11.58, -3.70])))
    return made


def test_clusters_part_when_one_comes_nearer(map_: MapView) -> None:
    assert sum(cluster.photos for cluster in map_.clusters) == 4
    map_.go_to(52.525, 13.405, 0.5)
    assert [cluster.photos for cluster in map_.clusters] == [1, 1]
    QTest.keyClick(map_, Qt.Key.Key_Home)
    assert sum(cluster.photos for cluster in map_.clusters) == 4


def test_the_point_under_the_wheel_stays(map_: MapView) -> None:
    before = map_._degrees(QPointF(300, 200))
    map_.zoom(2, QPointF(300, 200))
    assert map_._degrees(QPointF(300, 200)) == pytest.approx(before)


def test_dragging_moves_the_world_and_opens_nothing(map_: MapView, qtbot: QtBot) -> None:
    map_.zoom(6)
    before = map_.pixel(52.5, 13.4)
    with qtbot.assertNotEmitted(map_.place_opened):
        QTest.mousePress(map_, Qt.MouseButton.LeftButton, pos=QPoint(400, 250))
        QTest.mouseMove(map_, QPoint(430, 250))
        QTest.mouseMove(map_, QPoint(460, 250))
        QTest.mouseRelease(map_, Qt.MouseButton.LeftButton, pos=QPoint(460, 250))
    assert map_.pixel(52.5, 13.4).x() > before.x()


def test_the_world_is_painted_behind(map_: MapView) -> None:
    plain = map_.grab().toImage().pixelColor(5, 200)
    map_.show_atlas(small_atlas())
    assert map_.grab().toImage().pixelColor(5, 200) != plain


def test_towns_are_drawn_and_the_largest_are_named(qtbot: QtBot) -> None:
    map_ = MapView()
    qtbot.addWidget(map_)
    map_.resize(700, 480)
    map_.show_atlas(small_atlas())
    towns = map_._towns
    assert towns is not None
    map_.go_to(52.5, 13.4, 900)
    assert towns.shown == 3
    assert [label.text for label in towns.labels] == ["Berlin"]  # Potsdam would stand on it
    map_.go_to(52.5, 13.4, 30)
    assert [label.text for label in towns.labels] == ["Berlin", "Potsdam"]
    map_.go_to(-30.0, -100.0, 60)
    assert towns.shown == 0


def small_atlas() -> Atlas:
    """Three towns in one corner of a bright world."""
    return Atlas(
        np.full((180, 360), 255, np.uint8),
        np.array([52.52, 52.4, 52.41], np.float32),
        np.array([13.4, 13.07, 13.2], np.float32),
        np.array([3_400_000, 180_000, 300], np.uint32),
        ("Berlin", "Potsdam"),
    )


def test_names_are_found_by_the_command_line(home: Home, full_window: MainWindow) -> None:
    namer = PlaceNamer(home)
    assert namer.known().result(5) == {}
    namer.close()


def test_the_process_is_ended_with_the_window(home: Home, tmp_path: Path) -> None:
    namer = PlaceNamer(home)
    namer.close()
    with pytest.raises(RuntimeError):
        namer.find()
