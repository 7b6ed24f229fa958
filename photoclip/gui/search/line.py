"""The line in which queries are typed: underlines mistakes, takes photos dropped and pasted."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QImage,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QTextCharFormat,
)
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from photoclip.gui.bugs import contained
from photoclip.gui.theme import colours_now
from photoclip.images.formats import PICTURE_SUFFIXES

_PICTURES = ("image/png", "image/jpeg", "image/webp", "image/tiff", "image/bmp", "image/gif")
"""Files of these types are taken as they are, and opened where a crash ends no window."""


class SearchLine(QLineEdit):
    """A line edit that can underline the place of a mistake.

    Photo files and pictures that are dropped or pasted become examples to look like. With
    `takes_tab` the Tab key does not leave the line but says so.
    """

    files_given = Signal(object)  # list of Path
    picture_given = Signal(object)  # the bytes of a picture file, or a QImage
    down_pressed = Signal()
    up_pressed = Signal()
    tab_pressed = Signal()
    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.takes_tab = False

    def underline(self, start: int | None) -> None:
        """Draw a wave under the word at `start`; None takes it away."""
        attributes: list[QInputMethodEvent.Attribute] = []
        if start is not None and self.text():
            start = min(start, len(self.text()) - 1)
            end = self.text().find(" ", start + 1)
            length = (end if end > 0 else len(self.text())) - start
            wave = QTextCharFormat()
            wave.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            wave.setUnderlineColor(QColor(colours_now().danger))
            kind = QInputMethodEvent.AttributeType.TextFormat
            place = start - self.cursorPosition()
            attributes.append(QInputMethodEvent.Attribute(kind, place, length, wave))
        # The one way to format a part of a line edit: as if an input method had done it.
        QApplication.sendEvent(self, QInputMethodEvent("", attributes))

    @contained
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste) and self._give(
            QApplication.clipboard().mimeData()
        ):
            return
        if event.key() == Qt.Key.Key_Down:
            self.down_pressed.emit()
        elif event.key() == Qt.Key.Key_Up:
            self.up_pressed.emit()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forwards: bool) -> bool:
        if self.takes_tab and forwards:
            self.tab_pressed.emit()
            return True
        return super().focusNextPrevChild(forwards)

    @contained
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    @contained
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _files(event.mimeData()) or _is_picture(event.mimeData()):
            event.acceptProposedAction()
        else:
            super().dragEnterEvent(event)

    @contained
    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if _files(event.mimeData()) or _is_picture(event.mimeData()):
            event.acceptProposedAction()
        else:
            super().dragMoveEvent(event)

    @contained
    def dropEvent(self, event: QDropEvent) -> None:
        if self._give(event.mimeData()):
            event.acceptProposedAction()
        else:
            super().dropEvent(event)

    def _give(self, data: QMimeData) -> bool:
        """Pass on the photos in `data`; False if there are none."""
        if files := _files(data):
            self.files_given.emit(files)
            return True
        if not _is_picture(data):
            return False
        for format_ in _PICTURES:
            if data.hasFormat(format_):
                self.picture_given.emit(bytes(data.data(format_).data()))
                return True
        image = QImage(data.imageData())  # a bitmap of the system: nothing is left to decode
        if image.isNull():
            return False
        self.picture_given.emit(image)
        return True


def _is_picture(data: QMimeData) -> bool:
    """Whether it is a picture, and not a text that a picture of comes along."""
    held = data.hasImage() or any(data.hasFormat(format_) for format_ in _PICTURES)
    return held and not data.hasText()


def _files(data: QMimeData) -> list[Path]:
    """The photo files among what is dragged or pasted; folders and others are no examples."""
    paths = (Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())
    return [path for path in paths if path.suffix.lower() in PICTURE_SUFFIXES]
