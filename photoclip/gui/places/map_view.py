"""The map: where photos were taken, in clusters, over a world drawn from its towns."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from photoclip.gui.bugs import contained
from photoclip.gui.listings import counted
from photoclip.gui.places.towns import Towns
from photoclip.gui.scale import SMALL, TINY
from photoclip.gui.theme import colours_now
from photoclip.library.atlas import Atlas
from photoclip.library.places import KM_PER_DEGREE, Positions

GRID = 46
"""Pixels: photos nearer to each other on the screen become one cluster."""
CLOSEST = 60_000.0
"""Pixels per degree at most: a cluster of 46 pixels is then about 80 m wide."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Photos that are near each other on the screen; degrees, kilometres, pixels."""

    latitude: float
    longitude: float
    km: float
    photos: int
    at: QPointF

    @property
    def radius(self) -> float:
        """Of its circle, in pixels."""
        return 11 + 3.2 * math.log10(self.photos)


class MapView(QWidget):
    """Equirectangular: one degree is `scale` pixels, both ways. Drag, wheel and keys move it."""

    place_opened = Signal(float, float, float)  # latitude, longitude, kilometres

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(320, 240)
        self.setAccessibleName(self.tr("Map"))
        self.clusters: list[Cluster] = []
        self.name_at: Callable[[float, float], str] = lambda _latitude, _longitude: ""
        self._where = Positions(np.zeros(0, np.int64), np.zeros(0), np.zeros(0))
        self._scale, self._middle = 3.0, (20.0, 10.0)  # latitude, longitude
        self._atlas: Atlas | None = None
        self._towns: Towns | None = None
        self._land = QPixmap()
        self._pressed: QPoint | None = None
        self._dragged = False
        self._fits = True

    def sizeHint(self) -> QSize:
        return QSize(720, 480)

    def show_atlas(self, atlas: Atlas) -> None:
        """Draw this world behind the photos."""
        self._atlas, self._towns = atlas, Towns(atlas)
        self._dress()
        self._arrange()

    def show_positions(self, where: Positions) -> None:
        """Show photos; the first time the map fits them all."""
        first = not len(self._where.ids)
        self._where = where
        self.setAccessibleName(self.tr("Map of {}").format(counted(len(where.ids))))
        if first and self._fits:
            self.fit()
        self._arrange()

    def fit(self) -> None:
        """Show all photos, or the whole world where there are none."""
        self._fits = True
        where = self._where
        width, height = max(self.width(), 1), max(self.height(), 1)
        if not len(where.ids):
            self._middle, self._scale = (20.0, 10.0), max(width / 360, height / 180)
        else:
            south, north = where.latitude.min(), where.latitude.max()
            west, east = where.longitude.min(), where.longitude.max()
            self._middle = float((south + north) / 2), float((west + east) / 2)
            room = 0.78
            wide = room * width / max(float(east - west), 0.02)
            high = room * height / max(float(north - south), 0.02)
            self._scale = min(wide, high, 400.0)
        self._clamp()
        self._arrange()

    def go_to(self, latitude: float, longitude: float, km: float) -> None:
        """Show a place with what lies so far around it."""
        self._fits = False
        degrees = max(km, 1.0) * 2 / KM_PER_DEGREE
        self._middle = latitude, longitude
        self._scale = min(0.7 * min(self.width(), self.height()) / degrees, CLOSEST)
        self._clamp()
        self._arrange()

    def zoom(self, steps: float, at: QPointF | None = None) -> None:
        """Nearer (positive) or farther; what is at that point stays there."""
        self._fits = False
        at = at or QPointF(self.width() / 2, self.height() / 2)
        latitude, longitude = self._degrees(at)
        self._scale = min(self._scale * 1.35**steps, CLOSEST)
        self._clamp()
        moved = self._degrees(at)
        self._middle = (
            self._middle[0] + latitude - moved[0],
            self._middle[1] + longitude - moved[1],
        )
        self._clamp()
        self._arrange()

    def pan(self, right: float, down: float) -> None:
        """Move the world under the window, in pixels."""
        self._fits = False
        self._middle = (
            self._middle[0] - down / self._scale,
            self._middle[1] + right / self._scale,
        )
        self._clamp()
        self._arrange()

    def pixel(self, latitude: float, longitude: float) -> QPointF:
        """Where a place is in the window."""
        x = self.width() / 2 + (longitude - self._middle[1]) * self._scale
        return QPointF(x, self.height() / 2 - (latitude - self._middle[0]) * self._scale)

    # What Qt asks of it: nothing below may raise, wait or touch a disk

    @contained
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = colours_now()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(colours.ground))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        corner, opposite = self.pixel(90, -180), self.pixel(-90, 180)
        world = QRectF(corner, opposite)
        painter.fillRect(world, QColor(colours.chrome))
        if not self._land.isNull():
            # From near the glow says nothing that the towns do not say better.
            painter.setOpacity(min(0.55, max(0.18, 8 / self._scale)))
            painter.drawPixmap(world, self._land, QRectF(self._land.rect()))
            painter.setOpacity(1.0)
        self._paint_lines(painter, colours.border)
        if self._towns is not None:
            dot, ink = QColor(colours.dim), QColor(colours.text)
            dot.setAlpha(120)
            ink.setAlpha(190)
            self._towns.paint(painter, dot, ink, self._small_font())
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        for cluster in self.clusters:
            radius = cluster.radius
            painter.setPen(QPen(QColor(colours.on_accent), 1.5))
            painter.setBrush(QColor(colours.accent))
            painter.drawEllipse(cluster.at, radius, radius)
            box = QRectF(cluster.at.x() - 30, cluster.at.y() - 12, 60, 24)
            font.setPixelSize(SMALL if cluster.photos < 1000 else TINY)
            painter.setFont(font)
            painter.setPen(QColor(colours.on_accent))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, _short(cluster.photos))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colours.line), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()

    @contained
    def resizeEvent(self, event: QResizeEvent) -> None:
        if self._fits:
            self.fit()
        self._clamp()
        self._arrange()

    @contained
    def wheelEvent(self, event: QWheelEvent) -> None:
        self.zoom(event.angleDelta().y() / 120, event.position())
        event.accept()

    @contained
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed, self._dragged = event.position().toPoint(), False

    @contained
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if self._pressed is not None:
            moved = at - self._pressed
            if self._dragged or moved.manhattanLength() > 4:
                self._dragged = True
                self._pressed = at
                self.pan(-moved.x(), -moved.y())
        over = self.cluster_at(event.position()) is not None
        hand = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.OpenHandCursor
        self.setCursor(hand)

    @contained
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        cluster = self.cluster_at(event.position())
        if self._pressed is not None and not self._dragged and cluster is not None:
            self.place_opened.emit(cluster.latitude, cluster.longitude, cluster.km)
        self._pressed = None

    @contained
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.cluster_at(event.position()) is None:
            self.zoom(2, event.position())

    @contained
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = 80
        keys = {
            Qt.Key.Key_Left: lambda: self.pan(-step, 0),
            Qt.Key.Key_Right: lambda: self.pan(step, 0),
            Qt.Key.Key_Up: lambda: self.pan(0, -step),
            Qt.Key.Key_Down: lambda: self.pan(0, step),
            Qt.Key.Key_Plus: lambda: self.zoom(1),
            Qt.Key.Key_Equal: lambda: self.zoom(1),
            Qt.Key.Key_Minus: lambda: self.zoom(-1),
            Qt.Key.Key_Home: self.fit,
        }
        call = keys.get(Qt.Key(event.key()))
        if call is None:
            super().keyPressEvent(event)
        else:
            call()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self._tell(event)
            return True
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self._dress()
        super().changeEvent(event)

    # Its own

    @contained
    def _tell(self, event: QHelpEvent) -> None:
        """What is under the pointer, in a tip."""
        cluster = self.cluster_at(QPointF(event.pos()))
        if cluster is None:
            QToolTip.hideText()
            return
        name = self.name_at(cluster.latitude, cluster.longitude)
        text = counted(cluster.photos)
        QToolTip.showText(event.globalPos(), f"{name}\n{text}" if name else text, self)

    def cluster_at(self, point: QPointF) -> Cluster | None:
        """The cluster under a point of the window; of several the one that is on top."""
        for cluster in reversed(self.clusters):
            apart = point - cluster.at
            if math.hypot(apart.x(), apart.y()) <= cluster.radius + 2:
                return cluster
        return None

    def _degrees(self, point: QPointF) -> tuple[float, float]:
        latitude = self._middle[0] - (point.y() - self.height() / 2) / self._scale
        return latitude, self._middle[1] + (point.x() - self.width() / 2) / self._scale

    def _clamp(self) -> None:
        """The world never becomes smaller than the window, nor leaves it."""
        least = max(self.width() / 360, 0.5)
        self._scale = max(self._scale, least)
        high = max(0.0, 90 - self.height() / 2 / self._scale)
        wide = max(0.0, 180 - self.width() / 2 / self._scale)
        self._middle = (
            min(max(self._middle[0], -high), high),
            min(max(self._middle[1], -wide), wide),
        )

    def _arrange(self) -> None:
        """Join the photos in sight into clusters."""
        where = self._where
        x = self.width() / 2 + (where.longitude - self._middle[1]) * self._scale
        y = self.height() / 2 - (where.latitude - self._middle[0]) * self._scale
        seen = (x > -GRID) & (x < self.width() + GRID) & (y > -GRID) & (y < self.height() + GRID)
        rows = np.flatnonzero(seen)
        # Cells are fixed to the world: clusters stay while the map is dragged.
        across = np.floor(where.longitude[rows] * self._scale / GRID).astype(np.int64)
        down = np.floor(where.latitude[rows] * self._scale / GRID).astype(np.int64)
        order = np.lexsort((down, across))
        across, down, rows = across[order], down[order], rows[order]
        edges = np.flatnonzero((np.diff(across) != 0) | (np.diff(down) != 0)) + 1
        groups = [group for group in np.split(rows, edges) if len(group)]
        found = [self._cluster(group) for group in groups]
        self.clusters = sorted(found, key=lambda cluster: cluster.photos)
        if self._towns is not None:
            r = [(c.at, c.radius + 3) for c in self.clusters]
            taken = [QRectF(at.x() - far, at.y() - far, 2 * far, 2 * far) for at, far in r]
            size = self.width(), self.height()
            self._towns.arrange(size, self._middle, self._scale, self._small_font(), taken)
        self.update()

    def _small_font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(SMALL)
        return font

    def _cluster(self, rows: np.ndarray) -> Cluster:
        latitude, longitude = self._where.latitude[rows], self._where.longitude[rows]
        middle = float(latitude.mean()), float(longitude.mean())
        east = (longitude - middle[1]) * math.cos(math.radians(middle[0]))
        far = float(np.hypot(latitude - middle[0], east).max()) * KM_PER_DEGREE
        return Cluster(*middle, max(0.1, far * 1.02 + 0.01), len(rows), self.pixel(*middle))

    def _dress(self) -> None:
        """The world in the colours of the theme."""
        if self._atlas is None:
            return
        colours = colours_now()
        glow = np.ascontiguousarray(self._atlas.glow)
        high, wide = glow.shape
        alpha = QImage(glow.data, wide, high, wide, QImage.Format.Format_Alpha8)
        land = QImage(alpha.size(), QImage.Format.Format_ARGB32_Premultiplied)
        land.fill(QColor(colours.dim))
        painter = QPainter(land)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
        painter.drawImage(0, 0, alpha)
        painter.end()
        self._land = QPixmap.fromImage(land)
        self.update()

    def _paint_lines(self, painter: QPainter, colour: str) -> None:
        """Every so many degrees a thin line, for orientation."""
        step = next((s for s in (30, 10, 5, 1, 0.5, 0.1, 0.05, 0.01) if s * self._scale < 260), 30)
        faint = QColor(colour)
        faint.setAlpha(110)
        painter.setPen(QPen(faint, 1))
        north, west = self._degrees(QPointF(0, 0))
        south, east = self._degrees(QPointF(self.width(), self.height()))
        for number in range(math.ceil(west / step), math.floor(east / step) + 1):
            x = self.pixel(0, number * step).x()
            painter.drawLine(QPointF(x, 0), QPointF(x, self.height()))
        for number in range(math.ceil(south / step), math.floor(north / step) + 1):
            y = self.pixel(number * step, 0).y()
            painter.drawLine(QPointF(0, y), QPointF(self.width(), y))


def _short(count: int) -> str:
    """ "812", "3.4k", "120k"."""
    if count < 1000:
        return str(count)
    return f"{count / 1000:.1f}k" if count < 10_000 else f"{count // 1000}k"
