"""Handing files to the rest of the desktop: the file manager and the clipboard."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QMimeData, QProcess, QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

if TYPE_CHECKING:
    from PySide6.QtDBus import QDBusConnection

_OURS = "application/x-photoclip"


def show_in_folder(path: Path) -> bool:
    """Open the folder of a file in the file manager, the file selected where that is possible.

    False where there is no file manager.
    """
    if sys.platform == "win32":
        return _started("explorer", "/select,", str(path))
    if sys.platform == "darwin":
        return _started("open", "-R", str(path))
    if os.environ.get("DBUS_SESSION_BUS_ADDRESS"):
        from PySide6.QtDBus import QDBusConnection

        bus = QDBusConnection.sessionBus()
        if bus.isConnected():
            _select_by(bus, path)
            return True
    return _open_folder(path)


def _started(*command: str) -> bool:
    return bool(QProcess.startDetached(command[0], list(command[1:]))[0])


def _open_folder(path: Path) -> bool:
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))


def _select_by(bus: QDBusConnection, path: Path) -> None:
    """Ask the desktop's file manager (org.freedesktop.FileManager1); without one open the folder.

    Nobody waits for the answer: a file manager may have to start first.
    """
    from PySide6.QtDBus import QDBusMessage, QDBusPendingCallWatcher

    call = QDBusMessage.createMethodCall(
        "org.freedesktop.FileManager1",
        "/org/freedesktop/FileManager1",
        "org.freedesktop.FileManager1",
        "ShowItems",
    )
    encoded = QUrl.ComponentFormattingOption.FullyEncoded
    call.setArguments([[QUrl.fromLocalFile(str(path)).toString(encoded)], ""])
    watcher = QDBusPendingCallWatcher(bus.asyncCall(call), QGuiApplication.instance())

    def answered() -> None:
        if watcher.isError():
            _open_folder(path)
        watcher.deleteLater()

    watcher.finished.connect(answered)


def pictures_folder() -> str:
    """Where people keep their photos, or their home; to begin choosing from."""
    place = QStandardPaths.StandardLocation.PicturesLocation
    name = QStandardPaths.writableLocation(place)
    return name if name and Path(name).is_dir() else str(Path.home())


MOST_OPENED = 12
"""Files opened at once by other programs: more windows are hardly meant."""


def open_files(paths: Sequence[Path]) -> bool:
    """Open files with the programs that the system has for them; False where there are none."""
    opened = [QDesktopServices.openUrl(QUrl.fromLocalFile(str(p))) for p in paths[:MOST_OPENED]]
    return all(opened)


def copy_files(paths: Sequence[Path]) -> None:
    """Put files on the clipboard, as files and as text."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    data.setData(_OURS, QByteArray(b"files"))
    data.setText("\n".join(str(path) for path in paths))
    QGuiApplication.clipboard().setMimeData(data)


def leave_clipboard() -> None:
    """To be called before the end: keep of our files on the clipboard only their names.

    Qt deletes what is on the clipboard after Python is gone, and must not meet an object that
    Python made there.
    """
    clipboard = QGuiApplication.clipboard()
    if clipboard.mimeData() is not None and clipboard.mimeData().hasFormat(_OURS):
        clipboard.setText(clipboard.text())
