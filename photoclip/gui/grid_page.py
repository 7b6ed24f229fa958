"""The page of the photos: what is being shown, a sentence about it, and the grid."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from photoclip.gui.browser import Headline
from photoclip.gui.grid import PhotoGrid
from photoclip.gui.labels import ElidedLabel
from photoclip.gui.model import Listing
from photoclip.gui.scale import EASY, PAGE, ROOMY, SNUG, TIGHT
from photoclip.gui.welcome import EmptyPage


class GridPage(QWidget):
    """A headline over the grid, or over an explanation why it is empty."""

    instead_asked = Signal(str)  # the query as it was probably meant

    def __init__(self, grid: PhotoGrid, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.grid = grid
        self._title, self._note = ElidedLabel(), QLabel()
        self._title.setObjectName("heading")
        self._note.setObjectName("dim")
        self._sentence = QLabel(wordWrap=True)
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)
        self._instead = ""
        self.instead = QPushButton()
        self.instead.setObjectName("link")
        self.instead.setCursor(Qt.CursorShape.PointingHandCursor)
        self.instead.clicked.connect(lambda: self.instead_asked.emit(self._instead))
        self.empty = EmptyPage()
        self._stack = QStackedWidget()
        self._stack.addWidget(grid)
        self._stack.addWidget(self.empty)
        self._working = False
        line = QHBoxLayout()
        line.setSpacing(ROOMY)
        line.addWidget(self._title)
        line.addWidget(self._note, 1)
        self._controls = line
        head = QVBoxLayout()
        head.setContentsMargins(PAGE, EASY, PAGE, SNUG)
        head.setSpacing(TIGHT)
        head.addLayout(line)
        head.addWidget(self._sentence)
        head.addWidget(self.instead, 0, Qt.AlignmentFlag.AlignLeft)
        self._head = head
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self._stack, 1)
        self._sentence.hide()
        self.instead.hide()

    @property
    def sentence(self) -> str:
        """What is said about the photos shown."""
        return "" if self._sentence.isHidden() else self._sentence.text()

    @property
    def title(self) -> str:
        """What is shown."""
        return self._title.text()

    @property
    def note(self) -> str:
        """How many."""
        return self._note.text()

    def add_control(self, widget: QWidget) -> None:
        """Put a control at the right end of the headline."""
        self._controls.addWidget(widget)

    def add_row(self, widget: QWidget) -> None:
        """Put a row between the headline and the photos."""
        self._head.addWidget(widget)

    def show_listing(self, listing: Listing, headline: Headline, *, keep: bool) -> None:
        """Show photos, or say why there are none."""
        self.tell(headline)
        self.grid.show_listing(listing, keep=keep)
        if listing.sections:
            self._stack.setCurrentWidget(self.grid)
        else:
            self._explain(headline)

    def tell(self, headline: Headline) -> None:
        """Change what stands above; the photos stay."""
        self._title.setText(headline.title)
        self._note.setText(headline.note)
        self._sentence.setText(headline.sentence)
        self._sentence.setVisible(bool(headline.sentence))
        self._instead = headline.instead
        text = self.tr("Did you mean “{}”?").format(headline.instead)
        self.instead.setText(text.replace("&", "&&"))
        self.instead.setAccessibleName(text)
        self.instead.setVisible(bool(headline.instead))

    def set_working(self, *, working: bool) -> None:
        """Whether photos are being looked for, which explains an empty grid."""
        if working != self._working:
            self._working = working
            if self._stack.currentWidget() is self.empty:
                self._explain(Headline(self.title))

    def _explain(self, headline: Headline) -> None:
        if self._working:
            self.empty.tell(
                "search",
                self.tr("Looking for photos…"),
                self.tr("They appear here as soon as they are found."),
            )
        else:
            self._sentence.hide()
            text = headline.sentence or self.tr("There is no photo here.")
            self.empty.tell("photos", self.tr("No photos"), text)
        self._stack.setCurrentWidget(self.empty)
