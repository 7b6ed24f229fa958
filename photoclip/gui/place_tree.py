"""The tree of the sidebar: a tree of places on which photos can be dropped."""

from __future__ import annotations

import json
from collections.abc import Callable

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem, QWidget

from photoclip.gui.bugs import contained

PHOTOS = "application/x-photoclip-photos"
"""The format of photos that are dragged within the window: their ids as a list in JSON."""


def photos_of(data: QMimeData) -> list[int]:
    """The ids of photos that are dragged within this window; none for what comes from outside."""
    if not data.hasFormat(PHOTOS):
        return []
    return [int(number) for number in json.loads(bytes(data.data(PHOTOS).data()))]


class PlaceTree(QTreeWidget):
    """Says on which line photos were dropped; `takes` knows which lines take them."""

    dropped = Signal(object, object)  # QTreeWidgetItem, list of photo ids

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.takes: Callable[[QTreeWidgetItem], bool] = lambda _item: False
        self.target: QTreeWidgetItem | None = None
        self.setAcceptDrops(True)

    @contained
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(PHOTOS):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
        else:
            event.ignore()  # files from outside are for the window

    @contained
    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._aim(self._under(event))
        if self.target is None:
            event.ignore()
        else:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    @contained
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._aim(None)

    @contained
    def dropEvent(self, event: QDropEvent) -> None:
        item, ids = self._under(event), photos_of(event.mimeData())
        self._aim(None)
        if item is None or not ids:
            event.ignore()
            return
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.dropped.emit(item, ids)

    def _under(self, event: QDropEvent) -> QTreeWidgetItem | None:
        if not event.mimeData().hasFormat(PHOTOS):
            return None
        item = self.itemAt(event.position().toPoint())
        return item if item is not None and self.takes(item) else None

    def _aim(self, item: QTreeWidgetItem | None) -> None:
        if item is not self.target:
            self.target = item
            self.viewport().update()
