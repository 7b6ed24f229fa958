"""One window per library: who starts a second one brings the first to the front."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from photoclip.paths import Home

PATIENCE_MS, LINE_MS = 1000, 200


class SingleWindow(QObject):
    """Holds a local socket, which only this user can reach, named after the library's place."""

    asked = Signal(object)  # folders that a second start wants to have added

    def __init__(self, home: Home, parent: QObject | None = None) -> None:
        super().__init__(parent)
        place = os.fsencode(os.path.realpath(home.data))
        self._name = f"photoclip-{hashlib.sha256(place).hexdigest()[:20]}"
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._heard)

    def claim(self, folders: Sequence[Path]) -> bool:
        """Become the window of the library; False where there is one, which was told."""
        if self._told(folders):
            return False
        if not self._server.listen(self._name):
            # What a process left that was killed: nobody answers there.
            QLocalServer.removeServer(self._name)
            self._server.listen(self._name)
        return True  # where there are no local sockets, two windows are better than none

    def close(self) -> None:
        """Let another window be the one of this library."""
        self._server.close()

    def _told(self, folders: Sequence[Path]) -> bool:
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(PATIENCE_MS):
            return False
        message = json.dumps([str(folder.absolute()) for folder in folders]) + "\n"
        socket.write(message.encode())
        told = socket.waitForBytesWritten(PATIENCE_MS)
        socket.disconnectFromServer()
        return told

    def _heard(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            # Whoever connects writes its one line at once: there is hardly anything to wait for.
            if socket.canReadLine() or socket.waitForReadyRead(LINE_MS):
                line = bytes(socket.readLine().data()).decode()
                self.asked.emit([Path(folder) for folder in json.loads(line)])
            socket.close()
            socket.deleteLater()
