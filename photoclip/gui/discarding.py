"""Moving photos to the trash: asks first, and says what can be taken back and what cannot."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPushButton, QVBoxLayout, QWidget

from photoclip.gui.decisions import Decisions
from photoclip.gui.listings import counted
from photoclip.gui.scale import EDGE, ROOMY, WIDE


class TrashDialog(QDialog):
    """Asks whether photos shall go to the trash; nothing happens unless the user says so."""

    def __init__(self, count: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Move to the trash"))
        title = QLabel(self.tr("Move {} to the trash?").format(counted(count)))
        title.setObjectName("heading")
        text = QLabel(
            self.tr(
                "The files go to the trash of this computer, where you can restore them. Undo "
                "brings back tags, albums and ratings, but not the files themselves: restore "
                "those from the trash, and they are as they were."
            )
        )
        text.setWordWrap(True)
        buttons = QDialogButtonBox()
        self.move_ = QPushButton(self.tr("Move to the trash"))
        self.move_.setAccessibleName(self.move_.text())
        cancel = QPushButton(self.tr("Cancel"))
        cancel.setAccessibleName(cancel.text())
        buttons.addButton(self.move_, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(cancel, QDialogButtonBox.ButtonRole.RejectRole)
        self.move_.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(EDGE, WIDE, EDGE, WIDE)
        layout.setSpacing(ROOMY)
        for widget in (title, text, buttons):
            layout.addWidget(widget)
        self.setFixedWidth(440)


class Discarding(QObject):
    """Asks, then lets the files go."""

    def __init__(self, decisions: Decisions, parent: QWidget) -> None:
        super().__init__(parent)
        self._decisions, self._parent = decisions, parent
        self.dialog: TrashDialog | None = None

    def ask(self, ids: Sequence[int], *, keeper: int | None = None) -> None:
        """Ask about these photos; a keeper inherits what was decided about them."""
        if not len(ids) or self.dialog is not None:
            return
        wanted = list(ids)
        self.dialog = dialog = TrashDialog(len(wanted), self._parent)
        dialog.accepted.connect(lambda: self._decisions.discard(wanted, keeper=keeper))
        dialog.finished.connect(self._closed)
        dialog.open()

    def _closed(self) -> None:
        if self.dialog:
            self.dialog.deleteLater()
        self.dialog = None
