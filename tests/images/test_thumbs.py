"""Thumbnails at rest: found again, bounded, shared by threads, and begun anew when damaged."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from photoclip.errors import LibraryError, Locked, NoSpace
from photoclip.images.thumbs import ThumbStore


class Clock:
    """A time that passes when the test says so."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "thumbs.db"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(path: Path, clock: Clock) -> Iterator[ThumbStore]:
    with ThumbStore(path, clock) as store:
        yield store


def test_what_was_put_is_found_with_its_stamp(store: ThumbStore) -> None:
    store.put([(1, "aa", b"one"), (2, "bb", b"two")])

    assert store.get(1) == b"one"
    assert store.get(3) is None
    assert store.stamp(2) == "bb"
    assert store.stamp(3) is None
    assert store.get_many([1, 2, 3]) == {1: b"one", 2: b"two"}
    assert store.stamps([2, 3]) == {2: "bb"}


def test_a_new_thumbnail_replaces_the_old_one(store: ThumbStore) -> None:
    store.put([(1, "aa", b"old")])
    store.put([(1, "bb", b"new")])

    assert store.get(1) == b"new"
    assert store.stamp(1) == "bb"


def test_everything_is_still_there_after_reopening(path: Path) -> None:
    with ThumbStore(path) as store:
        store.put([(1, "aa", b"one")])

    with ThumbStore(path) as store:
        assert store.get(1) == b"one"


def test_many_at_once(store: ThumbStore) -> None:
    store.put((i, str(i), b"%d" % i) for i in range(5_000))

    assert store.get_many(range(5_000)) == {i: b"%d" % i for i in range(5_000)}
    assert store.get_many([]) == {}


def test_removed_is_gone(store: ThumbStore) -> None:
    store.put([(1, "aa", b"one"), (2, "bb", b"two")])
    store.remove([1, 99])

    assert store.get_many([1, 2]) == {2: b"two"}


def test_the_least_recently_used_go_first(store: ThumbStore, clock: Clock) -> None:
    for photo_id in range(10):
        clock.now += 1
        store.put([(photo_id, "", bytes(100))])
    clock.now += 1
    store.get(0)

    assert store.trim(300) == 7
    assert store.get_many(range(10)).keys() == {0, 8, 9}
    assert store.trim(300) == 0
    assert store.trim(0) == 3


def test_use_is_remembered_over_a_restart(path: Path, clock: Clock) -> None:
    with ThumbStore(path, clock) as store:
        store.put([(1, "", bytes(100)), (2, "", bytes(100))])
        clock.now += 60
        store.get(1)

    with ThumbStore(path, clock) as store:
        store.trim(100)
        assert store.get_many([1, 2]).keys() == {1}


def test_trimming_gives_the_room_back(store: ThumbStore, path: Path) -> None:
    store.put((i, "", bytes(20_000)) for i in range(200))
    store.close()
    before = path.stat().st_size

    with ThumbStore(path) as again:
        again.trim(100_000)

    assert path.stat().st_size < before / 4


def test_several_threads_may_use_it(store: ThumbStore) -> None:
    start = threading.Barrier(4)

    def work(thread: int) -> int:
        start.wait()
        for i in range(50):
            store.put([(thread * 1000 + i, "", b"%d" % i)])
        return len(store.get_many([thread * 1000 + i for i in range(50)]))

    with ThreadPoolExecutor(4) as executor:
        assert list(executor.map(work, range(4))) == [50] * 4


@pytest.mark.parametrize("content", [b"this is no database", b"SQLite format 3\0" + b"\xff" * 4096])
def test_a_damaged_file_is_set_aside_and_begun_anew(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)

    with ThumbStore(path) as store:
        store.put([(1, "aa", b"one")])
        assert store.get(1) == b"one"

    assert path.with_name("thumbs.db.damaged").read_bytes() == content


def test_damage_that_shows_only_later_is_no_end_either(path: Path) -> None:
    with ThumbStore(path) as store:
        store.put((i, "", bytes(5_000)) for i in range(500))
    with path.open("r+b") as file:
        file.seek(8192 * 2)
        file.write(b"\xff" * 8192 * 20)

    with ThumbStore(path) as store:
        store.put((i, "", b"new") for i in range(500))
        assert store.get_many(range(500)) == dict.fromkeys(range(500), b"new")


def test_a_file_of_another_version_is_begun_anew(path: Path) -> None:
    with ThumbStore(path) as store:
        store.put([(1, "aa", b"one")])
    database = sqlite3.connect(path)
    database.execute("PRAGMA user_version = 99")
    database.close()

    with ThumbStore(path) as store:
        assert store.get(1) is None


def test_a_full_disk_is_told_plainly(path: Path) -> None:
    with ThumbStore(path) as store:
        store.put([(1, "", b"one")])
        pages = store._opened().execute("PRAGMA page_count").fetchone()[0]
        store._opened().execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(NoSpace, match="disk is full"):
            store.put([(2, "", bytes(1_000_000))])
        assert store.get(1) == b"one"


def test_a_place_that_cannot_be_written_is_told_plainly(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(NoSpace, match="cannot be written"):
        ThumbStore(tmp_path / "file" / "thumbs.db")
    with pytest.raises(NoSpace, match="cannot be written"):
        ThumbStore(tmp_path)


def test_a_file_that_another_process_holds_is_told_plainly(path: Path) -> None:
    with ThumbStore(path) as store:
        store._opened().execute("PRAGMA busy_timeout = 1")
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Locked, match="another process"):
            store.put([(1, "", b"one")])
        other.execute("ROLLBACK")
        other.close()
        store.put([(1, "", b"one")])


def test_a_foreign_database_is_not_overwritten(path: Path) -> None:
    path.parent.mkdir()
    database = sqlite3.connect(path)
    database.execute("CREATE TABLE thumb (something TEXT)")
    database.close()

    with pytest.raises(LibraryError):
        ThumbStore(path)
