"""What the doctor finds, and what can be mended."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from photoclip import sqlite
from photoclip.library import albums, doctor, history, photos, tags
from photoclip.library.database import Library
from tests.library.conftest import Disk


def found(library: Library) -> dict[str, bool]:
    return {check.name: check.ok for check in doctor.examine(library)}


@pytest.fixture
def busy(four: Library) -> Library:
    """A library in which something of everything happened."""
    tags.confirm(four, "animal", [1])
    tags.confirm(four, "dog", [1, 2])
    tags.edit(four, "dog", parent="animal")
    albums.add(four, "Italy", [1, 3])
    photos.remove(four, [4])
    return four


def change(library: Library, *statements: str) -> None:
    """Do what no photoclip would do."""
    with closing(sqlite3.connect(library.home.library, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def test_a_sound_library(busy: Library) -> None:
    checks = doctor.examine(busy)
    assert all(check.ok for check in checks)
    assert {check.name for check in checks} == {
        "library.db",
        "photos",
        "folders",
        "tags",
        "captions",
        "history",
        "place",
    }
    assert "3 of 4 can be shown" in [check.detail for check in checks]


@pytest.mark.parametrize(
    ("damage", "check"),
    [
        ("INSERT INTO verdict VALUES (1, 999, 1, 'user', '')", "library.db"),
        ("INSERT INTO album_photo VALUES (999, 1, 1)", "library.db"),
        ("UPDATE folder SET root_id = NULL", "folders"),
        ("UPDATE tag SET parent_id = 2 WHERE id = 1", "tags"),
        ("UPDATE operation SET changes = x'00' WHERE id = 2", "history"),
    ],
)
def test_damage_is_found_and_mended(busy: Library, damage: str, check: str) -> None:
    change(busy, damage)
    assert found(busy)[check] is False
    assert all(one.ok for one in doctor.repair(busy))
    assert sorted(photos.ids(busy)) == [1, 2, 3]
    assert len(tags.verdicts(busy)) == 3
    assert list(albums.photo_ids(busy, "Italy")) == [1, 3]
    assert history.undo(busy) is not None


def test_an_index_that_lost_its_way_is_built_anew(busy: Library) -> None:
    change(
        busy,
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_master SET sql = replace(sql, 'rootless IS NULL', 'rootless IS NOT NULL')"
        " WHERE name = 'photo_shown'",
    )
    change(
        busy,
        "INSERT INTO photo (folder_id, name, size, mtime_ns, moment, added_at)"
        " VALUES (1, 'x.jpg', 1, 1, 1, '')",
    )
    change(
        busy,
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_master SET sql = replace(sql, 'rootless IS NOT NULL', 'rootless IS NULL')"
        " WHERE name = 'photo_shown'",
    )
    assert found(busy)["library.db"] is False
    assert all(one.ok for one in doctor.repair(busy))
    assert len(photos.ids(busy)) == 4


def test_a_place_on_the_network_is_named(busy: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "on_network", lambda path: True)
    assert found(busy)["place"] is False


def test_examining_changes_nothing(busy: Library, disk: Disk) -> None:
    before = busy.home.library.read_bytes()
    doctor.examine(busy)
    assert busy.home.library.read_bytes() == before
