"""What to do for a query: which photos to score, which never to show, and in which order.

The engine composes a plan with vectors and ranking; this page knows only the library.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from sqlalchemy import ColumnElement, Connection, Text, cast, select

from photoclip.library.rows import numbers
from photoclip.library.schema import SHOWN, folder, photo
from photoclip.query.values import Example, Query, Sort, Term
from photoclip.search.filters import hidden_ids, matching_ids
from photoclip.search.lookup import Ids, Outside, one_of

_NONE = np.empty(0, np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """How a query is answered.

    Score `terms` and `examples` over the photos `ids` (ascending), or, where it is None, over
    all photos that are not in `hidden` (ascending; empty where `ids` is given). Then order by
    `sort`, whose `by` is never "relevance" when there is nothing to rank by.
    """

    query: Query
    ids: Ids | None
    sort: Sort
    hidden: Ids = field(default_factory=_NONE.copy)

    @property
    def terms(self) -> tuple[Term, ...]:
        """The phrases to rank by."""
        return self.query.terms

    @property
    def examples(self) -> tuple[Example, ...]:
        """The photos to rank by."""
        return self.query.examples

    @property
    def is_ranked(self) -> bool:
        """Whether vectors are needed at all."""
        return self.query.is_ranked


def plan(
    query: Query,
    connection: Connection,
    outside: Outside | None = None,
    *,
    ranked: bool | None = None,
) -> Plan:
    """The way to answer `query` in the library behind `connection`.

    `ranked` says that there is something to rank by beside the query. `outside` answers what
    the library does not know (see `Outside`). Raises QueryError with the position of the filter
    for unknown tags and albums (naming the nearest known one), for albums that contain
    themselves and for states that cannot be told.
    """
    ranks = query.is_ranked if ranked is None else ranked
    sort = query.sort or Sort("relevance" if ranks else "date")
    if sort.by == "relevance" and not ranks:
        sort = Sort("date", sort.reverse)
    if query.where is not None:
        return Plan(query, matching_ids(connection, query.where, outside), sort)
    if ranks:
        return Plan(query, None, sort, hidden_ids(connection))
    return Plan(query, None, sort)


def in_order(connection: Connection, ids: Ids | None, sort: Sort) -> Ids:
    """The photos `ids` (None: all that can be shown) by date, newest first, or by name.

    Photos without a capture time stand where their file's time puts them.
    """
    chosen = SHOWN if ids is None else one_of(photo.c.id, ids)
    keys: tuple[ColumnElement[Any], ...]
    if sort.by == "name":
        name = cast(photo.c.name, Text)
        keys = (name.collate("NOCASE"), name, cast(folder.c.path, Text), photo.c.id)
        query = select(photo.c.id).join(folder, folder.c.id == photo.c.folder_id)
        directed = [key.desc() if sort.reverse else key.asc() for key in keys]
    else:
        keys = (photo.c.moment, photo.c.id)
        query = select(photo.c.id)
        directed = [key.asc() if sort.reverse else key.desc() for key in keys]
    return np.array(numbers(connection, query.where(chosen).order_by(*directed)), np.int64)
