"""A library in memory for the tests of search, filled row by row."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import Connection, StaticPool, create_engine, insert, select

from photoclip.library.migrations import MIGRATIONS
from photoclip.library.names import fold
from photoclip.library.schema import album, album_photo, folder, photo, root, tag, verdict

NOW = "2024-01-01T00:00:00Z"


class World:
    """A library behind `connection`; what is added inside `scratch` is gone afterwards."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        connection.execute(insert(root).values(id=1, path="/", added_at=NOW))

    @contextmanager
    def scratch(self) -> Iterator[None]:
        self.connection.exec_driver_sql("SAVEPOINT scratch")
        yield
        self.connection.exec_driver_sql("ROLLBACK TO scratch")

    def photo(self, id: int, path: str = "/photos/a.jpg", **facts: Any) -> None:
        """One photo; its folder is made when it is new. Many may have one path's folder."""
        place, _, name = path.rpartition("/")
        place = place or "/"
        with_folder = insert(folder).prefix_with("OR IGNORE").values(root_id=1, path=place)
        self.connection.execute(with_folder)
        found = self.connection.scalar(select(folder.c.id).where(folder.c.path == place))
        values = {"size": 1, "mtime_ns": 0, "moment": id, "added_at": NOW, **facts}
        self.connection.execute(insert(photo).values(id=id, folder_id=found, name=name, **values))

    def tag(self, id: int, name: str, *aliases: str) -> None:
        values = {"id": id, "name": name, "folded": fold(name), "aliases": json.dumps(aliases)}
        self.connection.execute(insert(tag).values(values))

    def decide(self, tag_id: int, photo_id: int, agreed: bool = True) -> None:
        values = {"agreed": int(agreed), "source": "user", "decided_at": NOW}
        row = insert(verdict).values(tag_id=tag_id, photo_id=photo_id, **values)
        self.connection.execute(row)

    def album(self, id: int, name: str, rule: str | None, *photos: int) -> None:
        """A smart album where there is a rule, else one picked by hand."""
        values = {"id": id, "name": name, "folded": fold(name), "query": rule}
        self.connection.execute(insert(album).values(values))
        for position, number in enumerate(photos):
            row = {"album_id": id, "photo_id": number, "position": position}
            self.connection.execute(insert(album_photo).values(row))


@pytest.fixture(scope="package")
def empty_world() -> Iterator[World]:
    """One library for many small worlds, each inside `scratch`."""
    engine = create_engine(
        "sqlite://", poolclass=StaticPool, connect_args={"isolation_level": None}
    )
    with engine.connect() as connection:
        for migration in MIGRATIONS:
            migration(connection)
        yield World(connection)
    engine.dispose()


@pytest.fixture
def world(empty_world: World) -> Iterator[World]:
    """An empty library for one test."""
    with empty_world.scratch():
        yield empty_world
