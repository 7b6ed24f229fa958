"""Makes a library.db as an early version of photoclip left it, for the checks of packages.

    python packaging/old_library.py FILE [VERSION]

Of the fixtures of the tests, by default the oldest: it has a tag "Strand" and an album "Italien".
"""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from pathlib import Path

VERSIONS = Path(__file__).resolve().parents[1] / "tests" / "library" / "versions"


def main(target: Path, version: str = "v1") -> None:
    """Write it; an existing file is replaced."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.unlink(missing_ok=True)
    with closing(sqlite3.connect(target)) as connection:
        connection.executescript((VERSIONS / f"{version}.sql").read_text(encoding="utf-8"))


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:3])
