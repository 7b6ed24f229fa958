"""A plain table: a few columns of words and numbers, as high as its lines."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

ROW = 28
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Table(QTreeWidget):
    """A plain table that is as high as its lines, up to a limit; the first column stretches."""

    def __init__(
        self, name: str, titles: Sequence[str], most: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._most = most
        self.setAccessibleName(name)
        self.setHeaderLabels(list(titles))
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAlternatingRowColors(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.header()
        header.setStretchLastSection(False)
        header.setHighlightSections(False)
        for column in range(len(titles)):
            kind = QHeaderView.ResizeMode.ResizeToContents
            header.setSectionResizeMode(column, kind if column else QHeaderView.ResizeMode.Stretch)
            side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
            self.headerItem().setTextAlignment(column, side | Qt.AlignmentFlag.AlignVCenter)
        self._fit()

    def show_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Replace the lines; numbers stand to the right."""
        self.clear()
        for row in rows:
            item = QTreeWidgetItem(self, list(row))
            item.setToolTip(0, row[0])
            for column in range(1, len(row)):
                item.setTextAlignment(column, _RIGHT)
            item.setSizeHint(0, QSize(0, ROW))
        self._fit()

    def _fit(self) -> None:
        lines = min(max(self.topLevelItemCount(), 1), self._most)
        self.setFixedHeight(self.header().sizeHint().height() + ROW * lines + 4)
