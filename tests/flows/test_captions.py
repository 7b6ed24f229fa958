"""A caption by the machine: asked for with a key, taken with another, found, and taken back."""

from __future__ import annotations

from array import array
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.flows.conftest import Open
from tests.flows.test_first_day import press
from tests.flows.test_organising import drop_folder

PATIENCE = 60_000  # the engine's process starts, on a busy machine too
SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_a_caption_is_suggested_taken_and_undone(
    open_window: Open, photos_folder: Path, qtbot: QtBot
) -> None:
    with open_window("fake-captions") as window:
        embedded: list[bool] = []
        window.services.engine.progressed.connect(lambda event: embedded.append(event.finished))
        drop_folder(window, photos_folder)
        qtbot.waitUntil(lambda: any(embedded), timeout=PATIENCE)
        grid, inspector = window.grid, window.frame.inspector
        grid.setFocus()
        grid.select(array("q", window.model.ids[:1]), window.model.ids[0])
        qtbot.waitUntil(window.actions_["suggest_caption"].isEnabled)
        qtbot.waitUntil(lambda: inspector.written.isVisibleTo(inspector))
        press(window, Qt.Key.Key_K)
        qtbot.waitUntil(lambda: bool(inspector.written.text), timeout=PATIENCE)
        text = inspector.written.text
        assert text.endswith(" picture")
        press(window, Qt.Key.Key_K, SHIFT)
        qtbot.waitUntil(lambda: inspector.caption.text() == text)
        assert not inspector.written.isVisible()
        window.actions_["undo"].trigger()
        qtbot.waitUntil(lambda: inspector.caption.text() == "")
        qtbot.waitUntil(inspector.written.isVisible)
