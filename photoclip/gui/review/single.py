"""One suggestion at a time: the photo as large as fits, the tag, how sure the machine is."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPixmap, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from photoclip.domain import Photo
from photoclip.gui.canvas import PhotoCanvas
from photoclip.gui.icons import icon
from photoclip.gui.labels import ElidedLabel
from photoclip.gui.loader import ThumbLoader
from photoclip.gui.notices import tool_button
from photoclip.gui.review.queue import Item
from photoclip.gui.scale import EASY, ROOMY, SNUG, TIGHT, WIDE
from photoclip.gui.words import name_of


class SingleView(QWidget):
    """Asks whether a tag fits a photo. The photos that come next are loaded beforehand."""

    answered = Signal(bool)
    skipped = Signal()
    undo_asked = Signal()

    def __init__(
        self, originals: ThumbLoader, thumbs: ThumbLoader, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._originals, self._thumbs = originals, thumbs
        self._item: Item | None = None
        self._near: list[Photo] = []
        self._shown: tuple[int, int] | None = None
        self.canvas = PhotoCanvas()
        self._name = ElidedLabel()
        self._name.setObjectName("dim")
        self.tag, self._said = ElidedLabel(), QLabel()
        self.tag.setObjectName("headline")
        self._said.setObjectName("dim")
        self._bar = QProgressBar(textVisible=False)
        self._bar.setRange(0, 100)
        self._bar.setFixedSize(120, 6)
        self._bar.setAccessibleName(self.tr("How sure the machine is"))
        self._chance = QLabel()
        self.undo = tool_button("undo", self.tr("Take back the last answer (Z)"))
        self.reject = _button("close", self.tr("Reject"), "N")
        self.skip = _button("forward", self.tr("Skip"), self.tr("Space"))
        self.confirm = _button("", self.tr("Confirm"), "Y")
        self.confirm.setObjectName("primary")
        self.undo.clicked.connect(self.undo_asked)
        self.reject.clicked.connect(lambda: self.answered.emit(False))
        self.confirm.clicked.connect(lambda: self.answered.emit(True))
        self.skip.clicked.connect(self.skipped)
        sure = QHBoxLayout()
        sure.setSpacing(SNUG)
        for widget in (self._bar, self._chance, self._said):
            sure.addWidget(widget)
        sure.addStretch()
        words = QVBoxLayout()
        words.setSpacing(TIGHT)
        words.addWidget(self.tag)
        words.addLayout(sure)
        words.addWidget(self._name)
        line = QHBoxLayout()
        line.setContentsMargins(WIDE, EASY, WIDE, ROOMY)
        line.setSpacing(EASY)
        line.addLayout(words, 1)
        for button in (self.undo, self.reject, self.skip, self.confirm):
            line.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.canvas, 1)
        layout.addLayout(line)
        self._load_soon = QTimer(self, singleShot=True, interval=0)
        self._load_soon.timeout.connect(self._load)
        originals.loaded.connect(self._loaded)
        thumbs.loaded.connect(self._loaded)

    @property
    def item(self) -> Item | None:
        """What is asked."""
        return self._item

    def ask(self, item: Item, near: list[Photo], *, can_undo: bool) -> None:
        """Ask about a suggestion; the photos of `near` come next."""
        self._item, self._near = item, near
        suggestion = item.suggestion
        self.tag.setText(suggestion.tag)
        self._bar.setValue(round(100 * suggestion.probability))
        self._chance.setText(
            self.tr("{chance} sure").format(chance=f"{suggestion.probability:.0%}")
        )
        said = {None: "", True: self.tr("· confirmed"), False: self.tr("· rejected")}
        self._said.setText(said[item.agreed])
        self._name.setText(name_of(item.photo.path))
        question = self.tr("Does “{tag}” fit {photo}?")
        self.canvas.setAccessibleName(
            question.format(tag=suggestion.tag, photo=name_of(item.photo.path))
        )
        self.undo.setEnabled(can_undo)
        self._refresh()
        self._load_soon.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._load_soon.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._load_soon.start()

    def _refresh(self) -> None:
        """Show the best picture at hand."""
        if self._item is None:
            return
        photo = self._item.photo
        pixmap = self._originals.pixmap(photo.id) or self._thumbs.pixmap(photo.id)
        shown = (photo.id, pixmap.cacheKey() if pixmap else 0)
        if shown == self._shown:
            return
        same = self._shown is not None and self._shown[0] == photo.id
        self.canvas.show_pixmap(pixmap, _full_size(photo, pixmap), same_photo=same)
        self._shown = shown

    def _load(self) -> None:
        if self._item is None or not self.isVisible():
            return
        ratio = self.devicePixelRatioF()
        side = round(max(self.canvas.width(), self.canvas.height()) * ratio)
        ids = [photo.id for photo in (self._item.photo, *self._near)]
        self._thumbs.want(ids, 512)
        self._originals.want(ids, side)

    def _loaded(self, photo_ids: list[int]) -> None:
        if self._item is not None and self._item.photo.id in photo_ids and self.isVisible():
            self._refresh()


def _full_size(photo: Photo, pixmap: QPixmap | None) -> QSize:
    if photo.metadata.width and photo.metadata.height:
        return QSize(photo.metadata.width, photo.metadata.height)
    return pixmap.size() if pixmap else QSize()


def _button(name: str, text: str, key: str) -> QPushButton:
    button = QPushButton(f" {text}  {key}")
    if name:
        button.setIcon(icon(name))
    button.setAccessibleName(text)
    button.setMinimumHeight(38)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
