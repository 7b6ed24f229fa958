"""From a place of the sidebar, a query or an answer to the ids and headings of the grid.

All of it runs on the reading thread of the library, none of it needs Qt's event loop.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from itertools import groupby
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication, QDate, QLocale

from photoclip.domain import Hit
from photoclip.gui.arrangement import BY_DATE, Arrangement
from photoclip.gui.model import Facts, Listing
from photoclip.gui.sections import Section
from photoclip.gui.timeline import timeline_of
from photoclip.gui.translating import place_label
from photoclip.gui.words import counted as counted
from photoclip.library import photos, tags
from photoclip.library.arranging import Arranged, Sort, arranged
from photoclip.library.database import Library
from photoclip.library.roots import printable
from photoclip.query import Query, parse, quoted
from photoclip.search.filters import matching_ids

Ids = NDArray[np.int64]
RECENT = 1000


class PlaceKind(Enum):
    """What a line of the sidebar stands for."""

    ALL = auto()
    RECENT = auto()
    FAVOURITES = auto()
    REJECTED = auto()
    FOLDER = auto()
    TAG = auto()
    ALBUM = auto()
    MISSING = auto()
    PROBLEMS = auto()
    PAGE = auto()


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere to look at photos. `query` is the same place in the query language.

    A PAGE is shown by a page of its own, which `Navigator.add_page` was given.
    """

    kind: PlaceKind
    title: str
    query: str = ""
    path: Path | None = None

    @property
    def label(self) -> str:
        """The title as it is shown: our own places are called differently in each language."""
        own = self.kind in (PlaceKind.TAG, PlaceKind.FOLDER, PlaceKind.ALBUM)
        return self.title if own else place_label(self.title)


