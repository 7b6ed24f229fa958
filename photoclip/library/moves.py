"""Which of the files that appeared are photos that are gone: the same content somewhere else."""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
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
    `hash_of` reads a whole file: it is asked only while a photo of that size is still to be
    found, and first for the likely ones. It may answer None.
    """
    search = _Search(hash_of)
    for one in sorted(gone, key=lambda one: one.id):
        search.add(one)
    for file in found:
        if (file.size, file.name) in search.names:
            search.take(file, same_name=True)
    left = [file for file in found if file not in search.pairs]
    for file in sorted(left, key=lambda file: (file.size, file.mtime_ns) not in search.times):
        search.take(file, same_name=False)
    return search.pairs


class _Search:
    """The photos that are still to be found, and the files that were hashed."""

    def __init__(self, hash_of: Callable[[Found], str | None]) -> None:
        self.pairs: dict[Found, int] = {}
        self.names: set[tuple[int, str]] = set()
        self.times: set[tuple[int, int]] = set()
        self._read: defaultdict[tuple[int, str], list[Gone]] = defaultdict(list)  # size and hash
        self._unread: defaultdict[tuple[int, int], list[Gone]] = defaultdict(list)  # and time
        self._still: Counter[int] = Counter()  # how many that were read, by size
        self._hash_of, self._hashes = hash_of, dict[Found, str | None]()

    def add(self, one: Gone) -> None:
        self.names.add((one.size, one.name))
        self.times.add((one.size, one.mtime_ns))
        if one.content_hash is None:
            self._unread[one.size, one.mtime_ns].append(one)
        else:
            self._read[one.size, one.content_hash].append(one)
            self._still[one.size] += 1

    def take(self, file: Found, *, same_name: bool) -> None:
        """Pair the file with the photo that it is, if that is still to be found."""
        for choices in self._choices(file):
            for one in choices:
                if one.name == file.name or not same_name:
                    choices.remove(one)
                    self._still[file.size] -= one.content_hash is not None
                    self.pairs[file] = one.id
                    return

    def _choices(self, file: Found) -> Iterator[list[Gone]]:
        if self._still[file.size]:
            if file not in self._hashes:
                self._hashes[file] = self._hash_of(file)
            if (digest := self._hashes[file]) is not None:
                yield self._read[file.size, digest]
        yield self._unread[file.size, file.mtime_ns]
