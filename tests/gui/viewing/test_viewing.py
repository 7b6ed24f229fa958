"""What lies around the single photo, through the real window."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from photoclip.gui.services import Services
from photoclip.gui.viewing.facts import lines_of
from photoclip.gui.viewing.histogram import BINS, histogram_of
from photoclip.gui.window import MainWindow
from photoclip.library import photos, tags
from tests.gui.fakes import photo

KEY, CTRL, SHIFT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def press(window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    focus = QApplication.focusWidget() or window
    QTest.keyClick(focus, key, modifier or Qt.KeyboardModifier.NoModifier)


@pytest.fixture
def viewing(full_window: MainWindow, qtbot: QtBot) -> MainWindow:
    """The window with its fourth photo open."""
    window = full_window
    window.grid.setFocus()
    window.grid.setCurrentIndex(window.model.index(3, 0))
    window.navigator.open_photo()
    qtbot.waitUntil(window.viewer.canvas.hasFocus)
    return window


def test_the_strip_shows_where_the_photo_stands_and_goes_elsewhere(viewing: MainWindow) -> None:
    strip = viewing.viewing.filmstrip
    assert strip.isVisible()
    assert strip.row_at(QPointF(strip.width() / 2, 20)) == 3
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=strip.rect_of(5).center())
    assert viewing.viewer.row == 5
    assert strip.row_at(QPointF(strip.width() / 2, 20)) == 5
    press(viewing, KEY.Key_F)
    assert not strip.isVisible()
    assert not viewing.preferences.now.filmstrip


def test_facts_and_histogram_lie_over_the_photo(viewing: MainWindow, qtbot: QtBot) -> None:
    parts = viewing.viewing
    press(viewing, KEY.Key_O)
    qtbot.waitUntil(lambda: parts.facts.isVisible() and "2021" in parts.facts.text())
    press(viewing, KEY.Key_H, CTRL)
    assert parts.histogram.isVisible()
    assert parts.histogram.geometry().right() < viewing.viewer.canvas.width()
    press(viewing, KEY.Key_O)
    assert not parts.facts.isVisible()


def test_the_histogram_counts_channels() -> None:
    pixmap = QPixmap(64, 64)
    pixmap.fill(QColor(255, 128, 0))
    red, green, blue = histogram_of(pixmap)
    assert (int(np.argmax(red)), int(np.argmax(green)), int(np.argmax(blue))) == (
        BINS - 1,
        BINS // 2,
        0,
    )


def test_facts_are_those_that_are_known() -> None:
    assert lines_of(photo(7, caption="At sea"))[0] == "7.jpg"
    assert "640 × 480" in lines_of(photo(7))
    assert "480 × 640" in lines_of(photo(7, rotation=90))
    assert lines_of(photo(7, caption="At sea"))[-1] == "At sea"


def test_one_key_goes_from_the_whole_photo_to_its_pixels(viewing: MainWindow, qtbot: QtBot) -> None:
    canvas = viewing.viewer.canvas
    qtbot.waitUntil(lambda: viewing.viewer.facts is not None)
    assert canvas.fitted
    press(viewing, KEY.Key_Z)
    assert canvas.scale == 1.0
    press(viewing, KEY.Key_Z)
    assert canvas.fitted


def test_full_screen_shows_the_photo_alone_and_escape_leaves_it(
    viewing: MainWindow, qtbot: QtBot
) -> None:
    window = viewing
    press(window, KEY.Key_F11)
    qtbot.waitUntil(window.isFullScreen)
    qtbot.waitUntil(lambda: not window.frame.toolbar.isVisible())
    for part in (window.frame.sidebar, window.viewer.bar, window.statusBar()):
        assert not part.isVisible()
    assert window.menuBar().height() == 0
    press(window, KEY.Key_Right)
    assert window.viewer.row == 4
    press(window, KEY.Key_Escape)
    qtbot.waitUntil(lambda: not window.isFullScreen())
    qtbot.waitUntil(window.frame.toolbar.isVisible)
    assert window.viewer.isVisible()
    assert window.viewer.bar.isVisible()
    press(window, KEY.Key_Escape)
    assert window.grid.isVisible()


def test_the_line_for_tags_is_seen_before_it_takes_letters(
    viewing: MainWindow, services: Services, qtbot: QtBot
) -> None:
    window, line = viewing, viewing.frame.inspector.tag_line
    press(window, KEY.Key_F8)
    qtbot.waitUntil(window.isFullScreen)
    qtbot.waitUntil(lambda: not window.frame.inspector.isVisible())
    press(window, KEY.Key_T, CTRL)
    assert not window.viewing.slideshow.running
    assert not window.isFullScreen()
    assert line.isVisible()
    assert line.hasFocus()
    QTest.keyClicks(QApplication.focusWidget(), "sea")
    press(window, KEY.Key_Return)
    shown = window.viewer.photo_id
    assert shown is not None

    def tagged() -> list[str]:
        found = services.lane.ask(lambda library: tags.of_photos(library, [shown])).result(5)
        return [tag.name for tag in found.get(shown, ())]

    qtbot.waitUntil(lambda: tagged() == ["sea"])
    assert window.viewer.isVisible()


def test_a_slideshow_walks_round_until_it_is_stopped(viewing: MainWindow, qtbot: QtBot) -> None:
    window, show = viewing, viewing.viewing.slideshow
    show._timer.setInterval(20)
    window.viewer.go_to_row(9)
    press(window, KEY.Key_F8)
    qtbot.waitUntil(window.isFullScreen)
    qtbot.waitUntil(lambda: window.viewer.row == 0)
    press(window, KEY.Key_Escape)
    assert not show.running
    qtbot.waitUntil(lambda: not window.isFullScreen())
    assert window.viewer.isVisible()


def test_an_animated_photo_moves(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    frames = [Image.new("RGB", (60, 40), colour) for colour in ("red", "blue")]
    (tmp_path / "moving").mkdir()
    frames[0].save(
        tmp_path / "moving" / "a.gif", save_all=True, append_images=frames[1:], duration=30, loop=0
    )
    window.add_folders([tmp_path / "moving"])
    qtbot.waitUntil(lambda: len(window.model.ids) == 1)
    qtbot.waitUntil(lambda: bool((f := window.model.facts(0)) and f.photo.metadata.animated))
    shown: list[str] = []
    window.viewing.motion.frame_shown.connect(
        lambda _id, pixmap: shown.append(pixmap.toImage().pixelColor(5, 5).name())
    )
    window.navigator.open_photo(window.model.ids[0])
    qtbot.waitUntil(lambda: len(shown) >= 3)
    assert shown[0] == shown[2] != shown[1]
    press(window, KEY.Key_Escape)
    assert window.viewing.motion.photo_id is None


def test_a_turned_photo_is_turned_everywhere(
    viewing: MainWindow, services: Services, qtbot: QtBot
) -> None:
    window = viewing
    photo_id = window.viewer.photo_id
    qtbot.waitUntil(lambda: window.viewer.facts is not None)
    qtbot.waitUntil(lambda: services.originals.pixmap(photo_id) is not None)
    qtbot.waitUntil(lambda: not window.viewer.canvas._size.isEmpty())
    size = QSize(window.viewer.canvas._size)
    press(window, KEY.Key_R, CTRL)
    qtbot.waitUntil(lambda: window.viewer.canvas._size == size.transposed())

    def lying() -> bool:
        pixmap = window.services.originals.pixmap(photo_id)
        return pixmap is not None and pixmap.width() < pixmap.height()

    qtbot.waitUntil(lying)
    press(window, KEY.Key_Z, CTRL)
    qtbot.waitUntil(lambda: window.viewer.canvas._size == size)
    (one,) = services.lane.ask(lambda library: photos.get(library, [photo_id])).result(10)
    assert one.rotation == 0


def test_photos_are_compared_and_decided_upon(
    full_window: MainWindow, services: Services, qtbot: QtBot
) -> None:
    window = full_window
    window.grid.setFocus()
    window.grid.setCurrentIndex(window.model.index(1, 0))
    press(window, KEY.Key_Right, SHIFT)
    press(window, KEY.Key_Right, SHIFT)
    qtbot.waitUntil(window.actions_["compare"].isEnabled)
    press(window, KEY.Key_C)
    page = window.viewing.compare_page
    qtbot.waitUntil(page.isVisible)
    ids = [pane.photo_id for pane in page.panes]
    assert ids == list(window.model.ids[1:4])
    assert list(window.navigator.targets()) == ids[:1]
    qtbot.waitUntil(lambda: all(pane.name.text() for pane in page.panes))
    first, second, third = (pane.canvas for pane in page.panes)
    qtbot.waitUntil(lambda: first.width() > 100 and abs(first.width() - third.width()) < 3)
    qtbot.waitUntil(lambda: all(services.originals.pixmap(number) is not None for number in ids))
    qtbot.waitUntil(lambda: not any(canvas._size.isEmpty() for canvas in (first, second, third)))
    first.zoom_to(first.scale * 4, QPointF(10, 10))
    assert second.scale / second._fitting() == pytest.approx(4, rel=0.01)
    assert third._centre.x() == pytest.approx(first._centre.x(), abs=1)
    QTest.mouseClick(second, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    assert list(window.navigator.targets()) == ids[1:2]
    press(window, KEY.Key_X)

    def rejected() -> list[int]:
        found = services.lane.ask(lambda library: photos.get(library, ids)).result(10)
        return [one.id for one in found if one.rejected]

    qtbot.waitUntil(lambda: rejected() == ids[1:2])
    qtbot.waitUntil(lambda: "✕" in page.panes[1].marks.text())
    page.panes[1].closed.emit()
    assert [pane.photo_id for pane in page.panes] == [ids[0], ids[2]]
    press(window, KEY.Key_Escape)
    qtbot.waitUntil(window.grid.isVisible)
    assert len(window.model.ids) == 11
