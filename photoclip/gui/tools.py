"""The tools of the window: what a page or a dialog is made of is imported when it is first opened.

Importing all of them before the first paint would cost a tenth of a second, and on most days
most of them stay closed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMainWindow, QWidget

from photoclip.gui.actions import Actions
from photoclip.gui.activity import Activity
from photoclip.gui.bridge import Bridge
from photoclip.gui.browser import Browser
from photoclip.gui.decisions import Decisions
from photoclip.gui.discarding import Discarding
from photoclip.gui.frame import Frame
from photoclip.gui.grid import PhotoGrid
from photoclip.gui.listings import ACTIVITY, DUPLICATES, PLACES
from photoclip.gui.models.models import ModelShelf
from photoclip.gui.navigator import Navigator
from photoclip.gui.options.effects import take_effect
from photoclip.gui.personal.personal import Personal
from photoclip.gui.preferences import Preferences
from photoclip.gui.said import said
from photoclip.gui.services import Services
from photoclip.gui.work.centre import ActivityCentre
from photoclip.gui.work.notifying import Notifier

if TYPE_CHECKING:
    from photoclip.gui.duplicates.duplicates import DuplicateFinder
    from photoclip.gui.exchange.exchange import Exchange
    from photoclip.gui.options.options import Options
    from photoclip.gui.places.places import PlacesTour


class Tools(QObject):
    """Adds the tools to the sidebar and the menus. What has to watch from the start, does."""

    told = Signal(str)
    refused = Signal(str)

    def __init__(
        self,
        frame: Frame,
        navigator: Navigator,
        grid: PhotoGrid,
        browser: Browser,
        decisions: Decisions,
        discarding: Discarding,
        activity: Activity,
        actions: Actions,
        services: Services,
        preferences: Preferences,
        set_theme: Callable[[str], None],
        bridge: Bridge,
        window: QMainWindow,
    ) -> None:
        super().__init__(window)
        self._frame, self._navigator, self._grid = frame, navigator, grid
        self._decisions, self._discarding, self._actions = decisions, discarding, actions
        self._services, self._preferences, self._set_theme = services, preferences, set_theme
        self._bridge, self._window = bridge, window
        self._duplicates: DuplicateFinder | None = None
        self._places: PlacesTour | None = None
        self._exchange: Exchange | None = None
        self._options: Options | None = None
        self.personal = Personal(frame, navigator, services, browser, bridge)
        self.shelf = ModelShelf(services.engine, preferences, bridge)
        self.shelf.switched.connect(lambda _name: browser.embedded_more())
        self.shelf.used_at_once.connect(
            lambda name: frame.banner.tell(said(f"{name} answers now."))
        )
        sidebar = frame.sidebar
        navigator.add_page(
            DUPLICATES, lambda: self.duplicates.page, lambda: self.duplicates.opened()
        )
        sidebar.add_page(DUPLICATES, "duplicates")
        self.centre = ActivityCentre(
            self,
            navigator,
            sidebar,
            activity,
            services.scans,
            services.engine,
            services.power,
            preferences,
            Notifier(window).tell,
        )
        self.centre.follow_learning(self.personal.runs)
        self.centre.follow_exchange(services.long_work)
        navigator.add_page(PLACES, lambda: self.places.page, lambda: self.places.opened())
        sidebar.add_page(PLACES, "map")
        take_effect(preferences.now, actions)

    def bind(self, actions: Actions) -> None:
        """Give the actions of the menus their meaning."""
        self.personal.bind(actions)
        actions.bind(
            activity=lambda: self._navigator.open(ACTIVITY),
            places=lambda: self._navigator.open(PLACES),
            duplicates=lambda: self._navigator.open(DUPLICATES),
            preferences=lambda: self.options.open(),
            import_keywords=lambda: self.exchange.import_keywords(),
            export_xmp=lambda: self.exchange.export_xmp(),
            undo_xmp=lambda: self.exchange.take_back(),
            export_json=lambda: self.exchange.choose_export(),
            import_json=lambda: self.exchange.choose_import(),
        )

    @property
    def duplicates(self) -> DuplicateFinder:
        """The page of what is there twice."""
        if self._duplicates is None:
            from photoclip.gui.duplicates.duplicates import DuplicateFinder
            from photoclip.gui.duplicates.page import DuplicatesPage

            self._duplicates = DuplicateFinder(
                DuplicatesPage(self._services.thumbs),
                self._frame.sidebar,
                self._services.engine.ask,
                self._services.lane,
                self._services.long_work,
                self._services.thumb_store,
                self._decisions,
                self._discarding,
                self._bridge,
            )
        return self._duplicates

    @property
    def places(self) -> PlacesTour:
        """The page of the map."""
        if self._places is None:
            from photoclip.gui.places.page import PlacesPage
            from photoclip.gui.places.places import PlacesTour

            services = self._services
            self._places = PlacesTour(
                PlacesPage(),
                self._navigator,
                services.namer,
                services.home.atlas,
                services.lane,
                self._bridge,
            )
        return self._places

    @property
    def exchange(self) -> Exchange:
        """The exchange with files."""
        if self._exchange is None:
            from photoclip.gui.exchange.exchange import Exchange

            services = self._services
            self._exchange = made = Exchange(
                services.lane, services.long_work, self._bridge, self._window
            )
            made.told.connect(self.told)
            made.refused.connect(self.refused)
        return self._exchange

    @property
    def options(self) -> Options:
        """The preferences."""
        if self._options is None:
            from photoclip.gui.options.options import Options

            self._options = made = Options(
                self._preferences,
                self._set_theme,
                self._actions,
                self._grid,
                self._services.engine.ask,
                self._services.lane,
                self._decisions,
                self._bridge,
                self._window,
            )
            made.models = self._models_panel
            self.shelf.switched.connect(lambda _name: made.refresh_status())
            made.search_asked.connect(self._frame.search.set_text)
        return self._options

    def _models_panel(self) -> QWidget:
        from photoclip.gui.models.panel import ModelsPanel

        return ModelsPanel(self.shelf)
