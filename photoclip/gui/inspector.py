"""The details of the selected photos: marks, caption, tags, albums, facts; all to be changed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from photoclip.domain import Flag, Photo, Suggestion
from photoclip.gui.contents import Summary
from photoclip.gui.icons import icon
from photoclip.gui.inspecting.chips import Chips
from photoclip.gui.inspecting.fact_groups import FactGroups
from photoclip.gui.inspecting.marks import MarkRow
from photoclip.gui.inspecting.similar_strip import SimilarStrip
from photoclip.gui.inspecting.suggested import Suggested
from photoclip.gui.inspecting.written import WrittenCaption
from photoclip.gui.labels import ElidedLabel
from photoclip.gui.scale import CLOSE, EASY, PAGE, SNUG, WIDE
from photoclip.gui.tag_line import TagLine
from photoclip.gui.words import counted, name_of


class Inspector(QScrollArea):
    """Shows a `Summary` of the selection; what the user changes goes out as signals."""

    tag_confirmed = Signal(str)
    tag_rejected = Signal(str)
    tag_opened = Signal(str)
    album_entered = Signal(str)
    album_left = Signal(str)
    album_opened = Signal(str)
    rated = Signal(int)
    favourite_set = Signal(bool)
    flagged = Signal(object)  # Flag
    captioned = Signal(str)
    photo_shown = Signal(object)  # the one Photo that is selected, else None
    similar_asked = Signal()
    place_opened = Signal(str)  # a query

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
        self._hint = QLabel(
            self.tr("Choose one or more to see their details, to tag them and to rate them."),
            wordWrap=True,
        )
        self._hint.setObjectName("dim")
        self._problem = QLabel(wordWrap=True)
        self._problem.setObjectName("wrong")
        self.rating = MarkRow()
        self.caption = QLineEdit()
        self.caption.setAccessibleName(self.tr("Caption"))
        self._caption: tuple[int | None, str] = (None, "")
        self.written = WrittenCaption()
        self._tags = Chips(
            lambda name: self.tr("Show all photos tagged {}").format(name),
            lambda name: self.tr("Remove the tag {}").format(name),
        )
        self.tag_line = TagLine()
        self.suggested = Suggested()
        self._albums = Chips(
            lambda name: self.tr("Show the album {}").format(name),
            lambda name: self.tr("Take out of the album {}").format(name),
        )
        self.album_line = TagLine()
        self.album_line.setPlaceholderText(self.tr("Add to an album"))
        self.album_line.setAccessibleName(self.tr("Add to an album"))
        self.strip = SimilarStrip()
        self.similar = QPushButton(icon("similar"), self.tr(" Find similar"))
        self.similar.setAccessibleName(self.tr("Find similar photos"))
        self.facts = FactGroups()
        self._connect()
        self._parts = QWidget()
        parts = QVBoxLayout(self._parts)
        parts.setContentsMargins(0, 0, 0, 0)
        parts.setSpacing(SNUG)
        for widget in (
            *(self.rating, self.caption, self.written),
            *(_section(self.tr("Tags")), self._tags, self.suggested, self.tag_line),
            *(_section(self.tr("Albums")), self._albums, self.album_line),
            *(_section(self.tr("Similar")), self.strip, self.similar),
        ):
            if isinstance(widget, QLabel):
                parts.addSpacing(CLOSE)
            parts.addWidget(widget)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(WIDE, PAGE, PAGE, PAGE)
        layout.setSpacing(EASY)
        for part in (self._title, self._hint, self._problem, self._parts, self.facts):
            layout.addWidget(part)
        layout.insertSpacing(4, CLOSE)
        layout.addStretch()
        self.show_summary(Summary())

    def show_summary(self, summary: Summary) -> None:
        """Show what is known of the selection."""
        photo = summary.photo
        if photo:
            self._title.setText(name_of(photo.path))
        elif summary.count:
            self._title.setText(self.tr("{} selected").format(counted(summary.count)))
        else:
            self._title.setText(self.tr("No photo selected"))
        self._hint.setVisible(summary.count == 0)
        self._parts.setVisible(summary.count > 0)
        self._show_problem(photo)
        self.rating.show_values(
            summary.rating,
            favourite=summary.favourite,
            rejected=summary.rejected,
            mixed=bool(summary.mixed & {"rating", "flag"}),
        )
        self._show_caption(summary)
        self.photo_shown.emit(photo)
        self._tags.show_names(summary.tags, summary.count)
        self._albums.show_names(summary.albums, summary.count)
        self.tag_line.setEnabled(summary.count > 0)
        self.facts.show_summary(summary)
        if not summary.count:
            self.show_suggestions(())
            self.strip.show_photos(())

    def show_suggestions(self, suggestions: Sequence[Suggestion]) -> None:
        """Show what the machine suggests for the photos, best first."""
        self.suggested.show_suggestions(suggestions)

    def offer_tags(self, names: Sequence[str]) -> None:
        """Complete tags to these names."""
        self.tag_line.offer(names)

    def offer_albums(self, names: Sequence[str]) -> None:
        """Complete albums to these names."""
        self.album_line.offer(names)

    def start_tagging(self) -> None:
        """Put the keyboard into the line for tags."""
        self._parts.show()
        self.tag_line.setEnabled(True)
        self.ensureWidgetVisible(self.tag_line)
        self.tag_line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _connect(self) -> None:
        self.rating.rated.connect(self.rated)
        self.rating.favourite_set.connect(self.favourite_set)
        self.rating.rejected_set.connect(
            lambda rejected: self.flagged.emit(Flag.REJECT if rejected else Flag.NONE)
        )
        self.caption.editingFinished.connect(self._captioned)
        self._tags.opened.connect(self.tag_opened)
        self._tags.removed.connect(self.tag_rejected)
        self.tag_line.tag_entered.connect(self.tag_confirmed)
        self.suggested.confirmed.connect(self.tag_confirmed)
        self.suggested.rejected.connect(self.tag_rejected)
        self._albums.opened.connect(self.album_opened)
        self._albums.removed.connect(self.album_left)
        self.album_line.tag_entered.connect(self.album_entered)
        self.similar.clicked.connect(self.similar_asked)
        self.facts.place_opened.connect(self.place_opened)

    def _show_problem(self, photo: Photo | None) -> None:
        text = ""
        if photo and photo.problem:
            text = photo.problem.sentence
        elif photo and photo.missing_since:
            text = self.tr(
                "The file is gone. What you decided about it is kept until it comes back."
            )
        self._problem.setText(text)
        self._problem.setVisible(bool(text))

    def _show_caption(self, summary: Summary) -> None:
        several = "caption" in summary.mixed
        self.caption.setPlaceholderText(
            self.tr("Several captions; a new one replaces them")
            if several
            else self.tr("Add a caption")
        )
        now = (
            summary.photo.id if summary.photo else None,
            summary.photo.caption if summary.photo else summary.caption,
        )
        before, self._caption = self._caption, now
        # Somebody who is typing is not interrupted by news about the same photo.
        if not self.caption.hasFocus() or before != now:
            self.caption.setText(now[1])
            self.caption.setCursorPosition(0)

    def _captioned(self) -> None:
        text = self.caption.text().strip()
        if text != self._caption[1]:
            self._caption = (self._caption[0], text)
            self.captioned.emit(text)


def _section(title: str) -> QLabel:
    label = QLabel(title)
    label.setObjectName("section")
    return label
