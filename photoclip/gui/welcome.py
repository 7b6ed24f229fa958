"""The first page: what this is, and where the photos are."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from photoclip.gui.icons import IconLabel, application_icon
from photoclip.gui.scale import APART, EASY, PAGE


class WelcomePage(QWidget):
    """Shown while the library has no folder."""

    folder_asked = Signal()
    samples_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        picture = QLabel()
        picture.setPixmap(application_icon().pixmap(96, 96))
        title = QLabel(self.tr("Find any photo by describing it"))
        title.setObjectName("headline")
        text = QLabel(
            self.tr(
                "Show photoclip where your photos are. It reads them where they lie, then you can "
                "search with your own words: a dog on a beach, red car at night, birthday cake."
            )
        )
        self.choose = QPushButton(self.tr(" Choose a folder of photos…"))
        self.choose.setObjectName("primary")
        self.choose.setAccessibleName(self.tr("Choose a folder of photos"))
        self.choose.clicked.connect(self.folder_asked)
        self.choose.setMinimumHeight(40)
        self.samples = QPushButton(self.tr("Try it with sample photos"))
        self.samples.setAccessibleName(self.samples.text())
        self.samples.setToolTip(self.tr("A folder of three dozen photos that came with photoclip"))
        self.samples.clicked.connect(self.samples_asked)
        hint = QLabel(self.tr("or drop folders anywhere on this window"))
        promise = QLabel(
            self.tr(
                "Everything stays on this computer. Your photos are opened only for reading, "
                "never moved, never changed."
            )
        )
        for label in (hint, promise):
            label.setObjectName("dim")
        column = QVBoxLayout()
        column.setSpacing(PAGE)
        column.addStretch(2)
        for label in (picture, title, text):
            column.addWidget(label, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(EASY)
        for widget in (self.choose, self.samples, hint):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(APART)
        column.addWidget(promise, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        for label in (text, promise):
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setFixedWidth(520)
        row = QHBoxLayout(self)
        row.addStretch()
        row.addLayout(column)
        row.addStretch()


class EmptyPage(QWidget):
    """In place of the grid when there is nothing to show: says so, and why."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = IconLabel("photos", 44)
        self._title = QLabel()
        self._title.setObjectName("heading")
        self._text = QLabel(wordWrap=True)
        self._text.setObjectName("dim")
        self._text.setFixedWidth(460)
        layout = QVBoxLayout(self)
        layout.setSpacing(EASY)
        layout.addStretch(2)
        for label in (self._title, self._text):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        for widget in (self._icon, self._title, self._text):
            layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)

    @property
    def title(self) -> str:
        """The line that is shown large."""
        return self._title.text()

    @property
    def text(self) -> str:
        """The sentence under it."""
        return self._text.text()

    def tell(self, name: str, title: str, text: str) -> None:
        """Show an icon, a line and a sentence."""
        self._icon.show_icon(name)
        self._title.setText(title)
        self._text.setText(text)
        # A layout that centres a label asks for one line of it, whatever it needs.
        self._text.setFixedHeight(self._text.heightForWidth(self._text.width()))
