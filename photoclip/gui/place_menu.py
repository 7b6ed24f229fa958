"""The menu of a place in the sidebar: what can be done with a tag, an album, a folder."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu, QWidget

from photoclip.gui.decisions import Decisions
from photoclip.gui.listings import Place, PlaceKind

Choices = list[tuple[str, Callable[[], object]]]


class PlaceMenu(QObject):
    """Opens where it is asked for, if there is anything to choose.

    `roots` are the folders kept; `further` adds what other parts of the window can do.
    """

    def __init__(self, decisions: Decisions, parent: QWidget) -> None:
        super().__init__(parent)
        self._decisions, self._parent = decisions, parent
        self.roots: frozenset[Path] = frozenset()
        self.further: Callable[[Place], Choices] = lambda _place: []

    def open(self, place: Place, position: QPoint) -> None:
        """Show the menu of a place at a point of the screen."""
        choices = [*self.further(place), *self.choices(place)]
        if not choices:
            return
        menu = QMenu(self._parent)
        menu.aboutToHide.connect(menu.deleteLater)
        for text, call in choices:
            menu.addAction(text).triggered.connect(lambda _=False, call=call: call())
        menu.popup(position)

    def choices(self, place: Place) -> Choices:
        """What can be done with a place. All of it can be undone."""
        decisions, path = self._decisions, place.path
        match place.kind:
            case PlaceKind.TAG:
                return [(self.tr("Delete this tag"), partial(decisions.delete_tag, place.title))]
            case PlaceKind.ALBUM:
                return [
                    (self.tr("Delete this album"), partial(decisions.delete_album, place.title))
                ]
            case PlaceKind.FOLDER if path in self.roots and path is not None:
                text = self.tr("Take this folder out of the library")
                return [(text, partial(decisions.remove_folder, path))]
        return []
