"""Personalizing in the engine: gathers what the user said, learns from it in its own thread."""

from __future__ import annotations

import re
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import pairwise
from queue import Empty, SimpleQueue

import numpy as np
from numpy.typing import NDArray

from photoclip.domain import Tag
from photoclip.engine.messages import Event, Learning, Personalized
from photoclip.engine.words import Words
from photoclip.errors import InputError
from photoclip.jobs import CancelToken, Progress
from photoclip.learning.personal.evidence import Evidence
from photoclip.learning.personal.moved import moved
from photoclip.learning.personal.stages import Moment
from photoclip.library import tags
from photoclip.library.database import Library
from photoclip.library.lessons import FEWEST_CAPTIONED, Lessons, lessons
from photoclip.search.relevance import GENERIC
from photoclip.tagging import vocabulary
from photoclip.tagging.vocabulary import entry_of, with_article
from photoclip.vectors.encoder import Encoder, Vectors
from photoclip.vectors.seam import VectorIndex
from photoclip.vectors.space import Ids

EVENT_SECONDS = 2 * 60 * 60  # a longer gap between two photos ends what was taken together
SAME_SHOT = 0.985  # cosine from which two photos are one shot, whatever their times
UNLABELLED = 4096  # photos without verdicts that stand for the library
PROMPTS = 256  # generic searches that must not get worse
_WORDS = re.compile(r"[\w'’-]+")
NO_VERDICTS = (
    "There is nothing to learn from yet: confirm a tag for at least four photos, "
    "then personalize again."
)


@dataclass(frozen=True)
class Gathered:
    """The evidence, what it was made of, and the ids of its photos and of its library."""

    evidence: Evidence
    said: Lessons
    photo_ids: Ids
    library_ids: Ids


def gather(library: Library, encoder: Encoder, words: Words, index: VectorIndex) -> Gathered:
    """The user's verdicts and captions beside the vectors. Raises InputError without any."""
    said = lessons(library)
    agreed = {name for name, _photo, yes in said.verdicts if yes}
    own = [tag for tag in tags.all_tags(library) if tag.name in agreed]
    wanted = sorted({photo for _name, photo, _yes in said.verdicts} | said.captions.keys())
    ids, photos = index.vectors(np.asarray(wanted, np.int64))
    if not len(ids) or not (own or len(said.captions) >= FEWEST_CAPTIONED):
        raise InputError(NO_VERDICTS)
    row = {number: place for place, number in enumerate(ids.tolist())}
    column = {tag.name: place for place, tag in enumerate(own)}
    confirmed = np.zeros((len(ids), len(own)), np.bool_)
    rejected = np.zeros_like(confirmed)
    for name, number, yes in said.verdicts:
        if number in row and name in column:
            (confirmed if yes else rejected)[row[number], column[name]] = True
    sentences = [(row[n], text) for n, text in said.captions.items() if n in row]
    mentioned = _mentioned(sentences, own, confirmed.shape) & ~confirmed & ~rejected
    others = np.setdiff1d(index.sample(), ids)
    chosen = np.random.default_rng(0).permutation(len(others))[:UNLABELLED]
    library_ids, unlabelled = index.vectors(np.sort(others[chosen]))
    evidence = Evidence(
        names=tuple(tag.name for tag in own),
        photos=photos,
        confirmed=confirmed,
        rejected=rejected,
        events=events_of(ids, said.taken, photos, confirmed),
        texts=words.matrix([entry_of(tag) for tag in own]),
        library=unlabelled,
        prompts=encoder.encode_texts(generic_prompts()),
        captions=encoder.encode_texts([text for _row, text in sentences]),
        captioned=np.asarray([place for place, _text in sentences], np.int64),
        mentioned=mentioned,
    )
    return Gathered(evidence, said, ids, library_ids)


def _mentioned(
    sentences: Sequence[tuple[int, str]], own: Sequence[Tag], shape: tuple[int, ...]
) -> NDArray[np.bool_]:
    """The pairs of photo and tag (n, K) where the caption names the tag, or one of its aliases."""
    found = np.zeros(shape, np.bool_)
    for row, text in sentences:
        words = " ".join(_WORDS.findall(text))
        for column, tag in enumerate(own):
            if split_by_tag(words, (tag.name, *tag.aliases)) is not None:
                found[row, column] = True
    return found


