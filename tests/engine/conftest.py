"""A library with one photo per colour, scanned but not yet read, for the engine to work on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from photoclip.library import roots, scanner
from photoclip.library.database import Library
from photoclip.paths import Home


@pytest.fixture
def library(home: Home, photos_folder: Path) -> Iterator[Library]:
    """The colours, waiting to be read."""
    with Library.open(home) as library:
        roots.add(library, photos_folder)
        scanner.scan(library)
        yield library
