"""Puts photos that their captions find beside those that their vectors find."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from photoclip.domain import Hit
from photoclip.library import photos
from photoclip.library.database import Library
from photoclip.query.values import Query
from photoclip.search.fusion import fused
from photoclip.search.lookup import Ids
from photoclip.search.plan import Plan
from photoclip.search.ranking import Criterion, Ranker, Ranking
from photoclip.search.texts import TextMatches, expression, matching
from photoclip.vectors.captions import CaptionsAtRest, stamp_of
from photoclip.vectors.seam import VectorIndex

_LONGEST = 120  # characters of a caption that a reason quotes


@dataclass(frozen=True, slots=True)
class Together:
    """Hits of vectors and of captions in one order, those above the divider first.

    `matches` counts all above it, those beyond the limit too; None where the graph answered and
    it is not known.
    """

    hits: tuple[Hit, ...]
    matches: int | None


class CaptionReader:
    """Reads the captions of a library, and those that machines wrote, for a query.

    A photo whose own caption answers the query stands above the divider, whatever its vector
    says: no chance brings all words of a query into a caption that somebody wrote or accepted.
    What a machine wrote and nobody looked at promises nothing of the kind, so it lifts nothing
    over the divider. Both are said in `why`.
    """

    def __init__(self, library: Library, kept: CaptionsAtRest) -> None:
        self._library, self._kept = library, kept

    def matches(self, query: Query, plan: Plan) -> TextMatches:
        """The photos whose captions answer the query and that pass its filters."""
        asked = expression(query)
        if asked is None:
            return TextMatches()
        kept = self._kept.matching(asked)
        with self._library.read() as connection:
            return matching(connection, asked, plan.ids, plan.hidden, kept)

    def together(
        self,
        found: TextMatches,
        ranking: Ranking,
        criteria: Sequence[Criterion],
        ranker: Ranker,
        index: VectorIndex,
        *,
        limit: int,
        weak: bool,
    ) -> Together:
        """Fuse the ranks of vectors, own captions and generated ones; see `search.fusion`.

        Where matches are counted all photos with own captions are measured. Of other captions
        only as many as the limit are looked at besides those that vectors brought: more could
        not come before them.
        """
        first = np.concatenate([found.own[:limit], found.generated[:limit]])
        counts = ranking.matches is not None
        looked_at = np.union1d(found.own, first) if counts else np.unique(first)
        more = ranker.rank(criteria, ids=looked_at, limit=None)
        unlike = unlike_of(looked_at, more, criteria, index)
        own, generated = (s[~np.isin(s, unlike)] for s in (found.own, found.generated))
        already = np.concatenate([part.ids[part.above] for part in (ranking, more)])
        more = more.only(np.isin(more.ids, first) & ~np.isin(more.ids, ranking.ids))
        lifted = np.union1d(own, already)
        order, _ = fused([ranking.ids, own, generated])
        order = order[np.isin(order, np.union1d(ranking.ids, first))]
        above = np.isin(order, lifted)
        below = order[~above] if weak else order[:0]
        order = np.concatenate([order[above], below])[:limit]
        hits = {hit.photo_id: hit for part in (ranking, more) for hit in _of(part, order, criteria)}
        for number in set(order.tolist()) - hits.keys():
            hits[number] = Hit(number, 0.0, 0.0, above=False)  # no vector yet
        written = set(own.tolist())
        texts = np.concatenate([own, generated])
        quoted = self._quoted(order[np.isin(order, texts)].tolist())
        in_order = []
        for number in order.tolist():
            hit = hits[number]
            if number in quoted:
                kind = "caption" if number in written else "generated caption"
                hit = replace(hit, why=(f"{kind} “{quoted[number]}”", *hit.why))
            in_order.append(replace(hit, above=hit.above or number in written))
        by_caption_alone = int((~np.isin(own, already)).sum())
        matches = None if ranking.matches is None else ranking.matches + by_caption_alone
        return Together(tuple(in_order), matches)

    def _quoted(self, ids: Sequence[int]) -> dict[int, str]:
        there = photos.get(self._library, ids)
        stamps = {one.id: stamp_of(one.content_hash, one.rotation) for one in there}
        said = {
            one.photo_id: one.text
            for one in self._kept.of_photos(ids)
            if one.stamp == stamps.get(one.photo_id)
        }
        said |= {one.id: one.caption for one in there if one.caption}
        return {number: _shortened(text) for number, text in said.items()}


def unlike_of(ids: Ids, ranking: Ranking, criteria: Sequence[Criterion], index: VectorIndex) -> Ids:
    """Those of `ids` that are too much like a negative phrase to be lifted by a caption.

    ranking: of all of them at least, without a limit. What has a vector and is not in it was
    left out by the ranker.
    """
    if not any(one.negative for one in criteria):
        return ids[:0]
    known, _ = index.scores(criteria[0].queries, np.sort(ids))
    return np.setdiff1d(known, ranking.ids)


def _of(ranking: Ranking, order: Ids, criteria: Sequence[Criterion]) -> tuple[Hit, ...]:
    return ranking.only(np.isin(ranking.ids, order)).hits(criteria)


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"
