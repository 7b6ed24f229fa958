"""Two shots are compared: zoomed together, one picked and one rejected, all by key; and undone."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPointF, Qt
from pytestqt.qtbot import QtBot

from photoclip.domain import Flag
from photoclip.gui.window import MainWindow
from photoclip.library import photos
from tests.flows.conftest import Open
from tests.flows.test_first_day import press

KEY = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def flags(window: MainWindow, ids: list[int]) -> list[Flag]:
    found = window.services.lane.ask(lambda library: photos.get(library, ids)).result(10)
    return [one.flag for one in found]


def test_the_better_of_two_is_picked(open_window: Open, photos_folder: Path, qtbot: QtBot) -> None:
    with open_window() as window:
        window.add_folders([photos_folder])
        qtbot.waitUntil(lambda: len(window.model.ids) == 11 and not window.services.scans.running)
        window.grid.setFocus()
        press(window, KEY.Key_Home)
        press(window, KEY.Key_Right, SHIFT)
        qtbot.waitUntil(lambda: len(window.navigator.targets()) == 2)
        qtbot.waitUntil(window.actions_["compare"].isEnabled)
        press(window, KEY.Key_C)
        page = window.viewing.compare_page
        qtbot.waitUntil(page.isVisible)
        first, second = page.panes
        ids = [first.photo_id, second.photo_id]
        qtbot.waitUntil(lambda: first.canvas.hasFocus())
        qtbot.waitUntil(lambda: bool(first.name.text()) and not first.canvas._size.isEmpty())
        first.canvas.zoom_to(first.canvas.scale * 2, QPointF(5, 5))
        qtbot.waitUntil(lambda: not second.canvas.fitted)

        press(window, KEY.Key_P)
        qtbot.waitUntil(lambda: flags(window, ids) == [Flag.PICK, Flag.NONE])
        press(window, KEY.Key_Right)
        qtbot.waitUntil(lambda: list(window.navigator.targets()) == ids[1:])
        press(window, KEY.Key_X)
        qtbot.waitUntil(lambda: flags(window, ids) == [Flag.PICK, Flag.REJECT])
        qtbot.waitUntil(lambda: "Reject" in window.actions_["undo"].text())
        press(window, KEY.Key_Z, CTRL)
        qtbot.waitUntil(lambda: flags(window, ids) == [Flag.PICK, Flag.NONE])
        press(window, KEY.Key_Escape)
        qtbot.waitUntil(window.grid.isVisible)
