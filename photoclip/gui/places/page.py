"""The page of places: countries and towns on the left, the map on the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QSplitter,
    QStackedWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from photoclip.gui.listings import counted
from photoclip.gui.notices import tool_button
from photoclip.gui.places.map_view import MapView
from photoclip.gui.scale import EASY, PAGE, SNUG
from photoclip.gui.welcome import EmptyPage
from photoclip.library.places import Positions, Town

_TOWN = Qt.ItemDataRole.UserRole


class PlacesPage(QWidget):
    """A click on a town moves the map there; Enter or a double click opens its photos."""

    town_opened = Signal(object)  # Town

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = QLabel(self.tr("Places"))
        title.setObjectName("heading")
        self.note = QLabel()
        self.note.setObjectName("dim")
        self._counted = self._told = ""
        nearer = tool_button("zoom-in", self.tr("Nearer"))
        farther = tool_button("zoom-out", self.tr("Farther"))
        everything = tool_button("fit", self.tr("All photos"))
        line = QHBoxLayout()
        line.setSpacing(SNUG)
        line.addWidget(title)
        line.addWidget(self.note, 1)
        for button in (nearer, farther, everything):
            line.addWidget(button)
        self.map = MapView()
        self.tree = QTreeWidget()
        self.tree.setAccessibleName(self.tr("Countries and towns"))
        self.tree.setObjectName("roomy")
        self.tree.setColumnCount(2)
        self.tree.setHeaderHidden(True)
        self.tree.header().setStretchLastSection(False)
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(1)
        splitter.addWidget(self.tree)
        splitter.addWidget(self.map)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([230, 760])
        self._splitter = splitter
        self.empty = EmptyPage()
        self.empty.tell(
            "location",
            self.tr("No photo says where it was taken"),
            self.tr(
                "Phones and some cameras write the position into their photos. Such photos "
                "appear here on a map that needs no connection."
            ),
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(splitter)
        self._stack.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(PAGE, EASY, PAGE, EASY)
        layout.setSpacing(EASY)
        layout.addLayout(line)
        layout.addWidget(self._stack, 1)
        nearer.clicked.connect(lambda: self.map.zoom(1))
        farther.clicked.connect(lambda: self.map.zoom(-1))
        everything.clicked.connect(self.map.fit)
        self.tree.currentItemChanged.connect(lambda item, _before: self._look(item))
        self.tree.itemActivated.connect(lambda item, _column: self._open(item))
        self.tree.itemDoubleClicked.connect(lambda item, _column: self._open(item))
        self.setFocusProxy(self.map)

    def show_positions(self, where: Positions) -> None:
        """Show photos on the map."""
        count = len(where.ids)
        self._stack.setCurrentWidget(self._splitter if count else self.empty)
        self._counted = self.tr("{} with a position").format(counted(count)) if count else ""
        self._show_note()
        self.map.show_positions(where)

    def show_countries(self, found: Sequence[tuple[str, int, list[Town]]]) -> None:
        """Show countries with their towns, most photos first."""
        self.tree.clear()
        for name, count, towns in found:
            country = QTreeWidgetItem([name or self.tr("Unknown"), f"{count:,}"])
            spoken = Qt.ItemDataRole.AccessibleTextRole
            country.setData(0, spoken, f"{name}, {counted(count)}")
            country.setTextAlignment(1, Qt.AlignmentFlag.AlignRight)
            for town in towns:
                item = QTreeWidgetItem([town.name, f"{town.photos:,}"])
                item.setData(0, _TOWN, town)
                item.setData(0, spoken, f"{town.name}, {counted(town.photos)}")
                item.setToolTip(0, ", ".join(p for p in (town.name, town.region, name) if p))
                item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight)
                country.addChild(item)
            self.tree.addTopLevelItem(country)
            country.setExpanded(len(found) <= 12)

    def tell(self, sentence: str) -> None:
        """Say something beside the heading, until it is taken back with an empty sentence."""
        self._told = sentence
        self._show_note()

    def _show_note(self) -> None:
        self.note.setText(" · ".join(part for part in (self._counted, self._told) if part))

    def _look(self, item: QTreeWidgetItem | None) -> None:
        town = item.data(0, _TOWN) if item else None
        if isinstance(town, Town):
            self.map.go_to(town.latitude, town.longitude, town.km)

    def _open(self, item: QTreeWidgetItem) -> None:
        town = item.data(0, _TOWN)
        if isinstance(town, Town):
            self.town_opened.emit(town)
