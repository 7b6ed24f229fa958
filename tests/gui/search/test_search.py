"""Pictures that are pasted into the search: opened by a decoder, kept once."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication, QImage, QKeySequence
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from photoclip.gui.search.search import png_of
from photoclip.gui.window import MainWindow


def paste(window: MainWindow, data: bytes, format_: str) -> None:
    mime = QMimeData()
    mime.setData(format_, data)
    QGuiApplication.clipboard().setMimeData(mime)
    window.frame.search.line.setFocus()
    QTest.keySequence(window.frame.search.line, QKeySequence(QKeySequence.StandardKey.Paste))


@pytest.fixture
def red() -> bytes:
    image = QImage(60, 40, QImage.Format.Format_RGB32)
    image.fill(0xFFFF0000)
    return png_of(image)


def test_a_pasted_picture_becomes_an_example(
    full_window: MainWindow, red: bytes, qtbot: QtBot
) -> None:
    window, folder = full_window, full_window.services.home.pasted
    paste(window, red, "image/png")
    qtbot.waitUntil(lambda: "like:" in window.frame.search.line.text())
    assert [path.suffix for path in folder.iterdir()] == [".png"]
    window.frame.search.clear()
    paste(window, red, "image/png")
    qtbot.waitUntil(lambda: "like:" in window.frame.search.line.text())
    assert len(list(folder.iterdir())) == 1


def test_a_bitmap_becomes_an_example(full_window: MainWindow, qtbot: QtBot) -> None:
    window, image = full_window, QImage(60, 40, QImage.Format.Format_RGB32)
    image.fill(0xFF0000FF)
    window.frame.search.line.picture_given.emit(image)
    qtbot.waitUntil(lambda: "like:" in window.frame.search.line.text())
    assert [path.suffix for path in window.services.home.pasted.iterdir()] == [".png"]


def test_a_picture_that_cannot_be_kept_leaves_nothing(
    full_window: MainWindow, red: bytes, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    save = Image.Image.save

    def half(self: Image.Image, path: Path, format_: str) -> None:
        save(self, path, format_)
        raise OSError("encoder error -2")

    monkeypatch.setattr(Image.Image, "save", half)
    paste(full_window, red, "image/png")
    banner = full_window.frame.banner
    qtbot.waitUntil(lambda: "cannot be kept: encoder error -2" in banner.sentence)
    assert list(full_window.services.home.pasted.iterdir()) == []


def test_what_cannot_be_opened_is_told(full_window: MainWindow, qtbot: QtBot) -> None:
    window = full_window
    paste(window, b"no picture at all", "image/png")
    qtbot.waitUntil(lambda: "cannot be used" in window.frame.banner.sentence)
    assert list(window.services.home.pasted.iterdir()) == []
