"""The grid of photos: what is shown in the cells, how large, and what stays when that changes."""

from __future__ import annotations

from array import array
from collections.abc import Iterator

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from photoclip.gui.bugs import contained
from photoclip.gui.cells import Cell, CellPainter, inner_side
from photoclip.gui.geometry import Layout, columns_in
from photoclip.gui.loader import ThumbLoader
from photoclip.gui.model import Listing, PhotoModel
from photoclip.gui.sectioned_view import SectionedView
from photoclip.gui.theme import colours_now
from photoclip.settings import LARGEST_TILE, SMALLEST_TILE, Settings

SMALLEST, USUAL, LARGEST = SMALLEST_TILE, Settings().tile_size, LARGEST_TILE
ASPECT = 0.87
"""Height of a cell by its width: most photos lie, and squares would part their lines too far."""


class PhotoGrid(SectionedView):
    """Shows a `PhotoModel` in cells under headings; knows nothing of what is done with photos."""

    selection_changed = Signal()
    photo_opened = Signal(int)  # photo id
    heading_used = Signal(int)  # section
    zoomed = Signal(int)  # pixels
    drag_started = Signal()  # with the selected photos

    def __init__(
        self, model: PhotoModel, loader: ThumbLoader, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._model, self._loader = model, loader
        self._cell = USUAL
        self._painter = CellPainter(colours_now(), self.font())
        self._look_soon = _soon(self, 12, self._look)
        self._tell_soon = _soon(self, 0, self.selection_changed)
        self.setAccessibleName("Photos")
        self.setModel(model)
        self.setDragEnabled(True)
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
        anchor, selected, current = self.anchor(), self.selected_ids(), self.current_id()
        anchor_id = self._model.ids[anchor[0]] if anchor else None
        self._model.show(listing)
        self._rebuild()
        if not keep:
            self.verticalScrollBar().setValue(0)
        elif anchor and anchor_id is not None:
            row = self._model.row_of(anchor_id)
            self.scroll_to_anchor((row, anchor[1]) if row is not None else None)
        if keep:
            self.select(selected, current)
        elif selected:
            self._tell_soon.start()
        self._look_soon.start()

    def select(self, photo_ids: array[int], current: int | None = None) -> None:
        """Select exactly these photos, as far as they are shown."""
        selection = QItemSelection()
        for first, last in _runs(self._model.rows_of(photo_ids)):
            selection.select(self.index_of(first), self.index_of(last))
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().select(selection, flags.ClearAndSelect)
        row = self._model.row_of(current) if current is not None else None
        if row is not None:
            self.selectionModel().setCurrentIndex(self.index_of(row), flags.NoUpdate)

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
            self.setCurrentIndex(self.index_of(row))

    def zoom_to(self, cell: int) -> None:
        """Show cells of about `cell` pixels; the photo at the top stays there."""
        cell = min(max(cell, SMALLEST), LARGEST)
        if cell == self._cell:
            return
        anchor = self.anchor()
        self._cell = cell
        self._rebuild()
        self.scroll_to_anchor(anchor)
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

    @contained
    def resizeEvent(self, event: QResizeEvent) -> None:
        anchor = self.anchor()
        QAbstractItemView.resizeEvent(self, event)
        self._rebuild()
        self.scroll_to_anchor(anchor)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(event.angleDelta().y() / 120)
            event.accept()
        else:
            super().wheelEvent(event)

    @contained
    def mousePressEvent(self, event: QMouseEvent) -> None:
        y = event.position().toPoint().y()
        section = self.cells.heading_at(y + self.verticalOffset())
        pinned = self.pinned_section()
        if pinned is not None and y < self.cells.heading:
            section = pinned
        if section is not None and self._model.sections[section].action:
            self.heading_used.emit(section)
            return
        super().mousePressEvent(event)

    def startDrag(self, supportedActions: Qt.DropAction) -> None:
        self.drag_started.emit()

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
        for row in self.cells.rows_between(first, last):
            photo_id = self._model.ids[row]
            cell = Cell(
                self.on_screen(self.cells.cell(row)),
                self._model.facts(row),
                self._loader.pixmap(photo_id),
                self._loader.has_none(photo_id),
                selection.isSelected(self.index_of(row)),
                row == current,
            )
            self._painter.paint_cell(painter, cell, focused=focused)
        if self.cells.heading:
            for section in self.cells.headings_between(first, last):
                self._paint_heading(painter, section, pinned=False)
            if (section_on_top := self.pinned_section()) is not None:
                self._paint_heading(painter, section_on_top, pinned=True)
        if self.band is not None:
            self._painter.paint_band(painter, self.band)
        painter.end()

    # Its own

    def _paint_heading(self, painter: QPainter, section: int, *, pinned: bool) -> None:
        rect = self.on_screen(self.cells.heading_of(section))
        if pinned:
            top = 0
            if section + 1 < self.cells.sections:
                following = self.on_screen(self.cells.heading_of(section + 1))
                top = min(0, following.top() - rect.height())
            rect.moveTop(max(top, rect.top()))
        self._painter.paint_heading(painter, rect, self._model.sections[section], pinned=pinned)

    def _rebuild(self) -> None:
        width = self.viewport().width()
        columns = columns_in(width, self._cell)
        sections = self._model.sections
        titled = any(section.title for section in sections)
        self.cells = Layout(
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
        rows, total = self.visible_rows(), self.cells.rows
        page = len(rows) + self.cells.columns
        below = range(rows.stop, min(rows.stop + page, total))
        above = range(max(rows.start - page, 0), rows.start)
        self._model.want(range(above.start, below.stop))
        ids = self._model.ids
        wanted = [ids[row] for part in (rows, below, reversed(above)) for row in part]
        self._loader.want(wanted, self._pixels())

    def _pixels(self) -> int:
        side = inner_side(self.cells.cell_width)
        return round(side * self.devicePixelRatioF())

    def _redraw(self, photo_ids: list[int]) -> None:
        wanted = set(photo_ids)
        for row in self.visible_rows():
            if self._model.ids[row] in wanted:
                self.viewport().update(self.on_screen(self.cells.cell(row)))


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
