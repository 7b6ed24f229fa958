"""Duplicates in the library: what is known of its photos brought together and compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from photoclip.domain import Hit
from photoclip.engine.messages import Duplicates
from photoclip.library import apart, looks
from photoclip.library.database import Library
from photoclip.search.duplicates import Known, find, leaders
from photoclip.vectors.seam import VectorIndex

GROUPED = 2_000  # hits that are put under tiles, at most: those that anybody looks at


def duplicates(library: Library, index: VectorIndex) -> Duplicates:
    """All duplicates among the photos that can be shown."""
    groups = find(_known(looks.facts(library), index), apart.pairs(library))
    return Duplicates(groups.identical, groups.same_picture, groups.similar)


def under_tiles(hits: Sequence[Hit], library: Library, index: VectorIndex) -> tuple[Hit, ...]:
    """The hits in their order, each saying under whose tile it belongs."""
    first = {hit.photo_id: place for place, hit in enumerate(hits[:GROUPED])}
    facts = looks.facts(library, first)
    known = _known(facts, index)
    order = np.argsort([first[number] for number in facts.ids.tolist()], kind="stable")
    ordered = Known(*(column[order] for column in _columns(known)))
    ids = ordered.ids.tolist()
    heads = leaders(ordered, apart.pairs(library))
    under = {one: ids[head] for one, head in zip(ids, heads, strict=True) if ids[head] != one}
    return tuple(
        replace(hit, under=under[hit.photo_id]) if hit.photo_id in under else hit for hit in hits
    )


def _known(facts: looks.Facts, index: VectorIndex) -> Known:
    ids, found = index.vectors(facts.ids)
    vectors = np.zeros((len(facts.ids), index.spec.dim), np.float32)
    vectors[np.searchsorted(facts.ids, ids)] = found
    order = np.lexsort((-facts.ids, facts.size, facts.pixels, facts.rating))
    worth = np.empty(len(order), np.int64)
    worth[order] = np.arange(len(order))
    return Known(facts.ids, facts.content, facts.taken, facts.seen, facts.phash, vectors, worth)


def _columns(known: Known) -> tuple[NDArray[Any], ...]:
    return tuple(getattr(known, field.name) for field in fields(known))
