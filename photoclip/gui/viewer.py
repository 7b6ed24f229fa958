"""One photo at a time, large: next and previous, zoom, and what it is called."""

from __future__ import annotations

from array import array

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPixmap, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from photoclip.gui.canvas import PhotoCanvas
from photoclip.gui.labels import ElidedLabel
from photoclip.gui.loader import ThumbLoader
from photoclip.gui.model import Facts, PhotoModel
from photoclip.gui.notices import tool_button
from photoclip.gui.pictures import WHOLE
from photoclip.gui.scale import CLOSE, EASY, ROOMY, SNUG
from photoclip.gui.translating import grouped
from photoclip.gui.words import name_of

ROOM = 600
"""Pixels from which on the bar has room for every control."""


class Viewer(QWidget):
    """Walks through the photos of the grid's model and follows it when it changes.

    `originals` loads photos as large as the screen, `thumbs` has what is shown until then.
    """

    moved = Signal(int)  # photo id
    refreshed = Signal()  # there is a better picture, or more is known
    closed = Signal()

    def __init__(
        self,
        model: PhotoModel,
        originals: ThumbLoader,
        thumbs: ThumbLoader,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._model, self._originals, self._thumbs = model, originals, thumbs
        self._photo_id: int | None = None
        self._row = 0
        self._shown: tuple[int, int] | None = None  # photo id and pixmap's cache key
        self.canvas = PhotoCanvas()
        self._name, self._place = ElidedLabel(), QLabel()
        self._zoom = QLabel()
        self.hint = QLabel(self.tr("The original cannot be read now."))
        self.hint.setObjectName("wrong")
        self.hint.hide()
        self._place.setObjectName("dim")
        self._zoom.setObjectName("dim")
        self.back = tool_button("close", self.tr("Back to the photos"))
        self.previous = tool_button("back", self.tr("Previous photo"))
        self.next = tool_button("forward", self.tr("Next photo"))
        fit, actual = (
            tool_button("fit", self.tr("Fit")),
            tool_button("actual", self.tr("Actual size")),
        )
        self.back.clicked.connect(self.closed)
        self.previous.clicked.connect(lambda: self.step(-1))
        self.next.clicked.connect(lambda: self.step(1))
        fit.clicked.connect(self.canvas.fit)
        actual.clicked.connect(self.actual_size)
        self.bar = QWidget()
        self._controls = bar = QHBoxLayout(self.bar)
        bar.setContentsMargins(ROOMY, CLOSE, EASY, CLOSE)
        bar.setSpacing(SNUG)
        for widget in (self.previous, self.next, self._name, self._place, self.hint):
            bar.addWidget(widget)
        bar.addStretch()
        for widget in (self._zoom, fit, actual, self.back):
            bar.addWidget(widget)
        self._column = layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.bar)
        layout.addWidget(self.canvas, 1)
        self._message = QLabel(self.canvas, wordWrap=True)
        self._message.setObjectName("dim")
        self._message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._message.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._message.hide()
        self._further: list[QWidget] = []
        self._direction = 1
        self._playing: int | None = None
        self._load_soon = QTimer(self, singleShot=True, interval=30)
        self._load_soon.timeout.connect(self._load)
        self.canvas.scale_changed.connect(self._scaled)
        originals.loaded.connect(self._loaded)
        model.facts_arrived.connect(self._refresh)
        model.modelReset.connect(self._follow)

    @property
    def photo_id(self) -> int | None:
        """The photo that is shown."""
        return self._photo_id

    def show_photo(self, photo_id: int) -> None:
        """Show a photo of the model."""
        row = self._model.row_of(photo_id)
        if row is not None:
            self._go(row)
            self.canvas.setFocus()

    @property
    def row(self) -> int:
        """Where the photo stands in the model."""
        return self._row

    @property
    def facts(self) -> Facts | None:
        """What is known of the photo that is shown."""
        return self._facts()

    @property
    def pixmap(self) -> QPixmap | None:
        """The best picture of it at hand."""
        if self._photo_id is None:
            return None
        return self._originals.pixmap(self._photo_id) or self._thumbs.pixmap(self._photo_id)

    def minimumSizeHint(self) -> QSize:
        """The further controls give way: they need no room."""
        return QSize(
            min(super().minimumSizeHint().width(), 360), super().minimumSizeHint().height()
        )

    def add_below(self, widget: QWidget) -> None:
        """Put a widget under the photo."""
        self._column.addWidget(widget)

    def add_control(self, widget: QWidget) -> None:
        """Put a control into the bar, before the last one."""
        self._controls.insertWidget(self._controls.count() - 1, widget)
        self._further.append(widget)

    def refresh_facts(self) -> None:
        """Fetch what the model does not know, or forgot, about the photo and its neighbours."""
        count = len(self._model.ids)
        self._model.want(range(max(self._row - 2, 0), min(self._row + 3, count)))
        self._load_soon.start()

    def go_to_row(self, row: int) -> None:
        """Show the photo of a row."""
        if 0 <= row < len(self._model.ids) and row != self._row:
            self._go(row)

    def show_frame(self, photo_id: int, pixmap: QPixmap) -> None:
        """Show a frame of a moving photo in place of its still picture, until the next photo."""
        if photo_id == self._photo_id:
            self._playing = photo_id
            self.canvas.show_pixmap(pixmap, self._full_size(self._facts(), pixmap), same_photo=True)

    def step(self, rows: int) -> None:
        """Go `rows` further, no further than the ends."""
        count = len(self._model.ids)
        if count:
            row = min(max(self._row + rows, 0), count - 1)
            if row != self._row:
                self._go(row)

    def go_to_end(self, *, last: bool) -> None:
        """Show the first or the last photo."""
        self.step(len(self._model.ids) if last else -len(self._model.ids))

    def actual_size(self) -> None:
        """One pixel of the photo on one pixel of the screen."""
        self.canvas.zoom_to(1.0)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._load_soon.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._load_soon.start()
        for widget in self._further:  # the menus have them, too
            widget.setVisible(self.width() >= ROOM)

    def _go(self, row: int) -> None:
        self._direction = 1 if row >= self._row else -1
        self._row, self._photo_id = row, self._model.ids[row]
        self._playing = None
        self._shown = None
        self.refresh_facts()
        self._refresh()
        self._load_soon.start()
        self.moved.emit(self._photo_id)

    def _follow(self) -> None:
        """The listing changed: stay with the photo, or with its place if it is gone."""
        if self._photo_id is None:
            return
        row = self._model.row_of(self._photo_id)
        if row is not None:
            self._row = row
            self._refresh()
        elif self._model.ids and self.isVisible():
            self._go(min(self._row, len(self._model.ids) - 1))
        else:
            self._photo_id = None
            if self.isVisible():
                self.closed.emit()

    def _facts(self) -> Facts | None:
        if self._photo_id is None or self._row >= len(self._model.ids):
            return None
        return self._model.facts(self._row)

    def _refresh(self) -> None:
        """Show the best picture at hand, and the texts."""
        if self._photo_id is None:
            return
        facts = self._facts()
        self._name.setText(name_of(facts.photo.path) if facts else "")
        place, count = grouped(self._row + 1), grouped(len(self._model.ids))
        self._place.setText(self.tr("{} of {}").format(place, count))
        self.previous.setEnabled(self._row > 0)
        self.next.setEnabled(self._row < len(self._model.ids) - 1)
        self.hint.setVisible(self._originals.has_none(self._photo_id))
        self.canvas.setAccessibleName(
            self.tr("Photo {}").format(name_of(facts.photo.path)) if facts else self.tr("Photo")
        )
        pixmap = self._originals.pixmap(self._photo_id) or self._thumbs.pixmap(self._photo_id)
        shown = (self._photo_id, pixmap.cacheKey() if pixmap else 0)
        size = self._full_size(facts, pixmap)
        if self._playing is None and (shown != self._shown or facts is not None):
            same = self._shown is not None and self._shown[0] == self._photo_id
            self.canvas.show_pixmap(pixmap, size, same_photo=same)
            self._shown = shown
        self._explain(facts, pixmap)
        self.refreshed.emit()

    def _explain(self, facts: Facts | None, pixmap: QPixmap | None) -> None:
        """In place of a picture that is not there: that it is coming, or why it does not."""
        text = ""
        if pixmap is None and self._photo_id is not None:
            text = self.tr("Loading…")
            if facts and facts.photo.problem:
                text = facts.photo.problem.sentence
            elif self._originals.has_none(self._photo_id):
                text = self.tr("This photo cannot be shown now: its file cannot be read.")
        self._message.setText(text)
        self._message.setVisible(bool(text))
        self._message.setGeometry(self.canvas.rect().adjusted(40, 0, -40, 0))

    def _full_size(self, facts: Facts | None, pixmap: QPixmap | None) -> QSize:
        if facts and (size := facts.photo.shown_size):
            return QSize(*size)
        return pixmap.size() if pixmap else QSize()

    def _load(self) -> None:
        """The photo shown first, then its neighbours; with all its pixels where zoom needs them."""
        if self._photo_id is None or not self.isVisible():
            return
        ids: array[int] = self._model.ids
        ratio = self.devicePixelRatioF()
        side = round(max(self.canvas.width(), self.canvas.height()) * ratio)
        facts = self._facts()
        whole = self._full_size(facts, None)
        needed = max(whole.width(), whole.height()) * self.canvas.scale
        if whole.isEmpty() or needed <= side * 1.05 or self.canvas.fitted:
            ahead = self._direction
            near = (self._row, self._row + ahead, self._row + 2 * ahead, self._row - ahead)
            self._originals.want([ids[row] for row in near if 0 <= row < len(ids)], side)
        else:
            self._originals.want([self._photo_id], WHOLE)

    def _loaded(self, photo_ids: list[int]) -> None:
        if self._photo_id in photo_ids:
            self._refresh()

    def _scaled(self, scale: float) -> None:
        self._zoom.setText(f"{scale:.0%}")
        self._load_soon.start()
