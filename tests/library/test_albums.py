"""Albums picked by hand, and smart ones."""

from __future__ import annotations

import pytest

from photoclip.domain import Album, Changes
from photoclip.errors import InputError, Unknown
from photoclip.library import albums, history, photos
from photoclip.library.database import Library
from tests.library.conftest import Disk


def test_an_album_keeps_the_order_in_which_photos_came(four: Library) -> None:
    assert albums.add(four, " Italy ", [3, 1, 3, 99]) == Changes(
        photos=frozenset({1, 3}), albums=True
    )
    assert albums.add(four, "italy", [2, 1]).photos == {2}
    assert list(albums.photo_ids(four, "ITALY")) == [3, 1, 2]
    assert albums.all_albums(four) == [Album(1, "Italy", None, 3)]


def test_an_empty_album_is_made_once(four: Library) -> None:
    albums.create(four, "Italy")
    assert list(albums.photo_ids(four, "Italy")) == []
    with pytest.raises(InputError, match="already"):
        albums.create(four, "ITALY")
    with pytest.raises(InputError, match="The name of an album"):
        albums.create(four, " ")


def test_photos_leave_an_album(four: Library) -> None:
    albums.add(four, "Italy", [1, 2, 3])
    assert albums.remove_photos(four, "Italy", [2, 4]).photos == {2}
    assert list(albums.photo_ids(four, "Italy")) == [1, 3]
    albums.add(four, "Italy", [2])
    assert list(albums.photo_ids(four, "Italy")) == [1, 3, 2]


def test_what_cannot_be_shown_is_not_counted(four: Library, disk: Disk) -> None:
    albums.add(four, "Italy", [1, 2, 3])
    photos.remove(four, [1])
    disk.path("2.jpg").unlink()
    disk.scan()
    assert list(albums.photo_ids(four, "Italy")) == [3]
    assert albums.all_albums(four)[0].photos == 1
    history.undo(four)
    assert list(albums.photo_ids(four, "Italy")) == [1, 3]


def test_a_smart_album_holds_its_query(four: Library) -> None:
    albums.save_query(four, "Red", "red sort:date")
    assert albums.all_albums(four)[0].query == "red sort:date"
    albums.save_query(four, "red", "blue")
    assert [one.query for one in albums.all_albums(four)] == ["blue"]
    with pytest.raises(InputError, match="smart album"):
        albums.add(four, "Red", [1])


def test_an_album_with_photos_does_not_become_smart(four: Library) -> None:
    albums.add(four, "Italy", [1])
    with pytest.raises(InputError, match="by hand"):
        albums.save_query(four, "Italy", "red")
    albums.create(four, "Empty")
    albums.save_query(four, "Empty", "red")
    assert {one.name: one.query for one in albums.all_albums(four)} == {
        "Empty": "red",
        "Italy": None,
    }


def test_renaming(four: Library) -> None:
    albums.add(four, "Italy", [1])
    albums.create(four, "Spain")
    albums.rename(four, "italy", "ITALY")
    albums.rename(four, "Italy", "Rome")
    assert list(albums.photo_ids(four, "Rome")) == [1]
    with pytest.raises(InputError, match="already"):
        albums.rename(four, "Rome", "spain")
    with pytest.raises(Unknown, match="no album “Italy”"):
        albums.rename(four, "Italy", "Naples")


def test_deleting_keeps_the_photos(four: Library) -> None:
    albums.add(four, "Italy", [1, 2])
    assert albums.delete(four, "Italy") == Changes(photos=frozenset({1, 2}), albums=True)
    assert albums.all_albums(four) == []
    assert len(photos.ids(four)) == 4
    with pytest.raises(Unknown):
        albums.delete(four, "Italy")
    with pytest.raises(Unknown):
        albums.photo_ids(four, "Italy")
    with pytest.raises(Unknown):
        albums.remove_photos(four, "Italy", [1])
