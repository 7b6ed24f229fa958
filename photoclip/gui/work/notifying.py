"""Telling somebody who works in another window that a long piece of work has ended."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget

from photoclip.gui.icons import application_icon


class Notifier(QObject):
    """Uses the system's messages where there are any, else lets the window ask for attention."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._tray: QSystemTrayIcon | None = None

    def tell(self, title: str, text: str) -> bool:
        """Tell it, unless the window is being used; whether it was told."""
        if self._window.isActiveWindow():
            return False
        if QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages():
            if self._tray is None:
                self._tray = QSystemTrayIcon(application_icon(), self)
                self._tray.messageClicked.connect(self._raise)
            self._tray.show()  # messages need an icon, which stays only as long as they do
            self._tray.showMessage(title, text, application_icon())
        else:
            QApplication.alert(self._window)
        return True

    def _raise(self) -> None:
        if self._tray is not None:
            self._tray.hide()
        self._window.raise_()
        self._window.activateWindow()
