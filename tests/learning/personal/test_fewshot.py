"""The comparison with few-shot baselines: every method on the same photos, never on the test."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from photoclip.learning.personal.baselines import (
    accuracy,
    linear_probe,
    mean_average_precision,
    nearest_centroid,
    tip_adapter_f,
)
from photoclip.learning.personal.fewshot import Labelled, compare, split
from photoclip.learning.personal.plot import draw_figures


@pytest.fixture
def data(make_world: Any) -> Labelled:
    """Six personal things with meaningless names, fourteen photos each."""
    world = make_world(0)
    photos, owner, _event, names = world.personal(6, 14)
    library, _events = world.library(20, 10)
    return Labelled(photos, owner, names, names, library, world.texts)


@pytest.mark.parametrize("method", [nearest_centroid, linear_probe, tip_adapter_f])
def test_baselines_learn(data: Labelled, method: Any) -> None:
    learnt, test = split(data.classes, 8, 0)
    scores = method(data.photos[learnt], data.classes[learnt], data.texts)(data.photos[test])
    assert accuracy(scores, data.classes[test]) > 0.6
    assert mean_average_precision(scores, data.classes[test]) > 0.6


def test_average_precision_of_a_known_ranking() -> None:
    scores = np.asarray([[0.9], [0.8], [0.7]], np.float32)
    found = mean_average_precision(np.repeat(scores, 2, 1), np.asarray([0, 1, 0]))
    assert found == pytest.approx((5 / 6 + 1 / 2) / 2)


def test_the_test_part_is_the_same_for_every_number_of_examples(data: Labelled) -> None:
    (few, test), (many, again) = split(data.classes, 1, 0), split(data.classes, 8, 0)
    np.testing.assert_array_equal(test, again)
    assert set(few) < set(many)
    assert not set(many) & set(test)


def test_compare_and_draw(data: Labelled, tmp_path: Path) -> None:
    figures = compare(data, shots=(4,), seeds=(0,))
    by_method = {figure.method: figure for figure in figures}
    assert set(by_method) == {
        "zero-shot",
        "nearest centroid",
        "linear probe",
        "Tip-Adapter-F",
        "Rocchio",
        "ours",
        "ours, unverified too",
    }
    ours = by_method["ours"]
    assert ours.map > by_method["zero-shot"].map + 0.1
    assert ours.gate is not None
    assert ours.retention is not None
    assert ours.unseen is not None
    draw_figures(figures, tmp_path / "plot.png")
    with Image.open(tmp_path / "plot.png") as image:
        assert len(image.getcolors(1 << 16) or []) > 5
