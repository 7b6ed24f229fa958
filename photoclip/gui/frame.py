"""The parts of the window and where they stand: search on top, places left, details right."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSize, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QSlider,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from photoclip.gui.grid import LARGEST, SMALLEST
from photoclip.gui.icons import icon
from photoclip.gui.inspector import Inspector
from photoclip.gui.notices import Banner, tool_button
from photoclip.gui.scale import EASY, ROOMY, SNUG
from photoclip.gui.search.bar import SearchBar
from photoclip.gui.sidebar import Sidebar

QWIDGETSIZE_MAX = 16_777_215
"""What Qt means by "no limit"."""
PARTS = ("sidebar", "details")
BOTH = 890
"""Pixels from which on the places and the details stand beside the photos."""
ONE = {"sidebar": 700, "details": 740}
"""Pixels from which on one of them does."""


class Pages(QStackedWidget):
    """One page at a time: only what is shown says how narrow the window can be."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.currentChanged.connect(lambda _at: self.updateGeometry())

    def minimumSizeHint(self) -> QSize:
        page = self.currentWidget()
        return page.minimumSizeHint() if page is not None else QSize()


class Frame(QWidget):
    """Holds the parts; knows nothing of what they do."""

    folder_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search = SearchBar()
        self.banner = Banner()
        self.sidebar = Sidebar()
        self.inspector = Inspector()
        self.pages = Pages()
        self.zoom = QSlider(Qt.Orientation.Horizontal)
        self.zoom.setRange(SMALLEST, LARGEST)
        self.zoom.setFixedSize(120, 34)
        self.zoom.setAccessibleName(self.tr("Size of the photos"))
        self.zoom.setToolTip(self.tr("Size of the photos"))
        self.sidebar_button = tool_button("sidebar", self.tr("Sidebar"))
        self.details_button = tool_button("details", self.tr("Details"))
        add = QPushButton(icon("folder-add"), self.tr(" Add a folder…"))
        add.setAccessibleName(self.tr("Add a folder"))
        add.clicked.connect(self.folder_asked)
        self.sidebar.add_below(add)

        self.toolbar = toolbar = QWidget()
        toolbar.setObjectName("toolbar")
        toolbar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        line = QHBoxLayout(toolbar)
        line.setContentsMargins(EASY, SNUG, EASY, SNUG)
        line.setSpacing(ROOMY)
        top = Qt.AlignmentFlag.AlignTop
        line.addWidget(self.sidebar_button, 0, top)
        line.addWidget(self.search, 1)
        line.addStretch(0)
        line.addWidget(self.zoom, 0, top)
        line.addWidget(self.details_button, 0, top)

        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banner)
        column.addWidget(self.pages, 1)
        self._splitter = splitter = QSplitter(Qt.Orientation.Horizontal)
        self._alone = False
        self._parts = (True, True)
        self._wanted = dict.fromkeys(PARTS, True)
        self._asked: str | None = None
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        for widget in (self.sidebar, middle, self.inspector):
            splitter.addWidget(widget)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([220, 800, 270])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(toolbar)
        layout.addWidget(splitter, 1)

    def show_parts(self, *, places: bool, details: bool) -> None:
        """Show what a page needs beside it, as far as the user wants to see it."""
        self._parts = (places, details)
        places, details = places and not self._alone, details and not self._alone
        fit = self._fitting()
        for button, name in ((self.sidebar_button, "sidebar"), (self.details_button, "details")):
            action = button.defaultAction()
            if action is not None:
                action.setChecked(fit[name])
        self.sidebar.setVisible(places and fit["sidebar"])
        self.inspector.setVisible(details and fit["details"])
        self.toolbar.setVisible(places)

    def want(self, name: str, *, shown: bool) -> None:
        """The user wants to see a part, or does not; where only one fits, it is this one."""
        narrow = self.isVisible() and self.width() < BOTH
        if shown or not narrow:
            self._wanted[name] = shown
            self._asked = name if narrow else None
        elif name == self._first_that_fits():
            self._wanted[name], self._asked = False, ""  # the other one does not take its room
        else:  # it was there only because it was asked for: where there is room, it comes back
            self._asked = None
        self._renew()

    def wants(self, name: str) -> bool:
        """Whether the user wants to see a part, where there is room for it."""
        return self._wanted[name]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.width() >= BOTH:
            self._asked = None
        if event.size().width() != event.oldSize().width():
            self._renew()

    def minimumSizeHint(self) -> QSize:
        """The parts fold away: they need no room."""
        width = max(part.minimumSizeHint().width() for part in (self.toolbar, self.pages))
        return QSize(width, super().minimumSizeHint().height())

    def _fitting(self) -> dict[str, bool]:
        """Which parts are wanted and fit beside the photos: the details fold first."""
        if self.width() >= BOTH:
            return dict(self._wanted)
        one = self._first_that_fits() if self._asked is None else self._asked
        return {name: name == one for name in PARTS}

    def _first_that_fits(self) -> str:
        """The part that stands in a narrow window by itself; empty where there is none."""
        first = next((name for name in PARTS if self._wanted[name]), "")
        return first if first and self.width() >= ONE[first] else ""

    def _renew(self) -> None:
        places, details = self._parts
        self.show_parts(places=places, details=details)

    def immerse(self, *, alone: bool) -> None:
        """Leave the page alone on the screen, or show again what stands beside it."""
        if alone != self._alone:
            self._alone = alone
            self.banner.setMaximumHeight(0 if alone else QWIDGETSIZE_MAX)
            self._renew()

    @property
    def panes(self) -> str:
        """How wide the parts are, as a text for `restore_panes`."""
        return bytes(self._splitter.saveState().toBase64().data()).decode()

    def restore_panes(self, panes: str) -> None:
        """Make the parts as wide as they were."""
        if panes:
            self._splitter.restoreState(QByteArray.fromBase64(panes.encode()))

    def bind(self, button: QToolButton, action: QAction) -> None:
        """Let a button of the toolbar show and do what an action does."""
        tip, name = button.toolTip(), button.accessibleName()
        button.setDefaultAction(action)
        keys = action.shortcut().toString()
        button.setToolTip(f"{tip} ({keys})" if keys else tip)
        button.setAccessibleName(name)
