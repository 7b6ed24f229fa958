"""The grid of photos: what is shown in the cells, how large, and what stays when that changes."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QPoint,
    QRect,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from photoclip.gui.bugs import contained
from photoclip.gui.cells import GAP, STACK_CORNER, Cell, CellPainter
from photoclip.gui.geometry import Box
from photoclip.gui.loader import ThumbLoader
from photoclip.gui.model import Listing, PhotoModel
from photoclip.gui.scrubber import Scrubber
from photoclip.gui.sectioned_view import SectionedView
from photoclip.gui.theme import colours_now
from photoclip.gui.tile_layout import AspectsOf, TileLayout
from photoclip.settings import LARGEST_TILE, SMALLEST_TILE, Settings

SMALLEST, USUAL, LARGEST = SMALLEST_TILE, Settings().tile_size, LARGEST_TILE
LONG = 1.5
"""The longer side of most photos by their shorter one: how large a picture a cell needs."""


@dataclass(frozen=True, slots=True)
class _Held:
    """What stays under the pointer while cells change their size: a part of a photo's height."""

    row: int
    part: float
    at: QPoint
    scrolled: int


class PhotoGrid(SectionedView):
    """Shows a `PhotoModel` in cells under headings; knows nothing of what is done with photos.

    `aspects` tells the shapes of photos, 0 where they are unknown; without it all count as
    unknown.
    """

    selection_changed = Signal()
    photo_opened = Signal(int)  # photo id
    heading_used = Signal(int)  # section
    zoomed = Signal(int)  # pixels
    stack_used = Signal(int)  # photo id
    veil_used = Signal(int)  # photo id
    drag_started = Signal()  # with the selected photos

    def __init__(
        self,
        model: PhotoModel,
        loader: ThumbLoader,
        parent: QWidget | None = None,
        *,
        aspects: AspectsOf | None = None,
    ) -> None:
        super().__init__(parent)
        self._model, self._loader = model, loader
        self._layout = TileLayout(aspects)
        self._cell = USUAL
        self.offline_roots: tuple[Path, ...] = ()
        self.veiled: Callable[[int], bool] = lambda _photo_id: False
        self.sensitive: Callable[[int], bool] = lambda _photo_id: False
        self._painter = CellPainter(colours_now(), self.font())
        self._look_soon = _soon(self, 12, self._look)
        self._tell_soon = _soon(self, 0, self.selection_changed)
        self._zoom_soon = _soon(self, 0, self._zoom_by_wheel)
        self._turned, self._turned_at = 0.0, QPoint()
        self._held: _Held | None = None
        self.scrubber = Scrubber(self, self._layout.date_at, self._layout.years)
        self.setVerticalScrollBar(self.scrubber)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setAccessibleName(self.tr("Photos"))
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
        if keep and listing.is_like(self._model.listing):
            return
        anchor, selected, current = self.anchor(), self.selected_ids(), self.current_id()
        anchor_id = self._model.ids[anchor[0]] if anchor else None
        self._model.show(listing)
        self._layout.show(listing)
        self._held = None
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

    def selected_count(self) -> int:
        """How many photos are selected."""
        selection = self.selectionModel().selection()
        parts = map(selection.at, range(selection.count()))
        return sum(part.bottom() - part.top() + 1 for part in parts)

    def current_id(self) -> int | None:
        """The photo that the keyboard is on."""
        index = self.currentIndex()
        return self._model.ids[index.row()] if index.isValid() else None

    @property
    def stacks(self) -> Mapping[int, int]:
        """The photos that others are folded under, with how many they are together."""
        return self._model.listing.stacks

    @property
    def listed(self) -> bool:
        """Whether there is any photo to be seen."""
        return bool(self._model.ids)

    def shows(self, photo_id: int) -> bool:
        """Whether a photo is among those that are shown."""
        return self._model.row_of(photo_id) is not None

    def go_to(self, photo_id: int) -> None:
        """Make a photo the current and only selected one, and show it."""
        row = self._model.row_of(photo_id)
        if row is not None:
            self.setCurrentIndex(self.index_of(row))

    def zoom_to(self, cell: int, at: QPoint | None = None) -> None:
        """Show cells of about `cell` pixels; the photo at a point, or at the top, stays there."""
        cell = min(max(cell, SMALLEST), LARGEST)
        if cell == self._cell:
            return
        held = self._hold(at) if at is not None else None
        anchor = self.anchor()
        self._cell = cell
        self._rebuild()
        if held is None:
            self.scroll_to_anchor(anchor)
        else:
            box = self.cells.cell(held.row)
            self.verticalScrollBar().setValue(round(box.y + held.part * box.height) - held.at.y())
            self._held = replace(held, scrolled=self.verticalScrollBar().value())
        self.zoomed.emit(cell)

    def zoom_by(self, steps: float, at: QPoint | None = None) -> None:
        """Larger (positive) or smaller cells, about a sixth per step."""
        self.zoom_to(round(self._cell * 1.17**steps), at)

    @property
    def cell_size(self) -> int:
        """The size of cells that was asked for, in pixels."""
        return self._cell

    @property
    def tiles(self) -> str:
        """Whether photos are cut to squares or keep their shapes: one of `settings.TILES`."""
        return self._layout.tiles

    def show_tiles(self, tiles: str) -> None:
        """Cut photos to squares, or show them in their shapes."""
        if tiles != self._layout.tiles:
            anchor = self.anchor()
            self._layout.tiles = tiles
            self._rebuild()
            self.scroll_to_anchor(anchor)

    def reshape(self) -> None:
        """The shapes of photos became known, or changed."""
        anchor = self.anchor()
        if self._layout.forget_aspects():
            self._rebuild()
            self.scroll_to_anchor(anchor)

    def refresh_facts(self) -> None:
        """Fetch what the model forgot about the photos on screen, and missing thumbnails."""
        self._look_soon.start()

    # What Qt asks of it: nothing below may raise, wait or touch a disk

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._look_soon.start()

    @contained
    def resizeEvent(self, event: QResizeEvent) -> None:
        anchor = self.anchor()
        QAbstractItemView.resizeEvent(self, event)
        self._rebuild()
        self.scroll_to_anchor(anchor)

    @contained
    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            # A wheel that spins sends several turns a frame: one layout for all of them.
            self._turned += event.angleDelta().y() / 120
            self._turned_at = event.position().toPoint()
            self._zoom_soon.start()
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
        if section is not None and self._layout.sections[section].action:
            self.heading_used.emit(section)
            return
        if event.button() == Qt.MouseButton.LeftButton and self._on_badge(
            event.position().toPoint()
        ):
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
        focused, listing = self.hasFocus(), self._model.listing
        rows = self.cells.rows_between(first, last)
        for row, box in zip(rows, self.cells.cells(rows), strict=True):
            photo_id = self._model.ids[row]
            facts = self._model.facts(row)
            cell = Cell(
                self.on_screen(box),
                facts,
                self._loader.pixmap(photo_id),
                self._loader.has_none(photo_id),
                selection.isSelected(self.index_of(row)),
                row == current,
                any(facts.photo.path.is_relative_to(root) for root in self.offline_roots)
                if facts
                else False,
                listing.stacks.get(photo_id, 0),
                photo_id in listing.unfolded,
                self.veiled(photo_id),
                self.sensitive(photo_id),
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

    def _on_badge(self, point: QPoint) -> bool:
        """Use the badge of a stack, or the eye of a veil, that lies under a point."""
        index = self.indexAt(point)
        if not index.isValid():
            return False
        photo_id, rect = self._model.ids[index.row()], self.visualRect(index)
        corner = QRect(rect.right() - STACK_CORNER, rect.top(), STACK_CORNER, STACK_CORNER // 2 + 6)
        if photo_id in self._model.listing.stacks and corner.contains(point):
            self.stack_used.emit(photo_id)
            return True
        eye = QRect(0, 0, 46, 46)
        eye.moveCenter(rect.center())
        if self.veiled(photo_id) and eye.contains(point):
            self.veil_used.emit(photo_id)
            return True
        return False

    def _paint_heading(self, painter: QPainter, section: int, *, pinned: bool) -> None:
        rect = self.on_screen(self.cells.heading_of(section))
        if pinned:
            top = 0
            if section + 1 < self.cells.sections:
                following = self.on_screen(self.cells.heading_of(section + 1))
                top = min(0, following.top() - rect.height())
            rect.moveTop(max(top, rect.top()))
        self._painter.paint_heading(painter, rect, self._layout.sections[section], pinned=pinned)

    def _hold(self, at: QPoint) -> _Held | None:
        """The photo to keep under the pointer: the same one while only the wheel is turned."""
        held, scrolled = self._held, self.verticalScrollBar().value()
        if held is not None and (held.at, held.scrolled) == (at, scrolled):
            return held if held.row < self.cells.rows else None
        near = self.anchor_at(at)
        if near is None:
            return None
        row, top = near
        part = (at.y() - top) / max(self.cells.cell(row).height, 1)
        return _Held(row, min(max(part, 0.0), 1.0), QPoint(at), scrolled)

    def _zoom_by_wheel(self) -> None:
        turned, self._turned = self._turned, 0.0
        self.zoom_by(turned, self._turned_at)

    def _rebuild(self) -> None:
        width = max(self.viewport().width() - 2 * self.MARGIN, 1)
        self.cells = self._layout.lay_out(width, self._cell)
        self.updateGeometries()
        self.viewport().update()
        self._look_soon.start()

    def _look(self) -> None:
        """Ask for the facts and thumbnails on screen first, then a page below, a page above."""
        if not self.isVisible():
            return  # another page asks for its own
        rows, total = self.visible_rows(), self.cells.rows
        page = len(rows) + 8
        below = range(rows.stop, min(rows.stop + page, total))
        above = range(max(rows.start - page, 0), rows.start)
        near = range(above.start, below.stop)
        self._model.want(near)
        ids, ratio = self._model.ids, self.devicePixelRatioF()
        boxes = {
            ids[row]: _pixels(box, ratio)
            for row, box in zip(near, self.cells.cells(near), strict=True)
        }
        wanted = [ids[row] for part in (rows, below, reversed(above)) for row in part]
        self._loader.want(wanted, round(self._cell * LONG * ratio), boxes)

    def _redraw(self, photo_ids: list[int]) -> None:
        wanted = set(photo_ids)
        for row in self.visible_rows():
            if self._model.ids[row] in wanted:
                self.viewport().update(self.on_screen(self.cells.cell(row)))


def _pixels(box: Box, ratio: float) -> tuple[int, int]:
    """The pixels of a picture that fills a cell."""
    width, height = box.width - 2 * GAP, box.height - 2 * GAP
    return max(round(width * ratio), 1), max(round(height * ratio), 1)


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
