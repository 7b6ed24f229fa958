"""The scroll bar of the grid: while it is dragged it says when the photos on screen were taken."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QLabel,
    QScrollBar,
    QStyle,
    QStyleOptionSlider,
    QWidget,
)

from photoclip.gui.bugs import contained

ROOM = 10
"""Pixels between the bar and what is written beside it."""


class Scrubber(QScrollBar):
    """A scroll bar with a bubble beside its handle, and the years along its groove.

    `word` says what stands at a height of the content, `marks` what begins at which height.
    """

    def __init__(
        self,
        area: QAbstractScrollArea,
        word: Callable[[int], str],
        marks: Callable[[], list[tuple[str, int]]],
    ) -> None:
        super().__init__(Qt.Orientation.Vertical, area)
        self._area, self._word = area, word
        self.setAccessibleName(self.tr("Scroll through time"))
        self.bubble = QLabel(area)
        self.bubble.setObjectName("bubble")
        self.bubble.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.bubble.hide()
        self.marks = Marks(self, marks)
        self.marks.hide()
        self.sliderPressed.connect(self._begin)
        self.sliderReleased.connect(self._end)
        self.valueChanged.connect(self._say)

    @contained
    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.marks.show_beside(self._area)

    @contained
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        if not self.isSliderDown():
            self.marks.hide()

    def handle_rect(self) -> QRect:
        """Where the handle is, in coordinates of the bar."""
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        control = QStyle.ComplexControl.CC_ScrollBar
        return self.style().subControlRect(
            control, option, QStyle.SubControl.SC_ScrollBarSlider, self
        )

    def _begin(self) -> None:
        self.marks.show_beside(self._area)
        self._say()

    def _end(self) -> None:
        self.bubble.hide()
        if not self.underMouse():
            self.marks.hide()

    def _say(self) -> None:
        if not self.isSliderDown():
            return
        text = self._word(self.value())
        self.bubble.setVisible(bool(text))
        if not text:
            return
        self.bubble.setText(text)
        self.bubble.adjustSize()
        middle = self.mapTo(self._area, self.handle_rect().center()).y()
        left = self.mapTo(self._area, QPoint(0, 0)).x() - self.bubble.width() - ROOM
        top = min(
            max(middle - self.bubble.height() // 2, 4),
            self._area.height() - self.bubble.height() - 4,
        )
        self.bubble.move(left, top)
        self.bubble.raise_()


class Marks(QWidget):
    """Years along the groove of a scroll bar, as many as have room."""

    WIDTH = 46

    def __init__(self, bar: QScrollBar, marks: Callable[[], list[tuple[str, int]]]) -> None:
        super().__init__(bar.parentWidget())
        self._bar, self._marks = bar, marks
        self._shown: list[tuple[str, int]] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_beside(self, area: QWidget) -> None:
        """Show the marks as they are now, left of the bar."""
        whole = self._bar.maximum() + self._bar.pageStep()
        height = self._bar.height()
        line = self.fontMetrics().height() + 4
        self._shown = []
        last = -line
        for text, top in self._marks():
            y = round(top * height / max(whole, 1))
            if y - last >= line:
                self._shown.append((text, y))
                last = y
        corner = self._bar.mapTo(area, QPoint(0, 0))
        self.setGeometry(corner.x() - self.WIDTH, corner.y(), self.WIDTH, height)
        self.setVisible(len(self._shown) > 1)
        self.raise_()

    @contained
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        palette = self.palette()
        ground = palette.color(QPalette.ColorRole.Base)
        ground.setAlpha(205)
        painter.fillRect(self.rect(), ground)
        painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
        line = self.fontMetrics().height()
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        for text, y in self._shown:
            painter.drawText(QRect(0, y, self.WIDTH - 6, line), flags, text)
        painter.end()
