"""Pairs that are near each other among very many: by hash, by vector, in time; nothing left out."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from photoclip.vectors.encoder import Vectors

Pairs = NDArray[np.intp]
"""(m, 2) rows, the lower first or not; a pair may come twice."""

Accepts = Callable[[NDArray[np.intp], NDArray[np.intp]], NDArray[np.bool_]]
"""Which of the pairs (a[i], b[i]) may count."""

_BLOCK = 2048
_AXES = (16, 24, 32, 48, 96)  # how many of the directions in which vectors scatter most
_FEW = 1e-3  # pairs that may be as near in the shadow, for the rest must be compared in full
_SAMPLE, _PROBED = 8192, 2048
_SLACK = 1e-4  # what 32-bit floats may be off by
_AT_ONCE = 64  # neighbours in time that are looked at; longer bursts hang together by them


def near_hashes(hashes: NDArray[np.int64], bits: int) -> Pairs:
    """All pairs of 64-bit hashes (n,) that differ in at most so many bits.

    Cut into one band more than bits may differ, two such hashes agree in a band; so only those
    that agree in one are compared: 1 s for 100,000.
    """
    values = hashes.view(np.uint64)
    edges = np.linspace(0, 64, bits + 2).round().astype(np.uint64)
    found = []
    for low, high in pairwise(edges):
        band = (values >> low) & np.uint64((1 << int(high - low)) - 1)
        order = np.argsort(band, kind="stable")
        runs = np.split(order, np.flatnonzero(np.diff(band[order])) + 1)
        for run in runs:
            found += [_differing(values, run, first, bits) for first in range(0, len(run), _BLOCK)]
    return _all(found)


def _differing(values: NDArray[np.uint64], run: NDArray[np.intp], first: int, bits: int) -> Pairs:
    some, rest = run[first : first + _BLOCK], run[first:]
    near = np.bitwise_count(values[some][:, None] ^ values[rest][None]) <= bits
    a, b = np.nonzero(np.triu(near, 1))
    return np.stack([some[a], rest[b]], axis=1)


def near_vectors(vectors: Vectors, cosine: float, accepts: Accepts | None = None) -> Pairs:
    """All pairs of unit rows (n, d) whose inner product is at least `cosine`; zero rows have none.

    `accepts` may refuse pairs: it is asked before their vectors are compared in full.

    Vectors are at least as far apart as their shadows on a few axes, so whatever is far apart
    there is not compared in full; nor are those whose places on the first axis are too far apart
    looked at together. Exact whatever the axes; the better they are the faster.
    """
    rows = np.flatnonzero(np.einsum("ij,ij->i", vectors, vectors) > 0.5)
    if not len(rows):
        return _all([])
    shadows = _shadows(vectors, rows, cosine)
    order = np.argsort(shadows[:, 0], kind="stable")
    rows, shadows = rows[order], shadows[order]
    place = shadows[:, 0]
    half = np.einsum("ij,ij->i", shadows, shadows)[:, None] / 2
    one = np.ones_like(half)
    # The products of a left and a right row are minus half the squared distance of the shadows.
    left, right = np.hstack([shadows, -half, -one]), np.hstack([shadows, one, half])
    reach, radius = cosine - 1 - _SLACK, np.sqrt(2 * (1 - cosine + _SLACK))
    found = []
    for first in range(0, len(rows), _BLOCK):
        some = left[first : first + _BLOCK]
        farthest = place[first + len(some) - 1] + radius
        for other in range(first, len(rows), _BLOCK):
            if place[other] > farthest:
                break
            a, b = _where(some @ right[other : other + _BLOCK].T >= reach)
            if other == first:
                a, b = a[a < b], b[a < b]
            a, b = rows[first + a], rows[other + b]
            if accepts is not None:
                accepted = accepts(a, b)
                a, b = a[accepted], b[accepted]
            found.append(_within(vectors, np.stack([a, b], axis=1), cosine))
    return _all(found)


def _where(flags: NDArray[np.bool_]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Where a table of flags is set, in a fifth of the time where few are: eight at a time."""
    width = flags.shape[1]
    if width % 8:
        a, b = np.nonzero(flags)
        return a, b
    words = np.flatnonzero(flags.reshape(-1).view(np.uint64))
    bits, within = np.nonzero(flags.reshape(-1, 8)[words])
    a, b = np.divmod(words[bits] * 8 + within, width)
    return a, b


def _shadows(vectors: Vectors, rows: NDArray[np.intp], cosine: float) -> Vectors:
    """(n, axes): the rows on the axes along which a sample scatters most, the first one first.

    As many axes as it takes to tell nearly all pairs of the sample apart.
    """
    sample = vectors[rows[:: max(1, len(rows) // _SAMPLE)]]
    middle = sample.mean(0)
    centred = sample - middle
    _, directions = np.linalg.eigh((centred.T @ centred).astype(np.float64))
    axes = np.asarray(directions[:, ::-1], np.float32)
    some = centred[:: max(1, len(centred) // _PROBED)] @ axes
    for count in _AXES:
        cast = some[:, :count]
        half = np.einsum("ij,ij->i", cast, cast) / 2
        near = cast @ cast.T - half[:, None] - half >= cosine - 1
        if near.mean() <= 1 / len(some) + _FEW:  # each is near itself
            break
    return np.asarray((vectors[rows] - middle) @ axes[:, :count], np.float32)


def _within(vectors: Vectors, pairs: Pairs, cosine: float) -> Pairs:
    kept = []
    for first in range(0, len(pairs), _BLOCK):
        some = pairs[first : first + _BLOCK]
        scores = np.einsum("ij,ij->i", vectors[some[:, 0]], vectors[some[:, 1]])
        kept.append(some[scores >= cosine])
    return _all(kept)


def near_times(times: NDArray[np.float64], seconds: float) -> Pairs:
    """Pairs of times (n,), NaN for unknown ones, that are at most so many seconds apart.

    Of a crowd of more than 64 at once not every pair is there, but enough to connect it.
    """
    order = np.argsort(times, kind="stable")
    order = order[: np.count_nonzero(~np.isnan(times))]
    found = []
    for step in range(1, min(_AT_ONCE, len(order))):
        near = times[order[step:]] - times[order[:-step]] <= seconds
        if not near.any():
            break
        found.append(np.stack([order[:-step][near], order[step:][near]], axis=1))
    return _all(found)


def components(count: int, pairs: Pairs) -> list[NDArray[np.intp]]:
    """The numbers 0…count-1 that pairs connect, however indirectly: sets of two and more."""
    if not len(pairs):
        return []
    label = np.arange(count)
    while True:
        low = np.minimum(label[pairs[:, 0]], label[pairs[:, 1]])
        fresh = label.copy()
        np.minimum.at(fresh, label[pairs[:, 0]], low)
        np.minimum.at(fresh, label[pairs[:, 1]], low)
        fresh = fresh[fresh]
        if (fresh == label).all():
            break
        label = fresh
    members = np.unique(pairs)
    members = members[np.argsort(label[members], kind="stable")]
    return np.split(members, np.flatnonzero(np.diff(label[members])) + 1)


def _all(found: list[Pairs]) -> Pairs:
    return np.concatenate(found) if found else np.empty((0, 2), np.intp)
