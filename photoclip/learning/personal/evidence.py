"""What personalizing learns from: the user's verdicts beside frozen embeddings, as arrays."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from photoclip.vectors.encoder import Vectors, normalised

Mask = NDArray[np.bool_]
CENTRED_WEIGHT, REJECTED_WEIGHT = 1.0, 0.3  # β and γ of Rocchio's formula
MENTIONED_WEIGHT = 0.5  # of a photo whose caption names the tag, against one that was confirmed
MEANINGFUL = 0.5  # trust from which a tag's text is a word that the encoder knows


@dataclass(frozen=True)
class Evidence:
    """The user's answers about n photos and K tags in a space of d dimensions.

    `photos` (n, d) and `library` (u, d), a sample of photos without verdicts, are unit vectors.
    `confirmed` and `rejected` (n, K) say what was answered; no pair is both. `events` (n,)
    numbers groups of photos that were taken together. `texts` (K, d) are the unit text vectors
    of the tags and `prompts` (g, d) those of generic searches that must not get worse.
    `captions` (m, d) are text vectors of the user's own captions, `captioned` (m,) the row of
    `photos` that each belongs to. `mentioned` (n, K) are the pairs that nobody answered, but
    whose caption names the tag: they teach, and never judge.
    """

    names: tuple[str, ...]
    photos: Vectors
    confirmed: Mask
    rejected: Mask
    events: NDArray[np.int64]
    texts: Vectors
    library: Vectors
    prompts: Vectors
    captions: Vectors
    captioned: NDArray[np.int64]
    mentioned: Mask = field(default_factory=lambda: np.zeros((0, 0), np.bool_))

    def __post_init__(self) -> None:
        n, tags = self.confirmed.shape
        if not self.mentioned.size:
            object.__setattr__(self, "mentioned", np.zeros_like(self.confirmed))
        if not (
            len(self.photos) == len(self.events) == n
            and self.rejected.shape == self.mentioned.shape == (n, tags)
            and len(self.texts) == len(self.names) == tags
            and len(self.captions) == len(self.captioned)
        ):
            raise ValueError("the parts of the evidence do not fit together")
        if (self.confirmed & self.rejected).any():
            raise ValueError("a photo cannot have a tag confirmed and rejected")

    @property
    def positive(self) -> Vectors:
        """How much each photo is an example of each tag (n, K), 0…1."""
        weight = np.float32(MENTIONED_WEIGHT)
        return np.asarray(self.confirmed + weight * self.mentioned, np.float32)

    @property
    def looked_at(self) -> Mask:
        """The photos (n,) that somebody answered for; the others only have a caption."""
        return np.asarray((self.confirmed | self.rejected).any(1), np.bool_)

    def only_photos(self, rows: Mask) -> Evidence:
        """The same with some of the photos."""
        position = np.cumsum(rows) - 1
        kept = rows[self.captioned]
        return replace(
            self,
            photos=self.photos[rows],
            confirmed=self.confirmed[rows],
            rejected=self.rejected[rows],
            mentioned=self.mentioned[rows],
            events=self.events[rows],
            captions=self.captions[kept],
            captioned=position[self.captioned[kept]].astype(np.int64),
        )

    def only_tags(self, columns: NDArray[np.int64]) -> Evidence:
        """The same with some of the tags, without photos that have nothing to say about them."""
        narrowed = with_tags(self, columns)
        answered = (narrowed.confirmed | narrowed.rejected).any(1)
        return narrowed.only_photos(np.asarray(answered, dtype=np.bool_))


def with_tags(evidence: Evidence, columns: NDArray[np.int64]) -> Evidence:
    """The same with some of the tags and all photos."""
    return replace(
        evidence,
        names=tuple(evidence.names[k] for k in columns),
        confirmed=evidence.confirmed[:, columns],
        rejected=evidence.rejected[:, columns],
        mentioned=evidence.mentioned[:, columns],
        texts=evidence.texts[columns],
    )


def rocchio(texts: Vectors, evidence: Evidence) -> Vectors:
    """The offset (K, d) from text to tag that Rocchio's formula takes from the examples.

    β (ĉ⁺ − γ ĉ⁻), where ĉ± is the normalised mean of the confirmed or rejected photos after
    the library's mean was taken off; zero for tags without confirmed photos (Rocchio 1971).
    """
    mean = evidence.library.mean(0) if len(evidence.library) else evidence.photos.mean(0)
    centred = evidence.photos - mean
    liked = normalised(_means(evidence.positive, centred))
    disliked = normalised(_means(evidence.rejected, centred))
    offset = CENTRED_WEIGHT * (liked - REJECTED_WEIGHT * disliked)
    offset[~evidence.confirmed.any(0)] = 0
    return np.asarray(offset, np.float32)


def trust(evidence: Evidence) -> Vectors:
    """How much the text of each tag says about its photos (K, 1), 0…1; 1 without examples.

    2 AUC - 1 of the text's scores for the confirmed photos against the others: the name "dog"
    ranks dogs first and is trusted, the name "rex" ranks them anyhow and would only disturb.
    """
    others = evidence.library if len(evidence.library) else evidence.photos
    ranked = np.sort(others @ evidence.texts.T, axis=0)
    scores = evidence.photos @ evidence.texts.T
    found = np.ones((len(evidence.texts), 1), np.float32)
    for k in np.flatnonzero(evidence.confirmed.any(0)):
        below = np.searchsorted(ranked[:, k], scores[evidence.confirmed[:, k], k])
        found[k] = max(0.0, 2 * float(below.mean()) / len(others) - 1)
    return found


def meaningful(evidence: Evidence) -> NDArray[np.int64]:
    """The tags with examples whose text says something: only they can teach about other texts."""
    known = evidence.confirmed.any(0) & (trust(evidence)[:, 0] >= MEANINGFUL)
    return np.flatnonzero(known)


def _means(of: Vectors | Mask, vectors: Vectors) -> Vectors:
    """The weighted means (K, d) of the vectors (n, d) by the weights (n, K)."""
    weights = of.T.astype(np.float32)
    total = np.maximum(weights.sum(1, keepdims=True), 1)
    return np.asarray(weights @ vectors / total, np.float32)
