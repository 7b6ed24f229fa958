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


def nothing_passes(where: Filter) -> str:
    """A sentence for a query whose filters leave no photo."""
    parts = [_written(part) for part in _conjuncts(where)]
    if len(parts) == 1:
        return f"No photo passes the filter {parts[0]}."
    return f"No photo passes all of {', '.join(parts)}."


def few_pass(where: Filter, count: int) -> str:
    """A sentence for a query that finds nothing among the photos that its filters leave."""
    photos = "the one photo that passes" if count == 1 else f"the {count:,} photos that pass"
    return f"No confident match among {photos} {', '.join(map(_written, _conjuncts(where)))}."


def _conjuncts(where: Filter | None) -> Sequence[Filter]:
    if where is None:
        return ()
    return where.parts if isinstance(where, And) else (where,)


def _written(part: Filter) -> str:
    return to_text(Query(where=part))
