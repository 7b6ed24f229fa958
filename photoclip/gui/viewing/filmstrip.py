"""A strip of small photos under the large one: where it stands among its neighbours."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from photoclip.gui.bugs import contained
from photoclip.gui.cells import draw_filling
from photoclip.gui.loader import ThumbLoader
from photoclip.gui.model import PhotoModel

SIDE, GAP, PAD = 64, 4, 8
PIXELS = 160
"""How large thumbnails are asked for; whatever the grid has already will do."""


class Filmstrip(QWidget):
    """Paints the rows around the current one, which stays in the middle; a click goes there."""

    row_chosen = Signal(int)
    stepped = Signal(int)

    def __init__(
        self, model: PhotoModel, thumbs: ThumbLoader, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._model, self._thumbs = model, thumbs
        self._row = 0
        self._turned = 0.0
        self.setObjectName("filmstrip")
        self.setAccessibleName(self.tr("Filmstrip"))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(SIDE + 2 * PAD)
        self.setMouseTracking(True)
        self._hovered: int | None = None
        self._want_soon = QTimer(self, singleShot=True, interval=60)
        self._want_soon.timeout.connect(self._want)
        thumbs.loaded.connect(self._loaded)

    def show_row(self, row: int) -> None:
        """Put a row of the model in the middle."""
        self._row = row
        self.update()
        self._want_soon.start()

    def rows(self) -> range:
        """The rows that can be seen, a part of them at least."""
        beside = self.width() // (2 * (SIDE + GAP)) + 1
        count = len(self._model.ids)
        return range(max(self._row - beside, 0), min(self._row + beside + 1, count))

    def rect_of(self, row: int) -> QRect:
        """Where a row is painted."""
        left = self.width() // 2 - SIDE // 2 + (row - self._row) * (SIDE + GAP)
        return QRect(left, PAD, SIDE, SIDE)

    def row_at(self, at: QPointF) -> int | None:
        """The row under a point."""
        point = at.toPoint()
        return next((row for row in self.rows() if self.rect_of(row).contains(point)), None)

    def sizeHint(self) -> QSize:
        return QSize(400, SIDE + 2 * PAD)

    @contained
    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = self.row_at(event.position())
        if row is not None and event.button() == Qt.MouseButton.LeftButton:
            self.row_chosen.emit(row)

    @contained
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        row = self.row_at(event.position())
        if row != self._hovered:
            self._hovered = row
            self.setToolTip(self._model.data(self._model.index(row, 0)) if row is not None else "")
            self.update()

    @contained
    def wheelEvent(self, event: QWheelEvent) -> None:
        self._turned += (event.angleDelta().y() or event.angleDelta().x()) / 120
        steps = int(self._turned)
        self._turned -= steps
        if steps:
            self.stepped.emit(-steps)
        event.accept()

    @contained
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        palette = self.palette()
        painter.fillRect(event.rect(), palette.color(QPalette.ColorRole.Window))
        blank = palette.color(QPalette.ColorRole.Midlight)
        for row in self.rows():
            rect = self.rect_of(row)
            pixmap = self._thumbs.pixmap(self._model.ids[row])
            painter.setOpacity(1.0 if row in (self._row, self._hovered) else 0.72)
            if pixmap is None or pixmap.isNull():
                painter.fillRect(rect, blank)
            else:
                draw_filling(painter, rect, pixmap)
            painter.setOpacity(1.0)
            if row == self._row:
                pen = QPen(QColor(palette.color(QPalette.ColorRole.Link)), 2)
                pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
                painter.setPen(pen)
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(rect.adjusted(-1, -1, 1, 1))
        painter.end()

    def _loaded(self, _photo_ids: list[int]) -> None:
        if self.isVisible():
            self.update()

    def _want(self) -> None:
        """The nearest first; what has a picture already keeps it."""
        if not self.isVisible():
            return
        nearest = sorted(self.rows(), key=lambda row: abs(row - self._row))
        self._thumbs.want_also((self._model.ids[row] for row in nearest), PIXELS)
