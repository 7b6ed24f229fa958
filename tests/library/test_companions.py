"""Which files of a folder are one photo, and what becomes of the photo as they come and go."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from photoclip.domain import CompanionKind, Problem, ScanReport
from photoclip.library import albums, apart, doctor, history, photos, tags
from photoclip.library.companions import LONGEST_LIVE, Belonging, belonging
from photoclip.library.database import Library
from photoclip.library.rows import plain
from tests.library.conftest import Disk, reading

RAW, VIDEO, SIDECAR = CompanionKind.RAW, CompanionKind.VIDEO, CompanionKind.SIDECAR


def sorted_out(*names: str, size: int = 1, videos: bool = True) -> dict[str, tuple[str, str]]:
    """The companions among the names, each with its face and its kind."""
    endings = (".jpg", ".jpeg", ".heic", ".cr2", ".dng", ".png", ".tif")
    if videos:
        endings += (".mov", ".mp4", ".avi")
    pictures = [name for name in names if name.lower().endswith(endings)]
    others = [name for name in names if name not in pictures]
    found = belonging(pictures, others, lambda _name: size)
    return {name: (one.face, one.kind) for name, one in found.items()}


@pytest.mark.parametrize(
    ("names", "wanted"),
    [
        (("a.jpg", "a.cr2"), {"a.cr2": ("a.jpg", RAW)}),
        (("IMG.JPG", "img.CR2"), {"img.CR2": ("IMG.JPG", RAW)}),
        (("a.jpg", "b.cr2"), {}),
        (("a.cr2", "a.dng"), {}),
        (("a.tif", "a.cr2"), {}),
        (("a.jpg", "a.png"), {}),
        (("a.heic", "a.jpg"), {}),
        (("a.heic", "a.mov"), {"a.mov": ("a.heic", VIDEO)}),
        (("a.jpg", "a.heic", "a.mov"), {"a.mov": ("a.heic", VIDEO)}),
        (("a.jpg", "a.avi"), {}),
        (("a.cr2", "a.mov"), {}),
        (
            ("a.jpg", "a.xmp", "a.jpg.xmp"),
            {"a.xmp": ("a.jpg", SIDECAR), "a.jpg.xmp": ("a.jpg", SIDECAR)},
        ),
        (("a.cr2", "a.xmp"), {"a.xmp": ("a.cr2", SIDECAR)}),
        (
            ("a.jpg", "a.cr2", "a.cr2.xmp"),
            {"a.cr2": ("a.jpg", RAW), "a.cr2.xmp": ("a.jpg", SIDECAR)},
        ),
        (("a.jpg", "a.png", "a.png.xmp"), {"a.png.xmp": ("a.png", SIDECAR)}),
        (("a.avi", "a.thm"), {"a.thm": ("a.avi", SIDECAR)}),
        (("a.heic", "a.aae"), {"a.aae": ("a.heic", SIDECAR)}),
        (("a.xmp",), {}),
        (
            ("PXL_1.RAW-01.COVER.jpg", "PXL_1.RAW-02.ORIGINAL.dng"),
            {"PXL_1.RAW-02.ORIGINAL.dng": ("PXL_1.RAW-01.COVER.jpg", RAW)},
        ),
        (
            ("PXL_1.RAW-01.MP.COVER.jpg", "PXL_1.RAW-02.ORIGINAL.dng"),
            {"PXL_1.RAW-02.ORIGINAL.dng": ("PXL_1.RAW-01.MP.COVER.jpg", RAW)},
        ),
        (("caf\u00e9.jpg", "cafe\u0301.cr2"), {"cafe\u0301.cr2": ("caf\u00e9.jpg", RAW)}),
        (("a.jpg", "A.JPG", "A.CR2"), {"A.CR2": ("A.JPG", RAW)}),
        (("caf\udce9.jpg", "caf\udce9.cr2"), {"caf\udce9.cr2": ("caf\udce9.jpg", RAW)}),
    ],
)  # fmt: skip
def test_files_belong_together_by_name(
    names: tuple[str, ...], wanted: dict[str, tuple[str, str]]
) -> None:
    assert sorted_out(*names) == wanted
    assert sorted_out(*reversed(names)) == wanted


def test_a_long_video_is_no_part_of_a_photo() -> None:
    assert sorted_out("a.jpg", "a.mov", size=LONGEST_LIVE + 1) == {}
    assert sorted_out("a.jpg", "a.mov", size=LONGEST_LIVE + 1, videos=False) == {}


def test_a_live_video_belongs_to_its_photo_where_videos_are_none_themselves() -> None:
    assert sorted_out("a.heic", "a.mov", videos=False) == {"a.mov": ("a.heic", VIDEO)}


def test_a_file_that_is_gone_meanwhile_belongs_nowhere() -> None:
    assert belonging(["a.jpg", "a.mov"], [], lambda _name: None) == {}
    assert belonging(["a.jpg", "a.cr2"], [], lambda _name: None) == {
        "a.cr2": Belonging("a.jpg", RAW)
    }


def companions(disk: Disk, name: str) -> list[tuple[str, str]]:
    (photo,) = photos.get(disk.library, [disk.id(name)])
    return [(one.path.name, one.kind) for one in photo.companions]


def sound(library: Library) -> bool:
    with library.read() as connection:
        broken = plain(connection, "PRAGMA foreign_key_check")
    return not broken and all(check.ok for check in doctor.examine(library))


def test_a_picture_and_its_other_files_are_one_photo(disk: Disk, library: Library) -> None:
    for name in ("a.jpg", "a.cr2", "a.xmp", "b.heic", "b.mov", "c.cr2", "d.mov"):
        disk.write(name)
    assert disk.scan() == ScanReport(added=4)
    assert disk.names() == {"a.jpg", "b.heic", "c.cr2", "d.mov"}
    assert companions(disk, "a.jpg") == [("a.cr2", "raw"), ("a.xmp", "sidecar")]
    assert companions(disk, "b.heic") == [("b.mov", "video")]
    a, b, c, d = (photos.get(library, [disk.id(n)])[0] for n in sorted(disk.names()))
    assert (a.is_raw, b.is_live, c.companions, d.companions) == (True, True, (), ())
    assert disk.scan() == ScanReport(unchanged=4)
    assert photos.counts(library).photos == 4
    assert sound(library)


def test_the_path_of_a_companion_means_its_photo(disk: Disk, library: Library) -> None:
    disk.write("a.jpg")
    raw = disk.write("a.cr2")
    disk.scan()
    assert photos.by_paths(library, [raw])[raw].path == disk.path("a.jpg")


def test_two_photos_of_an_old_library_become_one_with_what_was_decided_about_both(
    disk: Disk, library: Library
) -> None:
    disk.write("a.cr2")
    disk.write("sub/x.jpg")
    disk.scan()
    disk.read()
    raw, face = disk.id("a.cr2"), disk.id("sub/x.jpg")
    for name, ids in (("beach", [raw]), ("sun", [raw, face]), ("sea", [face])):
        tags.confirm(library, name, ids)
    tags.confirm(library, "dog", [raw])
    tags.reject(library, "dog", [face])
    with library.write() as connection:
        connection.exec_driver_sql(
            "UPDATE verdict SET decided_at = '2999-01-01T00:00:00Z' WHERE photo_id = ?", (raw,)
        )
    albums.add(library, "Italy", [raw])
    photos.set_rating(library, [raw], 4)
    photos.set_rating(library, [face], 2)
    photos.set_favourite(library, [raw])
    photos.set_caption(library, [raw], "By the sea")
    apart.keep_apart(library, [raw, face])
    disk.move("sub/x.jpg", "a.jpg")

    assert disk.scan() == ScanReport(moved=1)

    assert disk.names() == {"a.jpg"}
    (photo,) = photos.get(library, [face])
    assert photo.path == disk.path("a.jpg")
    assert photo.content_hash  # nothing is read again
    assert (photo.rating, photo.favourite, photo.caption) == (4, True, "By the sea")
    assert photo.is_raw
    agreed = {tag.name for tag in tags.of_photos(library, [face])[face]}
    assert agreed == {"beach", "sun", "sea", "dog"}  # the later answer about "dog" counts
    assert list(albums.photo_ids(library, "Italy")) == [face]
    assert apart.pairs(library) == set()
    assert disk.scan() == ScanReport(unchanged=1)
    assert sound(library)
    while history.undo(library):
        pass
    assert sound(library)
    while history.redo(library):
        pass
    assert sound(library)
    assert disk.names() == {"a.jpg"}


def test_an_applied_suggestion_never_outvotes_an_answer(disk: Disk, library: Library) -> None:
    disk.write("a.cr2")
    disk.write("sub/a.jpg")
    disk.scan()
    disk.read()
    raw, face = disk.id("a.cr2"), disk.id("sub/a.jpg")
    tags.confirm(library, "dog", [])
    tags.reject(library, "dog", [face])
    with library.write() as connection:
        connection.exec_driver_sql(
            "INSERT INTO verdict SELECT tag_id, ?, 1, 'auto', '2999-01-01T00:00:00Z' FROM verdict",
            (raw,),
        )
    disk.move("sub/a.jpg", "a.jpg")
    disk.scan()
    assert [(v.photo_id, v.agreed) for v in tags.verdicts(library)] == [(face, False)]


def test_a_picture_that_comes_to_a_raw_photo_is_shown_for_it(disk: Disk, library: Library) -> None:
    disk.write("a.cr2")
    disk.scan()
    disk.read()
    number = disk.id("a.cr2")
    tags.confirm(library, "beach", [number])
    disk.write("a.jpg")
    assert disk.scan() == ScanReport(changed=1)
    assert disk.names() == {"a.jpg"}
    assert disk.id("a.jpg") == number
    assert [tag.name for tag in tags.of_photos(library, [number])[number]] == ["beach"]
    assert companions(disk, "a.jpg") == [("a.cr2", "raw")]
    assert [path.name for _, path in photos.unread(library)] == ["a.jpg"]
    assert sound(library)


def test_a_photo_goes_on_as_its_raw_file_and_back(disk: Disk, library: Library) -> None:
    disk.write("a.jpg")
    disk.write("a.cr2")
    disk.write("a.xmp")
    disk.scan()
    disk.read()
    number = disk.id("a.jpg")
    tags.confirm(library, "beach", [number])
    content = disk.path("a.jpg").read_bytes()
    disk.path("a.jpg").unlink()
    assert disk.scan() == ScanReport(changed=1)
    assert disk.names() == {"a.cr2"}
    assert disk.id("a.cr2") == number
    assert companions(disk, "a.cr2") == [("a.xmp", "sidecar")]
    disk.read()
    disk.write("a.jpg", content)
    assert disk.scan().changed == 1
    assert disk.id("a.jpg") == number
    assert disk.names() == {"a.jpg"}
    assert [tag.name for tag in tags.of_photos(library, [number])[number]] == ["beach"]
    assert disk.scan() == ScanReport(unchanged=1)
    assert sound(library)


def test_files_that_move_together_stay_one_photo(disk: Disk, library: Library) -> None:
    for name in ("a.jpg", "a.cr2", "a.xmp"):
        disk.write(name)
    disk.scan()
    disk.read()
    number = disk.id("a.jpg")
    for name in ("a.jpg", "a.cr2", "a.xmp"):
        disk.move(name, f"sub/b{name[1:]}")
    assert disk.scan() == ScanReport(moved=1)
    assert disk.id("sub/b.jpg") == number
    assert companions(disk, "sub/b.jpg") == [("b.cr2", "raw"), ("b.xmp", "sidecar")]
    with library.read() as connection:
        assert plain(connection, "SELECT count(*) FROM photo_file") == [(2,)]


def test_a_raw_file_that_stays_behind_is_a_photo_of_its_own(disk: Disk, library: Library) -> None:
    disk.write("a.jpg")
    disk.write("a.cr2")
    disk.scan()
    disk.read()
    number = disk.id("a.jpg")
    disk.move("a.jpg", "sub/a.jpg")
    report = disk.scan()
    assert (report.moved, report.added, report.missing) == (1, 1, 0)
    assert disk.id("sub/a.jpg") == number
    assert disk.id("a.cr2") != number
    assert companions(disk, "sub/a.jpg") == []


def test_companions_come_change_and_go(disk: Disk, library: Library) -> None:
    disk.write("a.jpg")
    disk.scan()
    disk.write("a.xmp", "1")
    assert disk.scan() == ScanReport(unchanged=1)
    disk.write("a.xmp", "22")
    disk.scan()
    (photo,) = photos.get(library, [disk.id("a.jpg")])
    assert [one.size for one in photo.companions] == [2]
    disk.path("a.xmp").unlink()
    assert disk.scan() == ScanReport(unchanged=1)
    assert companions(disk, "a.jpg") == []


def test_a_photo_that_is_missing_with_its_files_comes_back_with_them(
    disk: Disk, library: Library
) -> None:
    disk.write("sub/a.jpg")
    disk.write("sub/a.cr2")
    disk.write("b.jpg")
    disk.scan()
    disk.read()
    number = disk.id("sub/a.jpg")
    disk.path("sub").rename(disk.folder.parent / "elsewhere")
    assert disk.scan() == ScanReport(missing=1, unchanged=1)
    (disk.folder.parent / "elsewhere").rename(disk.path("sub"))
    assert disk.scan() == ScanReport(unchanged=2)
    assert disk.id("sub/a.jpg") == number
    assert companions(disk, "sub/a.jpg") == [("a.cr2", "raw")]


def test_a_photo_taken_out_takes_its_files_with_it(disk: Disk, library: Library) -> None:
    disk.write("a.jpg")
    disk.write("a.cr2")
    disk.scan()
    photos.remove(library, [disk.id("a.jpg")])
    assert disk.scan() == ScanReport()
    assert list(photos.ids(library)) == []


def test_a_folder_that_cannot_be_seen_keeps_its_companions(
    disk: Disk, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk.write("sub/a.jpg")
    disk.write("sub/a.cr2")
    disk.write("b.jpg")
    disk.scan()
    number = disk.id("sub/a.jpg")
    real = os.scandir

    def refuse(path: Any) -> Any:
        if Path(path) == disk.path("sub"):
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert disk.scan().missing == 0
    (photo,) = photos.get(library, [number])
    assert len(photo.companions) == 1


def test_videos_can_be_left_out(disk: Disk, library: Library) -> None:
    for name in ("a.heic", "a.mov", "b.mp4"):
        disk.write(name)
    assert disk.scan(videos=False) == ScanReport(added=1)
    assert companions(disk, "a.heic") == [("a.mov", "video")]
    assert disk.scan() == ScanReport(added=1, unchanged=1)
    assert disk.scan(videos=False) == ScanReport(unchanged=2)


def test_a_raw_file_with_a_problem_joins_its_picture(disk: Disk, library: Library) -> None:
    disk.write("a.cr2")
    disk.scan()
    number = disk.id("a.cr2")
    damaged = Problem("damaged", "The picture's data is damaged.")
    photos.record(library, [reading(number, disk.path("a.cr2"), problem=damaged)])
    disk.write("a.jpg")
    disk.scan()
    (photo,) = photos.get(library, [number])
    assert (photo.path.name, photo.problem) == ("a.jpg", None)
    assert list(photos.ids(library)) == [number]
