"""A day of putting photos in order: dropped, dragged into an album, cleared of duplicates."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from photoclip.gui.dialogs import NameDialog
from photoclip.gui.dragging import mime_of
from photoclip.gui.window import MainWindow
from tests.flows.conftest import Open

PATIENCE = 60_000  # the engine's process starts, on a busy machine too
COPY, LEFT = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
NO_KEYS = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def bin_(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """In place of the trash of this machine."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setattr(
        "send2trash.send2trash", lambda path: Path(path).rename(folder / Path(path).name)
    )
    return folder


def drop_folder(window: MainWindow, folder: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(folder))])
    window.dropEvent(QDropEvent(QPointF(400, 300), COPY, data, LEFT, NO_KEYS))


def drop_photos(window: MainWindow, title: str, ids: list[int]) -> None:
    tree = window.frame.sidebar.tree
    line = next(item for item in window.frame.sidebar.items() if item.text(0) == title)
    point = QPointF(tree.visualItemRect(line).center())
    data = mime_of(ids, [])  # the event does not keep it
    tree.dropEvent(QDropEvent(point, COPY, data, LEFT, NO_KEYS))


def come_back(window: MainWindow, qtbot: QtBot) -> None:
    """From a dialog to the window, as a window system does it."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


def places(window: MainWindow) -> list[str]:
    return [item.text(0) for item in window.frame.sidebar.items()]


def test_from_a_dropped_folder_to_an_orderly_library(
    open_window: Open, photos_folder: Path, bin_: Path, qtbot: QtBot
) -> None:
    shutil.copy(photos_folder / "red.jpg", photos_folder / "red again.jpg")
    with open_window() as window:
        embedded: list[bool] = []
        window.services.engine.progressed.connect(lambda event: embedded.append(event.finished))
        drop_folder(window, photos_folder)
        qtbot.waitUntil(lambda: len(window.model.ids) == 12)
        qtbot.waitUntil(lambda: any(embedded), timeout=PATIENCE)

        drop_photos(window, "Albums", list(window.model.ids[:2]))
        dialog = window.findChild(NameDialog)
        assert dialog is not None
        QTest.keyClicks(dialog.findChild(QLineEdit), "Bright")
        QTest.keyClick(dialog, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: "Bright" in places(window))

        come_back(window, qtbot)
        QTest.keyClick(window, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
        page = window.tools.duplicates.page
        qtbot.waitUntil(lambda: len(page.cards) == 1, timeout=PATIENCE)
        assert {one.photo.path.name for one in page.cards[0].group} == {
            "red.jpg",
            "red again.jpg",
        }
        page.cards[0].others.click()
        page.cards[0].trash.click()
        assert window.discarding.dialog is not None
        QTest.keyClick(window.discarding.dialog, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: len(list(bin_.iterdir())) == 1)
        [gone] = bin_.iterdir()

        come_back(window, qtbot)
        window.actions_["all_photos"].trigger()
        qtbot.waitUntil(lambda: len(window.model.ids) == 11)
        said: list[str] = []
        window.decisions.told.connect(said.append)
        QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda: any("from the trash" in text for text in said))
        gone.rename(photos_folder / gone.name)
        QTest.keyClick(window, Qt.Key.Key_F5)
        qtbot.waitUntil(lambda: len(window.model.ids) == 12, timeout=PATIENCE)


def test_preferences_are_there_after_a_restart(
    open_window: Open, photos_folder: Path, qtbot: QtBot
) -> None:
    with open_window() as window:
        embedded: list[bool] = []
        window.services.engine.progressed.connect(lambda event: embedded.append(event.finished))
        drop_folder(window, photos_folder)
        qtbot.waitUntil(lambda: len(window.model.ids) == 11)
        qtbot.waitUntil(lambda: any(embedded), timeout=PATIENCE)
        QTest.keyClick(window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
        options = window.tools.options
        assert options.dialog is not None
        options.appearance.theme.setCurrentIndex(options.appearance.theme.findData("dark"))
        options.folders.patterns.setPlainText("red*")
        options.keys.choose("duplicates")
        options.keys.field.setKeySequence("Ctrl+Alt+D")
        options.keys.assign.click()
        options.folders.rescan.click()
        options.dialog.close()
        qtbot.waitUntil(lambda: len(window.model.ids) == 10, timeout=PATIENCE)

    with open_window() as window:
        qtbot.waitUntil(lambda: len(window.model.ids) == 10)
        assert window.preferences.now.theme == "dark"
        assert window.actions_["duplicates"].shortcut().toString() == "Ctrl+Alt+D"
