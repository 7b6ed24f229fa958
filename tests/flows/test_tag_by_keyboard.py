"""Photos are selected, tagged and captioned without touching the mouse; the details tell it all."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from photoclip.library import photos, tags
from tests.flows.conftest import Open
from tests.flows.test_first_day import places, press

KEY = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def test_three_photos_get_two_tags_and_a_caption(
    open_window: Open, photos_folder: Path, qtbot: QtBot
) -> None:
    with open_window() as window:
        window.add_folders([photos_folder])
        qtbot.waitUntil(lambda: len(window.model.ids) == 11 and not window.services.scans.running)
        inspector, lane = window.frame.inspector, window.services.lane
        window.grid.setFocus()
        press(window, KEY.Key_Home)
        press(window, KEY.Key_Right, SHIFT)
        press(window, KEY.Key_Right, SHIFT)
        qtbot.waitUntil(lambda: len(window.navigator.targets()) == 3)
        ids = list(window.navigator.targets())
        qtbot.waitUntil(window.actions_["tag"].isEnabled)
        press(window, KEY.Key_T, CTRL)
        qtbot.waitUntil(inspector.tag_line.hasFocus)
        QTest.keyClicks(inspector.tag_line, "harbour, dusk")
        press(window, KEY.Key_Return)
        qtbot.waitUntil(lambda: {"harbour", "dusk"} <= set(places(window)))

        inspector.caption.setFocus()
        QTest.keyClicks(inspector.caption, "At the quay")
        press(window, KEY.Key_Return)

        def captions() -> set[str]:
            found = lane.ask(lambda library: photos.get(library, ids)).result(10)
            return {one.caption for one in found}

        qtbot.waitUntil(lambda: captions() == {"At the quay"})
        held = lane.ask(lambda library: tags.of_photos(library, ids)).result(10)
        assert all({tag.name for tag in held[i]} == {"harbour", "dusk"} for i in ids)

        press(window, KEY.Key_Escape)
        qtbot.waitUntil(window.grid.hasFocus)
        press(window, KEY.Key_Z, CTRL)
        qtbot.waitUntil(lambda: captions() == {""})
