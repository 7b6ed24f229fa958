"""The search line: asks while somebody types, shows where a query is wrong, and its chips."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QInputMethodEvent,
    QKeyEvent,
    QTextCharFormat,
)
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from photoclip.errors import QueryError
from photoclip.gui.flow import FlowLayout
from photoclip.gui.icons import icon
from photoclip.gui.labels import shortened
from photoclip.gui.theme import colours_now
from photoclip.query import Chip, Query, parse

WIDEST_CHIP = 260


class SearchLine(QLineEdit):
    """A line edit that can underline the place of a mistake."""

    down_pressed = Signal()

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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.down_pressed.emit()
        else:
            super().keyPressEvent(event)


class SearchBar(QWidget):
    """Emits a query that parses once nobody has typed for a moment, at once after Enter."""

    asked = Signal(object)  # Query
    cleared = Signal()
    left = Signal()  # towards the photos

    PAUSE = 220  # milliseconds without typing

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = SearchLine()
        self.line.setObjectName("search")
        self.line.setAccessibleName("Search")
        self.line.setPlaceholderText("Describe a photo: dog on a beach, red car, tag:family …")
        self.line.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.line.setClearButtonEnabled(True)
        self._wrong = QLabel()
        self._wrong.setObjectName("wrong")
        self._wrong.setWordWrap(True)
        self._chips = QWidget()
        self._chip_row = FlowLayout(self._chips)
        self._asked_text = ""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(5)
        for widget in (self.line, self._wrong, self._chips):
            layout.addWidget(widget)
        self._wrong.hide()
        self._chips.hide()
        self._pause = QTimer(self, singleShot=True, interval=self.PAUSE)
        self._pause.timeout.connect(self.ask)
        self.line.textEdited.connect(self._edited)
        self.line.textChanged.connect(self._emptied)
        self.line.returnPressed.connect(self._entered)
        self.line.down_pressed.connect(self.left)

    @property
    def mistake(self) -> str:
        """The sentence about what is wrong, empty when nothing is."""
        return "" if self._wrong.isHidden() else self._wrong.text()

    def start(self) -> None:
        """Put the keyboard into the line."""
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    def set_text(self, text: str) -> None:
        """Show a text and ask it."""
        self.line.setText(text)
        self.ask()

    def clear(self) -> None:
        """Empty the line without asking anything."""
        self._asked_text = ""
        self.line.clear()

    def ask(self) -> None:
        """Ask what stands in the line, unless that was asked already."""
        self._pause.stop()
        text = self.line.text()
        if text == self._asked_text or not text.strip():
            return
        try:
            query = parse(text)
        except QueryError as error:
            self.show_mistake(error)
            return
        self._asked_text = text
        self._show_mistake_free(query)
        self.asked.emit(query)

    def show_mistake(self, error: QueryError) -> None:
        """Say what is wrong with the query, and where."""
        self._wrong.setText(error.message)
        self._wrong.show()
        self._mark(wrong=True)
        self.line.underline(error.position)

    def _edited(self) -> None:
        self._pause.start()

    def _emptied(self, text: str) -> None:
        if text.strip():
            return
        self._pause.stop()
        self._show_mistake_free(Query())
        if self._asked_text:
            self._asked_text = ""
            self.cleared.emit()

    def _entered(self) -> None:
        self.ask()
        if not self.mistake and self.line.text().strip():
            self.left.emit()

    def _show_mistake_free(self, query: Query) -> None:
        self._wrong.hide()
        self._mark(wrong=False)
        self.line.underline(None)
        self._chip_row.clear()
        chips = [chip for chip in query.chips() if chip.kind != "text"]
        for chip in chips:
            self._chip_row.addWidget(self._chip(chip))
        self._chips.setVisible(bool(chips))

    def _chip(self, chip: Chip) -> QPushButton:
        text = shortened(chip.text, self.fontMetrics(), WIDEST_CHIP)
        button = QPushButton(f"{text}  ×".replace("&", "&&"))
        button.setObjectName("chip")
        button.setAccessibleName(f"Take {chip.text} out of the search")
        button.setToolTip(button.accessibleName())
        button.clicked.connect(lambda: self._cut(chip))
        return button

    def _cut(self, chip: Chip) -> None:
        text = self._asked_text[: chip.start] + self._asked_text[chip.end :]
        self.line.setText(" ".join(text.split()))
        self.ask()

    def _mark(self, *, wrong: bool) -> None:
        if self.line.property("wrong") != wrong:
            self.line.setProperty("wrong", wrong)
            self.line.style().unpolish(self.line)
            self.line.style().polish(self.line)
