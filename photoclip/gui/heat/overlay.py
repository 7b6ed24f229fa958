"""Heat painted over a photo, in step with its zoom, with a legend; or why there is none."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QLinearGradient, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from photoclip.gui.bugs import contained
from photoclip.gui.scale import NOTE
from photoclip.images.heat import colours

COLD, HOT = 0.30, 0.66
"""How opaque the coldest and the hottest places are."""

Box = tuple[float, float, float, float]


def heat_image(grid: Sequence[Sequence[float]]) -> QImage:
    """Rows of heat in 0…1 as a small picture with transparency, to be painted smoothly."""
    heat = np.asarray(grid, np.float64).clip(0, 1)
    opacity = COLD + (HOT - COLD) * heat[..., None]
    pixels = np.concatenate([colours(heat), 255 * opacity], axis=-1).round().astype(np.uint8)
    data = np.ascontiguousarray(pixels).tobytes()
    height, width = heat.shape
    image = QImage(data, width, height, 4 * width, QImage.Format.Format_RGBA8888)
    return image.copy()  # its own memory: `data` ends here


class HeatOverlay(QWidget):
    """Lies over a canvas without catching the mouse. `photo_rect` says where the photo is."""

    def __init__(self, canvas: QWidget, photo_rect: Callable[[], QRectF]) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._photo_rect = photo_rect
        self._heat: QImage | None = None
        self._box: Box | None = None
        self.text = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        canvas.installEventFilter(self)
        self.hide()

    @property
    def shows_heat(self) -> bool:
        """Whether there is a map, and not only words."""
        return self._heat is not None

    def say(self, text: str) -> None:
        """Only words: what is waited for, or why there is no map."""
        self._heat, self._box, self.text = None, None, text
        self._lay()

    def show_heat(self, grid: Sequence[Sequence[float]], box: Box, text: str) -> None:
        """Show a map; `box` (x, y, width, height, in shares of the photo) gets a frame."""
        self._heat, self._box, self.text = heat_image(grid), box, text
        self._lay()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.resize(watched.size())
        return super().eventFilter(watched, event)

    @contained
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._heat is not None:
            photo = self._photo_rect()
            painter.setClipRect(photo)
            painter.drawImage(photo, self._heat, QRectF(self._heat.rect()))
            if self._box is not None:
                x, y, width, height = self._box
                frame = QRectF(
                    photo.left() + x * photo.width(),
                    photo.top() + y * photo.height(),
                    width * photo.width(),
                    height * photo.height(),
                ).adjusted(2, 2, -2, -2)
                painter.setBrush(Qt.BrushStyle.NoBrush)
                for ink, thickness in (("#000000", 4.0), ("#ffffff", 2.0)):
                    painter.setPen(QPen(QColor(ink), thickness))
                    painter.drawRoundedRect(frame, 3, 3)
            painter.setClipping(False)
        self._paint_legend(painter)
        painter.end()

    def _lay(self) -> None:
        self.resize(self._canvas.size())
        self.show()
        self.update()

    def _paint_legend(self, painter: QPainter) -> None:
        """The words on a dark ground at the bottom, and from cold to hot beside them."""
        font = QFont(self.font())
        font.setPixelSize(NOTE)
        painter.setFont(font)
        scale = 150 if self._heat is not None else 0
        room = min(
            painter.fontMetrics().horizontalAdvance(self.text) + 6, self.width() - scale - 60
        )
        width = room + scale + 28
        box = QRectF((self.width() - width) / 2, self.height() - 46, width, 30)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, 185))
        painter.drawRoundedRect(box, 15, 15)
        painter.setPen(QColor("#ffffff"))
        words = QRectF(box.left() + 14, box.top(), room, box.height())
        text = painter.fontMetrics().elidedText(self.text, Qt.TextElideMode.ElideRight, int(room))
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, text)
        if scale:
            bar = QRectF(words.right() + 46, box.center().y() - 4, 68, 8)
            gradient = QLinearGradient(bar.topLeft(), bar.topRight())
            for place in np.linspace(0, 1, 9):
                red, green, blue = colours(np.asarray(place)).round().astype(int).tolist()
                gradient.setColorAt(float(place), QColor(red, green, blue))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(gradient)
            painter.drawRoundedRect(bar, 4, 4)
            painter.setPen(QColor("#ffffff"))
            left = QRectF(bar.left() - 40, box.top(), 34, box.height())
            right = QRectF(bar.right() + 6, box.top(), 34, box.height())
            flags = Qt.AlignmentFlag.AlignVCenter
            painter.drawText(left, flags | Qt.AlignmentFlag.AlignRight, self.tr("less"))
            painter.drawText(right, flags | Qt.AlignmentFlag.AlignLeft, self.tr("more"))
