"""Opening the library, reading and writing it from many threads, and what can be wrong with it."""

from __future__ import annotations

import sqlite3
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import func, select

from photoclip import sqlite
from photoclip.errors import Damaged, LibraryError, Locked, NoSpace, TooNew
from photoclip.library import photos
from photoclip.library.database import Library
from photoclip.library.rows import plain
from photoclip.library.schema import HIDDEN, SHOWN, UNREAD, photo, tables
from photoclip.paths import Home
from tests.library.conftest import Disk


def put(library: Library, key: str) -> None:
    with library.write() as connection:
        connection.exec_driver_sql("INSERT INTO meta VALUES (?, '')", (key,))


def keys(library: Library) -> set[str]:
    with library.read() as connection:
        return {key for (key,) in plain(connection, "SELECT key FROM meta")} - {"uuid"}


def test_opening_makes_the_home_and_an_empty_library(home: Home) -> None:
    with Library.open(home) as library:
        assert home.library.is_file()
        assert library.home == home
        assert list(photos.ids(library)) == []
        assert photos.counts(library) == photos.Counts(0, 0, 0, 0, 0)


def test_a_library_is_known_by_its_uuid(home: Home, tmp_path: Path) -> None:
    with Library.open(home) as library:
        uuid = library.uuid
    with Library.open(home) as again, Library.open(Home.at(tmp_path / "other")) as other:
        assert again.uuid == uuid != other.uuid
        assert len(uuid) == 32


def test_reading_only_needs_a_library(home: Home) -> None:
    with pytest.raises(LibraryError, match=r"There is no library\.db"):
        Library.open(home, read_only=True)
    assert not home.data.exists()


def test_a_reader_sees_what_a_writer_has_finished(home: Home) -> None:
    with Library.open(home) as writer, Library.open(home, read_only=True) as reader:
        put(writer, "a")
        assert keys(reader) == {"a"}
        with pytest.raises(NoSpace):
            put(reader, "b")


def test_one_reading_sees_one_state(library: Library) -> None:
    with library.read() as connection:
        query = "SELECT count(*) FROM meta"
        before = connection.exec_driver_sql(query).scalar_one()
        put(library, "a")
        assert connection.exec_driver_sql(query).scalar_one() == before
    assert keys(library) == {"a"}


def test_an_exception_rolls_everything_back(library: Library) -> None:
    def fail() -> None:
        with library.write() as connection:
            connection.exec_driver_sql("INSERT INTO meta VALUES ('a', '')")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert keys(library) == set()
    put(library, "b")  # and the next one may write
    assert keys(library) == {"b"}


def test_a_write_inside_a_write_is_a_bug_that_is_told(library: Library) -> None:
    with library.write(), pytest.raises(RuntimeError, match="inside"), library.write():
        pass
    put(library, "a")


def test_threads_write_one_after_the_other(library: Library) -> None:
    errors: list[BaseException] = []

    def work(name: int) -> None:
        try:
            for number in range(20):
                put(library, f"{name} {number}")
                keys(library)
        except BaseException as error:  # noqa: BLE001 told to the test
            errors.append(error)

    threads = [threading.Thread(target=work, args=(name,)) for name in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert len(keys(library)) == 120


def test_two_openings_wait_for_each_other(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0.05)
    with Library.open(home) as one, Library.open(home) as other:
        with one.write(), pytest.raises(Locked, match="another process"):
            put(other, "a")
        put(other, "a")
        assert keys(one) == {"a"}


def test_a_library_of_a_newer_photoclip_is_refused(home: Home) -> None:
    Library.open(home).close()
    with closing(sqlite3.connect(home.library)) as connection:
        connection.execute("PRAGMA user_version = 999")
    for read_only in (False, True):
        with pytest.raises(TooNew):
            Library.open(home, read_only=read_only)


@pytest.mark.parametrize("damage", ["no database", "half", "no uuid"])
def test_a_damaged_library_is_refused_and_left_alone(disk: Disk, damage: str) -> None:
    for number in range(200):
        disk.write(f"{number}.jpg")
    disk.scan()
    home = disk.library.home
    disk.library.close()
    if damage == "no database":
        home.library.write_bytes(b"?" * 10_000)
    elif damage == "half":
        home.library.write_bytes(home.library.read_bytes()[:6_000])
    else:
        with closing(sqlite3.connect(home.library, isolation_level=None)) as connection:
            connection.execute("DELETE FROM meta")
    before = home.library.read_bytes()
    with pytest.raises(Damaged):
        Library.open(home)
    assert home.library.read_bytes() == before


def test_a_home_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(NoSpace, match="cannot be made"):
        Library.open(Home.at(tmp_path / "file" / "home"))


def test_a_full_disk_is_told_and_loses_nothing(disk: Disk, monkeypatch: pytest.MonkeyPatch) -> None:
    disk.write("a.jpg")
    disk.scan()
    library = disk.library

    def fill() -> None:
        with library.write() as connection:
            (pages,) = plain(connection, "PRAGMA page_count")[0]
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
            try:
                for number in range(1000):
                    connection.exec_driver_sql("INSERT INTO meta VALUES (?, 'much')", (number,))
            finally:
                connection.exec_driver_sql("PRAGMA max_page_count = 1000000000")

    with pytest.raises(NoSpace, match="no space left"):
        fill()
    assert disk.names() == {"a.jpg"}
    put(library, "b")
    assert keys(library) == {"b"}


def test_the_schema_for_queries_is_the_one_of_the_file(library: Library) -> None:
    with library.read() as connection:
        for table in tables.sorted_tables:
            columns = plain(connection, f"PRAGMA table_info({table.name})")
            assert [column[1] for column in columns] == [column.name for column in table.c]
            assert {c[1] for c in columns if c[5]} == {c.name for c in table.primary_key}


@pytest.mark.parametrize(
    ("query", "index"),
    [
        ("ids", "USING COVERING INDEX photo_shown"),
        ("unread", "USING INDEX photo_unread"),
        ("hidden", "USING INDEX photo_hidden"),
        ("folders", "USING COVERING INDEX photo_shown_by_folder"),
    ],
)
def test_the_indices_are_used(library: Library, query: str, index: str) -> None:
    newest = (photo.c.moment.desc(), photo.c.id.desc())
    statement = {
        "ids": select(photo.c.id).where(SHOWN).order_by(*newest),
        "unread": select(photo.c.id, photo.c.name).where(UNREAD).order_by(*newest),
        "hidden": select(photo.c.id).where(HIDDEN),
        "folders": select(photo.c.folder_id, func.count()).where(SHOWN).group_by(photo.c.folder_id),
    }[query]
    with library.read() as connection:
        sql = str(statement.compile(dialect=connection.dialect))
        plan = [row[-1] for row in plain(connection, f"EXPLAIN QUERY PLAN {sql}")]
    assert any(index in step for step in plan), plan
    assert not any("TEMP B-TREE" in step for step in plan), plan


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be moved there")
def test_closing_lets_go_of_the_files(home: Home) -> None:
    library = Library.open(home)
    put(library, "a")
    library.close()
    library.close()
    assert [one.name for one in home.data.iterdir() if one.is_file()] == ["library.db"]
