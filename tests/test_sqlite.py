"""Opening, upgrading, checking and copying SQLite files, and what their errors become."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import textwrap
import threading
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError, OperationalError

from photoclip import sqlite
from photoclip.errors import Damaged, LibraryError, Locked, NoSpace, TooNew

FIRST = sqlite.statements("CREATE TABLE a (x INTEGER PRIMARY KEY)", "INSERT INTO a VALUES (1)")
SECOND = sqlite.statements("ALTER TABLE a ADD COLUMN y TEXT DEFAULT 'new'")


def rows(path: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def make(path: Path, *migrations: sqlite.Migration) -> None:
    sqlite.open_database(path, migrations).dispose()


def test_a_new_file_goes_through_all_migrations(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "a.db"
    make(path, FIRST, SECOND)
    assert rows(path, "SELECT * FROM a") == [(1, "new")]
    assert rows(path, "PRAGMA user_version") == [(2,)]
    assert rows(path, "PRAGMA journal_mode") == [("wal",)]


def test_an_old_file_is_copied_before_it_is_upgraded(tmp_path: Path) -> None:
    path, backups = tmp_path / "a.db", tmp_path / "backups"
    make(path, FIRST)
    sqlite.open_database(path, (FIRST, SECOND), backups=backups).dispose()
    assert rows(path, "SELECT * FROM a") == [(1, "new")]
    assert [one.name for one in backups.iterdir()] == ["a-v1.db"]
    assert rows(backups / "a-v1.db", "SELECT * FROM a") == [(1,)]


def test_a_file_that_is_up_to_date_is_not_copied(tmp_path: Path) -> None:
    make(tmp_path / "a.db", FIRST)
    sqlite.open_database(tmp_path / "a.db", (FIRST,), backups=tmp_path / "backups").dispose()
    assert not (tmp_path / "backups").exists()


def test_a_migration_that_fails_leaves_nothing_of_itself(tmp_path: Path) -> None:
    def fails(connection: Connection) -> None:
        connection.exec_driver_sql("CREATE TABLE half (x)")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        make(tmp_path / "a.db", FIRST, fails)
    assert rows(tmp_path / "a.db", "SELECT name FROM sqlite_master") == [("a",)]
    assert rows(tmp_path / "a.db", "PRAGMA user_version") == [(1,)]


def test_a_file_of_a_newer_photoclip_is_refused_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    make(path, FIRST, SECOND)
    before = path.read_bytes()
    with pytest.raises(TooNew, match="newer photoclip"):
        make(path, FIRST)
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"no database " * 100, b"SQLite format 3\0" + b"\xff" * 4096])
def test_a_damaged_file_is_refused_and_kept(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.db"
    path.write_bytes(content)
    with pytest.raises(Damaged, match="damaged"):
        make(path, FIRST)
    assert path.read_bytes() == content


def test_reading_only_neither_makes_nor_upgrades(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with pytest.raises(LibraryError, match=r"There is no a\.db"):
        sqlite.open_database(path, (FIRST,), read_only=True)
    assert not path.exists()
    make(path, FIRST)
    with pytest.raises(LibraryError, match="older photoclip"):
        sqlite.open_database(path, (FIRST, SECOND), read_only=True)
    engine = sqlite.open_database(path, (FIRST,), read_only=True)
    with sqlite.reading(engine) as connection:
        assert connection.exec_driver_sql("SELECT x FROM a").scalar_one() == 1
    with pytest.raises(NoSpace, match="cannot be"), sqlite.writing(engine) as connection:
        connection.exec_driver_sql("DELETE FROM a")
    engine.dispose()


def test_the_page_size_holds_for_new_files(tmp_path: Path) -> None:
    sqlite.open_database(tmp_path / "a.db", (FIRST,), page_size=16384).dispose()
    assert rows(tmp_path / "a.db", "PRAGMA page_size") == [(16384,)]


def test_paths_of_any_letters(tmp_path: Path) -> None:
    for name in ("a b?c#d%20é.db", os.fsdecode(b"caf\xe9.db")):
        path = tmp_path / name
        make(path, FIRST)
        engine = sqlite.open_database(path, (FIRST,), read_only=True)
        with sqlite.reading(engine) as connection:
            assert connection.exec_driver_sql("SELECT x FROM a").scalar_one() == 1
        engine.dispose()
        assert sqlite.check(path) is None


def test_whoever_holds_the_file_is_waited_for_then_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0.05)
    engine = sqlite.open_database(tmp_path / "a.db", (FIRST,))
    with closing(sqlite3.connect(tmp_path / "a.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Locked, match="another process"), sqlite.writing(engine):
            pytest.fail("the lock was not taken at the start")
        with sqlite.reading(engine) as connection:  # readers do not wait
            assert connection.exec_driver_sql("SELECT x FROM a").scalar_one() == 1
    engine.dispose()


def test_many_may_make_the_same_file_at_once(tmp_path: Path) -> None:
    barrier, errors = threading.Barrier(6), []

    def open_it() -> None:
        barrier.wait()
        try:
            make(tmp_path / "a.db", FIRST, SECOND)
        except BaseException as error:  # noqa: BLE001 told to the test
            errors.append(error)

    threads = [threading.Thread(target=open_it) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert rows(tmp_path / "a.db", "SELECT * FROM a") == [(1, "new")]


def test_a_transaction_is_rolled_back_as_a_whole(tmp_path: Path) -> None:
    engine = sqlite.open_database(tmp_path / "a.db", (FIRST,))

    def fail() -> None:
        with sqlite.writing(engine) as connection:
            connection.exec_driver_sql("INSERT INTO a VALUES (2)")
            connection.exec_driver_sql("CREATE TABLE b (x)")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    engine.dispose()
    assert rows(tmp_path / "a.db", "SELECT x FROM a") == [(1,)]
    assert rows(tmp_path / "a.db", "SELECT name FROM sqlite_master") == [("a",)]


def test_bugs_are_not_translated(tmp_path: Path) -> None:
    engine = sqlite.open_database(tmp_path / "a.db", (FIRST,))
    with pytest.raises(OperationalError, match="no such table"), sqlite.reading(engine) as one:
        one.exec_driver_sql("SELECT * FROM absent")
    with pytest.raises(IntegrityError), sqlite.writing(engine) as one:
        one.exec_driver_sql("INSERT INTO a VALUES (1)")
    engine.dispose()


def test_a_full_disk_is_no_bug_and_loses_nothing(tmp_path: Path) -> None:
    engine = sqlite.open_database(tmp_path / "a.db", (FIRST,))

    def fill() -> None:
        with sqlite.writing(engine) as connection:
            connection.exec_driver_sql("PRAGMA max_page_count = 10")
            connection.exec_driver_sql("CREATE TABLE b AS SELECT randomblob(100000)")

    with pytest.raises(NoSpace, match="no space left"):
        fill()
    engine.dispose()
    assert sqlite.check(tmp_path / "a.db") is None
    assert rows(tmp_path / "a.db", "SELECT x FROM a") == [(1,)]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows limits no file sizes")
def test_a_file_that_may_not_grow_is_no_bug(tmp_path: Path) -> None:
    code = """
        import resource, sys
        from pathlib import Path
        from photoclip import errors, sqlite
        path = Path(sys.argv[1])
        engine = sqlite.open_database(path, [sqlite.statements("CREATE TABLE a (x)")])
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
        try:
            with sqlite.writing(engine) as connection:
                connection.exec_driver_sql("INSERT INTO a VALUES (randomblob(1000000))")
        except errors.NoSpace as error:
            print(error)
        engine.dispose()
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code), str(tmp_path / "a.db")],
        capture_output=True,
        text=True,
        check=True,
    )
    assert str(tmp_path / "a.db") in done.stdout
    assert sqlite.check(tmp_path / "a.db") is None


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(NoSpace, match="cannot be made"):
        make(tmp_path / "file" / "below" / "a.db", FIRST)


