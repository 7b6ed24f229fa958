"""The heat map as a part of the viewer: asked for on demand, kept while the words stay."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtWidgets import QToolButton

from photoclip.engine.messages import Explain, HeatMap
from photoclip.errors import EngineDied, PhotoclipError
from photoclip.gui.actions import Actions
from photoclip.gui.bridge import Bridge
from photoclip.gui.browser import Browser
from photoclip.gui.engine_link import EngineLink
from photoclip.gui.heat.overlay import HeatOverlay
from photoclip.gui.viewer import Viewer

MOST_KEPT = 50


class HeatMaps(QObject):
    """Shows where the words of the present search match in the photo that is viewed."""

    def __init__(
        self, viewer: Viewer, browser: Browser, engine: EngineLink, bridge: Bridge
    ) -> None:
        super().__init__(viewer)
        self._viewer, self._browser = viewer, browser
        self._engine, self._bridge = engine, bridge
        self._on = False
        self._ticket = 0
        self._asked: tuple[int, str] | None = None
        self._kept: dict[tuple[int, str], HeatMap] = {}
        self.overlay = HeatOverlay(viewer.canvas, lambda: viewer.canvas.photo_rect)
        self.button = QToolButton()
        self.button.setAutoRaise(True)
        self.button.setIconSize(QSize(18, 18))
        viewer.add_control(self.button)
        viewer.moved.connect(self._moved)
        viewer.refreshed.connect(self._refreshed)
        viewer.installEventFilter(self)

    def bind(self, actions: Actions) -> None:
        """Give the action its meaning."""
        self._action = actions["heat"]
        self.button.setDefaultAction(self._action)
        self.button.setAccessibleName(self.tr("Where the words match"))
        self.button.setToolTip(self.tr("Where the words match (H)"))
        actions.bind(heat=lambda: self.switch(on=self._action.isChecked()))

    def switch(self, *, on: bool) -> None:
        """Show the map, or do not."""
        self._on = on
        self._show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Who leaves the photo has seen the map: the next photo is shown without."""
        left = event.type() == QEvent.Type.Hide and not event.spontaneous()
        if left and self._on and watched is self._viewer:
            self._action.setChecked(False)
            self.switch(on=False)
        return False

    def _moved(self, _photo_id: int) -> None:
        if self._on:
            self._show()

    def _refreshed(self) -> None:
        if self._on and not self.overlay.shows_heat and self._asked is None:
            self._show()

    def _words(self) -> str:
        """What was searched for in words; negatives have no place in a picture."""
        query = self._browser.wish.query
        terms = query.terms if query else ()
        return " ".join(term.text for term in terms if not term.negative)

    def _show(self) -> None:
        self._ticket += 1
        self._asked = None
        facts, words = self._viewer.facts, self._words()
        if not self._on or self._viewer.photo_id is None:
            self.overlay.hide()
        elif not words:
            self.overlay.say(self.tr("Search with words first: then their places are shown here."))
        elif facts is None:
            self.overlay.say(self.tr("Looking where “{words}” is…").format(words=words))
        elif kept := self._kept.get((facts.photo.id, words)):
            self._paint(kept)
        else:
            self.overlay.say(self.tr("Looking where “{words}” is…").format(words=words))
            self._asked = facts.photo.id, words
            asked = self._engine.ask(Explain(facts.photo.path, words))
            self._bridge.when_done(
                asked,
                self,
                partial(self._found, self._ticket, facts.photo.id),
                partial(self._refused, self._ticket),
            )

    def _found(self, ticket: int, photo_id: int, found: HeatMap) -> None:
        self._kept[photo_id, found.text] = found
        while len(self._kept) > MOST_KEPT:
            del self._kept[next(iter(self._kept))]
        if ticket == self._ticket:
            self._paint(found)

    def _paint(self, found: HeatMap) -> None:
        (x, y, width, height), (across, down) = found.box, found.size
        box = (x / across, y / down, width / across, height / down)
        text = self.tr("Where “{words}” is seen").format(words=found.text)
        self.overlay.show_heat(found.grid, box, text)

    def _refused(self, ticket: int, error: BaseException) -> None:
        if ticket != self._ticket:
            return
        if isinstance(error, EngineDied):
            self.overlay.say(self.tr("The engine is not running; try again when it is back."))
        elif isinstance(error, PhotoclipError):
            self.overlay.say(str(error))
        else:
            self.overlay.hide()
            self._bridge.failed.emit(error)
