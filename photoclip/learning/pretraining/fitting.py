"""Finds sentences for photos that have labels alone: they name a label and look like the photo."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import torch
from torch import Tensor

from photoclip.learning.pretraining.pairs import Pair

_WORD = re.compile(r"[a-z0-9]+")
_SAMPLE = 2048  # photos that say how much a sentence is like any photo at all
_MOST_SENTENCES = 20_000  # of one label; more are thinned out evenly


def fitting_captions(
    pairs: Sequence[Pair], image: Tensor, sentences: Sequence[str], text: Tensor, most: int
) -> list[Pair]:
    """The pairs; those to learn from that have labels alone get up to `most` sentences.

    image: (n pairs, d), text: (n sentences, d), unit vectors of a model that knows a little
    already. A sentence is taken for a photo only where it names its most specific label that any
    sentence names, as whole words (a plural counts); among those the most similar win, measured
    above what each sentence has with photos in general, since some are a little like everything.
    """
    naming = _Naming(sentences)
    waiting: dict[str, list[int]] = defaultdict(list)
    for row, pair in enumerate(pairs):
        if not pair.held_out and not pair.captions:
            label = next((label for label in pair.labels if len(naming.of(label))), None)
            if label is not None:
                waiting[label].append(row)
    sample = image[:: max(1, len(image) // _SAMPLE)]
    found = list(pairs)
    for label, rows in waiting.items():
        named = naming.of(label)
        named = named[:: -(-len(named) // _MOST_SENTENCES)]
        theirs = text[torch.from_numpy(named).to(text.device)]
        usual = (sample @ theirs.T).mean(0)
        own = image[torch.tensor(rows, device=image.device)]
        best = (own @ theirs.T - usual).topk(min(most, len(named)), dim=1).indices.tolist()
        for row, chosen in zip(rows, best, strict=True):
            captions = tuple(sentences[named[i]] for i in chosen)
            found[row] = replace(found[row], captions=captions)
    return found


class _Naming:
    """Which sentences name a label."""

    def __init__(self, sentences: Sequence[str]) -> None:
        self._plain = [" ".join(_WORD.findall(text.lower())) for text in sentences]
        self._with: dict[str, set[int]] = defaultdict(set)
        for number, text in enumerate(self._plain):
            for word in text.split():
                self._with[word].add(number)
        self._known: dict[str, np.ndarray[tuple[int], np.dtype[np.intp]]] = {}

    def of(self, label: str) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
        """Their numbers, ascending."""
        if label not in self._known:
            self._known[label] = np.array(sorted(self._look_up(label)), np.intp)
        return self._known[label]

    def _look_up(self, label: str) -> set[int]:
        words = _WORD.findall(label.lower())
        if not words:
            return set()
        *first, last = words
        candidates = set().union(*(self._with.get(last + end, set()) for end in ("", "s", "es")))
        for word in first:
            candidates &= self._with.get(word, set())
        if not first:
            return candidates
        phrase = re.compile(r"\b" + re.escape(" ".join(words)) + r"(?:s|es)?\b")
        return {number for number in candidates if phrase.search(self._plain[number])}
