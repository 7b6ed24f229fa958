"""Where the user is: a place, a search, a single photo, the problems; and the way back."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from photoclip.domain import Photo
from photoclip.errors import QueryError
from photoclip.gui.bridge import Bridge
from photoclip.gui.browser import Browser, Headline
from photoclip.gui.contents import Contents
from photoclip.gui.frame import Frame
from photoclip.gui.grid_page import GridPage
from photoclip.gui.library_lane import LibraryLane
from photoclip.gui.listings import ALL, PROBLEMS, Place
from photoclip.gui.model import Listing
from photoclip.gui.problems import ProblemsPage
from photoclip.gui.viewer import Viewer
from photoclip.gui.welcome import WelcomePage
from photoclip.library import photos
from photoclip.query import Query


@dataclass(frozen=True, slots=True)
class _Page:
    """A page that is a place of its own, what to do when it is opened, and what stands beside.

    `make` is called when somebody goes there for the first time.
    """

    make: Callable[[], QWidget]
    opened: Callable[[], object]
    details: bool


class Navigator(QObject):
    """Switches the pages. The search line, the sidebar and the pages always tell the same.

    Places are shown in the grid, but for those that have a page of their own (`add_page`).
    """

    targets_changed = Signal()  # other photos are meant, or another page is shown

    def __init__(
        self,
        frame: Frame,
        grid_page: GridPage,
        viewer: Viewer,
        problems: ProblemsPage,
        welcome: WelcomePage,
        browser: Browser,
        lane: LibraryLane,
        bridge: Bridge,
    ) -> None:
        super().__init__(frame)
        self._frame, self._grid_page, self._grid = frame, grid_page, grid_page.grid
        self._viewer, self._problems, self._welcome = viewer, problems, welcome
        self._browser, self._lane, self._bridge = browser, lane, bridge
        self._place = ALL
        self._pages: dict[Place, _Page] = {}
        self._made: dict[Place, QWidget] = {}
        self._to_open: int | None = None
        self._first_left: list[Callable[[], bool]] = []
        self._over: dict[QWidget, Callable[[], array[int]]] = {}
        for page in (grid_page, viewer, welcome):
            frame.pages.addWidget(page)
        self.add_page(PROBLEMS, lambda: problems, self.refresh_problems)
        frame.search.asked.connect(self.search)
        frame.search.cleared.connect(lambda: self.open(self._place))
        frame.search.left.connect(self._grid.setFocus)
        frame.sidebar.place_chosen.connect(self._choose)
        browser.listed.connect(self._listed)
        browser.told.connect(grid_page.tell)
        browser.query_refused.connect(self._refused)
        self._grid.photo_opened.connect(self.open_photo)
        self._grid.heading_used.connect(lambda _section: browser.toggle_weaker())
        self._grid.selection_changed.connect(self.targets_changed)
        viewer.closed.connect(self.close_photo)
        viewer.moved.connect(lambda _photo_id: self.targets_changed.emit())

    def add_page(
        self,
        place: Place,
        make: Callable[[], QWidget],
        opened: Callable[[], object],
        *,
        details: bool = False,
    ) -> None:
        """Let a page show `place`: made when somebody goes there first, `opened` each time.

        With `details`, the details stand beside it, if the user wants to see them.
        """
        self._pages[place] = _Page(make, opened, details)

    @property
    def viewing(self) -> bool:
        """Whether a single photo is shown."""
        return self._frame.pages.currentWidget() is self._viewer

    @property
    def place(self) -> Place:
        """The place that is open, or was before the search."""
        return self._place

    @property
    def shown_title(self) -> str:
        """What the grid shows; empty while a page of its own is shown."""
        pages = (self._grid_page, self._viewer)
        shown = self._frame.pages.currentWidget() in pages
        return self._browser.wish.title if shown else ""

    def targets(self) -> array[int]:
        """The photos that an action is meant for: the single one, else the selected ones."""
        if self.viewing:
            shown = self._viewer.photo_id
            return array("q", [] if shown is None else [shown])
        if over := self._over.get(self._frame.pages.currentWidget()):
            return over()
        if self._frame.pages.currentWidget() is not self._grid_page:
            return array("q")
        return self._grid.selected_ids()

    def target_count(self) -> int:
        """How many photos an action is meant for; costs nothing, however many they are."""
        if self._frame.pages.currentWidget() is self._grid_page:
            return self._grid.selected_count()
        return len(self.targets())

    def add_over(self, page: QWidget, targets: Callable[[], array[int]]) -> None:
        """Let `show_over` show `page` over the grid; `targets` are the photos meant there."""
        self._over[page] = targets
        self._frame.pages.addWidget(page)

    def show_over(self, page: QWidget) -> None:
        """Show a page over the grid: the place and the search stay what they are."""
        self._show(page)

    def start(self) -> None:
        """Show all photos."""
        self._frame.sidebar.show_place(ALL)
        self.open(ALL)

    def open(self, place: Place) -> None:
        """Show a place."""
        self._place = place
        self._frame.search.clear()
        self._frame.sidebar.show_place(place)
        if own := self._pages.get(place):
            if place not in self._made:
                self._made[place] = own.make()
                self._frame.pages.addWidget(self._made[place])
            self._show(self._made[place], details=own.details)
            own.opened()
        else:
            self._show(self._grid_page)
            self._browser.open(place)

    def search(self, query: Query) -> None:
        """Show what answers a query."""
        self._frame.sidebar.show_place(None)
        self._show(self._grid_page)
        self._browser.search(query)

    def similar(self, photo_ids: Sequence[int], name: str) -> None:
        """Show what looks like some photos."""
        self._frame.search.clear()
        self._frame.sidebar.show_place(None)
        self._show(self._grid_page)
        self._browser.similar(tuple(photo_ids), self.tr("Similar to {}").format(name))

    def open_photo(self, photo_id: int | None = None) -> None:
        """Show one photo; without an id the one that the keyboard is on."""
        photo_id = self._grid.current_id() if photo_id is None else photo_id
        if photo_id is not None:
            self._show(self._viewer)
            self._viewer.show_photo(photo_id)

    def look_at(self, photo_id: int) -> None:
        """Show one photo, which the grid may not show: then among those that look like it."""
        if self._grid.shows(photo_id):
            self.open_photo(photo_id)
        else:
            self._to_open = photo_id
            self.similar([photo_id], self.tr("this photo"))

    def close_photo(self) -> None:
        """Back from the single photo to the grid, at that photo."""
        photo_id = self._viewer.photo_id
        self._show(self._grid_page)
        if photo_id is not None:
            self._grid.go_to(photo_id)
        self._grid.setFocus()

    def leave_first(self, leave: Callable[[], bool]) -> None:
        """Let `leave` be tried before any other step back; it says whether it was one."""
        self._first_left.append(leave)

    def leave_full(self) -> None:
        """Take every step back that comes before all others; the photo stays open."""
        while any(leave() for leave in self._first_left):
            pass

    def close_over(self) -> None:
        """Back from a page over the grid."""
        self._show(self._grid_page)
        self._grid.setFocus()

    def back(self) -> None:
        """One step back: out of a text field, the photo, the search, the selection."""
        if any(leave() for leave in self._first_left):
            return
        search = self._frame.search
        focus = QApplication.focusWidget()
        if self._frame.inspector.isAncestorOf(focus) if focus else False:
            (self._viewer.canvas if self.viewing else self._grid).setFocus()
        elif self.viewing:
            self.close_photo()
        elif self._frame.pages.currentWidget() in self._over:
            self.close_over()
        elif search.line.text() or self._browser.wish.needs_engine:
            self.open(self._place)
            self._grid.setFocus()
        elif self._on_a_page_of_its_own:
            self.open(ALL)
        elif focus is search.line:
            self._grid.setFocus()
        else:
            self._grid.clearSelection()

    def show_grid(self) -> None:
        """The grid, from wherever."""
        if self.viewing:
            self.close_photo()
        elif self._frame.pages.currentWidget() in self._over:
            self.close_over()
        elif self._on_a_page_of_its_own:
            self.open(ALL)
        else:  # what was searched for stays
            self._grid.setFocus()

    def contents_known(self, contents: Contents) -> None:
        """The library has folders or not: the first page is shown while it has none."""
        page = self._frame.pages.currentWidget()
        if not contents.roots and page is not self._welcome:
            self._show(self._welcome)
        elif contents.roots and page is self._welcome:
            self._show(self._grid_page)
        if page is self._problems:
            self.refresh_problems()

    def refresh_problems(self) -> None:
        """Ask for the problems anew."""
        self._bridge.when_done(self._lane.ask(photos.problems), self, self._show_problems)

    def _show_problems(self, found: list[Photo]) -> None:
        self._problems.show_photos(found)

    def _choose(self, place: Place) -> None:
        self.open(place)

    def _listed(self, listing: Listing, headline: Headline, keep: bool) -> None:
        self._grid_page.show_listing(listing, headline, keep=keep)
        photo_id, self._to_open = self._to_open, None
        if photo_id is not None and self._grid.shows(photo_id):
            self.open_photo(photo_id)
        self.targets_changed.emit()

    def _refused(self, error: QueryError) -> None:
        self._frame.search.show_mistake(error)
        headline = Headline(self._browser.wish.title, sentence=error.message)
        self._grid_page.show_listing(Listing(), headline, keep=False)
        self.targets_changed.emit()

    @property
    def _on_a_page_of_its_own(self) -> bool:
        shown = self._frame.pages.currentWidget()
        return any(page is shown for page in self._made.values())

    def _show(self, page: QWidget, *, details: bool = True) -> None:
        if self._frame.pages.currentWidget() is not page:
            self._frame.pages.setCurrentWidget(page)
            first = page is self._welcome
            self._frame.show_parts(places=not first, details=details and not first)
            self.targets_changed.emit()
