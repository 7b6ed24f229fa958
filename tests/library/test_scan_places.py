"""Scanning only the folders that changed comes to the same as scanning everything."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from photoclip.domain import ScanReport
from photoclip.library import photos, roots, scanner
from photoclip.library.database import Library
from tests.library.conftest import Disk


def look(disk: Disk, **places: bool) -> ScanReport:
    return disk.scan(places={disk.path(name): deep for name, deep in places.items()})


def test_only_the_folder_that_changed_is_looked_into(disk: Disk, library: Library) -> None:
    for name in ("a.jpg", "sub/b.jpg", "other/c.jpg"):
        disk.write(name)
    disk.scan()
    disk.write("sub/new.jpg")
    disk.write("other/unseen.jpg")
    disk.path("other/c.jpg").unlink()
    disk.path("sub/b.jpg").unlink()
    assert look(disk, sub=False) == ScanReport(added=1, missing=1)
    assert disk.names() == {"a.jpg", "sub/new.jpg", "other/c.jpg"}
    assert disk.scan() == ScanReport(added=1, missing=1, unchanged=2)


def test_a_shallow_look_leaves_what_is_below_alone(disk: Disk) -> None:
    for name in ("sub/a.jpg", "sub/deep/b.jpg"):
        disk.write(name)
    disk.scan()
    disk.path("sub/deep/b.jpg").unlink()
    disk.write("sub/deep/new.jpg")
    assert look(disk, sub=False) == ScanReport(unchanged=1)
    assert look(disk, sub=True) == ScanReport(unchanged=1, added=1, missing=1)


def test_a_folder_that_is_gone_is_gone_with_all_below(disk: Disk) -> None:
    for name in ("a.jpg", "sub/b.jpg", "sub/deep/c.jpg", "subway/d.jpg"):
        disk.write(name)
    disk.scan()
    disk.path("sub").rename(disk.folder.parent / "elsewhere")
    assert look(disk, sub=False) == ScanReport(missing=2)
    assert disk.names() == {"a.jpg", "subway/d.jpg"}


@pytest.mark.parametrize("both", [True, False])
def test_a_move_is_seen_even_if_only_its_end_is_told(disk: Disk, both: bool) -> None:
    disk.write("sub/a.jpg")
    disk.write("b.jpg")
    disk.scan()
    disk.read()
    number = disk.id("sub/a.jpg")
    disk.move("sub/a.jpg", "new/a.jpg")
    places = {"new": True, "sub": False} if both else {"new": True}
    assert look(disk, **places).moved == 1
    assert disk.id("new/a.jpg") == number
    assert disk.scan() == ScanReport(unchanged=2)


def test_the_root_itself_may_be_a_place(disk: Disk) -> None:
    disk.write("a.jpg")
    disk.write("sub/b.jpg")
    assert disk.scan(places={disk.folder: False}) == ScanReport(added=1)
    assert disk.scan(places={disk.folder: True, disk.path("sub"): False}) == ScanReport(
        added=1, unchanged=1
    )


def test_rules_of_the_folders_above_count(disk: Disk) -> None:
    disk.write("sub/.photoclipignore", "b.jpg\n")
    disk.write("sub/deep/a.jpg")
    disk.write("sub/deep/b.jpg")
    disk.write("quiet/.nomedia", "")
    disk.write("quiet/deep/c.jpg")
    disk.write(".hidden/d.jpg")
    assert disk.scan(places={disk.path("sub/deep"): False}) == ScanReport(added=1)
    assert disk.scan(places={disk.path("quiet/deep"): False}) == ScanReport()
    assert disk.scan(places={disk.path(".hidden"): True}) == ScanReport()
    assert disk.scan(places={disk.path("sub/deep"): True}, excludes=["deep/"]).added == 0


def test_places_outside_every_root_are_nothing(disk: Disk, tmp_path: Path) -> None:
    (tmp_path / "else").mkdir()
    (tmp_path / "else/a.jpg").write_text("a")
    assert disk.scan(places={tmp_path / "else": True}) == ScanReport()


def test_a_root_inside_another_keeps_its_photos(disk: Disk, library: Library) -> None:
    disk.write("inner/a.jpg")
    disk.write("b.jpg")
    roots.add(library, disk.path("inner"))
    disk.scan()
    assert disk.scan(places={disk.folder: True}) == ScanReport(unchanged=1)
    assert disk.scan(places={disk.path("inner"): True}) == ScanReport(unchanged=1)
    assert disk.names() == {"inner/a.jpg", "b.jpg"}


def test_links_wait_for_a_scan_of_everything(disk: Disk, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "a.jpg").write_text("aa")
    (tmp_path / "b.jpg").write_text("bbb")
    disk.path("link").symlink_to(outside)
    disk.path("b.jpg").symlink_to(tmp_path / "b.jpg")
    disk.write("c.jpg")
    assert disk.scan().added == 3
    assert disk.scan(places={disk.folder: True}) == ScanReport(unchanged=1)
    assert disk.scan() == ScanReport(unchanged=3)


def drive(monkeypatch: pytest.MonkeyPatch, mounted: set[str]) -> None:
    """Let these folders be the places where drives are mounted."""
    monkeypatch.setattr(os.path, "ismount", lambda path: os.fspath(path) in mounted)


@pytest.mark.parametrize("remains", [True, False])
def test_a_drive_inside_a_root_may_be_unplugged(
    disk: Disk, library: Library, monkeypatch: pytest.MonkeyPatch, remains: bool
) -> None:
    disk.write("a.jpg")
    disk.write("usb/b.jpg")
    disk.write("usb/deep/c.jpg")
    mounted = {str(disk.path("usb"))}
    drive(monkeypatch, mounted)
    assert disk.scan().added == 3
    disk.read()
    away = disk.folder.parent / "drawer"
    disk.path("usb").rename(away)
    mounted.clear()
    if remains:
        disk.path("usb").mkdir()
    for places in (None, {disk.path("usb"): True}, {disk.folder: True}):
        assert disk.scan(places=places).missing == 0
    assert photos.counts(library).missing == 0
    assert roots.offline(library) == [disk.path("usb")]
    if remains:
        disk.path("usb").rmdir()
    away.rename(disk.path("usb"))
    mounted.add(str(disk.path("usb")))
    assert disk.scan() == ScanReport(unchanged=3)


def test_a_photo_on_a_drive_that_left_is_not_missing_for_not_being_read(
    disk: Disk, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk.write("usb/b.jpg")
    disk.write("a.jpg")
    drive(monkeypatch, {str(disk.path("usb"))})
    disk.scan()
    waiting = photos.unread(library)
    disk.path("usb").rename(disk.folder.parent / "drawer")
    assert [path.name for _, path in photos.unread(library)] == ["a.jpg"]
    from photoclip.images.reading import read

    photos.record(library, [read(number, path, None) for number, path in waiting])
    assert photos.counts(library).missing == 0


def test_a_mount_point_with_files_of_its_own_is_a_plain_folder_again(
    disk: Disk, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk.write("usb/a.jpg")
    disk.write("usb/b.jpg")
    mounted = {str(disk.path("usb"))}
    drive(monkeypatch, mounted)
    disk.scan()
    mounted.clear()
    disk.path("usb/a.jpg").unlink()
    disk.scan()  # still taken for a drive, of which something was deleted
    assert disk.scan() == ScanReport(unchanged=1)
    disk.path("usb/b.jpg").unlink()
    assert disk.scan().missing == 1


def test_a_rename_of_case_alone_keeps_the_photo(disk: Disk) -> None:
    disk.write("IMG_1.JPG")
    disk.scan()
    number = disk.id("IMG_1.JPG")
    disk.move("IMG_1.JPG", "img_1.jpg")
    assert disk.scan() == ScanReport(moved=1)
    assert disk.id("img_1.jpg") == number


def test_another_way_of_composing_accents_keeps_the_photo(disk: Disk) -> None:
    composed, decomposed = "caf\u00e9.jpg", "cafe\u0301.jpg"
    disk.write(composed)
    disk.scan()
    disk.read()
    number = disk.id(composed)
    disk.move(composed, decomposed)
    if [path.name for path in disk.folder.iterdir()] != [decomposed]:
        pytest.skip("this file system composes names itself")
    assert disk.scan() == ScanReport(moved=1)
    assert disk.id(decomposed) == number


def test_very_long_paths(disk: Disk, library: Library) -> None:
    descriptor = os.open(disk.folder, os.O_RDONLY)
    try:  # such a path is too long for one call, so it is made step by step
        for number in range(30):
            name = f"{number}".zfill(200)
            os.mkdir(name, dir_fd=descriptor)
            deeper = os.open(name, os.O_RDONLY, dir_fd=descriptor)
            os.close(descriptor)
            descriptor = deeper
        handle = os.open("a.jpg", os.O_CREAT | os.O_WRONLY, dir_fd=descriptor)
        os.write(handle, b"a")
        os.close(handle)
    finally:
        os.close(descriptor)
    disk.write("b.jpg")
    assert disk.scan() == ScanReport(added=1)
    long = disk.folder / ("x" * 250) / ("y" * 250)
    disk.write(f"{long.relative_to(disk.folder)}/c.jpg")
    assert disk.scan() == ScanReport(added=1, unchanged=1)


def test_hard_links_are_photos_of_their_own_and_survive_losing_one(
    disk: Disk, library: Library
) -> None:
    disk.write("a.jpg")
    os.link(disk.path("a.jpg"), disk.path("b.jpg"))
    assert disk.scan() == ScanReport(added=2)
    disk.read()
    kept = disk.id("b.jpg")
    disk.path("a.jpg").unlink()
    assert disk.scan() == ScanReport(missing=1, unchanged=1)
    assert disk.id("b.jpg") == kept


def test_unknown_places_are_no_error(disk: Disk) -> None:
    disk.write("a.jpg")
    assert scanner.scan(disk.library, places={disk.path("nothing"): True}) == ScanReport()
