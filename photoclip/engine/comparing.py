"""Duplicates in the library: what is known of its photos brought together and compared."""

from __future__ import annotations

import numpy as np

from photoclip.engine.messages import Duplicates
from photoclip.library import apart, looks
from photoclip.library.database import Library
from photoclip.search.duplicates import Known, find
from photoclip.vectors.planner import PhotoIndex


def duplicates(library: Library, index: PhotoIndex) -> Duplicates:
    """All duplicates among the photos that can be shown."""
    facts = looks.facts(library)
    ids, found = index.vectors(facts.ids)
    vectors = np.zeros((len(facts.ids), index.spec.dim), np.float32)
    vectors[np.searchsorted(facts.ids, ids)] = found
    order = np.lexsort((-facts.ids, facts.size, facts.pixels, facts.rating))
    worth = np.empty(len(order), np.int64)
    worth[order] = np.arange(len(order))
    known = Known(facts.ids, facts.content, facts.taken, facts.seen, facts.phash, vectors, worth)
    groups = find(known, apart.pairs(library))
    return Duplicates(groups.identical, groups.same_picture, groups.similar)
