"""One picture that can be fitted, zoomed to the pointer and dragged."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from photoclip.gui.bugs import contained

STEP = 1.25
MOST = 8.0


@dataclass(frozen=True, slots=True)
class View:
    """What is to be seen of a photo, in terms that fit any other: for photos that are compared.

    `zoom` counts from the size that fits; the centre is a share of width and height.
    """

    zoom: float
    x: float
    y: float


class PhotoCanvas(QWidget):
    """Paints a pixmap as if it had the photo's own size, whatever its number of pixels.

    The scale counts device pixels of the screen per pixel of the photo: 1.0 is "100 %".
    """

    scale_changed = Signal(float)
    double_clicked = Signal()
    view_changed = Signal(object)  # View; the user's doing, not `set_view`'s

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pixmap: QPixmap | None = None
        self._size = QSize()
        self._scale = 1.0
        self._fitted = True
        self._centre = QPointF()  # the point of the photo in the middle of the widget
        self._grabbed: QPointF | None = None
        self._wished: View | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Photo"))

    @property
    def scale(self) -> float:
        """Device pixels per pixel of the photo."""
        return self._scale

    @property
    def fitted(self) -> bool:
        """Whether the photo is kept as large as fits."""
        return self._fitted

    @property
    def photo_rect(self) -> QRectF:
        """Where the photo lies, in coordinates of the widget."""
        return self._target()

    def show_pixmap(self, pixmap: QPixmap | None, size: QSize, *, same_photo: bool) -> None:
        """Show a pixmap of a photo of `size` pixels; the view stays if it is the same photo."""
        self._pixmap = pixmap
        grown = size != self._size
        self._size = size
        if not same_photo:
            self._fitted = True
        if grown or not same_photo:
            self._fit_or_keep()
        if self._wished is not None and not size.isEmpty():
            view, self._wished = self._wished, None
            self.set_view(view)
        self.update()

    def fit(self) -> None:
        """As large as fits."""
        self._fitted = True
        self._fit_or_keep()
        self._tell_view()

    def zoom_to(self, scale: float, at: QPointF | None = None) -> None:
        """Zoom so that what is under `at` (default: the middle) stays there."""
        if self._size.isEmpty():
            return
        at = at if at is not None else QPointF(self.rect().center())
        fitting = self._fitting()
        scale = min(max(scale, min(fitting, 1.0)), MOST)
        point = self._to_photo(at)
        self._fitted = abs(scale / fitting - 1) < 1e-6
        self._scale = scale
        offset = (at - QPointF(self.rect().center())) * (1 / self._per_pixel())
        self._move_to(point - offset)
        self.scale_changed.emit(scale)
        self._tell_view()

    @property
    def needs_pixels(self) -> bool:
        """Whether zoom shows more than a picture as large as the widget has."""
        return not self._fitted and self._scale > self._fitting() * 1.05

    def set_view(self, view: View) -> None:
        """Show the part of this photo that corresponds to a part of another."""
        if self._size.isEmpty():
            self._wished = view  # its size is not known yet
            return
        self._fitted = abs(view.zoom - 1) < 1e-6
        self._scale = self._fitting() * view.zoom
        self._move_to(QPointF(view.x * self._size.width(), view.y * self._size.height()))
        self.scale_changed.emit(self._scale)

    def _tell_view(self) -> None:
        if not self._size.isEmpty():
            x, y = self._centre.x() / self._size.width(), self._centre.y() / self._size.height()
            self.view_changed.emit(View(self._scale / self._fitting(), x, y))

    def zoom_by(self, steps: float, at: QPointF | None = None) -> None:
        """Zoom in (positive) or out by so many steps."""
        self.zoom_to(self._scale * STEP**steps, at)

    def sizeHint(self) -> QSize:
        return QSize(640, 480)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_or_keep()

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.zoom_by(event.angleDelta().y() / 120, event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._grabbed = event.position()
            if not self._fitted:
                self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grabbed is not None:
            moved = (event.position() - self._grabbed) * (1 / self._per_pixel())
            self._move_to(self._centre - moved)
            self._grabbed = event.position()
            self._tell_view()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grabbed = None
        self.unsetCursor()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._fitted:
            self.zoom_to(1.0, event.position())
        else:
            self.fit()
        self.double_clicked.emit()

    @contained
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), self.palette().color(QPalette.ColorRole.Base))
        if self._pixmap is not None and not self._pixmap.isNull():
            painter.setRenderHint(
                QPainter.RenderHint.SmoothPixmapTransform, self._scale < 2 or not self._sharp()
            )
            painter.drawPixmap(self._target(), self._pixmap, QRectF(self._pixmap.rect()))
        painter.end()

    def _sharp(self) -> bool:
        """Whether every pixel of the photo is there: then large ones are shown as they are."""
        return self._pixmap is not None and self._pixmap.width() >= self._size.width()

    def _per_pixel(self) -> float:
        """Logical pixels of the widget per pixel of the photo."""
        return self._scale / self.devicePixelRatioF()

    def _fitting(self) -> float:
        if self._size.isEmpty() or self.width() < 1 or self.height() < 1:
            return 1.0
        ratio = self.devicePixelRatioF()
        across = self.width() * ratio / self._size.width()
        down = self.height() * ratio / self._size.height()
        # Small pictures are shown at most twice as large: more would only show their pixels.
        return min(across, down, 2.0)

    def _fit_or_keep(self) -> None:
        if self._fitted:
            self._scale = self._fitting()
            self._centre = QPointF(self._size.width() / 2, self._size.height() / 2)
            self.scale_changed.emit(self._scale)
        self._move_to(self._centre)

    def _move_to(self, centre: QPointF) -> None:
        """Put that point of the photo in the middle, as far as the photo reaches."""
        seen = QSizeF(self.width(), self.height()) * (1 / self._per_pixel())

        def kept(value: float, whole: float, part: float) -> float:
            return whole / 2 if part >= whole else min(max(value, part / 2), whole - part / 2)

        self._centre = QPointF(
            kept(centre.x(), self._size.width(), seen.width()),
            kept(centre.y(), self._size.height(), seen.height()),
        )
        self.update()

    def _to_photo(self, at: QPointF) -> QPointF:
        return self._centre + (at - QPointF(self.rect().center())) * (1 / self._per_pixel())

    def _target(self) -> QRectF:
        per_pixel = self._per_pixel()
        corner = QRectF(self.rect()).center() - self._centre * per_pixel
        target = QRectF(corner, QSizeF(self._size) * per_pixel)
        # Whole device pixels: a photo at 100 % must not be smeared by half a pixel.
        ratio = self.devicePixelRatioF()
        target.moveLeft(round(target.left() * ratio) / ratio)
        target.moveTop(round(target.top() * ratio) / ratio)
        return target
