"""The states of photos in the engine: judged when somebody asks, kept, corrected by the user."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from photoclip.domain import PhotoState
from photoclip.engine.messages import InStateNow, States
from photoclip.errors import InputError
from photoclip.library import looks
from photoclip.library.database import Library
from photoclip.library.states import corrections
from photoclip.query.keys import COMPUTED
from photoclip.search.states import AT_LEAST, Judge, Known
from photoclip.vectors.seam import VectorIndex
from photoclip.vectors.space import Ids, Space
from photoclip.vectors.states import Chances, StatesAtRest

_BLOCK = 8_192  # photos judged at once


class StateKeeper:
    """The probabilities of all photos, brought up to date whenever they are asked for.

    A photo is judged anew when its vector changed, and as long as its sharpness was not known:
    the look of a photo may reach the library after its vector. Photos without a vector are
    unknown. Where the engine may not write, what is missing is judged and not kept.
    """

    def __init__(
        self,
        library: Library,
        index: VectorIndex,
        space: Space,
        kept: StatesAtRest,
        judge: Judge,
        *,
        writable: bool,
    ) -> None:
        self._library, self._index, self._space = library, index, space
        self._kept, self._judge, self._writable = kept, judge, writable
        self._generation: int | None = None
        self._ids: Ids = np.empty(0, np.int64)
        self._chances: Chances = np.empty((0, len(COMPUTED)), np.float32)
        self._loaded = False

    def of(self, photo_ids: Iterable[int]) -> States:
        """How some photos are, corrections included."""
        wanted = np.unique(np.fromiter(photo_ids, np.int64))
        self.refresh()
        said = corrections(self._library)
        known = np.isin(wanted, self._ids)
        rows = np.full((len(wanted), len(COMPUTED)), np.nan, np.float32)
        rows[known] = self._chances[np.searchsorted(self._ids, wanted[known])]
        items = []
        for photo_id, row in zip(wanted.tolist(), rows.tolist(), strict=True):
            for state, p in zip(COMPUTED, row, strict=True):
                chance = None if np.isnan(p) else p
                answer = said.get((photo_id, state))
                holds = answer if answer is not None else chance is not None and chance >= AT_LEAST
                items.append(PhotoState(photo_id, state, chance, answer, holds))
        return States(tuple(items))

    def members(self, state: str) -> InStateNow:
        """All photos in a state, corrections included."""
        if state not in COMPUTED:
            raise InputError(f"“{state}” is not recognised; there are {', '.join(COMPUTED)}.")
        found = set(self.likely(state).tolist())
        for (photo_id, _state), holds in corrections(self._library, state).items():
            (found.add if holds else found.discard)(photo_id)
        unknown = int(np.isnan(self._chances[:, COMPUTED.index(state)]).sum())
        return InStateNow(state, tuple(sorted(found)), unknown)

    def likely(self, state: str) -> Ids:
        """The photos that the machine takes to be in a state, ascending."""
        self.refresh()
        return self._ids[self._chances[:, COMPUTED.index(state)] >= AT_LEAST]

    def refresh(self) -> None:
        """Judge what has not been judged, or not as it is now."""
        if not self._loaded:
            before = self._kept.load(self._judge.rule, len(COMPUTED))
            stamps = self._space.stamps()
            fresh = [
                stamps.get(i) == s for i, s in zip(before.ids.tolist(), before.stamps, strict=True)
            ]
            self._ids, self._chances = before.ids[fresh], before.chances[fresh]
            self._loaded = True
        changed = self._index.generation != self._generation
        lacking = self._seen_since(self._ids[np.isnan(self._chances).any(axis=1)])
        if not changed and not len(lacking):
            return
        present = self._index.ids() if changed else self._ids
        stale = self._changed() if changed and self._generation is not None else lacking[:0]
        here = np.isin(self._ids, present) & ~np.isin(self._ids, stale)
        todo = np.union1d(
            np.setdiff1d(present, self._ids[here]), lacking[np.isin(lacking, present)]
        )
        keep = here & ~np.isin(self._ids, todo)
        ids, chances = [self._ids[keep]], [self._chances[keep]]
        for start in range(0, len(todo), _BLOCK):
            some, found = self._judged(todo[start : start + _BLOCK])
            ids.append(some)
            chances.append(found)
        every, rows = np.concatenate(ids), np.concatenate(chances)
        order = np.argsort(every, kind="stable")
        self._ids, self._chances = every[order], rows[order]
        self._generation = self._index.generation

    def _seen_since(self, lacking: Ids) -> Ids:
        """Those whose look has reached the library by now."""
        if not len(lacking):
            return lacking
        signs = looks.signs(self._library, lacking.tolist())
        return signs.ids[~np.isnan(signs.sharpness)]

    def _changed(self) -> Ids:
        """The photos whose vectors changed since the last time, as far as the log tells."""
        changed = self._space.changes_since(self._generation or 0)
        return self._ids if changed is None else changed.ids

    def _judged(self, some: Ids) -> tuple[Ids, Chances]:
        ids, vectors = self._index.vectors(some)
        signs = looks.signs(self._library, ids.tolist())
        both = np.isin(ids, signs.ids)
        ids, vectors = ids[both], vectors[both]
        place = np.searchsorted(signs.ids, ids)
        known = Known(vectors, signs.sharpness[place], signs.photographed[place])
        chances = self._judge.probabilities(known)
        if self._writable and len(ids):
            stamps = self._space.stamps_of(ids)
            self._kept.put(
                self._judge.rule, ids, [stamps.get(i, "") for i in ids.tolist()], chances
            )
        return ids, chances
