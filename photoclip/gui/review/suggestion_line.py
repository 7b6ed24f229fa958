"""A suggestion beside a photo's tags: the word, how probable, yes and no."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from photoclip.domain import Suggestion
from photoclip.gui.labels import ElidedLabel
from photoclip.gui.notices import tool_button
from photoclip.gui.scale import TIGHT


class SuggestionLine(QWidget):
    """One suggestion to answer; made for the details of a photo."""

    confirmed = Signal(str)
    rejected = Signal(str)

    def __init__(self, suggestion: Suggestion, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        tag = suggestion.tag
        name, chance = ElidedLabel(tag), QLabel(f"{suggestion.probability:.0%}")
        chance.setObjectName("dim")
        self.yes = tool_button("check", self.tr("“{tag}” fits (Y)").format(tag=tag))
        self.no = tool_button("close", self.tr("“{tag}” does not fit (N)").format(tag=tag))
        self.yes.clicked.connect(lambda: self.confirmed.emit(tag))
        self.no.clicked.connect(lambda: self.rejected.emit(tag))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(TIGHT)
        row.addWidget(name)
        row.addWidget(chance)
        row.addStretch()
        for button in (self.yes, self.no):
            button.setFixedSize(26, 26)
            row.addWidget(button)
