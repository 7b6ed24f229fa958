"""The suggestions for the selected photos, the most probable first, each with yes and no."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from photoclip.domain import Suggestion
from photoclip.gui.review.suggestion_line import SuggestionLine
from photoclip.gui.scale import HAIR

MOST = 5


class Suggested(QWidget):
    """Shows up to `MOST` suggestions; Y and N are meant for the first."""

    confirmed = Signal(str)
    rejected = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[Suggestion, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(HAIR)
        self.hide()

    @property
    def first(self) -> str | None:
        """The word that Y and N are meant for."""
        return self._shown[0].tag if self._shown else None

    def show_suggestions(self, suggestions: Sequence[Suggestion]) -> None:
        """Show these, best first."""
        wanted = tuple(suggestions[:MOST])
        if wanted == self._shown:
            return
        self._shown = wanted
        while (item := self._column.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for suggestion in wanted:
            line = SuggestionLine(suggestion)
            line.confirmed.connect(self.confirmed)
            line.rejected.connect(self.rejected)
            self._column.addWidget(line)
        self.setVisible(bool(wanted))

    def answer(self, *, agreed: bool) -> bool:
        """Answer the first; whether there was one."""
        if self.first is None:
            return False
        (self.confirmed if agreed else self.rejected).emit(self.first)
        return True


def shared(suggestions: Sequence[Suggestion], count: int) -> list[Suggestion]:
    """The suggestions of several photos by word, with the mean probability over all of them."""
    sums: dict[str, float] = {}
    for one in suggestions:
        sums[one.tag] = sums.get(one.tag, 0.0) + one.probability
    best = sorted(sums.items(), key=lambda item: -item[1])
    return [Suggestion(tag, 0, total / max(count, 1)) for tag, total in best]
