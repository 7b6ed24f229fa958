"""Feedback moves queries towards and away from photos, however differently they scatter."""

from __future__ import annotations

import numpy as np

from photoclip.search.feedback import moved
from photoclip.vectors.encoder import Vectors, normalised

RANDOM = np.random.default_rng(3)


def cloud(centre: Vectors, count: int) -> Vectors:
    noise = RANDOM.normal(size=(count, len(centre))).astype(np.float32)
    return normalised(centre + 0.15 * noise)


CENTRES = normalised(RANDOM.normal(size=(4, 32)).astype(np.float32))
SAMPLE = np.concatenate([cloud(centre, 50) for centre in CENTRES])
NONE = np.zeros((0, 32), np.float32)


def mean_scores(query: Vectors) -> list[float]:
    return [float((SAMPLE[i * 50 : i * 50 + 50] @ query).mean()) for i in range(4)]


def test_more_of_one_kind_brings_it_up() -> None:
    query = normalised(CENTRES[:1] + 0.5 * CENTRES[1:2])
    before = mean_scores(query[0])
    (after,) = moved(query, SAMPLE[50:53], NONE, SAMPLE)
    now = mean_scores(after)
    assert now[1] - now[0] > before[1] - before[0]


def test_less_of_one_kind_puts_it_down() -> None:
    query = normalised(CENTRES[:1] + CENTRES[1:2])
    before = mean_scores(query[0])
    (after,) = moved(query, NONE, SAMPLE[50:53], SAMPLE)
    now = mean_scores(after)
    assert now[0] - now[1] > before[0] - before[1]


def test_without_a_query_the_photos_are_one() -> None:
    (query,) = moved(NONE, SAMPLE[100:103], SAMPLE[:3], SAMPLE)
    scores = mean_scores(query)
    assert int(np.argmax(scores)) == 2
    assert int(np.argmin(scores)) == 0
    assert abs(float(np.linalg.norm(query)) - 1) < 1e-5


def test_a_single_photo_as_the_library_does_no_harm() -> None:
    query = CENTRES[:1]
    found = moved(query, CENTRES[1:2], NONE, CENTRES[1:2])
    assert np.isfinite(found).all()
