"""The suggestions that wait for an answer, in order, always some ahead of who answers them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from photoclip.domain import Operation, Photo, Suggestion
from photoclip.engine.messages import Request, Reviewed, ReviewPage
from photoclip.errors import EngineDied, PhotoclipError
from photoclip.gui.bridge import Bridge
from photoclip.gui.library_lane import LibraryLane
from photoclip.library import answers, photos
from photoclip.library.names import fold

PAGE = 60
AHEAD = 30
"""So many suggestions are kept ahead: somebody quick answers two a second."""

Ask = Callable[[Request], "Future[Any]"]
Answer = Callable[[str, Sequence[int], Sequence[int]], object]


class State(Enum):
    """What the review has to show."""

    LOADING = auto()
    READY = auto()
    EMPTY = auto()  # there is nothing, and was nothing
    FINISHED = auto()  # everything is answered, or skipped
    FAILED = auto()


@dataclass(frozen=True, slots=True)
class Item:
    """A suggestion, its photo, and the user's answer; None while there is none."""

    suggestion: Suggestion
    photo: Photo
    agreed: bool | None = None

    @property
    def key(self) -> tuple[str, int]:
        """What makes it the same suggestion."""
        return fold(self.suggestion.tag), self.suggestion.photo_id


@dataclass(frozen=True, slots=True)
class _Step:
    """An answer that can be taken back: the name of its operation, and what was said before."""

    name: str
    before: dict[tuple[str, int], bool | None]


