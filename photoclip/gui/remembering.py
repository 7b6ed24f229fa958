"""Where the user was: the place, the photos that were selected, the parts and their widths."""

from __future__ import annotations

import json
from array import array
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QAbstractItemView

from photoclip.errors import QueryError
from photoclip.gui.browser import Browser
from photoclip.gui.frame import PARTS, Frame
from photoclip.gui.grid import PhotoGrid
from photoclip.gui.listings import ALL, Place, PlaceKind
from photoclip.gui.navigator import Navigator
from photoclip.gui.preferences import Preferences
from photoclip.query import parse

MOST_SELECTED = 200
"""Photos of a selection that are remembered."""


class Remembering(QObject):
    """`restore` after the first paint, `keep` when the window closes."""

    def __init__(
        self,
        navigator: Navigator,
        browser: Browser,
        grid: PhotoGrid,
        frame: Frame,
        preferences: Preferences,
    ) -> None:
        super().__init__(grid)
        self._navigator, self._browser, self._grid = navigator, browser, grid
        self._frame, self._preferences = frame, preferences
        self._waiting = False
        now = preferences.now
        frame.restore_panes(now.panes)
        for name in PARTS:
            frame.want(name, shown=getattr(now, name))
        browser.listed.connect(self._listed)
        browser.query_refused.connect(self._refused)

    def restore(self) -> None:
        """Go where the user was; to all photos the first time, or where that is gone."""
        self._waiting = True
        where = _read(self._preferences.now.place)
        search = where.get("search")
        if isinstance(search, str) and _parses(search):
            self._navigator.start()
            self._frame.search.set_text(search)
            return
        place = _place(where)
        self._frame.sidebar.show_place(place)
        self._navigator.open(place)

    def keep(self) -> None:
        """Remember where the user is."""
        wish = self._browser.wish
        where: dict[str, Any] = {}
        if wish.place is None and wish.query is not None and not wish.like:
            where["search"] = wish.query.text
        elif wish.place is not None and wish.place.kind is not PlaceKind.PAGE:
            place = wish.place
            where = {"kind": place.kind.name, "title": place.title, "query": place.query}
            where |= {"path": str(place.path)} if place.path else {}
        current, selected = self._grid.current_id(), self._grid.selected_ids()
        ids = [current] if current is not None else []
        if len(selected) <= MOST_SELECTED:
            ids += [number for number in selected if number != current]
        self._preferences.change(
            place=json.dumps(where) if where else "",
            selected=tuple(ids),
            panes=self._frame.panes,
            **{name: self._frame.wants(name) for name in PARTS},
        )

    def _listed(self) -> None:
        """The photos of the place are there: select what was selected."""
        ids = array("q", self._preferences.now.selected)
        if not self._waiting or not self._grid.listed:
            return
        self._waiting = False
        if ids and self._grid.shows(ids[0]):
            self._grid.select(ids, ids[0])
            index = self._grid.currentIndex()
            self._grid.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    def _refused(self, _error: QueryError) -> None:
        """The tag or album is gone."""
        if self._waiting:
            self._waiting = False
            self._navigator.open(ALL)


def _read(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _parses(text: str) -> bool:
    try:
        parse(text)
    except QueryError:
        return False
    return True


def _place(where: dict[str, Any]) -> Place:
    kind, title, query = (where.get(key) for key in ("kind", "title", "query"))
    path = where.get("path")
    known = kind in PlaceKind.__members__ and isinstance(title, str) and isinstance(query, str)
    if not known or not _parses(str(query)):
        return ALL
    return Place(
        PlaceKind[str(kind)],
        str(title),
        str(query),
        Path(path) if isinstance(path, str) else None,
    )
