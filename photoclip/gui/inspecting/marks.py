"""Stars, heart and cross: what the user thinks of the selected photos, in one row."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from photoclip.gui.icons import icon
from photoclip.gui.notices import tool_button
from photoclip.gui.scale import HAIR

SIDE = 28
"""Pixels: seven of them fit beside a scroll bar into the narrowest details."""


class MarkRow(QWidget):
    """The number of the last star again takes the rating away; so do heart and cross."""

    rated = Signal(int)
    favourite_set = Signal(bool)
    rejected_set = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rating, self._favourite, self._rejected = 0, False, False
        layout = QHBoxLayout()
        layout.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(HAIR)
        column.addLayout(layout)
        self._stars = [
            tool_button("star", self.tr("Rate {}").format(counted_stars(n))) for n in range(1, 6)
        ]
        for number, star in enumerate(self._stars, 1):
            star.clicked.connect(lambda _=False, n=number: self._rate(n))
            layout.addWidget(star)
        self.mixed = QLabel(self.tr("Their ratings or flags differ"))
        self.mixed.setObjectName("dim")
        layout.addStretch()
        self._heart = tool_button("favourite", self.tr("Favourite"))
        self._heart.clicked.connect(lambda: self.favourite_set.emit(not self._favourite))
        self._cross = tool_button("reject", self.tr("Reject"))
        self._cross.clicked.connect(lambda: self.rejected_set.emit(not self._rejected))
        layout.addWidget(self._heart)
        layout.addWidget(self._cross)
        column.addWidget(self.mixed)
        for button in (*self._stars, self._heart, self._cross):
            button.setFixedWidth(SIDE)

    def show_values(self, rating: int, *, favourite: bool, rejected: bool, mixed: bool) -> None:
        """Show what the photos have in common, and whether they differ in the rest."""
        self._rating, self._favourite, self._rejected = rating, favourite, rejected
        for number, star in enumerate(self._stars, 1):
            star.setIcon(icon("star-full" if number <= rating else "star"))
        self.mixed.setVisible(mixed)
        self._heart.setIcon(icon("favourite-full" if favourite else "favourite"))
        _name(
            self._heart,
            self.tr("No favourite any more") if favourite else self.tr("Make a favourite"),
        )
        self._cross.setDown(rejected)
        _name(self._cross, self.tr("Rejected no more") if rejected else self.tr("Reject"))

    def _rate(self, number: int) -> None:
        self.rated.emit(0 if number == self._rating else number)


def counted_stars(number: int) -> str:
    """ "1 star", "3 stars"."""
    return "1 star" if number == 1 else f"{number} stars"


def _name(button: QWidget, text: str) -> None:
    button.setToolTip(text)
    button.setAccessibleName(text)
