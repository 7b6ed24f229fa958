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
from photoclip.tagging.calibration import Calibration, Floats, Null, Verdicts, calibrate, usual
from photoclip.tagging.examples import Surroundings, teach
from photoclip.tagging.suggestions import Hierarchy
from photoclip.tagging.vocabulary import Vocabulary
from photoclip.vectors.adapter import Adapter
from photoclip.vectors.encoder import Vectors
from photoclip.vectors.seam import VectorIndex
from photoclip.vectors.suggested import Word

SCATTERED = 1_024  # photos that say how far the scores of a query scatter
OWN = "own "
"""How the evidence of the user's own tags begins: without the tag its suggestions go."""


@dataclass(frozen=True, slots=True, eq=False)
class Judgement:
    """The k words of `vocabulary` and all that decides about them, in its order.

    `keys` are the folded names; `evidence` are digests of what the suggestions of each word
    depend on. `tags` are the queries after the user's answers, `words_alone` and `null` what
    they and what is usual for them were before.
    """

    vocabulary: Vocabulary
    keys: tuple[str, ...]
    tags: Vectors
    calibration: Calibration
    hierarchy: Hierarchy
    verdicts: Verdicts
    evidence: tuple[str, ...]
    words_alone: Vectors
    null: Null

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

    def __init__(self, library: Library, index: VectorIndex, words: Words) -> None:
        self._library, self._index, self._words = library, index, words
        self._shipped = vocabulary.load()
        self._latest: tuple[tuple[int, int], Judgement] | None = None
        self._around: tuple[int, Vectors, Surroundings] | None = None
        self._lessons: dict[bytes, tuple[Vectors, Floats]] = {}
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
            matrix, null, hierarchy = former.words_alone, former.null, former.hierarchy
        else:
            matrix = self._words.tag_queries(words.entries)
            null = self._null(keys, matrix, former)
            hierarchy = Hierarchy.of(words.parents(), words.groups(), matrix)
        given = answers.all_answers(self._library)
        places = np.array([words.place(name) for name in given.names], np.intp)
        verdicts = Verdicts(places, given.photo_ids, given.agreed)
        taught, calibration = self._taught(null, matrix, verdicts)
        judgement = Judgement(
            words, keys, taught, calibration, hierarchy, verdicts, (), matrix, null
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
        same[same] = (former.words_alone[before[same]] == matrix[same]).all(axis=1)
        old = former.null
        fresh = usual(images, matrix[~same], _of_all(old))
        null = Null(np.empty(len(keys)), np.empty(len(keys)))
        null.median[same], null.deviation[same] = (
            old.median[before[same]],
            old.deviation[before[same]],
        )
        null.median[~same], null.deviation[~same] = fresh.median, fresh.deviation
        return null

    def _taught(
        self, null: Null, matrix: Vectors, verdicts: Verdicts
    ) -> tuple[Vectors, Calibration]:
        """Queries and curves after the answers; those about photos without a vector teach nothing.

        What personalizing learnt for a tag has seen its answers already and is left as it is.
        """
        known, images = self._index.vectors(np.unique(verdicts.photo_ids))
        seen = np.isin(verdicts.photo_ids, known)
        given = Verdicts(verdicts.tags[seen], verdicts.photo_ids[seen], verdicts.agreed[seen])
        photos = images[np.searchsorted(known, given.photo_ids)]
        if self._words.adapter is not None or not len(given.tags):
            return matrix, calibrate(null, given, np.einsum("ij,ij->i", photos, matrix[given.tags]))
        library, around = self._surroundings()
        taught, scores = matrix.copy(), np.empty(len(given.tags))
        for tag in np.unique(given.tags).tolist():
            mine = np.flatnonzero(given.tags == tag)
            ids, agreed = given.photo_ids[mine], given.agreed[mine]
            token = matrix[tag].tobytes() + ids.tobytes() + agreed.tobytes()
            if token not in self._lessons:
                alone = Verdicts(np.zeros(len(mine), np.intp), ids, agreed)
                found = teach(matrix[[tag]], library, around, alone, photos[mine])
                self._lessons[token] = found.tags[0], found.scores
            taught[tag], scores[mine] = self._lessons[token]
        moved = np.unique(given.tags)
        fresh = usual(library, taught[moved], _of_all(null))
        after = Null(null.median.copy(), null.deviation.copy())
        after.median[moved], after.deviation[moved] = fresh.median, fresh.deviation
        return taught, calibrate(after, given, scores)

    def _surroundings(self) -> tuple[Vectors, Surroundings]:
        """Photos that stand for the library; others when a fiftieth of it is new."""
        count = len(self._index)
        if self._around is None or abs(count - self._around[0]) > self._around[0] // 50:
            _ids, library = self._index.vectors(self._index.sample())
            step = max(1, len(library) // SCATTERED)
            self._around = count, library[::step], Surroundings.of(library)
            self._lessons.clear()
        return self._around[1], self._around[2]


def _of_all(null: Null) -> Null:
    """What is usual over all words, (1,)."""
    return Null(np.full(1, np.median(null.median)), np.full(1, np.median(null.deviation)))


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
