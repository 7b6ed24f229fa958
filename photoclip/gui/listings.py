"""From a place of the sidebar, a query or an answer to the ids and headings of the grid.

All of it runs on the reading thread of the library, none of it needs Qt's event loop.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from enum import Enum, auto
from itertools import groupby
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QDate, QLocale

from photoclip.domain import Hit
from photoclip.gui.model import Facts, Listing, Section
from photoclip.library import photos, tags
from photoclip.library.database import Library
from photoclip.query import Query, parse, quoted
from photoclip.search.filters import matching_ids

Ids = NDArray[np.int64]
RECENT = 1000


class PlaceKind(Enum):
    """What a line of the sidebar stands for."""

    ALL = auto()
    RECENT = auto()
    FAVOURITES = auto()
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


ALL = Place(PlaceKind.ALL, "All photos")
RECENTLY_ADDED = Place(PlaceKind.RECENT, "Recently added")
FAVOURITES = Place(PlaceKind.FAVOURITES, "Favourites", "is:favourite")
MISSING = Place(PlaceKind.MISSING, "Missing", "is:missing")
PROBLEMS = Place(PlaceKind.PROBLEMS, "Problems", "is:problem")
ALBUMS = Place(PlaceKind.ALBUM, "Albums")
"""The heading over the albums: nobody goes there, but a new album is made there."""


def folder_place(title: str, path: Path) -> Place:
    """A folder and everything below it."""
    return Place(PlaceKind.FOLDER, title, f"in:{quoted(str(path))}", path)


def tag_place(name: str) -> Place:
    """The photos that have a tag."""
    return Place(PlaceKind.TAG, name, f"tag:{quoted(name)}")


def album_place(name: str, rule: str | None) -> Place:
    """An album; a smart one is its query."""
    return Place(PlaceKind.ALBUM, name, rule if rule is not None else f"album:{quoted(name)}")


def counted(count: int) -> str:
    """ "1 photo", "12,345 photos"."""
    return "1 photo" if count == 1 else f"{count:,} photos"


def of_place(library: Library, place: Place) -> Listing:
    """The photos of a place whose query needs no search."""
    match place.kind:
        case PlaceKind.ALL:
            return _by_month(library, None)
        case PlaceKind.RECENT:
            return _recent(library)
        case _:
            return of_filter(library, parse(place.query))


def of_filter(library: Library, query: Query) -> Listing:
    """The photos that pass a query that only filters, by month unless it says otherwise."""
    with library.read() as connection:
        wanted = matching_ids(connection, query.where)
    by = query.sort.by if query.sort else "date"
    listing = _by_name(library, wanted) if by == "name" else _by_month(library, wanted)
    return _reversed(listing) if query.sort and query.sort.reverse else listing


def of_hits(hits: tuple[Hit, ...], *, show_weaker: bool) -> Listing:
    """The hits of a search, best first; the weak ones under their own heading, or folded away."""
    above = [hit.photo_id for hit in hits if hit.above]
    below = [hit.photo_id for hit in hits if not hit.above]
    title = "Best matches" if any(hit.strong for hit in hits) else "Possible matches"
    sections = [Section(title, len(above), counted(len(above)))] if above else []
    shown = above
    if below:
        action = "Hide weaker matches" if show_weaker else "Show weaker matches"
        count = len(below) if show_weaker else 0
        sections.append(Section("Less likely matches", count, counted(len(below)), action))
        shown = above + below if show_weaker else above
    return Listing(array("q", shown), tuple(sections))


def of_similar(hits: tuple[Hit, ...]) -> Listing:
    """The photos nearest to some examples, nearest first: there is always one that is nearest."""
    sections = (Section("Most similar first", len(hits), counted(len(hits))),) if hits else ()
    return Listing(array("q", [hit.photo_id for hit in hits]), sections)


def facts_of(library: Library, photo_ids: list[int]) -> dict[int, Facts]:
    """What the grid shows of these photos."""
    names = tags.of_photos(library, photo_ids)
    return {
        photo.id: Facts(photo, tuple(tag.name for tag in names.get(photo.id, ())))
        for photo in photos.get(library, photo_ids)
    }


def _by_month(library: Library, wanted: Ids | None) -> Listing:
    """All photos, or the wanted ones, newest first; those without a place in time at the end."""
    ids = np.frombuffer(photos.ids(library), np.int64)
    months = photos.months(library)
    sizes = np.array([month.photos for month in months], np.int64)
    if int(sizes.sum()) != len(ids):
        return _by_month(library, wanted)  # a write came between the two questions
    rest = np.zeros(0, np.int64)
    if wanted is not None:
        rest = np.setdiff1d(wanted, ids)[::-1]
        chosen = np.isin(ids, wanted)
        if len(sizes):
            sizes = np.add.reduceat(chosen.astype(np.int64), np.cumsum(sizes) - sizes)
        ids = ids[chosen]
    locale = QLocale()
    sections = [
        Section(_month(locale, month), int(size), counted(int(size)))
        for month, size in zip(months, sizes, strict=True)
        if size
    ]
    if len(rest):
        sections.append(Section("Not to be seen now", len(rest), counted(len(rest))))
    return Listing(_array(np.concatenate((ids, rest))), tuple(sections))


def _month(locale: QLocale, month: photos.Month) -> str:
    return f"{locale.standaloneMonthName(month.month)} {month.year}"


def _by_name(library: Library, wanted: Ids) -> Listing:
    ids = np.frombuffer(photos.ids(library, "name"), np.int64)
    ids = ids[np.isin(ids, wanted)]
    return Listing(_array(ids), (Section("", len(ids)),))


def _recent(library: Library) -> Listing:
    """The photos that were added last, by the day they were added."""
    ids = photos.ids(library, "added")[:RECENT]
    locale = QLocale()
    sections = []
    found = photos.get(library, ids)
    days = (photo.added_at.astimezone().date() if photo.added_at else None for photo in found)
    for day, run in groupby(days):
        count = sum(1 for _ in run)
        title = locale.toString(QDate(day.year, day.month, day.day)) if day else "Some time ago"
        sections.append(Section(title, count, counted(count)))
    return Listing(array("q", [photo.id for photo in found]), tuple(sections))


def _reversed(listing: Listing) -> Listing:
    return Listing(listing.ids[::-1], listing.sections[::-1])


def _array(ids: Ids) -> array[int]:
    out = array("q")
    out.frombytes(np.ascontiguousarray(ids, np.int64).tobytes())
    return out
