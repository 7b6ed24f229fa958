"""The search: asks while somebody types, completes, shows its pieces and where it is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from photoclip.errors import QueryError
from photoclip.gui.icons import icon
from photoclip.gui.scale import CLOSE, HAIR
from photoclip.gui.search.chips import ChipRow
from photoclip.gui.search.completion import Known, Offer, offers
from photoclip.gui.search.line import SearchLine
from photoclip.gui.search.popup import OfferPopup
from photoclip.query import Chip, Query, mended, parse

REMEMBERED = 30
WIDEST = 760  # pixels


class SearchBar(QWidget):
    """Emits a query that parses once nobody has typed for a moment, at once after Enter.

    The text is all there is of a search: chips are drawn from it, and change it.
    """

    asked = Signal(object)  # Query
    cleared = Signal()
    left = Signal()  # towards the photos
    started = Signal()  # the keyboard came
    remembered = Signal(object)  # the recent searches, latest first

    PAUSE = 220  # milliseconds without typing
    PATIENCE = 900  # until an unfinished query is called a mistake

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = SearchLine()
        self.line.setObjectName("search")
        self.line.setAccessibleName(self.tr("Search"))
        self.line.setPlaceholderText(
            self.tr("Describe a photo: dog on a beach, red car -people, tag:family …")
        )
        self.line.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.line.setClearButtonEnabled(True)
        self.chips = ChipRow()
        self.chips.edit_asked.connect(self._edit)
        self.chips.changed.connect(self.set_text)
        self._wrong = QLabel(wordWrap=True)
        self._wrong.setObjectName("wrong")
        self._wrong.setTextFormat(Qt.TextFormat.PlainText)
        self.mend = QPushButton()
        self.mend.setAccessibleName(self.tr("Use what was probably meant"))
        self.mend.clicked.connect(self._mend)
        self._mended: str | None = None
        self._mistake = QWidget()
        row = QHBoxLayout(self._mistake)
        row.setContentsMargins(HAIR, 0, 0, 0)
        row.addWidget(self._wrong, 1)
        row.addWidget(self.mend, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(CLOSE)
        for widget in (self.line, self._mistake, self.chips):
            layout.addWidget(widget)
        self._mistake.hide()
        self.line.setMaximumWidth(WIDEST)
        self._mistake.setMaximumWidth(WIDEST)
        self.known, self.recent = Known(), list[str]()
        self._asked_text = ""
        self.popup = OfferPopup(self.line)
        self.popup.taken.connect(self._take)
        self._pause = QTimer(self, singleShot=True, interval=self.PAUSE)
        self._pause.timeout.connect(partial(self.ask, patient=True))
        self._complain = QTimer(self, singleShot=True, interval=self.PATIENCE)
        self._complain.timeout.connect(self.ask)
        self.line.textEdited.connect(self._edited)
        self.line.textChanged.connect(self._emptied)
        self.line.returnPressed.connect(self._entered)
        self.line.down_pressed.connect(self.left)
        self.line.up_pressed.connect(self._show_recent)
        self.line.tab_pressed.connect(self._mend)
        self.line.entered.connect(self.started)

    @property
    def mistake(self) -> str:
        """The sentence about what is wrong, empty when nothing is."""
        return "" if self._mistake.isHidden() else self._wrong.text()

    def start(self) -> None:
        """Put the keyboard into the line."""
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()
        if not self.line.text():
            self._offer()

    def set_text(self, text: str) -> None:
        """Show a text and ask it."""
        self.line.setText(text)
        self.ask()

    def add_all(self, pieces: Sequence[str]) -> None:
        """Put pieces behind what stands in the line, unless they are there, and ask."""
        text = self.line.text().strip()
        fresh = [piece for piece in pieces if piece not in text]
        self.set_text(" ".join(filter(None, [text, *fresh])))
        self.remember()

    def clear(self) -> None:
        """Empty the line without asking anything."""
        self._asked_text = ""
        self.line.clear()

    def ask(self, *, patient: bool = False) -> None:
        """Ask what stands in the line, unless that was asked already.

        A `patient` one waits a little longer before it calls something a mistake.
        """
        self._pause.stop()
        text = self.line.text()
        if text == self._asked_text or not text.strip():
            return
        try:
            query = parse(text)
        except QueryError as error:
            if patient and not self.mistake:
                self._complain.start()
            else:
                self.show_mistake(error)
            return
        self._asked_text = text
        self._show_mistake_free(query)
        self.asked.emit(query)

    def show_mistake(self, error: QueryError) -> None:
        """Say what is wrong with the query, and where; offer what was probably meant."""
        self._complain.stop()
        self._mended = mended(self.line.text(), error)
        self._wrong.setText(error.message)
        if self._mended is not None:
            instead = error.instead[1] if error.instead else ""
            self.mend.setText(self.tr("Use “{word}”  (Tab)").format(word=instead))
        self.mend.setVisible(self._mended is not None)
        self.line.takes_tab = self._mended is not None
        self._mistake.show()
        self._mark(wrong=True)
        self.line.underline(error.position)

    def remember(self) -> None:
        """Keep what was asked among the recent searches."""
        text = self._asked_text.strip()
        if text and self.recent[:1] != [text]:
            others = [one for one in self.recent if one.casefold() != text.casefold()]
            self.recent = [text, *others][:REMEMBERED]
            self.remembered.emit(tuple(self.recent))

    def _edited(self) -> None:
        self._complain.stop()
        self._pause.start()
        self._offer()

    def _offer(self) -> None:
        text, cursor = self.line.text(), self.line.cursorPosition()
        self.popup.offer(offers(text, cursor, self.known, self.recent))

    def _show_recent(self) -> None:
        found = offers("", 0, self.known, self.recent)
        end = len(self.line.text())
        self.popup.offer([Offer(one.text, 0, end, one.note, one.icon) for one in found])

    def _take(self, offer: Offer) -> None:
        text, cursor = offer.applied(self.line.text())
        self.line.setText(text)
        self.line.setCursorPosition(cursor)
        if offer.complete:
            self.ask()
        else:
            self._offer()

    def _edit(self, chip: Chip) -> None:
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.line.setSelection(chip.start, chip.end - chip.start)
        self._offer()

    def _mend(self) -> None:
        if self._mended is not None:
            self.set_text(self._mended)
            self.line.setFocus()

    def _emptied(self, text: str) -> None:
        if text.strip():
            return
        self._pause.stop()
        self._complain.stop()
        self._show_mistake_free(Query())
        if self._asked_text:
            self._asked_text = ""
            self.cleared.emit()

    def _entered(self) -> None:
        self.ask()
        if not self.mistake and self.line.text().strip():
            self.remember()
            self.left.emit()

    def _show_mistake_free(self, query: Query) -> None:
        self._complain.stop()
        self._mended = None
        self.line.takes_tab = False
        self._mistake.hide()
        self._mark(wrong=False)
        self.line.underline(None)
        self.chips.show_chips(query.text, query.chips())

    def _mark(self, *, wrong: bool) -> None:
        if self.line.property("wrong") != wrong:
            self.line.setProperty("wrong", wrong)
            self.line.style().unpolish(self.line)
            self.line.style().polish(self.line)
