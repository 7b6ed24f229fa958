"""The grid of photos: a list view whose geometry is arithmetic, for any number of rows."""

from __future__ import annotations

from array import array
from collections.abc import Iterator

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QRegion, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from photoclip.gui.bugs import contained
from photoclip.gui.cells import Cell, CellPainter, inner_side
from photoclip.gui.geometry import Box, Layout, columns_in
from photoclip.gui.loader import ThumbLoader
from photoclip.gui.model import Listing, PhotoModel
from photoclip.gui.theme import colours_now
from photoclip.settings import LARGEST_TILE, SMALLEST_TILE, Settings

Index = QModelIndex | QPersistentModelIndex
SMALLEST, USUAL, LARGEST = SMALLEST_TILE, Settings().tile_size, LARGEST_TILE
ASPECT = 0.87
"""Height of a cell by its width: most photos lie, and squares would part their lines too far."""


class PhotoGrid(QListView):
    """Shows a `PhotoModel` in cells under headings; knows nothing of what is done with photos.

    Every geometric question is answered by a `Layout`, so a million rows cost what a hundred do.
    """

    selection_changed = Signal()
    photo_opened = Signal(int)  # photo id
    heading_used = Signal(int)  # section
    zoomed = Signal(int)  # pixels

    def __init__(
        self, model: PhotoModel, loader: ThumbLoader, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._model, self._loader = model, loader
        self._layout = Layout((), width=1, columns=1, cell_height=1, heading=0)
        self._cell = USUAL
        self._band: QRect | None = None
        self._painter = CellPainter(colours_now(), self.font())
        self._look_soon = _soon(self, 12, self._look)
        self._tell_soon = _soon(self, 0, self.selection_changed)
        self.setAccessibleName("Photos")
        self.setModel(model)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.verticalScrollBar().valueChanged.connect(self._look_soon.start)
        self.doubleClicked.connect(lambda index: self.photo_opened.emit(model.ids[index.row()]))
        self.selectionModel().selectionChanged.connect(lambda *_: self._tell_soon.start())
        loader.loaded.connect(self._redraw)
        model.facts_arrived.connect(self.viewport().update)

    # What others ask of it

    def show_listing(self, listing: Listing, *, keep: bool) -> None:
        """Show other photos; with `keep` the place, the selection and the current photo stay."""
        if keep and listing == Listing(self._model.ids, self._model.sections):
            return
        anchor, selected, current = self._anchor(), self.selected_ids(), self.current_id()
        anchor_id = self._model.ids[anchor[0]] if anchor else None
        self._model.show(listing)
        self._rebuild()
        if not keep:
            self.verticalScrollBar().setValue(0)
        elif anchor and anchor_id is not None:
            row = self._model.row_of(anchor_id)
            self._scroll_to_anchor((row, anchor[1]) if row is not None else None)
        if keep:
            self.select(selected, current)
        elif selected:
            self._tell_soon.start()
        self._look_soon.start()

    def select(self, photo_ids: array[int], current: int | None = None) -> None:
        """Select exactly these photos, as far as they are shown."""
        selection = QItemSelection()
        for first, last in _runs(self._model.rows_of(photo_ids)):
            selection.select(self._index(first), self._index(last))
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().select(selection, flags.ClearAndSelect)
        row = self._model.row_of(current) if current is not None else None
        if row is not None:
            self.selectionModel().setCurrentIndex(self._index(row), flags.NoUpdate)

    def selected_ids(self) -> array[int]:
        """The ids of the selected photos in the order of the ranges that were selected."""
        ids = array("q")
        selection = self.selectionModel().selection()
        for part in map(selection.at, range(selection.count())):
            ids.extend(self._model.ids[part.top() : part.bottom() + 1])
        return ids

    def current_id(self) -> int | None:
        """The photo that the keyboard is on."""
        index = self.currentIndex()
        return self._model.ids[index.row()] if index.isValid() else None

    def go_to(self, photo_id: int) -> None:
        """Make a photo the current and only selected one, and show it."""
        row = self._model.row_of(photo_id)
        if row is not None:
            self.setCurrentIndex(self._index(row))

    def zoom_to(self, cell: int) -> None:
        """Show cells of about `cell` pixels; the photo at the top stays there."""
        cell = min(max(cell, SMALLEST), LARGEST)
        if cell == self._cell:
            return
        anchor = self._anchor()
        self._cell = cell
        self._rebuild()
        self._scroll_to_anchor(anchor)
        self.zoomed.emit(cell)

    def zoom_by(self, steps: float) -> None:
        """Larger (positive) or smaller cells, about a sixth per step."""
        self.zoom_to(round(self._cell * 1.17**steps))

    @property
    def cell_size(self) -> int:
        """The size of cells that was asked for, in pixels."""
        return self._cell

    def refresh_facts(self) -> None:
        """Fetch what the model forgot about the photos on screen, and missing thumbnails."""
        self._look_soon.start()

    # What Qt asks of it: nothing below may raise, wait or touch a disk

    def doItemsLayout(self) -> None:
        QAbstractItemView.doItemsLayout(self)

    def visualRect(self, index: Index) -> QRect:
        if not index.isValid() or index.row() >= self._layout.rows:
            return QRect()
        return self._on_screen(self._layout.cell(index.row()))

    def indexAt(self, point: QPoint) -> QModelIndex:
        row = self._layout.row_at(point.x(), point.y() + self.verticalOffset())
        return self._index(row) if row is not None else QModelIndex()

    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        rect = self.visualRect(index)
        if rect.isNull():
            return
        bar, height, above = self.verticalScrollBar(), self.viewport().height(), self._heading
        if hint == QAbstractItemView.ScrollHint.PositionAtCenter:
            bar.setValue(bar.value() + rect.center().y() - height // 2)
        elif rect.top() < above:
            bar.setValue(bar.value() + rect.top() - above)
        elif rect.bottom() >= height:
            bar.setValue(bar.value() + min(rect.bottom() - height + 1, rect.top() - above))

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        rows = self._layout.rows
        if not rows:
            return QModelIndex()
        if not self.currentIndex().isValid():
            visible = self._visible_rows()
            return self._index(min(visible.start, rows - 1))
        page = max(1, self.viewport().height() - self._heading - self._layout.cell_height // 2)
        row = self.currentIndex().row()
        moves = QAbstractItemView.CursorAction
        match action:
            case moves.MoveLeft | moves.MovePrevious:
                row -= 1
            case moves.MoveRight | moves.MoveNext:
                row += 1
            case moves.MoveUp:
                row = self._layout.above(row)
            case moves.MoveDown:
                row = self._layout.below(row)
            case moves.MovePageUp:
                row = self._layout.page(row, -page)
            case moves.MovePageDown:
                row = self._layout.page(row, page)
            case moves.MoveHome:
                row = 0
            case moves.MoveEnd:
                row = rows - 1
        return self._index(min(max(row, 0), rows - 1))

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
            self._band = rect.normalized()
            band = self._band.translated(0, self.verticalOffset())
            for run in self._layout.runs_in(
                Box(band.x(), band.y(), max(band.width(), 1), max(band.height(), 1))
            ):
                selection.select(self._index(run.start), self._index(run.stop - 1))
            self.viewport().update()
        else:
            # With Shift Qt spans the rectangle from the first photo to the last: a run of rows.
            ends = self.indexAt(rect.topLeft()), self.indexAt(rect.bottomRight())
            if ends[0].isValid() and ends[1].isValid():
                first, last = sorted(end.row() for end in ends)
                selection.select(self._index(first), self._index(last))
        self.selectionModel().select(selection, command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        return QRegion(self.viewport().rect())

    def selectAll(self) -> None:
        if self._layout.rows:
            everything = QItemSelection(self._index(0), self._index(self._layout.rows - 1))
            flags = QItemSelectionModel.SelectionFlag
            self.selectionModel().select(everything, flags.ClearAndSelect)

    def updateGeometries(self) -> None:
        bar, height = self.verticalScrollBar(), self.viewport().height()
        bar.setRange(0, max(0, self._layout.height - height))
        bar.setPageStep(height)
        bar.setSingleStep(max(20, self._layout.cell_height // 3))

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()

    def keyboardSearch(self, search: str) -> None:
        """Typing letters must not walk through a million names."""

    @contained
    def resizeEvent(self, event: QResizeEvent) -> None:
        anchor = self._anchor()
        QAbstractItemView.resizeEvent(self, event)
        self._rebuild()
        self._scroll_to_anchor(anchor)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(event.angleDelta().y() / 120)
            event.accept()
        else:
            super().wheelEvent(event)

    @contained
    def mousePressEvent(self, event: QMouseEvent) -> None:
        y = event.position().toPoint().y()
        section = self._layout.heading_at(y + self.verticalOffset())
        pinned = self._pinned()
        if pinned is not None and y < self._heading:
            section = pinned
        if section is not None and self._model.sections[section].action:
            self.heading_used.emit(section)
            return
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self._band = None
        self.viewport().update()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._painter = CellPainter(colours_now(), self.font())
        super().changeEvent(event)

    @contained
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        top, area = self.verticalOffset(), event.rect()
        first, last = top + area.top(), top + area.bottom() + 1
        selection, current = self.selectionModel(), self.currentIndex().row()
        focused = self.hasFocus()
        for row in self._layout.rows_between(first, last):
            photo_id = self._model.ids[row]
            cell = Cell(
                self._on_screen(self._layout.cell(row)),
                self._model.facts(row),
                self._loader.pixmap(photo_id),
                self._loader.has_none(photo_id),
                selection.isSelected(self._index(row)),
                row == current,
            )
            self._painter.paint_cell(painter, cell, focused=focused)
        if self._heading:
            for section in self._layout.headings_between(first, last):
                self._paint_heading(painter, section, pinned=False)
            if (section_on_top := self._pinned()) is not None:
                self._paint_heading(painter, section_on_top, pinned=True)
        if self._band is not None:
            self._painter.paint_band(painter, self._band)
        painter.end()

    # Its own

    @property
    def _heading(self) -> int:
        return self._layout.heading

    def _index(self, row: int) -> QModelIndex:
        return self._model.index(row, 0)

    def _on_screen(self, box: Box) -> QRect:
        return QRect(box.x, box.y - self.verticalOffset(), box.width, box.height)

    def _visible_rows(self) -> range:
        top = self.verticalOffset()
        return self._layout.rows_between(top, top + self.viewport().height())

    def _pinned(self) -> int | None:
        """The section whose heading has scrolled out at the top."""
        top = self.verticalOffset()
        if not self._heading or not self._layout.rows or top <= 0:
            return None
        return self._layout.section_at(top)

    def _paint_heading(self, painter: QPainter, section: int, *, pinned: bool) -> None:
        rect = self._on_screen(self._layout.heading_of(section))
        if pinned:
            top = 0
            if section + 1 < self._layout.sections:
                following = self._on_screen(self._layout.heading_of(section + 1))
                top = min(0, following.top() - rect.height())
            rect.moveTop(max(top, rect.top()))
        self._painter.paint_heading(painter, rect, self._model.sections[section], pinned=pinned)

    def _anchor(self) -> tuple[int, int] | None:
        """The first whole photo on screen and how far down it is; None at the very top."""
        top = self.verticalOffset()
        rows = self._layout.rows_between(top + self._heading, top + self.viewport().height())
        if top <= 0 or not rows:
            return None
        return rows.start, self._layout.cell(rows.start).y - top

    def _scroll_to_anchor(self, anchor: tuple[int, int] | None) -> None:
        if anchor and anchor[0] < self._layout.rows:
            self.verticalScrollBar().setValue(self._layout.cell(anchor[0]).y - anchor[1])

    def _rebuild(self) -> None:
        width = self.viewport().width()
        columns = columns_in(width, self._cell)
        sections = self._model.sections
        titled = any(section.title for section in sections)
        self._layout = Layout(
            [section.count for section in sections],
            width=width,
            columns=columns,
            cell_height=round(min(width // columns, self._cell * 1.5) * ASPECT),
            heading=44 if titled else 0,
        )
        self.updateGeometries()
        self.viewport().update()
        self._look_soon.start()

    def _look(self) -> None:
        """Ask for the facts and thumbnails on screen first, then a page below, a page above."""
        rows, total = self._visible_rows(), self._layout.rows
        page = len(rows) + self._layout.columns
        below = range(rows.stop, min(rows.stop + page, total))
        above = range(max(rows.start - page, 0), rows.start)
        self._model.want(range(above.start, below.stop))
        ids = self._model.ids
        wanted = [ids[row] for part in (rows, below, reversed(above)) for row in part]
        self._loader.want(wanted, self._pixels())

    def _pixels(self) -> int:
        side = inner_side(self._layout.cell_width)
        return round(side * self.devicePixelRatioF())

    def _redraw(self, photo_ids: list[int]) -> None:
        wanted = set(photo_ids)
        for row in self._visible_rows():
            if self._model.ids[row] in wanted:
                self.viewport().update(self._on_screen(self._layout.cell(row)))


def _soon(grid: PhotoGrid, milliseconds: int, call: object) -> QTimer:
    timer = QTimer(grid, singleShot=True, interval=milliseconds)
    timer.timeout.connect(call)
    return timer


def _runs(rows: list[int]) -> Iterator[tuple[int, int]]:
    """Rows in ascending order as pairs of first and last of every unbroken run."""
    start = 0
    for at in range(1, len(rows) + 1):
        if at == len(rows) or rows[at] != rows[at - 1] + 1:
            yield rows[start], rows[at - 1]
            start = at
