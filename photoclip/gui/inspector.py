"""The details of the selected photos: facts, rating, caption and tags, and how to change them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from photoclip.domain import Photo
from photoclip.gui.contents import Summary
from photoclip.gui.flow import FlowLayout
from photoclip.gui.icons import icon
from photoclip.gui.labels import ElidedLabel, shortened
from photoclip.gui.notices import tool_button
from photoclip.gui.tag_line import TagLine
from photoclip.gui.words import counted, facts_in_words, name_of

WIDEST_CHIP = 150


class RatingRow(QWidget):
    """Five stars and a heart; the number of the last star again takes the rating away."""

    rated = Signal(int)
    favourite_set = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rating, self._favourite = 0, False
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._stars = [tool_button("star", f"Rate {counted_stars(n)}") for n in range(1, 6)]
        for number, star in enumerate(self._stars, 1):
            star.clicked.connect(lambda _=False, n=number: self._rate(n))
            layout.addWidget(star)
        layout.addStretch()
        self._heart = tool_button("favourite", "Favourite")
        self._heart.clicked.connect(lambda: self.favourite_set.emit(not self._favourite))
        layout.addWidget(self._heart)

    def show_values(self, rating: int, *, favourite: bool) -> None:
        """Show what the photos have."""
        self._rating, self._favourite = rating, favourite
        for number, star in enumerate(self._stars, 1):
            star.setIcon(icon("star-full" if number <= rating else "star"))
        self._heart.setIcon(icon("favourite-full" if favourite else "favourite"))
        tip = "No favourite any more" if favourite else "Make a favourite"
        self._heart.setToolTip(tip)
        self._heart.setAccessibleName(tip)

    def _rate(self, number: int) -> None:
        self.rated.emit(0 if number == self._rating else number)


class Inspector(QScrollArea):
    """Shows a `Summary` of the selection; what the user changes goes out as signals."""

    tag_confirmed = Signal(str)
    tag_rejected = Signal(str)
    tag_opened = Signal(str)
    rated = Signal(int)
    favourite_set = Signal(bool)
    captioned = Signal(str)
    similar_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumWidth(240)
        page = QWidget()
        page.setObjectName("inspector")
        page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWidget(page)
        self._title = ElidedLabel()
        self._title.setObjectName("heading")
        self._problem = QLabel(wordWrap=True)
        self._problem.setObjectName("wrong")
        self.rating = RatingRow()
        self.rating.rated.connect(self.rated)
        self.rating.favourite_set.connect(self.favourite_set)
        self.caption = QLineEdit()
        self.caption.setPlaceholderText("Add a caption")
        self.caption.setAccessibleName("Caption")
        self.caption.editingFinished.connect(self._captioned)
        self._caption = ""
        self._tags = QWidget()
        self._tag_row = FlowLayout(self._tags)
        self.tag_line = TagLine()
        self.tag_line.tag_entered.connect(self.tag_confirmed)
        self.similar = QPushButton(icon("similar"), " Find similar")
        self.similar.setAccessibleName("Find similar photos")
        self.similar.clicked.connect(self.similar_asked)
        self._facts = QWidget()
        self._form = QFormLayout(self._facts)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setHorizontalSpacing(14)
        self._form.setVerticalSpacing(7)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        self._parts = QWidget()
        parts = QVBoxLayout(self._parts)
        parts.setContentsMargins(0, 0, 0, 0)
        parts.setSpacing(8)
        for widget in (self.rating, self.caption, _section("Tags"), self._tags, self.tag_line):
            parts.addWidget(widget)
        parts.addSpacing(4)
        parts.addWidget(self.similar)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(16, 14, 14, 14)
        layout.setSpacing(10)
        for widget in (self._title, self._problem, self._parts, self._facts):
            layout.addWidget(widget)
        layout.addStretch()
        self.show_summary(Summary())

    def show_summary(self, summary: Summary) -> None:
        """Show what is known of the selection."""
        photo = summary.photo
        if photo:
            self._title.setText(name_of(photo.path))
        elif summary.count:
            self._title.setText(f"{counted(summary.count)} selected")
        else:
            self._title.setText("No photo selected")
        self._parts.setVisible(summary.count > 0)
        self._show_problem(photo)
        self.rating.show_values(summary.rating, favourite=summary.favourite)
        self._show_caption(photo)
        self._show_tags(summary)
        self._show_facts(photo)

    def offer_tags(self, names: Sequence[str]) -> None:
        """Complete tags to these names."""
        self.tag_line.offer(names)

    def start_tagging(self) -> None:
        """Put the keyboard into the line for tags."""
        self._parts.show()
        self.tag_line.setEnabled(True)
        self.ensureWidgetVisible(self.tag_line)
        self.tag_line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_problem(self, photo: Photo | None) -> None:
        text = ""
        if photo and photo.problem:
            text = photo.problem.sentence
        elif photo and photo.missing_since:
            text = "The file is gone. What you decided about it is kept until it comes back."
        self._problem.setText(text)
        self._problem.setVisible(bool(text))

    def _show_caption(self, photo: Photo | None) -> None:
        self.caption.setVisible(photo is not None)
        before, self._caption = self._caption, photo.caption if photo else ""
        # Somebody who is typing is not interrupted by news about the same photo.
        if not self.caption.hasFocus() or before != self._caption:
            self.caption.setText(self._caption)
            self.caption.setCursorPosition(0)

    def _show_tags(self, summary: Summary) -> None:
        self._tag_row.clear()
        for name, count in summary.tags.items():
            self._tag_row.addWidget(self._chip(name, count, summary.count))
        self._tags.setVisible(bool(summary.tags))
        self.tag_line.setEnabled(summary.count > 0)

    def _chip(self, name: str, count: int, total: int) -> QWidget:
        chip = QWidget()
        row = QHBoxLayout(chip)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        label = name if count == total else f"{name}  {count:,} of {total:,}"
        label = shortened(label, self.fontMetrics(), WIDEST_CHIP)
        show = QPushButton(label.replace("&", "&&"))
        show.setObjectName("chip")
        show.setAccessibleName(f"Show all photos tagged {name}")
        show.setToolTip(show.accessibleName())
        show.clicked.connect(lambda: self.tag_opened.emit(name))
        remove = tool_button("close", f"Remove the tag {name}")
        remove.setFixedSize(24, 24)
        remove.clicked.connect(lambda: self.tag_rejected.emit(name))
        row.addWidget(show)
        row.addWidget(remove)
        return chip

    def _show_facts(self, photo: Photo | None) -> None:
        while self._form.rowCount():
            self._form.removeRow(0)
        for name, value in facts_in_words(photo) if photo else ():
            label = QLabel(name)
            label.setObjectName("section")
            self._form.addRow(label, _value(value))

    def _captioned(self) -> None:
        text = self.caption.text().strip()
        if text != self._caption:
            self._caption = text
            self.captioned.emit(text)


def _value(value: str) -> QLabel:
    """Words break into lines; what has no blanks, like a path, is shortened."""
    if " " not in value:
        return ElidedLabel(value)
    label = QLabel(value, wordWrap=True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def counted_stars(number: int) -> str:
    """ "1 star", "3 stars"."""
    return "1 star" if number == 1 else f"{number} stars"


def _section(title: str) -> QLabel:
    label = QLabel(title)
    label.setObjectName("section")
    return label
