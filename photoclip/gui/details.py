"""Keeps the details page true to the selection, and carries out what is changed there."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from photoclip.gui.bridge import Bridge
from photoclip.gui.contents import Summary, summarise
from photoclip.gui.decisions import Decisions
from photoclip.gui.inspector import Inspector
from photoclip.gui.library_lane import LibraryLane
from photoclip.gui.throttle import Throttle


class Details(QObject):
    """`targets` are the photos that are meant now; `refresh` after they or their facts changed."""

    def __init__(
        self,
        inspector: Inspector,
        targets: Callable[[], array[int]],
        decisions: Decisions,
        lane: LibraryLane,
        bridge: Bridge,
    ) -> None:
        super().__init__(inspector)
        self._inspector, self._targets = inspector, targets
        self._lane, self._bridge = lane, bridge
        self._ticket = 0
        self._soon = Throttle(self._ask, 60, self)
        inspector.tag_confirmed.connect(lambda name: decisions.confirm_tag(name, targets()))
        inspector.tag_rejected.connect(lambda name: decisions.reject_tag(name, targets()))
        inspector.rated.connect(lambda number: decisions.rate(targets(), number))
        inspector.favourite_set.connect(
            lambda favourite: decisions.set_favourite(targets(), favourite=favourite)
        )
        inspector.captioned.connect(lambda text: decisions.caption(targets(), text))

    def refresh(self) -> None:
        """Show what is true of the photos that are meant now, in a moment."""
        self._soon.ask()

    def _ask(self) -> None:
        self._ticket += 1
        ids = self._targets()
        if not ids:
            self._inspector.show_summary(Summary())
            return
        self._bridge.when_done(
            self._lane.ask(lambda library: summarise(library, ids)),
            self,
            partial(self._show, self._ticket),
        )

    def _show(self, ticket: int, summary: Summary) -> None:
        if ticket == self._ticket:
            self._inspector.show_summary(summary)
