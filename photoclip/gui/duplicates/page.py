"""The page of duplicates: three lists, a few groups at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum, auto

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from photoclip.gui.duplicates.comparing import Member
from photoclip.gui.duplicates.group_card import SIDE, GroupCard
from photoclip.gui.loader import ThumbLoader
from photoclip.gui.notices import tool_button
from photoclip.gui.scale import CLOSE, EASY, PAGE, ROOMY, SNUG
from photoclip.gui.welcome import EmptyPage

Group = tuple[int, ...]


class Kind(Enum):
    """The three lists, from what is certain to what is only alike."""

    IDENTICAL = auto()
    SAME_PICTURE = auto()
    SIMILAR = auto()


class DuplicatesPage(QWidget):
    """Shows groups; asks for the photos of those on the page that is turned to."""

    trash_asked = Signal(object, object)  # keeper, ids
    remove_asked = Signal(object, object)  # keeper, ids
    apart_asked = Signal(object)  # ids
    members_asked = Signal(object)  # groups whose photos shall be shown
    again_asked = Signal()

    PAGE = 10

    def __init__(self, thumbs: ThumbLoader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._thumbs = thumbs
        self._lists: dict[Kind, list[Group]] = {kind: [] for kind in Kind}
        self._kind, self._first = Kind.IDENTICAL, 0
        self.cards: list[GroupCard] = []
        title = QLabel(self.tr("Duplicates"))
        title.setObjectName("heading")
        self.note = QLabel()
        self.note.setObjectName("dim")
        self.again = tool_button("retry", self.tr("Compare the photos again"))
        self.again.clicked.connect(self.again_asked)
        line = QHBoxLayout()
        line.setSpacing(ROOMY)
        line.addWidget(title)
        line.addWidget(self.note, 1)
        line.addWidget(self.again)
        self.tabs: dict[Kind, QPushButton] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(PAGE, EASY, PAGE, SNUG)
        layout.setSpacing(EASY)
        layout.addLayout(line)
        layout.addLayout(self._tab_line())
        self._column = QVBoxLayout()
        self._column.setContentsMargins(0, 0, SNUG, 0)
        self._column.setSpacing(ROOMY)
        self._column.addStretch()
        inside = QWidget()
        inside.setLayout(self._column)
        self._scroll = QScrollArea()
        self._scroll.setWidget(inside)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setAccessibleName(self.tr("Groups of duplicates"))
        self.empty = EmptyPage()
        self._stack = QStackedWidget()
        self._stack.addWidget(self._scroll)
        self._stack.addWidget(self.empty)
        layout.addWidget(self._stack, 1)
        layout.addLayout(self._pager())
        thumbs.loaded.connect(self._loaded)
        self.setFocusProxy(self.tabs[Kind.IDENTICAL])
        self.tell_working()

    def show_lists(self, lists: Mapping[Kind, Sequence[Group]], *, keep: bool) -> None:
        """Show what was found; with `keep` the list and the place in it stay."""
        self._lists = {kind: list(lists[kind]) for kind in Kind}
        for kind, button in self.tabs.items():
            button.setText(f"{self._title(kind)} ({len(self._lists[kind]):,})")
        if not keep:
            filled = [kind for kind in Kind if self._lists[kind]]
            self._kind, self._first = (filled or [Kind.IDENTICAL])[0], 0
        self.tabs[self._kind].setChecked(True)
        self._show_page()

    def show_members(self, found: Mapping[int, Member]) -> None:
        """Show the photos of the groups that were asked for."""
        wanted = [
            tuple(found[number] for number in group if number in found) for group in self._groups()
        ]
        wanted = [group for group in wanted if len(group) > 1]
        if wanted == [card.group for card in self.cards]:
            return  # what is checked stays checked
        at = self._scroll.verticalScrollBar().value()
        checked = {card.ids: card.checked for card in self.cards}
        self._clear()
        for group in wanted:
            card = GroupCard(group)
            for number in checked.get(card.ids, ()):
                card.boxes[number].setChecked(True)
            self._add(card)
        self._scroll.verticalScrollBar().setValue(at)
        self._want()

    def tell(self, icon: str, title: str, text: str) -> None:
        """Say something in place of the groups."""
        self._clear()
        for widget in (self.back, self.where, self.on):
            widget.hide()
        self.empty.tell(icon, title, text)
        self._stack.setCurrentWidget(self.empty)

    def tell_working(self) -> None:
        """Say that the photos are being compared."""
        self.note.setText("")
        self.tell(
            "duplicates",
            self.tr("Comparing your photos…"),
            self.tr("This takes some seconds, more for very many photos."),
        )

    def turn(self, pages: int) -> None:
        """Go some pages on (or back, where negative)."""
        last = max(0, len(self._lists[self._kind]) - 1)
        self._first = min(max(0, self._first + pages * self.PAGE), last // self.PAGE * self.PAGE)
        self._scroll.verticalScrollBar().setValue(0)
        self._show_page()

    def choose(self, kind: Kind) -> None:
        """Show another of the lists."""
        self._kind, self._first = kind, 0
        self._scroll.verticalScrollBar().setValue(0)
        self._show_page()

    def _title(self, kind: Kind) -> str:
        return {
            Kind.IDENTICAL: self.tr("Identical files"),
            Kind.SAME_PICTURE: self.tr("The same picture"),
            Kind.SIMILAR: self.tr("Similar shots"),
        }[kind]

    def _explained(self, kind: Kind) -> str:
        return {
            Kind.IDENTICAL: self.tr("The very same bytes, several times."),
            Kind.SAME_PICTURE: self.tr("One picture, saved again, resized or converted."),
            Kind.SIMILAR: self.tr("Different photos of one moment, such as bursts."),
        }[kind]

    def _tab_line(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(CLOSE)
        group = QButtonGroup(self)
        for kind in Kind:
            button = QPushButton(self._title(kind))
            button.setObjectName("tab")
            button.setCheckable(True)
            button.setAccessibleName(self._title(kind))
            button.setToolTip(self._explained(kind))
            button.clicked.connect(lambda _checked=False, kind=kind: self.choose(kind))
            group.addButton(button)
            self.tabs[kind] = button
            line.addWidget(button)
        line.addStretch()
        return line

    def _pager(self) -> QHBoxLayout:
        self.back, self.on = (
            tool_button("back", self.tr("Groups before")),
            tool_button("forward", self.tr("Groups after")),
        )
        self.where = QLabel()
        self.where.setObjectName("dim")
        self.back.clicked.connect(lambda: self.turn(-1))
        self.on.clicked.connect(lambda: self.turn(1))
        line = QHBoxLayout()
        line.addStretch()
        for widget in (self.back, self.where, self.on):
            line.addWidget(widget)
        line.addStretch()
        return line

    def _groups(self) -> list[Group]:
        return self._lists[self._kind][self._first : self._first + self.PAGE]

    def _show_page(self) -> None:
        groups = self._lists[self._kind]
        if self._first >= len(groups):
            self._first = max(0, (len(groups) - 1) // self.PAGE * self.PAGE)
        last = min(self._first + self.PAGE, len(groups))
        many = len(groups) > self.PAGE
        for widget in (self.back, self.where, self.on):
            widget.setVisible(many)
        span = self.tr("{first} to {last} of {all}")
        self.where.setText(span.format(first=self._first + 1, last=last, all=f"{len(groups):,}"))
        self.back.setEnabled(self._first > 0)
        self.on.setEnabled(last < len(groups))
        if groups:
            self._stack.setCurrentWidget(self._scroll)
            self.members_asked.emit(self._groups())
        else:
            self.tell("duplicates", self.tr("Nothing here"), self._none(self._kind))

    def _none(self, kind: Kind) -> str:
        return {
            Kind.IDENTICAL: self.tr("No photo is here twice, byte by byte."),
            Kind.SAME_PICTURE: self.tr("No picture is here in several versions."),
            Kind.SIMILAR: self.tr("No photos look like shots of one moment."),
        }[kind]

    def _add(self, card: GroupCard) -> None:
        card.trash_asked.connect(self.trash_asked)
        card.remove_asked.connect(self.remove_asked)
        card.apart_asked.connect(self.apart_asked)
        self.cards.append(card)
        self._column.insertWidget(self._column.count() - 1, card)

    def _clear(self) -> None:
        for card in self.cards:
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = []

    def _want(self) -> None:
        ids = [number for card in self.cards for number in card.ids]
        self._thumbs.want(ids, round(SIDE * self.devicePixelRatioF()))
        for card in self.cards:
            card.want(self._thumbs)

    def _loaded(self, photo_ids: list[int]) -> None:
        if self.isVisible():
            for card in self.cards:
                if not set(card.ids).isdisjoint(photo_ids):
                    card.want(self._thumbs)