ALL = Place(PlaceKind.ALL, "All photos")
RECENTLY_ADDED = Place(PlaceKind.RECENT, "Recently added")
FAVOURITES = Place(PlaceKind.FAVOURITES, "Favourites", "is:favourite")
REJECTED = Place(PlaceKind.REJECTED, "Rejected", "is:rejected")
MISSING = Place(PlaceKind.MISSING, "Missing", "is:missing")
PROBLEMS = Place(PlaceKind.PROBLEMS, "Problems", "is:problem")
REVIEW = Place(PlaceKind.PAGE, "Review")
PERSONALIZE = Place(PlaceKind.PAGE, "Personalize")
DUPLICATES = Place(PlaceKind.PAGE, "Duplicates")
ACTIVITY = Place(PlaceKind.PAGE, "Activity")
PLACES = Place(PlaceKind.PAGE, "Places")
ALBUMS = Place(PlaceKind.ALBUM, "Albums")
"""The heading over the albums: nobody goes there, but a new album is made there."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("Listing", text)


def folder_place(title: str, path: Path) -> Place:
    """A folder and everything below it."""
    return Place(PlaceKind.FOLDER, title, f"in:{quoted(str(path))}", path)


def hint_of(place: Place) -> str:
    """What to do so that an empty place fills, or why it is empty."""
    hints = {
        PlaceKind.FAVOURITES: _tr("Press P on a photo that you like, and it stands here."),
        PlaceKind.REJECTED: _tr("Press X on a photo that you do not want, and it stands here."),
        PlaceKind.TAG: _tr("No photo has this tag. Select some, press Ctrl+T and type its name."),
        PlaceKind.ALBUM: _tr(
            "Drag photos onto its name at the left, or select some and press Ctrl+B."
        ),
        PlaceKind.MISSING: _tr("No file is missing."),
        PlaceKind.FOLDER: _tr("There is no photo in this folder, nor below it."),
    }
    return hints.get(place.kind, "")


def tag_place(name: str) -> Place:
    """The photos that have a tag."""
    return Place(PlaceKind.TAG, name, f"tag:{quoted(name)}")


def tag_tree_place(name: str, names: Sequence[str]) -> Place:
    """The photos that have a tag or one of those below it."""
    return Place(PlaceKind.TAG, name, " OR ".join(f"tag:{quoted(one)}" for one in names))


def album_place(name: str, rule: str | None) -> Place:
    """An album; a smart one is its query."""
    return Place(PlaceKind.ALBUM, name, rule if rule is not None else f"album:{quoted(name)}")


def of_place(library: Library, place: Place, arrangement: Arrangement = BY_DATE) -> Listing:
    """The photos of a place whose query needs no search."""
    match place.kind:
        case PlaceKind.ALL:
            return _arranged(library, None, arrangement)
        case PlaceKind.RECENT:
            return _recent(library)
        case _:
            return of_filter(library, parse(place.query), arrangement)


def of_filter(library: Library, query: Query, arrangement: Arrangement = BY_DATE) -> Listing:
    """The photos that pass a query that only filters; an order in the query comes first."""
    with library.read() as connection:
        wanted = matching_ids(connection, query.where)
    if query.sort:
        by: Sort = "name" if query.sort.by == "name" else "date"
        arrangement = replace(arrangement, sort=by, reverse=query.sort.reverse)
    return _arranged(library, wanted, arrangement)


def of_hits(
    hits: tuple[Hit, ...], *, show_weaker: bool, unfolded: frozenset[int] = frozenset()
) -> Listing:
    """The hits of a search, best first; the weak ones under their own heading, or folded away.

    Hits that belong under another's tile are folded, but for those under `unfolded` ones.
    """
    tiles = _Tiles(hits, unfolded)
    above = tiles.of([hit for hit in hits if hit.above])
    below = tiles.of([hit for hit in hits if not hit.above])
    weak = sum(not hit.above for hit in hits)
    title = _tr("Best matches") if any(hit.strong for hit in hits) else _tr("Possible matches")
    sections = []
    if above:
        sections.append(Section(title, len(above), counted(len(hits) - weak)))
    shown = above
    if weak:
        action = _tr("Hide weaker matches") if show_weaker else _tr("Show weaker matches")
        count = len(below) if show_weaker else 0
        sections.append(Section(_tr("Less likely matches"), count, counted(weak), action))
        shown = above + below if show_weaker else above
    return tiles.listing(shown, tuple(sections))


def of_similar(hits: tuple[Hit, ...], *, unfolded: frozenset[int] = frozenset()) -> Listing:
    """The photos nearest to some examples, nearest first: there is always one that is nearest."""
    tiles = _Tiles(hits, unfolded)
    shown = tiles.of(hits)
    sections = (Section(_tr("Most similar first"), len(shown), counted(len(hits))),) if hits else ()
    return tiles.listing(shown, sections)


class _Tiles:
    """Which hits get a tile of their own. `under` of a hit names the one whose tile it shares."""

    def __init__(self, hits: tuple[Hit, ...], unfolded: frozenset[int]) -> None:
        self._unfolded = unfolded
        here = {hit.photo_id for hit in hits}
        self._below: dict[int, list[int]] = {}
        self._folded: set[int] = set()
        for hit in hits:
            if hit.under is not None and hit.under in here:
                self._below.setdefault(hit.under, []).append(hit.photo_id)
                self._folded.add(hit.photo_id)
        self._why = {hit.photo_id: hit.why for hit in hits if hit.why}

    def of(self, hits: Sequence[Hit]) -> list[int]:
        """The ids that are shown, those of an unfolded tile behind it."""
        shown: list[int] = []
        for hit in hits:
            if hit.photo_id not in self._folded:
                shown.append(hit.photo_id)
                if hit.photo_id in self._unfolded:
                    shown += self._below.get(hit.photo_id, [])
        return shown

    def listing(self, shown: Sequence[int], sections: tuple[Section, ...]) -> Listing:
        """The listing of these ids."""
        return Listing(
            array("q", shown),
            sections,
            why=self._why,
            stacks={leader: len(below) + 1 for leader, below in self._below.items()},
            unfolded=frozenset(self._folded.intersection(shown)),
        )


def facts_of(library: Library, photo_ids: list[int]) -> dict[int, Facts]:
    """What the grid shows of these photos."""
    names = tags.of_photos(library, photo_ids)
    return {
        photo.id: Facts(photo, tuple(tag.name for tag in names.get(photo.id, ())))
        for photo in photos.get(library, photo_ids)
    }


def _arranged(library: Library, wanted: Ids | None, how: Arrangement) -> Listing:
    """All photos, or the wanted ones; those that cannot be shown stand at the end."""
    found = arranged(library, how.sort, how.group, reverse=how.reverse)
    ids, keys = found.ids, found.keys
    rest = np.zeros(0, np.int64)
    if wanted is not None:
        chosen = np.isin(ids, wanted)
        rest = np.setdiff1d(wanted, ids)[::-1]
        ids, keys = ids[chosen], keys[chosen] if len(keys) else keys
    timeline = None
    sections: Sequence[Section]
    if found.key == "day" and not len(rest):
        timeline = timeline_of(keys)
        sections = timeline.months
    else:
        sections = _headings(found, keys, len(ids))
    if len(rest):
        unseen = Section(_tr("Not to be seen now"), len(rest), counted(len(rest)))
        sections = (*sections, unseen)
    return Listing(_array(np.concatenate((ids, rest))), sections, timeline)


def _headings(found: Arranged, keys: Ids, count: int) -> Sequence[Section]:
    """Headings that are the same however large the photos are shown."""
    if not count:
        return ()
    if found.key == "none":
        return (Section("", count),)
    if found.key == "day":
        return timeline_of(keys).months
    starts = np.concatenate((np.zeros(1, np.int64), np.flatnonzero(np.diff(keys)) + 1))
    sizes = np.diff(np.append(starts, count)).tolist()
    if found.key == "rating":
        titles = [_rated(int(key)) for key in keys[starts]]
    elif found.key == "camera":
        titles = [found.cameras[int(key)] or _tr("Unknown camera") for key in keys[starts]]
    else:
        titles = [printable(found.folders[int(key)]) for key in keys[starts]]
    return tuple(
        Section(title, size, counted(size)) for title, size in zip(titles, sizes, strict=True)
    )


def _rated(stars: int) -> str:
    return "★" * stars or _tr("Not rated")


def _recent(library: Library) -> Listing:
    """The photos that were added last, by the day they were added."""
    ids = photos.ids(library, "added")[:RECENT]
    locale = QLocale()
    sections = []
    found = photos.get(library, ids)
    days = (photo.added_at.astimezone().date() if photo.added_at else None for photo in found)
    for day, run in groupby(days):
        count = sum(1 for _ in run)
        title = _tr("Some time ago")
        if day:
            title = locale.toString(QDate(day.year, day.month, day.day))
        sections.append(Section(title, count, counted(count)))
    return Listing(array("q", [photo.id for photo in found]), tuple(sections))


def _array(ids: Ids) -> array[int]:
    out = array("q")
    out.frombytes(np.ascontiguousarray(ids, np.int64).tobytes())
    return out
