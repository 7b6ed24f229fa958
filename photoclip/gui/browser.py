"""Decides which photos the grid shows: asks the library or the engine, and the latest wish wins."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal

from photoclip.domain import Changes
from photoclip.engine.messages import Answer, Request, Search, Similar
from photoclip.errors import EngineDied, PhotoclipError, QueryError
from photoclip.gui import listings
from photoclip.gui.arrangement import Arrangement
from photoclip.gui.bridge import Bridge
from photoclip.gui.library_lane import LibraryLane
from photoclip.gui.listings import ALL, Place, PlaceKind
from photoclip.gui.model import Listing
from photoclip.gui.throttle import Throttle
from photoclip.gui.words import counted
from photoclip.library.database import Library
from photoclip.query import Query, parse

SEARCHING = "Searching…"
WAITING = "The search engine is starting; the answer comes as soon as it is there…"

LIMIT = 500
MOST_SIMILAR = 100


@dataclass(frozen=True, slots=True)
class Headline:
    """What stands above the photos."""

    title: str
    note: str = ""
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to look at: a place, a typed query, or photos like some others."""

    title: str
    query: Query | None = None
    place: Place | None = None
    like: tuple[int, ...] = ()

    @property
    def needs_engine(self) -> bool:
        """Whether only a search can answer it."""
        return bool(self.like) or (self.query is not None and self.query.asks_machine)


class Browser(QObject):
    """Turns wishes into listings. An answer that somebody has stopped waiting for is dropped."""

    listed = Signal(object, object, bool)  # Listing, Headline, whether the view stays in place
    told = Signal(object)  # Headline, while there is nothing else yet
    query_refused = Signal(object)  # QueryError

    REST = 700
    """Milliseconds between two listings of the same wish: one of a million photos takes 300."""

    def __init__(
        self, lane: LibraryLane, ask_engine: Callable[[Request], Future[Answer]], bridge: Bridge
    ) -> None:
        super().__init__()
        self._lane, self._ask_engine, self._bridge = lane, ask_engine, bridge
        self._wish = Wish(ALL.title, place=ALL)
        self._ticket = 0
        self._answer: Answer | None = None
        self._show_weaker = False
        self._waiting_for_engine = False
        self.arrangement = Arrangement()
        self.engine_is_starting = False
        self._again = Throttle(partial(self._list, keep=True), self.REST, self)
        lane.changed.connect(self._refresh)

    @property
    def wish(self) -> Wish:
        """What is being looked at."""
        return self._wish

    @property
    def has_weaker(self) -> bool:
        """Whether there are matches that are folded away, or could be."""
        if self._answer is None or self._wish.like:
            return False
        return any(not hit.above for hit in self._answer.hits)

    def open(self, place: Place) -> None:
        """Show a place."""
        query = parse(place.query) if place.query else None
        self._want(Wish(place.title, query, place))

    def search(self, query: Query) -> None:
        """Show what answers a query."""
        self._want(Wish(f"“{query.text.strip()}”", query))

    def similar(self, photo_ids: tuple[int, ...], title: str) -> None:
        """Show what looks like these photos."""
        self._want(Wish(title, like=photo_ids))

    @property
    def can_arrange(self) -> bool:
        """Whether the photos stand in an order that somebody may choose."""
        recent = self._wish.place is not None and self._wish.place.kind is PlaceKind.RECENT
        return not self._wish.needs_engine and not recent

    def arrange(self, arrangement: Arrangement) -> None:
        """Show the same photos in another order, from its beginning."""
        self.arrangement = arrangement
        if not self._wish.needs_engine:
            self._list(keep=False)

    def toggle_weaker(self) -> None:
        """Show the less likely matches, or fold them away."""
        if self.has_weaker and self._answer:
            self._show_weaker = not self._show_weaker
            self._show_answer(self._answer, keep=True)

    def engine_ready(self) -> None:
        """The engine answers again: ask what could not be answered."""
        if self._waiting_for_engine:
            self._list(keep=False)

    def embedded_more(self) -> None:
        """There are new embeddings: a search may find more."""
        if self._wish.needs_engine:
            self._again.ask()

    def _want(self, wish: Wish) -> None:
        self._wish = wish
        self._show_weaker = False
        self._list(keep=False)

    def _refresh(self, changes: Changes) -> None:
        concerned = not self._wish.needs_engine or changes.everything or changes.roots
        if concerned:
            self._again.ask()

    def _list(self, *, keep: bool) -> None:
        self._ticket += 1
        self._again.cancel()
        wish, ticket = self._wish, self._ticket
        self._waiting_for_engine = wish.needs_engine
        failed = partial(self._failed, ticket)
        if not wish.needs_engine:
            self._answer = None
            found = self._lane.ask(partial(_listing, wish, self.arrangement))
            self._bridge.when_done(found, self, partial(self._arrived, ticket, keep), failed)
            return
        if not keep:
            self.told.emit(Headline(wish.title, WAITING if self.engine_is_starting else SEARCHING))
        answer = self._ask_engine(_request(wish))
        self._bridge.when_done(answer, self, partial(self._answered, ticket, keep), failed)

    def _arrived(self, ticket: int, keep: bool, listing: Listing) -> None:
        if ticket == self._ticket:
            headline = Headline(self._wish.title, counted(len(listing.ids)))
            self.listed.emit(listing, headline, keep)

    def _answered(self, ticket: int, keep: bool, answer: Answer) -> None:
        if ticket == self._ticket:
            self._waiting_for_engine = False
            self._answer = answer
            self._show_answer(answer, keep=keep)

    def _show_answer(self, answer: Answer, *, keep: bool) -> None:
        similar = bool(self._wish.like)
        shown = sum(hit.above or similar for hit in answer.hits)
        note = counted(shown)
        if answer.searched < answer.of:
            note += f" · searched {answer.searched:,} of {answer.of:,}"
        headline = Headline(self._wish.title, note, answer.sentence or "")
        if similar:
            listing = listings.of_similar(answer.hits)
        else:
            listing = listings.of_hits(answer.hits, show_weaker=self._show_weaker)
        self.listed.emit(listing, headline, keep)

    def _failed(self, ticket: int, error: BaseException) -> None:
        if ticket != self._ticket:
            return
        match error:
            case QueryError():
                self._waiting_for_engine = False
                self.query_refused.emit(error)
            case EngineDied():
                sentence = "The engine is not running; the search goes on when it is back."
                self.told.emit(Headline(self._wish.title, sentence=sentence))
            case PhotoclipError():
                self.told.emit(Headline(self._wish.title, sentence=str(error)))
            case _:
                self._bridge.failed.emit(error)


def _listing(wish: Wish, arrangement: Arrangement, library: Library) -> Listing:
    if wish.place is not None:
        return listings.of_place(library, wish.place, arrangement)
    assert wish.query is not None
    return listings.of_filter(library, wish.query, arrangement)


def _request(wish: Wish) -> Request:
    if wish.like:
        return Similar(photo_ids=wish.like, limit=MOST_SIMILAR)
    assert wish.query is not None
    return Search(wish.query, limit=LIMIT, weak=True)
