"""Which filters brought a hit: all that stand alone, and of alternatives those that it passes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from sqlalchemy import Connection

from photoclip.query import to_text
from photoclip.query.values import And, Filter, Or, Query
from photoclip.search.filters import matching_ids
from photoclip.search.lookup import Ids, Outside


def reasons(
    connection: Connection, where: Filter | None, ids: Ids, outside: Outside | None = None
) -> list[tuple[str, ...]]:
    """For each of the hits `ids`, which pass `where`, the filters it passes, as one writes them."""
    found: list[list[str]] = [[] for _ in ids]
    for part in _conjuncts(where):
        if not isinstance(part, Or):
            for one in found:
                one.append(_written(part))
            continue
        for branch in part.parts:
            passes = np.isin(ids, matching_ids(connection, branch, outside, among=ids))
            for place in np.flatnonzero(passes).tolist():
                found[place].append(_written(branch))
    return [tuple(one) for one in found]


def _conjuncts(where: Filter | None) -> Sequence[Filter]:
    if where is None:
        return ()
    return where.parts if isinstance(where, And) else (where,)


def _written(part: Filter) -> str:
    return to_text(Query(where=part))
