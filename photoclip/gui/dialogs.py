"""The few questions that the window asks, and the list of keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QIcon, QKeySequence
from PySide6.QtWidgets import (
    QCompleter,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from photoclip.gui.actions import SPECS, Spec, keys_of_all, plain
from photoclip.gui.scale import APART, CLOSE, EDGE, PAGE, ROOMY, WIDE
from photoclip.gui.translating import label


def _also() -> list[tuple[str, str]]:
    """What is done without an action of the menu."""
    return [
        (_tr("Move"), _tr("Arrows, Home, End, Page Up, Page Down")),
        (_tr("Extend the selection"), _tr("Shift + move or click")),
        (_tr("Add to the selection"), _tr("Ctrl + click, or drag a frame")),
        (_tr("Larger, smaller"), _tr("Ctrl + wheel")),
        (_tr("Zoom in the single photo"), _tr("Wheel, double click")),
    ]


def keys_in_words(keys: Sequence[str]) -> str:
    """The keys as the system writes them: "Ctrl+F or /"."""
    texts = (QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in keys)
    return _tr(" or ").join(texts)


def fit(dialog: QDialog, width: int, height: int) -> None:
    """Give a dialog that size, as far as the screen has room for it and its frame."""
    parent = dialog.parentWidget()
    room = (parent or dialog).screen().availableGeometry().size() - QSize(16, 48)
    dialog.resize(QSize(width, height).boundedTo(room))


class KeysDialog(QDialog):
    """Every key there is, by menu; `shortcuts` are those that the user changed."""

    def __init__(
        self,
        shortcuts: Mapping[str, Sequence[str]] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keys"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        page = QWidget()
        columns = QHBoxLayout(page)
        columns.setSpacing(APART)
        for groups in _balanced(_groups(keys_of_all(shortcuts or {}))):
            column = QVBoxLayout()
            column.setSpacing(EDGE)
            for title, lines in groups:
                column.addWidget(_group(title, lines))
            column.addStretch()
            columns.addLayout(column)
        scroll = QScrollArea()
        scroll.setWidget(page)
        scroll.setWidgetResizable(True)
        scroll.setAccessibleName(self.tr("List of keys"))
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        _name_buttons(buttons)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(EDGE, WIDE, EDGE, PAGE)
        layout.addWidget(scroll)
        layout.addWidget(buttons)
        fit(self, 860, 620)


class NameDialog(QDialog):
    """Asks for a name, offering those that exist."""

    def __init__(
        self, title: str, sentence: str, names: Sequence[str] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        text = QLabel(sentence)
        text.setWordWrap(True)
        self.line = QLineEdit()
        self.line.setAccessibleName(title)
        completer = QCompleter(list(names), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.line.setCompleter(completer)
        kinds = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(kinds.Ok | kinds.Cancel)
        self.ok = buttons.button(kinds.Ok)
        _name_buttons(buttons)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.line.textChanged.connect(lambda typed: self.ok.setEnabled(bool(typed.strip())))
        self.ok.setEnabled(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(EDGE, WIDE, EDGE, PAGE)
        layout.setSpacing(ROOMY)
        for widget in (text, self.line, buttons):
            layout.addWidget(widget)
        self.setMinimumWidth(380)

    @property
    def name(self) -> str:
        """What was typed."""
        return self.line.text().strip()


def _tr(text: str) -> str:
    return QCoreApplication.translate("KeysDialog", text)


Group = tuple[str, list[tuple[str, str]]]


def _name_buttons(buttons: QDialogButtonBox) -> None:
    for button in buttons.buttons():
        button.setAccessibleName(plain(button.text()))
        button.setIcon(QIcon())  # Fusion's own do not know our colours


def _balanced(groups: dict[str, list[tuple[str, str]]]) -> tuple[list[Group], list[Group]]:
    """The groups in two columns of about the same length, the longest first."""
    columns: tuple[list[Group], list[Group]] = ([], [])
    lengths = [0, 0]
    for group in sorted(groups.items(), key=lambda item: -len(item[1])):
        shorter = lengths.index(min(lengths))
        columns[shorter].append(group)
        lengths[shorter] += len(group[1]) + 3
    return columns


def _groups(keys_of: Mapping[str, Sequence[str]]) -> dict[str, list[tuple[str, str]]]:
    groups: dict[str, list[tuple[str, str]]] = {_tr("Photos"): _also()}
    for spec in SPECS:
        title = plain(label(spec.menu.partition("/")[0]))
        groups.setdefault(title, []).append((_said(spec), keys_in_words(keys_of[spec.name])))
    return groups


def _said(spec: Spec) -> str:
    said = plain(label(spec.text))
    rating = spec.name.startswith("rate_") and "★" in said
    return QCoreApplication.translate("KeysDialog", "Rate {}").format(said) if rating else said


def _group(title: str, lines: list[tuple[str, str]]) -> QWidget:
    box = QWidget()
    grid = QGridLayout(box)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(WIDE)
    grid.setVerticalSpacing(CLOSE)
    heading = QLabel(title)
    heading.setObjectName("heading")
    grid.addWidget(heading, 0, 0, 1, 2)
    for row, (what, keys) in enumerate(lines, 1):
        shown = QLabel(keys)
        shown.setObjectName("dim")
        grid.addWidget(QLabel(what), row, 0)
        grid.addWidget(shown, row, 1)
    grid.setColumnStretch(1, 1)
    return box
