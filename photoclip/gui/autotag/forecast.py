"""How many photos a word would be suggested for, with those at the border, before it is done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from functools import partial
from typing import Any

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import (
    QCompleter,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from photoclip.domain import Suggestion
from photoclip.engine.messages import Forecast, Request, WouldTag
from photoclip.errors import PhotoclipError
from photoclip.gui.bridge import Bridge
from photoclip.gui.bugs import contained
from photoclip.gui.listings import counted
from photoclip.gui.loader import ThumbLoader
from photoclip.gui.scale import EASY, SNUG, TINY
from photoclip.gui.theme import colours_now

SIDE = 84
SHOWN = 6
LEAST, MOST = 50, 99


class PhotoStrip(QWidget):
    """A few small photos with their probabilities."""

    def __init__(self, loader: ThumbLoader, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._loader = loader
        self.items: tuple[Suggestion, ...] = ()
        self.setFixedSize(SHOWN * (SIDE + 6), SIDE + 4)
        self.setAccessibleName(name)
        loader.loaded.connect(self._loaded)

    def show_items(self, items: Sequence[Suggestion]) -> None:
        """Show other photos."""
        self.items = tuple(items[:SHOWN])
        self.update()

    def _loaded(self, _photo_ids: list[int]) -> None:
        self.update()

    @contained
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(self.font())
        font.setPixelSize(TINY)
        font.setBold(True)
        painter.setFont(font)
        for place, item in enumerate(self.items):
            room = QRect(place * (SIDE + 6), 2, SIDE, SIDE)
            pixmap = self._loader.pixmap(item.photo_id)
            size = pixmap.size() if pixmap else QSize(4, 3)
            picture = QRect(
                room.topLeft(), size.scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
            )
            picture.moveCenter(room.center())
            if pixmap is None:
                painter.fillRect(picture, QColor(colours_now().hover))
            else:
                painter.drawPixmap(picture, pixmap)
            text = f"{item.probability:.0%}"
            width = painter.fontMetrics().horizontalAdvance(text) + 10
            pill = QRect(picture.left() + 3, picture.bottom() - 18, width, 16)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(0, 0, 0, 170))
            painter.drawRoundedRect(pill, 8, 8)
            painter.setPen(QColor("#ffffff"))
            painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)
        painter.end()


class ForecastView(QWidget):
    """A word, how sure the machine has to be, and what that would mean. The latest wish wins."""

    grown = Signal()  # photos are shown now

    def __init__(
        self,
        ask: Callable[[Request], Future[Any]],
        loader: ThumbLoader,
        words: Sequence[str],
        bridge: Bridge,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._ask, self._loader, self._bridge = ask, loader, bridge
        self._ticket = 0
        self.word = QLineEdit()
        self.word.setAccessibleName(self.tr("A word to look at beforehand"))
        self.word.setPlaceholderText(self.tr("A tag: beach, birthday, dog …"))
        completer = QCompleter(list(words), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.word.setCompleter(completer)
        self.sure = QSlider(Qt.Orientation.Horizontal)
        self.sure.setRange(LEAST, MOST)
        self.sure.setAccessibleName(self.tr("How sure the machine has to be"))
        self._percent, self.count = QLabel(), QLabel(wordWrap=True)
        self.count.setTextFormat(Qt.TextFormat.PlainText)
        self._percent.setMinimumWidth(46)
        self.above = PhotoStrip(loader, self.tr("Photos just above the border"))
        self.below = PhotoStrip(loader, self.tr("Photos just below the border"))
        self._captions = [QLabel(self.tr("Just in")), QLabel(self.tr("Just not"))]
        line = QHBoxLayout()
        line.setSpacing(EASY)
        line.addWidget(self.word, 1)
        line.addWidget(self.sure, 1)
        line.addWidget(self._percent)
        strips = QGridLayout()
        strips.setHorizontalSpacing(EASY)
        for row, strip in enumerate((self.above, self.below)):
            self._captions[row].setObjectName("dim")
            strips.addWidget(self._captions[row], row, 0)
            strips.addWidget(strip, row, 1)
        strips.setColumnStretch(2, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SNUG)
        layout.addLayout(line)
        layout.addWidget(self.count)
        layout.addLayout(strips)
        self._soon = QTimer(self, singleShot=True, interval=180)
        self._soon.timeout.connect(self.look)
        self.word.textChanged.connect(lambda _text: self._soon.start())
        self.sure.valueChanged.connect(self._moved)
        self._moved(LEAST)
        self._say(self.tr("Type a word to see what it would be suggested for."))

    def look(self) -> None:
        """Ask what would come of the word and the border."""
        self._soon.stop()
        self._ticket += 1
        word = self.word.text().strip()
        if not word:
            self._say(self.tr("Type a word to see what it would be suggested for."))
            return
        if not self.above.items:
            self._say(self.tr("Looking at the photos…"))
        forecast = self._ask(WouldTag(word, self.sure.value() / 100))
        self._bridge.when_done(
            forecast,
            self,
            partial(self._show, self._ticket),
            partial(self._refused, self._ticket),
        )

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._want()

    def _moved(self, value: int) -> None:
        self._percent.setText(f"≥ {value} %")
        self._soon.start()

    def _show(self, ticket: int, forecast: Forecast) -> None:
        if ticket != self._ticket:
            return
        self.count.setText(
            self.tr("“{tag}” would be suggested for {photos} that you have not answered.").format(
                tag=forecast.tag, photos=counted(forecast.count)
            )
        )
        grows = self.above.isHidden()
        for part in (*self._captions, self.above, self.below):
            part.show()
        self.above.show_items(forecast.above)
        self.below.show_items(forecast.below)
        self._want()
        if grows:
            self.grown.emit()

    def _want(self) -> None:
        ids = [one.photo_id for one in (*self.above.items, *self.below.items)]
        if ids and self.isVisible():
            self._loader.want(ids, round(SIDE * self.devicePixelRatioF()))

    def _say(self, text: str) -> None:
        self.count.setText(text)
        self.above.show_items(())
        self.below.show_items(())
        for part in (*self._captions, self.above, self.below):
            part.hide()

    def _refused(self, ticket: int, error: BaseException) -> None:
        if ticket != self._ticket:
            return
        if isinstance(error, PhotoclipError):
            self._say(str(error))
        else:
            self._bridge.failed.emit(error)
