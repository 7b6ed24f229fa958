"""The runs of personalizing as the window sees them: begun, watched, ended, adopted, taken back."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from photoclip.domain import Changes
from photoclip.engine.messages import (
    AdapterChanged,
    EngineStatus,
    Learning,
    Learnt,
    Personalize,
    Personalized,
    Request,
    StopPersonalizing,
)
from photoclip.errors import PhotoclipError
from photoclip.gui.bridge import Bridge
from photoclip.gui.engine_link import EngineLink, EngineState
from photoclip.gui.library_lane import LibraryLane
from photoclip.learning.personal.stages import Stage
from photoclip.library import adapters
from photoclip.library.adapters import Reverted, Version
from photoclip.library.database import Library
from photoclip.library.lessons import Outlook, outlook


class State(Enum):
    """What personalizing is doing."""

    RESTING = auto()
    STARTING = auto()
    RUNNING = auto()
    STOPPING = auto()
    FAILED = auto()


@dataclass(frozen=True, slots=True)
class Books:
    """What the library holds about learning: what there is to learn from, and all versions."""

    outlook: Outlook = field(default_factory=Outlook)
    versions: tuple[Version, ...] = ()
    elsewhere: bool = False  # something is in use for another encoder, and nothing for this one

    @property
    def active(self) -> Version | None:
        """The version in use."""
        return next((one for one in self.versions if one.active), None)

    @property
    def newest(self) -> Version | None:
        """The last run, adopted or not."""
        return self.versions[0] if self.versions else None


class Runs(QObject):
    """One run at a time. What is better is in use when `ended` tells of it."""

    changed = Signal()  # the state, the progress or the curve
    books_changed = Signal()
    ended = Signal(object)  # the Version that the run was kept as
    went_back = Signal(object)  # Reverted, because suggestions got worse

    def __init__(self, engine: EngineLink, lane: LibraryLane, bridge: Bridge) -> None:
        super().__init__()
        self._engine, self._lane, self._bridge = engine, lane, bridge
        self.state, self.sentence = State.RESTING, ""
        self.space = ""
        self.books = Books()
        self.stage: Stage | None = None
        self.done, self.total = 0, 0
        self.curves: list[list[float]] = []
        self._fits: list[int] = []
        self._keep_unverified = False
        engine.learning.connect(self._heard)
        engine.state_changed.connect(self._engine_is)
        engine.status_known.connect(self._status)
        lane.changed.connect(self._library_changed)

    @property
    def busy(self) -> bool:
        """Whether a run is under way."""
        return self.state in (State.STARTING, State.RUNNING, State.STOPPING)

    @property
    def engine_runs(self) -> bool:
        """Whether there is somebody to learn."""
        return self._engine.state is EngineState.RUNNING

    def refresh(self) -> None:
        """Read the library anew; `books_changed` follows."""
        space = self.space
        self._bridge.when_done(
            self._lane.ask(lambda library: _books(library, space)), self, self._show_books
        )

    def start(self, *, keep_unverified: bool = False) -> None:
        """Begin to learn. With `keep_unverified` also what cannot be proven is adopted."""
        if self.busy:
            return
        self.curves, self._fits = [], []
        self.stage, self.done, self.total, self.sentence = None, 0, 0, ""
        self._become(State.STARTING)
        self._ask(Personalize(keep_unverified), self._started)

    def stop(self) -> None:
        """Stop learning; what is in use stays."""
        if self.state in (State.STARTING, State.RUNNING):
            self._become(State.STOPPING)
            self._ask(StopPersonalizing(), lambda _answer: None)

    def revert(self) -> None:
        """Go back to the version before."""
        space = self.space
        self._change(lambda library: _reverted(library, space))

    def use(self, number: int | None) -> None:
        """Use a version, or none."""
        space = self.space
        self._change(lambda library: adapters.activate(library, number, space))

    def look_back(self) -> None:
        """Go back by itself if the answers since say that suggestions got worse."""
        space = self.space
        if not space or self.books.active is None:
            return

        def work(library: Library) -> Changes:
            found = adapters.revert_if_worse(library, space)
            if found is None:
                return Changes()
            self._bridge.post(self, lambda: self.went_back.emit(found))
            return found.changes

        self._bridge.when_done(self._lane.change(work), self, lambda _changes: None)

    # What the engine says

    def _started(self, _answer: None) -> None:
        if self.state is State.STARTING:
            self._become(State.RUNNING)

    def _heard(self, event: Learning) -> None:
        if not self.busy:
            if event.finished:
                self.refresh()  # somebody else's run, by the command line
            return
        for fit, loss in event.losses:
            if not self._fits or self._fits[-1] != fit:
                self._fits.append(fit)
                self.curves.append([])
            self.curves[-1].append(loss)
        if event.stage is not None:
            self.stage = event.stage
            self.done, self.total = event.progress.done, event.progress.total or 0
        if event.finished:
            if self.state is State.STOPPING:
                self._become(State.RESTING)
                return
            self._ask(Learnt(), self._learnt)
        self.changed.emit()

    def _learnt(self, found: Personalized | Learning) -> None:
        if isinstance(found, Learning):
            return
        if self.state is State.STOPPING:
            self._become(State.RESTING)
            return

        def work(library: Library) -> Changes:
            if found.data is None:
                adapters.keep(library, found.space, None, found.report, found.snapshot)
                return Changes()
            return adapters.adopt(library, found.space, found.data, found.report, found.snapshot)[1]

        self._bridge.when_done(self._lane.change(work), self, self._kept, self._failed)

    def _kept(self, _changes: Changes) -> None:
        space = self.space

        def show(books: Books) -> None:
            self.state = State.RESTING
            self._show_books(books)
            self.changed.emit()
            if books.newest is not None:
                self.ended.emit(books.newest)

        self._bridge.when_done(self._lane.ask(lambda library: _books(library, space)), self, show)

    def _engine_is(self, state: EngineState) -> None:
        if state is not EngineState.RUNNING and self.busy:
            self.sentence = self.tr("The engine stopped while it was learning; nothing changed.")
            self._become(State.FAILED)
        self.changed.emit()

    def _status(self, status: EngineStatus) -> None:
        if status.space != self.space:
            self.space = status.space
            self.refresh()

    # What the library says

    def _library_changed(self, changes: Changes) -> None:
        if changes.adapters:
            self._ask(AdapterChanged(), lambda _answer: None)
        if changes.adapters or changes.verdicts or changes.tags or changes.everything:
            self.refresh()
        if changes.verdicts:
            self.look_back()

    def _show_books(self, books: Books) -> None:
        self.books = books
        self.books_changed.emit()

    def _change(self, work: Callable[[Library], Changes]) -> None:
        self._bridge.when_done(self._lane.change(work), self, lambda _changes: None, self._failed)

    def _ask(self, request: Request, then: Callable[[Any], object]) -> None:
        answer: Future[Any] = self._engine.ask(request)
        self._bridge.when_done(answer, self, then, partial(self._refused, request))

    def _refused(self, request: Request, error: BaseException) -> None:
        if isinstance(request, AdapterChanged | StopPersonalizing):
            return  # an engine that ended reads it afresh when it starts
        self._failed(error)

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, PhotoclipError):
            self._bridge.failed.emit(error)
        self.sentence = str(error)
        self._become(State.FAILED)

    def _become(self, state: State) -> None:
        self.state = state
        self.changed.emit()


def _books(library: Library, space: str) -> Books:
    every = adapters.versions(library)
    own = tuple(one for one in every if one.encoder == space)
    found = outlook(library, own[0].created_at if own else None)
    active_elsewhere = any(one.active and one.encoder != space for one in every)
    return Books(found, own, bool(space) and active_elsewhere and not own)


def _reverted(library: Library, space: str) -> Changes:
    found: Reverted | None = adapters.revert(library, space)
    return Changes() if found is None else found.changes
