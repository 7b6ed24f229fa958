"""Words as an encoder likes them: phrases in sentences, tags as the mean of their prompts."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from photoclip.tagging import vocabulary
from photoclip.tagging.vocabulary import Entry, prompts_for
from photoclip.tagging.zero_shot import ensemble
from photoclip.vectors.adapter import Adapter
from photoclip.vectors.encoder import Encoder, Vectors, normalised
from photoclip.vectors.space import Space

SHORT = 3  # words up to which a phrase is put into sentences, as the encoder saw them
FRAMES = ("{}", "a photo of {}.", "a photo of a {}.")
DIFFERENT = 256  # words that stand for whatever photos may show
_BETWEEN = "\n"  # between the prompts of one tag in the key under which its vector is kept


def framed(phrase: str) -> Sequence[str]:
    """A short phrase in the sentences that captions are made of; a longer one as it is."""
    if len(phrase.split()) > SHORT:
        return (phrase,)
    return [frame.format(phrase) for frame in FRAMES]


def phrases(encoder: Encoder, space: Space, wanted: Sequence[str], *, writable: bool) -> Vectors:
    """n phrases as they are -> (n, dim) unit vectors, kept where the space can be written."""
    known = space.texts(wanted)
    fresh = [phrase for phrase in dict.fromkeys(wanted) if phrase not in known]
    if fresh:
        vectors = normalised(encoder.encode_texts(fresh))
        known.update(zip(fresh, vectors, strict=True))
        if writable:
            space.keep_texts(fresh, vectors)
    return np.stack([known[phrase] for phrase in wanted])


def different_words() -> tuple[str, ...]:
    """Words from all over the vocabulary, which stand for whatever photos may show."""
    names = vocabulary.load().names
    places = np.linspace(0, len(names) - 1, min(DIFFERENT, len(names))).astype(int)
    return tuple(names[place] for place in places.tolist())


class Words:
    """Turns tags into unit vectors with one encoder.

    A vocabulary of a thousand tags is six thousand phrases, which take a small text tower
    seconds; so vectors are kept in the encoder's space, where it can be written.
    """

    def __init__(
        self, encoder: Encoder, space: Space, *, writable: bool, adapter: Adapter | None = None
    ) -> None:
        self._encoder, self._space, self._writable = encoder, space, writable
        self.adapter = adapter

    def matrix(self, entries: Sequence[Entry]) -> Vectors:
        """n tags -> (n, dim) unit vectors."""
        prompts = [prompts_for(entry) for entry in entries]
        keys = [_BETWEEN.join(phrases) for phrases in prompts]
        known = self._space.texts(keys)
        fresh = {k: p for k, p in zip(keys, prompts, strict=True) if k not in known}
        if fresh:
            phrases = [phrase for group in fresh.values() for phrase in group]
            vectors = ensemble(
                self._encoder.encode_texts(phrases), [len(group) for group in fresh.values()]
            )
            known.update(zip(fresh, vectors, strict=True))
            if self._writable:
                self._space.keep_texts(list(fresh), vectors)
        if not keys:
            return np.zeros((0, self._space.spec.dim), np.float32)
        return np.stack([known[key] for key in keys])

    def tag_queries(self, entries: Sequence[Entry]) -> Vectors:
        """n tags -> (n, dim) unit queries to score photos with: the learnt ones where there are."""
        queries = self.matrix(entries)
        if self.adapter is None:
            return queries
        queries = self.adapter.fold(queries).copy()
        for place, entry in enumerate(entries):
            learnt = self.adapter.query_of(entry.name)
            if learnt is not None:
                queries[place] = learnt
        return queries
