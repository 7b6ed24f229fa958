"""Which of the files that appeared are photos that are gone: the same content somewhere else."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Found:
    """A picture that a scan met: its folder, name, size in bytes and time of change."""

    place: str
    name: str
    size: int
    mtime_ns: int

    @property
    def path(self) -> str:
        """The whole path."""
        return os.path.join(self.place, self.name)  # noqa: PTH118 a str, as it came


@dataclass(frozen=True, slots=True)
class Gone:
    """A photo whose file is no longer at its path. Without a hash it was never read."""

    id: int
    name: str
    size: int
    mtime_ns: int
    content_hash: str | None


def match(
    found: Sequence[Found], gone: Iterable[Gone], hash_of: Callable[[Found], str | None]
) -> dict[Found, int]:
    """The id of the photo that each file is, for those that are one; every id once.

    The same photo has the same size and hash. One that was never read is known by its size and
    time of change, which moving keeps. Among equals the one of the same name goes first.
    `hash_of` is asked only where it matters; it may answer None.
    """
    by_size: defaultdict[int, list[Gone]] = defaultdict(list)
    for one in sorted(gone, key=lambda one: (one.content_hash is None, one.id)):
        by_size[one.size].append(one)
    fits: dict[Found, list[Gone]] = {}
    for file in found:
        candidates = by_size[file.size]
        digest = hash_of(file) if any(one.content_hash for one in candidates) else None
        fits[file] = [
            one
            for one in candidates
            if (
                one.content_hash == digest
                if one.content_hash is not None
                else one.mtime_ns == file.mtime_ns
            )
        ]
    pairs: dict[Found, int] = {}
    taken: set[int] = set()
    for same_name in (True, False):
        for file, candidates in fits.items():
            for one in candidates:
                if file in pairs or one.id in taken or (same_name and one.name != file.name):
                    continue
                pairs[file] = one.id
                taken.add(one.id)
    return pairs
