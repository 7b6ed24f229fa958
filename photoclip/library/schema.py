"""The tables of `library.db`, for queries; the literal SQL that makes them is in `migrations`."""

from __future__ import annotations

import os
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Dialect,
    Float,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    and_,
    or_,
)
from sqlalchemy.types import TypeDecorator


class FilePath(TypeDecorator[str]):
    """A path or file name as `str`, the way `os` gives it.

    SQLite's text is Unicode, file names are not: a name with bytes that do not decode (Python
    shows them as lone surrogates) is stored as the BLOB of its bytes, any other as TEXT. Each
    name has exactly one form, so that comparing and UNIQUE work.
    """

    impl = String
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> Any:
        """What SQLite stores for a name."""
        return None if value is None else stored_path(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> str | None:
        """The name that SQLite stored."""
        return None if value is None else read_path(value)


def stored_path(name: str) -> str | bytes:
    """What SQLite stores for a path or name."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return os.fsencode(name)
    return name


def read_path(value: str | bytes) -> str:
    """The path or name that SQLite stored."""
    return os.fsdecode(value) if isinstance(value, bytes) else value


tables = MetaData()

# Times (`…_at`, `missing_since`) are UTC in ISO 8601 with whole seconds and a Z.

meta = Table("meta", tables, Column("key", Text, primary_key=True), Column("value", Text))

root = Table(
    "root",
    tables,
    Column("id", Integer, primary_key=True),
    Column("path", FilePath),
    Column("added_at", Text),
    Column("last_seen_at", Text),
    Column("removed_at", Text),  # taken out by the user; its photos are remembered
)

folder = Table(
    "folder",
    tables,
    Column("id", Integer, primary_key=True),
    Column("root_id", Integer),  # the innermost root that holds it, NULL: none does any more
    Column("path", FilePath),  # absolute
)

photo = Table(
    "photo",
    tables,
    Column("id", Integer, primary_key=True),  # never used again, even after a deletion
    Column("folder_id", Integer),
    Column("name", FilePath),
    Column("size", Integer),  # bytes
    Column("mtime_ns", Integer),
    Column("content_hash", Text),  # NULL: to be read
    Column("previous_hash", Text),  # the last known one while a changed file waits to be read
    Column("moment", Integer),  # seconds since 1970 of taken_at, else of the file, local time
    Column("taken_at", Text),  # the camera's local time in ISO 8601
    Column("width", Integer),
    Column("height", Integer),
    Column("orientation", Integer),
    Column("camera", Text),
    Column("lens", Text),
    Column("iso", Integer),
    Column("aperture", Float),
    Column("exposure_seconds", Float),
    Column("focal_mm", Float),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("format", Text),
    Column("animated", Integer),
    Column("problem_code", Text),
    Column("problem", Text),
    Column("missing_since", Text),
    Column("removed_at", Text),  # taken out by the user; a scan leaves it out
    Column("rootless", Integer),  # 1: no root holds its folder any more, else NULL
    Column("added_at", Text),
    Column("rating", Integer),
    Column("favourite", Integer),
    Column("caption", Text),
    Column("rejected", Integer),  # the other flag; with it `favourite` is 0
    Column("rotation", Integer),  # degrees clockwise by which the user turned the upright picture
    Column("duration_seconds", Float),
    Column("motion", Integer),
    Column("caption_unseen", Integer),  # 1: a machine wrote the caption, and nobody looked at it
)

photo_file = Table(
    "photo_file",
    tables,
    Column("folder_id", Integer, primary_key=True),
    Column("name", FilePath, primary_key=True),
    Column("photo_id", Integer),
    Column("kind", Text),  # a CompanionKind
    Column("size", Integer),
    Column("mtime_ns", Integer),
)

mount = Table("mount", tables, Column("path", FilePath, primary_key=True))

tag = Table(
    "tag",
    tables,
    Column("id", Integer, primary_key=True),
    Column("name", Text),
    Column("folded", Text),  # names.fold(name): what makes two names the same
    Column("parent_id", Integer),
    Column("aliases", Text),  # JSON list
    Column("prompts", Text),  # JSON list
    Column("colour", Text),
)

verdict = Table(
    "verdict",
    tables,
    Column("tag_id", Integer, primary_key=True),
    Column("photo_id", Integer, primary_key=True),
    Column("agreed", Integer),
    Column("source", Text),
    Column("decided_at", Text),
)

album = Table(
    "album",
    tables,
    Column("id", Integer, primary_key=True),
    Column("name", Text),
    Column("folded", Text),
    Column("query", Text),  # NULL: picked by hand
)

album_photo = Table(
    "album_photo",
    tables,
    Column("album_id", Integer, primary_key=True),
    Column("photo_id", Integer, primary_key=True),
    Column("position", Integer),
)

operation = Table(
    "operation",
    tables,
    Column("id", Integer, primary_key=True),
    Column("name", Text),
    Column("at", Text),
    Column("changes", LargeBinary),  # zlib of JSON, see history
    Column("undone", Integer),
)

adapter = Table(
    "adapter",
    tables,
    Column("id", Integer, primary_key=True),
    Column("encoder_spec", Text),
    Column("parent", Integer),
    Column("data", LargeBinary),
    Column("report", Text),  # JSON
    Column("created_at", Text),
    Column("active", Integer),
)

look = Table(
    "look",
    tables,
    Column("photo_id", Integer, primary_key=True),
    Column("phash", Integer),  # 64 bits, signed
    Column("sharpness", Float),
)

not_duplicate = Table(
    "not_duplicate",
    tables,
    Column("a", Integer, primary_key=True),  # below b
    Column("b", Integer, primary_key=True),
    Column("decided_at", Text),
)

state_correction = Table(
    "state_correction",
    tables,
    Column("photo_id", Integer, primary_key=True),
    Column("state", Text, primary_key=True),
    Column("value", Integer),  # whether the user says that the photo is so
    Column("decided_at", Text),
)

# The partial indices of `migrations` have these very conditions: keep them alike.
KEPT: ColumnElement[bool] = and_(photo.c.removed_at.is_(None), photo.c.rootless.is_(None))
"""Photos that belong to the library, whether or not their file is there."""
PRESENT: ColumnElement[bool] = and_(photo.c.missing_since.is_(None), KEPT)
"""Photos whose file is there, or is offline with its root."""
SHOWN: ColumnElement[bool] = and_(photo.c.problem_code.is_(None), PRESENT)
"""Photos that can be shown: no problem, not missing, not taken out."""
HIDDEN: ColumnElement[bool] = or_(
    photo.c.problem_code.is_not(None),
    photo.c.missing_since.is_not(None),
    photo.c.removed_at.is_not(None),
    photo.c.rootless.is_not(None),
)
"""All others."""
UNREAD: ColumnElement[bool] = and_(photo.c.content_hash.is_(None), SHOWN)
"""Photos that wait to be read, new or changed."""
