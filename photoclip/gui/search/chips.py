"""The pieces of a query as chips: each can be edited, turned round and taken out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QIcon, QKeyEvent, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from photoclip.gui.bugs import contained
from photoclip.gui.flow import FlowLayout
from photoclip.gui.labels import shortened
from photoclip.gui.notices import tool_button
from photoclip.query import Chip, quoted

WIDEST = 260
Pictures = Callable[[str], QPixmap | None]


def without(text: str, chip: Chip) -> str:
    """The query without one of its pieces."""
    left, right = text[: chip.start].rstrip(), text[chip.end :].lstrip()
    return f"{left} {right}".strip()


def turned_round(text: str, chip: Chip) -> str:
    """The query with a piece negated, or no longer negated."""
    piece = chip.text
    if piece[:1] in ("-", "−"):
        piece = piece[1:]
    elif chip.kind == "text" and " " in piece and not piece.startswith('"'):
        piece = f"-{quoted(piece)}"
    elif chip.kind == "group" and not piece.startswith("("):
        piece = f"-({piece})"
    else:
        piece = f"-{piece}"
    return text[: chip.start] + piece + text[chip.end :]


class ChipButton(QWidget):
    """One piece: a click edits it, the cross or Delete takes it out, the minus key turns it."""

    edit_asked = Signal()
    cut_asked = Signal()
    turn_asked = Signal()
    walked = Signal(int)

    def __init__(self, chip: Chip, picture: QPixmap | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chip = chip
        text = shortened(_said(chip), self.fontMetrics(), WIDEST)
        self.body = QPushButton(text.replace("&", "&&"))
        self.body.setObjectName("chip")
        self.body.setProperty("negative", chip.kind != "sort" and chip.text[:1] in ("-", "−"))
        self.body.setAccessibleName(self.tr("Edit {text}").format(text=chip.text))
        self.body.setToolTip(
            self.tr("{text}\nClick to edit, Delete to take out, - to turn round").format(
                text=chip.text
            )
        )
        if picture is not None:
            self.body.setIcon(QIcon(picture))
            self.body.setIconSize(QSize(22, 18))
        self.cross = tool_button(
            "close", self.tr("Take {text} out of the search").format(text=chip.text)
        )
        self.cross.setFixedSize(22, 22)
        self.cross.setIconSize(QSize(12, 12))
        self.cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.body.clicked.connect(self.edit_asked)
        self.cross.clicked.connect(self.cut_asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.body)
        row.addWidget(self.cross)
        self.setFocusProxy(self.body)

    @contained
    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = Qt.Key
        match event.key():
            case keys.Key_Delete | keys.Key_Backspace:
                self.cut_asked.emit()
            case keys.Key_Minus:
                self.turn_asked.emit()
            case keys.Key_Return | keys.Key_Enter:
                self.edit_asked.emit()
            case keys.Key_Left | keys.Key_Right:
                self.walked.emit(1 if event.key() == keys.Key_Right else -1)
            case _:
                super().keyPressEvent(event)

    @contained
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.open_menu(event.globalPos())

    def open_menu(self, position: QPoint) -> None:
        """Offer what can be done with the piece."""
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.addAction(self.tr("Edit")).triggered.connect(self.edit_asked)
        menu.addAction(self.tr("Turn round")).triggered.connect(self.turn_asked)
        menu.addAction(self.tr("Take out")).triggered.connect(self.cut_asked)
        menu.popup(position)


class ChipRow(QWidget):
    """The chips of a query that was asked; hidden for a single plain phrase."""

    edit_asked = Signal(object)  # Chip
    changed = Signal(str)  # the text that the query becomes

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = FlowLayout(self)
        self._text = ""
        self._pictures: Pictures = lambda _path: None
        self._shown: tuple[Chip, ...] = ()
        self.hide()

    @property
    def buttons(self) -> list[ChipButton]:
        """The chips in order."""
        found = (self._flow.itemAt(place) for place in range(self._flow.count()))
        widgets = (item.widget() for item in found if item is not None)
        return [widget for widget in widgets if isinstance(widget, ChipButton)]

    def use_pictures(self, pictures: Pictures) -> None:
        """Show small pictures of examples, as far as they are at hand."""
        self._pictures = pictures

    def show_chips(self, text: str, chips: Sequence[Chip]) -> None:
        """Show the pieces of a query."""
        if len(chips) == 1 and chips[0].kind == "text" and not chips[0].text.startswith("-"):
            chips = ()
        if (text, tuple(chips)) != (self._text, self._shown):
            self._text, self._shown = text, tuple(chips)
            self.renew()
        self.setVisible(bool(chips))

    def renew(self) -> None:
        """Draw the chips anew: a picture has arrived."""
        at = next((n for n, one in enumerate(self.buttons) if one.body.hasFocus()), None)
        self._flow.clear()
        for chip in self._shown:
            path = _path_of(chip)
            button = ChipButton(chip, self._pictures(path) if path else None)
            button.edit_asked.connect(lambda chip=chip: self.edit_asked.emit(chip))
            button.cut_asked.connect(lambda c=chip: self.changed.emit(without(self._text, c)))
            button.turn_asked.connect(lambda c=chip: self.changed.emit(turned_round(self._text, c)))
            button.walked.connect(self._walk)
            self._flow.addWidget(button)
            button.show()  # now: the keyboard may have to go there
        if at is not None and self.buttons:
            self.buttons[min(at, len(self.buttons) - 1)].setFocus()

    def _walk(self, step: int) -> None:
        buttons = self.buttons
        at = next((n for n, one in enumerate(buttons) if one.body.hasFocus()), None)
        if at is not None and 0 <= at + step < len(buttons):
            buttons[at + step].setFocus()


def _path_of(chip: Chip) -> str:
    """The path of an example as it stands in the query."""
    if chip.kind != "example":
        return ""
    value = chip.text.partition(":")[2]
    return value[1:-1].replace('""', '"') if value.startswith('"') else value


def _said(chip: Chip) -> str:
    """The text of a chip; of an example the file's name is enough."""
    if path := _path_of(chip):
        sign = "-" if chip.text.startswith("-") else ""
        return f"{sign}like:{Path(path).name}"
    return chip.text
