"""Pairs are found as brute force finds them; groups are cliques, and respect what is kept apart."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from numpy.typing import NDArray

from photoclip.search.duplicates import Groups, Known, cliques, find, leaders
from photoclip.search.pairs import components, near_hashes, near_times, near_vectors
from photoclip.vectors.encoder import Vectors, normalised

RANDOM = np.random.default_rng(5)
FAR = 0x0F0F_0F0F_0F0F_0F0F


def pair_set(pairs: NDArray[np.intp]) -> set[tuple[int, int]]:
    return {(min(a, b), max(a, b)) for a, b in pairs.tolist()}


def test_near_hashes_are_those_of_brute_force() -> None:
    hashes = RANDOM.integers(-(2**63), 2**63, 400)
    for flips in range(9):  # neighbours at every distance about the limit
        copies = hashes[:20].copy()
        for bit in RANDOM.choice(64, flips, replace=False):
            copies ^= np.int64(1) << np.int64(bit)
        hashes = np.concatenate([hashes, copies])
    differ = np.bitwise_count((hashes[:, None] ^ hashes[None]).view(np.uint64))
    expected = pair_set(np.argwhere(np.triu(differ <= 6, 1)))
    assert len(expected) > 100
    assert pair_set(near_hashes(hashes, 6)) == expected


@pytest.mark.parametrize(("count", "dim"), [(2300, 64), (50, 8), (1, 8), (0, 8)])
def test_near_vectors_are_those_of_brute_force(count: int, dim: int) -> None:
    vectors = normalised(RANDOM.normal(size=(count, dim)).astype(np.float32) + 1)
    half = count // 2
    vectors[half : 2 * half] = normalised(
        vectors[:half] + RANDOM.normal(size=(half, dim)).astype(np.float32) * 0.1
    )
    vectors[::7] = 0
    expected = pair_set(np.argwhere(np.triu(vectors @ vectors.T >= 0.95, 1)))
    assert pair_set(near_vectors(vectors, 0.95)) == expected
    some = pair_set(near_vectors(vectors, 0.95, lambda a, b: (a + b) % 2 == 0))
    assert some == {(a, b) for a, b in expected if (a + b) % 2 == 0}


def test_near_times_leave_unknown_ones_alone() -> None:
    times = np.array([100.0, np.nan, 101, 104, np.nan, 300])
    assert pair_set(near_times(times, 3.0)) == {(0, 2), (2, 3)}
    crowd = np.zeros(500)
    assert [len(c) for c in components(500, near_times(crowd, 3.0))] == [500]


def test_components() -> None:
    pairs = np.array([[5, 1], [1, 9], [3, 4]])
    assert sorted(sorted(c.tolist()) for c in components(10, pairs)) == [[1, 5, 9], [3, 4]]


def test_a_chain_is_no_group() -> None:
    pairs = np.array([[i, i + 1] for i in range(9)])
    found = cliques(10, pairs, lambda one, others: np.abs(others - one) <= 1)
    assert found
    assert all(len(group) == 2 for group in found)
    every = [number for group in found for number in group.tolist()]
    assert len(every) == len(set(every))


def known(count: int, **changed: object) -> Known:
    """Photos 10, 11, … that have nothing in common but what is changed."""
    given: dict[str, object] = {
        "ids": np.arange(10, 10 + count),
        "content": np.arange(count),
        "taken": np.full(count, np.nan),
        "seen": np.ones(count, np.bool_),
        "phash": np.random.default_rng(1).integers(-(2**63), 2**63, count),
        "vectors": np.eye(count, 16, dtype=np.float32),
        "worth": np.arange(count),
    }
    return Known(**(given | changed))  # type: ignore[arg-type]


def turned(vector: Vectors, cosine: float) -> Vectors:
    """A unit vector at that cosine from one along an axis."""
    away = np.roll(np.eye(16, dtype=np.float32)[15], 0)
    return np.asarray(cosine * vector + np.sqrt(1 - cosine**2) * away, np.float32)


def test_strangers_are_no_duplicates() -> None:
    assert find(known(8)) == Groups()
    assert find(known(0)) == Groups()


def test_each_kind_is_in_its_list() -> None:
    plain = known(8)
    phash, vectors = plain.phash.copy(), plain.vectors.copy()
    vectors[1] = vectors[0]  # identical, and so are its hash and vector
    phash[1] = phash[0]
    vectors[2], phash[2] = turned(vectors[0], 0.95), phash[0] ^ 0b111  # saved again
    vectors[4], phash[4] = turned(vectors[3], 0.94), ~phash[3]  # the next shot
    taken = np.full(8, np.nan)
    taken[3:5] = 1000, 1002
    content = np.array([0, 0, 2, 3, 4, 5, 6, 7])
    found = find(known(8, content=content, phash=phash, vectors=vectors, taken=taken))
    assert found.identical == ((11, 10),)  # the worthier first
    assert found.same_picture == ((12, 11, 10),)
    assert found.similar == ((14, 13),)


def test_same_hash_alone_and_same_vector_alone_do_not_do() -> None:
    plain = known(4)
    phash, vectors = plain.phash.copy(), plain.vectors.copy()
    phash[1] = phash[0]  # vectors at right angles
    vectors[3], phash[3] = vectors[2], ~phash[2]  # hashes that are opposites
    assert find(known(4, phash=phash, vectors=vectors)) == Groups()


def test_who_was_never_looked_at_can_only_be_identical() -> None:
    same = {"phash": np.zeros(3, np.int64), "vectors": np.tile(np.eye(1, 16, dtype="f4"), (3, 1))}
    found = find(known(3, content=np.array([0, 0, 1]), seen=np.zeros(3, np.bool_), **same))
    assert found == Groups(identical=((11, 10),))


def test_what_is_kept_apart_stays_apart() -> None:
    same = {
        "content": np.zeros(4, np.int64),
        "phash": np.zeros(4, np.int64),
        "vectors": np.tile(np.eye(1, 16, dtype=np.float32), (4, 1)),
    }
    assert find(known(4, **same)).identical == ((13, 12, 11, 10),)
    found = find(known(4, **same), {(10, 11), (10, 12), (99, 100)})
    for groups in (found.identical, found.same_picture, found.similar):
        for group in groups:
            assert not {(10, 11), (10, 12)} & set(combinations(sorted(group), 2))
    assert find(known(2, **{k: v[:2] for k, v in same.items()}), {(10, 11)}) == Groups()


def test_hits_gather_under_the_first_of_their_kind() -> None:
    plain = known(5)
    phash, vectors = plain.phash.copy(), plain.vectors.copy()
    for copy in (2, 4):
        phash[copy], vectors[copy] = phash[0], vectors[0]
    assert leaders(known(5, phash=phash, vectors=vectors)) == [0, 1, 0, 3, 0]
