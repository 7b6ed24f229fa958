"""How often each brightness occurs in the photo on screen, for every channel."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPixmap, QPolygonF
from PySide6.QtWidgets import QWidget

from photoclip.gui.bugs import contained

BINS = 64
SIDE = 256
"""The longer side in pixels of what is counted: more changes nothing that can be seen."""

_CHANNELS = ("#ff5a52", "#4cd964", "#4da3ff")


def histogram_of(pixmap: QPixmap) -> NDArray[np.float64]:
    """The shares (3, BINS) of red, green and blue, the largest but for the two ends being 1."""
    small = pixmap.toImage().scaled(
        SIDE, SIDE, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.FastTransformation
    )
    small = small.convertToFormat(QImage.Format.Format_RGB32)
    if small.isNull():
        return np.zeros((3, BINS))
    pixels = np.frombuffer(small.constBits(), np.uint8).reshape(small.height(), -1, 4)
    pixels = pixels[:, : small.width()]
    counts = np.stack(
        [np.bincount(pixels[..., c].ravel() // (256 // BINS), minlength=BINS) for c in (2, 1, 0)]
    ).astype(np.float64)
    # Black and white borders would flatten everything else.
    top = counts[:, 1:-1].max() or counts.max() or 1.0
    return np.minimum(counts / top, 1.0)


class Histogram(QWidget):
    """Three translucent curves on a dark ground, in the corner of the photo."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shares = np.zeros((3, BINS))
        self._key = 0
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(self.tr("Histogram"))
        self.resize(self.sizeHint())
        self.hide()

    def show_pixmap(self, pixmap: QPixmap | None) -> None:
        """Count a picture, once."""
        key = pixmap.cacheKey() if pixmap is not None else 0
        if key != self._key:
            self._key = key
            self._shares = histogram_of(pixmap) if pixmap is not None else np.zeros((3, BINS))
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(220, 110)

    @contained
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, 170))
        painter.drawRoundedRect(QRectF(self.rect()), 8, 8)
        area = QRectF(self.rect()).adjusted(8, 8, -8, -8)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Plus)
        for shares, name in zip(self._shares, _CHANNELS, strict=True):
            colour = QColor(name)
            colour.setAlpha(120)
            painter.setBrush(colour)
            step = area.width() / (BINS - 1)
            points = [
                QPointF(area.left() + n * step, area.bottom() - share * area.height())
                for n, share in enumerate(shares)
            ]
            painter.drawPolygon(QPolygonF([area.bottomLeft(), *points, area.bottomRight()]))
        painter.end()
