"""Duplicates: identical bytes, one picture saved twice, similar shots; exact, and without chains.

A photo joins a group only where it is a duplicate of each photo in it (complete link): otherwise
a slow pan would become one group whose ends have nothing in common.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from photoclip.search.pairs import Pairs, components, near_hashes, near_times, near_vectors
from photoclip.vectors.encoder import Vectors

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Rows = NDArray[np.intp]
Flags = NDArray[np.bool_]
Linked = Callable[[int, Rows], Flags]
Alike = Callable[["Known", int, Rows], Flags]

HASH_BITS, HASH_COSINE = 6, 0.90  # one picture: hashes that differ in so few bits and near vectors
SAME_COSINE = 0.985  # or vectors that are nearer still and hashes that are only related
SHOT_COSINE = 0.93  # similar shots: near vectors, and related hashes …
RELATED_BITS = 22  # unrelated hashes differ in 32 bits, give or take 4
SHOT_SECONDS = 3.0  # … or taken within seconds
ENDS_COSINE = 0.90  # how near the first and the last of a burst must be


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """What is known of n photos, as arrays (n,).

    `content` is the same number where the bytes are the same; `taken` is in seconds, NaN where
    unknown; `seen` says where `phash` is known. `vectors` (n, dim) are unit rows, zero where a
    photo has none. Of a group the photo with the highest `worth` is the one to keep.
    """

    ids: Ints
    content: Ints
    taken: Floats
    seen: Flags
    phash: Ints
    vectors: Vectors
    worth: Ints

    def cosines(self, one: int, others: Rows) -> NDArray[np.float32]:
        """Of a row with other rows."""
        return np.asarray(self.vectors[others] @ self.vectors[one], np.float32)

    def bits(self, one: int, others: Rows) -> NDArray[np.uint8]:
        """In how many bits the hash of a row differs from those of others; 64 if unknown."""
        differ = np.bitwise_count((self.phash[others] ^ self.phash[one]).view(np.uint64))
        return np.where(self.seen[others] & self.seen[one], differ, 64).astype(np.uint8)


@dataclass(frozen=True, slots=True)
class Groups:
    """Groups of photo ids, in each first the one to keep; the largest groups come first.

    A photo of `same_picture` stands there with all its identical copies, one of `similar` with
    all versions of its picture.
    """

    identical: tuple[tuple[int, ...], ...] = ()
    same_picture: tuple[tuple[int, ...], ...] = ()
    similar: tuple[tuple[int, ...], ...] = ()


def find(known: Known, apart: Collection[tuple[int, int]] = ()) -> Groups:
    """All duplicates; two photos whose ids are a pair of `apart` are in no group together."""
    sets = [np.array([row], np.intp) for row in range(len(known.ids))]
    sets, identical = _joined(known, sets, _same_bytes(known), None, _is_identical, apart)
    heads = np.array([members[0] for members in sets], np.intp)
    near = heads[_near(known, heads)]
    sets, same_picture = _joined(known, sets, near, _is_same, _is_same, apart)
    at_once = heads[near_times(known.taken[heads], SHOT_SECONDS)]
    near = np.concatenate([near, at_once])
    sets, similar = _joined(known, sets, near, _is_shot, _is_shot_of_burst, apart)
    return Groups(*(_listed(known, groups) for groups in (identical, same_picture, similar)))


def _joined(
    known: Known,
    sets: list[Rows],
    pairs: Pairs,
    proposes: Alike | None,
    belongs: Alike,
    apart: Collection[tuple[int, int]],
) -> tuple[list[Rows], list[Rows]]:
    """The sets, some of them joined into larger ones, and those alone; the first row speaks.

    Of the `pairs` of rows those count that `proposes` confirms (None: all of them); whoever
    joins must belong to all that are there, as `belongs` says.
    """
    heads = np.array([members[0] for members in sets], np.intp)
    number = np.empty(len(known.ids), np.intp)
    for i, members in enumerate(sets):
        number[members] = i
    between = number[pairs]
    between = np.unique(np.sort(between[between[:, 0] != between[:, 1]], axis=1), axis=0)
    if proposes is not None:
        between = _confirmed(between, _by_head(known, proposes, heads))
    forbidden = _between_sets(known, number, apart)
    found = cliques(len(sets), between, _kept_apart(_by_head(known, belongs, heads), forbidden))
    merged = [np.concatenate([sets[i] for i in group]) for group in found]
    used = {int(i) for group in found for i in group}
    return merged + [members for i, members in enumerate(sets) if i not in used], merged


def cliques(count: int, pairs: Pairs, linked: Linked) -> list[Rows]:
    """Groups of at least two of the numbers 0…count-1 in which everyone is linked to everyone.

    `pairs` (m, 2) says who may belong together at all; `linked(i, others)` who does. Whoever
    has most pairs starts a group; the others follow in order of their own pairs.
    """
    degree = np.bincount(pairs.ravel(), minlength=count)
    found: list[Rows] = []
    for members in components(count, pairs):
        left = members[np.lexsort((members, -degree[members]))]
        while len(left) > 1:
            group, candidates = [int(left[0])], left[1:]
            candidates = candidates[linked(group[0], candidates)]
            while len(candidates):
                group.append(int(candidates[0]))
                candidates = candidates[1:]
                candidates = candidates[linked(group[-1], candidates)]
            if len(group) > 1:
                found.append(np.array(group, np.intp))
            left = left[~np.isin(left, group)]
    return found


def leaders(known: Known, apart: Collection[tuple[int, int]] = ()) -> list[int]:
    """Under whose tile each of n hits belongs, best hit first: its own place, or an earlier one.

    A hit goes under the first that has the same bytes, shows the same picture or is of the same
    moment; not under one that it is a pair of `apart` with.
    """
    heads: list[int] = []
    found: list[int] = []
    kept = _between_sets(known, np.arange(len(known.ids)), apart)
    for place in range(len(known.ids)):
        rows = np.array(heads, np.intp)
        alike = rows[
            _is_identical(known, place, rows)
            | _is_same(known, place, rows)
            | _is_shot(known, place, rows)
        ]
        alike = alike[~np.isin(alike, kept[place])] if place in kept else alike
        found.append(int(alike[0]) if len(alike) else place)
        if not len(alike):
            heads.append(place)
    return found


def _same_bytes(known: Known) -> Pairs:
    """Enough pairs of rows with the same content to connect them all."""
    order = np.argsort(known.content, kind="stable")
    same = np.flatnonzero(np.diff(known.content[order]) == 0)
    return np.stack([order[same], order[same + 1]], axis=1)


def _near(known: Known, heads: Rows) -> Pairs:
    """Pairs of places in `heads` that may show one picture or similar shots."""
    seen = np.flatnonzero(known.seen[heads])
    hashes = known.phash[heads[seen]]
    by_hash = near_hashes(hashes, HASH_BITS)
    by_vector = near_vectors(
        known.vectors[heads[seen]],
        SHOT_COSINE,
        lambda a, b: np.bitwise_count((hashes[a] ^ hashes[b]).view(np.uint64)) <= RELATED_BITS,
    )
    found: Pairs = seen[np.concatenate([by_hash, by_vector])]
    return found


def _is_identical(known: Known, one: int, others: Rows) -> Flags:
    return np.asarray(known.content[others] == known.content[one])


def _is_same(known: Known, one: int, others: Rows) -> Flags:
    cosines, bits = known.cosines(one, others), known.bits(one, others)
    by_hash = (bits <= HASH_BITS) & (cosines >= HASH_COSINE)
    return by_hash | ((bits <= RELATED_BITS) & (cosines >= SAME_COSINE))


def _is_shot(known: Known, one: int, others: Rows) -> Flags:
    related = known.bits(one, others) <= RELATED_BITS
    at_once = np.abs(known.taken[others] - known.taken[one]) <= SHOT_SECONDS
    return np.asarray((related | at_once) & (known.cosines(one, others) >= SHOT_COSINE))


def _is_shot_of_burst(known: Known, one: int, others: Rows) -> Flags:
    return known.cosines(one, others) >= ENDS_COSINE


def _by_head(known: Known, alike: Alike, heads: Rows) -> Linked:
    return lambda one, others: alike(known, int(heads[one]), heads[others])


def _confirmed(pairs: Pairs, linked: Linked) -> Pairs:
    """Those of the pairs, in order, that are linked."""
    if not len(pairs):
        return pairs
    starts = np.flatnonzero(np.diff(pairs[:, 0], prepend=-1))
    kept = [linked(int(some[0, 0]), some[:, 1]) for some in np.split(pairs, starts[1:])]
    return pairs[np.concatenate(kept)]


def _between_sets(
    known: Known, number: Rows, apart: Collection[tuple[int, int]]
) -> dict[int, list[int]]:
    """Which sets may not be joined with which, because the user keeps photos of them apart."""
    found: dict[int, list[int]] = {}
    row = {int(photo): i for i, photo in enumerate(known.ids)} if apart else {}
    for a, b in apart:
        if a in row and b in row:
            one, other = int(number[row[a]]), int(number[row[b]])
            found.setdefault(one, []).append(other)
            found.setdefault(other, []).append(one)
    return found


def _kept_apart(linked: Linked, apart: dict[int, list[int]]) -> Linked:
    def checked(one: int, others: Rows) -> Flags:
        found = linked(one, others)
        return found & ~np.isin(others, apart[one]) if one in apart else found

    return checked


def _listed(known: Known, groups: list[Rows]) -> tuple[tuple[int, ...], ...]:
    def ids(rows: Rows) -> tuple[int, ...]:
        order = np.lexsort((known.ids[rows], -known.worth[rows]))
        return tuple(known.ids[rows[order]].tolist())

    return tuple(sorted(map(ids, groups), key=lambda group: (-len(group), group)))
