"""How photos are (sensitive, blurry, a screenshot …): what the machine says, what the user says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from photoclip.domain import PhotoState
from photoclip.gui.actions import plain
from photoclip.gui.scale import EASY, EDGE, PAGE, SNUG, WIDE
from photoclip.gui.words import counted
from photoclip.query.keys import COMPUTED


class StatesDialog(QDialog):
    """A line for each state: what the machine says, and yes, no, or leave it to the machine."""

    corrected = Signal(str, object)  # state, True, False or None

    def __init__(self, count: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("How it is"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._names = {
            "sensitive": self.tr("Sensitive"),
            "blurry": self.tr("Blurry"),
            "screenshot": self.tr("Screenshot"),
            "document": self.tr("Document"),
            "receipt": self.tr("Receipt"),
        }
        text = QLabel(
            self.tr(
                "What was recognised about {photos}. Your word outweighs the machine's, and stays."
            ).format(photos=counted(count)),
            wordWrap=True,
        )
        text.setObjectName("dim")
        self._said: dict[str, QLabel] = {}
        self.groups: dict[str, QButtonGroup] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(EASY)
        grid.setVerticalSpacing(SNUG)
        for row, state in enumerate(COMPUTED):
            name = self._names[state]
            title, self._said[state] = QLabel(name), QLabel(self.tr("…"))
            self._said[state].setObjectName("dim")
            grid.addWidget(title, row, 0)
            grid.addWidget(self._said[state], row, 1)
            self.groups[state] = self._choices(state, name, grid, row)
        grid.setColumnStretch(1, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        for button in buttons.buttons():
            button.setAccessibleName(plain(button.text()))
            button.setIcon(QIcon())
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(EDGE, WIDE, EDGE, WIDE)
        layout.setSpacing(PAGE)
        layout.addWidget(text)
        layout.addLayout(grid)
        layout.addWidget(buttons)
        self.setMinimumWidth(520)

    def show_states(self, states: Sequence[PhotoState]) -> None:
        """Show what is known of the photos."""
        for state in COMPUTED:
            found = [one for one in states if one.state == state]
            self._said[state].setText(self._in_words(found))
            said = {one.corrected for one in found}
            answer = said.pop() if len(said) == 1 else None
            row = {None: 0, True: 1, False: 2}[answer]
            self.groups[state].button(row).setChecked(True)

    def _in_words(self, found: Sequence[PhotoState]) -> str:
        """ "no (4 %)", "3 of 5", "not looked at yet"."""
        looked = [one for one in found if one.probability is not None]
        if not looked:
            return self.tr("not looked at yet")
        if len(looked) == 1 and looked[0].probability is not None:
            word = self.tr("yes") if looked[0].probability >= 0.5 else self.tr("no")
            return f"{word} ({looked[0].probability:.0%})"
        holds = Counter(one.holds for one in found)[True]
        return self.tr("{some} of {all}").format(some=holds, all=len(found))

    def _choices(self, state: str, name: str, grid: QGridLayout, row: int) -> QButtonGroup:
        group = QButtonGroup(self)
        texts = (self.tr("Automatic"), self.tr("Yes"), self.tr("No"))
        for column, (text, answer) in enumerate(zip(texts, (None, True, False), strict=True)):
            button = QPushButton(text)
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setObjectName("segment")
            button.setAccessibleName(f"{name}: {text}")
            button.clicked.connect(lambda _=False, a=answer: self.corrected.emit(state, a))
            group.addButton(button, column)
            grid.addWidget(button, row, 2 + column)
        group.button(0).setChecked(True)
        return group
