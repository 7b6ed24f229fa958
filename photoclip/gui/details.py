"""Keeps the details page true to the selection, and carries out what is changed there."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer

from photoclip.engine.messages import Answer, Request, Similar, Suggestions, SuggestionsOf
from photoclip.gui.actions import Actions
from photoclip.gui.bridge import Bridge
from photoclip.gui.contents import Summary, summarise
from photoclip.gui.decisions import Decisions
from photoclip.gui.inspecting.similar_strip import MOST
from photoclip.gui.inspecting.suggested import shared
from photoclip.gui.inspector import Inspector
from photoclip.gui.library_lane import LibraryLane
from photoclip.gui.throttle import Throttle

MOST_SUGGESTED = 200
"""Photos of a selection whose suggestions are asked for."""


class Details(QObject):
    """`targets` are the photos that are meant now; `refresh` after they or their facts changed.

    The engine is asked for similar photos and suggestions once a selection has lasted for
    `PAUSE` milliseconds: who walks through photos with a key wants none of its time.
    """

    PAUSE = 350

    def __init__(
        self,
        inspector: Inspector,
        targets: Callable[[], array[int]],
        decisions: Decisions,
        ask_engine: Callable[[Request], Future[Any]],
        lane: LibraryLane,
        bridge: Bridge,
    ) -> None:
        super().__init__(inspector)
        self._inspector, self._targets = inspector, targets
        self._ask_engine, self._lane, self._bridge = ask_engine, lane, bridge
        self._ticket = 0
        self._ids = array("q")
        self._soon = Throttle(self._ask, 60, self)
        self._later = QTimer(self, singleShot=True, interval=self.PAUSE)
        self._later.timeout.connect(self._ask_more)
        inspector.tag_confirmed.connect(lambda name: decisions.confirm_tag(name, targets()))
        inspector.tag_rejected.connect(lambda name: decisions.reject_tag(name, targets()))
        inspector.album_entered.connect(lambda name: decisions.put_into_album(name, targets()))
        inspector.album_left.connect(lambda name: decisions.take_out_of_album(name, targets()))
        inspector.rated.connect(lambda number: decisions.rate(targets(), number))
        inspector.favourite_set.connect(
            lambda favourite: decisions.set_favourite(targets(), favourite=favourite)
        )
        inspector.flagged.connect(lambda flag: decisions.flag(targets(), flag))
        inspector.captioned.connect(lambda text: decisions.caption(targets(), text))

    def bind(self, actions: Actions) -> None:
        """Let keys answer the first suggestion."""
        actions.bind(
            suggestion_yes=lambda: self._inspector.suggested.answer(agreed=True),
            suggestion_no=lambda: self._inspector.suggested.answer(agreed=False),
        )

    def refresh(self) -> None:
        """Show what is true of the photos that are meant now, in a moment."""
        self._soon.ask()

    def _ask(self) -> None:
        self._ticket += 1
        ids = self._targets()
        if ids != self._ids:
            self._ids = ids
            self._inspector.show_suggestions(())
        if not ids:
            self._later.stop()
            self._inspector.show_summary(Summary())
            return
        self._later.start()
        self._bridge.when_done(
            self._lane.ask(lambda library: summarise(library, ids)),
            self,
            partial(self._show, self._ticket),
        )

    def _show(self, ticket: int, summary: Summary) -> None:
        if ticket == self._ticket:
            self._inspector.show_summary(summary)

    def _ask_more(self) -> None:
        ids = self._ids
        if not ids or not self._inspector.isVisible():
            return
        ticket = self._ticket
        if len(ids) == 1:
            similar = self._ask_engine(Similar(photo_ids=tuple(ids), limit=MOST + 1))
            self._bridge.when_done(similar, self, partial(self._show_similar, ticket), _leave)
        else:
            self._inspector.strip.show_photos(())
        if len(ids) <= MOST_SUGGESTED:
            suggested = self._ask_engine(SuggestionsOf(tuple(ids)))
            self._bridge.when_done(suggested, self, partial(self._show_suggested, ticket), _leave)

    def _show_similar(self, ticket: int, answer: Answer) -> None:
        if ticket == self._ticket:
            found = [hit.photo_id for hit in answer.hits if hit.photo_id not in self._ids]
            self._inspector.strip.show_photos(found[:MOST])

    def _show_suggested(self, ticket: int, found: Suggestions) -> None:
        if ticket == self._ticket:
            self._inspector.show_suggestions(shared(found.items, len(self._ids)))


def _leave(_error: BaseException) -> None:
    """The engine is not there, or the photo has no vector yet: the details do without."""
