"""The engine as the window sees it: started after the first paint, started again when it died."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from enum import Enum, auto
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from photoclip.engine.caption_messages import Captioning
from photoclip.engine.messages import (
    Catalogued,
    Died,
    Embedding,
    EngineStatus,
    Event,
    GetStatus,
    Learning,
    Notice,
    Pause,
    PhotosRead,
    Request,
    Resume,
    Suggesting,
)
from photoclip.engine.model_messages import ModelWork, Switching
from photoclip.errors import EngineDied, EngineError
from photoclip.gui.bridge import Bridge
from photoclip.gui.throttle import Throttle

OnEvent = Callable[[Event], None]

REFUSED = 3
"""The exit status of an engine that the world keeps from starting: trying again at once is vain."""


class Client(Protocol):
    """What this needs of an engine's client."""

    def submit(self, request: Request) -> Future[Any]:
        """Send a request."""
        ...

    def close(self, seconds: float = 3.0) -> None:
        """Leave, and end the engine if it is ours."""
        ...


class EngineState(Enum):
    """What the engine is doing, as far as it matters to somebody who wants to search."""

    STOPPED = auto()
    STARTING = auto()
    RUNNING = auto()
    FAILED = auto()


class EngineLink(QObject):
    """One engine at a time. If it dies, it is started again, `TRIES` times in a row at most.

    A row of deaths ends when an engine lived for `STEADY_SECONDS`.
    """

    state_changed = Signal(object)  # EngineState
    status_known = Signal(object)  # EngineStatus
    progressed = Signal(object)  # Embedding
    suggested = Signal(object)  # Suggesting
    captioned = Signal(object)  # Captioning
    learning = Signal(object)  # Learning
    modelled = Signal(object)  # ModelWork or Switching
    noticed = Signal(str)
    photos_read = Signal(object)  # frozenset of photo ids whose readings are kept

    NEWS = 100
    """Milliseconds between two pieces of news about the same work."""
    TRIES = 3
    STEADY_SECONDS = 120
    WAIT_SECONDS = (0.5, 2, 8)

    def __init__(
        self,
        connect: Callable[[OnEvent], Client],
        keep: Callable[[PhotosRead], None],
        bridge: Bridge,
    ) -> None:
        """`connect` starts a client at once; `keep` stores readings, called on its thread."""
        super().__init__()
        self._connect, self._keep, self._bridge = connect, keep, bridge
        self._client: Client | None = None
        self._deaths = 0
        self._closed = False
        self._token = object()
        self.state = EngineState.STOPPED
        self.reason = ""
        self._lock = threading.Lock()
        self._latest: tuple[object, Embedding] | None = None
        self._news = Throttle(self._tell_latest, self.NEWS, self)
        self._again = QTimer(self, singleShot=True)
        self._again.timeout.connect(self.start)
        self._steady = QTimer(self, singleShot=True, interval=1000 * self.STEADY_SECONDS)
        self._steady.timeout.connect(self._forget_deaths)

    def start(self) -> None:
        """Start an engine, or join the one that runs; returns at once."""
        if self._closed or self.state in (EngineState.STARTING, EngineState.RUNNING):
            return
        self._again.stop()
        self._set(EngineState.STARTING)
        # Every client reports under its own name: the end of an old one must not end a new one.
        token = object()
        self._token = token
        self._client = self._connect(partial(self._heard, token))
        status = self._client.submit(GetStatus())
        self._bridge.when_done(status, self, self._ready, self._not_ready)
        self.catalogued()

    def ask(self, request: Request) -> Future[Any]:
        """Send a request; fails with `EngineDied` when there is no engine."""
        if self._client is None:
            future: Future[Any] = Future()
            future.set_exception(EngineDied("The engine is not running."))
            return future
        return self._client.submit(request)

    def catalogued(self) -> None:
        """Tell the engine that there may be photos to read."""
        self._send(Catalogued())

    def pause(self) -> None:
        """Stop reading and embedding for now."""
        self._send(Pause())

    def resume(self) -> None:
        """Go on reading and embedding."""
        self._send(Resume())

    def refresh_status(self) -> None:
        """Ask for the status; `status_known` follows."""
        status = self.ask(GetStatus())
        self._bridge.when_done(status, self, self.status_known.emit, _leave)

    def stop(self) -> None:
        """No new engine from now on."""
        self._closed = True
        self._again.stop()
        self._steady.stop()

    def close(self, seconds: float = 3.0) -> None:
        """End the engine. Waits: not for the GUI thread."""
        if self._client:
            self._client.close(seconds)

    def _send(self, request: Request) -> None:
        self._bridge.when_done(self.ask(request), self, lambda _answer: None, self._refused)

    def _heard(self, token: object, event: Event) -> None:
        """On the client's thread."""
        if isinstance(event, PhotosRead):
            self._keep(event)
        elif isinstance(event, Embedding) and not event.finished:
            # The engine tells after every slice, and a busy window would drown in its news:
            # only the latest of those that wait is told.
            with self._lock:
                waits, self._latest = self._latest is not None, (token, event)
            if not waits:
                self._bridge.post(self, self._news.ask)
        else:
            self._bridge.post(self, partial(self._handle, token, event))

    def _tell_latest(self) -> None:
        with self._lock:
            latest, self._latest = self._latest, None
        if latest is not None:
            self._handle(*latest)

    def _handle(self, token: object, event: Event) -> None:
        if token is not self._token or self._closed:
            return
        match event:
            case Embedding():
                if event.finished:
                    with self._lock:
                        self._latest = None  # what came before is old
                self.progressed.emit(event)
            case Suggesting():
                self.suggested.emit(event)
            case Captioning():
                self.captioned.emit(event)
            case Learning():
                self.learning.emit(event)
            case ModelWork() | Switching():
                self.modelled.emit(event)
            case Notice(sentence=sentence):
                self.reason = sentence
                self.noticed.emit(sentence)
            case Died(exit_status=status):
                self._died(hopeless=status == REFUSED)

    def _died(self, *, hopeless: bool) -> None:
        self._client = None
        self._steady.stop()
        if hopeless or self._deaths >= self.TRIES:
            self._deaths = 0
            self.reason = self.reason if hopeless else ""
            self._set(EngineState.FAILED)
            return
        self._again.setInterval(round(1000 * self.WAIT_SECONDS[self._deaths]))
        self._deaths += 1
        self._set(EngineState.STOPPED)
        self._again.start()

    def _ready(self, status: EngineStatus) -> None:
        self._set(EngineState.RUNNING)
        self._steady.start()
        self.status_known.emit(status)

    def _not_ready(self, error: BaseException) -> None:
        if isinstance(error, EngineDied):
            return  # the event follows, and knows what to do
        self._refused(error)

    def _refused(self, error: BaseException) -> None:
        if isinstance(error, EngineDied):
            return
        if isinstance(error, EngineError):
            self.noticed.emit(str(error))
        else:
            self._bridge.failed.emit(error)

    def _forget_deaths(self) -> None:
        self._deaths = 0

    def _set(self, state: EngineState) -> None:
        self.state = state
        self.state_changed.emit(state)


def _leave(_error: BaseException) -> None:
    """A status that nobody waits for."""
