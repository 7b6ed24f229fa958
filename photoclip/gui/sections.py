"""A heading of the grid, as a value."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with the number of photos under it. `action` is a link at its right end."""

    title: str
    count: int
    note: str = ""
    action: str = ""
