"""Decides on photos that a fit never saw whether what it learnt is better, and what to keep.

Photos that were taken together leave the training together, or a burst would leak into its own
test. Candidates are tried from the simplest up, and each must beat the one before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from photoclip.learning.personal.evidence import Evidence
from photoclip.learning.personal.folds import FEWEST_POSITIVES, HARDEST, Fold
from photoclip.learning.personal.learner import Fit
from photoclip.vectors.encoder import Vectors, normalised

Scores = NDArray[np.float64]

FEWEST_TAGS = 5  # below, the test runs over held-out photos instead of over tags
LEAST_PRECISION, VETO = 0.10, 0.05
SURE = 1.64  # standard errors: five in a hundred by chance
CHANCE = 0.01  # what random verdicts may do as well, at most, before anything is believed
GAINS = {"rocchio": 0.02, "offsets": 0.01, "discriminant": 0.0, "projection": -0.01}
# What is trained must prove itself. The discriminant only adds to offsets that did; in place of
# Rocchio's formula it must be likely better where tags are few: there it often was not.
CONFIDENCE = {"rocchio": 0.95, "offsets": 0.95, "discriminant": 0.5, "projection": 0.0}
IN_PLACE_OF_ROCCHIO, MANY_TAGS = 0.95, 10
CLOSED_FORMS = ("rocchio", "discriminant")
DRAWS = 1000
RETAINED, NEIGHBOURS = 0.8, 20
STRENGTHS = (1.0, 0.75, 0.5, 0.25)


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

    def surely_worse(self, candidate: int, than: int) -> list[int]:
        """The tags whose held-out photos say, by more than chance, that a candidate is worse."""
        gain = self.precision[candidate] - self.precision[than]
        found = []
        for k in np.unique(self.tag):
            own = gain[self.tag == k]
            error = own.std() / np.sqrt(len(own)) if len(own) > 1 else np.inf
            if own.mean() < -VETO and own.mean() + SURE * error < 0:
                found.append(int(k))
        return found

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
    held-out ones that were rejected or have other tags. Photos that nobody answered for and any
    candidate puts in its top percent may well be true: all candidates are judged without them.
    """
    photos = evidence.photos[fold.judge]
    confirmed = evidence.confirmed[fold.judge]
    # A photo that has only a caption was not looked at for its tags.
    looked_at = evidence.looked_at[fold.judge, None] & ~evidence.mentioned[fold.judge]
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
            negatives = np.concatenate([others[kept], mine[looked_at[:, k] & ~confirmed[:, k]]])
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
    """The candidate that the gates let through, and how sure it was that it is better."""

    name: str
    probability: float
    gain: float


def choose(judged: Judged, chance: float, seed: int) -> Choice:
    """Move up the chain as long as each step proves itself; "zero-shot" when none does.

    `chance` is how often random verdicts would do as well: above a hundredth nothing is moved.
    What was trained must prove itself on several tags; with few of them photos are too alike.
    """
    tags = len(np.unique(judged.tag))
    few = tags < FEWEST_TAGS
    best, choice = 0, Choice(judged.names[0], 0.0, 0.0)
    for i, name in enumerate(judged.names[1:], start=1):
        if few and name not in CLOSED_FORMS:
            break
        probability, gain = judged.better(i, best, seed)
        step = name if best else "rocchio"  # leaving zero-shot takes as much for all of them
        confidence = CONFIDENCE[step]
        if judged.names[best] == "rocchio" and tags < MANY_TAGS:
            confidence = max(confidence, IN_PLACE_OF_ROCCHIO)
        proven = probability >= confidence
        enough = gain >= GAINS[step] and judged.mean(i) >= LEAST_PRECISION
        if proven and enough and chance <= CHANCE:
            best, choice = i, Choice(name, probability, gain)
        elif not best and gain > choice.gain:
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