class ReviewQueue(QObject):
    """Knows where the reviewer is. Answers go out at once; the next suggestion is there already.

    `ask` reaches the engine, `answer` keeps an answer as one step that can be undone. What was
    answered meanwhile is not asked for again: `offset` counts only what is loaded and open.
    """

    changed = Signal()

    def __init__(self, ask: Ask, answer: Answer, lane: LibraryLane, bridge: Bridge) -> None:
        super().__init__()
        self._ask, self._answer, self._lane, self._bridge = ask, answer, lane, bridge
        self.tag: str | None = None
        self.certain = False
        self.state = State.LOADING
        self.sentence = ""
        self.total = 0
        self._items: list[Item] = []
        self._known: set[tuple[str, int]] = set()
        self._answered: dict[tuple[str, int], bool] = {}
        self._steps: list[_Step] = []
        self._at = 0
        self._ticket = 0
        self._loading = False
        self._exhausted = False

    # What is shown

    @property
    def current(self) -> Item | None:
        """What is asked now."""
        return self._items[self._at] if 0 <= self._at < len(self._items) else None

    @property
    def neighbours(self) -> list[Photo]:
        """The photos that come soon, nearest first, then the one before."""
        ahead = self._items[self._at + 1 : self._at + 5]
        before = self._items[max(self._at - 1, 0) : self._at]
        return [item.photo for item in (*ahead, *before)]

    @property
    def batch(self) -> list[Item]:
        """The next open suggestions, for answering many at once."""
        return [item for item in self._items[self._at :] if item.agreed is None][:PAGE]

    @property
    def confirmed(self) -> int:
        """How many were confirmed since the review was opened."""
        return sum(self._answered.values())

    @property
    def rejected(self) -> int:
        """How many were rejected since the review was opened."""
        return len(self._answered) - self.confirmed

    @property
    def skipped(self) -> int:
        """How many were passed without an answer."""
        return sum(item.agreed is None for item in self._items[: self._at])

    @property
    def can_undo(self) -> bool:
        """Whether an answer of this review can be taken back."""
        return bool(self._steps)

    # What is done

    def open(self, tag: str | None = None, *, certain: bool = False) -> None:
        """Begin with the suggestions of a tag (None: of all), in one of the two orders."""
        self.tag, self.certain = tag, certain
        self._answered, self._steps = {}, []
        self.reload()

    def reload(self) -> None:
        """Ask anew; what was skipped comes again."""
        self._ticket += 1
        self._items, self._known, self._at = [], set(), 0
        self._loading = self._exhausted = False
        self.state, self.sentence = State.LOADING, ""
        self._load()
        self.changed.emit()

    def decide(self, *, agreed: bool) -> None:
        """Answer what is asked now, and go on."""
        item = self.current
        if item is None or self.state is not State.READY or item.agreed is agreed:
            return
        self._keep([item], agreed=[item] if agreed else [])
        self._go_on()

    def decide_batch(self, agreed: Sequence[Item], rejected: Sequence[Item]) -> None:
        """Answer many suggestions of one tag in one step."""
        items = [*agreed, *rejected]
        if items and len({item.key[0] for item in items}) == 1:
            self._keep(items, agreed=agreed)
            self._settle()

    def skip_batch(self) -> None:
        """Leave these suggestions open and show the next ones."""
        if batch := self.batch:
            self._at = self._items.index(batch[-1]) + 1
            self._settle()

    def step(self, places: int) -> None:
        """Go forth or back without an answer; what was answered can be answered anew."""
        at = min(max(self._at + places, 0), len(self._items))
        if at != self._at:
            self._at = at
            self._settle()

    def again(self) -> None:
        """Go through what was skipped once more."""
        self.reload()

    def taken_back(self, operation: Operation) -> None:
        """A step was undone: if it was an answer given here, its suggestion is asked again."""
        if not self._steps or self._steps[-1].name != operation.name:
            return
        before = self._steps.pop().before
        self._items = [
            replace(item, agreed=before[item.key]) if item.key in before else item
            for item in self._items
        ]
        for key, said in before.items():
            if said is None:
                self._answered.pop(key, None)
                self.total += 1
            else:
                self._answered[key] = said
        here = [place for place, item in enumerate(self._items) if item.key in before]
        if here:
            self._at = min(here[0], self._at) if self.certain else here[0]
            self._settle()
        else:
            self.reload()

    # Its own

    def _keep(self, items: Sequence[Item], *, agreed: Sequence[Item]) -> None:
        tag = items[0].suggestion.tag
        yes = [item.suggestion.photo_id for item in agreed]
        no = [i for item in items if (i := item.suggestion.photo_id) not in set(yes)]
        before = {item.key: item.agreed for item in items}
        self._steps.append(_Step(answers.title(tag, yes, no), before))
        self.total -= sum(said is None for said in before.values())
        self._answered |= {item.key: item in agreed for item in items}
        self._items = [
            replace(item, agreed=self._answered[item.key]) if item.key in before else item
            for item in self._items
        ]
        self._answer(tag, yes, no)

    def _go_on(self) -> None:
        """To the next that is open."""
        at = self._at + 1
        while at < len(self._items) and self._items[at].agreed is not None:
            at += 1
        self._at = at
        self._settle()

    def _settle(self) -> None:
        """Find out what there is to show now, and load more where that runs short."""
        open_ones = sum(item.agreed is None for item in self._items[self._at :])
        if not self._exhausted and open_ones < AHEAD:
            self._load()
        there = bool(self.batch) if self.certain else self.current is not None
        if there:
            self.state = State.READY
        elif self._loading:
            self.state = State.LOADING
        elif self._answered or self._items:
            self.state = State.FINISHED
        else:
            self.state = State.EMPTY
        self.changed.emit()

    def _load(self) -> None:
        if self._loading:
            return
        self._loading = True
        offset = sum(item.agreed is None for item in self._items)
        self._ask_page(self._ticket, offset)

    def _ask_page(self, ticket: int, offset: int) -> None:
        page = self._ask(ReviewPage(self.tag, self.certain, PAGE, offset))
        self._bridge.when_done(
            page, self, partial(self._arrived, ticket, offset), partial(self._failed, ticket)
        )

    def _arrived(self, ticket: int, offset: int, page: Reviewed) -> None:
        if ticket != self._ticket:
            return
        self.total = page.total
        keys = {(fold(one.tag), one.photo_id): one for one in page.items}
        fresh = [one for key, one in keys.items() if key not in self._known | set(self._answered)]
        if not fresh and page.items and offset + len(page.items) < page.total:
            self._ask_page(ticket, offset + len(page.items))  # they have changed their order
            return
        if not fresh:
            self._loading, self._exhausted = False, True
            self._settle()
            return
        ids = [one.photo_id for one in fresh]
        self._bridge.when_done(
            self._lane.ask(lambda library: photos.get(library, ids)),
            self,
            partial(self._append, ticket, fresh),
        )

    def _append(self, ticket: int, fresh: list[Suggestion], found: list[Photo]) -> None:
        if ticket != self._ticket:
            return
        by_id = {photo.id: photo for photo in found}
        items = [Item(one, by_id[one.photo_id]) for one in fresh if one.photo_id in by_id]
        self._known.update((fold(one.tag), one.photo_id) for one in fresh)
        self._items += items
        self._loading = False
        self._settle()

    def _failed(self, ticket: int, error: BaseException) -> None:
        if ticket != self._ticket:
            return
        self._loading = False
        if not isinstance(error, PhotoclipError):
            self._bridge.failed.emit(error)
            return
        if self.current is None:
            self.state = State.LOADING if isinstance(error, EngineDied) else State.FAILED
            self.sentence = str(error)
        self.changed.emit()
