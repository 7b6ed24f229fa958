"""The grid: geometry, keys, mouse, zoom and what stays in place when the photos change."""

from __future__ import annotations

import random
from array import array
from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QColor, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from photoclip.gui.bridge import Bridge
from photoclip.gui.grid import LARGEST, SMALLEST, PhotoGrid
from photoclip.gui.loader import ThumbLoader
from photoclip.gui.model import Listing, PhotoModel
from photoclip.gui.sections import Section
from photoclip.gui.theme import DARK, LIGHT, apply_theme
from photoclip.gui.timeline import timeline_of
from photoclip.settings import TILES
from tests.gui.fakes import FakePictures, facts, listing

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def loader(pictures: FakePictures, bridge: Bridge) -> Iterator[ThumbLoader]:
    made = ThumbLoader(pictures, bridge)
    yield made
    made.close()


@pytest.fixture
def grid(loader: ThumbLoader, bridge: Bridge, qtbot: QtBot) -> PhotoGrid:
    """Four columns of 150 pixels; sections of 10, 3 and 90 photos."""
    made = PhotoGrid(PhotoModel(facts, bridge), loader)
    qtbot.addWidget(made)
    made.zoom_to(150)
    made.resize(600 + 2 * made.MARGIN + made.verticalScrollBar().sizeHint().width() + 4, 500)
    made.show_listing(listing(10, 3, 90), keep=False)
    with qtbot.waitActive(made):
        made.show()
    made.setFocus()
    return made


