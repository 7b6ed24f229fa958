"""The question before tags are suggested: for which photos, and from which words."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from photoclip.engine.messages import Suggest
from photoclip.gui.actions import plain
from photoclip.gui.autotag.forecast import ForecastView
from photoclip.gui.autotag.ranges import Range
from photoclip.gui.dialogs import fit
from photoclip.gui.listings import counted
from photoclip.gui.scale import EASY, EDGE, ROOMY, WIDE
from photoclip.library.roots import printable


class SuggestDialog(QDialog):
    """Asks once, begins on OK. What comes of it can be looked at beforehand, word by word."""

    def __init__(
        self, ranges: Sequence[Range], forecast: ForecastView, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Suggest tags"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._ranges = list(ranges)
        self.forecast = forecast
        text = QLabel(
            self.tr(
                "The photos are compared with your tags and about a thousand common words. "
                "Nothing is tagged: you say yes or no in the review."
            ),
            wordWrap=True,
        )
        text.setObjectName("dim")
        self._page = QWidget()
        layout = QVBoxLayout(self._page)
        layout.setContentsMargins(EDGE, WIDE, EDGE, 0)
        layout.setSpacing(EASY)
        layout.addWidget(text)
        layout.addWidget(_heading(self.tr("For which photos")))
        self.choices = QButtonGroup(self)
        for number, one in enumerate(self._ranges):
            note = "" if one.count is None else f"  ({counted(one.count)})"
            choice = QRadioButton(f"{one.title}{note}".replace("&", "&&"))
            choice.setAccessibleName(one.title)
            choice.setEnabled(one.count != 0)
            self.choices.addButton(choice, number)
            layout.addWidget(choice)
        first = next((n for n, one in enumerate(self._ranges) if one.count != 0), 0)
        self.choices.button(first).setChecked(True)
        layout.addWidget(_heading(self.tr("Look beforehand")))
        layout.addWidget(forecast)
        layout.addWidget(_heading(self.tr("Further words")))
        layout.addLayout(self._files_part())
        layout.addLayout(self._apply_part())
        kinds = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(kinds.Ok | kinds.Cancel)
        self.ok = buttons.button(kinds.Ok)
        self.ok.setText(self.tr("Suggest tags"))
        for button in buttons.buttons():
            button.setAccessibleName(plain(button.text()))
            button.setIcon(QIcon())
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout.addStretch()
        scroll = QScrollArea()
        scroll.setWidget(self._page)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        below = QVBoxLayout()
        below.setContentsMargins(EDGE, 0, EDGE, WIDE)
        below.addWidget(buttons)
        self._below = buttons
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(ROOMY)
        column.addWidget(scroll, 1)
        column.addLayout(below)
        forecast.grown.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        """As high as what is shown needs, as far as the screen has room."""
        page = self._page.sizeHint()
        height = page.height() + self._below.sizeHint().height() + ROOMY + WIDE
        fit(self, max(700, page.width()), height)

    @property
    def request(self) -> Suggest:
        """What was chosen."""
        chosen = self._ranges[self.choices.checkedId()]
        return Suggest(chosen.ids, chosen.query, tuple(self.files))

    @property
    def apply_above(self) -> float | None:
        """From which probability on a tag is applied without a review; None for never."""
        return self.percent.value() / 100 if self.apply.isChecked() else None

    @property
    def files(self) -> list[Path]:
        """The vocabulary files."""
        return list(self._files)

    def add_files(self, paths: Sequence[Path]) -> None:
        """Take the words of these files, too."""
        for path in paths:
            if path not in self._files:
                self._files.append(path)
                self.list.addItem(printable(path))
        self._show_files()

    def _files_part(self) -> QHBoxLayout:
        self._files: list[Path] = []
        self.list = QListWidget()
        self.list.setObjectName("roomy")
        self.list.setAccessibleName(self.tr("Vocabulary files"))
        self.list.setFixedHeight(58)
        self._none = QLabel(
            self.tr("Text files with one tag a line can add words of your own field."),
            wordWrap=True,
        )
        self._none.setObjectName("dim")
        self.add = QPushButton(self.tr("Add a file…"))
        self.add.setAccessibleName(self.tr("Add a vocabulary file"))
        self.add.setAutoDefault(False)
        self.add.clicked.connect(self._choose)
        self.drop = QPushButton(self.tr("Take out"))
        self.drop.setAccessibleName(self.tr("Take the vocabulary file out"))
        self.drop.setAutoDefault(False)
        self.drop.clicked.connect(self._take_out)
        line = QHBoxLayout()
        line.addWidget(self._none, 1)
        line.addWidget(self.list, 1)
        line.addWidget(self.drop)
        line.addWidget(self.add)
        self._show_files()
        return line

    def _apply_part(self) -> QHBoxLayout:
        self.apply = QCheckBox(self.tr("Tag at once, without a review, what is at least"))
        self.apply.setAccessibleName(self.tr("Tag at once what is nearly certain"))
        self.percent = QSpinBox()
        self.percent.setRange(50, 99)
        self.percent.setValue(95)
        self.percent.setSuffix(self.tr(" % sure"))
        self.percent.setAccessibleName(self.tr("How sure, in percent"))
        self.percent.setEnabled(False)
        self.apply.toggled.connect(self.percent.setEnabled)
        self.apply.setToolTip(
            self.tr(
                "Such tags are kept apart from yours; a stricter setting takes them back, "
                "and so does Undo."
            )
        )
        line = QHBoxLayout()
        line.addWidget(self.apply)
        line.addWidget(self.percent)
        line.addStretch()
        return line

    def _show_files(self) -> None:
        some = bool(self._files)
        self.list.setVisible(some)
        self.drop.setVisible(some)
        self._none.setVisible(not some)

    def _choose(self) -> None:
        dialog = QFileDialog(self, self.tr("Vocabulary files"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters([self.tr("Text files (*.txt)"), self.tr("All files (*)")])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(lambda names: self.add_files([Path(name) for name in names]))
        dialog.open()

    def _take_out(self) -> None:
        row = max(self.list.currentRow(), 0)
        self.list.takeItem(row)
        del self._files[row]
        self._show_files()


def _heading(title: str) -> QLabel:
    label = QLabel(title)
    label.setObjectName("strong")
    return label