def test_check_says_what_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    assert "does not exist" in (sqlite.check(path) or "")
    make(path, sqlite.statements("CREATE TABLE a (x)", "CREATE INDEX i ON a (x)"))
    assert sqlite.check(path) is None
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executemany("INSERT INTO a VALUES (?)", [(i,) for i in range(5000)])
    content = bytearray(path.read_bytes())
    content[3 * 4096 : 4 * 4096] = bytes(4096)
    path.write_bytes(content)
    assert "damaged" in (sqlite.check(path) or "")


def test_check_finds_rows_that_refer_to_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    make(path, FIRST, sqlite.statements("CREATE TABLE b (x REFERENCES a (x))"))
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("INSERT INTO b VALUES (7)")
    assert "1 rows" in (sqlite.check(path) or "")


def test_a_backup_holds_what_was_written_last(tmp_path: Path) -> None:
    engine = sqlite.open_database(tmp_path / "a.db", (FIRST,))
    with sqlite.writing(engine) as connection:
        connection.exec_driver_sql("INSERT INTO a VALUES (2)")
    sqlite.back_up(tmp_path / "a.db", tmp_path / "copies" / "a.db")  # while it is open
    engine.dispose()
    assert rows(tmp_path / "copies" / "a.db", "SELECT x FROM a") == [(1,), (2,)]
    assert [one.name for one in (tmp_path / "copies").iterdir()] == ["a.db"]


def test_a_backup_that_fails_leaves_the_former_one(tmp_path: Path) -> None:
    (tmp_path / "bad.db").write_bytes(b"no database " * 100)
    (tmp_path / "copy.db").write_bytes(b"the former one")
    with pytest.raises(Damaged):
        sqlite.back_up(tmp_path / "bad.db", tmp_path / "copy.db")
    assert (tmp_path / "copy.db").read_bytes() == b"the former one"
    assert {one.name for one in tmp_path.iterdir()} == {"bad.db", "copy.db"}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no list of mounts")
def test_network_file_systems_are_recognised(tmp_path: Path) -> None:
    place = tmp_path.resolve()
    (place / "with space" / "local").mkdir(parents=True)
    mounts = tmp_path / "mounts"
    escaped = f"{place}/with\\040space"
    mounts.write_text(
        "/dev/sda1 / ext4 rw 0 0\n"
        f"server:/x {escaped} nfs4 rw 0 0\n"
        f"/dev/sdb1 {escaped}/local btrfs rw 0 0\n"
    )
    assert sqlite.on_network(place / "with space", mounts)
    assert sqlite.on_network(place / "with space" / "other" / "a.db", mounts)
    assert not sqlite.on_network(place / "with space" / "local", mounts)
    assert not sqlite.on_network(place, mounts)
    assert not sqlite.on_network(place, tmp_path / "no such list")


def test_on_a_network_file_system_there_is_no_wal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(sqlite, "on_network", lambda path: True)
    make(tmp_path / "a.db", FIRST)
    assert rows(tmp_path / "a.db", "PRAGMA journal_mode") == [("delete",)]
    assert not list(tmp_path.glob("*-wal"))
    assert "network file system" in caplog.text
