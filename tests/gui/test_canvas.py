"""Zoom keeps what is under the pointer, and nothing leaves the screen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPixmap
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from photoclip.gui.canvas import MOST, PhotoCanvas

WHOLE = QSize(2000, 1000)


def quarters() -> QPixmap:
    """Red and green above, blue and white below, in a tenth of the photo's pixels."""
    image = QImage(200, 100, QImage.Format.Format_RGB32)
    for x in range(200):
        for y in range(100):
            colour = ("red", "lime", "blue", "white")[(x >= 100) + 2 * (y >= 50)]
            image.setPixelColor(x, y, QColor(colour))
    return QPixmap.fromImage(image)


@pytest.fixture
def canvas(qtbot: QtBot) -> PhotoCanvas:
    made = PhotoCanvas()
    qtbot.addWidget(made)
    made.resize(500, 400)
    made.show_pixmap(quarters(), WHOLE, same_photo=False)
    made.show()
    return made


def colour_at(canvas: PhotoCanvas, x: int, y: int) -> str:
    return canvas.grab().toImage().pixelColor(x, y).name()


def test_a_photo_is_fitted_and_centred(canvas: PhotoCanvas) -> None:
    assert canvas.fitted
    assert canvas.scale == pytest.approx(0.25)
    assert colour_at(canvas, 20, 100) == "#ff0000"
    assert colour_at(canvas, 480, 300) == "#ffffff"
    assert colour_at(canvas, 20, 40) not in ("#ff0000", "#0000ff")


def test_what_is_under_the_pointer_stays_there(canvas: PhotoCanvas) -> None:
    edge = QPointF(250, 130)  # between red and green
    canvas.zoom_to(1.0, edge)
    assert canvas.scale == 1.0
    assert not canvas.fitted
    assert colour_at(canvas, 225, 130) == "#ff0000"
    assert colour_at(canvas, 275, 130) == "#00ff00"
    canvas.zoom_by(3, edge)
    assert colour_at(canvas, 225, 130) == "#ff0000"
    assert colour_at(canvas, 275, 130) == "#00ff00"


def test_zoom_has_ends(canvas: PhotoCanvas) -> None:
    canvas.zoom_by(100)
    assert canvas.scale == MOST
    canvas.zoom_by(-100)
    assert canvas.scale == pytest.approx(0.25)
    assert canvas.fitted


def test_dragging_stops_at_the_edge_of_the_photo(canvas: PhotoCanvas) -> None:
    canvas.zoom_to(1.0, QPointF(0, 150))
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=QPoint(100, 100))
    QTest.mouseMove(canvas, QPoint(480, 390))
    QTest.mouseMove(canvas, QPoint(490, 395))
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(490, 395))
    assert colour_at(canvas, 0, 0) == "#ff0000"


def test_a_double_click_goes_between_whole_and_actual_size(canvas: PhotoCanvas) -> None:
    QTest.mouseDClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(400, 150))
    assert canvas.scale == 1.0
    QTest.mouseDClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(400, 150))
    assert canvas.fitted


def test_the_sharper_picture_of_the_same_photo_changes_nothing_else(canvas: PhotoCanvas) -> None:
    canvas.zoom_to(1.0, QPointF(250, 130))
    canvas.show_pixmap(quarters().scaled(WHOLE), WHOLE, same_photo=True)
    assert canvas.scale == 1.0
    assert colour_at(canvas, 225, 130) == "#ff0000"
    canvas.show_pixmap(quarters(), WHOLE, same_photo=False)
    assert canvas.fitted


def test_a_fitted_photo_stays_fitted_in_another_size(canvas: PhotoCanvas) -> None:
    canvas.resize(1000, 400)
    assert canvas.fitted
    assert canvas.scale == pytest.approx(0.4)


def test_small_photos_are_not_blown_up(canvas: PhotoCanvas) -> None:
    canvas.show_pixmap(quarters(), QSize(20, 10), same_photo=False)
    assert canvas.scale == 2.0


def test_nothing_to_show(canvas: PhotoCanvas) -> None:
    canvas.show_pixmap(None, QSize(), same_photo=False)
    canvas.zoom_to(1.0)
    assert not canvas.grab().isNull()
