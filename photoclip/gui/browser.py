"""Decides which photos the grid shows: asks the library or the engine, and the latest wish wins."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import Future
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from photoclip.domain import Changes
from photoclip.engine.messages import Answer, Request, Search, Similar
from photoclip.errors import EngineDied, PhotoclipError, QueryError
from photoclip.gui import listings
from photoclip.gui.arrangement import Arrangement
from photoclip.gui.bridge import Bridge
from photoclip.gui.library_lane import LibraryLane
from photoclip.gui.listings import ALL, Place, PlaceKind, hint_of
from photoclip.gui.model import Listing
from photoclip.gui.said import said
from photoclip.gui.throttle import Throttle
from photoclip.gui.translating import grouped, later
from photoclip.gui.words import counted
from photoclip.library.database import Library
from photoclip.query import Query, parse
from photoclip.search.reasons import nothing_passes

SEARCHING = later("Browser", "Searching…")
WAITING = later(
    "Browser", "The search engine is starting; the answer comes as soon as it is there…"
)

LIMIT = 500
MOST_SIMILAR = 100


@dataclass(frozen=True, slots=True)
class Headline:
    """What stands above the photos."""

    title: str
    note: str = ""
    sentence: str = ""
    instead: str = ""  # the query as it was probably meant


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to look at: a place, a typed query, or photos like some others.

    `more` and `less` are photos of which the user wants more or less like them.
    """

    title: str
    query: Query | None = None
    place: Place | None = None
    like: tuple[int, ...] = ()
    more: tuple[int, ...] = ()
    less: tuple[int, ...] = ()

    @property
    def needs_engine(self) -> bool:
        """Whether only a search can answer it."""
        return self.is_ranked or (self.query is not None and self.query.asks_machine)

    @property
    def is_ranked(self) -> bool:
        """Whether the photos stand in an order of how well they fit."""
        given = self.like or self.more or self.less
        return bool(given) or (self.query is not None and self.query.is_ranked)

    @property
    def has_feedback(self) -> bool:
        """Whether the user said what there should be more or less of."""
        return bool(self.more or self.less)

    def moved(self, *, more: Iterable[int] = (), less: Iterable[int] = ()) -> Wish:
        """The same with more like some photos and less like others; the latest word holds."""
        more, less = tuple(more), tuple(less)
        liked = dict.fromkeys((*self.like, *self.more, *more))
        disliked = dict.fromkeys((*self.less, *less))
        return replace(
            self,
            like=(),
            more=tuple(one for one in liked if one not in less),
            less=tuple(one for one in disliked if one not in more),
        )


