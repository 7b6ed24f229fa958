"""One dialog for every exchange: looking first, then a preview, then the work, then what it did."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from photoclip.gui.scale import EASY, EDGE, PAGE, ROOMY, WIDE
from photoclip.gui.tables import Table

Rows = Sequence[Sequence[str]]
MOST_ROWS = 2000  # lines of a preview: nobody reads more, and each is a widget's item


class ExchangeDialog(QDialog):
    """Shows what an exchange says. Closing it while something runs cancels that."""

    cancelled = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.text = QLabel(wordWrap=True)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.bar = QProgressBar(textVisible=False)
        self.bar.setFixedHeight(6)
        self.bar.setAccessibleName(self.tr("How far it is"))
        self._tables = QVBoxLayout()
        self._tables.setSpacing(EASY)
        self.tables: list[Table] = []
        self.note = QLabel(wordWrap=True)
        self.note.setObjectName("dim")
        self.go = QPushButton()
        self.go.setObjectName("primary")
        self.further = QPushButton()
        self.close_button = QPushButton()
        self._call: Callable[[], object] | None = None
        self._call_further: Callable[[], object] | None = None
        self.go.clicked.connect(self._went)
        self.further.clicked.connect(self._went_further)
        self.close_button.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch()
        for button in (self.close_button, self.further, self.go):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(EDGE, WIDE, EDGE, PAGE)
        layout.setSpacing(ROOMY)
        layout.addWidget(self.text)
        layout.addWidget(self.bar)
        layout.addLayout(self._tables)
        layout.addWidget(self.note)
        layout.addStretch()
        layout.addLayout(buttons)
        self.resize(680, 220)
        self.running = False

    def show_progress(self, text: str, done: int = 0, total: int = 0) -> None:
        """Say what is being done, and how far it is."""
        if not self.running:
            self._clear()
            self._offer(self.go, "", None)
            self._offer(self.further, "", None)
            self._name(self.close_button, self.tr("Cancel"))
            self.note.hide()
            self.running = True
        self.text.setText(text)
        self.bar.show()
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def show_found(
        self,
        text: str,
        *tables: tuple[str, Sequence[str], Rows],
        note: str = "",
        go: tuple[str, Callable[[], object]] | None = None,
        further: tuple[str, Callable[[], object]] | None = None,
    ) -> None:
        """Say what was found or done: tables of a name, titles and rows, and what to do next."""
        self.running = False
        self._clear()
        self.bar.hide()
        self.text.setText(text)
        for name, titles, rows in tables:
            if rows:
                self._add(name, titles, rows)
        self.note.setText(note)
        self.note.setVisible(bool(note))
        self._offer(self.go, *(go or ("", None)))
        self._offer(self.further, *(further or ("", None)))
        self._name(self.close_button, self.tr("Cancel") if go else self.tr("Close"))
        (self.go if go else self.close_button).setFocus()
        if (layout := self.layout()) is not None:
            layout.activate()
        self.resize(self.width(), self.sizeHint().height())

    def reject(self) -> None:
        if self.running:
            self.cancelled.emit()
        super().reject()

    def _add(self, name: str, titles: Sequence[str], rows: Rows) -> None:
        title = QLabel(name)
        title.setObjectName("section")
        table = Table(name, titles, 9)
        table.show_rows(rows[:MOST_ROWS])
        self._tables.addWidget(title)
        self._tables.addWidget(table)
        self.tables.append(table)

    def _clear(self) -> None:
        self.tables = []
        while (item := self._tables.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()

    def _offer(self, button: QPushButton, text: str, call: Callable[[], object] | None) -> None:
        self._name(button, text)
        button.setVisible(bool(text))
        if button is self.go:
            self._call = call
        else:
            self._call_further = call

    def _name(self, button: QPushButton, text: str) -> None:
        button.setText(text)
        button.setAccessibleName(text or self.tr("Nothing to do"))

    def _went(self) -> None:
        if self._call is not None:
            self._call()

    def _went_further(self) -> None:
        if self._call_further is not None:
            self._call_further()
