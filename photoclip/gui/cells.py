"""How a cell and a heading of the grid look: the picture, the selection, the badges."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPixmap

from photoclip.gui.icons import draw_icon
from photoclip.gui.model import Facts
from photoclip.gui.scale import NOTE, SMALL, TITLE
from photoclip.gui.sections import Section
from photoclip.gui.theme import Colours
from photoclip.gui.words import duration_in_words

GAP = 2
"""Pixels around the picture in its cell."""

_BADGE_GROUND = QColor(0, 0, 0, 165)
_BADGE_INK = "#ffffff"
_STAR_INK = "#ffd166"
_HEART_INK = "#ff8fa3"
_REJECT_INK = "#ff9a90"


Part = tuple[str, str, str]
"""A piece of a badge: an icon or none, its ink, a word or none."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Everything that is to be seen in one cell.

    `stack` counts the photos under its tile, 0 for a single one; a `stacked` one came out of
    such a tile. A `veiled` photo has a blurred pixmap, and says so; a `sensitive` one that is shown
    as it is has a badge.
    """

    rect: QRect
    facts: Facts | None
    pixmap: QPixmap | None
    unreadable: bool
    selected: bool
    current: bool
    offline: bool = False
    stack: int = 0
    stacked: bool = False
    veiled: bool = False
    sensitive: bool = False


STACK_CORNER = 44
"""Pixels from the top right corner of a cell within which a click means the stack."""


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
        self._small.setPixelSize(SMALL)
        self._small.setBold(True)
        self._title = QFont(font)
        self._title.setPixelSize(TITLE)
        self._title.setWeight(QFont.Weight.DemiBold)
        self._note = QFont(font)
        self._note.setPixelSize(NOTE)
        self._badges: dict[tuple[object, ...], QPixmap] = {}

    def paint_cell(self, painter: QPainter, cell: Cell, *, focused: bool) -> None:
        """Paint one cell; `focused` says that the grid has the keyboard."""
        picture = cell.rect.adjusted(GAP, GAP, -GAP, -GAP)
        rejected = cell.facts is not None and cell.facts.photo.rejected
        if cell.pixmap is None or cell.pixmap.isNull():
            self._paint_blank(painter, picture, cell)
        else:
            if _is_gone(cell.facts) or cell.offline or rejected:
                painter.setOpacity(0.35)
            draw_filling(painter, picture, cell.pixmap)
            painter.setOpacity(1.0)
            if cell.veiled:
                self._paint_eye(painter, picture)
        if cell.facts:
            self._paint_badges(painter, picture, cell)
        if cell.selected:
            painter.setPen(self._ring)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(picture.adjusted(0, 0, -1, -1))
        if cell.current and focused:
            ink = "#ffffff" if cell.selected else self.colours.line
            inset = 3 if cell.selected else 0
            painter.setPen(QPen(QColor(ink), 1 if cell.selected else 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(picture.adjusted(inset, inset, -1 - inset, -1 - inset))

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

    def _paint_blank(self, painter: QPainter, rect: QRect, cell: Cell) -> None:
        painter.fillRect(rect, self._blank)
        problem = cell.facts.photo.problem if cell.facts else None
        if not (cell.unreadable or problem):
            return
        side = min(28, rect.width() // 3)
        spot = QRect(0, 0, side, side)
        spot.moveCenter(rect.center())
        name = "missing" if _is_gone(cell.facts) else "offline" if cell.offline else "problem"
        draw_icon(painter, spot, name, self.colours.dim)

    def _paint_eye(self, painter: QPainter, picture: QRect) -> None:
        side = min(30, picture.width() // 3)
        spot = QRect(0, 0, side, side)
        spot.moveCenter(picture.center())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_BADGE_GROUND)
        painter.drawEllipse(spot.adjusted(-8, -8, 8, 8))
        draw_icon(painter, spot, "hidden", _BADGE_INK)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _paint_badges(self, painter: QPainter, picture: QRect, cell: Cell) -> None:
        """What the user decided at the bottom left, what kind of file it is at the top right."""
        assert cell.facts is not None
        ratio = painter.device().devicePixelRatioF()
        for parts, corner in (
            (decided(cell.facts, offline=cell.offline), Qt.Corner.BottomLeftCorner),
            (kind_of(cell.facts) + veil_of(cell) + stack_of(cell), Qt.Corner.TopRightCorner),
        ):
            if not parts:
                continue
            badge = self._badge(parts, ratio)
            size = badge.deviceIndependentSize().toSize()
            if size.width() + 8 > max(picture.width(), 40):
                continue
            if corner is Qt.Corner.BottomLeftCorner:
                place = picture.bottomLeft() + QPoint(4, -size.height() - 3)
            else:
                place = picture.topRight() + QPoint(-size.width() - 3, 4)
            painter.drawPixmap(place, badge)

    def _badge(self, shown: tuple[Part, ...], ratio: float) -> QPixmap:
        """A pill with icons and words; drawn once per combination."""
        key = (*shown, ratio)
        if key in self._badges:
            return self._badges[key]
        metrics = QFontMetrics(self._small)
        widths = [
            (15 if name else 0) + (metrics.horizontalAdvance(text) + 2 if text else 0)
            for name, _, text in shown
        ]
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
            if name:
                draw_icon(painter, QRect(x, 3, 14, 14), name, ink)
            painter.setPen(QColor(_BADGE_INK))
            left = x + (16 if name else 1)
            painter.drawText(QPointF(left, 10 + metrics.capHeight() / 2), text)
            x += part_width + 5
        painter.end()
        self._badges[key] = pixmap
        return pixmap


def decided(facts: Facts, *, offline: bool = False) -> tuple[Part, ...]:
    """The badges of what the user said about a photo, and whether its file is there."""
    photo = facts.photo
    parts: list[Part | None] = [
        ("missing", _BADGE_INK, "") if _is_gone(facts) else None,
        ("offline", _BADGE_INK, "") if offline and not _is_gone(facts) else None,
        ("reject", _REJECT_INK, "") if photo.rejected else None,
        ("favourite", _HEART_INK, "") if photo.favourite else None,
        ("star", _STAR_INK, str(photo.rating)) if photo.rating else None,
        ("tag", _BADGE_INK, str(len(facts.tags))) if facts.tags else None,
    ]
    return tuple(part for part in parts if part)


def kind_of(facts: Facts) -> tuple[Part, ...]:
    """The badges of what kind of file a photo is; plain pictures have none."""
    photo = facts.photo
    metadata = photo.metadata
    alone = metadata.format == "raw"
    parts: list[Part | None] = [
        ("", _BADGE_INK, "RAW" if alone else "RAW +") if photo.is_raw else None,
        ("video", _BADGE_INK, duration_in_words(metadata.duration_seconds or 0))
        if photo.is_video
        else None,
        ("video", _BADGE_INK, QCoreApplication.translate("Badge", "Live"))
        if photo.is_live
        else None,
        (
            "",
            _BADGE_INK,
            "GIF" if metadata.format == "gif" else QCoreApplication.translate("Badge", "Moving"),
        )
        if metadata.animated and not photo.is_video
        else None,
    ]
    return tuple(part for part in parts if part)


def veil_of(cell: Cell) -> tuple[Part, ...]:
    """The badge of a sensitive photo that is shown as it is; a veiled one has an eye."""
    return (("sensitive", _BADGE_INK, ""),) if cell.sensitive and not cell.veiled else ()


def stack_of(cell: Cell) -> tuple[Part, ...]:
    """The badge of photos that look alike under one tile."""
    if cell.stack:
        return (("stack", _BADGE_INK, str(cell.stack)),)
    return (("stack", _BADGE_INK, ""),) if cell.stacked else ()


def draw_filling(painter: QPainter, rect: QRect, pixmap: QPixmap) -> None:
    """Draw the middle of a pixmap so that it fills a rectangle: pixel for pixel where it can."""
    ratio = painter.device().devicePixelRatioF()
    if (round(rect.width() * ratio), round(rect.height() * ratio)) == (
        pixmap.width(),
        pixmap.height(),
    ):
        painter.drawPixmap(rect, pixmap)
        return
    scale = max(rect.width() / pixmap.width(), rect.height() / pixmap.height())
    width, height = rect.width() / scale, rect.height() / scale
    part = QRectF((pixmap.width() - width) / 2, (pixmap.height() - height) / 2, width, height)
    painter.drawPixmap(QRectF(rect), pixmap, part)


def _is_gone(facts: Facts | None) -> bool:
    return facts is not None and facts.photo.missing_since is not None
