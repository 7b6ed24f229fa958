"""Words that photos have, as chips: each can be opened and taken away."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from photoclip.gui.flow import FlowLayout
from photoclip.gui.labels import shortened
from photoclip.gui.notices import tool_button

WIDEST = 150


class Chips(QWidget):
    """Shows names with how many of the photos have each, where not all have it.

    `open_name` and `remove_name` say what the two buttons of a name do.
    """

    opened = Signal(str)
    removed = Signal(str)

    def __init__(
        self,
        open_name: Callable[[str], str],
        remove_name: Callable[[str], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._open_name, self._remove_name = open_name, remove_name
        self._shown: tuple[tuple[str, int], ...] = ()
        self._total = 0
        self._row = FlowLayout(self)

    def show_names(self, names: Mapping[str, int], total: int) -> None:
        """Show these; the same ones again are left as they are, with the keyboard in them."""
        wanted = tuple(names.items())
        if (wanted, total) == (self._shown, self._total):
            return
        self._shown, self._total = wanted, total
        self._row.clear()
        for name, count in wanted:
            self._row.addWidget(self._chip(name, count, total))
        self.setVisible(bool(wanted))

    def _chip(self, name: str, count: int, total: int) -> QWidget:
        chip = QWidget()
        row = QHBoxLayout(chip)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        label = name if count == total else f"{name}  {count:,} of {total:,}"
        label = shortened(label, self.fontMetrics(), WIDEST)
        show = QPushButton(label.replace("&", "&&"))
        show.setObjectName("chip")
        show.setAccessibleName(self._open_name(name))
        show.setToolTip(show.accessibleName())
        show.clicked.connect(lambda: self.opened.emit(name))
        remove = tool_button("close", self._remove_name(name))
        remove.setFixedSize(24, 24)
        remove.clicked.connect(lambda: self.removed.emit(name))
        row.addWidget(show)
        row.addWidget(remove)
        return chip
