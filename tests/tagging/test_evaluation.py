"""The measures of suggestions: right on small examples, plausible in the synthetic world."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from photoclip.tagging.evaluation import best_cut, expected_cut, expected_error, f1, trials


def test_expected_error_weighs_bins_by_their_size() -> None:
    p = np.array([0.95, 0.95, 0.95, 0.95, 0.55])
    truth = np.array([True, True, True, False, True])
    # The bin of 0.95 holds four, of which three are right; that of 0.55 one, which is right.
    assert expected_error(p, truth) == pytest.approx((4 * 0.2 + 1 * 0.45) / 5)
    assert expected_error(np.array([1.0]), np.array([True])) == 0.0
    assert expected_error(np.empty(0), np.empty(0, np.bool_)) == 0.0


def test_f1_counts_all_pairs_together() -> None:
    chosen = np.array([[True, True], [False, False]])
    truth = np.array([[True, False], [True, False]])
    assert f1(chosen, truth) == pytest.approx(2 * 1 / (2 + 2))
    assert f1(~chosen & chosen, truth & ~truth) == 0.0


def test_the_best_cut_is_found() -> None:
    scores = np.array([[0.9, 0.2], [0.8, 0.1], [0.3, 0.7]])
    truth = np.array([[True, False], [False, False], [False, True]])
    assert best_cut(scores, truth) == pytest.approx(2 * 2 / (3 + 2))


def test_the_expected_cut_needs_no_truth() -> None:
    assert expected_cut(np.array([[0.9, 0.8], [0.02, 0.01]])) == 0.8
    assert expected_cut(np.array([0.3, 0.3])) == 0.3


def test_answers_help_and_probabilities_mean_what_they_say(world: Any) -> None:
    found = trials(world.images, world.tags, world.truth, count=2)
    assert found.f1 > found.f1_of_cut + 0.05
    # The prior fits this world by construction: twenty answers may cost a little, not more.
    assert found.f1 > found.f1_before - 0.05
    assert found.error_of_all < 0.02
    assert found.error < 0.1
