"""Veils as a part of the window: in the grid, the viewer and the review, and the corrections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from photoclip.engine.messages import States, StatesOf
from photoclip.errors import PhotoclipError
from photoclip.gui.actions import Actions
from photoclip.gui.bridge import Bridge
from photoclip.gui.decisions import Decisions
from photoclip.gui.grid import PhotoGrid
from photoclip.gui.navigator import Navigator
from photoclip.gui.notices import Banner
from photoclip.gui.review.review import Review
from photoclip.gui.services import Services
from photoclip.gui.veils.cover import VeilCover
from photoclip.gui.veils.veils import Veils
from photoclip.gui.viewer import Viewer

if TYPE_CHECKING:
    from photoclip.gui.review.page import ReviewPage


class Veiling(QObject):
    """Covers what is veiled wherever it is shown large or small, and lets states be corrected."""

    def __init__(
        self,
        veils: Veils,
        grid: PhotoGrid,
        viewer: Viewer,
        review: Review,
        navigator: Navigator,
        decisions: Decisions,
        services: Services,
        banner: Banner,
        bridge: Bridge,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._veils, self._grid, self._viewer, self._review = veils, grid, viewer, review
        self._navigator, self._decisions, self._services = navigator, decisions, services
        self._banner, self._bridge, self._parent = banner, bridge, parent
        grid.veiled, grid.sensitive = veils.veiled, veils.sensitive
        for loader in (services.thumbs, services.originals):
            loader.veiled = veils.veiled
        self._over_viewer = VeilCover(viewer.canvas)
        self._over_viewer.asked.connect(veils.uncover)
        self._over_review: VeilCover | None = None
        grid.veil_used.connect(veils.uncover)
        veils.changed.connect(self.refresh)
        viewer.moved.connect(self._moved)
        viewer.refreshed.connect(self._cover_viewer)
        review.made.connect(self._review_made)
        review.queue.changed.connect(self._cover_review)

    def bind(self, actions: Actions) -> None:
        """Give the actions their meaning."""
        self._veils.bind(actions)
        actions.bind(states=self.correct)

    def refresh(self, photo_ids: list[int]) -> None:
        """These photos look different now, wherever they are shown."""
        for loader in (self._services.thumbs, self._services.originals):
            loader.loaded.emit(photo_ids)
        self._grid.viewport().update()
        self._cover_viewer()
        self._cover_review()

    def correct(self) -> None:
        """Show how the photos that are meant are, and let that be corrected."""
        ids = tuple(self._navigator.targets())
        if not ids:
            return
        from photoclip.gui.veils.states import StatesDialog

        dialog = StatesDialog(len(ids), self._parent)
        dialog.corrected.connect(
            lambda state, holds: self._decisions.correct_state(state, ids, holds=holds)
        )
        answer = self._services.engine.ask(StatesOf(ids))

        def show(states: States) -> None:
            dialog.show_states(states.items)

        self._bridge.when_done(answer, dialog, show, self._refused)
        dialog.open()

    def _moved(self, _photo_id: int) -> None:
        self._cover_viewer()

    def _cover_viewer(self) -> None:
        photo_id = self._viewer.photo_id
        veiled = photo_id is not None and self._veils.veiled(photo_id)
        self._over_viewer.cover(photo_id if veiled else None, self._viewer.pixmap)

    def _review_made(self, page: ReviewPage) -> None:
        self._over_review = VeilCover(page.single.canvas)
        self._over_review.asked.connect(self._veils.uncover)

    def _cover_review(self) -> None:
        if self._over_review is None:
            return
        item = self._review.queue.current
        photo_id = item.photo.id if item is not None else None
        veiled = photo_id is not None and self._veils.veiled(photo_id)
        pixmap = self._services.thumbs.pixmap(photo_id) if photo_id is not None else None
        self._over_review.cover(photo_id if veiled else None, pixmap)

    def _refused(self, error: BaseException) -> None:
        if isinstance(error, PhotoclipError):
            self._banner.tell(str(error))
        else:
            self._bridge.failed.emit(error)
