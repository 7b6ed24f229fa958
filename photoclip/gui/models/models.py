"""The encoders as the window knows them: asks the engine, follows its events, keeps the choice."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from photoclip.engine.messages import EngineStatus, Request
from photoclip.engine.model_messages import (
    AddModel,
    DownloadModel,
    ListModels,
    ModelRequest,
    Models,
    ModelWork,
    RemoveModel,
    StopModelWork,
    Switching,
    UseEncoder,
)
from photoclip.errors import EngineDied, PhotoclipError
from photoclip.gui.bridge import Bridge
from photoclip.gui.engine_link import EngineLink
from photoclip.gui.preferences import Preferences


class ModelShelf(QObject):
    """Holds the last list that the engine gave, and what is under way.

    `changed` says that any of it is different now; `refused` carries a sentence. To show it,
    embed a `ModelsPanel(shelf)`: that is a widget without a frame of its own.
    """

    changed = Signal()
    progressed = Signal()
    refused = Signal(str)
    switched = Signal(str)  # the encoder that answers now
    used_at_once = Signal(str)  # the same, where nothing had to be embedded first

    def __init__(self, engine: EngineLink, preferences: Preferences, bridge: Bridge) -> None:
        super().__init__()
        self._engine, self._preferences, self._bridge = engine, preferences, bridge
        self.models: Models | None = None
        self.work: ModelWork | None = None
        self.switch: Switching | None = None
        engine.modelled.connect(self._heard)

    def refresh(self) -> None:
        """Ask for the list again; `changed` follows."""
        self._ask(ListModels(), self._know)

    def use(self, name: str, *, now: bool = False) -> None:
        """Search and suggest with that encoder as soon as it knows the photos, or `now`."""
        self._preferences.change(encoder=name)
        self.switch = None
        self._ask(UseEncoder(name, now), self._asked_to_use)

    def download(self, name: str) -> None:
        """Fetch a model whose licence was accepted."""
        self._begin(DownloadModel(name))

    def add(self, folder: Path) -> None:
        """Take in a folder with a model."""
        self._begin(AddModel(folder))

    def stop(self) -> None:
        """Stop the download that is under way."""
        self._ask(StopModelWork(), lambda _none: None)

    def remove(self, name: str, *, vectors_only: bool = False) -> None:
        """Delete a model and its embeddings, or the embeddings alone."""
        self._ask(RemoveModel(name, vectors_only), self._know)

    def _begin(self, request: ModelRequest) -> None:
        self._ask(request, lambda _none: self.refresh())

    def _ask(self, request: Request, then: Callable[[Any], object]) -> None:
        answer: Future[Any] = self._engine.ask(request)
        self._bridge.when_done(answer, self, then, self._failed)

    def _know(self, models: Models) -> None:
        self.models, self.work = models, models.work
        self.changed.emit()

    def _asked_to_use(self, status: EngineStatus) -> None:
        if status.encoder and not status.coming:
            self.switched.emit(status.encoder)
            self.used_at_once.emit(status.encoder)
        self._engine.refresh_status()
        self.refresh()

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, EngineDied):
            return  # the window says so by itself
        if isinstance(error, PhotoclipError):
            self.refused.emit(str(error))
            self.refresh()
        else:
            self._bridge.failed.emit(error)

    def _heard(self, event: ModelWork | Switching) -> None:
        if isinstance(event, Switching):
            self.switch = None if event.finished else event
            if event.finished:
                self.switched.emit(event.name)
        else:
            self.work = None if event.finished else event
            if event.finished and event.sentence:
                self.refused.emit(event.sentence)
        if event.finished:
            self.refresh()
        else:
            self.progressed.emit()
