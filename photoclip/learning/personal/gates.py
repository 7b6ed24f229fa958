"""Decides on photos that a fit never saw whether what it learnt is better, and what to keep.

Photos that were taken together leave the training together, or a burst would leak into its own
test. Candidates are tried from the simplest up, and each must beat the one before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from photoclip.learning.personal.evidence import Evidence, Mask
from photoclip.learning.personal.learner import Fit
from photoclip.vectors.encoder import Vectors, normalised

Scores = NDArray[np.float64]

FOLDS = 4
FEWEST_POSITIVES = 4  # for a tag to be tested: three to learn from and one to be judged by
FEWEST_TAGS = 5  # below, the test runs over held-out photos instead of over tags
CONFIDENCE, LEAST_PRECISION, VETO = 0.95, 0.10, 0.05
GAINS = {"rocchio": 0.02, "offsets": 0.01, "projection": -0.01}
DRAWS = 1000
HARDEST = 0.01  # share of unlabelled photos that may well have the tag: they count for nobody
RETAINED, NEIGHBOURS = 0.8, 20
STRENGTHS = (1.0, 0.75, 0.5, 0.25)


@dataclass(frozen=True)
class Fold:
    """One way to hold photos out: the rows that may be learnt from, and those that judge."""

    train: Mask
    judge: Mask


def folds(evidence: Evidence, seed: int) -> list[Fold]:
    """Four folds over groups of photos that were taken together.

    A tag whose photos all come from one event is split by photo: there is no better way to
    test it. Groups are dealt so that each tag's photos are spread over the folds.
    """
    random = np.random.default_rng(seed)
    groups = _groups(evidence)
    members = [np.flatnonzero(groups == g) for g in np.unique(groups)]
    order = sorted(
        random.permutation(len(members)), key=lambda i: -int(evidence.confirmed[members[i]].sum())
    )
    held = np.zeros((FOLDS, evidence.confirmed.shape[1]))
    fold_of = np.zeros(len(evidence.photos), np.int64)
    for i in order:
        tags = evidence.confirmed[members[i]].sum(0)
        lightest = int(np.argmin((held * np.maximum(tags, 1e-3)).sum(1)))
        held[lightest] += tags
        fold_of[members[i]] = lightest
    return [Fold(fold_of != f, fold_of == f) for f in range(FOLDS)]


def _groups(evidence: Evidence) -> NDArray[np.int64]:
    groups = np.asarray(evidence.events, np.int64).copy()
    fresh = groups.max(initial=0) + 1
    for k in range(evidence.confirmed.shape[1]):
        rows = np.flatnonzero(evidence.confirmed[:, k])
        if len(rows) >= FEWEST_POSITIVES and len(np.unique(groups[rows])) == 1:
            groups[rows] = np.arange(fresh, fresh + len(rows))
            fresh += len(rows)
    return groups


@dataclass(frozen=True)
class Judged:
    """Held-out positives of every fold: their tag and AP's summand for each candidate.

    `precision` is (candidates, m): the precision at the rank of each positive, whose mean over
    the positives of a tag is the tag's average precision. `tag` (m,).
    """

    names: tuple[str, ...]
    precision: Scores
    tag: NDArray[np.int64]

    def per_tag(self, candidate: int) -> dict[int, float]:
        """Average precision of each tag that could be tested."""
        return {
            int(k): float(self.precision[candidate, self.tag == k].mean())
            for k in np.unique(self.tag)
        }

    def mean(self, candidate: int) -> float:
        """Mean average precision over the tags; 0 when none could be tested."""
        values = list(self.per_tag(candidate).values())
        return float(np.mean(values)) if values else 0.0

    def better(self, candidate: int, than: int, seed: int) -> tuple[float, float]:
        """(probability, mean) of the gain, by paired bootstrap over tags (few tags: photos)."""
        gain = self.precision[candidate] - self.precision[than]
        tags = np.unique(self.tag)
        if len(tags) >= FEWEST_TAGS:
            gain = np.asarray([gain[self.tag == k].mean() for k in tags])
        if not len(gain):
            return 0.0, 0.0
        random = np.random.default_rng(seed)
        draws = gain[random.integers(0, len(gain), (DRAWS, len(gain)))].mean(1)
        return float((draws > 0).mean()), float(gain.mean())


def judge(
    evidence: Evidence, fold: Fold, background: Vectors, queries: Sequence[Vectors]
) -> tuple[Scores, NDArray[np.int64]]:
    """AP's summands (candidates, m) and tags (m,) of the positives that the fold holds out.

    `queries` holds each candidate's (K, d). Negatives are the photos of `background` and the
    held-out rejected ones. The background photos that any candidate puts in its top percent
    may be true without the user having said so; they are left out for all candidates alike.
    """
    photos = evidence.photos[fold.judge]
    confirmed, rejected = evidence.confirmed[fold.judge], evidence.rejected[fold.judge]
    learnable = evidence.confirmed[fold.train].sum(0)
    testable = evidence.confirmed.sum(0) >= FEWEST_POSITIVES
    tags = np.flatnonzero(confirmed.any(0) & testable & (learnable > 0))
    found: list[Scores] = []
    owners: list[NDArray[np.int64]] = []
    for k in tags:
        own = [photos @ q[k] for q in queries]
        rest = np.stack([background @ q[k] for q in queries])
        limit = np.quantile(rest, 1 - HARDEST, axis=1, keepdims=True) if rest.size else rest
        kept = (rest <= limit).all(0)
        rows = []
        for mine, others in zip(own, rest, strict=True):
            negatives = np.concatenate([others[kept], mine[rejected[:, k]]])
            rows.append(precisions(mine[confirmed[:, k]], negatives))
        found.append(np.stack(rows))
        owners.append(np.full(found[-1].shape[1], k, np.int64))
    if not found:
        return np.zeros((len(queries), 0)), np.zeros(0, np.int64)
    return np.concatenate(found, axis=1), np.concatenate(owners)


def precisions(positives: Vectors, negatives: Vectors) -> Scores:
    """Precision at each positive's rank; ties count against it."""
    ordered = np.sort(positives)[::-1]
    above = len(negatives) - np.searchsorted(np.sort(negatives), ordered, side="left")
    rank = np.arange(1, len(ordered) + 1)
    return np.asarray(rank / (rank + above), np.float64)


