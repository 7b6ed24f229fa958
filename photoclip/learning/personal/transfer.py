"""Whether the projection helps what it never saw: tags left out of learning, captions left out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from photoclip.learning.personal import gates
from photoclip.learning.personal.evidence import Evidence, meaningful
from photoclip.learning.personal.learner import Fit
from photoclip.library.lessons import FEWEST_CAPTIONED, FEWEST_TO_LEARN
from photoclip.vectors.adapter import Adapter
from photoclip.vectors.encoder import Vectors

FEWEST_TAGS = 8
FOLDS = 2
SURE, LEAST_GAIN = 0.9, 0.01

Rows = NDArray[np.int64]
Project = Callable[[Evidence], Fit]  # fits the projection alone


def testable_tags(evidence: Evidence) -> Rows:
    """The tags that can be left out in turn; none where they are too few."""
    words = meaningful(evidence)
    counted = words[evidence.confirmed[:, words].sum(0) >= FEWEST_TO_LEARN]
    return np.asarray(counted if len(counted) >= FEWEST_TAGS else counted[:0], np.int64)


def testable_captions(evidence: Evidence) -> bool:
    """Whether there are captions of enough photos to leave half of them out."""
    return len(np.unique(evidence.captioned)) >= FEWEST_CAPTIONED


def to_tags(evidence: Evidence, halves: tuple[Rows, Rows], project: Project, seed: int
            ) -> float | None:  # fmt: skip
    """The mean gain in average precision of tags that were left out, None if unproven.

    `halves` are rows of the library to learn beside and to judge by.
    """
    tags = testable_tags(evidence)
    if not len(tags):
        return None
    random = np.random.default_rng(seed)
    order = random.permutation(tags)
    learner = replace(evidence, library=evidence.library[halves[0]])
    background = evidence.library[halves[1]]
    gains: list[float] = []
    for f in range(FOLDS):
        left_out = order[f::FOLDS]
        free = np.asarray(~evidence.confirmed[:, left_out].any(1), np.bool_)
        train = learner.only_photos(free).only_tags(np.setdiff1d(order, left_out))
        if not train.confirmed.any():
            continue
        texts = evidence.texts[left_out]
        moved = _moved(project(train), texts)
        for column, k in enumerate(left_out):
            own = evidence.photos[evidence.confirmed[:, k]]
            gains.append(
                _precision(own, background, moved[column])
                - _precision(own, background, texts[column])
            )
    return _proven(gains, random)


def to_captions(evidence: Evidence, halves: tuple[Rows, Rows], project: Project, seed: int
                ) -> float | None:  # fmt: skip
    """The mean gain in reciprocal rank of photos by captions that were left out, None if unproven.

    Photos of one event are left out together. Arguments as in `to_tags`.
    """
    if not testable_captions(evidence):
        return None
    random = np.random.default_rng(seed)
    events = random.permutation(np.unique(evidence.events[evidence.captioned]))
    learner = replace(evidence, library=evidence.library[halves[0]])
    gains: list[float] = []
    for f in range(FOLDS):
        held = np.isin(evidence.events, events[f::FOLDS])
        train = learner.only_photos(np.asarray(~held, np.bool_))
        sentences = np.flatnonzero(held[evidence.captioned])
        if len(train.captions) < FOLDS or not len(sentences):
            continue
        rows = evidence.captioned[sentences]
        among = np.unique(rows)
        background = np.concatenate([evidence.library[halves[1]], evidence.photos[among]])
        place = len(halves[1]) + np.searchsorted(among, rows)
        texts = evidence.captions[sentences]
        change = _ranks(_moved(project(train), texts), background, place) - _ranks(
            texts, background, place
        )
        # Several captions of one photo are one vote.
        gains += [float(change[rows == row].mean()) for row in among]
    return _proven(gains, random)


def _moved(fit: Fit, texts: Vectors) -> Vectors:
    return Adapter(fit.left, fit.right).fold(texts)


def _precision(positives: Vectors, negatives: Vectors, query: Vectors) -> float:
    return float(gates.precisions(positives @ query, negatives @ query).mean())


def _ranks(texts: Vectors, photos: Vectors, place: Rows) -> NDArray[np.float64]:
    """The reciprocal rank (m,) of the photo at `place` (m,) for each text (m, d)."""
    scores = texts @ photos.T
    own = scores[np.arange(len(place)), place][:, None]
    return np.asarray(1 / np.maximum(1, (scores >= own).sum(1)), np.float64)


def _proven(gains: Sequence[float], random: np.random.Generator) -> float | None:
    if not gains:
        return None
    values = np.asarray(gains)
    draws = values[random.integers(0, len(values), (gates.DRAWS, len(values)))].mean(1)
    proven = float((draws > 0).mean()) >= SURE and float(values.mean()) >= LEAST_GAIN
    return float(values.mean()) if proven else None
