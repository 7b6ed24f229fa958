"""Many suggestions of one tag at once: click away the wrong ones, confirm the rest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPen, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QWidget

from photoclip.gui.bugs import contained
from photoclip.gui.icons import draw_icon
from photoclip.gui.loader import ThumbLoader
from photoclip.gui.review.queue import Item
from photoclip.gui.scale import SMALL
from photoclip.gui.theme import colours_now
from photoclip.gui.words import name_of

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
_REJECTED = Qt.ItemDataRole.UserRole
_ITEM = Qt.ItemDataRole.UserRole + 1
SIDE = 176
"""Pixels of a cell: about sixty photos on a large screen, twenty on a small one."""


class BatchModel(QAbstractListModel):
    """Some suggestions of one tag, each of which may have been clicked away."""

    def __init__(self) -> None:
        super().__init__()
        self._items: list[Item] = []
        self._rejected: set[int] = set()

    @property
    def agreed(self) -> list[Item]:
        """Those that stay."""
        return [item for row, item in enumerate(self._items) if row not in self._rejected]

    @property
    def rejected(self) -> list[Item]:
        """Those that were clicked away."""
        return [item for row, item in enumerate(self._items) if row in self._rejected]

    @property
    def items(self) -> list[Item]:
        """All of them."""
        return self._items

    def show(self, items: list[Item]) -> None:
        """Replace everything, unless it is the same; whoever was clicked away stays so."""
        if [item.key for item in items] == [item.key for item in self._items]:
            return
        gone = {item.key for item in self.rejected}
        self.beginResetModel()
        self._items = items
        self._rejected = {row for row, item in enumerate(items) if item.key in gone}
        self.endResetModel()

    def toggle(self, row: int) -> None:
        """Click a photo away, or back."""
        self._rejected ^= {row}
        index = self.index(row, 0)
        self.dataChanged.emit(index, index)

    def reject_all(self) -> None:
        """Click all of them away."""
        self._rejected = set(range(len(self._items)))
        self.dataChanged.emit(self.index(0, 0), self.index(len(self._items) - 1, 0))

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._items):
            return None
        item = self._items[index.row()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return name_of(item.photo.path)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            fits = self.tr("does not fit") if index.row() in self._rejected else self.tr("fits")
            return f"{name_of(item.photo.path)}, {item.suggestion.probability:.0%}, {fits}"
        if role == _REJECTED:
            return index.row() in self._rejected
        return item if role == _ITEM else None


class BatchGrid(QListView):
    """The photos of a batch; a click, Space or N takes one away or back."""

    toggled = Signal()

    def __init__(self, loader: ThumbLoader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._loader = loader
        self.batch = BatchModel()
        self.setModel(self.batch)
        self.setAccessibleName(self.tr("Photos that the tag is suggested for"))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.setItemDelegate(_Cells(loader, self))
        self._fit()
        self._look_soon = QTimer(self, singleShot=True, interval=10)
        self._look_soon.timeout.connect(self._look)
        self.clicked.connect(lambda index: self.toggle(index.row()))
        self.batch.modelReset.connect(self._look_soon.start)
        self.verticalScrollBar().valueChanged.connect(self._look_soon.start)
        loader.loaded.connect(self._loaded)

    def show_items(self, items: list[Item]) -> None:
        """Show other suggestions."""
        self.batch.show(items)
        if items and not self.currentIndex().isValid():
            self.setCurrentIndex(self.batch.index(0, 0))

    def toggle(self, row: int) -> None:
        """Click a photo away, or back."""
        self.batch.toggle(row)
        self.toggled.emit()

    def toggle_current(self) -> None:
        """The same for the one that the keyboard is on."""
        if self.currentIndex().isValid():
            self.toggle(self.currentIndex().row())

    @contained
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self.toggle_current()
        else:
            super().keyPressEvent(event)

    @contained
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)
        self._look_soon.start()

    @contained
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._look_soon.start()

    def _fit(self) -> None:
        """Cells that fill the line."""
        width = self.viewport().width() - 2
        columns = max(1, width // SIDE)
        self.setGridSize(QSize(max(width // columns, 60), round(SIDE * 0.9)))

    def _look(self) -> None:
        if self.isVisible():
            ids = [item.suggestion.photo_id for item in self.batch.items]
            self._loader.want(ids, round(SIDE * self.devicePixelRatioF()))

    def _loaded(self, _photo_ids: Sequence[int]) -> None:
        if self.isVisible():
            self.viewport().update()


class _Cells(QStyledItemDelegate):
    """A photo with its probability; one that was clicked away is faint and crossed."""

    def __init__(self, loader: ThumbLoader, parent: BatchGrid) -> None:
        super().__init__(parent)
        self._loader, self._grid = loader, parent

    def sizeHint(self, option: Any, index: Index) -> QSize:
        return self._grid.gridSize()

    @contained
    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        item: Item = index.data(_ITEM)
        rejected: bool = index.data(_REJECTED)
        colours = colours_now()
        room = QRect(option.rect).adjusted(5, 5, -5, -5)
        pixmap = self._loader.pixmap(item.suggestion.photo_id)
        size = pixmap.size() if pixmap else QSize(4, 3)
        picture = QRect(
            room.topLeft(), size.scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        )
        picture.moveCenter(room.center())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if pixmap is None:
            painter.fillRect(picture, QColor(colours.hover))
        else:
            painter.setOpacity(0.25 if rejected else 1.0)
            painter.drawPixmap(picture, pixmap)
            painter.setOpacity(1.0)
        if rejected:
            spot = QRect(0, 0, 40, 40)
            spot.moveCenter(picture.center())
            draw_icon(painter, spot, "close", colours.danger)
        else:
            self._paint_chance(painter, picture, item.suggestion.probability)
        states = QStyle.StateFlag
        if option.state & states.State_HasFocus:
            painter.setPen(QPen(QColor(colours.line), 2))
            painter.drawRect(picture.adjusted(-2, -2, 2, 2))
        elif option.state & states.State_MouseOver:
            painter.setPen(QPen(QColor(colours.dim), 1))
            painter.drawRect(picture.adjusted(-1, -1, 1, 1))
        painter.restore()

    def _paint_chance(self, painter: QPainter, picture: QRect, chance: float) -> None:
        font = QFont(painter.font())
        font.setPixelSize(SMALL)
        font.setBold(True)
        painter.setFont(font)
        text = f"{chance:.0%}"
        width = painter.fontMetrics().horizontalAdvance(text) + 12
        pill = QRect(picture.left() + 4, picture.bottom() - 22, width, 18)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, 165))
        painter.drawRoundedRect(pill, 9, 9)
        painter.setPen(QColor("#ffffff"))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)
