"""The dialog of the preferences: sections on the left, the chosen one on the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from photoclip.gui.actions import plain
from photoclip.gui.dialogs import fit
from photoclip.gui.options.section import Section
from photoclip.gui.scale import EDGE, PAGE, WIDE


class PreferencesDialog(QDialog):
    """What is changed counts at once; there is nothing to confirm."""

    def __init__(self, sections: Sequence[Section], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Preferences"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.list = QListWidget()
        self.list.setObjectName("sections")
        self.list.setAccessibleName(self.tr("Sections"))
        self.list.setFixedWidth(170)
        self.list.ensurePolished()  # the style's room around a line counts before the first layout
        self.pages = QStackedWidget()
        for section in sections:
            self.list.addItem(section.title)
            scroll = QScrollArea()
            scroll.setWidget(section)
            scroll.setWidgetResizable(True)
            scroll.setFrameShape(QFrame.Shape.NoFrame)
            scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.pages.addWidget(scroll)
        self.list.currentRowChanged.connect(self.pages.setCurrentIndex)
        self.list.setCurrentRow(0)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        for button in buttons.buttons():
            button.setAccessibleName(plain(button.text()))
            button.setIcon(QIcon())
        buttons.rejected.connect(self.reject)
        line = QHBoxLayout()
        line.setSpacing(EDGE)
        line.addWidget(self.list)
        line.addWidget(self.pages, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(EDGE, WIDE, EDGE, WIDE)
        layout.setSpacing(PAGE)
        layout.addLayout(line, 1)
        layout.addWidget(buttons)
        for one in self.findChildren(QPushButton):
            one.setAutoDefault(False)  # Return changes nothing by accident
        fit(self, 820, 600)

    def show_section(self, title: str) -> None:
        """Choose a section by its title."""
        for item in self.list.findItems(title, Qt.MatchFlag.MatchExactly):
            self.list.setCurrentItem(item)
