"""Dragging photos: out to other programs as files, and onto tags and albums of the sidebar."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QByteArray, QMimeData, QObject, QPoint, QRect, Qt, QUrl
from PySide6.QtGui import QColor, QDrag, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from photoclip.gui.bridge import Bridge
from photoclip.gui.decisions import Decisions
from photoclip.gui.dialogs import NameDialog
from photoclip.gui.grid import PhotoGrid
from photoclip.gui.library_lane import LibraryLane
from photoclip.gui.listings import ALBUMS, Place, PlaceKind, album_place, counted
from photoclip.gui.loader import ThumbLoader
from photoclip.gui.place_tree import PHOTOS
from photoclip.gui.sidebar import Sidebar
from photoclip.gui.theme import colours_now
from photoclip.gui.throttle import Throttle
from photoclip.library import photos
from photoclip.library.database import Library

MOST_FILES = 2000
"""Dragged as files: other programs are not made for more."""


def mime_of(photo_ids: Sequence[int], paths: Iterable[Path]) -> QMimeData:
    """What is dragged: ids for ourselves, files for others."""
    data = QMimeData()
    data.setData(PHOTOS, QByteArray(json.dumps(list(photo_ids)).encode()))
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def takes(place: Place | None) -> bool:
    """Whether photos can be dropped on a place of the sidebar."""
    if place is None:
        return False
    if place.kind is PlaceKind.ALBUM:  # a smart one decides for itself
        return place in (ALBUMS, album_place(place.title, None))
    return place.kind in (PlaceKind.TAG, PlaceKind.FAVOURITES)


class Dragging(QObject):
    """Starts drags of the selected photos, and does what a drop means.

    The paths of the selected photos are asked for when they are selected: a drag begins at once.
    """

    REST = 200
    LARGEST_PICTURE = 96

    def __init__(
        self,
        grid: PhotoGrid,
        sidebar: Sidebar,
        thumbs: ThumbLoader,
        decisions: Decisions,
        lane: LibraryLane,
        bridge: Bridge,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._grid, self._thumbs, self._decisions = grid, thumbs, decisions
        self._lane, self._bridge, self._parent = lane, bridge, parent
        self._paths: dict[int, Path] = {}
        self._ask_soon = Throttle(self._ask, self.REST, self)
        self.execute: Callable[[QDrag], object] = lambda drag: drag.exec(Qt.DropAction.CopyAction)
        grid.selection_changed.connect(self._ask_soon.ask)
        grid.drag_started.connect(self.start)
        sidebar.takes = takes
        sidebar.photos_dropped.connect(self.drop)

    def start(self) -> None:
        """Drag the selected photos."""
        ids = list(self._grid.selected_ids())
        if not ids:
            return
        drag = QDrag(self._grid)
        paths = [self._paths[number] for number in ids[:MOST_FILES] if number in self._paths]
        drag.setMimeData(mime_of(ids, paths))
        picture = self._picture(ids)
        drag.setPixmap(picture)
        drag.setHotSpot(QPoint(12, 12))
        self.execute(drag)

    def drop(self, place: Place, photo_ids: list[int]) -> None:
        """Do what dropping photos on a place means."""
        if place == ALBUMS:
            title = self.tr("New album")
            sentence = self.tr("The name of a new album for {}:").format(counted(len(photo_ids)))
            dialog = NameDialog(title, sentence, (), self._parent)
            dialog.accepted.connect(lambda: self._decisions.put_into_album(dialog.name, photo_ids))
            dialog.open()
        elif place.kind is PlaceKind.TAG:
            self._decisions.confirm_tag(place.title, photo_ids)
        elif place.kind is PlaceKind.ALBUM:
            self._decisions.put_into_album(place.title, photo_ids)
        elif place.kind is PlaceKind.FAVOURITES:
            self._decisions.set_favourite(photo_ids, favourite=True)

    def _ask(self) -> None:
        ids = list(self._grid.selected_ids()[:MOST_FILES])

        def paths(library: Library) -> dict[int, Path]:
            return {one.id: one.path for one in photos.get(library, ids)}

        self._bridge.when_done(self._lane.ask(paths), self, self._keep, lambda _error: None)

    def _keep(self, paths: dict[int, Path]) -> None:
        self._paths = paths

    def _picture(self, ids: Sequence[int]) -> QPixmap:
        """The first photo in small, with how many there are."""
        side = self.LARGEST_PICTURE
        found = self._thumbs.pixmap(ids[0])
        picture = QPixmap(side, side)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if found:
            kept = Qt.AspectRatioMode.KeepAspectRatio
            smooth = Qt.TransformationMode.SmoothTransformation
            painter.drawPixmap(0, 0, found.scaled(side, side, kept, smooth))
        if len(ids) > 1 or not found:
            colours, text = colours_now(), f"{len(ids):,}"
            width = painter.fontMetrics().horizontalAdvance(text) + 14
            badge = QRect(6, 6, max(width, 24), 22)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.accent))
            painter.drawRoundedRect(badge, 11, 11)
            painter.setPen(QColor(colours.on_accent))
            painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, text)
        painter.end()
        return picture
