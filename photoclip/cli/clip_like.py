"""Vectors that lie as those of CLIP do: two narrow cones, and photos in events and bursts.

Set to what 500 photos of COCO and their captions show in a ViT-B/16 (means and spreads of the
cosines, the gap between the cones, the dimensions that carry the variance); a test among the bars
holds it to that. What it says about recall is about its own geometry, not about real photos.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from photoclip.vectors.encoder import Vectors, normalised

_IMAGE_MEAN, _TEXT_MEAN = 0.730, 0.718  # lengths of the two means
_IMAGE_SPREAD, _TEXT_SPREAD = 0.063, 0.086  # how the parts along them differ
_MEANS = 0.309  # cosine between them
_ALIGNED = 0.315  # cosine between a photo and its caption, each without its mean
_ASTRAY = 0.15  # share of the rest of a caption that points to other photos
_PHOTOS_AN_EVENT, _SHOTS_A_BURST, _EVENTS_A_TOPIC = 40, 3, 12
_BLOCK = 32_768
# Shares of the variance: what is common to a topic, an event, a burst, and to one shot alone.
_TOPIC, _EVENT, _BURST, _SHOT = 0.35, 0.25, 0.22, 0.18


class World(NamedTuple):
    """Photos (n, d) in the order they were taken; captions (m, d) and photos (m, d) to ask with.

    Half of the captions describe one photo, half only its topic. The photos to ask with are not
    among the n, but of the same events.
    """

    photos: Vectors
    captions: Vectors
    examples: Vectors


def clip_like(count: int, *, queries: int = 200, dim: int = 512, seed: int = 0) -> World:
    """`count` photos, and `queries` captions and examples to search them with."""
    rng = np.random.default_rng(seed)
    basis = np.linalg.qr(rng.standard_normal((dim, dim)))[0].astype(np.float32)
    image_mean = basis[0]
    text_mean = _MEANS * basis[0] + np.sqrt(1 - _MEANS**2) * basis[1]
    spectrum = ((np.arange(dim - 2) + 3.0) ** -0.55).astype(np.float32)
    seen = spectrum[:, None] * basis[2:]
    other = np.linalg.qr(rng.standard_normal((dim - 2, dim - 2)))[0].astype(np.float32)
    written = spectrum[:, None] * (other @ basis[2:])

    def drawn(rows: int, directions: Vectors) -> Vectors:
        out = np.empty((rows, dim), np.float32)
        for some in _blocks(rows):  # a million photos are 2 GB; their random numbers, too
            wild = rng.standard_normal((len(out[some]), dim - 2), dtype=np.float32)
            out[some] = normalised(wild @ directions)
        return out

    def lengths(rows: int, length: float, spread: float) -> NDArray[np.float64]:
        return np.clip(rng.normal(length, spread, (rows, 1)), 0, 0.95)

    def around(mean: Vectors, along: NDArray[np.float64], deviations: Vectors) -> Vectors:
        for some in _blocks(len(deviations)):
            deviations[some] *= np.sqrt(1 - along[some] ** 2)
            deviations[some] += along[some] * mean
        return deviations

    events = -(-(count + queries) // _PHOTOS_AN_EVENT)
    topics = drawn(-(-events // _EVENTS_A_TOPIC), seen)
    topic_of = np.sort(rng.integers(0, len(topics), events))
    event = drawn(events, seen)
    photo_event = np.arange(count + queries) // _PHOTOS_AN_EVENT
    burst = drawn(-(-(count + queries) // _SHOTS_A_BURST), seen)
    meaning = drawn(count + queries, seen)
    for some in _blocks(count + queries):
        part = np.sqrt(_SHOT) * meaning[some]
        part += np.sqrt(_TOPIC) * topics[topic_of][photo_event[some]]
        part += np.sqrt(_EVENT) * event[photo_event[some]]
        part += np.sqrt(_BURST) * burst[np.arange(count + queries)[some] // _SHOTS_A_BURST]
        meaning[some] = normalised(part)

    along = lengths(count + queries, _IMAGE_MEAN, _IMAGE_SPREAD)
    asked = rng.choice(count + queries, queries, replace=False)
    meant = meaning[asked]
    generic = np.arange(queries) % 2 == 1
    meant[generic] = topics[topic_of][photo_event[asked[generic]]]
    rest = np.sqrt(_ASTRAY) * drawn(queries, seen) + np.sqrt(1 - _ASTRAY) * drawn(queries, written)
    wording = normalised(_ALIGNED * meant + np.sqrt(1 - _ALIGNED**2) * rest)
    captions = around(text_mean, lengths(queries, _TEXT_MEAN, _TEXT_SPREAD), wording)
    photos = around(image_mean, along, meaning)

    # Those that are asked with change places with the last ones, so that nothing is copied.
    taken = np.sort(rng.choice(count + queries, queries, replace=False))
    examples = photos[taken].copy()
    early = taken[taken < count]
    photos[early] = photos[np.setdiff1d(np.arange(count, count + queries), taken)]
    return World(photos[:count], captions, examples)


def _blocks(rows: int) -> Iterator[slice]:
    for first in range(0, rows, _BLOCK):
        yield slice(first, min(first + _BLOCK, rows))
