"""How a cell and a heading of the grid look: the picture, the selection, the badges."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPixmap

from photoclip.gui.icons import draw_icon
from photoclip.gui.model import Facts, Section
from photoclip.gui.theme import Colours

GAP = 5
"""Pixels around the picture in its cell."""

_BADGE_GROUND = QColor(0, 0, 0, 165)
_BADGE_INK = "#ffffff"
_STAR_INK = "#ffd166"
_HEART_INK = "#ff8fa3"


@dataclass(frozen=True, slots=True)
class Cell:
    """Everything that is to be seen in one cell."""

    rect: QRect
    facts: Facts | None
    pixmap: QPixmap | None
    unreadable: bool
    selected: bool
    current: bool


def inner_side(width: int) -> int:
    """How many pixels the longer side of a picture has in a cell of that width, at most."""
    return max(16, width - 2 * GAP)


class CellPainter:
    """Paints cells and headings in the colours of a theme."""

    def __init__(self, colours: Colours, font: QFont) -> None:
        self.colours = colours
        self._ground = QColor(colours.ground)
        self._blank = QColor(colours.hover if colours.dark else "#ececef")
        self._line = QColor(colours.line)
        self._ring = QPen(self._line, 3)
        self._ring.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        self._tint = QColor(colours.line)
        self._tint.setAlpha(48)
        self._small = QFont(font)
        self._small.setPixelSize(11)
        self._small.setBold(True)
        self._title = QFont(font)
        self._title.setPixelSize(15)
        self._title.setWeight(QFont.Weight.DemiBold)
        self._note = QFont(font)
        self._note.setPixelSize(12)
        self._badges: dict[tuple[object, ...], QPixmap] = {}

    def paint_cell(self, painter: QPainter, cell: Cell, *, focused: bool) -> None:
        """Paint one cell; `focused` says that the grid has the keyboard."""
        room = cell.rect.adjusted(GAP, GAP, -GAP, -GAP)
        picture = self._picture_rect(room, cell.pixmap, painter.device().devicePixelRatioF())
        if cell.selected:
            painter.fillRect(cell.rect.adjusted(1, 1, -1, -1), self._tint)
        if cell.pixmap is None:
            self._paint_blank(painter, picture, cell)
        elif _is_gone(cell.facts):
            painter.setOpacity(0.35)
            painter.drawPixmap(picture, cell.pixmap)
            painter.setOpacity(1.0)
        else:
            painter.drawPixmap(picture, cell.pixmap)
        if cell.facts:
            self._paint_badges(painter, picture, cell.facts)
        if cell.selected:
            painter.setPen(self._ring)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(picture.adjusted(-1, -1, 0, 0))
        if cell.current and focused:
            style = Qt.PenStyle.SolidLine if not cell.selected else Qt.PenStyle.DotLine
            painter.setPen(QPen(QColor(self.colours.dim), 1, style))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(cell.rect.adjusted(1, 1, -2, -2))

    def paint_heading(
        self, painter: QPainter, rect: QRect, section: Section, *, pinned: bool
    ) -> None:
        """Paint a section's heading; a pinned one lies over photos."""
        if pinned:
            ground = QColor(self._ground)
            ground.setAlpha(238)
            painter.fillRect(rect, ground)
        base = rect.adjusted(GAP + 3, 0, -GAP - 3, -6)
        flags = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft
        painter.setFont(self._title)
        painter.setPen(QColor(self.colours.text))
        painter.drawText(base, flags, section.title)
        used = QFontMetrics(self._title).horizontalAdvance(section.title) + 10
        painter.setFont(self._note)
        painter.setPen(QColor(self.colours.dim))
        painter.drawText(base.adjusted(used, 0, 0, -1), flags, section.note)
        if section.action:
            painter.setPen(self._line)
            flags = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignRight
            painter.drawText(base.adjusted(0, 0, 0, -1), flags, section.action)

    def paint_band(self, painter: QPainter, rect: QRect) -> None:
        """Paint the rubber band."""
        painter.setPen(QPen(self._line, 1))
        painter.setBrush(self._tint)
        painter.drawRect(rect)

    def _picture_rect(self, room: QRect, pixmap: QPixmap | None, ratio: float) -> QRect:
        """Where the picture goes: as large as fits, in the middle; blank ones are a square."""
        if pixmap is None or pixmap.isNull():
            size = QSize(room.height() * 4 // 3, room.height()).boundedTo(room.size())
        else:
            natural = (
                QSizeF(pixmap.size())
                .scaled(
                    pixmap.width() / ratio,
                    pixmap.height() / ratio,
                    Qt.AspectRatioMode.IgnoreAspectRatio,
                )
                .toSize()
            )
            size = natural.scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
            if abs(size.width() - natural.width()) + abs(size.height() - natural.height()) <= 2:
                size = natural  # pixel for pixel: sharper and quicker than scaling by one
        rect = QRect(QPoint(0, 0), size)
        rect.moveCenter(room.center())
        return rect

    def _paint_blank(self, painter: QPainter, rect: QRect, cell: Cell) -> None:
        painter.fillRect(rect, self._blank)
        problem = cell.facts.photo.problem if cell.facts else None
        if not (cell.unreadable or problem):
            return
        side = min(28, rect.width() // 3)
        spot = QRect(0, 0, side, side)
        spot.moveCenter(rect.center())
        gone = _is_gone(cell.facts)
        draw_icon(painter, spot, "missing" if gone else "problem", self.colours.dim)

    def _paint_badges(self, painter: QPainter, picture: QRect, facts: Facts) -> None:
        photo = facts.photo
        gone = _is_gone(facts)
        key = (photo.rating, photo.favourite, len(facts.tags), gone)
        if not any(key):
            return
        badge = self._badge(*key, painter.device().devicePixelRatioF())
        size = badge.deviceIndependentSize().toSize()
        if size.width() + 8 <= max(picture.width(), 40):
            painter.drawPixmap(picture.bottomLeft() + QPoint(4, -size.height() - 3), badge)

    def _badge(self, rating: int, favourite: bool, tags: int, gone: bool, ratio: float) -> QPixmap:
        """The pill with what the user decided; drawn once per combination."""
        key = (rating, favourite, tags, gone, ratio)
        if key in self._badges:
            return self._badges[key]
        parts = [
            ("missing", _BADGE_INK, "") if gone else None,
            ("favourite", _HEART_INK, "") if favourite else None,
            ("star", _STAR_INK, str(rating)) if rating else None,
            ("tag", _BADGE_INK, str(tags)) if tags else None,
        ]
        metrics = QFontMetrics(self._small)
        shown = [part for part in parts if part]
        widths = [15 + (metrics.horizontalAdvance(text) + 2 if text else 0) for _, _, text in shown]
        width = sum(widths) + 5 * (len(shown) - 1) + 10
        pixmap = QPixmap(QRectF(0, 0, width * ratio, 20 * ratio).size().toSize())
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_BADGE_GROUND)
        painter.drawRoundedRect(QRectF(0, 0, width, 20), 10, 10)
        painter.setFont(self._small)
        x = 5
        for (name, ink, text), part_width in zip(shown, widths, strict=True):
            draw_icon(painter, QRect(x, 3, 14, 14), name, ink)
            painter.setPen(QColor(_BADGE_INK))
            painter.drawText(QPointF(x + 16, 10 + metrics.capHeight() / 2), text)
            x += part_width + 5
        painter.end()
        self._badges[key] = pixmap
        return pixmap


def _is_gone(facts: Facts | None) -> bool:
    return facts is not None and facts.photo.missing_since is not None
