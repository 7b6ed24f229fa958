"""Which photos tags can be suggested for, as a value."""

from __future__ import annotations

from dataclasses import dataclass

from photoclip.query import Query


@dataclass(frozen=True, slots=True)
class Range:
    """Some photos that tags can be suggested for: `title` says which, `ids` or `query` are they.

    With neither it is the whole library. `count` is None where nobody knows it yet.
    """

    title: str
    ids: tuple[int, ...] | None = None
    query: Query | None = None
    count: int | None = None
