"""What the engine knows about tags at one moment: words, vectors, curves, hierarchy, answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import blake2b

import numpy as np

from photoclip.domain import Tag
from photoclip.engine.words import Words
from photoclip.library import answers, tags
from photoclip.library.database import Library
from photoclip.library.names import fold
from photoclip.tagging import vocabulary
from photoclip.tagging.calibration import Calibration, Null, Verdicts, calibrate, usual
from photoclip.tagging.suggestions import Hierarchy
from photoclip.tagging.vocabulary import Vocabulary
from photoclip.vectors.adapter import Adapter
from photoclip.vectors.encoder import Vectors
from photoclip.vectors.planner import PhotoIndex
from photoclip.vectors.suggested import Word

OWN = "own "
"""How the evidence of the user's own tags begins: without the tag its suggestions go."""


@dataclass(frozen=True, slots=True, eq=False)
class Judgement:
    """The k words of `vocabulary` and all that decides about them, in its order.

    `keys` are the folded names; `evidence` are digests of what the suggestions of each word
    depend on.
    """

    vocabulary: Vocabulary
    keys: tuple[str, ...]
    tags: Vectors
    calibration: Calibration
    hierarchy: Hierarchy
    verdicts: Verdicts
    evidence: tuple[str, ...]

    def words(self, places: Iterable[int], at_least: float) -> dict[str, Word]:
        """Some words as they are kept with their suggestions."""
        zeta = self.calibration.zeta_at(at_least)
        return {
            self.keys[i]: Word(self.vocabulary.entries[i].name, float(zeta[i]), self.evidence[i])
            for i in places
        }


class Judge:
    """Makes judgements from the library, the vectors and the vocabulary that photoclip brings.

    `extra` are words beside these. As long as nothing was organised, `now` is the same object.
    """

    def __init__(self, library: Library, index: PhotoIndex, words: Words) -> None:
        self._library, self._index, self._words = library, index, words
        self._shipped = vocabulary.load()
        self._latest: tuple[tuple[int, int], Judgement] | None = None
        self.extra = Vocabulary()

    def forget(self) -> None:
        """Look at the photos and words afresh the next time."""
        self._latest = None

    def adapt(self, adapter: Adapter | None) -> None:
        """Judge by what personalizing learnt from now on."""
        self._words.adapter = adapter
        self.forget()

    def now(self) -> Judgement:
        """The present judgement. After an answer it costs a few milliseconds."""
        moment = answers.moment(self._library)
        if self._latest is None or self._latest[0] != moment:
            former = None if self._latest is None else self._latest[1]
            self._latest = moment, self._judge(former)
        return self._latest[1]

    def _judge(self, former: Judgement | None) -> Judgement:
        own = tags.all_tags(self._library)
        words = with_own(self._shipped.merged(self.extra), own)
        keys = tuple(fold(entry.name) for entry in words)
        if former is not None and former.vocabulary == words:
            matrix, null, hierarchy = former.tags, former.calibration.null, former.hierarchy
        else:
            matrix = self._words.tag_queries(words.entries)
            null = self._null(keys, matrix, former)
            hierarchy = Hierarchy.of(words.parents(), words.groups(), matrix)
        given = answers.all_answers(self._library)
        places = np.array([words.place(name) for name in given.names], np.intp)
        verdicts = Verdicts(places, given.photo_ids, given.agreed)
        judgement = Judgement(
            words,
            keys,
            matrix,
            self._calibrated(null, matrix, verdicts),
            hierarchy,
            verdicts,
            (),
        )
        return replace(judgement, evidence=_evidence(judgement, {fold(tag.name) for tag in own}))

    def _null(self, keys: tuple[str, ...], matrix: Vectors, former: Judgement | None) -> Null:
        """What is usual; for words whose vector is the same as before, what it was."""
        _ids, images = self._index.vectors(self._index.sample())
        if former is None:
            return usual(images, matrix)
        places = {key: place for place, key in enumerate(former.keys)}
        before = np.array([places.get(key, -1) for key in keys], np.intp)
        same = before >= 0
        same[same] = (former.tags[before[same]] == matrix[same]).all(axis=1)
        old = former.calibration.null
        all_words = Null(np.full(1, np.median(old.median)), np.full(1, np.median(old.deviation)))
        fresh = usual(images, matrix[~same], all_words)
        null = Null(np.empty(len(keys)), np.empty(len(keys)))
        null.median[same], null.deviation[same] = (
            old.median[before[same]],
            old.deviation[before[same]],
        )
        null.median[~same], null.deviation[~same] = fresh.median, fresh.deviation
        return null

    def _calibrated(self, null: Null, matrix: Vectors, verdicts: Verdicts) -> Calibration:
        """The curves; answers about photos without a vector teach nothing."""
        known, images = self._index.vectors(np.unique(verdicts.photo_ids))
        seen = np.isin(verdicts.photo_ids, known)
        given = Verdicts(verdicts.tags[seen], verdicts.photo_ids[seen], verdicts.agreed[seen])
        photos = images[np.searchsorted(known, given.photo_ids)]
        return calibrate(null, given, np.einsum("ij,ij->i", photos, matrix[given.tags]))


def with_own(words: Vocabulary, own: Iterable[Tag]) -> Vocabulary:
    """The vocabulary with the user's tags, which take the place of words that are their aliases."""
    own = list(own)
    names = {fold(tag.name) for tag in own}
    called = {
        fold(alias): tag.name for tag in own for alias in tag.aliases if fold(alias) not in names
    }
    entries = [
        replace(
            entry,
            name=called.get(fold(entry.name), entry.name),
            parent=entry.parent and called.get(fold(entry.parent), entry.parent),
        )
        for entry in words
    ]
    return Vocabulary().merged(entries).with_tags(own)


def _evidence(judgement: Judgement, own: set[str]) -> tuple[str, ...]:
    """A digest of vector, parent and answers for every word."""
    verdicts, entries = judgement.verdicts, judgement.vocabulary.entries
    order = np.argsort(verdicts.tags, kind="stable")
    ids, agreed = verdicts.photo_ids[order], verdicts.agreed[order]
    ends = np.searchsorted(verdicts.tags[order], np.arange(len(entries) + 1))
    found = []
    for place, (key, entry) in enumerate(zip(judgement.keys, entries, strict=True)):
        mine = slice(ends[place], ends[place + 1])
        digest = blake2b(judgement.tags[place].tobytes(), digest_size=12)
        digest.update(fold(entry.parent or "").encode())
        digest.update(ids[mine].tobytes() + agreed[mine].tobytes())
        found.append((OWN if key in own else "") + digest.hexdigest())
    return tuple(found)
