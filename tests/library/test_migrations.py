"""Every version of `library.db` that there ever was is opened and understood.

`versions/vN.sql` is a library of that version, as text. A new version brings its own file:
`python -m tests.library.test_migrations` writes the one of today's.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from photoclip.domain import Metadata, Problem
from photoclip.images.look import Look
from photoclip.images.reading import Reading
from photoclip.library import albums, apart, doctor, history, photos, roots, scanner, tags
from photoclip.library.database import Library
from photoclip.library.migrations import MIGRATIONS
from photoclip.library.rows import plain
from photoclip.paths import Home

VERSIONS = Path(__file__).with_name("versions")
TAKEN = datetime(2021, 5, 6, 7, 8, 9)


def lay_out(home: Home, version: Path) -> None:
    home.data.mkdir(parents=True)
    with closing(sqlite3.connect(home.library)) as connection:
        connection.executescript(version.read_text(encoding="utf-8"))


@pytest.mark.parametrize("version", sorted(VERSIONS.glob("*.sql")), ids=lambda path: path.stem)
def test_an_old_library_is_understood(home: Home, version: Path) -> None:
    lay_out(home, version)
    with Library.open(home) as library:
        assert library.uuid == "0123456789abcdef0123456789abcdef"
        beach, odd, gone, bad, out = photos.get(library, [1, 2, 3, 4, 5])
        assert beach.path == Path("/photos/beach.jpg")
        assert beach.metadata.taken_at == TAKEN
        assert (beach.rating, beach.favourite, beach.caption) == (4, True, "Am Meer")
        assert beach.content_hash == "aa"
        assert odd.path == Path("/photos/sub", os.fsdecode(b"caf\xe9.jpg"))
        assert gone.missing_since == datetime(2024, 1, 2, 3, 4, 5, tzinfo=UTC)
        assert bad.problem == Problem("damaged", "The picture's data is damaged.")
        assert list(photos.ids(library)) == [1, 2]
        assert out.id == 5
        assert [tag.name for tag in tags.of_photos(library, [1])[1]] == ["Strand"]
        assert tags.get(library, "strand").aliases == ("beach",)
        assert tags.get(library, "strand").parent == "Ort"
        assert [(v.photo_id, v.agreed) for v in tags.verdicts(library)] == [(1, True), (2, False)]
        assert {one.name: one.query for one in albums.all_albums(library)} == {
            "Italien": None,
            "Rot": "red",
        }
        assert list(albums.photo_ids(library, "italien")) == [2, 1]
        assert [root.path for root in roots.all_roots(library)] == [Path("/photos")]
        done = history.undo(library)
        assert done is not None
        assert done[0].name == "Take 1 photo out of the library"
        assert sorted(photos.ids(library)) == [1, 2, 5]
        while history.undo(library):
            pass
        assert tags.all_tags(library) == []
        assert all(check.ok for check in doctor.examine(library))


@pytest.mark.parametrize("version", sorted(VERSIONS.glob("*.sql")), ids=lambda path: path.stem)
def test_an_upgraded_library_is_like_a_new_one(home: Home, tmp_path: Path, version: Path) -> None:
    lay_out(home, version)
    with Library.open(home) as old, Library.open(Home.at(tmp_path / "new")) as new:
        assert schema(old) == schema(new)
        assert bool(list(home.backups.glob("*.db"))) == (version.stem != f"v{len(MIGRATIONS)}")


def schema(library: Library) -> list[tuple[str, str]]:
    """Every table and index with the statement that made it, spaces apart."""
    with library.read() as connection:
        rows = plain(connection, "SELECT name, sql FROM sqlite_master ORDER BY name")
    return [(name, " ".join((sql or "").split())) for name, sql in rows]


def test_every_version_has_its_library() -> None:
    stems = {path.stem for path in VERSIONS.glob("*.sql")}
    assert stems == {f"v{number}" for number in range(1, len(MIGRATIONS) + 1)}


def write_todays(target: Path) -> None:
    """A small library of today's version with something of everything, as text."""
    with tempfile.TemporaryDirectory() as place:
        home = Home.at(Path(place))
        with Library.open(home) as library:
            _fill(library)
        with closing(sqlite3.connect(home.library)) as connection:
            # The index of captions is made again from them: its own tables cannot be inserted.
            searched = connection.execute(
                "SELECT sql FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%' "
                "OR type = 'trigger' ORDER BY type = 'trigger'"
            ).fetchall()
            for (name,) in connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'trigger'"
            ).fetchall():
                connection.execute(f"DROP TRIGGER {name}")
            connection.execute("DROP TABLE caption_text")
            lines = list(connection.iterdump())
    lines.insert(1, f"PRAGMA user_version = {len(MIGRATIONS)};")
    lines[-1:-1] = [
        *(f"{sql.strip()};" for (sql,) in searched),
        "INSERT INTO caption_text (caption_text) VALUES ('rebuild');",
    ]
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _fill(library: Library) -> None:
    with library.write() as connection:
        for sql in (
            "UPDATE meta SET value = '0123456789abcdef0123456789abcdef' WHERE key = 'uuid'",
            "INSERT INTO root (path, added_at) VALUES ('/photos', '2024-01-01T00:00:00Z')",
            "INSERT INTO folder (root_id, path) VALUES (1, '/photos')",
            "INSERT INTO folder (root_id, path) VALUES (1, '/photos/sub')",
        ):
            connection.exec_driver_sql(sql)
        names = (b"beach.jpg", b"caf\xe9.jpg", b"gone.jpg", b"bad.jpg", b"out.jpg")
        connection.exec_driver_sql(
            scanner._ADD,
            [
                (
                    2 if number == 1 else 1,
                    name if number == 1 else name.decode(),
                    number + 1,
                    1_500_000_000_000_000_000 - number,
                    1_500_000_000 - number,
                    "2024-01-01T00:00:00Z",
                )
                for number, name in enumerate(names)
            ],
        )
    metadata = Metadata("jpeg", 4000, 3000, 6, TAKEN, "Camera", "Lens", 100, 1.4, 0.01, 35.0, 1.5)
    beach, _, _, bad, _ = photos.get(library, [1, 2, 3, 4, 5])
    damaged = Problem("damaged", "The picture's data is damaged.")
    file = Path(__file__)  # exists: a file that does not would be missing, no problem
    stat = (beach.size, beach.mtime_ns)
    look = Look(-5, 1.5)
    photos.record(library, [Reading(1, beach.path, *stat, "aa", metadata, None, None, None, look)])
    photos.record(
        library, [Reading(4, file, bad.size, bad.mtime_ns, "bb", Metadata(), None, None, damaged)]
    )
    with library.write() as connection:
        connection.exec_driver_sql(scanner._MISS, ("2024-01-02T03:04:05Z", 3))
    photos.set_rating(library, [1], 4)
    photos.set_favourite(library, [1])
    photos.set_caption(library, [1], "Am Meer")
    tags.confirm(library, "Ort", [])
    tags.confirm(library, "beach", [1])
    tags.reject(library, "beach", [2])
    tags.edit(library, "beach", aliases=["beach"], parent="Ort")
    tags.rename(library, "beach", "Strand")
    albums.add(library, "Italien", [2, 1])
    albums.save_query(library, "Rot", "red")
    apart.keep_apart(library, [1, 2])
    photos.remove(library, [5])


if __name__ == "__main__":
    write_todays(VERSIONS / f"v{len(MIGRATIONS)}.sql")
