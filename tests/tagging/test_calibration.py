"""What is usual for a tag, and the curve that verdicts bend."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from photoclip.tagging.calibration import (
    OFFSET,
    OFFSET_SD,
    SLOPE,
    SLOPE_SD,
    Null,
    Verdicts,
    calibrate,
    fit_curve,
    sigmoid,
    usual,
)


def test_usual_is_robust_against_photos_that_have_the_tag() -> None:
    rng = np.random.default_rng(0)
    images = np.zeros((4_000, 3), np.float32)
    images[:, 0] = rng.normal(0.2, 0.03, 4_000)
    images[:, 1] = rng.normal(0.1, 0.05, 4_000)
    images[:600, 0] += 0.3  # 15 % do have the tag
    null = usual(images, np.eye(3, dtype=np.float32)[:2])
    np.testing.assert_allclose(null.median, [0.2, 0.1], atol=0.01)
    np.testing.assert_allclose(null.deviation, [0.03, 0.05], rtol=0.25)
    ordinary = images[600:] @ np.eye(3, dtype=np.float32)[:2].T
    assert np.mean(null.zeta(ordinary) > 4.5) < 0.001


def test_few_photos_lean_on_what_is_usual_elsewhere() -> None:
    rng = np.random.default_rng(0)
    tags = np.eye(4, dtype=np.float32)[:2]
    images = rng.normal(0.5, 0.1, (10, 4)).astype(np.float32)
    elsewhere = Null(np.array([0.1, 0.2]), np.array([0.02, 0.04]))
    np.testing.assert_allclose(usual(images[:0], tags, elsewhere).median, elsewhere.median)
    mixed = usual(images, tags, elsewhere)
    assert (elsewhere.median < mixed.median).all()
    assert (mixed.median < 0.3).all()
    nothing = usual(images[:0], tags)
    assert nothing.median.shape == nothing.deviation.shape == (2,)
    one = usual(images[:1], tags)
    assert np.isfinite(one.zeta(images @ tags.T)).all()
    assert usual(images, tags[:0]).median.shape == (0,)


def test_the_sample_is_spread_over_the_whole_library() -> None:
    images = np.linspace(0, 1, 50_000, dtype=np.float32)[:, None]
    null = usual(images, np.ones((1, 1), np.float32))
    assert null.median[0] == pytest.approx(0.5, abs=0.01)


def test_without_answers_the_prior_holds() -> None:
    null = Null(np.array([0.2]), np.array([0.02]))
    made = calibrate(null, Verdicts.none(), np.empty(0))
    assert made.zeta_at(0.5) == pytest.approx(4.0)
    assert made.zeta_at(0.9) == pytest.approx(5.83, abs=0.01)
    assert made.score_at(0.5) == pytest.approx(0.2 + 4.0 * 0.02)
    assert made.probabilities(made.score_at(0.7)[None, :]) == pytest.approx(0.7)


def answers(tag: int, photos: int, agreed: bool) -> list[tuple[int, int, bool]]:
    return [(tag, i, agreed) for i in range(photos)]


def verdicts(rows: list[tuple[int, int, bool]]) -> Verdicts:
    tags, ids, agreed = (list(column) for column in zip(*rows, strict=True))
    return Verdicts(np.array(tags), np.array(ids), np.array(agreed))


def test_answers_move_their_own_tag_most() -> None:
    null = Null(np.zeros(3), np.ones(3))
    given = verdicts([*answers(0, 12, True), *answers(1, 12, False)])
    made = calibrate(null, given, np.full(len(given.tags), 4.0))
    confirmed, rejected, neither = made.zeta_at(0.5)
    assert confirmed < 3.5 < neither < 4.5 < rejected


def test_one_tag_does_not_speak_for_all() -> None:
    null = Null(np.zeros(2), np.ones(2))
    few = verdicts(answers(0, 4, False))
    many = verdicts(answers(0, 400, False))
    after = [calibrate(null, v, np.full(len(v.tags), 4.0)).zeta_at(0.5)[1] for v in (few, many)]
    assert after[0] == pytest.approx(after[1], abs=1e-6)
    assert 4.0 < after[1] < 5.5


def test_answers_move_the_threshold_between_them() -> None:
    rng = np.random.default_rng(1)
    zeta = np.concatenate([rng.normal(2.5, 0.3, 40), rng.normal(1, 0.3, 40)])
    slope, offset = fit_curve(zeta, np.arange(80) < 40)
    assert 1.2 < -offset / slope < 2.6
    # rejections far up push it further up
    slope, offset = fit_curve(np.concatenate([zeta + 8]), np.arange(80) < 40)
    assert -offset / slope > 4.5


@given(
    st.lists(st.tuples(st.floats(-30, 60), st.booleans()), min_size=1, max_size=60),
)
@settings(max_examples=100)
def test_the_fit_is_the_maximum_a_posteriori(points: list[tuple[float, bool]]) -> None:
    zeta = np.array([z for z, _ in points])
    agreed = np.array([a for _, a in points])
    slope, offset = fit_curve(zeta, agreed, steps=60)

    def loss(a: Any, b: Any) -> Any:
        surprise = np.logaddexp(0, -np.where(agreed, 1, -1) * (a * zeta + b)).sum()
        prior = ((a - SLOPE) / SLOPE_SD) ** 2 + ((b - OFFSET) / OFFSET_SD) ** 2
        return surprise + prior / 2

    assert slope >= 0.1
    if slope > 0.1:
        best = loss(slope, offset)
        for a, b in ((0.01, 0), (-0.01, 0), (0, 0.03), (0, -0.03)):
            assert best <= loss(slope + a, offset + b) + 1e-6


def test_five_steps_are_nearly_enough() -> None:
    rng = np.random.default_rng(2)
    for _ in range(50):
        n = int(rng.integers(12, 200))
        zeta = rng.normal(4, 2, n)
        agreed = rng.random(n) < sigmoid(2 * (zeta - rng.uniform(2, 7)))
        five, many = fit_curve(zeta, agreed), fit_curve(zeta, agreed, steps=50)
        p = sigmoid(five[0] * zeta + five[1]) - sigmoid(many[0] * zeta + many[1])
        assert np.abs(p).max() < 0.02


def test_zeta_beats_raw_cosines_with_one_threshold_for_all(world: Any) -> None:
    scores = world.images @ world.tags.T
    zeta = usual(world.images, world.tags).zeta(scores)

    def best_f1(values: Any) -> float:
        cuts = np.quantile(values, np.linspace(0.9, 0.9999, 60))
        f1 = []
        for cut in cuts:
            hit = values > cut
            f1.append(2 * (hit & world.truth).sum() / (hit.sum() + world.truth.sum()))
        return float(max(f1))

    assert best_f1(zeta) > best_f1(scores) + 0.1


def test_sigmoid_never_overflows() -> None:
    np.testing.assert_allclose(sigmoid(np.array([-1e4, 0, 1e4])), [0, 0.5, 1])
