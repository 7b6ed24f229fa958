"""What a scan finds: new, changed, moved, missing; and what it must not lose."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from photoclip.domain import Problem, ScanReport
from photoclip.errors import Cancelled, InputError, Unknown
from photoclip.jobs import CancelToken, Progress
from photoclip.library import photos, roots, scanner, tags, walking
from photoclip.library.database import Library
from photoclip.paths import Home
from tests.library.conftest import Disk, reading


def missing(library: Library) -> int:
    return photos.counts(library).missing


def tag_names(library: Library, photo_id: int) -> list[str]:
    return [tag.name for tag in tags.of_photos(library, [photo_id]).get(photo_id, [])]


def fail_below(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Let nobody list the folder, as without permission; also where we are root."""
    real: Callable[[Any], Any] = os.scandir

    def scandir(path: Any = ".") -> Any:
        if Path(path) == folder:
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)


def test_new_photos_are_added_once(disk: Disk, library: Library) -> None:
    for name in ("a.jpg", "sub/b.png", "sub/deep/c.HEIC"):
        disk.write(name)
    disk.write("notes.txt")
    disk.write("sub/sound.mp3")
    assert disk.scan() == ScanReport(added=3)
    assert disk.names() == {"a.jpg", "sub/b.png", "sub/deep/c.HEIC"}
    assert disk.scan() == ScanReport(unchanged=3)


def test_a_photo_knows_its_size_and_time(disk: Disk, library: Library) -> None:
    path = disk.write("a.jpg", "12345")
    disk.scan()
    (found,) = photos.get(library, [disk.id("a.jpg")])
    assert (found.path, found.size) == (path, 5)
    assert found.mtime_ns == path.stat().st_mtime_ns
    assert found.content_hash is None
    assert found.added_at is not None


def test_a_changed_file_is_the_same_photo_to_be_read_again(disk: Disk, library: Library) -> None:
    disk.write("a.jpg", "before")
    disk.scan()
    disk.read()
    number = disk.id("a.jpg")
    tags.confirm(library, "beach", [number])
    before = photos.hashes(library)
    disk.write("a.jpg", "after it was edited")
    assert disk.scan() == ScanReport(changed=1)
    assert disk.id("a.jpg") == number
    assert photos.unread(library) == [(number, disk.path("a.jpg"))]
    assert photos.hashes(library) == before  # what is known of it counts until it is read
    assert tag_names(library, number) == ["beach"]
    disk.read()
    assert photos.hashes(library) != before
    assert disk.scan() == ScanReport(unchanged=1)


def test_a_file_of_the_same_size_with_another_time_has_changed(disk: Disk) -> None:
    disk.write("a.jpg", "one")
    disk.scan()
    disk.write("a.jpg", "two")
    assert disk.scan() == ScanReport(changed=1)


def test_a_deleted_file_is_missing_and_comes_back(disk: Disk, library: Library) -> None:
    path = disk.write("a.jpg")
    disk.write("b.jpg")
    disk.scan()
    number = disk.id("a.jpg")
    tags.confirm(library, "beach", [number])
    aside = path.rename(disk.folder.parent / "aside.jpg")
    assert disk.scan() == ScanReport(missing=1, unchanged=1)
    assert disk.names() == {"b.jpg"}
    assert photos.get(library, [number])[0].missing_since is not None
    assert disk.scan() == ScanReport(unchanged=1)  # told once
    aside.rename(path)
    assert disk.scan() == ScanReport(unchanged=2)
    assert photos.get(library, [number])[0].missing_since is None
    assert tag_names(library, number) == ["beach"]


@pytest.mark.parametrize("to", ["b.jpg", "sub/a.jpg", "sub/b.jpg", "A.JPG"])
@pytest.mark.parametrize("read", [True, False])
def test_a_moved_file_is_the_same_photo(disk: Disk, library: Library, to: str, read: bool) -> None:
    disk.write("a.jpg")
    disk.write("same size.jpg", "a.jpX")
    disk.scan()
    if read:
        disk.read()
    number = disk.id("a.jpg")
    tags.confirm(library, "beach", [number])
    photos.set_rating(library, [number], 4)
    disk.move("a.jpg", to)
    assert disk.scan() == ScanReport(moved=1, unchanged=1)
    (found,) = photos.get(library, [number])
    assert (found.path, found.rating) == (disk.path(to), 4)
    assert (found.content_hash is not None) == read
    assert tag_names(library, number) == ["beach"]
    assert disk.names() == {to, "same size.jpg"}
    assert missing(library) == 0


