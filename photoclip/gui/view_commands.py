"""What the actions of the Go and View menus do: pages, sizes, parts of the window, colours."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMainWindow

from photoclip.gui.actions import Actions
from photoclip.gui.browser import Browser
from photoclip.gui.frame import Frame
from photoclip.gui.grid import USUAL, PhotoGrid
from photoclip.gui.listings import ALL, PROBLEMS
from photoclip.gui.navigator import Navigator
from photoclip.gui.preferences import Preferences
from photoclip.gui.theme import chosen
from photoclip.gui.translating import later
from photoclip.gui.viewer import Viewer

_THEMES_IN_WORDS = {
    "system": later("ViewCommands", "as the system"),
    "light": later("ViewCommands", "light"),
    "dark": later("ViewCommands", "dark"),
}


class ViewCommands(QObject):
    """Changes how things are shown, never what they are."""

    told = Signal(str)

    def __init__(
        self,
        frame: Frame,
        grid: PhotoGrid,
        viewer: Viewer,
        navigator: Navigator,
        browser: Browser,
        preferences: Preferences,
        set_theme: Callable[[str], None],
        window: QMainWindow,
    ) -> None:
        super().__init__(window)
        self._frame, self._grid, self._viewer = frame, grid, viewer
        self._navigator, self._browser = navigator, browser
        self._preferences, self._set_theme, self._window = preferences, set_theme, window

    def bind(self, actions: Actions) -> None:
        """Give the actions of the menus their meaning."""
        navigator, viewer = self._navigator, self._viewer
        self._actions = actions
        actions.bind(
            select_all=self._grid.selectAll,
            select_none=self._grid.clearSelection,
            find=self._frame.search.start,
            tag=self.start_tagging,
            back=navigator.back,
            grid=navigator.show_grid,
            close_photo=navigator.close_photo,
            next=lambda: viewer.step(1),
            previous=lambda: viewer.step(-1),
            first=lambda: viewer.go_to_end(last=False),
            last=lambda: viewer.go_to_end(last=True),
            all_photos=lambda: navigator.open(ALL),
            problems=lambda: navigator.open(PROBLEMS),
            larger=lambda: self.zoom(1),
            smaller=lambda: self.zoom(-1),
            usual_size=self.usual_size,
            actual_size=viewer.actual_size,
            weaker=self._browser.toggle_weaker,
            details=lambda: self._toggle("details"),
            sidebar=lambda: self._toggle("sidebar"),
            theme=self.next_theme,
            full_screen=self.full_screen,
        )

    def start_tagging(self) -> None:
        """Put the keyboard into the line for tags; elsewhere letters mean something else."""
        if self.show_details():
            self._frame.inspector.start_tagging()

    def show_details(self) -> bool:
        """Show the details, leaving a full screen that hides them; whether they are seen now."""
        self._navigator.leave_full()
        self._frame.want("details", shown=True)
        return self._frame.inspector.isVisible()

    def zoom(self, steps: int) -> None:
        """Larger or smaller, the cells or the single photo."""
        if self._navigator.viewing:
            self._viewer.canvas.zoom_by(steps)
        else:
            self._grid.zoom_by(steps)

    def usual_size(self) -> None:
        """The usual cells, or the whole single photo."""
        if self._navigator.viewing:
            self._viewer.canvas.fit()
        else:
            self._grid.zoom_to(USUAL)

    def next_theme(self) -> None:
        """Dark where it is light, light where it is dark; the preferences follow the system."""
        theme = "light" if chosen(self._preferences.now.theme).dark else "dark"
        self._preferences.change(theme=theme)
        self._set_theme(theme)
        self.told.emit(self.tr("Colours: {}").format(self.tr(_THEMES_IN_WORDS[theme])))

    def full_screen(self) -> None:
        """The whole screen, or a window again."""
        window, full = self._window, self._actions["full_screen"].isChecked()
        state, whole = window.windowState(), Qt.WindowState.WindowFullScreen
        window.setWindowState(state | whole if full else state & ~whole)

    def _toggle(self, name: str) -> None:
        self._frame.want(name, shown=self._actions[name].isChecked())
