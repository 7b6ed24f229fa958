"""How the library is shown: order, headings, shapes of the tiles; remembered for the next time."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSize
from PySide6.QtWidgets import QToolButton

from photoclip.gui.arrangement import Arrangement, ArrangementButton
from photoclip.gui.aspects import AspectTable
from photoclip.gui.browser import Browser
from photoclip.gui.contents import Contents
from photoclip.gui.grid_page import GridPage
from photoclip.gui.icons import icon
from photoclip.gui.preferences import Preferences
from photoclip.gui.tile_layout import JUSTIFIED, SQUARE


class LibraryView(QObject):
    """Puts the controls over the grid and carries out what they say."""

    def __init__(
        self, page: GridPage, browser: Browser, aspects: AspectTable, preferences: Preferences
    ) -> None:
        super().__init__(page)
        self._grid, self._browser, self._preferences = page.grid, browser, preferences
        settings = preferences.now
        self.order = ArrangementButton()
        self.tiles = QToolButton()
        self.tiles.setIconSize(QSize(18, 18))
        self.tiles.setAutoRaise(True)
        self.tiles.clicked.connect(self.next_tiles)
        page.add_control(self.order)
        page.add_control(self.tiles)
        now = Arrangement(settings.sort, settings.reverse, settings.group)  # type: ignore[arg-type]
        self.order.show_arrangement(now)
        browser.arrangement = now
        self.order.arrangement_chosen.connect(self._arrange)
        browser.listed.connect(self._listed)
        aspects.changed.connect(self._grid.reshape)
        self._show_tiles(settings.tiles)

    def next_tiles(self) -> None:
        """From squares to the photos' own shapes, and back."""
        tiles = SQUARE if self._grid.tiles == JUSTIFIED else JUSTIFIED
        self._show_tiles(tiles)
        self._preferences.change(tiles=tiles)

    def contents_known(self, contents: Contents) -> None:
        """Which roots and drives cannot be seen now: their photos are shown pale."""
        self._grid.offline_roots = contents.offline
        self._grid.viewport().update()

    def _show_tiles(self, tiles: str) -> None:
        self._grid.show_tiles(tiles)
        squares = tiles == SQUARE
        self.tiles.setIcon(icon("tiles-justified" if squares else "tiles-square"))
        tip = self.tr("Show whole photos") if squares else self.tr("Cut photos to squares")
        self.tiles.setToolTip(tip)
        self.tiles.setAccessibleName(tip)

    def _arrange(self, wanted: Arrangement) -> None:
        self._preferences.change(sort=wanted.sort, reverse=wanted.reverse, group=wanted.group)
        self._browser.arrange(wanted)

    def _listed(self) -> None:
        self.order.setVisible(self._browser.can_arrange)