@dataclass(frozen=True)
class Choice:
    """The candidate that the gates let through, and why it was not a better one."""

    name: str
    probability: float
    gain: float


def choose(judged: Judged, seed: int) -> Choice:
    """Move up the chain as long as each step proves itself; "zero-shot" when none does."""
    best, choice = 0, Choice(judged.names[0], 0.0, 0.0)
    for i, name in enumerate(judged.names[1:], start=1):
        probability, gain = judged.better(i, best, seed)
        enough = gain >= GAINS[name]
        proven = probability >= CONFIDENCE or name == "projection"
        if enough and proven and judged.mean(i) >= LEAST_PRECISION:
            best, choice = i, Choice(name, probability, gain)
        elif choice.name == judged.names[0] and (probability, gain) > (
            choice.probability,
            choice.gain,
        ):
            choice = Choice(choice.name, probability, gain)
    return choice


def overlap(fit: Fit, strength: float, prompts: Vectors, library: Vectors) -> float:
    """How much of the first 20 of generic searches stays, 0…1: the cost of the projection."""
    if not len(prompts) or not fit.left.shape[1]:
        return 1.0
    shift = strength * (prompts @ fit.right) @ fit.left.T
    moved = normalised(np.asarray(prompts + shift, np.float32))
    count = min(NEIGHBOURS, len(library))
    if not count:
        return 1.0
    before = np.argpartition(-(library @ prompts.T), count - 1, axis=0)[:count]
    after = np.argpartition(-(library @ moved.T), count - 1, axis=0)[:count]
    shared = [
        len(np.intersect1d(before[:, j], after[:, j], assume_unique=True))
        for j in range(len(prompts))
    ]
    return float(np.mean(shared) / count)


def strongest(fit: Fit, prompts: Vectors, library: Vectors) -> tuple[float, float]:
    """(α, overlap): the largest strength at which generic searches keep four fifths."""
    for strength in STRENGTHS:
        kept = overlap(fit, strength, prompts, library)
        if kept >= RETAINED:
            return strength, kept
    return 0.0, 1.0
