"""The line in which tags are typed, with completion; several at once between commas."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget


class TagLine(QLineEdit):
    """Emits every tag that was typed when Enter is pressed, or chosen from the list."""

    tag_entered = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(self.tr("Add a tag"))
        self.setAccessibleName(self.tr("Add a tag"))
        self._names = QStringListModel(self)
        completer = QCompleter(self._names, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCompleter(completer)
        self.returnPressed.connect(self._enter)

    def offer(self, names: Sequence[str]) -> None:
        """Complete to these names."""
        if self._names.stringList() != list(names):
            self._names.setStringList(list(names))

    def _enter(self) -> None:
        names = dict.fromkeys(part.strip() for part in self.text().split(","))
        self.clear()
        for name in names:
            if name:
                self.tag_entered.emit(name)
