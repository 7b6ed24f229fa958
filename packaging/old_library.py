"""Makes a library as each early version of photoclip left it, for the checks of packages.

    python packaging/old_library.py FOLDER

Of the fixtures of the tests, `FOLDER/v1/library.db` and so on: each has a tag "Strand".
"""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from pathlib import Path

VERSIONS = Path(__file__).resolve().parents[1] / "tests" / "library" / "versions"


def main(folder: Path) -> None:
    """Write them; those that are there are replaced."""
    for fixture in sorted(VERSIONS.glob("v*.sql")):
        target = folder / fixture.stem / "library.db"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.unlink(missing_ok=True)
        with closing(sqlite3.connect(target)) as connection:
            connection.executescript(fixture.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
