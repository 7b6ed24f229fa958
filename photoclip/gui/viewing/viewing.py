"""Everything beyond the photo itself in the viewer: strip, overlays, motion, slideshow, compare."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QMainWindow

from photoclip.gui.actions import Actions, plain
from photoclip.gui.bridge import Bridge
from photoclip.gui.frame import Frame
from photoclip.gui.grid import PhotoGrid
from photoclip.gui.model import PhotoModel
from photoclip.gui.navigator import Navigator
from photoclip.gui.notices import tool_button
from photoclip.gui.preferences import Preferences
from photoclip.gui.services import Services
from photoclip.gui.viewer import Viewer
from photoclip.gui.viewing.facts import ROOM, FactsOverlay
from photoclip.gui.viewing.filmstrip import Filmstrip
from photoclip.gui.viewing.histogram import Histogram
from photoclip.gui.viewing.motion import Motion
from photoclip.gui.viewing.slideshow import Slideshow

if TYPE_CHECKING:
    from photoclip.gui.viewing.compare import ComparePage

_BUTTONS = {
    "rotate_left": "rotate-left",
    "rotate_right": "rotate-right",
    "facts": "details",
    "histogram": "histogram",
    "filmstrip": "filmstrip",
    "slideshow": "slideshow",
    "full_screen": "full-screen",
}


LOW = 340
"""Pixels of height below which the viewer has no room for its filmstrip."""


class Viewing(QObject):
    """Adds the parts to the viewer and keeps them true to the photo that is shown."""

    def __init__(
        self,
        viewer: Viewer,
        model: PhotoModel,
        grid: PhotoGrid,
        navigator: Navigator,
        frame: Frame,
        services: Services,
        preferences: Preferences,
        bridge: Bridge,
        window: QMainWindow,
    ) -> None:
        super().__init__(window)
        self._viewer, self._model, self._grid = viewer, model, grid
        self._navigator, self._frame, self._window = navigator, frame, window
        self._preferences = preferences
        self._actions: Actions | None = None
        self._was_full = False
        self.filmstrip = Filmstrip(model, services.thumbs)
        self.facts = FactsOverlay(viewer.canvas)
        self.histogram = Histogram(viewer.canvas)
        self.motion = Motion(services.frames, bridge, self)
        self.slideshow = Slideshow(self._advance, self)
        self._services = services
        self._compare_page: ComparePage | None = None
        viewer.add_below(self.filmstrip)
        self.filmstrip.setVisible(preferences.now.filmstrip)
        navigator.leave_first(self._leave_full_screen)
        viewer.installEventFilter(self)
        viewer.canvas.installEventFilter(self)
        window.installEventFilter(self)
        viewer.moved.connect(self._moved)
        viewer.refreshed.connect(self._refresh)
        viewer.closed.connect(self.slideshow.stop)
        navigator.targets_changed.connect(self._page_changed)
        self.filmstrip.row_chosen.connect(viewer.go_to_row)
        self.filmstrip.stepped.connect(viewer.step)
        self.motion.frame_shown.connect(viewer.show_frame)
        self.slideshow.running_changed.connect(self._slideshow_changed)

    def bind(self, actions: Actions) -> None:
        """Give the actions their meaning, and the viewer's bar its buttons."""
        self._actions = actions
        actions.bind(
            toggle_zoom=self.toggle_zoom,
            filmstrip=self._toggle_filmstrip,
            facts=self._toggle_overlays,
            histogram=self._toggle_overlays,
            slideshow=self.toggle_slideshow,
            compare=self.compare,
        )
        actions["filmstrip"].setChecked(self._preferences.now.filmstrip)
        for name, icon in _BUTTONS.items():
            button = tool_button(icon, plain(actions[name].text()))
            self._frame.bind(button, actions[name])
            self._viewer.add_control(button)

    @property
    def compare_page(self) -> ComparePage:
        """Several photos side by side; made when it is first wanted."""
        if self._compare_page is None:
            from photoclip.gui.viewing.compare import ComparePage

            services = self._services
            self._compare_page = page = ComparePage(
                self._model, services.originals, services.thumbs
            )
            self._navigator.add_over(page, page.targets)
            page.closed.connect(self._navigator.close_over)
            page.targets_changed.connect(self._navigator.targets_changed)
        return self._compare_page

    def refresh_facts(self) -> None:
        """Photos changed: fetch what is shown of them, on whichever page it is."""
        if self._navigator.viewing:
            self._viewer.refresh_facts()
        elif self._compare_page is not None and self._compare_page.isVisible():
            self._compare_page.refresh_facts()
        else:
            self._grid.refresh_facts()

    def toggle_zoom(self) -> None:
        """From the whole photo to its pixels, and back."""
        canvas = self._viewer.canvas
        if canvas.fitted:
            self._viewer.actual_size()
        else:
            canvas.fit()

    def toggle_slideshow(self) -> None:
        """Start at the photo that is shown or selected, or stop."""
        if not self._navigator.viewing:
            if self._grid.current_id() is None and self._model.ids:
                self._grid.go_to(self._model.ids[0])
            self._navigator.open_photo()
        if self._navigator.viewing:
            self.slideshow.toggle()

    def compare(self) -> None:
        """Compare the selected photos, or the one shown with the next."""
        ids = list(self._navigator.targets())
        row = self._model.row_of(ids[0]) if len(ids) == 1 else None
        if row is not None:
            beside = row + 1 if row + 1 < len(self._model.ids) else row - 1
            ids += [self._model.ids[beside]] if beside >= 0 else []
        if len(ids) >= 2:
            from photoclip.gui.viewing.compare import MOST

            self.slideshow.stop()
            in_order = [self._model.ids[row] for row in self._model.rows_of(ids)]
            self.compare_page.show_photos(in_order[:MOST])
            self._navigator.show_over(self.compare_page)

    def immerse(self, *, full: bool) -> None:
        """In full screen nothing but the photo is shown; everything comes back afterwards."""
        alone = full and self._navigator.viewing
        self._frame.immerse(alone=alone)
        self._window.menuBar().setMaximumHeight(0 if alone else 16_777_215)
        self._window.statusBar().setVisible(not alone)
        self._viewer.bar.setVisible(not alone)
        self._fit_filmstrip()
        cursor = Qt.CursorShape.BlankCursor if alone and self.slideshow.running else None
        if cursor is None:
            self._viewer.unsetCursor()
        else:
            self._viewer.setCursor(cursor)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window:
            if event.type() == QEvent.Type.WindowStateChange:
                self.immerse(full=self._window.isFullScreen())
        elif watched is self._viewer:
            if event.type() == QEvent.Type.Resize:
                self._fit_filmstrip()
        elif event.type() == QEvent.Type.Resize:
            right = self._viewer.canvas.width() - self.histogram.width() - ROOM
            self.histogram.move(max(right, 0), ROOM)
        return False

    def _leave_full_screen(self) -> bool:
        """Escape ends a slideshow and full screen before it closes the photo."""
        if self.slideshow.running:
            self.slideshow.stop()
            return True
        if self._window.isFullScreen() and self._navigator.viewing and self._actions:
            self._actions["full_screen"].trigger()
            return True
        return False

    def _moved(self, photo_id: int) -> None:
        self.filmstrip.show_row(self._viewer.row)
        if self.motion.photo_id not in (None, photo_id):
            self.motion.stop()

    def _refresh(self) -> None:
        viewer = self._viewer
        facts = viewer.facts
        self.facts.show_photo(facts.photo if facts else None)
        if self.histogram.isVisible():
            self.histogram.show_pixmap(viewer.pixmap)
        metadata = facts.photo.metadata if facts else None
        moves = metadata is not None and metadata.animated and metadata.duration_seconds is None
        if moves and viewer.isVisible() and viewer.photo_id != self.motion.photo_id:
            assert viewer.photo_id is not None
            canvas = viewer.canvas
            ratio = viewer.devicePixelRatioF()
            side = round(max(canvas.width(), canvas.height()) * ratio)
            self.motion.play(viewer.photo_id, side)

    def _page_changed(self) -> None:
        if not self._navigator.viewing:
            self.slideshow.stop()
            self.motion.stop()
        full = self._window.isFullScreen()
        self.immerse(full=full)

    def _toggle_filmstrip(self) -> None:
        assert self._actions is not None
        self._preferences.change(filmstrip=self._actions["filmstrip"].isChecked())
        self._fit_filmstrip()

    def _fit_filmstrip(self) -> None:
        """A small window leaves its room to the photo."""
        alone = self._window.isFullScreen() and self._navigator.viewing
        low = self._viewer.isVisible() and self._viewer.height() < LOW
        self.filmstrip.setVisible(self._preferences.now.filmstrip and not alone and not low)

    def _toggle_overlays(self) -> None:
        assert self._actions is not None
        self.facts.setVisible(self._actions["facts"].isChecked())
        self.histogram.setVisible(self._actions["histogram"].isChecked())
        self._refresh()

    def _advance(self) -> None:
        last = self._viewer.row + 1 >= len(self._model.ids)
        self._viewer.go_to_row(0 if last else self._viewer.row + 1)

    def _slideshow_changed(self, running: bool) -> None:
        """A slideshow fills the screen; afterwards the window is as it was."""
        assert self._actions is not None
        full = self._actions["full_screen"]
        if running:
            self._was_full = full.isChecked()
        if full.isChecked() != (running or self._was_full):
            full.trigger()
