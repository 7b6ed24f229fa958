"""Photos that look like the selected one, as a few small pictures to click on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from photoclip.gui.bugs import contained
from photoclip.gui.cells import draw_filling
from photoclip.gui.loader import ThumbLoader

COLUMNS, ROWS, GAP = 4, 2, 4
MOST = COLUMNS * ROWS
PIXELS = 200


class SimilarStrip(QWidget):
    """Two rows of squares; the arrow keys walk over them, Enter or a click opens one."""

    photo_opened = Signal(int)

    def __init__(self, thumbs: ThumbLoader | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._thumbs: ThumbLoader | None = None
        self._ids: tuple[int, ...] = ()
        self._at = 0
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(self.tr("Similar photos"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.hide()
        if thumbs is not None:
            self.draw_with(thumbs)

    @property
    def ids(self) -> tuple[int, ...]:
        """The photos that are shown."""
        return self._ids

    def draw_with(self, thumbs: ThumbLoader) -> None:
        """Take the small pictures from there."""
        self._thumbs = thumbs
        thumbs.loaded.connect(self._loaded)

    def show_photos(self, photo_ids: Sequence[int]) -> None:
        """Show these, the most similar first; none hides the strip."""
        ids = tuple(photo_ids[:MOST])
        if ids != self._ids:
            self._ids, self._at = ids, 0
            self._fit_height()
            self.update()
        self.setVisible(bool(ids))
        self._want()

    def sizeHint(self) -> QSize:
        return QSize(200, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_height()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._want()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()  # else the release would go to somebody else

    @contained
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        at = self._index_at(event.position())
        if at is not None and event.button() == Qt.MouseButton.LeftButton:
            self.photo_opened.emit(self._ids[at])

    @contained
    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = Qt.Key
        steps = {
            keys.Key_Left: -1,
            keys.Key_Right: 1,
            keys.Key_Up: -COLUMNS,
            keys.Key_Down: COLUMNS,
        }
        key = Qt.Key(event.key())
        if key in steps and self._ids:
            self._at = min(max(self._at + steps[key], 0), len(self._ids) - 1)
            self.update()
        elif key in (keys.Key_Return, keys.Key_Enter, keys.Key_Space) and self._ids:
            self.photo_opened.emit(self._ids[self._at])
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        # The arrow keys and Enter are the window's, unless somebody is here.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            keys = Qt.Key
            mine = (keys.Key_Left, keys.Key_Right, keys.Key_Up, keys.Key_Down, keys.Key_Return)
            if Qt.Key(event.key()) in mine:
                event.accept()
                return True
        return super().event(event)

    @contained
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        palette = self.palette()
        for number, photo_id in enumerate(self._ids):
            rect = self._rect(number)
            pixmap = self._thumbs.pixmap(photo_id) if self._thumbs else None
            if pixmap is None or pixmap.isNull():
                painter.fillRect(rect, palette.color(QPalette.ColorRole.Midlight))
            else:
                draw_filling(painter, rect, pixmap)
            if number == self._at and self.hasFocus():
                painter.setPen(QPen(palette.color(QPalette.ColorRole.Link), 2))
                painter.drawRect(rect.adjusted(1, 1, -1, -1))
        painter.end()

    def _fit_height(self) -> None:
        """As high as its squares at this width: layouts ask too late for a height."""
        rows = 1 if len(self._ids) <= COLUMNS else ROWS
        self.setFixedHeight(rows * (self._side(self.width()) + GAP) - GAP)

    def _side(self, width: int) -> int:
        return max((width - (COLUMNS - 1) * GAP) // COLUMNS, 20)

    def _rect(self, number: int) -> QRect:
        side = self._side(self.width())
        row, column = divmod(number, COLUMNS)
        return QRect(column * (side + GAP), row * (side + GAP), side, side)

    def _index_at(self, at: QPointF) -> int | None:
        point = at.toPoint()
        return next((n for n in range(len(self._ids)) if self._rect(n).contains(point)), None)

    def _want(self) -> None:
        if self._thumbs is not None and self.isVisible():
            self._thumbs.want_also(self._ids, PIXELS)

    def _loaded(self, photo_ids: list[int]) -> None:
        if self.isVisible() and any(i in self._ids for i in photo_ids):
            self.update()
