"""Words find a photo, Enter opens it, keys walk on, look closer and decide, Escape leads back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.flows.conftest import Open
from tests.flows.test_first_day import PATIENCE, name_at, press, search

KEY = Qt.Key


def test_a_search_is_opened_looked_at_and_left(
    open_window: Open, photos_folder: Path, qtbot: QtBot
) -> None:
    with open_window() as window:
        embedded: list[bool] = []
        window.services.engine.progressed.connect(lambda event: embedded.append(event.finished))
        window.add_folders([photos_folder])
        qtbot.waitUntil(lambda: len(window.model.ids) == 11)
        qtbot.waitUntil(lambda: any(embedded), timeout=PATIENCE)
        search(window, "blue", qtbot)
        qtbot.waitUntil(lambda: name_at(window, 0) == "blue.jpg", timeout=PATIENCE)
        blue = window.model.ids[0]

        press(window, KEY.Key_Home)
        qtbot.waitUntil(window.actions_["open"].isEnabled)
        press(window, KEY.Key_Return)
        qtbot.waitUntil(window.viewer.isVisible)
        assert window.viewer.photo_id == blue
        qtbot.waitUntil(lambda: bool(window.services.originals.pixmap(blue)))
        press(window, KEY.Key_Z)
        assert window.viewer.canvas.scale == 1.0
        press(window, KEY.Key_P)
        qtbot.waitUntil(lambda: bool((f := window.viewer.facts) and f.photo.favourite))
        press(window, KEY.Key_R, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda: bool((f := window.viewer.facts) and f.photo.rotation == 90))

        press(window, KEY.Key_Escape)
        qtbot.waitUntil(window.grid.hasFocus)
        assert window.grid.current_id() == blue
        assert window.frame.search.line.text() == "blue"
        press(window, KEY.Key_Escape)
        qtbot.waitUntil(lambda: len(window.model.ids) == 11)