def test_a_move_is_seen_even_if_its_time_changed(disk: Disk) -> None:
    disk.write("a.jpg", "the content")
    disk.scan()
    disk.read()
    number = disk.id("a.jpg")
    disk.path("a.jpg").unlink()
    disk.write("b.jpg", "the content")
    assert disk.scan() == ScanReport(moved=1)
    assert disk.id("b.jpg") == number


def test_a_photo_that_was_missing_for_long_is_found_elsewhere(disk: Disk) -> None:
    disk.write("a.jpg", "the content")
    disk.scan()
    disk.read()
    number = disk.id("a.jpg")
    disk.path("a.jpg").unlink()
    disk.write("other.jpg")
    disk.scan()
    disk.write("b.jpg", "the content")
    assert disk.scan() == ScanReport(moved=1, unchanged=1)
    assert disk.id("b.jpg") == number


def test_a_copy_is_a_photo_of_its_own(disk: Disk) -> None:
    disk.write("a.jpg", "the content")
    disk.scan()
    disk.read()
    number = disk.id("a.jpg")
    disk.write("b.jpg", "the content")
    assert disk.scan() == ScanReport(added=1, unchanged=1)
    assert disk.id("a.jpg") == number != disk.id("b.jpg")


def test_duplicates_that_move_together_keep_their_names_apart(disk: Disk) -> None:
    for name in ("z.jpg", "a.jpg", "m.jpg"):
        disk.write(f"one/{name}", "the same")
    disk.scan()
    disk.read()
    before = {name: disk.id(f"one/{name}") for name in ("a.jpg", "m.jpg", "z.jpg")}
    disk.move("one", "two")
    assert disk.scan() == ScanReport(moved=3)
    assert {name: disk.id(f"two/{name}") for name in before} == before


def test_empty_files_are_never_a_move(disk: Disk) -> None:
    disk.write("a.jpg", b"")
    disk.scan()
    disk.read()
    disk.path("a.jpg").unlink()
    disk.write("b.jpg", b"")
    assert disk.scan() == ScanReport(added=1, missing=1)


