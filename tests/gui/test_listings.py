"""What the grid shows for a place, a filter or an answer, on a real library."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import update

from photoclip.domain import Hit, ScanReport
from photoclip.gui import listings
from photoclip.gui.arrangement import Arrangement
from photoclip.gui.contents import read_contents, summarise
from photoclip.gui.listings import (
    ALL,
    FAVOURITES,
    MISSING,
    RECENTLY_ADDED,
    album_place,
    folder_place,
    of_filter,
    of_hits,
    of_place,
    of_similar,
    tag_place,
)
from photoclip.images.reading import read
from photoclip.library import albums, photos, roots, scanner, tags
from photoclip.library.database import Library
from photoclip.library.schema import photo as photo_table
from photoclip.paths import Home
from photoclip.query import parse
from tests.conftest import COLOURS


@pytest.fixture
def library(home: Home, photos_folder: Path) -> Iterator[Library]:
    """Eleven photos, one per month of 2021, all read."""
    with Library.open(home) as opened:
        roots.add(opened, photos_folder)
        report = scanner.scan(opened)
        assert report == ScanReport(added=11)
        photos.record(opened, [read(i, path, None) for i, path in photos.unread(opened)])
        yield opened


def names(library: Library, listing: listings.Listing) -> list[str]:
    return [photo.path.stem for photo in photos.get(library, listing.ids)]


def test_all_photos_stand_under_their_months_newest_first(library: Library) -> None:
    listing = of_place(library, ALL)
    assert names(library, listing) == list(COLOURS)[::-1]
    titles = [section.title for section in listing.sections]
    assert titles[0] == "November 2021"
    assert titles[-1] == "January 2021"
    assert [section.count for section in listing.sections] == [1] * 11


def test_a_filter_keeps_the_months_of_what_it_lets_through(library: Library) -> None:
    listing = of_filter(library, parse("date:2021-03..2021-05"))
    assert names(library, listing) == ["cyan", "green", "yellow"] or len(listing.ids) == 3
    assert [section.title for section in listing.sections] == [
        "May 2021",
        "April 2021",
        "March 2021",
    ]
    assert sum(section.count for section in listing.sections) == len(listing.ids)


def test_an_order_is_obeyed(library: Library) -> None:
    by_name = of_filter(library, parse("sort:name"))
    assert names(library, by_name) == sorted(COLOURS)
    assert [section.count for section in by_name.sections] == [11]


def test_nothing_found_has_no_headings(library: Library) -> None:
    listing = of_filter(library, parse("date:1999"))
    assert (len(listing.ids), listing.sections) == (0, ())


def test_an_empty_library_has_no_headings(home: Home) -> None:
    with Library.open(home) as empty:
        for place in (ALL, RECENTLY_ADDED, FAVOURITES, MISSING):
            assert of_place(empty, place).sections == ()


def test_what_was_added_last_stands_under_its_day(library: Library) -> None:
    listing = of_place(library, RECENTLY_ADDED)
    assert len(listing.ids) == 11
    assert [section.count for section in listing.sections] == [11]


def test_places_of_the_sidebar_are_queries(library: Library, photos_folder: Path) -> None:
    ids = of_place(library, ALL).ids
    tags.confirm(library, 'say "hi": -x', ids[:3])
    albums.add(library, "Italy (2021)", ids[:2])
    albums.save_query(library, "Spring", "date:2021-03..2021-05")
    photos.set_favourite(library, ids[:1])
    assert list(of_place(library, tag_place('say "hi": -x')).ids) == list(ids[:3])
    assert list(of_place(library, album_place("Italy (2021)", None)).ids) == list(ids[:2])
    assert len(of_place(library, album_place("Spring", "date:2021-03..2021-05")).ids) == 3
    assert len(of_place(library, folder_place("photos", photos_folder)).ids) == 11
    assert list(of_place(library, FAVOURITES).ids) == list(ids[:1])


def test_missing_photos_are_listed_at_their_place_only(
    library: Library, photos_folder: Path
) -> None:
    (photos_folder / "red.jpg").unlink()
    scanner.scan(library)
    assert len(of_place(library, ALL).ids) == 10
    assert names(library, of_place(library, MISSING)) == ["red"]


def test_weak_hits_are_folded_away_until_asked_for() -> None:
    hits = (Hit(5, 0.3, 0.9, strong=True), Hit(6, 0.2, 0.6), Hit(7, 0.1, 0.1, above=False))
    folded, shown = of_hits(hits, show_weaker=False), of_hits(hits, show_weaker=True)
    assert list(folded.ids) == [5, 6]
    assert list(shown.ids) == [5, 6, 7]
    assert [(s.title, s.count) for s in folded.sections] == [
        ("Best matches", 2),
        ("Less likely matches", 0),
    ]
    assert folded.sections[1].action == "Show weaker matches"
    assert shown.sections[1].count == 1
    assert shown.sections[1].action == "Hide weaker matches"
    weak = of_hits(hits[2:], show_weaker=False)
    assert [section.title for section in weak.sections] == ["Less likely matches"]
    unsure = of_hits(hits[1:], show_weaker=False)
    assert unsure.sections[0].title == "Possible matches"
    assert of_hits((), show_weaker=False).sections == ()


def test_similar_photos_have_no_divider() -> None:
    hits = (Hit(5, 0.9, 0.9), Hit(6, 0.5, 0.2, above=False))
    assert list(of_similar(hits).ids) == [5, 6]
    assert of_similar(()).sections == ()


def test_the_sidebar_counts_what_there_is(library: Library, photos_folder: Path) -> None:
    ids = of_place(library, ALL).ids
    tags.confirm(library, "beach", ids[:3])
    photos.set_favourite(library, ids[:2])
    contents = read_contents(library)
    assert (contents.photos, contents.favourites, contents.problems) == (11, 2, 0)
    assert [root.path for root in contents.roots] == [photos_folder]
    assert [(c.tag.name, c.confirmed) for c in contents.tags] == [("beach", 3)]


def test_a_selection_is_summarised(library: Library) -> None:
    ids = of_place(library, ALL).ids
    tags.confirm(library, "beach", ids[:3])
    tags.confirm(library, "Alps", ids[:1])
    photos.set_rating(library, ids[:2], 4)
    photos.set_favourite(library, ids[:2])
    one, two, three = (summarise(library, ids[:n]) for n in (1, 2, 3))
    assert one.photo is not None
    assert one.photo.id == ids[0]
    assert (two.photo, two.rating, two.favourite) == (None, 4, True)
    assert (three.rating, three.favourite) == (0, False)
    assert dict(three.tags) == {"Alps": 1, "beach": 3}
    assert list(three.tags) == ["Alps", "beach"]
    assert summarise(library, ()).count == 0


def test_orders_and_headings(library: Library) -> None:
    ids = {photo.path.stem: photo.id for photo in photos.get(library, photos.ids(library))}
    photos.set_rating(library, [ids["red"], ids["blue"]], 5)
    by_rating = of_place(library, ALL, Arrangement("rating"))
    assert names(library, by_rating)[:2] == ["blue", "red"]
    assert [(one.title, one.count) for one in by_rating.sections] == [
        ("★★★★★", 2),
        ("Not rated", 9),
    ]
    oldest = of_place(library, ALL, Arrangement(reverse=True))
    assert names(library, oldest) == list(COLOURS)
    assert oldest.sections[0].title == "January 2021"
    assert oldest.timeline is not None
    assert [one.title for one in oldest.timeline.years] == ["2021"]
    folders = of_place(library, ALL, Arrangement("name", group="folder"))
    assert names(library, folders) == sorted(COLOURS)
    assert [one.count for one in folders.sections] == [11]
    assert folders.sections[0].title.endswith("photos")
    with library.write() as connection:
        connection.execute(
            update(photo_table).where(photo_table.c.id == ids["red"]).values(camera="X-T30")
        )
    cameras = of_place(library, ALL, Arrangement("name", group="camera"))
    assert [(one.title, one.count) for one in cameras.sections] == [
        ("Unknown camera", 10),
        ("X-T30", 1),
    ]
    assert names(library, cameras)[-1] == "red"
    turned = of_place(library, ALL, Arrangement("name", reverse=True, group="camera"))
    assert names(library, turned)[0] == "red"
    assert turned.sections[0].title == "X-T30"
    plain = of_place(library, ALL, Arrangement("size", group="none"))
    assert [one.title for one in plain.sections] == [""]
    added = of_place(library, ALL, Arrangement("added"))
    assert sum(one.count for one in added.sections) == 11


def test_an_order_in_a_query_comes_first(library: Library) -> None:
    found = of_filter(library, parse("sort:name"), Arrangement("rating", reverse=True))
    assert names(library, found) == sorted(COLOURS)