def generic_prompts() -> list[str]:
    """Searches of everyday photos, spread over the vocabulary."""
    entries = vocabulary.load().entries
    step = max(1, len(entries) // (PROMPTS - len(GENERIC)))
    named = [f"a photo of {with_article(entry.name)}" for entry in entries[::step]]
    return [*GENERIC, *named][:PROMPTS]


def events_of(
    ids: Ids, taken: dict[int, int], photos: Vectors, confirmed: NDArray[np.bool_]
) -> NDArray[np.int64]:
    """The number of the event of each photo (n,), the number of its first photo.

    Photos belong together where the camera's clock leaves no gap of two hours between them, or
    where they have one tag and are nearly the same picture. Without a clock each is alone.
    """
    first = np.arange(len(ids))

    def root(place: int) -> int:
        while first[place] != place:
            first[place] = first[first[place]]
            place = int(first[place])
        return place

    def join(one: int, other: int) -> None:
        low, high = sorted((root(one), root(other)))
        first[high] = low

    timed = sorted((taken[n], place) for place, n in enumerate(ids.tolist()) if n in taken)
    for (before, one), (after, other) in pairwise(timed):
        if after - before <= EVENT_SECONDS:
            join(one, other)
    for k in range(confirmed.shape[1]):
        rows = np.flatnonzero(confirmed[:, k])
        alike = np.triu(photos[rows] @ photos[rows].T >= SAME_SHOT, 1)
        for a, b in np.argwhere(alike):
            join(int(rows[a]), int(rows[b]))
    return np.asarray([root(place) for place in range(len(ids))], np.int64)


class Personalizing:
    """One run in a thread. `step` tells how far it is, `result` what came out."""

    def __init__(self, gathered: Gathered, space: str, device: str, keep_unverified: bool) -> None:
        self._gathered, self._space = gathered, space
        self._token = CancelToken()
        self._moments: SimpleQueue[Moment] = SimpleQueue()
        self._told = False
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="personalize")
        self._future: Future[Personalized] = self._executor.submit(
            self._run, device, keep_unverified
        )
        self._executor.shutdown(wait=False)  # the thread ends by itself after the run

    @property
    def running(self) -> bool:
        """Whether there is no result yet."""
        return not self._future.done()

    @property
    def busy(self) -> bool:
        """Whether there is something to tell or to wait for."""
        return not self._told

    def wait(self, seconds: float) -> None:
        """Wait for the end, at most so long."""
        wait([self._future], seconds)

    def step(self) -> list[Event]:
        """How far it is; the last event says that it is finished."""
        if self._told:
            return []
        self._told = not self.running
        losses, latest = [], None
        with suppress(Empty):
            while True:
                latest = self._moments.get_nowait()
                if latest.loss is not None:
                    losses.append((latest.fit, latest.loss))
        if latest is None and not self._told:
            return []
        event = Learning(Progress("Learning"), finished=self._told, losses=tuple(losses))
        if latest is not None:
            progress = Progress("Learning", latest.done, latest.total or None)
            event = replace(event, progress=progress, loss=latest.loss, stage=latest.stage)
        return [event]

    def result(self) -> Personalized:
        """What came out. Waits for it; raises what the run raised, `Cancelled` among others."""
        return self._future.result()

    def cancel(self) -> None:
        """Stop after the current step; nothing was changed then."""
        self._token.cancel()

    def close(self) -> None:
        """Stop and wait for the thread."""
        self.cancel()
        wait([self._future])
        self._executor.shutdown()

    def _run(self, device: str, keep_unverified: bool) -> Personalized:
        from photoclip.learning.personal.run import personalize

        evidence = self._gathered.evidence
        adapter, report = personalize(
            evidence,
            device="cuda" if device.startswith("cuda") else "cpu",
            keep_unverified=keep_unverified,
            token=self._token,
            watch=self._moments.put,
        )
        document = report.document() | {"captions_read": len(evidence.captions), "examples": []}
        if adapter is None:
            return Personalized(self._space, None, document, self._gathered.said.digest)
        learnt = np.asarray([name in adapter.tags for name in evidence.names], np.bool_)
        if learnt.any():
            changed = moved(
                tuple(adapter.tags),
                evidence.texts[learnt],
                np.stack(list(adapter.tags.values())),
                np.concatenate([evidence.photos, evidence.library]),
                np.concatenate([self._gathered.photo_ids, self._gathered.library_ids]),
            )
            document["examples"] = [one.document() for one in changed]
        return Personalized(self._space, adapter.to_bytes(), document, self._gathered.said.digest)


def split_by_tag(phrase: str, names: Sequence[str]) -> tuple[str, str] | None:
    """(tag, the rest) where a phrase holds the name of a tag, word by word; the longest wins."""
    words = phrase.split()
    folded = [word.casefold() for word in words]
    for name in sorted(names, key=lambda name: (-len(name.split()), -len(name), name)):
        wanted = name.casefold().split()
        for at in range(len(words) - len(wanted) + 1):
            if wanted and folded[at : at + len(wanted)] == wanted:
                return name, " ".join(words[:at] + words[at + len(wanted) :])
    return None
