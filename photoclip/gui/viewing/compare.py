"""Two to four photos side by side; where one is zoomed or dragged, the others follow."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from photoclip.gui.canvas import PhotoCanvas, View
from photoclip.gui.labels import ElidedLabel
from photoclip.gui.loader import ThumbLoader
from photoclip.gui.model import Facts, PhotoModel
from photoclip.gui.notices import tool_button
from photoclip.gui.pictures import WHOLE
from photoclip.gui.scale import CLOSE, EASY, HAIR, PAGE, ROOMY, SNUG, TIGHT
from photoclip.gui.words import name_of

MOST = 4


class Pane(QFrame):
    """One of the photos with its name and what was decided about it."""

    chosen = Signal()
    closed = Signal()

    def __init__(self, photo_id: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.photo_id = photo_id
        self.setObjectName("pane")
        self.canvas = PhotoCanvas()
        self.canvas.installEventFilter(self)
        self.name, self.marks = ElidedLabel(), QLabel()
        self.marks.setObjectName("dim")
        close = tool_button("close", self.tr("Compare without this photo"))
        close.clicked.connect(self.closed)
        line = QHBoxLayout()
        line.setContentsMargins(SNUG, HAIR, TIGHT, HAIR)
        line.addWidget(self.name)
        line.addWidget(self.marks)
        line.addStretch()
        line.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(HAIR, HAIR, HAIR, HAIR)
        layout.setSpacing(0)
        layout.addWidget(self.canvas, 1)
        layout.addLayout(line)

    def mark(self, *, current: bool) -> None:
        """Show whether keys are meant for this photo."""
        if self.property("current") != current:
            self.setProperty("current", current)
            self.style().unpolish(self)
            self.style().polish(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.MouseButtonPress):
            self.chosen.emit()
        return False


class ComparePage(QWidget):
    """Shows photos of the grid's model; the one with the frame is the one that keys change."""

    targets_changed = Signal()
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
        self.panes: list[Pane] = []
        self._current = 0
        title = QLabel(self.tr("Compare"))
        title.setObjectName("heading")
        hint = QLabel(self.tr("Zoom and drag one photo: the others follow."))
        hint.setObjectName("dim")
        back = tool_button("close", self.tr("Back to the photos"))
        back.clicked.connect(self.closed)
        bar = QHBoxLayout()
        bar.setContentsMargins(PAGE, CLOSE, EASY, CLOSE)
        bar.setSpacing(ROOMY)
        bar.addWidget(title)
        bar.addWidget(hint)
        bar.addStretch()
        bar.addWidget(back)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(SNUG, 0, SNUG, SNUG)
        self._grid.setSpacing(CLOSE)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(bar)
        layout.addLayout(self._grid, 1)
        self._load_soon = QTimer(self, singleShot=True, interval=30)
        self._load_soon.timeout.connect(self._load)
        originals.loaded.connect(self._refresh_some)
        thumbs.loaded.connect(self._refresh_some)
        model.facts_arrived.connect(self.refresh)

    def show_photos(self, photo_ids: Sequence[int]) -> None:
        """Show up to four photos of the model."""
        for pane in self.panes:
            self._grid.removeWidget(pane)
            pane.hide()
            pane.deleteLater()
        self.panes = [Pane(photo_id) for photo_id in photo_ids[:MOST]]
        columns = 2 if len(self.panes) in (2, 4) else len(self.panes)
        for number, pane in enumerate(self.panes):
            self._grid.addWidget(pane, *divmod(number, max(columns, 1)))
            pane.chosen.connect(lambda pane=pane: self._choose(pane))
            pane.closed.connect(lambda pane=pane: self._drop(pane))
            pane.canvas.view_changed.connect(lambda view, pane=pane: self._follow(pane, view))
        self._current = 0
        self.refresh_facts()
        self.refresh()
        self._mark()
        self._load_soon.start()

    def targets(self) -> array[int]:
        """The photo that keys are meant for."""
        return array("q", [self.panes[self._current].photo_id] if self.panes else [])

    def step(self, by: int) -> None:
        """Mean the next photo, or the one before."""
        if self.panes:
            self._choose(self.panes[(self._current + by) % len(self.panes)])
            self.panes[self._current].canvas.setFocus()

    def zoom_by(self, steps: int) -> None:
        """Zoom all of them."""
        if self.panes:
            self.panes[self._current].canvas.zoom_by(steps)

    def fit(self) -> None:
        """Show all of them whole."""
        for pane in self.panes:
            pane.canvas.fit()

    def actual_size(self) -> None:
        """One pixel of the meant photo on one of the screen; the others as large as it."""
        if self.panes:
            self.panes[self._current].canvas.zoom_to(1.0)

    def refresh(self) -> None:
        """Show what is known of the photos, and the best pictures at hand."""
        rows = self._model.rows_of([pane.photo_id for pane in self.panes])
        if rows:
            known = {self._model.ids[row]: self._model.facts(row) for row in rows}
            for pane in self.panes:
                self._refresh_pane(pane, known)

    def refresh_facts(self) -> None:
        """Fetch what the model does not know, or forgot, about the photos."""
        self._model.want(self._model.rows_of([pane.photo_id for pane in self.panes]))
        self._load_soon.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if step := steps.get(Qt.Key(event.key())):
            self.step(step)
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._load_soon.start()
        if self.panes:
            self.panes[self._current].canvas.setFocus()

    def _refresh_pane(self, pane: Pane, known: dict[int, Facts | None]) -> None:
        facts = known.get(pane.photo_id)
        pixmap = self._originals.pixmap(pane.photo_id) or self._thumbs.pixmap(pane.photo_id)
        size = pixmap.size() if pixmap else QSize()
        if facts is not None:
            photo = facts.photo
            pane.name.setText(name_of(photo.path))
            pane.canvas.setAccessibleName(self.tr("Photo {}").format(name_of(photo.path)))
            marks = [
                "★" * photo.rating,
                "♥" if photo.favourite else "",
                "✕" if photo.rejected else "",
            ]
            pane.marks.setText("  ".join(mark for mark in marks if mark))
            size = QSize(*photo.shown_size) if photo.shown_size else size
        pane.canvas.show_pixmap(pixmap, size, same_photo=True)

    def _refresh_some(self, photo_ids: list[int]) -> None:
        if self.isVisible() and any(pane.photo_id in photo_ids for pane in self.panes):
            self.refresh()

    def _load(self) -> None:
        if not self.isVisible() or not self.panes:
            return
        canvas = self.panes[self._current].canvas
        side = round(max(canvas.width(), canvas.height()) * self.devicePixelRatioF())
        wanted = WHOLE if any(pane.canvas.needs_pixels for pane in self.panes) else side
        self._originals.want([pane.photo_id for pane in self.panes], wanted)

    def _follow(self, leader: Pane, view: View) -> None:
        for pane in self.panes:
            if pane is not leader:
                pane.canvas.set_view(view)
        self._load_soon.start()

    def _choose(self, pane: Pane) -> None:
        if pane in self.panes and self.panes[self._current] is not pane:
            self._current = self.panes.index(pane)
            self._mark()
            self.targets_changed.emit()

    def _mark(self) -> None:
        for number, pane in enumerate(self.panes):
            pane.mark(current=number == self._current)

    def _drop(self, pane: Pane) -> None:
        rest = [other.photo_id for other in self.panes if other is not pane]
        if len(rest) < 2:
            self.closed.emit()
        else:
            self.show_photos(rest)
            self.targets_changed.emit()
