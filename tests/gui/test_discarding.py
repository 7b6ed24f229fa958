"""Delete asks, the files go to the trash, and undo says what it cannot bring back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from photoclip.gui.window import MainWindow


@pytest.fixture
def bin_(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """In place of the trash of this machine."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setattr(
        "send2trash.send2trash", lambda path: Path(path).rename(folder / Path(path).name)
    )
    return folder


def test_delete_asks_and_cancel_keeps_everything(full_window: MainWindow, bin_: Path) -> None:
    full_window.grid.setCurrentIndex(full_window.model.index(0, 0))
    full_window.actions_.enable_photo_actions(enabled=True)
    QTest.keyClick(full_window.grid, Qt.Key.Key_Delete)
    dialog = full_window.discarding.dialog
    assert dialog is not None
    texts = [label.text() for label in dialog.findChildren(QLabel)]
    assert any("not the files themselves" in text for text in texts)
    dialog.reject()
    assert full_window.discarding.dialog is None
    assert list(bin_.iterdir()) == []


def test_files_go_and_undo_tells_where_they_are(
    full_window: MainWindow, bin_: Path, photos_folder: Path, qtbot: QtBot
) -> None:
    window = full_window
    name = window.model.data(window.model.index(0, 0))
    window.discarding.ask([window.model.ids[0]])
    assert window.discarding.dialog is not None
    window.discarding.dialog.move_.click()
    qtbot.waitUntil(lambda: len(window.model.ids) == 10)
    assert (bin_ / name).exists()
    qtbot.waitUntil(lambda: "Move 1 photo to the trash" in window.actions_["undo"].text())
    said: list[str] = []
    window.decisions.told.connect(said.append)
    window.actions_["undo"].trigger()
    qtbot.waitUntil(lambda: any("from the trash" in text for text in said))
    (bin_ / name).rename(photos_folder / name)
    window.actions_["rescan"].trigger()
    qtbot.waitUntil(lambda: len(window.model.ids) == 11)


def test_what_cannot_go_is_said(
    full_window: MainWindow, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    def refuse(path: str) -> None:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr("send2trash.send2trash", refuse)
    full_window.decisions.discard(full_window.model.ids[:2])
    qtbot.waitUntil(lambda: "for 1 more" in full_window.frame.banner.sentence)
    assert len(full_window.model.ids) == 11
