"""Finds duplicates when their page is opened, and keeps the page in step with the library."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import Any

from PySide6.QtCore import QObject

from photoclip.domain import Changes
from photoclip.engine.messages import Duplicates, FindDuplicates, Request
from photoclip.errors import EngineDied, PhotoclipError
from photoclip.gui.bridge import Bridge
from photoclip.gui.decisions import Decisions
from photoclip.gui.discarding import Discarding
from photoclip.gui.duplicates.comparing import left, members, spare_bytes
from photoclip.gui.duplicates.page import DuplicatesPage, Group, Kind
from photoclip.gui.library_lane import LibraryLane
from photoclip.gui.listings import DUPLICATES
from photoclip.gui.long_work import LongWork
from photoclip.gui.sidebar import Sidebar
from photoclip.gui.throttle import Throttle
from photoclip.gui.words import size_in_words
from photoclip.images.thumbs import ThumbStore
from photoclip.jobs import Job
from photoclip.library import apart, looks, photos
from photoclip.library.database import Library

Lists = dict[Kind, list[Group]]
Ask = Callable[[Request], "Future[Any]"]


class DuplicateFinder(QObject):
    """What the engine found stays until the photos are compared again.

    What is shown of it is only what is still there and not kept apart: undoing a step brings
    groups back without comparing anything.
    """

    REST = 300

    def __init__(
        self,
        page: DuplicatesPage,
        sidebar: Sidebar,
        ask: Ask,
        lane: LibraryLane,
        work: LongWork,
        thumbs: Future[ThumbStore],
        decisions: Decisions,
        discarding: Discarding,
        bridge: Bridge,
    ) -> None:
        super().__init__(page)
        self.page, self._sidebar = page, sidebar
        self._ask, self._lane, self._bridge = ask, lane, bridge
        self._work, self._thumbs = work, thumbs
        self._found: Duplicates | None = None
        self._stale = False  # photos came or changed since
        self._looking: Job | None = None
        self._refresh_soon = Throttle(self._refresh, self.REST, self)
        page.trash_asked.connect(lambda keeper, ids: discarding.ask(ids, keeper=keeper))
        page.remove_asked.connect(decisions.replace)
        page.apart_asked.connect(decisions.keep_apart)
        page.members_asked.connect(self._ask_members)
        page.again_asked.connect(self.find)
        lane.changed.connect(self._changed)

    def opened(self) -> None:
        """Show what is known, or find it first."""
        self.page.setFocus()
        if self._found is None or self._stale:
            self.find()
        else:
            self._refresh()

    def find(self) -> None:
        """Compare all photos; those that were read before looks were kept are looked at first."""
        self.page.tell_working()
        if self._looks:
            return
        lacking = self._lane.ask(looks.lacking)
        self._bridge.when_done(lacking, self, self._look_first, self._failed)

    @property
    def _looks(self) -> bool:
        """Whether photos are being looked at, and will be compared after that."""
        job = self._looking
        return job is not None and not job.future.done() and not job.token.cancelled

    def _look_first(self, lacking: Sequence[int]) -> None:
        if self._looks:
            return
        if not lacking:
            self._compare()
            return
        self._looking = self._work.run(
            lambda library, tell: looks.complete(library, self._thumbs.result(), tell),
            lambda _done, _total: None,
            lambda _none: self._compare(),
            self._failed,
            name=self.tr("Looking at photos"),
        )

    def _compare(self) -> None:
        self._bridge.when_done(self._ask(FindDuplicates()), self, self._keep, self._failed)

    def _keep(self, found: Duplicates) -> None:
        first = self._found is None or self._stale
        self._found, self._stale = found, False
        self._ask_lists(keep=not first)

    def _changed(self, changes: Changes) -> None:
        if changes.everything or changes.roots:
            self._stale = True
        if self._found is not None and self.page.isVisible():
            self._refresh_soon.ask()

    def _refresh(self) -> None:
        if self._found is not None:
            self._ask_lists(keep=True)

    def _ask_lists(self, *, keep: bool) -> None:
        found = self._found
        assert found is not None

        def read(library: Library) -> tuple[Lists, int]:
            groups = {
                Kind.IDENTICAL: found.identical,
                Kind.SAME_PICTURE: found.same_picture,
                Kind.SIMILAR: found.similar,
            }
            ids = {number for some in groups.values() for group in some for number in group}
            shown, kept_apart = photos.shown(library, ids), apart.pairs(library)
            lists = {kind: left(some, shown, kept_apart) for kind, some in groups.items()}
            twice = [number for group in lists[Kind.IDENTICAL] for number in group[1:]]
            sizes = {one.id: one.size for one in photos.get(library, twice)}
            return lists, spare_bytes(lists[Kind.IDENTICAL], sizes)

        self._bridge.when_done(
            self._lane.ask(read), self, lambda answer: self._show(*answer, keep=keep)
        )

    def _show(self, lists: Lists, spare: int, *, keep: bool) -> None:
        self._sidebar.show_waiting(DUPLICATES, sum(map(len, lists.values())))
        text = self.tr("Identical copies take {}").format(size_in_words(spare)) if spare else ""
        self.page.note.setText(text)
        self.page.show_lists(lists, keep=keep)

    def _ask_members(self, groups: list[Group]) -> None:
        ids = [number for group in groups for number in group]
        self._bridge.when_done(
            self._lane.ask(lambda library: members(library, ids)), self, self.page.show_members
        )

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, EngineDied):
            text = self.tr("The search engine is not running now. Try again in a moment.")
        elif isinstance(error, PhotoclipError):
            text = str(error)
        else:
            self._bridge.failed.emit(error)
            text = self.tr("Something went wrong while comparing.")
        self.page.tell("problem", self.tr("The photos could not be compared"), text)
