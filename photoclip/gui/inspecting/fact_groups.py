"""Facts of a photo, or of a selection, under small headings: when and where, camera, file."""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication, QDate, QLocale, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from photoclip.gui.contents import Summary
from photoclip.gui.icons import icon
from photoclip.gui.labels import ElidedLabel
from photoclip.gui.scale import CLOSE, EASY, PAGE
from photoclip.gui.words import facts_in_words, size_in_words

Pairs = list[tuple[str, str]]

_BEFORE_UNITS = re.compile(r"(?<=\d) (?=(?:[kMGT]B|MP|bytes)\b)")
"""Blanks at which no line breaks."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("Fact", text)


class FactGroups(QWidget):
    """Shows what is known of a `Summary`; the place is a button that finds photos near it."""

    place_opened = Signal(str)  # a query

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: object = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(PAGE)

    def show_summary(self, summary: Summary) -> None:
        """Show the facts of one photo, or what is known of all of them together."""
        groups = groups_of(summary)
        query = near(summary)
        if (groups, query) == self._shown:
            return
        self._shown = (groups, query)
        while (item := self._column.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for title, pairs in groups.items():
            self._column.addWidget(self._group(title, pairs, query))
        self.setVisible(bool(groups))

    def _group(self, title: str, pairs: Pairs, query: str) -> QWidget:
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(EASY)
        grid.setVerticalSpacing(CLOSE)
        heading = QLabel(title)
        heading.setObjectName("section")
        grid.addWidget(heading, 0, 0, 1, 2)
        top = Qt.AlignmentFlag.AlignTop
        for row, (name, value) in enumerate(pairs, 1):
            if name == _tr("Place") and query:
                # Its icon says what it is, and beside a label it would be cut off.
                grid.addWidget(self._place(value, query), row, 0, 1, 2, Qt.AlignmentFlag.AlignLeft)
                continue
            label = QLabel(name)
            label.setObjectName("dim")
            grid.addWidget(label, row, 0, top)
            grid.addWidget(self._value(value), row, 1, top)
        grid.setColumnStretch(1, 1)
        grid.setColumnMinimumWidth(0, 62)
        return box

    def _place(self, value: str, query: str) -> QPushButton:
        button = QPushButton(icon("location"), f" {value}")
        button.setObjectName("chip")
        button.setToolTip(self.tr("Show the photos taken within a kilometre"))
        button.setAccessibleName(self.tr("Photos near {}").format(value))
        button.clicked.connect(lambda: self.place_opened.emit(query))
        return button

    def _value(self, value: str) -> QWidget:
        """Words break into lines; what has no blanks, like a path, is shortened."""
        if " " not in value:
            short = ElidedLabel(value)
            short.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            return short
        label = QLabel(_BEFORE_UNITS.sub("\N{NO-BREAK SPACE}", value), wordWrap=True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label


def groups_of(summary: Summary) -> dict[str, Pairs]:
    """The facts under their headings, without empty ones."""
    if summary.photo is None:
        pairs = [(_tr("Taken"), _span(summary)), (_tr("Size"), size_in_words(summary.size))]
        known = [pair for pair in pairs if pair[1]] if summary.size else []
        return {_tr("Together"): known} if known else {}
    facts = dict(facts_in_words(summary.photo))
    groups = {
        _tr("When and where"): (_tr("Taken"), _tr("Place")),
        _tr("Taken with"): (_tr("Camera"), _tr("Lens"), _tr("Exposure")),
    }
    elsewhere = {name for names in groups.values() for name in names}
    groups[_tr("File")] = tuple(name for name in facts if name not in elsewhere)
    found = {
        title: [(name, facts[name]) for name in names if name in facts]
        for title, names in groups.items()
    }
    return {title: pairs for title, pairs in found.items() if pairs}


def near(summary: Summary) -> str:
    """The query for photos taken where the photo was; empty where that is not known."""
    metadata = summary.photo.metadata if summary.photo else None
    if metadata is None or metadata.latitude is None or metadata.longitude is None:
        return ""
    return f"near:{metadata.latitude:.5f},{metadata.longitude:.5f}~1km"


def _span(summary: Summary) -> str:
    if summary.first is None or summary.last is None:
        return ""
    locale, short = QLocale(), QLocale.FormatType.ShortFormat
    days = [QDate(day.year, day.month, day.day) for day in (summary.first, summary.last)]
    first, last = (locale.toString(day, short) for day in days)
    return first if first == last else f"{first} – {last}"