def test_a_move_into_another_root_is_seen_when_only_that_one_is_scanned(
    disk: Disk, library: Library, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    roots.add(library, other)
    disk.write("a.jpg", "the content")
    disk.write("b.jpg", "the other content")
    disk.scan()
    disk.read()
    number = disk.id("a.jpg")
    disk.path("a.jpg").rename(other / "a.jpg")
    shutil.copy2(disk.path("b.jpg"), other / "b.jpg")
    assert disk.scan(roots=[other]) == ScanReport(added=1, moved=1)
    assert photos.get(library, [number])[0].path == other / "a.jpg"
    assert disk.scan() == ScanReport(unchanged=3)


def test_what_lies_in_an_offline_root_did_not_move_from_there(
    disk: Disk, library: Library, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    roots.add(library, other)
    disk.write("a.jpg", "the content")
    disk.scan()
    disk.read()
    shutil.copy2(disk.path("a.jpg"), other / "a.jpg")
    disk.folder.rename(tmp_path / "unplugged")
    assert disk.scan() == ScanReport(added=1, offline=(disk.folder,))


def test_a_hash_that_cannot_be_made_makes_a_new_photo(disk: Disk) -> None:
    def hash_file(path: Path) -> str:
        raise PermissionError

    disk.write("a.jpg")
    disk.scan()
    disk.read()
    disk.move("a.jpg", "b.jpg")
    assert disk.scan(hash_file=hash_file) == ScanReport(added=1, missing=1)


def test_nothing_is_hashed_without_need(disk: Disk) -> None:
    def hash_file(path: Path) -> str:
        raise AssertionError(path)

    disk.write("a.jpg", "four")
    assert disk.scan(hash_file=hash_file).added == 1
    disk.read()
    disk.write("b.jpg", "longer")
    assert disk.scan(hash_file=hash_file).added == 1
    disk.write("c.jpg", "five")  # as large as a.jpg, which is still there
    assert disk.scan(hash_file=hash_file).added == 1


@pytest.mark.parametrize("unplugged", ["gone", "empty mount point", "a file"])
def test_an_offline_root_makes_nothing_missing(
    disk: Disk, library: Library, unplugged: str
) -> None:
    disk.write("a.jpg")
    disk.scan()
    aside = disk.folder.rename(disk.folder.with_name("aside"))
    if unplugged == "empty mount point":
        disk.folder.mkdir()
    elif unplugged == "a file":
        disk.folder.touch()
    assert disk.scan() == ScanReport(offline=(disk.folder,))
    assert missing(library) == 0
    assert len(photos.ids(library)) == 1
    assert not roots.all_roots(library)[0].online
    assert photos.unread(library) == []  # it cannot be read now
    if unplugged == "empty mount point":
        disk.folder.rmdir()
    elif unplugged == "a file":
        disk.folder.unlink()
    aside.rename(disk.folder)
    assert disk.scan() == ScanReport(unchanged=1)
    assert roots.all_roots(library)[0].online


def test_a_new_root_may_be_empty(disk: Disk, library: Library) -> None:
    assert disk.scan() == ScanReport()
    assert roots.all_roots(library)[0].online


def test_a_folder_that_cannot_be_listed_makes_nothing_missing(
    disk: Disk, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.jpg", "locked/b.jpg", "locked/deep/c.jpg", "locked too/d.jpg"):
        disk.write(name)
    disk.scan()
    disk.path("locked too/d.jpg").unlink()
    with monkeypatch.context() as patch:
        fail_below(patch, disk.path("locked"))
        assert disk.scan() == ScanReport(unchanged=1, missing=1)
    assert disk.scan() == ScanReport(unchanged=3)


def test_a_file_that_cannot_be_looked_at_is_not_missing(
    disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Entry:
        """A file on a failing disk."""

        def __init__(self, entry: os.DirEntry[str]) -> None:
            self.name, self.path = entry.name, entry.path

        def stat(self) -> os.stat_result:
            raise OSError(5, "Input/output error")

    real = walking.Walk.below

    def below(walk: walking.Walk, root: Path) -> Any:
        for listing in real(walk, root):
            yield walking.Listing(listing.path, [Entry(e) for e in listing.files])  # type: ignore

    disk.write("a.jpg")
    disk.scan()
    monkeypatch.setattr(walking.Walk, "below", below)
    assert disk.scan() == ScanReport()


def test_only_the_roots_that_were_named_are_scanned(
    disk: Disk, library: Library, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    roots.add(library, other)
    (other / "b.jpg").touch()
    disk.write("a.jpg")
    disk.write("gone.jpg")
    disk.scan()
    disk.path("gone.jpg").unlink()
    (other / "b.jpg").unlink()
    (other / "c.jpg").write_text("c")
    assert disk.scan(roots=[disk.folder]) == ScanReport(unchanged=1, missing=1)
    with pytest.raises(Unknown, match="not a folder of this library"):
        disk.scan(roots=[tmp_path / "foreign"])


@pytest.mark.parametrize("order", ["outer first", "inner first"])
def test_nested_roots_yield_every_photo_once(library: Library, tmp_path: Path, order: str) -> None:
    outer, inner = tmp_path / "outer", tmp_path / "outer" / "inner"
    inner.mkdir(parents=True)
    (outer / "a.jpg").write_text("a")
    (inner / "b.jpg").write_text("bb")
    first, second = (outer, inner) if order == "outer first" else (inner, outer)
    roots.add(library, first)
    scanner.scan(library)
    roots.add(library, second)
    scanner.scan(library)
    assert scanner.scan(library) == ScanReport(unchanged=2)
    assert scanner.scan(library, roots=[outer]) == ScanReport(unchanged=2)
    assert scanner.scan(library, roots=[inner]) == ScanReport(unchanged=1)
    assert {root.path: root.photos for root in roots.all_roots(library)} == {outer: 2, inner: 1}


def test_an_offline_root_inside_another_stays_offline(library: Library, tmp_path: Path) -> None:
    outer, inner = tmp_path / "outer", tmp_path / "outer" / "mounted"
    inner.mkdir(parents=True)
    (outer / "a.jpg").write_text("a")
    (inner / "b.jpg").write_text("bb")
    roots.add(library, outer)
    roots.add(library, inner)
    scanner.scan(library)
    (inner / "b.jpg").rename(tmp_path / "b.jpg")
    assert scanner.scan(library) == ScanReport(unchanged=1, offline=(inner,))
    assert missing(library) == 0


def test_links_are_followed_once_and_never_in_circles(
    disk: Disk, library: Library, tmp_path: Path
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "b.jpg").write_text("bb")
    (tmp_path / "c.jpg").write_text("ccc")
    (tmp_path / "sound.mp3").write_text("dddd")
    disk.write("sub/a.jpg")
    for name, target in {
        "link": outside,
        "link again": outside,
        "circle": disk.folder,
        "sub/circle": disk.folder,
        "into": disk.path("sub"),
        "linked.jpg": tmp_path / "c.jpg",
        "linked again.jpg": tmp_path / "c.jpg",
        "a too.jpg": disk.path("sub/a.jpg"),
        "sound.mp3": tmp_path / "sound.mp3",
        "itself": disk.path("itself"),
        "broken.jpg": tmp_path / "nothing",
    }.items():
        disk.path(name).symlink_to(target)
    (outside / "back").symlink_to(disk.folder)
    (outside / "round").symlink_to(outside)
    assert disk.scan().added == 3
    found = disk.names()
    assert "sub/a.jpg" in found
    assert len(found & {"link/b.jpg", "link again/b.jpg"}) == 1
    assert len(found & {"linked.jpg", "linked again.jpg"}) == 1
    assert disk.scan() == ScanReport(unchanged=3)


def test_a_link_that_leads_nowhere_now_makes_nothing_missing(
    disk: Disk, library: Library, tmp_path: Path
) -> None:
    outside = tmp_path / "drive"
    (outside / "deep").mkdir(parents=True)
    (outside / "deep" / "a.jpg").write_text("a")
    (tmp_path / "b.jpg").write_text("bb")
    disk.path("link").symlink_to(outside)
    disk.path("b.jpg").symlink_to(tmp_path / "b.jpg")
    assert disk.scan().added == 2
    outside.rename(tmp_path / "unplugged")
    (tmp_path / "b.jpg").unlink()
    assert disk.scan() == ScanReport()
    disk.path("link").unlink()
    assert disk.scan() == ScanReport(missing=1)


def test_what_is_left_out(disk: Disk) -> None:
    for name in (
        ".hidden.jpg",
        ".hidden/a.jpg",
        "@eaDir/a.jpg",
        "sub/@EADIR/a.jpg",
        "$RECYCLE.BIN/a.jpg",
        ".Trash/a.jpg",
        ".Trash-1000/files/a.jpg",
        "Thumbs/a.jpg",
        ".photoclip/a.jpg",
        "System Volume Information/a.jpg",
        "private/a.jpg",
        "private/deep/b.jpg",
        "sub/._a.jpg",
    ):
        disk.write(name)
    disk.write("private/.nomedia", b"")
    disk.write("sub/seen.jpg")
    assert disk.scan() == ScanReport(added=1)
    assert disk.names() == {"sub/seen.jpg"}


def test_patterns_leave_out_as_in_a_gitignore(disk: Disk) -> None:
    for name in ("a.jpg", "a.tmp.jpg", "raw/b.jpg", "sub/raw/c.jpg", "top/d.jpg", "sub/top/e.jpg"):
        disk.write(name)
    disk.write("sub/keep.tmp.jpg")
    report = disk.scan(excludes=["*.tmp.jpg", "!keep.tmp.jpg", "raw/", "/top", "# a remark", ""])
    assert report == ScanReport(added=3)
    assert disk.names() == {"a.jpg", "sub/top/e.jpg", "sub/keep.tmp.jpg"}


def test_what_is_left_out_later_is_missing_until_it_is_wanted_again(
    disk: Disk, library: Library
) -> None:
    disk.write("raw/a.jpg")
    disk.write("b.jpg")
    disk.scan()
    assert disk.scan(excludes=["raw/"]) == ScanReport(unchanged=1, missing=1)
    assert disk.scan() == ScanReport(unchanged=2)


def test_a_pattern_that_is_none(disk: Disk) -> None:
    with pytest.raises(InputError, match="not valid"):
        disk.scan(excludes=["!"])


def test_a_folder_can_say_itself_what_to_leave_out(disk: Disk) -> None:
    for name in ("a.jpg", "sub/a.jpg", "sub/b.jpg", "sub/deep/a.jpg", "sub/deep/c.jpg"):
        disk.write(name)
    disk.write("sub/.photoclipignore", "a.jpg\n")
    disk.write("sub/deep/.photoclipignore", "!a.jpg\nc.jpg\n")
    assert disk.scan(excludes=["b.jpg"]) == ScanReport(added=2)
    assert disk.names() == {"a.jpg", "sub/deep/a.jpg"}
    disk.write("sub/.photoclipignore", "!\n")  # no pattern: ignored, nothing is lost
    assert disk.scan().added == 2


def test_our_own_files_are_left_out(tmp_path: Path) -> None:
    home = Home.at(tmp_path / "photos" / "catalogue")
    with Library.open(home) as library:
        roots.add(library, tmp_path / "photos")
        (tmp_path / "photos" / "a.jpg").write_text("a")
        (home.data / "b.jpg").write_text("bb")
        assert scanner.scan(library) == ScanReport(added=1)


def test_a_home_may_be_a_folder_of_photos(tmp_path: Path) -> None:
    with Library.open(Home.at(tmp_path)) as library:
        roots.add(library, tmp_path)
        (tmp_path / "a.jpg").write_text("a")
        assert scanner.scan(library) == ScanReport(added=1)


@pytest.mark.skipif(sys.platform != "linux", reason="names here are Unicode always")
def test_names_that_are_no_unicode_survive(disk: Disk, library: Library) -> None:
    name, place = os.fsdecode(b"caf\xe9.jpg"), os.fsdecode(b"\xff\xfe")
    disk.write(name)
    disk.write(f"{place}/{name}", "below")
    disk.write("café.jpg", "the usual one")
    assert disk.scan() == ScanReport(added=3)
    assert disk.scan() == ScanReport(unchanged=3)
    assert disk.names() == {name, f"{place}/{name}", "café.jpg"}
    disk.read()
    number = disk.id(f"{place}/{name}")
    disk.move(f"{place}/{name}", name + "2.jpg")
    assert disk.scan() == ScanReport(moved=1, unchanged=2)
    assert disk.id(name + "2.jpg") == number
    roots.add(library, disk.path(place))


def test_stopping_keeps_what_was_found_and_misses_nothing(
    disk: Disk, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk.write("gone.jpg")
    disk.scan()
    disk.path("gone.jpg").unlink()
    for number in range(5):
        disk.write(f"{number}/a.jpg", f"content {number}" * (number + 1))
    token = CancelToken()

    def report(progress: Progress) -> None:
        if progress.done == 2:
            token.cancel()

    monkeypatch.setattr(scanner, "REPORT_SECONDS", 0)
    with pytest.raises(Cancelled):
        disk.scan(token=token, report=report)
    assert 2 <= len(disk.names() - {"gone.jpg"}) < 5
    assert missing(library) == 0
    report_at_last = disk.scan()
    assert report_at_last.missing == 1
    assert report_at_last.added + report_at_last.unchanged == 5


def test_progress_is_reported_with_the_folder(disk: Disk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scanner, "REPORT_SECONDS", 0)
    for number in range(3):
        disk.write(f"{number}/a.jpg")
    told: list[Progress] = []
    disk.scan(report=told.append)
    assert [progress.done for progress in told] == sorted(progress.done for progress in told)
    assert told[-1].note == str(disk.path("2"))


def test_many_photos_are_written_in_batches(
    disk: Disk, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scanner, "BATCH", 3)
    for number in range(20):
        disk.write(f"{number % 4}/{number}.jpg", "x" * number)
    assert disk.scan() == ScanReport(added=20)
    disk.read()
    for number in range(4):
        disk.move(f"{number}", f"moved {number}")
    assert disk.scan() == ScanReport(moved=19, added=1, missing=1)  # one of them is empty
    shutil.rmtree(disk.path("moved 1"))
    assert disk.scan() == ScanReport(missing=5, unchanged=15)


def test_a_problem_is_counted_apart_until_its_file_changes(disk: Disk, library: Library) -> None:
    path = disk.write("a.jpg")
    disk.write("b.jpg")
    disk.scan()
    problem = Problem("damaged", "The picture's data is damaged.")
    photos.record(library, [reading(disk.id("a.jpg"), path, problem=problem)])
    assert disk.scan() == ScanReport(unchanged=1, problems=1)
    disk.write("a.jpg", "mended")
    assert disk.scan() == ScanReport(unchanged=1, changed=1)
    assert photos.counts(library).problems == 0


def test_a_photo_that_was_taken_out_stays_out(disk: Disk, library: Library) -> None:
    disk.write("a.jpg")
    disk.write("b.jpg")
    disk.scan()
    photos.remove(library, [disk.id("a.jpg")])
    assert disk.scan() == ScanReport(unchanged=1)
    assert disk.names() == {"b.jpg"}
    disk.path("a.jpg").unlink()
    assert disk.scan() == ScanReport(unchanged=1)


def test_a_scan_leaves_the_files_alone(disk: Disk) -> None:
    path = disk.write("a.jpg")
    before = (path.stat(), path.read_bytes(), sorted(disk.folder.rglob("*")))
    disk.scan()
    disk.read()
    after = (path.stat(), path.read_bytes(), sorted(disk.folder.rglob("*")))
    assert after[0].st_mtime_ns == before[0].st_mtime_ns
    assert after[1:] == before[1:]
