"""One group of duplicates: its photos side by side, and what can be done with them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeyEvent, QMouseEvent, QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from photoclip.gui.duplicates.comparing import Fact, Member, differing, facts, reason
from photoclip.gui.labels import ElidedLabel
from photoclip.gui.loader import ThumbLoader
from photoclip.gui.scale import CLOSE, EASY, PAGE, ROOMY, SNUG, TIGHT, WIDE
from photoclip.gui.words import name_of

SIDE = 200
"""Pixels of a photo's longer side."""


class Picture(QLabel):
    """A photo in small; a double click or Enter opens its file with the system's program."""

    def __init__(self, member: Member, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path = member.photo.path
        self.setFixedSize(SIDE, round(SIDE * 0.75))
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(name_of(self._path))
        self.setToolTip(self.tr("Double click: open with its program"))
        self.setObjectName("picture")

    def show_pixmap(self, pixmap: QPixmap | None) -> None:
        """Show the photo, as soon as there is one."""
        if pixmap is None:
            return
        ratio = self.devicePixelRatioF()
        size = QSize(round(self.width() * ratio), round(self.height() * ratio))
        kept, smooth = (
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        scaled = pixmap.scaled(size, kept, smooth)
        scaled.setDevicePixelRatio(ratio)
        self.setPixmap(scaled)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        else:
            super().keyPressEvent(event)

    def _open(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path)))


class GroupCard(QFrame):
    """Photos that may be the same. Nothing is checked at first, the user decides."""

    trash_asked = Signal(object, object)  # keeper, ids
    remove_asked = Signal(object, object)  # keeper, ids
    apart_asked = Signal(object)  # ids

    def __init__(self, group: Sequence[Member], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.group = tuple(group)
        self.ids = tuple(one.photo.id for one in group)
        self.pictures: dict[int, Picture] = {}
        self.boxes: dict[int, QCheckBox] = {}
        rows, same = differing(facts(group))
        columns = QHBoxLayout()
        columns.setSpacing(WIDE)
        columns.setContentsMargins(0, 0, 0, 0)
        for place, (one, row) in enumerate(zip(group, rows, strict=True)):
            columns.addWidget(self._column(place, one, row))
        columns.addStretch()
        inside = QWidget()
        inside.setObjectName("plain")
        inside.setLayout(columns)
        scroll = QScrollArea()
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        scroll.setFixedHeight(inside.sizeHint().height() + 14)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(WIDE, PAGE, WIDE, ROOMY)
        layout.setSpacing(EASY)
        layout.addWidget(scroll)
        if same:
            text = ", ".join(fact.value for fact in same)
            alike = ElidedLabel(self.tr("The same for all: {}").format(text))
            alike.setObjectName("dim")
            layout.addWidget(alike)
        layout.addLayout(self._buttons())
        self._checked()

    def want(self, thumbs: ThumbLoader) -> None:
        """Show what the loader has of the photos."""
        for photo_id, picture in self.pictures.items():
            picture.show_pixmap(thumbs.pixmap(photo_id))

    @property
    def checked(self) -> list[int]:
        """The photos that shall go."""
        return [number for number, box in self.boxes.items() if box.isChecked()]

    @property
    def keeper(self) -> int | None:
        """The photo that inherits: the first that stays."""
        gone = self.checked
        return next((number for number in self.ids if number not in gone), None)

    def _column(self, place: int, one: Member, row: Sequence[Fact]) -> QWidget:
        column = QWidget()
        column.setObjectName("plain")
        column.setFixedWidth(SIDE + 12)
        layout = QVBoxLayout(column)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(CLOSE)
        self.pictures[one.photo.id] = picture = Picture(one)
        layout.addWidget(picture)
        badge = QLabel()
        badge.setObjectName("badge")
        if place == 0:
            badge.setText(self.tr("Suggested to keep: {}").format(reason(self.group)))
        layout.addWidget(badge)
        grid = QGridLayout()
        grid.setHorizontalSpacing(SNUG)
        grid.setVerticalSpacing(TIGHT)
        for line, fact in enumerate(row):
            name, value = QLabel(fact.name), ElidedLabel(fact.value or "–")
            name.setObjectName("dim")
            if fact.best:
                value.setObjectName("strong")
            value.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            grid.addWidget(name, line, 0)
            grid.addWidget(value, line, 1)
        grid.setColumnStretch(1, 1)
        layout.addLayout(grid)
        layout.addStretch()
        box = QCheckBox(self.tr("Does not stay"))
        box.setAccessibleName(self.tr("{} does not stay").format(name_of(one.photo.path)))
        box.toggled.connect(self._checked)
        self.boxes[one.photo.id] = box
        layout.addWidget(box)
        return column

    def _buttons(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(SNUG)
        self.others = QPushButton(self.tr("Check all but the suggested one"))
        self.trash = QPushButton(self.tr("Move to the trash…"))
        self.remove = QPushButton(self.tr("Take out of the library"))
        self.apart = QPushButton(self.tr("Not duplicates"))
        self.trash.setToolTip(
            self.tr("The photo that stays gets their tags, albums, ratings and captions")
        )
        self.remove.setToolTip(
            self.tr("Their files stay; the photo that stays gets their tags and albums")
        )
        self.apart.setToolTip(self.tr("Never show these photos as duplicates again"))
        self.others.clicked.connect(self.check_others)
        self.trash.clicked.connect(lambda: self.trash_asked.emit(self.keeper, self.checked))
        self.remove.clicked.connect(lambda: self.remove_asked.emit(self.keeper, self.checked))
        self.apart.clicked.connect(lambda: self.apart_asked.emit(list(self.ids)))
        for button in (self.others, self.trash, self.remove, self.apart):
            button.setAccessibleName(button.text().rstrip("…"))
        for button in (self.others, self.trash, self.remove):
            line.addWidget(button)
        line.addStretch()
        line.addWidget(self.apart)
        return line

    def check_others(self) -> None:
        """Check all photos but the one that is suggested to stay."""
        for number, box in self.boxes.items():
            box.setChecked(number != self.ids[0])

    def _checked(self) -> None:
        possible = 0 < len(self.checked) < len(self.ids)
        self.trash.setEnabled(possible)
        self.remove.setEnabled(possible)