def press(grid: PhotoGrid, *keys: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> int:
    for key in keys:
        QTest.keyClick(grid, key, modifier or Qt.KeyboardModifier.NoModifier)
    return grid.currentIndex().row()


def click(
    grid: PhotoGrid, row: int, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    place = grid.visualRect(grid.model().index(row, 0)).center()
    QTest.mouseClick(grid.viewport(), LEFT, modifier, place)


def selected(grid: PhotoGrid) -> list[int]:
    return sorted(photo_id - 100 for photo_id in grid.selected_ids())


def test_a_million_photos_are_shown_and_selected_at_once(grid: PhotoGrid) -> None:
    grid.show_listing(listing(*[5000] * 200), keep=False)
    bar = grid.verticalScrollBar()
    bar.setValue(bar.maximum())
    last = grid.visualRect(grid.model().index(999_999, 0))
    assert grid.viewport().rect().contains(last.center())
    grid.selectAll()
    assert len(grid.selected_ids()) == 1_000_000


def test_every_place_knows_its_photo(grid: PhotoGrid) -> None:
    bar = grid.verticalScrollBar()
    for value in (0, 37, bar.maximum() // 2, bar.maximum()):
        bar.setValue(value)
        for row in random.Random(value).sample(range(103), 20):
            rect = grid.visualRect(grid.model().index(row, 0))
            assert grid.indexAt(rect.topLeft()).row() == row
            assert grid.indexAt(rect.bottomRight()).row() == row


def test_the_arrows_walk_over_the_sections(grid: PhotoGrid) -> None:
    keys = Qt.Key
    assert press(grid, keys.Key_Home) == 0
    assert press(grid, keys.Key_Down) == 4
    assert press(grid, keys.Key_Down) == 8
    assert press(grid, keys.Key_Down) == 10
    assert press(grid, keys.Key_Right) == 11
    assert press(grid, keys.Key_Down) == 14
    assert press(grid, keys.Key_Up) == 11
    assert press(grid, keys.Key_Up) == 9
    assert press(grid, keys.Key_Left) == 8
    assert press(grid, keys.Key_End) == 102
    assert press(grid, keys.Key_Right) == 102
    assert press(grid, keys.Key_PageUp) < 102
    assert press(grid, keys.Key_Home, keys.Key_Left, keys.Key_Up) == 0


def test_the_current_photo_is_always_in_sight_below_the_heading(grid: PhotoGrid) -> None:
    keys = Qt.Key
    press(grid, keys.Key_Home)
    for key in [keys.Key_PageDown] * 8 + [keys.Key_Up] * 5 + [keys.Key_PageUp] * 3:
        press(grid, key)
        rect = grid.visualRect(grid.currentIndex())
        assert rect.top() >= 44
        assert rect.bottom() < grid.viewport().height()


def test_shift_extends_over_lines_not_over_a_rectangle(grid: PhotoGrid) -> None:
    click(grid, 2)
    press(grid, Qt.Key.Key_Down, modifier=SHIFT)
    assert selected(grid) == [2, 3, 4, 5, 6]
    press(grid, Qt.Key.Key_Left, modifier=SHIFT)
    assert selected(grid) == [2, 3, 4, 5]
    click(grid, 11, SHIFT)
    assert selected(grid) == list(range(2, 12))
    click(grid, 5, CTRL)
    assert selected(grid) == [2, 3, 4, *range(6, 12)]


def test_a_rubber_band_takes_what_it_touches(grid: PhotoGrid) -> None:
    viewport = grid.viewport()
    start = grid.visualRect(grid.model().index(1, 0)).topLeft() + QPoint(5, 5)
    end = grid.visualRect(grid.model().index(6, 0)).center()
    QTest.mousePress(viewport, LEFT, Qt.KeyboardModifier.NoModifier, start)
    QTest.mouseMove(viewport, start + QPoint(40, 10))
    QTest.mouseMove(viewport, end)
    assert selected(grid) == [1, 2, 5, 6]
    QTest.mouseRelease(viewport, LEFT, Qt.KeyboardModifier.NoModifier, end)
    assert selected(grid) == [1, 2, 5, 6]


def test_ctrl_and_wheel_change_the_size_around_the_top_photo(grid: PhotoGrid) -> None:
    bar = grid.verticalScrollBar()
    bar.setValue(1000)
    top = grid.indexAt(QPoint(20, 120)).row()

    def turn(angle: int) -> None:
        event = QWheelEvent(
            QPointF(50, 50),
            grid.viewport().mapToGlobal(QPointF(50, 50)),
            QPoint(),
            QPoint(0, angle),
            Qt.MouseButton.NoButton,
            CTRL,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(grid.viewport(), event)
        QApplication.processEvents()

    before = grid.cell_size
    turn(240)
    assert grid.cell_size > before
    near = grid.indexAt(QPoint(20, 150)).row()
    assert abs(near - top) <= 8
    for _ in range(30):
        turn(-120)
    assert grid.cell_size == SMALLEST
    for _ in range(60):
        turn(120)
    assert grid.cell_size == LARGEST


def test_new_photos_on_top_leave_the_view_and_the_selection_alone(grid: PhotoGrid) -> None:
    bar = grid.verticalScrollBar()
    bar.setValue(1200)
    click(grid, grid.indexAt(QPoint(20, 200)).row())
    before, place = grid.selected_ids(), grid.visualRect(grid.currentIndex())
    ids = array("q", range(1000, 1200)) + listing(10, 3, 90).ids
    grown = Listing(ids, (Section("New", 200), *listing(10, 3, 90).sections))
    grid.show_listing(grown, keep=True)
    assert grid.selected_ids() == before
    assert grid.current_id() == before[0]
    assert grid.visualRect(grid.currentIndex()) == place


def test_another_place_starts_at_its_top_with_nothing_selected(
    grid: PhotoGrid, qtbot: QtBot
) -> None:
    grid.verticalScrollBar().setValue(1200)
    grid.selectAll()
    with qtbot.waitSignal(grid.selection_changed):
        grid.show_listing(listing(50), keep=False)
    assert grid.verticalScrollBar().value() == 0
    assert not grid.selected_ids()


def test_the_selection_survives_as_far_as_the_photos_do(grid: PhotoGrid) -> None:
    grid.selectAll()
    grid.show_listing(listing(5), keep=True)
    assert selected(grid) == [0, 1, 2, 3, 4]
    grid.show_listing(listing(), keep=True)
    assert selected(grid) == []


def test_a_double_click_opens(grid: PhotoGrid, qtbot: QtBot) -> None:
    click(grid, 6)
    with qtbot.waitSignal(grid.photo_opened) as opened:
        place = grid.visualRect(grid.model().index(6, 0)).center()
        QTest.mouseDClick(grid.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, place)
    assert opened.args == [106]


def test_a_heading_with_an_action_is_a_button(grid: PhotoGrid, qtbot: QtBot) -> None:
    folded = Section("Less likely", 0, "3 photos", "Show")
    grid.show_listing(Listing(listing(2).ids, (Section("Best", 2), folded)), keep=False)
    below = grid.visualRect(grid.model().index(0, 0)).bottom() + 20
    with qtbot.waitSignal(grid.heading_used) as used:
        QTest.mouseClick(grid.viewport(), LEFT, pos=QPoint(300, below))
    assert used.args == [1]
    with qtbot.assertNotEmitted(grid.heading_used):
        QTest.mouseClick(grid.viewport(), LEFT, pos=QPoint(300, 10))


def test_letters_do_not_search_through_the_names(grid: PhotoGrid) -> None:
    press(grid, Qt.Key.Key_Home)
    QTest.keyClicks(grid, "102")
    assert grid.currentIndex().row() == 0


def test_a_press_beside_the_photos_clears_the_selection(grid: PhotoGrid) -> None:
    click(grid, 3)
    QTest.mouseClick(grid.viewport(), LEFT, pos=QPoint(590, 10))
    assert selected(grid) == []


def test_thumbnails_and_the_ring_of_the_selection_are_painted(
    grid: PhotoGrid, loader: ThumbLoader, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: all(loader.pixmap(100 + row) for row in range(12)))
    click(grid, 1)
    image = grid.viewport().grab().toImage()
    for row in (0, 1, 5):
        centre = grid.visualRect(grid.model().index(row, 0)).center()
        assert image.pixelColor(centre) == QColor("red")

    def inks(row: int) -> set[str]:
        rect = grid.visualRect(grid.model().index(row, 0))
        return {
            image.pixelColor(x, rect.center().y()).name() for x in range(rect.x(), rect.x() + 9)
        }

    assert LIGHT.line in inks(1)
    assert LIGHT.line not in inks(2)


def test_the_grid_wears_the_theme(grid: PhotoGrid, qapp: QApplication) -> None:
    apply_theme(qapp, "dark")
    corner = grid.viewport().grab().toImage().pixelColor(400, 3)
    assert corner == QColor(DARK.ground)


def test_it_is_a_list_for_screen_readers(grid: PhotoGrid, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: grid.model().data(grid.model().index(5, 0)) != "")
    interface = QAccessible.queryAccessibleInterface(grid)
    assert interface.role() == QAccessible.Role.List
    assert interface.text(QAccessible.Text.Name) == "Photos"
    assert interface.childCount() == 103
    assert "105.jpg" in interface.child(5).text(QAccessible.Text.Name)


def test_without_photos_nothing_breaks(grid: PhotoGrid) -> None:
    grid.show_listing(Listing(), keep=False)
    keys = Qt.Key
    assert press(grid, keys.Key_Home, keys.Key_Down, keys.Key_PageDown, keys.Key_End) == -1
    grid.selectAll()
    QTest.mouseClick(grid.viewport(), LEFT, pos=QPoint(50, 50))
    grid.viewport().grab()
    assert not grid.selected_ids()
    assert grid.current_id() is None


def turn_with_ctrl(grid: PhotoGrid, at: QPoint, angle: int) -> None:
    event = QWheelEvent(
        QPointF(at),
        grid.viewport().mapToGlobal(QPointF(at)),
        QPoint(),
        QPoint(0, angle),
        Qt.MouseButton.NoButton,
        CTRL,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(grid.viewport(), event)
    QApplication.processEvents()


@pytest.mark.parametrize("tiles", TILES)
def test_zooming_keeps_the_photo_under_the_pointer(grid: PhotoGrid, tiles: str) -> None:
    grid.show_tiles(tiles)
    grid.verticalScrollBar().setValue(1500)
    at = QPoint(310, 300)
    row = grid.indexAt(at).row()
    for angle in (120, 120, -120, -240, 240):
        turn_with_ctrl(grid, at, angle)
        rect = grid.visualRect(grid.model().index(row, 0))
        assert rect.top() - 2 <= at.y() <= rect.bottom() + 2


def timeline_listing() -> Listing:
    """Three photos on each of 400 days, backwards from 31 December 2022."""
    days = 19_357 - np.arange(1200, dtype=np.int64) // 3
    timeline = timeline_of(days)
    return Listing(array("q", range(100, 1300)), timeline.months, timeline)


def test_headings_grow_finer_with_the_photos(grid: PhotoGrid) -> None:
    grid.show_listing(timeline_listing(), keep=False)
    dates = {}
    for size in (80, 180, 300):
        grid.zoom_to(size)
        dates[size] = grid._layout.date_at(50)
    assert dates[80] == dates[180] == "December 2022"
    assert "31" in dates[300]
    assert dates[300].endswith("2022")
    assert grid.cells.sections == 400
    grid.zoom_to(80)
    assert grid.cells.sections == 2
    assert [year for year, _top in grid._layout.years()] == ["2022", "2021"]


def test_the_scrubber_says_the_month_while_it_is_dragged(grid: PhotoGrid) -> None:
    grid.show_listing(timeline_listing(), keep=False)
    grid.zoom_to(80)
    bar = grid.scrubber
    assert not bar.bubble.isVisible()
    bar.setSliderDown(True)
    bar.setSliderPosition(bar.maximum())
    assert bar.bubble.isVisible()
    assert bar.bubble.text() in ("November 2021", "December 2021")
    assert bar.marks.isVisible()
    bar.setSliderPosition(0)
    assert bar.bubble.text() == "December 2022"
    bar.setSliderDown(False)
    assert not bar.bubble.isVisible()


def test_justified_photos_keep_their_shapes(
    loader: ThumbLoader, bridge: Bridge, qtbot: QtBot
) -> None:
    shapes = {100: 1.5, 101: 0.667, 102: 1.0}
    made = PhotoGrid(
        PhotoModel(facts, bridge),
        loader,
        aspects=lambda ids: np.array([shapes.get(i, 1.5) for i in ids], np.float32),
    )
    qtbot.addWidget(made)
    made.resize(800, 500)
    made.show_tiles("justified")
    made.show_listing(listing(30), keep=False)
    made.show()
    for row in range(3):
        rect = made.visualRect(made.model().index(row, 0)).adjusted(2, 2, -2, -2)
        assert rect.width() / rect.height() == pytest.approx(shapes[100 + row], abs=0.02)
    shapes[100] = 0.667
    made.reshape()
    rect = made.visualRect(made.model().index(0, 0)).adjusted(2, 2, -2, -2)
    assert rect.width() < rect.height()
    qtbot.waitUntil(lambda: loader.pixmap(100) is not None)
    assert loader.pixmap(100).width() == rect.width()
