"""The towns behind the photos of the map: which are seen, how large, and which are named."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from photoclip.library.atlas import Atlas

MOST = 2500
"""Towns drawn at once, the largest of those in sight: all of them take some milliseconds."""
MOST_NAMES = 28
_LOOKED_AT = 160
_SIZES = ((1_000_000, 3.4), (200_000, 2.6), (30_000, 1.9), (0, 1.4))
"""From so many inhabitants on a dot has that radius, in pixels."""


@dataclass(frozen=True, slots=True)
class Label:
    """The name of a town, and where it stands in the window."""

    text: str
    box: QRectF


class Towns:
    """`arrange` after the map moved, `paint` as often as needed."""

    def __init__(self, atlas: Atlas) -> None:
        self._atlas = atlas
        self._dots: list[tuple[float, QPolygonF]] = []
        self.labels: list[Label] = []

    @property
    def shown(self) -> int:
        """How many towns are drawn."""
        return sum(dots.size() for _radius, dots in self._dots)

    def arrange(
        self,
        size: tuple[int, int],
        middle: tuple[float, float],
        scale: float,
        font: QFont,
        taken: list[QRectF],
    ) -> None:
        """Choose what is seen; no name stands on what is `taken`."""
        atlas, (width, height) = self._atlas, size
        x = width / 2 + (atlas.longitude - middle[1]) * scale
        y = height / 2 - (atlas.latitude - middle[0]) * scale
        rows = np.flatnonzero((x > -8) & (x < width + 8) & (y > -8) & (y < height + 8))[:MOST]
        people = atlas.population[rows]
        larger = min(1.6, max(0.75, (scale / 12) ** 0.25))
        self._dots = []
        above = np.ones(len(rows), bool)
        for least, radius in _SIZES:
            chosen = rows[above & (people >= least)]
            above &= people < least
            points = zip(x[chosen].tolist(), y[chosen].tolist(), strict=True)
            self._dots.append((radius * larger, QPolygonF([QPointF(*point) for point in points])))
        self.labels = self._named(rows, x, y, font, list(taken)) if scale >= 6 else []

    def paint(self, painter: QPainter, dot: QColor, ink: QColor, font: QFont) -> None:
        """Draw the dots, then the names."""
        for radius, points in self._dots:
            pen = QPen(dot, 2 * radius)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawPoints(points)
        painter.setPen(ink)
        painter.setFont(font)
        for label in self.labels:
            painter.drawText(label.box, Qt.AlignmentFlag.AlignVCenter, label.text)

    def _named(
        self,
        rows: NDArray[np.int64],
        x: NDArray[np.float32],
        y: NDArray[np.float32],
        font: QFont,
        taken: list[QRectF],
    ) -> list[Label]:
        """The largest towns whose names do not stand on one another."""
        metrics, found = QFontMetricsF(font), list[Label]()
        for row in rows[:_LOOKED_AT]:
            if row >= len(self._atlas.names) or len(found) == MOST_NAMES:
                break
            text = self._atlas.names[row]
            wide, high = metrics.horizontalAdvance(text) + 2, metrics.height()
            box = QRectF(float(x[row]) + 6, float(y[row]) - high / 2, wide, high)
            around = box.adjusted(-10, -4, 10, 4)
            if not any(around.intersects(other) for other in taken):
                found.append(Label(text, box))
                taken.append(box)
        return found
