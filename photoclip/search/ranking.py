"""Phrases and examples -> photos in order: each is measured by itself, then they are combined.

Combined are the ζ of `relevance`, never vectors: what must all be there is a soft minimum, what
must not be there costs, of several examples the nearest counts. A combination is measured against
its own null again, so that the divider means the same for one phrase as for three.

Some photos are near every phrase (hubs). What all words have in common is taken from each phrase,
and a photo is strong only where it stands out among the words as much as among the photos: both
are forms of querybank normalisation (Bogolin et al. 2022). Figures: `photoclip bench relevance`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from photoclip.domain import Hit
from photoclip.search.relevance import (
    DIVIDER,
    STRONG,
    Floats,
    Prior,
    confident,
    cut,
    null_of,
    prior_of,
    relevance,
)
from photoclip.vectors.encoder import Vectors
from photoclip.vectors.seam import EXACT, Kind, VectorIndex
from photoclip.vectors.space import Ids

Flags = NDArray[np.bool_]

_KAPPA = 1.5
# Of what words have in common, the share that is taken from a few words, and from a sentence: the
# former find their photos better by it, captions worse (R@10 .66 to .65 at .7, none lost at .3).
_COMMON, _COMMON_OF_SENTENCE = 0.7, 0.3
_REFERENCES = 1_024  # photos whose spread over the words is the usual one
_COST, _FREE = 0.7, 2.0  # a negative costs this share of every ζ beyond so many
_LEAST_SIGMA = 0.5  # of a combination; its parts have 1
_EXAMPLES = 64  # photos that stand for any example
_SHOWN = 500  # hits of which it is asked whether they are strong
_NONE: Ids = np.empty(0, np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class Criterion:
    """One thing to rank by: a phrase, or a set of examples of which the nearest counts.

    `queries` are its unit vectors (m, d), m = 1 for a phrase; `label` names it to the user.
    A weight multiplies ζ. Negative means: less like this. `moved` says that feedback moved the
    queries, so that they are like no others of their kind. `sentence` says that a phrase is one.
    """

    label: str
    queries: Vectors
    kind: Kind = Kind.TEXT
    weight: float = 1.0
    negative: bool = False
    moved: bool = False
    sentence: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Ranking:
    """Photos in order, the most relevant first; all arrays run along them.

    `score` is the cosine (the mean over several criteria; 1 where all are negative).
    `zeta` (criteria, n) says how each criterion was met. `above` marks those above the divider,
    `strong` those above the strict cut. `matches` counts all photos above the divider, those
    beyond the limit too, and is None where the graph answered and it is not known. `confident`
    is False when there is no more than chance would bring up.
    `path` names the way that was taken. `value` is what they are ordered by, a ζ of all together.
    """

    ids: Ids
    value: Floats
    score: NDArray[np.float32]
    relevance: Floats
    above: Flags
    strong: Flags
    zeta: Floats
    path: str
    matches: int | None
    confident: bool

    def hits(self, criteria: Sequence[Criterion]) -> tuple[Hit, ...]:
        """The same as values; `why` names each criterion with its ζ, the strongest first."""
        hits = []
        for i, photo_id in enumerate(self.ids.tolist()):
            order = np.argsort(-self.zeta[:, i], kind="stable")
            hits.append(
                Hit(
                    photo_id=photo_id,
                    score=float(self.score[i]),
                    relevance=float(self.relevance[i]),
                    strong=bool(self.strong[i]),
                    above=bool(self.above[i]),
                    why=tuple(f"{criteria[j].label} {self.zeta[j, i]:+.1f}" for j in order),
                )
            )
        return tuple(hits)

    def only_above(self) -> Ranking:
        """Those above the divider."""
        return self.only(self.above)

    def only(self, kept: Flags) -> Ranking:
        """Some of them, in the same order."""
        return replace(
            self,
            ids=self.ids[kept],
            value=self.value[kept],
            score=self.score[kept],
            relevance=self.relevance[kept],
            above=self.above[kept],
            strong=self.strong[kept],
            zeta=self.zeta[:, kept],
        )


class Ranker:
    """Ranks the photos of one index.

    `bank` are vectors (p, d) of unrelated phrases such as `relevance.GENERIC`. They say where
    the scores of texts lie in this library, which a single query cannot tell when there are few
    photos, or when what it asks for is in half of them. `words` are vectors (w, d) of very
    different words, so many that they stand for whatever photos may show.
    """

    def __init__(
        self, index: VectorIndex, bank: Vectors | None = None, words: Vectors | None = None
    ) -> None:
        self._index = index
        self._words = None if words is None or not len(words) else words
        self._common = None if self._words is None else self._words.mean(axis=0)
        self._bank = None if bank is None else self._special(bank)
        self._usual: tuple[int, float] | None = None
        self._priors: dict[Kind, Prior | None] = {}
        self._priors_of = 0  # how many photos they were made from

    def rank(
        self,
        criteria: Sequence[Criterion],
        *,
        ids: Ids | None = None,
        hidden: Ids = _NONE,
        limit: int | None = 500,
    ) -> Ranking:
        """The best `limit` photos (None: all), among `ids` if given, without the `hidden`.

        Filters never move the cut: statistics and cut are those of the whole library.
        """
        if not criteria:
            raise ValueError("nothing to rank by")
        index = self._index
        asked = [
            replace(one, queries=self._special(one.queries, one.sentence))
            if one.kind is Kind.TEXT and not one.moved
            else one
            for one in criteria
        ]
        scale = _Scale(index, asked, self._prior)
        only = asked[0]
        if len(asked) == len(only.queries) == 1 and not only.negative and ids is None:
            wanted = len(index) if limit is None else limit + len(hidden)
            if index.way(only.kind, wanted) != EXACT:
                found = index.search(only.queries, wanted, kind=only.kind)
                ranking = scale.order(found.ids[0], [found.scores], hidden, limit, found.path)
                return self._judged(replace(ranking, matches=None), criteria)
        stacked = np.concatenate([criterion.queries for criterion in asked])
        among, scores = index.scores(stacked, ids)
        path = "exact" if ids is None else f"exact on {len(ids)} photos"
        parts = np.split(scores, np.cumsum([len(c.queries) for c in asked])[:-1])
        return self._judged(scale.order(among, parts, hidden, limit, path), criteria)

    def _special(self, queries: Vectors, sentence: bool = False) -> Vectors:
        """Phrases (m, d) without what all words have in common; they are no unit vectors then."""
        if self._common is None:
            return queries
        share = _COMMON_OF_SENTENCE if sentence else _COMMON
        return np.asarray(queries - share * self._common, np.float32)

    def _judged(self, ranking: Ranking, criteria: Sequence[Criterion]) -> Ranking:
        """With the cosines of what was asked, and strong only what stands out among words, too."""
        wanted = [one for one in criteria if not one.negative]
        if not wanted or not len(ranking.ids):
            return ranking
        by_words = self._words is not None and any(one.kind is Kind.TEXT for one in wanted)
        if not by_words:
            return ranking
        stacked = np.concatenate([one.queries for one in wanted])
        _, scores = self._index.scores(stacked, ranking.ids)
        parts = np.split(scores, np.cumsum([len(one.queries) for one in wanted])[:-1])
        cosines = np.stack([part.max(axis=0) for part in parts]).mean(axis=0).astype(np.float32)
        strong = np.zeros(len(ranking.ids), bool)
        first = np.flatnonzero(ranking.above)[:_SHOWN]
        if len(first):
            _, vectors = self._index.vectors(ranking.ids[first])
            assert self._words is not None
            spread = (vectors @ self._words.T).std(axis=1)
            value = ranking.value[first] * (self._usual_spread() / np.maximum(spread, 1e-6))
            strong[first] = value >= cut(len(self._index), STRONG)
        sure = ranking.confident
        if ranking.matches is not None:
            sure = confident(ranking.matches, int(strong.sum()), len(self._index))
        return replace(ranking, score=cosines, strong=strong, confident=sure)

    def _usual_spread(self) -> float:
        """How far the scores of words scatter for a photo of this library."""
        count = len(self._index)
        if self._usual is None or abs(count - self._usual[0]) > self._usual[0] // 50:
            sample = self._index.sample()
            rows = np.linspace(0, len(sample) - 1, min(_REFERENCES, len(sample))).astype(int)
            _, vectors = self._index.vectors(sample[rows])
            assert self._words is not None
            self._usual = count, float(np.median((vectors @ self._words.T).std(axis=1)))
        return self._usual[1]

    def _prior(self, kind: Kind) -> Prior | None:
        """What is known before a query is asked; anew when a fiftieth of the photos is new."""
        count = len(self._index)
        if abs(count - self._priors_of) > self._priors_of // 50:
            self._priors, self._priors_of = {}, count
        if kind not in self._priors:
            self._priors[kind] = _prior(self._index, kind, self._bank)
        return self._priors[kind]


class _Scale:
    """What scores mean for these criteria in this library: the nulls at every step."""

    def __init__(
        self,
        index: VectorIndex,
        criteria: Sequence[Criterion],
        prior: Callable[[Kind], Prior | None],
    ) -> None:
        self._criteria = criteria
        self._count = len(index)
        self._measures: list[Callable[[Floats], Floats]] = []
        wanted = [c for c in criteria if not c.negative]
        measured = []
        for criterion in criteria:
            scores = index.sample_scores(criterion.queries).astype(np.float64)
            measure = _measure(scores, None if criterion.moved else prior(criterion.kind))
            self._measures.append(measure)
            if not criterion.negative:
                measured.append(measure(scores))
        # One phrase alone is on its own scale already, whatever its weight.
        self._null = None
        if len(wanted) > 1:
            together = _soft_minimum(measured, [c.weight for c in wanted])
            self._null = null_of(together, least_sigma=_LEAST_SIGMA)

    def order(
        self,
        ids: Ids,
        scores: Sequence[NDArray[np.float32]],
        hidden: Ids,
        limit: int | None,
        path: str,
    ) -> Ranking:
        """Rank the photos `ids` (n,) with their scores, (m, n) for each criterion."""
        divider, strong = cut(self._count, DIVIDER), cut(self._count, STRONG)
        zeta = np.stack(
            [m(s.astype(np.float64)) for m, s in zip(self._measures, scores, strict=True)]
        )
        wanted = [i for i, c in enumerate(self._criteria) if not c.negative]
        value, score = np.zeros(len(ids)), np.ones(len(ids), np.float32)
        if wanted:
            weights = np.array([self._criteria[i].weight for i in wanted])
            value = zeta[wanted[0]]
            if self._null is not None:
                value = self._null.zeta(_soft_minimum(zeta[wanted], weights))
            score = np.mean([scores[i].max(axis=0) for i in wanted], axis=0, dtype=np.float32)
        kept = ~np.isin(ids, hidden) if len(hidden) else np.ones(len(ids), bool)
        for i, criterion in enumerate(self._criteria):
            if criterion.negative:
                value = value - criterion.weight * _COST * np.maximum(0, zeta[i] - _FREE)
                kept &= zeta[i] < divider
        above = value >= divider if wanted else np.ones(len(ids), bool)
        rows = np.flatnonzero(kept)
        matches = int(above[rows].sum())
        if limit is not None and limit < len(rows):
            kth = np.partition(value[rows], len(rows) - limit - 1)[len(rows) - limit - 1]
            rows = rows[value[rows] >= kth]  # most need not be sorted
        rows = rows[np.lexsort((ids[rows], -value[rows]))][:limit]
        passed = (value[rows] >= strong) & bool(wanted)
        return Ranking(
            ids=ids[rows],
            value=value[rows],
            score=score[rows],
            relevance=relevance(value[rows], self._count) if wanted else np.ones(len(rows)),
            above=above[rows],
            strong=passed,
            zeta=zeta[:, rows],
            path=path,
            matches=matches,
            confident=not wanted or confident(matches, int(passed.sum()), self._count),
        )


def _measure(scores: Floats, prior: Prior | None) -> Callable[[Floats], Floats]:
    """From the scores (m, s) over the sample: what turns scores (m, n) into one ζ (n,)."""
    nulls = [null_of(row, prior) for row in scores]

    def nearest(some: Floats) -> Floats:
        zeta = [null.zeta(row) for null, row in zip(nulls, some, strict=True)]
        return np.asarray(np.max(zeta, axis=0), np.float64)

    if len(nulls) == 1:
        return nearest
    # The best of several is high by chance more often: it has a null of its own.
    own = null_of(nearest(scores), least_sigma=_LEAST_SIGMA)
    return lambda some: own.zeta(nearest(some))


def _soft_minimum(zeta: Sequence[Floats] | Floats, weights: Sequence[float] | Floats) -> Floats:
    """-(1/κ) log Σ exp(-κ w ζ) over the first axis."""
    weighted = np.asarray(zeta) * np.asarray(weights)[:, None]
    least = weighted.min(axis=0)
    return np.asarray(least - np.log(np.exp(-_KAPPA * (weighted - least)).sum(axis=0)) / _KAPPA)


def _prior(index: VectorIndex, kind: Kind, bank: Vectors | None) -> Prior | None:
    if not len(index):
        return None
    if kind is Kind.TEXT:
        return None if bank is None else prior_of(index.sample_scores(bank))
    sample = index.sample()
    rows = np.linspace(0, len(sample) - 1, min(_EXAMPLES, len(sample))).astype(int)
    _, examples = index.vectors(sample[rows])
    scores = index.sample_scores(examples)
    if scores.shape[1] < 3 or len(examples) < len(rows):
        return None
    scores[np.arange(len(rows)), rows] = np.median(scores, axis=1)  # each but itself
    return prior_of(scores)