class Browser(QObject):
    """Turns wishes into listings. An answer that somebody has stopped waiting for is dropped.

    The engine has one question at a time: what is wished for meanwhile waits, and only the
    latest of it is asked.
    """

    listed = Signal(object, object, bool)  # Listing, Headline, whether the view stays in place
    told = Signal(object)  # Headline, while there is nothing else yet
    query_refused = Signal(object)  # QueryError

    REST = 700
    """Milliseconds between two listings of the same wish: one of a million photos takes 300."""

    PATIENCE = 250
    """Milliseconds without an answer until it is said that one is searched for: no flicker."""

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
        self._asking = False
        self._next: Callable[[], None] | None = None
        self._unfolded: frozenset[int] = frozenset()
        self._say_so = QTimer(self, singleShot=True, interval=self.PATIENCE)
        self._say_so.timeout.connect(self._tell_waiting)
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
        self._want(Wish(place.label, query, place))

    def search(self, query: Query) -> None:
        """Show what answers a query."""
        phrases = " + ".join(term.text for term in query.terms if not term.negative)
        self._want(Wish(f"“{phrases}”" if phrases else self.tr("Search"), query))

    def more_like(self, photo_ids: Iterable[int]) -> None:
        """Move what is shown towards these photos."""
        self._move(self._wish.moved(more=photo_ids))

    def less_like(self, photo_ids: Iterable[int]) -> None:
        """Move what is shown away from these photos."""
        self._move(self._wish.moved(less=photo_ids))

    def forget_feedback(self) -> None:
        """Show what was asked for in words again."""
        if self._wish.query is None and self._wish.place is None:
            self.open(ALL)
        else:
            self._want(replace(self._wish, more=(), less=()))

    def toggle_stack(self, photo_id: int) -> None:
        """Show the photos that are folded under another's tile, or fold them again."""
        if self._answer:
            self._unfolded ^= {photo_id}
            self._show_answer(self._answer, keep=True)

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

    def _move(self, wish: Wish) -> None:
        if wish.has_feedback and wish != self._wish:
            self._want(wish)

    def _want(self, wish: Wish) -> None:
        self._wish = wish
        self._unfolded = frozenset()
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
        self._next = None
        if not wish.needs_engine:
            self._answer = None
            failed = partial(self._not_listed, ticket)
            found = self._lane.ask(partial(_listing, wish, self.arrangement))
            self._bridge.when_done(found, self, partial(self._arrived, ticket, keep), failed)
            return
        if not keep:
            self._say_so.start(0 if self.engine_is_starting else self.PATIENCE)
        self._next = partial(self._ask, wish, ticket, keep)
        if not self._asking:
            self._ask_next()

    def _ask_next(self) -> None:
        self._asking = self._next is not None
        if self._next is not None:
            ask, self._next = self._next, None
            ask()

    def _ask(self, wish: Wish, ticket: int, keep: bool) -> None:
        self._bridge.when_done(
            self._ask_engine(_request(wish)),
            self,
            partial(self._answered, ticket, keep),
            partial(self._failed, ticket),
        )

    def _tell_waiting(self) -> None:
        if self._waiting_for_engine:
            note = self.tr(WAITING if self.engine_is_starting else SEARCHING)
            self.told.emit(Headline(self._wish.title, note))

    def _arrived(self, ticket: int, keep: bool, listing: Listing) -> None:
        if ticket == self._ticket:
            sentence = "" if listing.ids else said(self._why_empty())
            headline = Headline(self._wish.title, counted(len(listing.ids)), sentence)
            self.listed.emit(listing, headline, keep)

    def _why_empty(self) -> str:
        """Why there is no photo, as far as that is known."""
        wish = self._wish
        if wish.place is not None:
            return hint_of(wish.place)
        where = wish.query.where if wish.query is not None else None
        return nothing_passes(where) if where is not None else ""

    def _answered(self, ticket: int, keep: bool, answer: Answer) -> None:
        self._ask_next()
        if ticket == self._ticket:
            self._waiting_for_engine = False
            self._say_so.stop()
            self._answer = answer
            self._show_answer(answer, keep=keep)

    def _show_answer(self, answer: Answer, *, keep: bool) -> None:
        similar = bool(self._wish.like)
        shown = sum(hit.above or similar for hit in answer.hits)
        note = counted(max(shown, answer.matches or 0))
        if answer.searched < answer.of:
            searched, of = grouped(answer.searched), grouped(answer.of)
            note += " · " + self.tr("searched {} of {}").format(searched, of)
        sentence = " ".join(map(said, answer.sentences))
        headline = Headline(self._wish.title, note, sentence, answer.instead or "")
        if similar:
            listing = listings.of_similar(answer.hits, unfolded=self._unfolded)
        else:
            listing = listings.of_hits(
                answer.hits, show_weaker=self._show_weaker, unfolded=self._unfolded
            )
        self.listed.emit(listing, headline, keep)

    def _failed(self, ticket: int, error: BaseException) -> None:
        self._ask_next()
        self._not_listed(ticket, error)

    def _not_listed(self, ticket: int, error: BaseException) -> None:
        if ticket != self._ticket:
            return
        self._say_so.stop()
        match error:
            case QueryError():
                self._waiting_for_engine = False
                self.query_refused.emit(error)
            case EngineDied():
                sentence = self.tr("The engine is not running; the search goes on when it is back.")
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
        return Similar(photo_ids=wish.like, limit=MOST_SIMILAR, grouped=True)
    query = wish.query or Query()
    return Search(
        query, limit=LIMIT, weak=True, more=wish.more, less=wish.less, grouped=query.sort is None
    )
