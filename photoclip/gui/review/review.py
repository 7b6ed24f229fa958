"""The review as a part of the window: its page, its keys, and how much waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from photoclip.domain import Changes, Operation
from photoclip.engine.messages import CountWaiting, Suggesting, Waiting
from photoclip.gui.actions import Actions, Scope
from photoclip.gui.bridge import Bridge
from photoclip.gui.decisions import Decisions
from photoclip.gui.engine_link import EngineState
from photoclip.gui.frame import Frame
from photoclip.gui.listings import REVIEW
from photoclip.gui.navigator import Navigator
from photoclip.gui.review.queue import ReviewQueue, State
from photoclip.gui.services import Services
from photoclip.gui.throttle import Throttle

if TYPE_CHECKING:
    from photoclip.gui.review.page import ReviewPage


class Review(QObject):
    """Adds the page to the window and keeps the number of what waits in the sidebar true."""

    made = Signal(object)  # its ReviewPage, when somebody comes there first
    counted = Signal(object)  # Waiting
    suggest_asked = Signal()
    personalize_asked = Signal()
    opened = Signal()

    REST = 1500
    """Milliseconds between two counts: each answer alters them, and the engine has other work."""

    def __init__(
        self,
        frame: Frame,
        navigator: Navigator,
        services: Services,
        decisions: Decisions,
        bridge: Bridge,
    ) -> None:
        super().__init__(frame)
        self._frame, self._navigator, self._bridge = frame, navigator, bridge
        self._services, self._decisions = services, decisions
        self._engine = services.engine
        self._actions: Actions | None = None
        self._waiting = Waiting((), 0)
        self._page: ReviewPage | None = None
        self.queue = ReviewQueue(
            services.engine.ask, decisions.answer_suggestion, services.lane, bridge
        )
        self._count_soon = Throttle(self._count, self.REST, self)
        navigator.add_page(REVIEW, lambda: self.page, self._opened)
        frame.sidebar.add_page(REVIEW, "review")
        navigator.targets_changed.connect(self._page_changed)
        services.engine.state_changed.connect(self._engine_is)
        services.engine.suggested.connect(self._suggested)
        services.lane.changed.connect(self._changed)
        decisions.taken_back.connect(self._taken_back)

    def bind(self, actions: Actions) -> None:
        """Give the keys of the review their meaning, on its page alone."""
        self._actions = actions
        actions.bind(
            review=self.open,
            review_yes=lambda: self.page.say_yes(),
            review_no=lambda: self.page.say_no(),
            review_skip=lambda: self.page.skip(),
            review_next=lambda: self.page.skip(),
            review_previous=lambda: self.queue.step(-1),
            review_undo=self._decisions.undo,
            review_many=lambda: self.page.use_mode(many=self.page.one_by_one),
        )
        actions["full_screen"].triggered.connect(lambda _checked: self._fit_screen())
        self._page_changed()

    @property
    def page(self) -> ReviewPage:
        """The page, made when it is first wanted."""
        if self._page is None:
            from photoclip.gui.review.page import ReviewPage

            services = self._services
            self._page = page = ReviewPage(self.queue, services.originals, services.thumbs)
            page.undo_asked.connect(self._decisions.undo)
            page.suggest_asked.connect(self.suggest_asked)
            page.personalize_asked.connect(self.personalize_asked)
            page.mode_changed.connect(self._page_changed)
            page.show_counts(self._waiting)
            if self._actions is not None:
                self._actions.scope_to(Scope.REVIEW, page)
                page.full_screen_asked.connect(self._actions["full_screen"].trigger)
            self.made.emit(page)
        return self._page

    @property
    def shown(self) -> bool:
        """Whether its page is what the window shows."""
        return self._page is not None and self._frame.pages.currentWidget() is self._page

    def open(self) -> None:
        """Show the review."""
        self._navigator.open(REVIEW)

    def _opened(self) -> None:
        self.opened.emit()
        self.queue.open(self.queue.tag, certain=self.queue.certain)
        self._count_soon.ask()
        self._fit_screen()

    def _page_changed(self) -> None:
        if self._actions is None:
            return
        shown = self.shown
        self._actions.enable_scope(Scope.REVIEW, enabled=shown)
        for name in ("review_next", "review_previous", "review_skip"):
            self._actions[name].setEnabled(shown and self.page.one_by_one)

    def _fit_screen(self) -> None:
        """On a full screen the photo has all of it."""
        if self._page is None or self._actions is None:
            return
        alone = self.shown and self._actions["full_screen"].isChecked()
        self._page.show_alone(alone=alone)
        if self.shown:
            self._frame.show_parts(places=not alone, details=False)

    def _count(self) -> None:
        if self._engine.state is EngineState.RUNNING:
            counts = self._engine.ask(CountWaiting())
            self._bridge.when_done(counts, self, self._show_counts, _leave)

    def _show_counts(self, waiting: Waiting) -> None:
        self._frame.sidebar.show_waiting(REVIEW, waiting.total)
        self._waiting = waiting
        if self._page is not None:
            self._page.show_counts(waiting)
        self.counted.emit(waiting)

    def _engine_is(self, state: EngineState) -> None:
        if state is EngineState.RUNNING:
            self._count_soon.ask()
            if self.shown and self.queue.state in (State.LOADING, State.FAILED):
                self.queue.reload()

    def _suggested(self, event: Suggesting) -> None:
        self._count_soon.ask()
        waits = self.queue.state in (State.EMPTY, State.FINISHED)
        if self.shown and waits and event.suggestions:
            self.queue.reload()

    def _changed(self, changes: Changes) -> None:
        if changes.verdicts or changes.tags or changes.everything:
            self._count_soon.ask()

    def _taken_back(self, operation: Operation) -> None:
        self.queue.taken_back(operation)


def _leave(_error: BaseException) -> None:
    """The count comes with the next change, or with the next engine."""
