"""What in the window is answered by the engine: search, suggestions, review, heat, veils."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMainWindow

from photoclip.gui.actions import Actions
from photoclip.gui.autotag.autotag import TOPIC, AutoTag
from photoclip.gui.bridge import Bridge
from photoclip.gui.browser import Browser
from photoclip.gui.contents import Contents
from photoclip.gui.decisions import Decisions
from photoclip.gui.frame import Frame
from photoclip.gui.grid_page import GridPage
from photoclip.gui.heat.heat import HeatMaps
from photoclip.gui.model import PhotoModel
from photoclip.gui.navigator import Navigator
from photoclip.gui.preferences import Preferences
from photoclip.gui.review.review import Review
from photoclip.gui.search.search import SearchPart
from photoclip.gui.search.tools import Results
from photoclip.gui.services import Services
from photoclip.gui.veils.part import Veiling
from photoclip.gui.veils.veils import Veils
from photoclip.gui.viewer import Viewer


class MachineParts(QObject):
    """Makes these parts and connects them with one another."""

    told = Signal(str)

    def __init__(
        self,
        frame: Frame,
        grid_page: GridPage,
        viewer: Viewer,
        model: PhotoModel,
        browser: Browser,
        navigator: Navigator,
        decisions: Decisions,
        services: Services,
        preferences: Preferences,
        bridge: Bridge,
        window: QMainWindow,
    ) -> None:
        super().__init__(window)
        engine, lane, home = services.engine, services.lane, services.home
        self.search = SearchPart(
            frame.search, home.pasted, lane, preferences, services.decoders.decode, bridge
        )
        self.results = Results(
            grid_page, frame.search, browser, navigator, decisions, lane, bridge, window
        )
        self.review = Review(frame, navigator, services, decisions, bridge)
        self.autotag = AutoTag(
            navigator, model, grid_page.grid, frame.banner, services, decisions, bridge, window
        )
        self.heat = HeatMaps(viewer, browser, engine, bridge)
        self.veils = Veils(engine, lane, preferences, home.sensitive, bridge)
        self.veiling = Veiling(
            self.veils,
            grid_page.grid,
            viewer,
            self.review,
            navigator,
            decisions,
            services,
            frame.banner,
            bridge,
            window,
        )
        self.results.told.connect(self.told)
        self.search.refused.connect(frame.banner.tell)
        self.review.suggest_asked.connect(self.autotag.ask)
        self.autotag.review_asked.connect(self.review.open)
        self.review.opened.connect(lambda: frame.banner.settle(TOPIC))

    def start(self) -> None:
        """Begin to work, after the first paint."""
        self.veils.start()

    def bind(self, actions: Actions) -> None:
        """Give the actions of the menus their meaning."""
        for part in (self.results, self.review, self.autotag, self.heat, self.veiling):
            part.bind(actions)

    def contents_known(self, contents: Contents) -> None:
        """The library has other tags, albums and folders."""
        self.search.contents_known(contents)
        self.autotag.contents_known(contents)
