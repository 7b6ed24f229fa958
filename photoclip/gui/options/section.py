"""What the sections of the preferences have in common: a heading, lines of text and fields."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QLabel, QVBoxLayout, QWidget

from photoclip.gui.scale import EASY, ROOMY, WIDE


class Section(QWidget):
    """One page of the preferences under its heading."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = ""
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(ROOMY)

    def head(self, title: str, sentence: str = "") -> None:
        """Begin with a heading, and a sentence about all that follows."""
        self.title = title
        heading = QLabel(title)
        heading.setObjectName("heading")
        self.column.addWidget(heading)
        if sentence:
            self.column.addWidget(quiet(sentence))

    def form(self) -> QFormLayout:
        """A new block of labelled fields under what is there."""
        form = QFormLayout()
        form.setHorizontalSpacing(WIDE)
        form.setVerticalSpacing(EASY)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        self.column.addLayout(form)
        return form


def quiet(text: str) -> QLabel:
    """A paragraph of explanation."""
    label = QLabel(text)
    label.setObjectName("dim")
    label.setWordWrap(True)
    return label
