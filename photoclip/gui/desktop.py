"""Handing files to the rest of the desktop: the file manager and the clipboard."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QByteArray, QMimeData, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

_OURS = "application/x-photoclip"


def show_in_folder(path: Path) -> bool:
    """Open the folder of a file in the file manager; False where there is none."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))


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
