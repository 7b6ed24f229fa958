"""The cover over a large photo that may be sensitive, with the way to see it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from photoclip.gui.bugs import contained
from photoclip.gui.icons import draw_icon
from photoclip.gui.scale import APART, TITLE


class VeilCover(QWidget):
    """Lies over a canvas while the photo in it is veiled; a few soft patches stand for it."""

    asked = Signal(int)  # photo id that somebody wants to see

    def __init__(self, canvas: QWidget) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._photo_id: int | None = None
        self._patches: QPixmap | None = None
        self._text = QLabel(self.tr("This photo may be sensitive."))
        self._text.setStyleSheet(f"color: #ffffff; font-size: {TITLE}px;")
        self.show_it = QPushButton(self.tr("Show it"))
        self.show_it.setAccessibleName(self.tr("Show the sensitive photo"))
        self.show_it.clicked.connect(self._ask)
        column = QVBoxLayout(self)
        column.addStretch(5)
        column.addSpacing(2 * APART)
        column.addWidget(self._text, 0, Qt.AlignmentFlag.AlignHCenter)
        line = QHBoxLayout()
        line.addStretch()
        line.addWidget(self.show_it)
        line.addStretch()
        column.addLayout(line)
        column.addStretch(4)
        canvas.installEventFilter(self)
        self.hide()

    def cover(self, photo_id: int | None, picture: QPixmap | None) -> None:
        """Cover the photo, or nothing for None."""
        self._photo_id = photo_id
        if photo_id is None:
            self.hide()
            return
        smooth = Qt.TransformationMode.SmoothTransformation
        self._patches = picture.scaledToWidth(6, smooth) if picture and picture.width() else None
        self.resize(self._canvas.size())
        self.show()
        self.raise_()
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.resize(watched.size())
        return super().eventFilter(watched, event)

    @contained
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("#1b1b1d"))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if self._patches is not None:
            painter.setOpacity(0.55)
            painter.drawPixmap(QRectF(self.rect()), self._patches, QRectF(self._patches.rect()))
            painter.setOpacity(1.0)
        middle = self.rect().center()
        spot = self.rect().adjusted(0, 0, 44 - self.width(), 44 - self.height())
        spot.moveCenter(middle)
        spot.translate(0, -40)
        draw_icon(painter, spot, "hidden", "#ffffff")
        painter.end()

    def _ask(self) -> None:
        if self._photo_id is not None:
            self.asked.emit(self._photo_id)
