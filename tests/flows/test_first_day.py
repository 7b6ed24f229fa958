"""The first day: a folder, a search, a tag, second thoughts; and the next morning."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from photoclip.gui.window import MainWindow
from tests.flows.conftest import Open

PATIENCE = 30_000  # the engine's process starts


def name_at(window: MainWindow, row: int) -> str:
    return window.model.data(window.model.index(row, 0)) if len(window.model.ids) > row else ""


def places(window: MainWindow) -> list[str]:
    return [item.text(0) for item in window.frame.sidebar.items()]


def press(window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    focus = QApplication.focusWidget() or window
    QTest.keyClick(focus, key, modifier or Qt.KeyboardModifier.NoModifier)


def search(window: MainWindow, words: str, qtbot: QtBot) -> None:
    press(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(window.frame.search.line.hasFocus)
    QTest.keyClicks(window.frame.search.line, words)
    press(window, Qt.Key.Key_Return)
    qtbot.waitUntil(window.grid.hasFocus)


def test_from_an_empty_library_to_the_next_morning(
    open_window: Open, photos_folder: Path, qtbot: QtBot
) -> None:
    with open_window() as window:
        embedded: list[bool] = []
        window.services.engine.progressed.connect(lambda event: embedded.append(event.finished))
        qtbot.waitUntil(window.welcome.isVisible)
        window.add_folders([photos_folder])
        qtbot.waitUntil(lambda: len(window.model.ids) == 11)
        qtbot.waitUntil(lambda: any(embedded), timeout=PATIENCE)

        search(window, "red", qtbot)
        qtbot.waitUntil(lambda: name_at(window, 0) == "red.jpg", timeout=PATIENCE)

        window.grid.setCurrentIndex(window.model.index(0, 0))
        qtbot.waitUntil(window.actions_["tag"].isEnabled)
        press(window, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(window.frame.inspector.tag_line.hasFocus)
        QTest.keyClicks(window.frame.inspector.tag_line, "sunset")
        press(window, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: "sunset" in places(window))

        press(window, Qt.Key.Key_Escape)
        press(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda: "sunset" not in places(window))
        redo = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        press(window, Qt.Key.Key_Z, redo)
        qtbot.waitUntil(lambda: "sunset" in places(window))

    with open_window() as window:  # where it was left: at the search
        qtbot.waitUntil(lambda: name_at(window, 0) == "red.jpg", timeout=PATIENCE)
        assert window.frame.search.line.text() == "red"
        window.actions_["all_photos"].trigger()
        qtbot.waitUntil(lambda: len(window.model.ids) == 11)
        qtbot.waitUntil(lambda: "sunset" in places(window))
        search(window, "tag:sunset", qtbot)
        qtbot.waitUntil(lambda: len(window.model.ids) == 1)
        qtbot.waitUntil(lambda: name_at(window, 0) == "red.jpg")
        qtbot.waitUntil(lambda: bool(window.services.thumbs.pixmap(window.model.ids[0])))
