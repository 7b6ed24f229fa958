"""Draws batches of photos with one text each, and says which texts fit which photos."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from photoclip.learning.pretraining.lessons import SENTENCES
from photoclip.learning.pretraining.pairs import Pair

_FIRST_LABEL = 0.6  # how often the most specific label is taken, otherwise any


@dataclass(frozen=True, slots=True)
class Batch:
    """n photos (rows of the pairs), a text for each, and positive (n, n): photo i fits text j."""

    rows: NDArray[np.intp]
    texts: NDArray[np.intp]
    positive: NDArray[np.float32]


class Draw:
    """A repeatable source of batches: batch number k is the same in every run.

    `names` (one a pair, "" for none) are what a classifier saw: pseudo-labels, which replace a
    photo's own words in `pseudo` of its draws. `weights` by source say how often a photo is
    drawn compared with others. The texts in play are `texts`; a batch names them by number.
    """

    def __init__(
        self,
        pairs: Sequence[Pair],
        weights: Mapping[str, float],
        seed: int = 0,
        names: Sequence[str] = (),
        pseudo: float = 0.0,
    ) -> None:
        self._seed, self._pseudo = seed, pseudo
        numbers: dict[str, int] = {}
        labels: dict[str, int] = {}

        def number(text: str) -> int:
            return numbers.setdefault(text, len(numbers))

        def sentences(label: str) -> tuple[int, NDArray[np.intp]]:
            chosen = np.array([number(s.format(label)) for s in SENTENCES])
            return labels.setdefault(label, len(labels)), chosen

        names = names or [""] * len(pairs)
        self._captions = [np.array([number(c) for c in pair.captions]) for pair in pairs]
        self._labels = [[sentences(label) for label in pair.labels] for pair in pairs]
        self._seen = [sentences(name) if name else None for name in names]
        self._fits = [
            {label for label, _ in of_pair} | ({seen[0]} if seen else set())
            for of_pair, seen in zip(self._labels, self._seen, strict=True)
        ]
        self.texts = list(numbers)
        drawn = [
            (row, weights.get(pair.source, 1.0))
            for row, pair in enumerate(pairs)
            if not pair.held_out and (pair.captions or pair.labels)
        ]
        self._rows = np.array([row for row, _ in drawn], dtype=np.intp)
        self._upto = np.cumsum([weight for _, weight in drawn])

    def __len__(self) -> int:
        """How many photos can be drawn."""
        return len(self._rows)

    def batch(self, step: int, size: int) -> Batch:
        """The batch of that step: photos by weight (one may come twice), a random text each."""
        random = np.random.default_rng((self._seed, step))
        places = np.searchsorted(self._upto, random.random(size) * self._upto[-1], side="right")
        rows = self._rows[np.minimum(places, len(self._rows) - 1)]
        texts = np.empty(size, np.intp)
        positive = (rows[:, None] == rows[None, :]).astype(np.float32)
        naming: dict[int, list[int]] = {}
        for j, row in enumerate(rows):
            label, texts[j] = self._words(int(row), random)
            if label >= 0:
                naming.setdefault(label, []).append(j)
        positive[texts[:, None] == texts[None, :]] = 1
        for i, row in enumerate(rows):
            for label in self._fits[row] & naming.keys():
                positive[i, naming[label]] = 1
        return Batch(rows, texts, positive)

    def _words(self, row: int, random: np.random.Generator) -> tuple[int, int]:
        """The label that is named (-1: a caption) and the number of the text."""
        captions, labels, seen = self._captions[row], self._labels[row], self._seen[row]
        if seen and random.random() < self._pseudo:
            return seen[0], int(random.choice(seen[1]))
        if len(captions) and (not labels or random.random() < 0.7):
            return -1, int(random.choice(captions))
        first = random.random() < _FIRST_LABEL
        label, sentences = labels[0 if first else int(random.integers(len(labels)))]
        return label, int(random.choice(sentences))
