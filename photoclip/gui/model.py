"""The photos of the grid as a Qt model: ids in sections, and the facts around those on screen."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from photoclip.domain import Photo
from photoclip.gui.bridge import Bridge
from photoclip.gui.sections import Section
from photoclip.gui.timeline import Timeline
from photoclip.gui.translating import when_in_words
from photoclip.gui.words import name_of

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
_FLAGS = (
    Qt.ItemFlag.ItemIsSelectable
    | Qt.ItemFlag.ItemIsEnabled
    | Qt.ItemFlag.ItemIsDragEnabled
    | Qt.ItemFlag.ItemNeverHasChildren
)


@dataclass(frozen=True, slots=True)
class Facts:
    """What the grid shows of a photo besides its picture."""

    photo: Photo
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """What a grid shows: ids in order, cut into sections (their counts add up to the ids).

    Where the order is that of time, `timeline` has the same photos under coarser and finer
    headings. Of the hits of a search `why` says what brought them; `stacks` has the photos that
    others are folded under, with how many they are together, and `unfolded` the others that are
    shown nevertheless.
    """

    ids: array[int] = field(default_factory=lambda: array("q"))
    sections: Sequence[Section] = ()
    timeline: Timeline | None = None
    why: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    stacks: Mapping[int, int] = field(default_factory=dict)
    unfolded: frozenset[int] = frozenset()

    def is_like(self, other: Listing) -> bool:
        """Whether the same photos stand under the same headings; a millisecond for a million."""
        same = self.ids is other.ids or bytes(memoryview(self.ids)) == bytes(memoryview(other.ids))
        return (
            same
            and self.sections == other.sections
            and self.timeline == other.timeline
            and (self.why, self.stacks) == (other.why, other.stacks)
        )


Fetch = Callable[[Sequence[int]], "Future[dict[int, Facts]]"]


class PhotoModel(QAbstractListModel):
    """Rows are ids; facts arrive later, for the rows that somebody looks at.

    `fetch` answers with the facts of up to `CHUNK` ids. What it does not know stays unknown.
    """

    facts_arrived = Signal()
    CHUNK = 200
    KEEP = 20_000

    def __init__(self, fetch: Fetch, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fetch, self._bridge = fetch, bridge
        self._listing = Listing()
        self._facts: dict[int, Facts | None] = {}
        self._stale: set[int] = set()
        self._fetching: list[int] = []
        self._wanted: list[int] = []

    @property
    def ids(self) -> array[int]:
        """The ids in the order of the rows."""
        return self._listing.ids

    @property
    def listing(self) -> Listing:
        """What is shown."""
        return self._listing

    @property
    def sections(self) -> Sequence[Section]:
        """The sections in order."""
        return self._listing.sections

    def show(self, listing: Listing) -> None:
        """Replace everything that is shown."""
        self.beginResetModel()
        self._listing = listing
        self.endResetModel()

    def facts(self, row: int) -> Facts | None:
        """What is known about the photo of a row; None until it arrives."""
        return self._facts.get(self._listing.ids[row])

    def rows_of(self, photo_ids: Iterable[int]) -> list[int]:
        """The rows of the photos that are shown, in order of the rows."""
        wanted = set(photo_ids)
        if len(wanted) < 8:
            return sorted(row for row in map(self.row_of, wanted) if row is not None)
        return [row for row, photo_id in enumerate(self.ids) if photo_id in wanted]

    def row_of(self, photo_id: int) -> int | None:
        """The row of a photo, None when it is not shown."""
        try:
            return self.ids.index(photo_id)
        except ValueError:
            return None

    def want(self, rows: Sequence[int]) -> None:
        """Fetch what is not known about these rows; replaces what was wanted before."""
        ids = [self.ids[row] for row in rows]
        self._wanted = [i for i in ids if i not in self._facts or i in self._stale]
        self._fetch_next()

    def forget(self, photo_ids: Iterable[int] | None = None) -> None:
        """What is known about these photos (None: about all) is old; shown until replaced."""
        if photo_ids is None:
            photo_ids = (*self._facts, *self._fetching)  # what is on its way is as old
        self._stale.update(photo_ids)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """The number of photos."""
        return 0 if parent.isValid() else len(self._listing.ids)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Name, tool tip and accessible text of a photo, from memory."""
        if not index.isValid() or role not in _TEXTS:
            return None
        facts = self.facts(index.row())
        text = _TEXTS[role](facts) if facts else ""
        if role != Qt.ItemDataRole.DisplayRole:
            text += self._found(self._listing.ids[index.row()])
        return text

    def _found(self, photo_id: int) -> str:
        """Why a search found a photo, and what is folded under it."""
        lines = []
        if why := self._listing.why.get(photo_id):
            lines.append(self.tr("Found by {reasons}").format(reasons=", ".join(why)))
        if stack := self._listing.stacks.get(photo_id):
            lines.append(self.tr("{count} photos that look alike").format(count=f"{stack:,}"))
        return "".join(f"\n{line}" for line in lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return _FLAGS if index.isValid() else Qt.ItemFlag.NoItemFlags

    def _fetch_next(self) -> None:
        if self._fetching or not self._wanted:
            return
        chunk, self._wanted = self._wanted[: self.CHUNK], self._wanted[self.CHUNK :]
        self._fetching = chunk
        self._stale.difference_update(chunk)
        self._bridge.when_done(
            self._fetch(chunk), self, lambda facts: self._keep(chunk, facts), self._give_up
        )

    def _keep(self, chunk: list[int], facts: dict[int, Facts]) -> None:
        for photo_id in chunk:
            self._facts.pop(photo_id, None)
            self._facts[photo_id] = facts.get(photo_id)
        while len(self._facts) > self.KEEP:
            del self._facts[next(iter(self._facts))]
        self._fetching = []
        self.facts_arrived.emit()
        self._fetch_next()

    def _give_up(self, error: BaseException) -> None:
        self._fetching = []
        self._wanted = []
        self._bridge.failed.emit(error)


def _tip(facts: Facts) -> str:
    photo = facts.photo
    lines = [name_of(photo.path)]
    if photo.metadata.taken_at:
        lines.append(when_in_words(photo.metadata.taken_at))
    if facts.tags:
        lines.append(", ".join(facts.tags))
    if photo.problem:
        lines.append(photo.problem.sentence)
    if photo.missing_since:
        lines.append(
            QCoreApplication.translate(
                "PhotoModel", "The file is gone since this was last looked at."
            )
        )
    return "\n".join(lines)


def _spoken(facts: Facts) -> str:
    photo = facts.photo
    parts = [_tip(facts).replace("\n", "; ")]
    if photo.rating:
        parts.append(f"{photo.rating} stars")
    if photo.favourite:
        parts.append("favourite")
    return "; ".join(parts)


_TEXTS: dict[int, Callable[[Facts], str]] = {
    Qt.ItemDataRole.DisplayRole: lambda facts: name_of(facts.photo.path),
    Qt.ItemDataRole.ToolTipRole: _tip,
    Qt.ItemDataRole.AccessibleTextRole: _spoken,
}
