"""The page of the activity centre."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from photoclip.gui.icons import IconLabel
from photoclip.gui.notices import duration, told
from photoclip.gui.scale import CLOSE, EASY, PAGE, ROOMY, SNUG, WIDE
from photoclip.gui.work.ledger import Piece, State


class PieceCard(QFrame):
    """A piece of work that runs or is paused."""

    pause_asked = Signal(str, bool)
    cancel_asked = Signal(str)

    def __init__(
        self, piece: Piece, *, pausable: bool, cancellable: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.key, self._paused = piece.key, False
        self._title, self._text = QLabel(), QLabel(wordWrap=True)
        self._title.setObjectName("strong")
        self._text.setObjectName("dim")
        self.bar = QProgressBar(textVisible=False)
        self.bar.setFixedHeight(6)
        self.pause, self.cancel = QPushButton(), QPushButton(self.tr("Stop"))
        self.pause.setVisible(pausable)
        self.cancel.setVisible(cancellable)
        self.pause.clicked.connect(lambda: self.pause_asked.emit(self.key, not self._paused))
        self.cancel.clicked.connect(lambda: self.cancel_asked.emit(self.key))
        line = QHBoxLayout()
        line.addWidget(self._title, 1)
        line.addWidget(self.pause)
        line.addWidget(self.cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(WIDE, ROOMY, WIDE, PAGE)
        layout.setSpacing(SNUG)
        layout.addLayout(line)
        layout.addWidget(self.bar)
        layout.addWidget(self._text)
        self.show_piece(piece)

    @property
    def text(self) -> str:
        """What is said of the work."""
        return self._text.text()

    def show_piece(self, piece: Piece) -> None:
        """Show how far the work is."""
        progress = piece.progress
        self._paused = piece.state is State.PAUSED
        self._title.setText(progress.name)
        words = told(replace(progress, name="")).removeprefix(": ")
        since = self.tr("for {}").format(duration(piece.seconds))
        state = self.tr("Paused") if self._paused else self.tr("Running")
        self._text.setText(f"{state} {since}. {words}")
        self.bar.setRange(0, 1000 if progress.total else 0)
        if progress.total:
            self.bar.setValue(round(1000 * min(progress.done / progress.total, 1)))
        self.bar.setAccessibleName(progress.name)
        self.pause.setText(self.tr("Go on") if self._paused else self.tr("Pause"))
        for button in (self.pause, self.cancel):
            button.setAccessibleName(f"{button.text()}: {progress.name}")


class ActivityPage(QWidget):
    """What runs on top, below it what has ended lately."""

    pause_asked = Signal(str, bool)
    cancel_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards: dict[str, PieceCard] = {}
        title = QLabel(self.tr("Activity"))
        title.setObjectName("heading")
        self.resting = QLabel(wordWrap=True)
        self.resting.setObjectName("dim")
        self.nothing = QLabel(self.tr("Nothing is going on. Everything has been read."))
        self.nothing.setObjectName("dim")
        self._running, self._lately = QVBoxLayout(), QVBoxLayout()
        self._running.setSpacing(EASY)
        self._lately.setSpacing(CLOSE)
        self._heading = QLabel(self.tr("Lately"))
        self._heading.setObjectName("section")
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, SNUG, 0)
        column.setSpacing(ROOMY)
        column.addWidget(self.nothing)
        column.addLayout(self._running)
        column.addWidget(self._heading)
        column.addLayout(self._lately)
        column.addStretch()
        scroll = QScrollArea()
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setAccessibleName(self.tr("Work in the background"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(PAGE, EASY, PAGE, SNUG)
        layout.setSpacing(EASY)
        layout.addWidget(title)
        layout.addWidget(self.resting)
        layout.addWidget(scroll, 1)
        self.setFocusProxy(scroll)
        self.tell_rest("")
        self.show_work((), (), {})

    def tell_rest(self, sentence: str) -> None:
        """Say why work rests, or nothing."""
        self.resting.setText(sentence)
        self.resting.setVisible(bool(sentence))

    def show_work(
        self,
        running: Sequence[Piece],
        lately: Sequence[Piece],
        possible: dict[str, tuple[bool, bool]],
    ) -> None:
        """Show everything; `possible` says by key whether work can be paused, be stopped."""
        for key in set(self.cards) - {piece.key for piece in running}:
            card = self.cards.pop(key)
            self._running.removeWidget(card)
            card.hide()
            card.deleteLater()
        for piece in running:
            if piece.key in self.cards:
                self.cards[piece.key].show_piece(piece)
            else:
                pausable, cancellable = possible.get(piece.key, (False, False))
                card = PieceCard(piece, pausable=pausable, cancellable=cancellable)
                card.pause_asked.connect(self.pause_asked)
                card.cancel_asked.connect(self.cancel_asked)
                self.cards[piece.key] = card
                self._running.addWidget(card)
        self.nothing.setVisible(not running)
        self._heading.setVisible(bool(lately))
        while (item := self._lately.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for piece in lately:
            self._lately.addWidget(self._line(piece))

    @property
    def lines(self) -> list[str]:
        """What is said of the work that has ended."""
        items = (self._lately.itemAt(at) for at in range(self._lately.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [widget.accessibleName() for widget in widgets if widget is not None]

    def _line(self, piece: Piece) -> QWidget:
        line = QWidget()
        layout = QHBoxLayout(line)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SNUG)
        failed = piece.state is State.FAILED
        layout.addWidget(IconLabel("problem" if failed else "check", 16))
        said = ": ".join(part for part in (piece.progress.name, piece.sentence.rstrip(".")) if part)
        if piece.seconds >= 1:
            said = self.tr("{what}, in {time}").format(what=said, time=duration(piece.seconds))
        text = QLabel(said)
        text.setWordWrap(True)
        text.setTextFormat(Qt.TextFormat.PlainText)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        if failed:
            text.setObjectName("wrong")
        layout.addWidget(text, 1)
        line.setAccessibleName(text.text())
        return line
