"""Photos that a tag's search shows now and did not show before, and the other way round."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from photoclip.gui.bugs import contained
from photoclip.gui.loader import ThumbLoader
from photoclip.gui.personal.seen import Example
from photoclip.gui.scale import EASY, SNUG, TIGHT
from photoclip.gui.theme import colours_now

SIDE, GAP = 84, 6


class ThumbRow(QWidget):
    """A line of small photos."""

    clicked = Signal()

    def __init__(
        self, thumbs: ThumbLoader, ids: tuple[int, ...], *, faint: bool, name: str
    ) -> None:
        super().__init__()
        self._thumbs, self.ids, self._faint = thumbs, ids, faint
        self.setAccessibleName(name)
        self.setFixedSize(self.sizeHint())
        thumbs.loaded.connect(self._loaded)

    def sizeHint(self) -> QSize:
        return QSize(max(1, len(self.ids)) * (SIDE + GAP), SIDE)

    @contained
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.clicked.emit()

    @contained
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = colours_now()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setOpacity(0.45 if self._faint else 1.0)
        for place, photo_id in enumerate(self.ids):
            box = QRect(place * (SIDE + GAP), 0, SIDE, SIDE)
            pixmap = self._thumbs.pixmap(photo_id)
            if pixmap is None or pixmap.isNull():
                painter.setPen(QPen(QColor(colours.border)))
                painter.drawRect(box.adjusted(0, 0, -1, -1))
                continue
            side = min(pixmap.width(), pixmap.height())
            middle = QRect((pixmap.width() - side) // 2, (pixmap.height() - side) // 2, side, side)
            painter.drawPixmap(box, pixmap, middle)
        painter.end()

    def _loaded(self, photo_ids: list[int]) -> None:
        if not set(photo_ids).isdisjoint(self.ids):
            self.update()


class Examples(QWidget):
    """For each tag the photos that moved up and those that moved down."""

    tag_opened = Signal(str)

    def __init__(self, thumbs: ThumbLoader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._thumbs = thumbs
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SNUG)
        self._shown: tuple[Example, ...] | None = None
        self.show_examples(())

    def show_examples(self, examples: tuple[Example, ...]) -> None:
        """Show them, or nothing."""
        self._want(examples)
        if examples == self._shown:
            return
        self._shown = examples
        while (item := self._column.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self.setVisible(bool(examples))
        if examples:
            title = QLabel(self.tr("What moved"))
            title.setObjectName("section")
            self._column.addWidget(title)
        for example in examples:
            self._column.addWidget(self._block(example))

    def want(self) -> None:
        """Ask for the thumbnails again: another page may have wanted others meanwhile."""
        self._want(self._shown or ())

    def _want(self, examples: tuple[Example, ...]) -> None:
        ids = [number for one in examples for number in (*one.up, *one.down)]
        if ids:
            ratio = self.devicePixelRatioF()
            self._thumbs.want(dict.fromkeys(ids), round(SIDE * 1.5 * ratio))

    def _block(self, example: Example) -> QWidget:
        block = QWidget()
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(TIGHT)
        title = QPushButton(self.tr("Search for “{tag}”").format(tag=example.tag))
        title.setObjectName("chip")
        title.setAccessibleName(title.text())
        title.clicked.connect(lambda: self.tag_opened.emit(example.tag))
        line = QHBoxLayout()
        line.addWidget(title)
        line.addStretch()
        column.addLayout(line)
        for ids, faint, text in (
            (example.up, False, self.tr("now among the first")),
            (example.down, True, self.tr("no longer")),
        ):
            if not ids:
                continue
            row = QHBoxLayout()
            row.setSpacing(EASY)
            label = QLabel(text)
            label.setObjectName("dim")
            label.setFixedWidth(130)
            spoken = f"{example.tag}: {text}, {len(ids)}"
            strip = ThumbRow(self._thumbs, ids, faint=faint, name=spoken)
            strip.clicked.connect(lambda: self.tag_opened.emit(example.tag))
            row.addWidget(label)
            row.addWidget(strip, 0, Qt.AlignmentFlag.AlignLeft)
            row.addStretch(1)
            column.addLayout(row)
        return block
