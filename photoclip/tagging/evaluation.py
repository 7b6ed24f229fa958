"""How good suggestions are on photos with a truth: calibration error, and F1 beside one cut.

A trial halves the photos. In one half a user is imitated who answers twenty times for each tag,
ten of the most certain photos and ten of the most uncertain ones, as the review shows them. The
other half judges: nothing was answered there.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from photoclip.tagging.calibration import Calibration, Floats, Verdicts, calibrate, usual
from photoclip.tagging.examples import Surroundings, teach
from photoclip.tagging.suggestions import AT_LEAST
from photoclip.vectors.encoder import Vectors

Truth = NDArray[np.bool_]

ANSWERS = 20
BINS = 10


@dataclass(frozen=True, slots=True)
class Quality:
    """Figures over several trials; each in 0…1.

    `error` is the expected calibration error of what is suggested (from p = 0.5 on), in ten
    bins, `error_of_all` that of every pair of photo and tag; the pairs of all trials together,
    for a few dozen suggestions would measure chance. `f1` is the micro-F1 of what the
    probabilities themselves expect to be the best choice, `f1_before` the same without answers,
    `f1_suggested` that of p = 0.5, a choice for precision. `f1_of_cut` is that of the one cosine
    cut which is best on the very photos that judge: the truth was used for it.
    """

    error: float
    error_of_all: float
    f1: float
    f1_before: float
    f1_suggested: float
    f1_of_cut: float


@dataclass(frozen=True, slots=True, eq=False)
class _Trial:
    """Cosines, probabilities with and without answers, and truth of the photos that judge."""

    scores: Floats
    p: Floats
    before: Floats
    truth: Truth


def trials(images: Vectors, tags: Vectors, truth: Truth, count: int = 10) -> Quality:
    """Several trials with n photos (n, d), k tags (k, d) and their truth (n, k)."""
    found = [_trial(images, tags, truth, np.random.default_rng(seed)) for seed in range(count)]
    p = np.concatenate([one.p.reshape(-1) for one in found])
    right = np.concatenate([one.truth.reshape(-1) for one in found])
    suggested = p >= AT_LEAST
    return Quality(
        expected_error(p[suggested], right[suggested]),
        expected_error(p, right),
        float(np.mean([f1(one.p >= expected_cut(one.p), one.truth) for one in found])),
        float(np.mean([f1(one.before >= expected_cut(one.before), one.truth) for one in found])),
        float(np.mean([f1(one.p >= AT_LEAST, one.truth) for one in found])),
        float(np.mean([best_cut(one.scores, one.truth) for one in found])),
    )


def expected_error(p: Floats, truth: Truth, bins: int = BINS) -> float:
    """Expected calibration error of probabilities (m,): |rate - mean p|, bins by their size."""
    if not len(p):
        return 0.0
    place = np.minimum((p * bins).astype(np.intp), bins - 1)
    gaps = np.bincount(place, p - truth, minlength=bins)
    return float(np.abs(gaps).sum() / len(p))


def f1(chosen: Truth, truth: Truth) -> float:
    """Micro-F1: 2 · right / (chosen + true), over all pairs."""
    return float(2 * (chosen & truth).sum() / max(chosen.sum() + truth.sum(), 1))


def expected_cut(p: Floats) -> float:
    """The probability from which on to choose, so that the expected micro-F1 is highest."""
    falling = -np.sort(-p, axis=None)
    gain = 2 * np.cumsum(falling) / (np.arange(1, len(falling) + 1) + falling.sum())
    return float(falling[np.argmax(gain)])


def best_cut(scores: NDArray[np.floating], truth: Truth) -> float:
    """The micro-F1 of the best threshold that is the same for all tags."""
    order = np.argsort(-scores, axis=None)
    right = np.cumsum(truth.reshape(-1)[order])
    return float((2 * right / (np.arange(1, len(order) + 1) + truth.sum())).max())


def _trial(images: Vectors, tags: Vectors, truth: Truth, rng: np.random.Generator) -> _Trial:
    scores = np.asarray(images @ tags.T, np.float64)
    null = usual(images, tags)
    prior = calibrate(null, Verdicts.none(), np.empty(0))
    order = rng.permutation(len(images))
    asked, judged = order[: len(order) // 2], order[len(order) // 2 :]
    said = _answers(prior, scores, truth, asked)
    around = Surroundings.of(images)
    taught = teach(tags, images, around, said, images[said.photo_ids])
    learnt = calibrate(usual(images, taught.tags), said, taught.scores)
    seen = scores[judged]
    after = np.asarray(images[judged] @ taught.tags.T, np.float64)
    return _Trial(seen, learnt.probabilities(after), prior.probabilities(seen), truth[judged])


def _answers(prior: Calibration, scores: Floats, truth: Truth, asked: NDArray[np.intp]) -> Verdicts:
    """Twenty answers for each tag about some of the photos `asked`; ids are their places."""
    p = prior.probabilities(scores[asked])
    columns = []
    for tag in range(scores.shape[1]):
        certain = np.argsort(-p[:, tag], kind="stable")
        chosen = certain[: ANSWERS // 2]
        rest = certain[ANSWERS // 2 :]
        doubtful = rest[np.argsort(np.abs(p[rest, tag] - AT_LEAST), kind="stable")]
        columns.append(asked[np.concatenate([chosen, doubtful[: ANSWERS - len(chosen)]])])
    places = np.repeat(np.arange(len(columns)), [len(column) for column in columns])
    photos = np.concatenate(columns)
    return Verdicts(places, photos.astype(np.int64), truth[photos, places])
