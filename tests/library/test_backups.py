"""Copies of the library are kept in turn, and with their journals bring back every decision."""

from __future__ import annotations

import os
import random
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from photoclip import sqlite
from photoclip.errors import Damaged, TooNew
from photoclip.library import albums, backups, history, photos, roots, tags
from photoclip.library.database import Library
from photoclip.library.schema import photo
from photoclip.paths import Home
from tests.library.conftest import Disk

DECIDED = (
    "SELECT * FROM tag ORDER BY id",
    "SELECT * FROM verdict ORDER BY tag_id, photo_id",
    "SELECT * FROM album ORDER BY id",
    "SELECT * FROM album_photo ORDER BY album_id, photo_id",
    "SELECT id, rating, favourite, caption, removed_at FROM photo WHERE id <= 4 ORDER BY id",
    "SELECT name, at, undone FROM operation ORDER BY id",
    "SELECT path, removed_at FROM root ORDER BY id",
)


def decided(home: Home) -> list[list[tuple[object, ...]]]:
    """Everything that the user ever said, as the file has it."""
    with closing(sqlite3.connect(home.library)) as connection:
        return [connection.execute(query).fetchall() for query in DECIDED]


def organise(library: Library, chance: random.Random) -> None:
    """One step, any."""
    some = chance.sample([1, 2, 3, 4], chance.randint(1, 4))
    match chance.randrange(8):
        case 0:
            tags.confirm(library, chance.choice(["dog", "cat", "Rex"]), some)
        case 1:
            tags.confirm(library, "cat", some[:1])
            tags.reject(library, "cat", some)
        case 2:
            albums.add(library, chance.choice(["Italy", "Best"]), some)
        case 3:
            photos.set_rating(library, some, chance.randint(0, 5))
        case 4:
            photos.set_caption(library, some, chance.choice(["", "on the beach", "ä\udce9"[:1]]))
        case 5:
            history.undo(library)
        case 6:
            history.redo(library)
        case _:
            albums.save_query(library, f"Rule {chance.randint(1, 3)}", "rating:>=4")


