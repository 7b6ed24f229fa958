"""Looking photos up, listing them, and recording what was read."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from photoclip.domain import Changes, Metadata, Problem
from photoclip.errors import InputError
from photoclip.images.reading import Reading, hash_file
from photoclip.library import photos, roots
from photoclip.library.database import Library
from photoclip.library.photos import Counts, Month
from tests.library.conftest import Disk, reading

DAMAGED = Problem("damaged", "The picture's data is damaged.")
FULL = Metadata(
    format="jpeg",
    width=4000,
    height=3000,
    orientation=6,
    taken_at=datetime(2021, 5, 6, 7, 8, 9, 123000),
    camera="Fujifilm X-T3",
    lens="XF 35mm F1.4",
    iso=1600,
    aperture=1.4,
    exposure_seconds=0.005,
    focal_mm=35.0,
    latitude=-33.5,
    longitude=151.25,
    animated=True,
)


def vanished(photo_id: int, path: Path) -> Reading:
    """What the decoders tell of a file that is gone."""
    problem = Problem("vanished", "The file is gone.")
    return Reading(photo_id, path, 0, 0, None, Metadata(), None, None, problem)


def test_photos_come_in_the_order_asked_for(four: Library) -> None:
    assert [one.id for one in photos.get(four, [3, 1, 99, 4, 1])] == [3, 1, 4, 1]
    assert photos.get(four, []) == []


def test_reading_fills_in_everything(four: Library, disk: Disk) -> None:
    path = disk.path("1.jpg")
    assert photos.record(four, [reading(1, path, FULL)]) == Changes(photos=frozenset({1}))
    (found,) = photos.get(four, [1])
    assert found.metadata == FULL
    assert found.content_hash == hash_file(path)
    assert found.path == path
    assert photos.hashes(four) == {1: hash_file(path)}
    assert [number for number, _ in photos.unread(four)] == [4, 3, 2]


def test_a_problem_is_kept_and_the_photo_not_shown(four: Library, disk: Disk) -> None:
    photos.record(four, [reading(1, disk.path("1.jpg"), problem=DAMAGED)])
    assert sorted(photos.ids(four)) == [2, 3, 4]
    assert [(one.id, one.problem) for one in photos.problems(four)] == [(1, DAMAGED)]
    assert 1 not in [number for number, _ in photos.unread(four)]
    assert photos.counts(four) == Counts(photos=3, problems=1, missing=0, unread=3, roots=1)
    assert 1 not in photos.hashes(four)


def test_problems_can_be_retried(four: Library, disk: Disk) -> None:
    photos.record(four, [reading(1, disk.path("1.jpg"), problem=DAMAGED)])
    assert photos.retry_problems(four) == Changes(photos=frozenset({1}))
    assert photos.problems(four) == []
    assert 1 in [number for number, _ in photos.unread(four)]
    photos.record(four, [reading(1, disk.path("1.jpg"))])
    assert photos.get(four, [1])[0].problem is None
    assert not photos.retry_problems(four)


def test_a_decoder_that_crashed_does_not_make_the_file_look_changed(disk: Disk) -> None:
    path = disk.write("a.jpg")
    disk.scan()
    crashed = replace(vanished(1, path), problem=Problem("crashed", "The decoder crashed."))
    photos.record(disk.library, [crashed])
    report = disk.scan()
    assert (report.problems, report.changed) == (1, 0)


def test_a_photo_that_gets_unreadable_keeps_what_was_known(disk: Disk) -> None:
    path = disk.write("a.jpg")
    disk.scan()
    photos.record(disk.library, [reading(1, path, FULL)])
    photos.record(disk.library, [reading(1, path, Metadata(), DAMAGED)])
    assert photos.get(disk.library, [1])[0].metadata == FULL


def test_a_reading_of_a_photo_that_is_not_held_is_ignored(four: Library, disk: Disk) -> None:
    path = disk.path("1.jpg")
    photos.remove(four, [1])
    assert not photos.record(four, [reading(1, path), reading(99, path)])
    assert not photos.record(four, [])


def test_a_reading_from_a_former_path_counts_if_the_file_is_the_same(disk: Disk) -> None:
    path = disk.write("a.jpg")
    disk.write("b.jpg", "other")
    disk.scan()
    a, b = disk.id("a.jpg"), disk.id("b.jpg")
    old_a, old_b = reading(a, path), reading(b, disk.path("b.jpg"))
    disk.move("a.jpg", "sub/a.jpg")
    disk.move("b.jpg", "sub/b.jpg")
    disk.scan()
    disk.write("sub/b.jpg", "changed since")
    disk.scan()
    assert photos.record(disk.library, [old_a, old_b]).photos == {a}
    assert [number for number, _ in photos.unread(disk.library)] == [b]


def test_a_file_that_vanished_before_it_was_read_is_missing(four: Library, disk: Disk) -> None:
    path = disk.path("1.jpg")
    path.unlink()
    assert photos.record(four, [vanished(1, path)]).photos == {1}
    assert photos.problems(four) == []
    assert photos.counts(four).missing == 1


def test_a_file_that_came_back_waits_to_be_read_again(four: Library, disk: Disk) -> None:
    assert not photos.record(four, [vanished(1, disk.path("1.jpg"))])
    assert 1 in [number for number, _ in photos.unread(four)]


def test_a_drive_that_was_unplugged_makes_no_problems(four: Library, disk: Disk) -> None:
    disk.folder.rename(disk.folder.with_name("unplugged"))
    assert not photos.record(four, [vanished(1, disk.path("1.jpg"))])
    assert photos.counts(four) == Counts(photos=4, problems=0, missing=0, unread=4, roots=1)
    assert photos.unread(four) == []


def dated(disk: Disk, name: str, taken_at: datetime | None) -> int:
    path = disk.write(name)
    disk.scan()
    number = disk.id(name)
    photos.record(disk.library, [reading(number, path, Metadata(taken_at=taken_at))])
    return number


def test_photos_are_listed_newest_first(disk: Disk) -> None:
    old = dated(disk, "old.jpg", datetime(1999, 12, 31))
    new = dated(disk, "new.jpg", datetime(2031, 1, 1))
    undated = dated(disk, "undated.jpg", None)  # its file is from 2020
    older = dated(disk, "older.jpg", datetime(1965, 7, 1))
    assert list(photos.ids(disk.library)) == [new, undated, old, older]


def test_headings_follow_the_grid(disk: Disk) -> None:
    for number, taken_at in enumerate(
        [
            datetime(2021, 1, 31, 23, 59, 59),
            datetime(2021, 2, 1),
            datetime(2021, 2, 28),
            datetime(1969, 12, 31, 23, 59, 59),
            datetime(1970, 1, 1),
        ]
    ):
        dated(disk, f"{number}.jpg", taken_at)
    dated(disk, "undated.jpg", None)
    assert photos.months(disk.library) == [
        Month(2021, 2, 2),
        Month(2021, 1, 1),
        Month(2020, 9, 1),
        Month(1970, 1, 1),
        Month(1969, 12, 1),
    ]
    listed = photos.get(disk.library, photos.ids(disk.library))
    assert [one.metadata.taken_at for one in listed][:2] == [
        datetime(2021, 2, 28),
        datetime(2021, 2, 1),
    ]


def test_headings_of_an_empty_library(library: Library) -> None:
    assert photos.months(library) == []


def test_other_orders(four: Library) -> None:
    photos.set_rating(four, [2], 5)
    photos.set_rating(four, [3], 1)
    assert list(photos.ids(four, "name")) == [1, 2, 3, 4]
    assert list(photos.ids(four, "added")) == [4, 3, 2, 1]
    assert list(photos.ids(four, "rating")) == [2, 3, 4, 1]


def test_missing_photos_are_listed_on_request(four: Library, disk: Disk) -> None:
    disk.path("1.jpg").unlink()
    disk.scan()
    assert sorted(photos.ids(four)) == [2, 3, 4]
    assert sorted(photos.ids(four, include_missing=True)) == [1, 2, 3, 4]


def test_the_newest_are_read_first(four: Library) -> None:
    assert [number for number, _ in photos.unread(four, limit=2)] == [4, 3]


def test_photos_are_found_by_path(four: Library, disk: Disk, tmp_path: Path) -> None:
    one, two = disk.path("1.jpg"), disk.path("2.jpg")
    link = tmp_path / "link"
    link.symlink_to(disk.folder)
    asked = [one, two, link / "3.jpg", disk.path("sub") / ".." / "4.jpg", tmp_path / "9.jpg"]
    disk.path("sub").mkdir()
    found = photos.by_paths(four, asked)
    assert [found[path].id for path in asked[:4]] == [1, 2, 3, 4]
    assert len(found) == 4


def test_many_photos_are_found_by_path(disk: Disk, library: Library) -> None:
    paths = [disk.write(f"{number % 3}/{number}.jpg", "x" * number) for number in range(1500)]
    disk.scan()
    assert len(photos.by_paths(library, paths)) == 1500


def test_what_came_since(disk: Disk, library: Library) -> None:
    assert photos.newest_id(library) == 0
    disk.write("a.jpg")
    disk.scan()
    newest = photos.newest_id(library)
    disk.write("b.jpg", "bb")
    disk.write("c.jpg", "ccc")
    disk.scan()
    number = disk.id("b.jpg")
    photos.record(library, [reading(number, disk.path("b.jpg"), problem=DAMAGED)])
    assert photos.showable_since(library, newest) == 1


@pytest.mark.parametrize("rating", [-1, 6])
def test_ratings_that_are_none(four: Library, rating: int) -> None:
    with pytest.raises(InputError, match="0 to 5"):
        photos.set_rating(four, [1], rating)


def test_ratings_favourites_and_captions(four: Library) -> None:
    assert photos.set_rating(four, [1, 2, 99], 4).photos == {1, 2}
    assert photos.set_favourite(four, [2]).photos == {2}
    assert photos.set_caption(four, [2], "  At sea ").photos == {2}
    one, two = photos.get(four, [1, 2])
    assert (one.rating, one.favourite, one.caption) == (4, False, "")
    assert (two.rating, two.favourite, two.caption) == (4, True, "At sea")
    assert not photos.set_favourite(four, [1], False)
    assert photos.set_favourite(four, [1, 2], False).photos == {2}


def test_taking_photos_out_leaves_their_files(four: Library, disk: Disk) -> None:
    assert photos.remove(four, [1, 2]).photos == {1, 2}
    assert sorted(photos.ids(four, include_missing=True)) == [3, 4]
    assert photos.by_paths(four, [disk.path("1.jpg")]) == {}
    assert photos.counts(four).photos == 2
    assert disk.path("1.jpg").exists()


def test_taken_out_photos_come_back_when_their_folder_is_added_anew(
    four: Library, disk: Disk
) -> None:
    photos.remove(four, [1])
    roots.remove(four, disk.folder)
    roots.add(four, disk.folder)
    assert sorted(photos.ids(four)) == [1, 2, 3, 4]


def test_ids_are_never_used_again(disk: Disk, library: Library) -> None:
    disk.write("a.jpg")
    disk.scan()
    former = photos.newest_id(library)
    with library.write() as connection:
        connection.exec_driver_sql("DELETE FROM photo")
    disk.scan()
    assert photos.newest_id(library) > former


@pytest.mark.parametrize("stamp", [-(10**12), 0, 4_000_000_000, 10**13])
def test_files_of_any_time(disk: Disk, library: Library, stamp: int) -> None:
    path = disk.write("a.jpg")
    try:
        os.utime(path, (stamp, stamp))
    except OSError:
        pytest.skip("this file system has no such time")
    disk.scan()
    disk.read()
    assert len(photos.months(library)) == 1
    assert photos.unread(library) == []
    assert disk.scan().unchanged == 1
