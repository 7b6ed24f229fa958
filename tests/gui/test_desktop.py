"""Files are handed to the rest of the desktop, whatever there is of it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from photoclip.gui import desktop

FILE = Path("/photos/a b.jpg")


@pytest.mark.parametrize(
    ("platform", "command"),
    [
        ("win32", ("explorer", "/select,", str(FILE))),
        ("darwin", ("open", "-R", str(FILE))),
    ],
)
def test_the_file_is_selected_in_its_folder(
    platform: str, command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[tuple[str, ...]] = []

    def start(*words: str) -> bool:
        started.append(words)
        return True

    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(desktop, "_started", start)
    assert desktop.show_in_folder(FILE)
    assert started == [command]


def test_without_a_bus_the_folder_opens(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[QUrl] = []

    def open_url(url: QUrl) -> bool:
        opened.append(url)
        return False

    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    assert not desktop.show_in_folder(FILE)
    assert opened == [QUrl.fromLocalFile("/photos")]
