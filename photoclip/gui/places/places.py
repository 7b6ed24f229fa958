"""Asks where photos were taken when the page is opened, and opens what is chosen there."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject

from photoclip.domain import Changes
from photoclip.errors import PhotoclipError
from photoclip.gui.bridge import Bridge
from photoclip.gui.library_lane import LibraryLane
from photoclip.gui.navigator import Navigator
from photoclip.gui.places.naming import PlaceNamer
from photoclip.gui.places.page import PlacesPage
from photoclip.gui.throttle import Throttle
from photoclip.library import atlas
from photoclip.library.atlas import Atlas
from photoclip.library.database import Library
from photoclip.library.places import (
    PER_DEGREE,
    Cell,
    Names,
    Positions,
    Town,
    countries,
    lacking,
    positions,
    towns,
)
from photoclip.query import parse


class PlacesTour(QObject):
    """Names are asked for once for each new corner of the world; the map is there at once."""

    REST = 1000

    def __init__(
        self,
        page: PlacesPage,
        navigator: Navigator,
        namer: PlaceNamer,
        atlas: Path,
        lane: LibraryLane,
        bridge: Bridge,
    ) -> None:
        super().__init__(page)
        self.page, self._navigator, self._namer = page, navigator, namer
        self._atlas, self._lane, self._bridge = atlas, lane, bridge
        self._where: Positions | None = None
        self._names: Names = {}
        self._has_world = self._asking = self._asked = False
        self._refresh_soon = Throttle(self.refresh, self.REST, self)
        page.map.place_opened.connect(self._open)
        page.map.name_at = self._name_at
        page.town_opened.connect(lambda town: self._search(town.query))
        lane.changed.connect(self._changed)

    def opened(self) -> None:
        """Show where the photos are from."""
        self.page.setFocus()
        self._asked = False
        self.page.tell("")
        self.refresh()

    def refresh(self) -> None:
        """Ask anew where photos were taken, and how those places are called."""
        self._bridge.when_done(self._lane.ask(positions), self, self._located)
        self._bridge.when_done(self._namer.known(), self, self._named)

    def _changed(self, changes: Changes) -> None:
        if self.page.isVisible() and (changes.everything or changes.photos):
            self._refresh_soon.ask()

    def _located(self, where: Positions) -> None:
        self._where = where
        self.page.show_positions(where)
        if not self._has_world:

            def load(_library: Library) -> Atlas | None:
                return atlas.load(self._atlas)  # off the GUI thread

            self._bridge.when_done(self._lane.ask(load), self, self._show_world)
        self._group()

    def _show_world(self, found: Atlas | None) -> None:
        if found is not None:
            self._has_world = True
            self.page.map.show_atlas(found)

    def _named(self, names: Names) -> None:
        self._names = names
        self._group()

    def _group(self) -> None:
        where, names = self._where, self._names
        if where is None:
            return

        def group(_library: Library) -> tuple[list[tuple[str, int, list[Town]]], list[Cell]]:
            return countries(towns(where, names)), lacking(where.cells(), names)

        self._bridge.when_done(self._lane.ask(group), self, lambda both: self._show(*both))

    def _show(self, found: list[tuple[str, int, list[Town]]], unnamed: list[Cell]) -> None:
        self.page.show_countries(found)
        wanted = bool(unnamed) or (bool(found) and not self._has_world)
        if wanted and not self._asking and not self._asked:
            self._asking = self._asked = True
            self.page.tell(self.tr("Finding the names of the places…"))
            self._bridge.when_done(self._namer.find(), self, self._found, self._failed)

    def _found(self, names: Names) -> None:
        self._asking = False
        self.page.tell("")
        self._names = names
        if self._where is not None:
            self._located(self._where)

    def _failed(self, error: BaseException) -> None:
        self._asking = False
        if isinstance(error, PhotoclipError):
            self.page.tell(str(error))
        else:
            self._bridge.failed.emit(error)

    def _open(self, latitude: float, longitude: float, km: float) -> None:
        self._search(f"near:{latitude:.5f},{longitude:.5f}~{km:.2f}km")

    def _search(self, query: str) -> None:
        self._navigator.search(parse(query))

    def _name_at(self, latitude: float, longitude: float) -> str:
        cell = int(latitude * PER_DEGREE // 1), int(longitude * PER_DEGREE // 1)
        found = self._names.get(cell)
        return ", ".join(part for part in (found.town, found.country) if part) if found else ""
