"""Shows the terms of a model before anything of it is fetched."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from photoclip.engine.model_messages import ModelState
from photoclip.gui.actions import plain
from photoclip.gui.scale import EDGE, PAGE, ROOMY, WIDE


class LicenceDialog(QDialog):
    """Fetching is only to be had after the terms were accepted."""

    def __init__(self, model: ModelState, free: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Download {}").format(model.name))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        about = QLabel(model.note)
        about.setWordWrap(True)
        size = QLabel(
            self.tr("{:,.0f} MB will be fetched from the page below; {:,.0f} MB are free.").format(
                model.megabytes - model.unfinished_megabytes, free
            )
        )
        size.setWordWrap(True)
        terms = QLabel(self.tr("Its licence is {}. The whole text:").format(model.licence))
        page = QLabel(model.licence_page)
        page.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        page.setAccessibleName(self.tr("Address of the licence"))
        self.accepted_terms = QCheckBox(self.tr("I accept the licence"))
        self.accepted_terms.setAccessibleName(self.accepted_terms.text())
        kinds = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(kinds.Ok | kinds.Cancel)
        self.ok = buttons.button(kinds.Ok)
        self.ok.setText(self.tr("Download"))
        for button in buttons.buttons():
            button.setAccessibleName(plain(button.text()))
            button.setIcon(QIcon())
        self.ok.setEnabled(False)
        self.accepted_terms.toggled.connect(self.ok.setEnabled)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(EDGE, WIDE, EDGE, PAGE)
        layout.setSpacing(ROOMY)
        for widget in (about, size, terms, page, self.accepted_terms, buttons):
            layout.addWidget(widget)
        self.setMinimumWidth(440)
