"""Photos that the user named by their paths."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from photoclip.cli.session import absolute
from photoclip.errors import InputError
from photoclip.library import photos
from photoclip.library.database import Library


def known_ids(library: Library, paths: Sequence[Path]) -> list[int]:
    """The ids of photos of the library in the order given. Raises InputError for any other path."""
    wanted = [absolute(path) for path in paths]
    known = photos.by_paths(library, wanted)
    for path in wanted:
        if path not in known:
            raise InputError(f"{path} is not a photo of this library; scan its folder first.")
    return [known[path].id for path in wanted]
