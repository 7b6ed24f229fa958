"""Two small pictures of learning, painted by hand: the falling loss, and before against after."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from photoclip.gui.bugs import contained
from photoclip.gui.personal.seen import TagLine
from photoclip.gui.theme import colours_now

ROW, NAMES, FIGURES, TOP = 24, 170, 50, 22
MOST_ROWS = 12
_MARGIN = 12


class LossCurve(QWidget):
    """The loss of every step, a line for each fit; those that are over are faint."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._curves: list[list[float]] = []
        self._expected = 0
        self.setMinimumHeight(150)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_curves([])

    def show_curves(self, curves: Sequence[Sequence[float]]) -> None:
        """Show these fits, the last one being under way."""
        self._curves = [list(curve) for curve in curves if curve]
        self.setAccessibleName(self._spoken())
        self.update()

    @property
    def last(self) -> float | None:
        """The loss of the last step."""
        return self._curves[-1][-1] if self._curves else None

    def sizeHint(self) -> QSize:
        return QSize(400, 150)

    @contained
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = colours_now()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colours.border), 1))
        painter.setBrush(QColor(colours.raised))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, 6, 6)
        room = box.adjusted(_MARGIN, _MARGIN + 14, -_MARGIN - 40, -_MARGIN)
        painter.setPen(QColor(colours.dim))
        painter.drawText(QPointF(room.left(), box.top() + 17), self.tr("Loss, step by step"))
        if self._curves:
            self._paint_curves(painter, room)
        painter.end()

    def _paint_curves(self, painter: QPainter, room: QRectF) -> None:
        colours = colours_now()
        low = min(min(curve) for curve in self._curves)
        high = max(max(curve) for curve in self._curves)
        span = max(high - low, 1e-6)
        longest = max(max(len(curve) for curve in self._curves), 2)

        def point(step: int, loss: float) -> QPointF:
            return QPointF(
                room.left() + room.width() * step / (longest - 1),
                room.bottom() - room.height() * (loss - low) / span,
            )

        for number, curve in enumerate(self._curves):
            current = number == len(self._curves) - 1
            colour = QColor(colours.line if current else colours.dim)
            colour.setAlpha(255 if current else 70)
            painter.setPen(QPen(colour, 2 if current else 1))
            painter.drawPolyline(QPolygonF([point(s, loss) for s, loss in enumerate(curve)]))
        end = point(len(self._curves[-1]) - 1, self._curves[-1][-1])
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.line))
        painter.drawEllipse(end, 3.5, 3.5)
        painter.setPen(QColor(colours.text))
        painter.drawText(end + QPointF(8, 4), f"{self._curves[-1][-1]:.2f}")

    def _spoken(self) -> str:
        if not self._curves:
            return self.tr("Loss, nothing yet")
        first, last = self._curves[-1][0], self._curves[-1][-1]
        return self.tr("Loss, from {first} to {last}").format(
            first=f"{first:.2f}", last=f"{last:.2f}"
        )


class BeforeAfter(QWidget):
    """A line for each tag from how well it was found to how well it is found now, 0 to 1."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[TagLine, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_lines(self, lines: tuple[TagLine, ...]) -> None:
        """Show the tags that were tested; the table has those that do not fit."""
        self._lines = lines[:MOST_ROWS]
        self.setAccessibleName(
            self.tr("Before and after: ")
            + "; ".join(f"{one.name} {one.before:.2f} → {one.after:.2f}" for one in self._lines)
        )
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(420, TOP + ROW * max(1, len(self._lines)) + 8)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @contained
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        bottom = TOP + ROW * len(self._lines)
        left, right = NAMES, self.width() - FIGURES - 8
        colours = colours_now()
        for fifth in range(6):
            x = left + (right - left) * fifth / 5
            painter.setPen(QPen(QColor(colours.border), 1))
            painter.drawLine(QPointF(x, TOP - 2), QPointF(x, bottom))
            painter.setPen(QColor(colours.dim))
            label = QRectF(x - 20, 0, 40, TOP - 6)
            painter.drawText(label, Qt.AlignmentFlag.AlignCenter, f"{fifth / 5:g}")
        for row, line in enumerate(self._lines):
            self._paint_line(painter, line, TOP + ROW * row + ROW // 2, (left, right))
        painter.end()

    def _paint_line(
        self, painter: QPainter, line: TagLine, y: int, ends: tuple[float, float]
    ) -> None:
        colours = colours_now()
        left, right = ends
        before, after = line.before or 0.0, line.after or 0.0
        start, end = (left + (right - left) * value for value in (before, after))
        colour = QColor(colours.line if after >= before else colours.danger)
        name = QRect(0, y - ROW // 2, NAMES - 14, ROW)
        painter.setPen(QColor(colours.text))
        text = painter.fontMetrics().elidedText(
            line.name, Qt.TextElideMode.ElideRight, name.width()
        )
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(name, flags, text)
        painter.setPen(QPen(colour, 3))
        painter.drawLine(QPointF(start, y), QPointF(end, y))
        painter.setPen(QPen(QColor(colours.dim), 2))
        painter.setBrush(QColor(colours.ground))
        painter.drawEllipse(QPointF(start, y), 4, 4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(QPointF(end, y), 5, 5)
        painter.setPen(QColor(colours.text))
        figure = QRect(int(right) + 14, y - ROW // 2, FIGURES, ROW)
        painter.drawText(figure, Qt.AlignmentFlag.AlignVCenter, f"{after:.2f}")
