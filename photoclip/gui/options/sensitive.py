"""Photos that not everybody should see: whether they are hidden behind a blur."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QCheckBox, QWidget

from photoclip.gui.options.section import Section, quiet


class SensitiveSection(Section):
    """One switch, the same as in the menu: either shows what the other was set to."""

    def __init__(self, action: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head(
            self.tr("Sensitive photos"),
            self.tr(
                "Photos that not everybody should see are recognised on this computer, and shown "
                "blurred. What was recognised wrongly can be corrected for each photo."
            ),
        )
        self.blur = QCheckBox(self.tr("Blur sensitive photos"))
        self.blur.setAccessibleName(self.blur.text())
        self.blur.setChecked(action.isChecked())
        self.column.addWidget(self.blur)
        self.column.addWidget(quiet(self.tr("Searching for is:sensitive finds all of them.")))
        self.column.addStretch()
        self.blur.clicked.connect(action.trigger)
        action.toggled.connect(self.blur.setChecked)
