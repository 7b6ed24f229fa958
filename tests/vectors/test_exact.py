"""The exact index against a dictionary of vectors: it is the oracle of all the others."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from photoclip.vectors.encoder import normalised
from photoclip.vectors.exact import MatrixIndex, top

Unit = Callable[..., NDArray[np.float32]]
DIM = 8

# Few different vectors, so that ties are common.
_PALETTE = normalised(np.random.default_rng(1).standard_normal((6, DIM), dtype=np.float32))

_step = st.tuples(
    st.sampled_from(["add", "remove"]),
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 5)), max_size=12),
)


def _played(steps: list[tuple[str, list[tuple[int, int]]]]) -> tuple[MatrixIndex, dict[int, int]]:
    index, model = MatrixIndex(DIM), dict[int, int]()
    for what, pairs in steps:
        ids = np.array([photo for photo, _ in pairs], np.int64)
        if what == "add":
            index.add(ids, _PALETTE[[colour for _, colour in pairs]].reshape(-1, DIM))
            model.update(pairs)
        else:
            index.remove(ids)
            for photo in ids.tolist():
                model.pop(photo, None)
    return index, model


@given(steps=st.lists(_step, max_size=8))
def test_adding_and_removing_equals_building_anew(
    steps: list[tuple[str, list[tuple[int, int]]]],
) -> None:
    index, model = _played(steps)
    assert sorted(index.ids.tolist()) == sorted(model)
    assert len(index) == len(model)
    for photo, row in zip(index.ids.tolist(), index.matrix, strict=True):
        np.testing.assert_array_equal(row, _PALETTE[model[photo]])
    wanted = np.arange(45)
    found, vectors = index.vectors(wanted)
    assert found.tolist() == sorted(model)
    np.testing.assert_array_equal(vectors, _PALETTE[[model[i] for i in sorted(model)]])


@given(
    steps=st.lists(_step, max_size=8),
    colour=st.integers(0, 5),
    k=st.integers(1, 50),
    chosen=st.none() | st.lists(st.integers(0, 45), max_size=30),
)
def test_search_equals_sorting_everything(
    steps: list[tuple[str, list[tuple[int, int]]]],
    colour: int,
    k: int,
    chosen: list[int] | None,
) -> None:
    index, model = _played(steps)
    query = _PALETTE[colour]
    score_of = [float(vector @ query) for vector in _PALETTE]
    among = set(model) if chosen is None else set(model) & set(chosen)
    expected = sorted(among, key=lambda photo: (-score_of[model[photo]], photo))[:k]
    ids, scores = index.search(query, k, None if chosen is None else np.array(chosen, np.int64))
    assert ids.tolist() == expected
    np.testing.assert_allclose(scores, [score_of[model[i]] for i in expected], atol=1e-6)


@pytest.mark.parametrize("size", [0, 1, 37, 900, 2_500, 2_999, 3_000])
@pytest.mark.parametrize("contiguous", [False, True])
def test_every_way_through_a_subset_gives_the_same(unit: Unit, size: int, contiguous: bool) -> None:
    rng = np.random.default_rng(3)
    vectors, queries = unit(3_000, seed=1), unit(70, seed=2)
    index = MatrixIndex(16, np.arange(3_000) * 3, vectors.copy())
    rows = np.arange(size) if contiguous else rng.choice(3_000, size, replace=False)
    ids, scores = index.search(queries, 10, rows * 3)
    assert ids.shape == scores.shape == (70, min(10, size))
    every = queries @ vectors[rows].T
    np.testing.assert_allclose(scores, -np.sort(-every, axis=1)[:, :10], atol=1e-6)
    there, all_scores = index.scores_of(queries, rows * 3)
    np.testing.assert_array_equal(there, rows * 3)
    np.testing.assert_allclose(all_scores, every, atol=1e-6)


def test_unknown_ids_of_a_subset_do_not_matter(unit: Unit) -> None:
    index = MatrixIndex(16, np.array([2, 4, 6]), unit(3))
    ids, _ = index.search(unit(1)[0], 5, np.array([4, 5, 1_000_000, 2, 4]))
    assert sorted(ids.tolist()) == [2, 4]


def test_an_empty_index_finds_nothing(unit: Unit) -> None:
    index = MatrixIndex(16)
    index.remove(np.array([1, 2]))
    ids, scores = index.search(unit(2), 5)
    assert ids.shape == scores.shape == (2, 0)
    assert index.scores(unit(1)[0]).shape == (0,)


def test_of_a_repeated_id_the_last_counts(unit: Unit) -> None:
    vectors = unit(3)
    index = MatrixIndex(16)
    index.add(np.array([7, 7, 8]), vectors)
    np.testing.assert_array_equal(index.vectors(np.array([7]))[1][0], vectors[1])
    assert len(index) == 2


def test_shapes_that_do_not_fit_raise(unit: Unit) -> None:
    with pytest.raises(ValueError, match="vectors for"):
        MatrixIndex(16, np.arange(3), unit(2))
    with pytest.raises(ValueError, match="vectors for"):
        MatrixIndex(16).add(np.arange(2), unit(2, dim=8))


@given(
    scores=st.lists(st.sampled_from([0.0, 0.25, 0.5, 1.0]), max_size=30),
    k=st.integers(0, 35),
    seed=st.integers(0, 5),
)
def test_ties_are_broken_by_the_lowest_id(scores: list[float], k: int, seed: int) -> None:
    ids = np.random.default_rng(seed).permutation(len(scores)).astype(np.int64)
    found, values = top(ids, np.array(scores, np.float32), k)
    expected = sorted(zip(scores, ids.tolist(), strict=True), key=lambda pair: (-pair[0], pair[1]))
    assert list(zip(values.tolist(), found.tolist(), strict=True)) == expected[:k]