def damage(home: Home, how: str) -> None:
    """What disks, people and other programs do to a file."""
    path = home.library
    match how:
        case "gone":
            path.unlink()
        case "truncated":
            os.truncate(path, path.stat().st_size // 3)
        case "flipped":
            content = bytearray(path.read_bytes())
            for place in range(0, len(content), 512):
                content[place] ^= 0xFF
            path.write_bytes(content)
        case "replaced":
            path.write_bytes(b"not a database at all" * 500)
        case "empty":
            path.write_bytes(b"")
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


@pytest.mark.parametrize("how", ["gone", "truncated", "flipped", "replaced", "empty"])
@pytest.mark.parametrize("copied_after", [0, 7, None])
def test_every_decision_comes_back(
    four: Library, disk: Disk, how: str, copied_after: int | None
) -> None:
    chance = random.Random(f"{how}{copied_after}")
    home = four.home
    for step in range(25):
        if step == copied_after:
            backups.keep(four)
        organise(four, chance)
    four.close()
    before = decided(home)
    damage(home, how)
    restored = backups.restore(home)
    assert decided(home) == before
    assert (restored.lost, restored.backup is None) == (0, copied_after is None)
    with Library.open(home) as library:
        again = Disk(disk.folder, library)
        assert again.scan().added == 0, "the photos are known again"
        assert sqlite.check(home.library) is None


def test_photos_that_came_after_the_copy_keep_their_numbers(four: Library, disk: Disk) -> None:
    backups.keep(four)
    disk.write("trip/5.jpg")
    disk.write("trip/6.jpg")
    disk.scan()
    number = disk.id("trip/6.jpg")
    tags.confirm(four, "dog", [number])
    four.close()
    damage(four.home, "truncated")
    assert backups.restore(four.home).lost == 0
    with Library.open(four.home) as library:
        again = Disk(disk.folder, library)
        again.scan()
        assert again.id("trip/6.jpg") == number
        assert len(tags.verdicts(library)) == 1
        assert again.names() == {"1.jpg", "2.jpg", "3.jpg", "4.jpg", "trip/5.jpg", "trip/6.jpg"}


def test_a_damaged_copy_is_passed_over(four: Library) -> None:
    backups.keep(four)
    tags.confirm(four, "dog", [1])
    newest = backups.keep(four)
    tags.confirm(four, "dog", [2])
    four.close()
    before = decided(four.home)
    newest.path.write_bytes(newest.path.read_bytes()[:5000])
    damage(four.home, "replaced")
    restored = backups.restore(four.home)
    assert restored.backup is not None
    assert restored.backup.number == newest.number - 1
    assert decided(four.home) == before
    assert restored.aside is not None
    assert restored.aside.read_bytes().startswith(b"not a database")


def test_a_torn_line_ends_the_journal(four: Library) -> None:
    copy = backups.keep(four)
    tags.confirm(four, "dog", [1])
    tags.confirm(four, "dog", [2])
    four.close()
    whole = copy.journal.read_bytes()
    copy.journal.write_bytes(whole[:-20])
    damage(four.home, "gone")
    assert backups.restore(four.home).steps == 1
    with Library.open(four.home) as library:
        assert [verdict.photo_id for verdict in tags.verdicts(library)] == [1]


def test_a_library_without_copies_or_steps_cannot_be_mended(home: Home) -> None:
    home.data.mkdir(parents=True, exist_ok=True)
    home.library.write_bytes(b"nothing of ours" * 1000)
    with pytest.raises(Damaged, match="no backup"):
        backups.restore(home)
    assert home.library.exists()


def test_a_newer_library_is_left_alone(four: Library) -> None:
    backups.keep(four)
    four.close()
    with closing(sqlite3.connect(four.home.library)) as connection:
        connection.execute("PRAGMA user_version = 999")
    with pytest.raises(TooNew):
        backups.restore(four.home)


def test_a_step_that_was_rolled_back_is_not_told(four: Library) -> None:
    copy = backups.keep(four)
    told = copy.journal.read_bytes()

    def rate_and_stumble() -> None:
        with four.write() as connection:
            with history.recording(connection, "Rate") as record:
                record.update(photo, [1], rating=5)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rate_and_stumble()
    assert copy.journal.read_bytes() == told


def test_copies_are_made_once_a_day_whatever_the_clock_does(four: Library) -> None:
    first = backups.keep_due(four)
    assert first is not None
    assert backups.keep_due(four) is None
    made = first.made_at
    assert backups.keep_due(four, made + timedelta(hours=25)) is not None
    assert backups.keep_due(four, made - timedelta(days=400)) is not None, "the clock was set back"


def test_old_copies_go_and_leave_days_and_weeks(four: Library) -> None:
    start = datetime(2026, 1, 1, 12, tzinfo=UTC)
    for day in range(40):
        made = backups.keep_due(four, start + timedelta(days=day))
        assert made is not None
        at = (start + timedelta(days=day)).timestamp()
        os.utime(made.path, (at, at))
    kept = backups.all_backups(four.home)
    ages = [(start + timedelta(days=39) - copy.made_at).days for copy in kept]
    assert ages[:7] == [0, 1, 2, 3, 4, 5, 6]
    assert 9 <= len(kept) <= 12
    assert max(ages) >= 14
    journals = {int(path.stem[-6:]) for path in four.home.backups.glob("*.journal")}
    assert journals == set(range(kept[-1].number, kept[0].number + 1)), "no gap to replay over"


def test_a_folder_that_was_added_after_the_copy_comes_back(four: Library, tmp_path: Path) -> None:
    backups.keep(four)
    (tmp_path / "more").mkdir()
    roots.add(four, tmp_path / "more")
    four.close()
    damage(four.home, "gone")
    backups.restore(four.home)
    with Library.open(four.home) as library:
        assert tmp_path / "more" in {root.path for root in roots.all_roots(library)}
