"""Suggested captions in the details: asked of the engine, taken as a decision like any other."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from photoclip.domain import Photo
from photoclip.engine.caption_messages import (
    Captioning,
    Captions,
    CaptionScope,
    CaptionsOf,
    StopCaptions,
    WriteCaptions,
)
from photoclip.errors import EngineDied, PhotoclipError
from photoclip.gui.actions import Actions
from photoclip.gui.bridge import Bridge
from photoclip.gui.decisions import Decisions
from photoclip.gui.engine_link import EngineLink
from photoclip.gui.inspector import Inspector


class SuggestedCaptions(QObject):
    """Offers a caption for the one photo that is selected, while it has none.

    What was written before is looked up once a selection has lasted; a new one is written only
    when somebody asks, in the background, and can be cancelled.
    """

    PAUSE = 350

    asked = Signal()  # somebody wants to see a caption here

    def __init__(
        self, inspector: Inspector, decisions: Decisions, engine: EngineLink, bridge: Bridge
    ) -> None:
        super().__init__(inspector)
        self._part, self._decisions = inspector.written, decisions
        self._engine, self._bridge = engine, bridge
        self._photo_id: int | None = None
        self._writing: int | None = None
        self._left: set[int] = set()
        self._later = QTimer(self, singleShot=True, interval=self.PAUSE)
        self._later.timeout.connect(self._look)
        inspector.photo_shown.connect(self._shown)
        engine.captioned.connect(self._heard)
        self._part.asked.connect(self.ask)
        self._part.cancelled.connect(self._cancel)
        self._part.taken.connect(self._take)
        self._part.left.connect(self._leave)

    def bind(self, actions: Actions) -> None:
        """Give the keys their meaning."""
        actions.bind(suggest_caption=self.ask, take_caption=self._part.take)

    def ask(self) -> None:
        """Have a caption written for the photo."""
        self.asked.emit()
        if self._photo_id is None or self._writing is not None:
            return
        self._writing = self._photo_id
        self._left.discard(self._writing)
        self._part.show_writing()
        asked = self._engine.ask(WriteCaptions((self._writing,), again=True))
        self._bridge.when_done(asked, self, self._begun, self._refused)

    def _shown(self, photo: Photo | None) -> None:
        number = photo.id if photo and not photo.caption and not photo.problem else None
        self._part.setVisible(number is not None)
        if number == self._photo_id:
            return
        self._photo_id = number
        if number is None:
            self._later.stop()
            return
        if number == self._writing:
            self._part.show_writing()
        else:
            self._part.show_idle()
            self._later.start()

    def _look(self) -> None:
        number = self._photo_id
        if number is None or number in self._left or not self._part.isVisible():
            return
        asked = self._engine.ask(CaptionsOf((number,)))
        self._bridge.when_done(asked, self, partial(self._known, number), lambda _error: None)

    def _known(self, number: int, found: Captions) -> None:
        if number == self._photo_id and number != self._writing and found.items:
            self._part.show_caption(found.items[0].text, found.items[0].writer)

    def _begun(self, scope: CaptionScope) -> None:
        if not scope.photo_ids:
            self._end(self.tr("This photo cannot be captioned now."))

    def _heard(self, event: Captioning) -> None:
        for item in event.items:
            if item.photo_id == self._photo_id:
                self._part.show_caption(item.text, item.writer)
            if item.photo_id == self._writing:
                self._writing = None
        if event.finished and self._writing is not None:
            self._end(self.tr("The photo could not be read."))

    def _refused(self, error: BaseException) -> None:
        if isinstance(error, EngineDied):
            self._end(self.tr("The engine is not running; try again when it is back."))
        elif isinstance(error, PhotoclipError):
            self._end(str(error))
        else:
            self._end("")
            self._bridge.failed.emit(error)

    def _end(self, sentence: str) -> None:
        shown = self._writing == self._photo_id
        self._writing = None
        if shown:
            self._part.show_idle(sentence)

    def _cancel(self) -> None:
        self._bridge.when_done(
            self._engine.ask(StopCaptions()), self, lambda _answer: None, lambda _error: None
        )
        self._end("")

    def _take(self, text: str) -> None:
        if self._photo_id is not None:
            self._decisions.caption([self._photo_id], text)

    def _leave(self) -> None:
        if self._photo_id is not None:
            self._left.add(self._photo_id)
            self._part.show_idle()
