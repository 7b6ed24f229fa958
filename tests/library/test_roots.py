"""The folders that the user asked us to keep."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from photoclip.errors import InputError, Unknown
from photoclip.library import albums, history, photos, roots, scanner, tags
from photoclip.library.database import Library
from tests.library.conftest import Disk


def test_adding_a_folder(library: Library, tmp_path: Path) -> None:
    root, changes = roots.add(library, tmp_path)
    assert (root.path, root.online, root.photos) == (tmp_path, True, 0)
    assert changes.roots
    assert roots.all_roots(library) == [root]


def test_adding_it_again_changes_nothing(library: Library, tmp_path: Path) -> None:
    root, _ = roots.add(library, tmp_path)
    (tmp_path / "sub").mkdir()
    (tmp_path / "link").symlink_to(tmp_path)
    for same in (tmp_path, tmp_path / "sub" / "..", tmp_path / "link", Path(f"{tmp_path}/")):
        assert roots.add(library, same) == (root, type(roots.add(library, same)[1])())
    assert len(roots.all_roots(library)) == 1


def test_a_way_into_a_root_through_a_link_is_the_folder_inside_it(
    disk: Disk, library: Library, tmp_path: Path
) -> None:
    disk.write("sub/a.jpg")
    (tmp_path / "link").symlink_to(disk.path("sub"))
    root, _ = roots.add(library, tmp_path / "link")
    assert root.path == disk.path("sub")
    assert scanner.scan(library).added == 1


def test_a_root_that_is_a_link_is_not_walked_again_from_outside(
    library: Library, tmp_path: Path
) -> None:
    (tmp_path / "photos" / "sub").mkdir(parents=True)
    (tmp_path / "photos" / "sub" / "a.jpg").write_text("a")
    (tmp_path / "link").symlink_to(tmp_path / "photos" / "sub")
    roots.add(library, tmp_path / "link")
    assert scanner.scan(library).added == 1
    roots.add(library, tmp_path / "photos")
    report = scanner.scan(library)
    assert (report.added, report.unchanged) == (0, 1)


def test_folders_that_cannot_be_added(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file.jpg").touch()
    (tmp_path / "locked").mkdir()
    real = os.scandir

    def scandir(path: os.PathLike[str]) -> object:
        if Path(path) == tmp_path / "locked":
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    for name, sentence in {
        "nothing": "There is no folder",
        "file.jpg": "is a file, not a folder",
        "locked": "cannot be read: Permission denied",
    }.items():
        with pytest.raises(InputError, match=sentence) as caught:
            roots.add(library, tmp_path / name)
        assert str(tmp_path / name) in str(caught.value)
    assert roots.all_roots(library) == []


@pytest.mark.skipif(sys.platform != "linux", reason="names here are Unicode always")
def test_a_folder_whose_name_is_no_unicode(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / os.fsdecode(b"caf\xe9")
    with pytest.raises(InputError) as caught:
        roots.add(library, folder)
    str(caught.value).encode()  # a sentence that can be shown
    folder.mkdir()
    (folder / "a.jpg").write_text("a")
    roots.add(library, folder)
    assert scanner.scan(library).added == 1
    assert roots.all_roots(library)[0].path == folder
    roots.remove(library, folder)
    history.operations(library)[0].name.encode()
    history.undo(library)
    assert len(photos.ids(library)) == 1


def test_removing_forgets_nothing(disk: Disk, library: Library) -> None:
    disk.write("a.jpg")
    disk.scan()
    tags.confirm(library, "beach", [1])
    albums.add(library, "Italy", [1])
    roots.remove(library, disk.folder)
    assert roots.all_roots(library) == []
    assert roots.folders(library) == []
    assert list(photos.ids(library, include_missing=True)) == []
    assert photos.unread(library) == []
    assert photos.by_paths(library, [disk.path("a.jpg")]) == {}
    assert tags.counts(library)[0].confirmed == 0
    assert photos.counts(library) == photos.Counts(0, 0, 0, 0, 0)
    assert disk.scan().unchanged == 0
    root, changes = roots.add(library, disk.folder)
    assert root.photos == 1
    assert changes.everything
    assert disk.scan().unchanged == 1
    assert tags.counts(library)[0].confirmed == 1
    assert list(albums.photo_ids(library, "Italy")) == [1]


def test_removing_what_is_no_root(disk: Disk, library: Library) -> None:
    disk.write("sub/a.jpg")
    disk.scan()
    with pytest.raises(Unknown, match="not a folder of this library"):
        roots.remove(library, disk.path("sub"))
    roots.remove(library, disk.folder)
    with pytest.raises(Unknown):
        roots.remove(library, disk.folder)


@pytest.mark.parametrize("first", ["outer", "inner"])
def test_removing_one_of_two_nested_roots_keeps_what_the_other_holds(
    disk: Disk, library: Library, first: str
) -> None:
    disk.write("a.jpg")
    disk.write("inner/b.jpg")
    disk.write("inner/deep/c.jpg")
    roots.add(library, disk.path("inner"))
    disk.scan()
    removed = disk.folder if first == "outer" else disk.path("inner")
    roots.remove(library, removed)
    kept = {"inner/b.jpg", "inner/deep/c.jpg"} | ({"a.jpg"} if first == "inner" else set())
    assert disk.names() == kept
    report = disk.scan()
    assert (report.unchanged, report.added, report.missing) == (len(kept), 0, 0)
    history.undo(library)
    assert disk.names() == kept | {"a.jpg"}
    assert disk.scan().unchanged == 3


def test_folders_are_listed_with_their_photos(disk: Disk, library: Library) -> None:
    for name in ("a.jpg", "b.jpg", "sub/c.jpg", "sub/deep/d.jpg"):
        disk.write(name)
    disk.write("empty/notes.txt")
    disk.scan()
    disk.path("b.jpg").unlink()
    disk.scan()
    found = roots.folders(library)
    assert [(one.path, one.photos) for one in found] == [
        (disk.folder, 1),
        (disk.path("sub"), 1),
        (disk.path("sub/deep"), 1),
    ]
    assert {one.root_id for one in found} == {roots.all_roots(library)[0].id}
