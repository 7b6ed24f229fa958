"""Photos in the trash: files gone, decisions kept, merged into the photo that stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from photoclip.domain import Photo
from photoclip.errors import Unknown
from photoclip.library import albums, history, merging, photos, tags, trash
from photoclip.library.database import Library
from tests.library.conftest import Disk


@pytest.fixture
def bin_(tmp_path: Path) -> Path:
    folder = tmp_path / "bin"
    folder.mkdir()
    return folder


def one(library: Library, photo_id: int) -> Photo:
    return photos.get(library, [photo_id])[0]


def test_the_file_goes_and_undo_brings_back_what_was_decided(
    four: Library, disk: Disk, bin_: Path
) -> None:
    tags.confirm(four, "sea", [1])
    path = one(four, 1).path
    done = trash.discard(four, [1, 1], send=lambda path: path.rename(bin_ / path.name))
    assert (done.trashed, done.changes.photos, done.refused) == (1, {1}, ())
    assert not path.exists()
    assert 1 not in photos.ids(four)
    assert photos.counts(four).missing == 0
    turned = history.undo(four)
    assert turned is not None
    assert turned[0].name == "Move 1 photo to the trash"
    assert trash.lacking_files(four, turned[1].photos) == 1
    assert photos.counts(four).missing == 1
    (bin_ / path.name).rename(path)
    disk.scan()
    assert 1 in photos.ids(four)
    assert [tag.name for tag in tags.of_photos(four, [1])[1]] == ["sea"]
    history.redo(four)
    assert path.exists()
    assert trash.left_files(four, [1]) == 1


def test_what_the_trash_refuses_stays(four: Library) -> None:
    def refuse(path: Path) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    done = trash.discard(four, [1, 2], send=refuse)
    assert (done.trashed, bool(done.changes)) == (0, False)
    assert "cannot be moved to the trash: Permission denied." in done.refused[0].sentence
    assert {1, 2} <= set(photos.ids(four))
    assert history.undo(four) is None


def test_a_file_that_is_gone_already_needs_no_trash(four: Library) -> None:
    one(four, 1).path.unlink()
    assert trash.discard(four, [1], send=lambda _path: pytest.fail("nothing to send")).trashed == 1


def test_the_keeper_inherits_from_its_duplicates(four: Library) -> None:
    tags.confirm(four, "sea", [2])
    tags.confirm(four, "boat", [2, 3])
    tags.reject(four, "boat", [1])
    albums.add(four, "Italy", [2, 4])
    photos.set_rating(four, [3], 4)
    photos.set_caption(four, [3], "At noon")
    photos.set_favourite(four, [2])
    changes = merging.replace(four, 1, [1, 2, 3])
    assert changes.photos == {1, 2, 3}
    kept = one(four, 1)
    assert (kept.rating, kept.favourite, kept.caption) == (4, True, "At noon")
    assert [tag.name for tag in tags.of_photos(four, [1])[1]] == ["sea"]  # "boat" was rejected
    assert list(albums.photo_ids(four, "Italy")) == [1, 4]
    assert set(photos.ids(four)) == {1, 4}
    history.undo(four)
    assert set(photos.ids(four)) == {1, 2, 3, 4}
    assert one(four, 1).rating == 0
    assert list(albums.photo_ids(four, "Italy")) == [2, 4]


def test_trash_and_merge_are_one_step(four: Library, bin_: Path) -> None:
    photos.set_rating(four, [2], 5)
    trash.discard(four, [1, 2], keeper=1, send=lambda path: path.rename(bin_ / path.name))
    assert one(four, 1).rating == 5
    assert 1 in photos.ids(four)
    history.undo(four)
    assert one(four, 1).rating == 0


def test_a_keeper_must_be_known(four: Library) -> None:
    with pytest.raises(Unknown):
        merging.replace(four, 99, [1])
