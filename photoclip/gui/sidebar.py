"""The places of the library: all photos, folders, tags, albums, what is missing or broken."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QStyle,
    QStyledItemDelegate,
    QTreeWidgetItem,
    QTreeWidgetItemIterator,
    QVBoxLayout,
    QWidget,
)

from photoclip.gui import listings
from photoclip.gui.bugs import contained
from photoclip.gui.contents import Contents
from photoclip.gui.icons import draw_icon
from photoclip.gui.listings import ALBUMS, Place, PlaceKind, album_place
from photoclip.gui.place_lines import Line, folder_lines, tag_lines
from photoclip.gui.place_tree import PlaceTree
from photoclip.gui.scale import CLOSE, EASY, SMALL, SNUG, TIGHT
from photoclip.gui.translating import place_label

Index = QModelIndex | QPersistentModelIndex
_PLACE, _COUNT, _ICON, _HINT = (Qt.ItemDataRole.UserRole + n for n in range(4))


class Sidebar(QWidget):
    """A tree of places; choosing one says so."""

    place_chosen = Signal(object)  # Place
    menu_asked = Signal(object, object)  # Place, QPoint on the screen
    photos_dropped = Signal(object, object)  # Place, list of photo ids

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidebar")
        self.setMinimumWidth(170)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.tree = PlaceTree()
        self.takes: Callable[[Place | None], bool] = lambda _place: False
        self.tree.takes = lambda item: self.takes(self._target_of(item))
        self.tree.dropped.connect(
            lambda item, ids: self.photos_dropped.emit(self._target_of(item), ids)
        )
        self.tree.setAccessibleName(self.tr("Places"))
        self.tree.setHeaderHidden(True)
        self.tree.setRootIsDecorated(True)
        self.tree.setIndentation(14)
        self.tree.setUniformRowHeights(False)
        self.tree.setItemDelegate(_Lines(self.tree))
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.tree.viewport().setAutoFillBackground(False)
        # Qt would fill the whole line; the delegate paints the chosen place itself.
        palette = self.tree.palette()
        palette.setColor(QPalette.ColorRole.Highlight, QColor(0, 0, 0, 0))
        self.tree.setPalette(palette)
        self.tree.currentItemChanged.connect(self._chosen)
        self.tree.customContextMenuRequested.connect(self._menu)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(TIGHT, SNUG, 0, TIGHT)
        self._column.addWidget(self.tree, 1)
        self._contents = Contents()
        self._shown: list[Line] = []
        self._wanted: Place | None = None
        self._pages: list[tuple[Place, str]] = []
        self._waiting: dict[Place, int] = {}
        self._open: set[str] = set()
        self.tree.itemExpanded.connect(lambda item: self._open.add(_key(item)))
        self.tree.itemCollapsed.connect(lambda item: self._open.discard(_key(item)))
        self.show_contents(Contents())

    def add_below(self, widget: QWidget) -> None:
        """Put a widget under the places."""
        row = QVBoxLayout()
        row.setContentsMargins(CLOSE, TIGHT, EASY, CLOSE)
        row.addWidget(widget)
        self._column.addLayout(row)

    def add_page(self, place: Place, icon_name: str) -> None:
        """Offer a page of its own under the heading "Tools"."""
        self._pages.append((place, icon_name))
        self.show_contents(self._contents)

    def show_waiting(self, place: Place, count: int) -> None:
        """Say how much waits for the user on a page that was added; 0 says nothing."""
        self._waiting[place] = count
        for item in self.items():
            if self.place_of(item) == place:
                _count(item, place, count)

    def show_contents(self, contents: Contents) -> None:
        """Show new counts and names; what is chosen, folded and scrolled to stays so."""
        self._contents = contents
        lines = self._lines_of(contents)
        if [line.fixed for line in lines] == [line.fixed for line in self._shown]:
            # Only numbers changed: a tree that is made anew would flicker while photos come in.
            for item, line in zip(self.items(), lines, strict=True):
                if line.place is not None:
                    _count(item, line.place, line.count)
            self._shown = lines
            return
        self._shown = lines
        scrolled = self.tree.verticalScrollBar().value()
        self.tree.blockSignals(True)
        self.tree.clear()
        parents: list[QTreeWidgetItem | None] = [None]
        for line in lines:
            del parents[line.depth + 1 :]
            item = (
                self._heading(line.title, hint=line.hint)
                if line.place is None
                else self._add(parents[-1], line.place, line.count, line.icon)
            )
            item.setToolTip(0, line.tip or place_label(line.title))
            parents.append(item)
        self._restore_folds()
        self.show_place(self._wanted)
        self.tree.blockSignals(False)
        self.tree.verticalScrollBar().setValue(scrolled)

    def _lines_of(self, contents: Contents) -> list[Line]:
        lines = [
            Line(0, listings.ALL, contents.photos, "photos"),
            Line(0, listings.RECENTLY_ADDED, 0, "clock"),
            Line(0, listings.FAVOURITES, contents.favourites, "favourite"),
        ]
        if contents.rejected:
            lines.append(Line(0, listings.REJECTED, contents.rejected, "reject"))
        if self._pages:
            lines.append(Line(0, title="Tools"))
            lines += [Line(0, p, self._waiting.get(p, 0), name) for p, name in self._pages]
        lines += folder_lines(contents)
        # What was only ever rejected is remembered, but no word of the user's to look at.
        own = [count for count in contents.tags if count.confirmed or not count.rejected]
        if own:
            lines.append(Line(0, title="Tags"))
            lines += tag_lines(own, contents.below)
        if contents.albums or contents.photos:
            tip = self.tr("Drop photos here to make an album of them")
            lines.append(Line(0, title=ALBUMS.title, tip=tip))
            for album in contents.albums:
                place = album_place(album.name, album.query)
                name = "album" if album.query is None else "smart-album"
                lines.append(Line(0, place, album.photos, name))
            if not contents.albums:
                lines.append(Line(0, title=self.tr("Drop photos here"), tip=tip, hint=True))
        if contents.problems or contents.missing:
            lines.append(Line(0, title="Needs attention"))
        if contents.problems:
            lines.append(Line(0, listings.PROBLEMS, contents.problems, "problem"))
        if contents.missing:
            lines.append(Line(0, listings.MISSING, contents.missing, "missing"))
        return lines

    @property
    def place(self) -> Place | None:
        """The chosen place."""
        item = self.tree.currentItem()
        return item.data(0, _PLACE) if item else None

    def show_place(self, place: Place | None) -> None:
        """Mark a place as chosen without saying so; None marks nothing."""
        self._wanted = place  # its line may come later
        before = self.tree.blockSignals(True)
        self.tree.selectionModel().clear()
        for item in self.items():
            if place is not None and _same(item.data(0, _PLACE), place):
                self.tree.setCurrentItem(item)
                break
        self.tree.blockSignals(before)
        self.tree.viewport().update()

    def place_of(self, item: QTreeWidgetItem) -> Place | None:
        """What a line stands for; None for a heading."""
        place = item.data(0, _PLACE)
        return place if isinstance(place, Place) else None

    def items(self) -> list[QTreeWidgetItem]:
        """Every line, those of folded folders too."""
        found: list[QTreeWidgetItem] = []
        walk = QTreeWidgetItemIterator(self.tree)
        while (item := walk.value()) is not None:
            found.append(item)
            walk += 1
        return found

    def _heading(self, title: str, *, hint: bool) -> QTreeWidgetItem:
        item = QTreeWidgetItem(self.tree, [title if hint else place_label(title)])
        item.setData(0, _HINT, hint)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsDropEnabled)
        return item

    def _target_of(self, item: QTreeWidgetItem) -> Place | None:
        """What a drop on a line is meant for: a heading takes them for what stands below it."""
        place = self.place_of(item)
        albums = item.data(0, _HINT) or item.text(0) == place_label(ALBUMS.title)
        return ALBUMS if place is None and albums else place

    def _add(
        self, parent: QTreeWidgetItem | None, place: Place, count: int, name: str
    ) -> QTreeWidgetItem:
        item = QTreeWidgetItem([place.label])
        item.setData(0, _PLACE, place)
        item.setData(0, _ICON, name)
        _count(item, place, count)
        if parent is None:
            self.tree.addTopLevelItem(item)
        else:
            parent.addChild(item)
        return item

    def _restore_folds(self) -> None:
        for item in self.items():
            item.setExpanded(_key(item) in self._open)

    def _chosen(self, item: QTreeWidgetItem | None) -> None:
        place = item.data(0, _PLACE) if item else None
        if place is not None:
            self._wanted = place
            self.place_chosen.emit(place)

    def _menu(self, position: QPoint) -> None:
        item = self.tree.itemAt(position)
        place = self.place_of(item) if item else None
        if place is not None:
            self.menu_asked.emit(place, self.tree.viewport().mapToGlobal(position))


def _count(item: QTreeWidgetItem, place: Place, count: int) -> None:
    item.setData(0, _COUNT, count)
    spoken = f"{place.label}, {listings.counted(count)}" if count else place.label
    item.setData(0, Qt.ItemDataRole.AccessibleTextRole, spoken)


def _same(shown: object, wanted: Place) -> bool:
    """A tag is the same with and without the tags below it."""
    if isinstance(shown, Place) and wanted.kind is shown.kind is PlaceKind.TAG:
        return shown.title == wanted.title
    return shown == wanted


def _key(item: QTreeWidgetItem) -> str:
    place = item.data(0, _PLACE)
    if not isinstance(place, Place):
        return item.text(0)
    return f"{place.kind}{place.title if place.kind is PlaceKind.TAG else place.query}"


class _Lines(QStyledItemDelegate):
    """Draws a place with its icon and its count, and a heading in small letters."""

    def __init__(self, tree: PlaceTree) -> None:
        super().__init__(tree)
        self._tree = tree

    def sizeHint(self, option: Any, index: Index) -> QSize:
        return QSize(120, 30 if index.data(_PLACE) or index.data(_HINT) else 38)

    @contained
    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        palette, rect = QApplication.palette(), QRect(option.rect)
        place = index.data(_PLACE)
        painter.save()
        font = QFont(option.font)
        if index.data(_HINT):
            painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
            text = painter.fontMetrics().elidedText(
                index.data(), Qt.TextElideMode.ElideRight, rect.width() - EASY
            )
            painter.drawText(rect.adjusted(SNUG, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, text)
        elif place is None:
            font.setPixelSize(SMALL)
            font.setWeight(QFont.Weight.DemiBold)
            painter.setFont(font)
            painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
            flags = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft
            painter.drawText(rect.adjusted(2, 0, 0, -7), flags, index.data().upper())
        else:
            self._paint_place(painter, option, rect, index)
        painter.restore()

    def _paint_place(self, painter: QPainter, option: Any, rect: QRect, index: Index) -> None:
        palette = QApplication.palette()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        box = rect.adjusted(0, 1, -6, -1)
        roles = QPalette.ColorRole
        target = self._tree.target
        aimed = target is not None and self._tree.itemFromIndex(index) is target
        if aimed:
            painter.setPen(palette.color(roles.Link))
            painter.setBrush(palette.color(roles.Midlight))
            painter.drawRoundedRect(box, 6, 6)
        elif chosen or hovered:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.color(roles.Highlight if chosen else roles.Midlight))
            painter.drawRoundedRect(box, 6, 6)
        if focused and not chosen:
            painter.setPen(palette.color(roles.Link))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, 6, 6)
        ink = palette.color(roles.HighlightedText if chosen else roles.Text)
        quiet = ink if chosen else palette.color(roles.PlaceholderText)
        spot = QRect(box.left() + 7, box.center().y() - 7, 16, 16)
        draw_icon(painter, spot, index.data(_ICON), QColor(quiet).name())
        count = index.data(_COUNT)
        right = box.right() - 8
        painter.setPen(quiet)
        if count:
            text = f"{count:,}"
            width = painter.fontMetrics().horizontalAdvance(text)
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(box.adjusted(0, 0, -8, 0), flags, text)
            right -= width + 8
        name = QRect(spot.right() + 9, box.top(), right - spot.right() - 9, box.height())
        painter.setPen(ink)
        title = painter.fontMetrics().elidedText(
            index.data(), Qt.TextElideMode.ElideRight, name.width()
        )
        painter.drawText(name, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, title)
