"""Text that gives way: a label that shortens what does not fit, and tells the rest in its tip."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from photoclip.gui.bugs import contained

SHORTEST = 40


def shortened(text: str, metrics: QFontMetrics, width: int) -> str:
    """The text with an ellipsis in its middle if it is wider than `width` pixels."""
    return metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, width)


class ElidedLabel(QLabel):
    """One line of plain text, such as a file name, that never makes its window wider."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setToolTip(text)
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(min(SHORTEST, hint.width()), hint.height())

    @contained
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        text = shortened(self.text(), self.fontMetrics(), self.width())
        painter.drawText(self.rect(), self.alignment(), text)
        painter.end()
