"""A list view whose geometry is arithmetic: cells in sections, for any number of rows."""

from __future__ import annotations

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
)
from PySide6.QtGui import QMouseEvent, QRegion
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from photoclip.gui.bugs import contained
from photoclip.gui.geometry import Box, Cells, Layout

Index = QModelIndex | QPersistentModelIndex


class SectionedView(QListView):
    """Answers every geometric question of Qt's from `cells`, so a million rows cost as a hundred.

    Who sets `cells` keeps it in step with the model and calls `updateGeometries`; who paints
    paints `band`, the rubber band in coordinates of the viewport, too.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cells: Cells = Layout((), width=1, columns=1, cell_height=1, heading=0)
        self.band: QRect | None = None
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)

    MARGIN = 10
    """Pixels left and right of the photos, where a rubber band can begin."""

    def index_of(self, row: int) -> QModelIndex:
        """The model's index of a row."""
        return self.model().index(row, 0)

    def on_screen(self, box: Box) -> QRect:
        """A box of the content in coordinates of the viewport."""
        return QRect(box.x + self.MARGIN, box.y - self.verticalOffset(), box.width, box.height)

    def visible_rows(self) -> range:
        """The rows of which a part can be seen."""
        top = self.verticalOffset()
        return self.cells.rows_between(top, top + self.viewport().height())

    def pinned_section(self) -> int | None:
        """The section whose heading has scrolled out at the top."""
        top = self.verticalOffset()
        if not self.cells.heading or not self.cells.rows or top <= 0:
            return None
        return self.cells.section_at(top)

    def anchor(self) -> tuple[int, int] | None:
        """The first whole photo on screen and how far down it is; None at the very top."""
        top = self.verticalOffset()
        rows = self.cells.rows_between(top + self.cells.heading, top + self.viewport().height())
        if top <= 0 or not rows:
            return None
        return rows.start, self.cells.cell(rows.start).y - top

    def anchor_at(self, point: QPoint) -> tuple[int, int] | None:
        """The photo at a point of the viewport, or the nearest one, and how far down it is."""
        top = self.verticalOffset()
        row = self.cells.row_at(point.x() - self.MARGIN, point.y() + top)
        if row is None:
            near = self.cells.rows_between(
                point.y() + top - self.cells.cell_height, self.cells.height
            )
            if not near:
                return None
            row = near.start
        return row, self.cells.cell(row).y - top

    def scroll_to_anchor(self, anchor: tuple[int, int] | None) -> None:
        """Scroll so that a row is as far down as `anchor` said."""
        if anchor and anchor[0] < self.cells.rows:
            self.verticalScrollBar().setValue(self.cells.cell(anchor[0]).y - anchor[1])

    # What Qt asks of it: nothing below may raise, wait or touch a disk

    def doItemsLayout(self) -> None:
        QAbstractItemView.doItemsLayout(self)

    def visualRect(self, index: Index) -> QRect:
        if not index.isValid() or index.row() >= self.cells.rows:
            return QRect()
        return self.on_screen(self.cells.cell(index.row()))

    def indexAt(self, point: QPoint) -> QModelIndex:
        row = self.cells.row_at(point.x() - self.MARGIN, point.y() + self.verticalOffset())
        return self.index_of(row) if row is not None else QModelIndex()

    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        rect = self.visualRect(index)
        if rect.isNull():
            return
        bar, height, above = self.verticalScrollBar(), self.viewport().height(), self.cells.heading
        if hint == QAbstractItemView.ScrollHint.PositionAtCenter:
            bar.setValue(bar.value() + rect.center().y() - height // 2)
        elif rect.top() < above:
            bar.setValue(bar.value() + rect.top() - above)
        elif rect.bottom() >= height:
            bar.setValue(bar.value() + min(rect.bottom() - height + 1, rect.top() - above))

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        rows = self.cells.rows
        if not rows:
            return QModelIndex()
        if not self.currentIndex().isValid():
            visible = self.visible_rows()
            return self.index_of(min(visible.start, rows - 1))
        page = max(1, self.viewport().height() - self.cells.heading - self.cells.cell_height // 2)
        row = self.currentIndex().row()
        moves = QAbstractItemView.CursorAction
        match action:
            case moves.MoveLeft | moves.MovePrevious:
                row -= 1
            case moves.MoveRight | moves.MoveNext:
                row += 1
            case moves.MoveUp:
                row = self.cells.above(row)
            case moves.MoveDown:
                row = self.cells.below(row)
            case moves.MovePageUp:
                row = self.cells.page(row, -page)
            case moves.MovePageDown:
                row = self.cells.page(row, page)
            case moves.MoveHome:
                row = 0
            case moves.MoveEnd:
                row = rows - 1
        return self.index_of(min(max(row, 0), rows - 1))

    def horizontalOffset(self) -> int:
        return 0

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def isIndexHidden(self, index: Index) -> bool:
        return False

    @contained
    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        selection = QItemSelection()
        if self.state() == QAbstractItemView.State.DragSelectingState:
            self.band = rect.normalized()
            band = self.band.translated(-self.MARGIN, self.verticalOffset())
            for run in self.cells.runs_in(
                Box(band.x(), band.y(), max(band.width(), 1), max(band.height(), 1))
            ):
                selection.select(self.index_of(run.start), self.index_of(run.stop - 1))
            self.viewport().update()
        else:
            # With Shift Qt spans the rectangle from the first photo to the last: a run of rows.
            ends = self.indexAt(rect.topLeft()), self.indexAt(rect.bottomRight())
            if ends[0].isValid() and ends[1].isValid():
                first, last = sorted(end.row() for end in ends)
                selection.select(self.index_of(first), self.index_of(last))
        self.selectionModel().select(selection, command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        return QRegion(self.viewport().rect())

    def selectAll(self) -> None:
        if self.cells.rows:
            everything = QItemSelection(self.index_of(0), self.index_of(self.cells.rows - 1))
            flags = QItemSelectionModel.SelectionFlag
            self.selectionModel().select(everything, flags.ClearAndSelect)

    def updateGeometries(self) -> None:
        bar, height = self.verticalScrollBar(), self.viewport().height()
        bar.setRange(0, max(0, self.cells.height - height))
        bar.setPageStep(height)
        bar.setSingleStep(max(20, self.cells.cell_height // 3))

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()

    def keyboardSearch(self, search: str) -> None:
        """Typing letters must not walk through a million names."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self.band = None
        self.viewport().update()
