"""The page of the files that could not be read: a sentence each, and another try."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from photoclip.domain import Photo
from photoclip.gui.icons import icon
from photoclip.gui.scale import EASY, PAGE, ROOMY, SNUG
from photoclip.gui.translating import later
from photoclip.gui.words import counted, name_of
from photoclip.library.roots import printable

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
_TITLES = (
    later("ProblemModel", "File"),
    later("ProblemModel", "What is wrong"),
    later("ProblemModel", "Folder"),
)


class ProblemModel(QAbstractTableModel):
    """Photos with a problem, a line each."""

    def __init__(self) -> None:
        super().__init__()
        self._photos: list[Photo] = []

    def show(self, photos: list[Photo]) -> None:
        """Replace the lines."""
        self.beginResetModel()
        self._photos = photos
        self.endResetModel()

    def photo(self, row: int) -> Photo:
        """The photo of a line."""
        return self._photos[row]

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._photos)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(_TITLES)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        photo = self._photos[index.row()]
        if index.column() == 0:
            return name_of(photo.path)
        if index.column() == 1:
            return photo.problem.sentence if photo.problem else ""
        return printable(photo.path.parent)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self.tr(_TITLES[section])
        return None


class ProblemsPage(QWidget):
    """A table of files and sentences."""

    retry_asked = Signal()
    file_opened = Signal(object)  # Photo

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = ProblemModel()
        title = QLabel(self.tr("Problems"))
        title.setObjectName("heading")
        self._note = QLabel()
        self._note.setObjectName("dim")
        self.retry = QPushButton(icon("retry"), self.tr(" Try again"))
        self.retry.setAccessibleName(self.tr("Try to read these files again"))
        self.retry.clicked.connect(self.retry_asked)
        self._text = QLabel(
            self.tr(
                "These files could not be read, so they cannot be shown or found. They were not "
                "changed. Double click shows one in its folder."
            ),
            wordWrap=True,
        )
        self._text.setObjectName("dim")
        self.table = QTableView()
        self.table.setAccessibleName(self.tr("Files that could not be read"))
        self.table.setModel(self.model)
        self.table.setShowGrid(False)
        self.table.setAlternatingRowColors(True)
        self.table.setWordWrap(False)
        self.table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(30)
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.resizeSection(0, 220)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.resizeSection(2, 220)
        self.table.doubleClicked.connect(
            lambda index: self.file_opened.emit(self.model.photo(index.row()))
        )
        line = QHBoxLayout()
        line.setSpacing(ROOMY)
        line.addWidget(title)
        line.addWidget(self._note, 1)
        line.addWidget(self.retry)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(PAGE, EASY, PAGE, SNUG)
        layout.setSpacing(SNUG)
        layout.addLayout(line)
        layout.addWidget(self._text)
        layout.addWidget(self.table, 1)

    def show_photos(self, photos: list[Photo]) -> None:
        """Show the photos that have a problem."""
        self.model.show(photos)
        self._note.setText(counted(len(photos)) if photos else self.tr("Every file could be read."))
        self.retry.setEnabled(bool(photos))
        self._text.setVisible(bool(photos))
