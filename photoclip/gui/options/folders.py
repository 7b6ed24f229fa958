"""Which folders are kept, and which files in them are left out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from photoclip.domain import Root
from photoclip.gui.listings import counted
from photoclip.gui.options.section import Section, quiet
from photoclip.gui.preferences import Preferences
from photoclip.library.roots import printable


class FoldersSection(Section):
    """Folders come and go at once; what is left out is looked at with the next scan."""

    add_asked = Signal()
    removed = Signal(object)  # Path
    rescan_asked = Signal()

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head(
            self.tr("Folders"),
            self.tr("Photos are read where they lie; photoclip never changes or moves them."),
        )
        self._preferences = preferences
        self.list = QListWidget()
        self.list.setObjectName("roomy")
        self.list.setAccessibleName(self.tr("Folders of this library"))
        self.list.setFixedHeight(130)
        self.add = QPushButton(self.tr("Add a folder…"))
        self.remove = QPushButton(self.tr("Take out of the library"))
        self.patterns = QPlainTextEdit("\n".join(preferences.now.excludes))
        self.patterns.setAccessibleName(self.tr("Left out"))
        self.patterns.setPlaceholderText("*.psd\nexports/\n.stversions/")
        self.patterns.setFixedHeight(96)
        self.rescan = QPushButton(self.tr("Look through the folders now"))
        for button in (self.add, self.remove, self.rescan):
            button.setAccessibleName(button.text().rstrip("…"))
        line = QHBoxLayout()
        line.addWidget(self.add)
        line.addWidget(self.remove)
        line.addStretch()
        last = QHBoxLayout()
        last.addWidget(self.rescan)
        last.addStretch()
        self.column.addWidget(self.list)
        self.column.addLayout(line)
        self.column.addWidget(
            quiet(
                self.tr(
                    "Left out, one pattern on each line as in a .gitignore; it counts from each "
                    "folder above:"
                )
            )
        )
        self.column.addWidget(self.patterns)
        self.column.addLayout(last)
        self.column.addStretch()
        self.add.clicked.connect(self.add_asked)
        self.remove.clicked.connect(self._remove)
        self.rescan.clicked.connect(self._rescan)
        self.patterns.textChanged.connect(self._keep)
        self.list.currentItemChanged.connect(lambda item: self.remove.setEnabled(item is not None))
        self.show_roots(())

    def show_roots(self, roots: Sequence[Root]) -> None:
        """Show the folders that are kept."""
        self.list.clear()
        for root in roots:
            state = counted(root.photos) if root.online else self.tr("cannot be seen now")
            item = QListWidgetItem(f"{printable(root.path)}  ·  {state}")
            item.setData(Qt.ItemDataRole.UserRole, root.path)
            self.list.addItem(item)
        self.remove.setEnabled(False)

    def _remove(self) -> None:
        item = self.list.currentItem()
        path = item.data(Qt.ItemDataRole.UserRole) if item else None
        if isinstance(path, Path):
            self.removed.emit(path)

    def _keep(self) -> None:
        lines = (line.strip() for line in self.patterns.toPlainText().splitlines())
        self._preferences.change(excludes=tuple(line for line in lines if line))

    def _rescan(self) -> None:
        self._keep()
        self.rescan_asked.emit()
