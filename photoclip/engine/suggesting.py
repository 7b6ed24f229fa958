"""Tags for photos: suggests them slice by slice, and keeps up with what the user answers."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import reduce
from pathlib import Path

import numpy as np

from photoclip.domain import Suggestion, TagCount
from photoclip.engine.judging import OWN, Judge, Judgement
from photoclip.engine.messages import (
    CountTags,
    CountWaiting,
    Event,
    Forecast,
    Reviewed,
    ReviewPage,
    Scope,
    StopSuggesting,
    Suggest,
    Suggesting,
    Suggestions,
    SuggestionsOf,
    Tagging,
    Waiting,
    WouldTag,
)
from photoclip.engine.words import Words
from photoclip.errors import EngineError, InputError, Unknown
from photoclip.jobs import Progress
from photoclip.library import answers, photos, tags
from photoclip.library.database import Library
from photoclip.library.names import fold
from photoclip.library.rows import stamp
from photoclip.tagging import vocabulary
from photoclip.tagging.calibration import Floats, Places, Verdicts
from photoclip.tagging.suggestions import AT_LEAST, ruled_out, suggest, suggest_one
from photoclip.tagging.vocabulary import Vocabulary
from photoclip.vectors.adapter import Adapter
from photoclip.vectors.seam import Scores, VectorIndex
from photoclip.vectors.space import Ids
from photoclip.vectors.suggested import Suggested

SLICE = 1_024  # photos at once: a tenth of a second for a thousand words
AT_ONCE = 40  # words brought up to date at once; for more, all photos are looked at again
BORDER = 6  # photos shown on either side of a threshold


class Suggester:
    """Suggests tags with one encoder. What it finds is kept; the library is only read.

    `begin` makes a list of photos, each `step` deals with some of them. Whatever is asked, the
    user's latest answers are taken in first: the words they concern are calibrated anew. Only a
    page of the review does not wait for that: what was answered is taken out of it at once, and
    `step` does the rest.
    """

    def __init__(
        self, library: Library, index: VectorIndex, words: Words, kept: Suggested, *, writable: bool
    ) -> None:
        self._library, self._index, self._kept = library, index, kept
        self._judge = Judge(library, index, words)
        self._writable = writable
        self._followed: Judgement | None = None
        self._moment: tuple[int, int] | None = None
        self._since = ""
        self._behind = False
        self._queue: Ids = np.empty(0, np.int64)
        self._done = self._found = 0
        self._started = 0.0

    @property
    def outstanding(self) -> int:
        """How many photos wait for their suggestions."""
        return len(self._queue)

    @property
    def busy(self) -> bool:
        """Whether `step` has something to do."""
        return bool(len(self._queue)) or self._behind

    def adapt(self, adapter: Adapter | None) -> None:
        """Suggest by what personalizing learnt from now on."""
        self._judge.adapt(adapter)

    def answer(self, request: Tagging) -> object:
        """The answer of the protocol; a query was answered before."""
        match request:
            case Suggest(photo_ids=ids):
                return self.begin(ids, _read(request.vocabulary))
            case StopSuggesting():
                self._queue = self._queue[:0]
            case SuggestionsOf():
                return self.of_photos(request)
            case ReviewPage():
                return self.page(request)
            case CountWaiting():
                return self.waiting()
            case WouldTag():
                return self.would_tag(request)
            case CountTags():
                self._keep_up()
                return tuple(tag_counts(self._library, self._kept))
        return None

    def begin(self, photo_ids: Iterable[int] | None, extra: Vocabulary) -> Scope:
        """Want suggestions for these photos, or for all, from `extra` words, too."""
        if not self._writable:
            raise EngineError("This engine only reads; it cannot suggest tags.")
        self._keep_up()
        chosen = photos.ids(self._library)
        wanted = np.unique(np.asarray(chosen, np.int64))
        if photo_ids is not None:
            wanted = np.intersect1d(wanted, np.fromiter(photo_ids, np.int64))
        known, _scores = self._index.scores(np.zeros(self._index.spec.dim, np.float32), wanted)
        self._judge.extra = extra
        self._judge.forget()
        judgement = self._follow()
        self._kept.name(judgement.words(range(len(judgement.keys)), AT_LEAST))
        self._want(np.union1d(self._queue, known))
        return Scope(tuple(known.tolist()), len(wanted) - len(known))

    def step(self) -> list[Event]:
        """Suggest tags for the next photos; before, take in what was answered."""
        judgement = self._follow()
        if not len(self._queue):
            return []
        some, self._queue = self._queue[:SLICE], self._queue[SLICE:]
        ids, images = self._index.vectors(some)
        given = judgement.verdicts
        here = np.isin(given.photo_ids, ids)
        found = suggest(
            ids,
            images,
            judgement.tags,
            judgement.calibration,
            judgement.hierarchy,
            Verdicts(given.tags[here], given.photo_ids[here], given.agreed[here]),
        )
        keys = [judgement.keys[place] for place in found.tags.tolist()]
        self._kept.put(ids, keys, found.photo_ids, found.probabilities)
        self._done += len(some)
        self._found += len(found)
        return [self._progress()]

    def of_photos(self, request: SuggestionsOf) -> Suggestions:
        """What is suggested for some photos."""
        self._keep_up()
        found = self._kept.of_photos(request.photo_ids)
        return Suggestions(tuple(self._unanswered(found)))

    def page(self, request: ReviewPage) -> Reviewed:
        """A page of the review; photos that cannot be shown are left out for good."""
        self._take_out_answered()
        key = None if request.tag is None else fold(request.tag)
        while True:
            page = self._kept.page(
                key, certain=request.certain, limit=request.limit, offset=request.offset
            )
            here = {s.photo_id for s in page}
            gone = here - photos.shown(self._library, here)
            if not gone or not self._writable:
                break
            self._kept.forget_photos(gone)
        page = [s for s in self._unanswered(page) if s.photo_id not in gone]
        return Reviewed(tuple(page), self._kept.count(key))

    def waiting(self) -> Waiting:
        """How many suggestions of each word wait for an answer."""
        self._keep_up()
        known = self._kept.words()
        counts = [
            (known[key].name, count.suggested)
            for key, count in self._kept.counts().items()
            if count.suggested
        ]
        counts.sort(key=lambda item: (-item[1], fold(item[0])))
        elsewhere = not known and self._kept.elsewhere()
        return Waiting(tuple(counts), sum(count for _name, count in counts), elsewhere)

    def would_tag(self, request: WouldTag) -> Forecast:
        """How many more photos a tag would be suggested for from a probability on."""
        judgement = self._follow()
        place = judgement.vocabulary.place(request.tag)
        if place is None:
            raise Unknown(f"There is no tag “{request.tag}”.")
        at_least = AT_LEAST if request.threshold is None else request.threshold
        if not 0 < at_least < 1:
            raise InputError("A threshold is a probability between 0 and 1.")
        ids, scores = self._index.scores(judgement.tags[place])
        shown = np.isin(ids, np.asarray(photos.ids(self._library), np.int64))
        ids, scores = ids[shown], scores[shown]
        chances = judgement.calibration.of(place).probabilities(scores[:, None])[:, 0]
        out = np.isin(ids, ruled_out(place, judgement.hierarchy, judgement.verdicts))
        below = np.flatnonzero((chances < at_least) & ~out)
        below = below[np.argsort(-chances[below], kind="stable")[:BORDER]]
        would, likely = self._one(judgement, place, ids, scores, at_least)
        above = np.argsort(likely, kind="stable")[:BORDER]
        name = judgement.vocabulary.entries[place].name
        return Forecast(
            name,
            at_least,
            len(would),
            _values(name, would[above], likely[above]),
            _values(name, ids[below], chances[below]),
        )

    def _keep_up(self) -> None:
        """Follow the user where that is possible and has been asked for at all."""
        if self._writable and self._kept.words():
            self._follow()

    def _take_out_answered(self) -> None:
        """Suggestions that were answered since go at once; what follows from it can wait."""
        if self._moment is None:
            self._keep_up()
        if not self._writable or (moment := answers.moment(self._library)) == self._moment:
            return
        for name, ids in answers.since(self._library, self._since).items():
            self._kept.remove([fold(name)], ids)
        self._moment, self._behind = moment, True

    def _follow(self) -> Judgement:
        """Take in what the user answered since; the present judgement."""
        self._since, self._moment = stamp(), answers.moment(self._library)
        self._behind = False
        judgement = self._judge.now()
        if judgement is self._followed or not self._writable:
            return judgement
        self._followed = judgement
        known = self._kept.words()
        if not known:
            return judgement  # nothing was ever suggested
        here = set(judgement.keys)
        self._kept.forget_words(
            key for key, word in known.items() if key not in here and word.evidence.startswith(OWN)
        )
        changed = [
            place
            for place, (key, evidence) in enumerate(
                zip(judgement.keys, judgement.evidence, strict=True)
            )
            if (known[key].evidence != evidence if key in known else evidence.startswith(OWN))
        ]
        self._kept.name(judgement.words(changed, AT_LEAST))
        if len(changed) > AT_ONCE:
            self._want(np.union1d(self._queue, self._kept.considered()))
        elif changed:
            self._update(judgement, changed)
        return judgement

    def _update(self, judgement: Judgement, changed: Sequence[int]) -> None:
        """Bring the suggestions of a few words up to date, those below others first."""
        considered = self._kept.considered()
        for place in sorted(changed, key=lambda place: -int(judgement.hierarchy.depth[place])):
            ids, scores = self._index.scores(judgement.tags[place], considered)
            ids, p = self._one(judgement, place, ids, scores, AT_LEAST)
            best = dict(zip(ids.tolist(), p.tolist(), strict=True))
            out = set(ruled_out(place, judgement.hierarchy, judgement.verdicts).tolist())
            for child in np.flatnonzero(judgement.hierarchy.parents == place).tolist():
                brought = self._kept.of_word(judgement.keys[child])
                for photo_id, chance in zip(*(column.tolist() for column in brought), strict=True):
                    if photo_id not in out:
                        best[photo_id] = max(chance, best.get(photo_id, 0.0))
            self._kept.put_word(
                judgement.keys[place],
                np.fromiter(best, np.int64, len(best)),
                np.fromiter(best.values(), np.float64, len(best)),
            )
            given = judgement.verdicts
            rejected = given.photo_ids[(given.tags == place) & ~given.agreed]
            below = [judgement.keys[i] for i in judgement.hierarchy.below(place)]
            if len(rejected) and below:
                self._kept.remove(below, rejected.tolist())

    def _one(
        self, judgement: Judgement, place: int, ids: Ids, scores: Scores, at_least: float
    ) -> tuple[Ids, Floats]:
        def of_rivals(rivals: Places, wanted: Ids) -> Scores:
            return self._index.scores(judgement.tags[rivals], wanted)[1]

        return suggest_one(
            place,
            ids,
            scores,
            of_rivals,
            judgement.calibration,
            judgement.hierarchy,
            judgement.verdicts,
            at_least=at_least,
        )

    def _unanswered(self, found: Sequence[Suggestion]) -> list[Suggestion]:
        """Without what was answered; who only reads cannot keep up and finds some."""
        if self._writable:
            return list(found)
        given = answers.all_answers(self._library)
        said = set(zip(map(fold, given.names), given.photo_ids.tolist(), strict=True))
        return [s for s in found if (fold(s.tag), s.photo_id) not in said]

    def _want(self, queue: Ids) -> None:
        if not len(self._queue):
            self._done = self._found = 0
            self._started = time.monotonic()
        self._queue = queue

    def _progress(self) -> Suggesting:
        left, speed = len(self._queue), self._done / max(time.monotonic() - self._started, 1e-6)
        progress = Progress(
            "Suggesting tags",
            self._done,
            self._done + left,
            per_second=speed,
            seconds_left=left / speed if speed else None,
        )
        return Suggesting(progress, self._found, finished=not left)


def tag_counts(library: Library, kept: Suggested) -> list[TagCount]:
    """All tags of the user's in order of name, with how often they were answered and suggested.

    Photos that were answered since the suggestions were made do not count as suggested.
    """
    given = answers.all_answers(library)
    said: dict[str, set[int]] = {}
    for name, photo_id in zip(given.names, given.photo_ids.tolist(), strict=True):
        said.setdefault(fold(name), set()).add(photo_id)
    suggested, found = kept.counts(), []
    for count in tags.counts(library):
        key = fold(count.tag.name)
        if (held := suggested.get(key)) is not None:
            number = held.suggested
            if number and key in said:
                number -= len(said[key].intersection(kept.of_word(key)[0].tolist()))
            count = replace(count, suggested=number, threshold=held.threshold)
        found.append(count)
    return found


def _read(files: Iterable[Path]) -> Vocabulary:
    return reduce(lambda words, file: words.merged(vocabulary.load(file)), files, Vocabulary())


def _values(name: str, ids: Ids, chances: Floats) -> tuple[Suggestion, ...]:
    pairs = zip(ids.tolist(), chances.tolist(), strict=True)
    return tuple(Suggestion(name, photo_id, chance) for photo_id, chance in pairs)
