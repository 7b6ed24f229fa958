"""Drives that are mounted somewhere inside a root: while they are unplugged, nothing is missing.

A scan remembers the folders where it came onto another drive. One that is empty later, or gone,
is a drive that is away. Where a folder has files of its own instead, it is a plain one again.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable
from pathlib import Path

from sqlalchemy import Connection

from photoclip.library.rows import plain
from photoclip.library.schema import read_path, stored_path
from photoclip.library.walking import SYSTEM_FOLDERS


def known(connection: Connection) -> list[Path]:
    """The folders inside roots where drives were met."""
    return [Path(read_path(path)) for (path,) in plain(connection, "SELECT path FROM mount")]


def away(connection: Connection) -> list[Path]:
    """Those of them whose drive is not there now."""
    return [path for path in known(connection) if is_away(path)]


def is_away(path: Path) -> bool:
    """Whether the drive that was mounted at a folder is not there now."""
    try:
        with os.scandir(path) as entries:
            return all(_says_nothing(entry.name) for entry in entries)
    except OSError:
        return True


def remember(writer: Connection, met: Iterable[str], before: Collection[Path]) -> None:
    """Keep the drives that a scan met, and forget those that are plain folders now."""
    new = {Path(path) for path in met} - set(before)
    plain_now = [p for p in before if not is_away(p) and not os.path.ismount(p)]
    for sql, paths in (
        ("INSERT OR IGNORE INTO mount (path) VALUES (?)", new),
        ("DELETE FROM mount WHERE path = ?", plain_now),
    ):
        if paths:
            writer.exec_driver_sql(sql, [(stored_path(str(path)),) for path in paths])


def _says_nothing(name: str) -> bool:
    return name.startswith(".") or SYSTEM_FOLDERS.fullmatch(name) is not None
