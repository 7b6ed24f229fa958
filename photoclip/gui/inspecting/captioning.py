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
from photoclip.engine.model_messages import ModelWork, Switching
from photoclip.errors import EngineDied, PhotoclipError
from photoclip.gui.actions import Actions
from photoclip.gui.bridge import Bridge
from photoclip.gui.decisions import Decisions
from photoclip.gui.engine_link import EngineLink, EngineState
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
        self._writing: dict[int, bool] = {}  # photos, and whether the engine has taken them on
        self._left: set[int] = set()
        self._later = QTimer(self, singleShot=True, interval=self.PAUSE)
        self._later.timeout.connect(self._look)
        inspector.photo_shown.connect(self._shown)
        engine.captioned.connect(self._heard)
        engine.state_changed.connect(self._engine_is)
        engine.modelled.connect(self._switched)
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
        number = self._photo_id
        if number is None or number in self._writing:
            return
        self._writing[number] = False
        self._left.discard(number)
        self._part.show_writing()
        asked = self._engine.ask(WriteCaptions((number,), again=True))
        self._bridge.when_done(
            asked, self, partial(self._begun, number), partial(self._refused, number)
        )

    def _shown(self, photo: Photo | None) -> None:
        number = photo.id if photo and not photo.caption and not photo.problem else None
        self._part.setVisible(number is not None)
        if number == self._photo_id:
            return
        self._photo_id = number
        if number is None:
            self._later.stop()
            return
        if number in self._writing:
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
        if number == self._photo_id and number not in self._writing and found.items:
            self._part.show_caption(found.items[0].text, found.items[0].writer)

    def _begun(self, number: int, scope: CaptionScope) -> None:
        if not scope.photo_ids:
            self._end(number, self.tr("This photo cannot be captioned now."))
        elif number in self._writing:
            self._writing[number] = True

    def _heard(self, event: Captioning) -> None:
        for item in event.items:
            if item.photo_id == self._photo_id:
                self._part.show_caption(item.text, item.writer)
            self._writing.pop(item.photo_id, None)
        over = self._taken_on if event.finished else ()
        for number in (*event.failed, *over):
            self._end(number, self.tr("The photo could not be read."))

    def _engine_is(self, state: EngineState) -> None:
        if state is not EngineState.RUNNING:  # the next one knows nothing of these
            for number in tuple(self._writing):
                self._end(number, self._no_engine)

    def _switched(self, event: ModelWork | Switching) -> None:
        """What waited for the encoder before is written by nobody."""
        if isinstance(event, Switching) and event.finished and not event.sentence:
            for number in self._taken_on:
                self._end(number, "")

    def _refused(self, number: int, error: BaseException) -> None:
        if isinstance(error, EngineDied):
            self._end(number, self._no_engine)
        elif isinstance(error, PhotoclipError):
            self._end(number, str(error))
        else:
            self._end(number, "")
            self._bridge.failed.emit(error)

    @property
    def _no_engine(self) -> str:
        return self.tr("The engine is not running; try again when it is back.")

    @property
    def _taken_on(self) -> tuple[int, ...]:
        return tuple(number for number, taken_on in self._writing.items() if taken_on)

    def _end(self, number: int, sentence: str) -> None:
        was_written = self._writing.pop(number, None) is not None
        if was_written and number == self._photo_id:
            self._part.show_idle(sentence)

    def _cancel(self) -> None:
        number = self._photo_id
        if number is None or number not in self._writing:
            return
        stopped = self._engine.ask(StopCaptions((number,)))
        self._bridge.when_done(stopped, self, lambda _answer: None, lambda _error: None)
        self._end(number, "")

    def _take(self, text: str) -> None:
        if self._photo_id is not None:
            self._decisions.caption([self._photo_id], text)

    def _leave(self) -> None:
        if self._photo_id is not None:
            self._left.add(self._photo_id)
            self._part.show_idle()
