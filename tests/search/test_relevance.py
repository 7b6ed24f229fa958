"""What a score means: the null of a query, the cut, and relevance between queries."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from photoclip.search.relevance import (
    DIVIDER,
    GENERIC,
    STRONG,
    NullStatistics,
    Prior,
    confident,
    cut,
    null_of,
    prior_of,
    relevance,
)


def drawn(count: int, seed: int = 0, mean: float = 0.2, sigma: float = 0.04) -> np.ndarray:
    return np.random.default_rng(seed).normal(mean, sigma, count)


def test_the_null_is_found_in_plain_scores() -> None:
    null = null_of(drawn(20_000))
    assert null.median == pytest.approx(0.2, abs=0.001)
    assert null.sigma == pytest.approx(0.04, rel=0.05)
    np.testing.assert_allclose(null.zeta([0.2, 0.24]), [0, 1], atol=0.06)


@pytest.mark.parametrize("share", [0.01, 0.05, 0.1])
def test_matches_hardly_move_the_null(share: float) -> None:
    scores = drawn(10_000)
    matches = int(share * len(scores))
    scores[:matches] += 0.24
    null = null_of(scores)
    assert null.zeta(scores[:matches]).mean() > cut(len(scores), DIVIDER) - 0.5
    assert null.median == pytest.approx(0.2, abs=0.008)
    assert 0.04 * 0.95 < null.sigma < 0.04 * 1.55


@pytest.mark.parametrize("alpha", [1.0, 3.0, 10.0])
@pytest.mark.parametrize("count", [500, 10_000, 100_000])
def test_so_many_false_hits_as_promised(alpha: float, count: int) -> None:
    """Over twenty queries without a match, the mean number above the cut is about alpha."""
    false = []
    for seed in range(20):
        scores = drawn(count, seed)
        false.append((null_of(scores).zeta(scores) >= cut(count, alpha)).sum())
    assert np.mean(false) < 2.2 * alpha
    assert np.mean(false) > alpha / 3


def test_place_and_scale_of_an_encoder_do_not_matter() -> None:
    scores = drawn(3_000)
    other = 0.07 + 0.4 * scores
    np.testing.assert_allclose(
        null_of(scores).zeta(scores), null_of(other).zeta(other), rtol=1e-6, atol=1e-9
    )


@given(scores=st.lists(st.floats(-1, 1), max_size=40))
def test_any_scores_give_finite_zeta(scores: list[float]) -> None:
    null = null_of(scores)
    assert np.isfinite(null.zeta(scores)).all()
    assert null.sigma > 0


def test_equal_scores_are_no_match() -> None:
    null = null_of([0.3] * 50)
    assert (null.zeta([0.3] * 50) == 0).all()
    assert null.zeta(0.31) > 2


def test_few_photos_are_drawn_towards_the_prior() -> None:
    prior = Prior(median=0.2, between=0.01, sigma=0.04)
    one = null_of([0.5], prior)
    assert one.median == pytest.approx(0.2, abs=0.02)
    assert one.sigma == pytest.approx(0.04, rel=0.05)
    assert one.zeta(0.5) > cut(1, STRONG), "the only photo can match"
    nothing = null_of([], prior)
    assert (nothing.median, nothing.sigma) == (0.2, 0.04)
    errors = []
    for seed in range(30):
        alone, steadied = null_of(drawn(20, seed)), null_of(drawn(20, seed), prior)
        errors.append((abs(np.log(alone.sigma / 0.04)), abs(np.log(steadied.sigma / 0.04))))
    before, after = np.mean(errors, axis=0)
    assert after < before / 2
    many = drawn(500, sigma=0.03)
    assert null_of(many, prior) == null_of(many), "enough photos speak for themselves"


@pytest.mark.parametrize("share", [0.2, 0.5, 0.8])
@pytest.mark.parametrize("count", [20, 200, 5_000])
def test_what_most_photos_show_is_not_taken_for_the_null(share: float, count: int) -> None:
    prior = Prior(median=0.2, between=0.01, sigma=0.04)
    scores = drawn(count)
    matches = int(share * count)
    scores[:matches] += 0.22
    above = null_of(scores, prior).zeta(scores) >= cut(count, DIVIDER)
    assert above[:matches].mean() > 0.75
    assert above[matches:].mean() < 0.02


def test_a_prior_says_how_queries_differ() -> None:
    rng = np.random.default_rng(0)
    offsets = rng.normal(0.2, 0.02, 60)
    prior = prior_of(offsets[:, None] + rng.normal(0, 0.04, (60, 100)))
    assert prior.median == pytest.approx(0.2, abs=0.01)
    assert prior.between == pytest.approx(0.02, rel=0.5)
    assert prior.sigma == pytest.approx(0.04, rel=0.25)
    assert prior_of(offsets[:, None]).sigma == pytest.approx(0.02, rel=0.5)
    with pytest.raises(ValueError, match="at least one"):
        prior_of(np.empty((0, 5)))


def test_the_cut_rises_with_the_library_and_never_falls_below_that_of_a_small_one() -> None:
    cuts = [cut(count, DIVIDER) for count in (1, 100, 500, 10_000, 100_000, 1_000_000)]
    assert cuts == sorted(cuts)
    assert cuts[0] == cuts[2] == pytest.approx(2.512, abs=0.001)
    assert cut(10_000, DIVIDER) == pytest.approx(3.43, abs=0.01)
    assert cut(100_000, DIVIDER) == pytest.approx(4.01, abs=0.01)
    assert all(cut(n, STRONG) > cut(n, DIVIDER) for n in (1, 500, 1_000_000))
    assert cut(1, STRONG) == cut(2_000, STRONG) == pytest.approx(4.107, abs=0.001)


@given(
    zeta=st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=20),
    count=st.integers(0, 10_000_000),
)
def test_relevance_rises_from_nothing_to_one(zeta: list[float], count: int) -> None:
    values = relevance(sorted(zeta), count)
    assert (np.diff(values) >= 0).all()
    assert ((values >= 0) & (values <= 1)).all()


def test_relevance_is_fixed_at_the_cuts() -> None:
    for count in (10, 2_000, 500_000):
        at = relevance([cut(count, DIVIDER), cut(count, STRONG)], count)
        np.testing.assert_allclose(at, [0.5, 0.9], atol=1e-9)


def test_a_few_above_the_divider_are_no_reason_to_be_confident() -> None:
    assert confident(1, 1, 10_000)
    assert not confident(9, 0, 10_000)
    assert confident(12, 0, 10_000)
    assert not confident(2, 0, 40)
    assert confident(4, 0, 40)
    assert not confident(0, 0, 0)


def test_statistics_are_plain_values() -> None:
    assert NullStatistics(0.1, 0.2).zeta(0.5) == pytest.approx(2.0)
    assert len(set(GENERIC)) == len(GENERIC) >= 40
