"""Which folders are kept, and which files in them are left out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
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
    videos_asked = Signal()  # to see those in the library

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
        self.videos = QCheckBox(self.tr("Take in videos, too"))
        self.videos.setAccessibleName(self.videos.text())
        self.videos.setChecked(preferences.now.videos)
        self.videos.toggled.connect(self._keep_videos)
        self._videos_known = 0
        self.there = quiet("")
        self.show_videos_there = QPushButton(self.tr("Show them"))
        self.show_videos_there.setAccessibleName(self.tr("Show the videos of the library"))
        self.show_videos_there.clicked.connect(self.videos_asked)
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
        self.column.addWidget(self.videos)
        row = QHBoxLayout()
        row.addWidget(self.there, 1)
        row.addWidget(self.show_videos_there)
        self.column.addLayout(row)
        self.show_videos(0)
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

    def show_videos(self, count: int) -> None:
        """Say what becomes of so many videos that the library has, where no more are wanted."""
        self._videos_known = count
        said = bool(count) and not self.videos.isChecked()
        self.there.setText(
            self.tr(
                "Videos in the library already: {count}. They stay; what you do not want to see "
                "you can take out of the library."
            ).format(count=f"{count:,}")
        )
        self.there.setVisible(said)
        self.show_videos_there.setVisible(said)

    def _keep_videos(self, wanted: bool) -> None:
        self._preferences.change(videos=wanted)
        self.show_videos(self._videos_known)

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
