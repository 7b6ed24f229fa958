"""The list under the search line: what can be completed, chosen by key or by mouse."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QVBoxLayout,
)

from photoclip.gui.bugs import contained
from photoclip.gui.icons import draw_icon
from photoclip.gui.scale import CLOSE, HAIR, SNUG, TIGHT
from photoclip.gui.search.completion import Offer
from photoclip.gui.theme import colours_now

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
LINE = 30


class OfferModel(QAbstractListModel):
    """Offers, a line each."""

    def __init__(self) -> None:
        super().__init__()
        self.offers: list[Offer] = []

    def show(self, offers: list[Offer]) -> None:
        """Replace the lines."""
        self.beginResetModel()
        self.offers = offers
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.offers)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.offers):
            return None
        offer = self.offers[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return offer.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{offer.text}, {offer.note}" if offer.note else offer.text
        return offer if role == Qt.ItemDataRole.UserRole else None


class OfferPopup(QFrame):
    """Floats over the window below its line; the keyboard stays in the line.

    Down and Up walk through the offers, Enter takes the chosen one, Tab the chosen or the first,
    Escape puts the list away.
    """

    taken = Signal(object)  # Offer

    def __init__(self, line: QLineEdit) -> None:
        super().__init__(line.window())
        self._line = line
        self.setObjectName("popup")
        self.offers = OfferModel()
        self.list = QListView()
        self.list.setAccessibleName(self.tr("Completions"))
        self.list.setModel(self.offers)
        self.list.setItemDelegate(_Lines(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMouseTracking(True)
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.clicked.connect(lambda index: self._take(index.row()))
        self._hint = QLabel(
            self.tr('-word: less like this    "two words": one phrase    Tab: complete')
        )
        self._hint.setObjectName("dim")
        self._hint.setContentsMargins(SNUG, HAIR, SNUG, HAIR)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(CLOSE, CLOSE, CLOSE, CLOSE)
        layout.setSpacing(TIGHT)
        layout.addWidget(self.list)
        layout.addWidget(self._hint)
        line.installEventFilter(self)
        self.hide()

    def offer(self, offers: list[Offer]) -> None:
        """Show these; none at all hides the list."""
        if not offers or not self._line.hasFocus():
            self.hide()
            return
        if offers != self.offers.offers:
            self.offers.show(offers)
        if self.parentWidget() is not self._line.window():
            self.setParent(self._line.window())
        self.list.setFixedHeight(LINE * len(offers) + 2)
        self.resize(min(self._line.width(), 560), self.sizeHint().height())
        self.move(self._line.mapTo(self._line.window(), QPoint(0, self._line.height() + 2)))
        self.raise_()
        self.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.FocusOut:
            self.hide()
        elif self.isVisible() and isinstance(event, QKeyEvent):
            ours = event.key() in _KEYS
            if kind == QEvent.Type.ShortcutOverride and ours:
                event.accept()  # or Escape would leave the search
                return True
            if kind == QEvent.Type.KeyPress and ours:
                return self._pressed(Qt.Key(event.key()))
        return super().eventFilter(watched, event)

    def _pressed(self, key: Qt.Key) -> bool:
        row = self.list.currentIndex().row()
        match key:
            case Qt.Key.Key_Down | Qt.Key.Key_Up:
                step = 1 if key == Qt.Key.Key_Down else -1
                count = self.offers.rowCount()
                # One place of the round is the line itself, where nothing is chosen.
                row = (row + 1 + step) % (count + 1) - 1
                self.list.setCurrentIndex(self.offers.index(row, 0) if row >= 0 else NOWHERE)
            case Qt.Key.Key_Tab:
                self._take(max(row, 0))
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                if row < 0:
                    self.hide()
                    return False
                self._take(row)
            case _:
                self.hide()
        return True

    def _take(self, row: int) -> None:
        offer = self.offers.offers[row]
        self.hide()
        self.taken.emit(offer)


_KEYS = (
    Qt.Key.Key_Down,
    Qt.Key.Key_Up,
    Qt.Key.Key_Tab,
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
    Qt.Key.Key_Escape,
)


class _Lines(QStyledItemDelegate):
    """An icon, the text, and what it means at the right."""

    def sizeHint(self, option: Any, index: Index) -> QSize:
        return QSize(100, LINE)

    @contained
    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        offer: Offer = index.data(Qt.ItemDataRole.UserRole)
        colours, rect = colours_now(), QRect(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.accent if chosen else colours.hover))
            painter.drawRoundedRect(rect.adjusted(0, 1, 0, -1), 5, 5)
        ink = colours.on_accent if chosen else colours.text
        quiet = colours.on_accent if chosen else colours.dim
        draw_icon(painter, QRect(rect.left() + 8, rect.center().y() - 7, 16, 16), offer.icon, quiet)
        room, metrics = rect.adjusted(34, 0, -10, 0), painter.fontMetrics()
        flags = Qt.AlignmentFlag.AlignVCenter
        note = metrics.elidedText(offer.note, Qt.TextElideMode.ElideRight, room.width() // 2)
        painter.setPen(QColor(quiet))
        painter.drawText(room, flags | Qt.AlignmentFlag.AlignRight, note)
        left = room.width() - metrics.horizontalAdvance(note) - 12
        painter.setPen(QColor(ink))
        text = metrics.elidedText(offer.text, Qt.TextElideMode.ElideMiddle, left)
        painter.drawText(room, flags | Qt.AlignmentFlag.AlignLeft, text)
        painter.restore()
