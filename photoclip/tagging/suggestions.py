"""Which tags to suggest for which photos: calibrated, one of a kind, never against a verdict."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from photoclip.domain import Suggestion
from photoclip.tagging.calibration import Calibration, Floats, Places, Verdicts, sigmoid
from photoclip.vectors.encoder import Vectors, normalised

Ids = NDArray[np.int64]

AT_LEAST = 0.5
"""The probability from which a tag is suggested; applying one by itself wants 0.9."""
MOST = 8
"""Suggestions for one photo."""
ALIKE = 0.85
"""Tags with a higher cosine to each other are rivals."""
WITHIN = 1.0
"""A rival that is better by more than so many standard deviations wins alone."""

_CHUNK = 2_048  # photos at a time: some 20 MB for 1,000 tags
_CONSIDERED = 24  # the most probable tags of a photo enter the competition


@dataclass(frozen=True, slots=True, eq=False)
class Hierarchy:
    """How k tags hang together: the place of the tag above each (-1: none), and who rivals whom.

    `rivals` (k, k) is symmetric; a tag never rivals itself or one above or below it.
    """

    parents: Places
    rivals: NDArray[np.bool_]
    depth: Places

    @classmethod
    def of(
        cls, parents: Sequence[int], groups: Sequence[int], tags: Vectors, alike: float = ALIKE
    ) -> Hierarchy:
        """Rivals are the tags of one group (-1: none) and those whose vectors are alike."""
        above, group = np.array(parents, np.intp), np.asarray(groups, np.intp)
        related = np.eye(len(above), dtype=np.bool_)
        depth = np.zeros(len(above), np.intp)
        for tag in range(len(above)):
            upper = above[tag]
            while upper >= 0 and not related[tag, upper]:
                related[tag, upper] = related[upper, tag] = True
                upper = above[upper]
            if upper == tag:  # a circle, which a damaged library might hold: cut it here
                above[tag] = -1
        for tag in range(len(above)):
            upper = above[tag]
            while upper >= 0:
                depth[tag] += 1
                upper = above[upper]
        unit = normalised(tags)
        rivals = (unit @ unit.T > alike) | ((group[:, None] == group) & (group >= 0))
        return cls(above, rivals & ~related, depth)

    def below(self, tag: int) -> Iterator[int]:
        """The tags below a tag, at any level."""
        for child in np.flatnonzero(self.parents == tag).tolist():
            yield child
            yield from self.below(child)


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """m suggestions as arrays (m,), in the order of the photos, each photo's best first.

    `tags` are places in the tag matrix.
    """

    photo_ids: Ids
    tags: Places
    probabilities: Floats

    def __len__(self) -> int:
        return len(self.photo_ids)

    def values(self, names: Sequence[str]) -> list[Suggestion]:
        """The same as values; `names` are those of the tags in the order of the matrix."""
        columns = (self.tags.tolist(), self.photo_ids.tolist(), self.probabilities.tolist())
        return [Suggestion(names[t], photo, p) for t, photo, p in zip(*columns, strict=True)]


def suggest(
    photo_ids: Ids,
    images: Vectors,
    tags: Vectors,
    calibration: Calibration,
    hierarchy: Hierarchy,
    verdicts: Verdicts | None = None,
    *,
    at_least: float = AT_LEAST,
    most: int = MOST,
) -> Found:
    """The tags (k, d) to suggest for n photos with the image vectors (n, d).

    A tag is suggested from the probability `at_least` on. Of rivals only the best stays, and
    those within one standard deviation of it. Whatever is suggested brings the tags above it
    along, with at least its probability. What the user confirmed or rejected is not suggested,
    nor is anything below a rejected tag. At most `most` tags a photo, the most probable ones.
    """
    decided_rows, decided_tags = _decided(photo_ids, verdicts or Verdicts.none(), hierarchy)
    null = calibration.null
    scale = (1 / null.deviation).astype(np.float32)
    cut = calibration.zeta_at(at_least).astype(np.float32)
    weighted = np.asarray(tags * scale[:, None], np.float32)
    shift = (null.median / null.deviation).astype(np.float32)
    parts: list[tuple[Ids, Places, Floats]] = []
    for start in range(0, len(images), _CHUNK):
        zeta = images[start : start + _CHUNK] @ weighted.T
        zeta -= shift
        allowed = np.ones(zeta.shape, np.bool_)
        first, last = np.searchsorted(decided_rows, [start, start + _CHUNK])
        allowed[decided_rows[first:last] - start, decided_tags[first:last]] = False
        rows, columns = np.nonzero((zeta >= cut) & allowed)
        values = zeta[rows, columns].astype(np.float64)
        p = sigmoid(calibration.slope[columns] * values + calibration.offset[columns])
        rows, columns, p = _compete(rows, columns, values, p, hierarchy)
        rows, columns, p = _with_parents(rows, columns, p, hierarchy)
        keep = allowed[rows, columns]
        rows, columns, p = rows[keep], columns[keep], p[keep]
        order = np.lexsort((-hierarchy.depth[columns], -p, rows))
        order = order[_rank(rows[order]) < most]
        parts.append((photo_ids[start + rows[order]], columns[order], p[order]))
    if not parts:
        return Found(np.empty(0, np.int64), np.empty(0, np.intp), np.empty(0))
    ids, places, probabilities = (np.concatenate(column) for column in zip(*parts, strict=True))
    return Found(ids, places, probabilities)


def suggest_one(
    tag: int,
    photo_ids: Ids,
    scores: NDArray[np.floating],
    rival_scores: Callable[[Places, Ids], NDArray[np.floating]],
    calibration: Calibration,
    hierarchy: Hierarchy,
    verdicts: Verdicts,
    *,
    at_least: float = AT_LEAST,
) -> tuple[Ids, Floats]:
    """The photos to suggest one tag for, ascending, and the probabilities: cheap after an answer.

    `scores` (n,) are the cosines of the n photos with the tag. `rival_scores(tags, ids)` gives
    those of k other tags with m photos, (k, m). As in `suggest`, but what the tags below bring
    along is not looked at, nor how many tags a photo has.
    """
    order = np.argsort(photo_ids, kind="stable")
    ids, scores = photo_ids[order], scores[order]
    null, cut = calibration.null, calibration.zeta_at(at_least)
    zeta = np.asarray((scores - null.median[tag]) / null.deviation[tag], np.float64)
    likely = zeta >= cut[tag]
    ids, zeta = ids[likely], zeta[likely]
    free = ~np.isin(ids, ruled_out(tag, hierarchy, verdicts))
    ids, zeta = ids[free], zeta[free]
    rivals = np.flatnonzero(hierarchy.rivals[tag])
    if len(rivals) and len(ids):
        theirs = np.asarray(rival_scores(rivals, ids), np.float64)
        theirs = (theirs - null.median[rivals, None]) / null.deviation[rivals, None]
        for place, rival in enumerate(rivals.tolist()):
            decided = np.isin(ids, ruled_out(rival, hierarchy, verdicts))
            theirs[place, decided | (theirs[place] < cut[rival])] = -np.inf
        best = theirs.max(axis=0)
        ids, zeta = ids[best <= zeta + WITHIN], zeta[best <= zeta + WITHIN]
    return ids, sigmoid(calibration.slope[tag] * zeta + calibration.offset[tag])


def ruled_out(tag: int, hierarchy: Hierarchy, verdicts: Verdicts) -> Ids:
    """The photos about which the tag was decided, or one above it rejected."""
    mine = verdicts.tags == tag
    above = hierarchy.parents[tag]
    while above >= 0:
        mine |= (verdicts.tags == above) & ~verdicts.agreed
        above = hierarchy.parents[above]
    ids: Ids = verdicts.photo_ids[mine]
    return ids


def _decided(photo_ids: Ids, verdicts: Verdicts, hierarchy: Hierarchy) -> tuple[Places, Places]:
    """Rows and tags that a verdict rules out, the rows ascending."""
    tags, ids = [verdicts.tags], [verdicts.photo_ids]
    for tag in np.unique(verdicts.tags[~verdicts.agreed]).tolist():
        rejected = verdicts.photo_ids[(verdicts.tags == tag) & ~verdicts.agreed]
        for lower in hierarchy.below(tag):
            tags.append(np.full(len(rejected), lower, np.intp))
            ids.append(rejected)
    all_tags, all_ids = np.concatenate(tags), np.concatenate(ids)
    if not len(photo_ids) or not len(all_ids):
        return np.empty(0, np.intp), np.empty(0, np.intp)
    order = np.argsort(photo_ids, kind="stable")
    place = np.minimum(np.searchsorted(photo_ids[order], all_ids), len(order) - 1)
    rows = order[place]
    here = photo_ids[rows] == all_ids
    rows, all_tags = rows[here], all_tags[here]
    ascending = np.argsort(rows, kind="stable")
    return rows[ascending], all_tags[ascending]


def _rank(rows: Places) -> Places:
    """The position of each element among the equal ones before it; equal ones stand together."""
    places = np.arange(len(rows))
    first = np.diff(rows, prepend=-1) != 0
    return np.asarray(places - np.maximum.accumulate(np.where(first, places, 0)), np.intp)


def _compete(
    rows: Places, tags: Places, zeta: Floats, p: Floats, hierarchy: Hierarchy
) -> tuple[Places, Places, Floats]:
    """Without the tags that a rival on the same photo beats clearly."""
    order = np.lexsort((-p, rows))
    rank = _rank(rows[order])
    order, rank = order[rank < _CONSIDERED], rank[rank < _CONSIDERED]
    rows, tags, zeta, p = rows[order], tags[order], zeta[order], p[order]
    if not len(rows):
        return rows, tags, p
    present, line = np.unique(rows, return_inverse=True)
    width = int(rank.max()) + 1
    who = np.zeros((len(present), width), np.intp)
    strength = np.full((len(present), width), -np.inf)
    who[line, rank], strength[line, rank] = tags, zeta
    stronger = strength[:, None, :] > strength[:, :, None] + WITHIN
    rivals = hierarchy.rivals[who[:, :, None], who[:, None, :]]
    beaten = np.any(stronger & rivals, axis=2)
    keep = ~np.asarray(beaten)[line, rank]
    return rows[keep], tags[keep], p[keep]


def _with_parents(
    rows: Places, tags: Places, p: Floats, hierarchy: Hierarchy
) -> tuple[Places, Places, Floats]:
    """With the tags above, each tag once for a photo with the highest of its probabilities."""
    levels = [(rows, tags, p)]
    while len(rows):
        above = hierarchy.parents[tags]
        rows, tags, p = rows[above >= 0], above[above >= 0], p[above >= 0]
        levels.append((rows, tags, p))
    rows, tags, p = (np.concatenate(column) for column in zip(*levels, strict=True))
    order = np.lexsort((-p, tags, rows))
    rows, tags, p = rows[order], tags[order], p[order]
    new = np.ones(len(rows), np.bool_)
    new[1:] = (np.diff(rows) != 0) | (np.diff(tags) != 0)
    return rows[new], tags[new], p[new]
