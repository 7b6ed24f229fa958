"""From a query to an answer: the plan, the vectors and the ranking put together."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from photoclip.domain import Hit
from photoclip.engine.comparing import under_tiles
from photoclip.engine.indexing import embed_readings
from photoclip.engine.messages import Answer, Search, Similar
from photoclip.engine.personalizing import split_by_tag
from photoclip.engine.reading_captions import CaptionReader, unlike_of
from photoclip.engine.spelling import Speller
from photoclip.engine.words import SHORT, different_words, framed
from photoclip.errors import InputError, QueryError
from photoclip.images.decode import decode
from photoclip.images.problems import PictureError
from photoclip.images.reading import Reading, Recipe, encoder_pixels, parts_of
from photoclip.library import photos, tags
from photoclip.library.database import Library
from photoclip.library.names import fold
from photoclip.query import Query, to_text
from photoclip.query.values import Example, Sort, Term
from photoclip.search.feedback import moved
from photoclip.search.language import is_foreign
from photoclip.search.lookup import Ids, Outside
from photoclip.search.plan import in_order, plan
from photoclip.search.ranking import Criterion, Ranker
from photoclip.search.reasons import few_pass, nothing_passes, reasons
from photoclip.search.relevance import GENERIC
from photoclip.search.texts import TextMatches
from photoclip.vectors.adapter import Adapter
from photoclip.vectors.captions import CaptionsAtRest
from photoclip.vectors.encoder import Encoder, Vectors, normalised
from photoclip.vectors.seam import Kind, VectorIndex
from photoclip.vectors.suggested import Suggested

NO_MATCH = "No confident match in the library."
ENGLISH_ONLY = (
    "The encoder “{}” understands English only; ask in English, or use a multilingual one."
)
EXPLAINED = 500  # hits that say which filters brought them
MORE, LESS = "more like these", "less like these"


class Searcher:
    """Answers searches with one encoder over one index.

    `said` gives the vectors of phrases that are asked for again and again; `likely` the photos
    that the machine takes to be in a state; `captions` what machines wrote about them. `read`
    opens pictures that may lie anywhere.
    """

    def __init__(
        self,
        library: Library,
        encoder: Encoder,
        index: VectorIndex,
        recipe: Recipe,
        suggested: Suggested,
        captions: CaptionsAtRest,
        adapter: Adapter | None = None,
        *,
        said: Callable[[Sequence[str]], Vectors],
        likely: Callable[[str], Ids] | None = None,
        english_only: bool = False,
        read: Callable[[Path], Reading],
    ) -> None:
        self._library, self._encoder, self._index = library, encoder, index
        self._recipe, self._suggested = recipe, suggested
        self._said, self._likely, self._english_only = said, likely, english_only
        self._read = read
        self._ranker: Ranker | None = None
        self._speller = Speller(library)
        self._captions = CaptionReader(library, captions)
        self.adapter = adapter

    def search(self, request: Search) -> Answer:
        """Hits for a query; raises QueryError where a filter names what is not there."""
        started = time.perf_counter()
        query = request.query
        ranked = query.is_ranked or bool(request.pictures or request.more or request.less)
        with self._library.read() as connection:
            found = plan(query, connection, self._outside(), ranked=ranked)
            if not ranked:
                ids = in_order(connection, found.ids, found.sort)
        sentences = []
        instead = self._speller.corrected(query) if query.terms else None
        empty = query.where is not None and found.ids is not None and not len(found.ids)
        if query.where is not None and empty:
            sentences.append(nothing_passes(query.where))
        if ranked:
            criteria = self._criteria(query, request)
            ranking = self._ranking().rank(
                criteria, ids=found.ids, hidden=found.hidden, limit=request.limit
            )
            if self._english_only and any(is_foreign(term.text) for term in query.terms):
                sentences.append(ENGLISH_ONLY.format(self._encoder.spec.name))
            texts = self._captions.matches(query, found) if _by_words(request) else TextMatches()
            if not ranking.confident and not empty and not len(texts.own):
                sentences.append(
                    NO_MATCH
                    if query.where is None or found.ids is None
                    else few_pass(query.where, len(found.ids))
                )
            shown = ranking if request.weak else ranking.only_above()
            path, matches = ranking.path, ranking.matches
            if texts:
                together = self._captions.together(
                    texts,
                    ranking,
                    criteria,
                    self._ranking(),
                    self._index,
                    limit=request.limit,
                    weak=request.weak,
                )
                unsorted, matches = together.hits, together.matches
            else:
                unsorted = shown.hits(criteria)
            hits = self._sorted(unsorted, found.sort)
        else:
            hits = tuple(Hit(int(i), 1.0, 1.0, strong=True) for i in ids[: request.limit])
            path, matches = "filter", len(ids)
        hits = self._with_filters(hits, query)
        if request.grouped:
            hits = under_tiles(hits, self._library, self._index)
        answer = self._answer(to_text(query), hits, path, tuple(sentences), started)
        return replace(answer, matches=matches, instead=instead)

    def similar(self, request: Similar) -> Answer:
        """The nearest photos to one or several examples, which are left out themselves."""
        started = time.perf_counter()
        vectors = [self._vector_of(path) for path in request.paths]
        vectors += [self._vector_of(picture) for picture in request.pictures]
        known, stored = self._index.vectors(np.asarray(request.photo_ids, np.int64))
        if len(known) < len(request.photo_ids):
            raise InputError("Not every one of these photos has been embedded yet.")
        queries = np.concatenate([np.stack(vectors), stored]) if vectors else stored
        if not len(queries):
            raise InputError("There is nothing to compare with.")
        own = photos.by_paths(self._library, request.paths)
        hidden = np.asarray([*known, *(photo.id for photo in own.values())], np.int64)
        example = Criterion("like these", queries, Kind.IMAGE)
        with self._library.read() as connection:
            gone = plan(Query(examples=(Example("."),)), connection).hidden
        ranking = self._ranking().rank(
            [example], hidden=np.union1d(hidden, gone), limit=request.limit
        )
        names = " ".join(str(path) for path in request.paths)
        hits = ranking.hits([example])
        if request.grouped:
            hits = under_tiles(hits, self._library, self._index)
        return self._answer(names, hits, ranking.path, (), started)

    def _criteria(self, query: Query, request: Search | None = None) -> list[Criterion]:
        criteria = [self._phrase(term) for term in query.terms]
        liked = [example for example in query.examples if not example.negative]
        names = [_name(example) for example in liked]
        vectors = [self._example(example) for example in liked]
        if request is not None:
            names += [one.name if isinstance(one, Path) else "picture" for one in request.pictures]
            vectors += [self._vector_of(one) for one in request.pictures]
        if vectors:
            label = "like " + ", ".join(names)
            criteria.append(Criterion(label, np.stack(vectors), Kind.IMAGE))
        criteria += [
            Criterion(f"not like {_name(e)}", self._example(e)[None], Kind.IMAGE, negative=True)
            for e in query.examples
            if e.negative
        ]
        if request is not None and (request.more or request.less):
            return self._fed_back(criteria, request.more, request.less)
        return criteria

    def _fed_back(
        self, criteria: list[Criterion], more: tuple[int, ...], less: tuple[int, ...]
    ) -> list[Criterion]:
        """The criteria moved by what the user said of hits; what was negative stays as it is."""
        liked, disliked = (
            self._index.vectors(np.asarray(ids, np.int64))[1] for ids in (more, less)
        )
        if not len(liked) and not len(disliked):
            raise InputError("None of these photos has been embedded yet.")
        sample = self._index.vectors(self._index.sample())[1]
        if any(not criterion.negative for criterion in criteria):
            return [
                criterion
                if criterion.negative
                else replace(
                    criterion, queries=moved(criterion.queries, liked, disliked, sample), moved=True
                )
                for criterion in criteria
            ]
        alone = moved(np.zeros((0, self._encoder.spec.dim), np.float32), liked, disliked, sample)
        return [Criterion(MORE if len(liked) else LESS, alone, Kind.IMAGE, moved=True), *criteria]

    def _with_filters(self, hits: tuple[Hit, ...], query: Query) -> tuple[Hit, ...]:
        """The hits with the filters that brought them, as many of them as anybody looks at."""
        if query.where is None or not hits:
            return hits
        looked_at = np.asarray([hit.photo_id for hit in hits[:EXPLAINED]], np.int64)
        with self._library.read() as connection:
            found = reasons(connection, query.where, looked_at, self._outside())
        first = (
            replace(hit, why=(*hit.why, *passed))
            for hit, passed in zip(hits[:EXPLAINED], found, strict=True)
        )
        return (*first, *hits[EXPLAINED:])

    def _outside(self) -> Outside:
        return Outside(suggested=self._proposed, answer=self._matching, likely=self._likely)

    def _proposed(self, tag_id: int) -> Ids:
        """The photos that a tag of the user's is suggested for."""
        names = {tag.id: tag.name for tag in tags.all_tags(self._library)}
        return self._suggested.of_word(fold(names[tag_id]))[0]

    def _matching(self, query: Query) -> Ids:
        """The photos that a query with words finds: what a smart album of that kind holds."""
        with self._library.read() as connection:
            found = plan(query, connection, self._outside())
        criteria = self._criteria(query)
        ranking = self._ranking().rank(criteria, ids=found.ids, hidden=found.hidden, limit=None)
        own = self._captions.matches(query, found).own
        unlike = unlike_of(own, ranking, criteria, self._index)
        return np.union1d(ranking.only_above().ids, np.setdiff1d(own, unlike))

    def _phrase(self, term: Term) -> Criterion:
        query = self._query(term.text)[None]
        sentence = len(term.text.split()) > SHORT
        return Criterion(
            term.text, query, weight=term.weight, negative=term.negative, sentence=sentence
        )

    def _query(self, phrase: str) -> Vectors:
        """The vector (d,) of a phrase, by what was learnt; a learnt tag's name has its own."""
        adapter = self.adapter or Adapter.identity(self._encoder.spec.dim)
        found = split_by_tag(phrase, list(adapter.tags))
        if found is None:
            return adapter.fold(self._text(phrase))
        name, rest = found
        learnt = adapter.tags[name]
        if not rest:
            return learnt
        other = adapter.fold(self._text(rest))
        # Learnt queries spread photos several times as far as texts do: each counts by its spread.
        spread = self._index.sample_scores(np.stack([learnt, other])).std(axis=1)
        both = learnt / max(spread[0], 1e-6) + other / max(spread[1], 1e-6)
        return normalised(np.asarray(both, np.float32))

    def _text(self, phrase: str) -> Vectors:
        vectors = self._encoder.encode_texts(framed(phrase))
        return normalised(np.asarray(vectors.mean(0), np.float32))

    def _example(self, example: Example) -> Vectors:
        try:
            return self._vector_of(Path(example.path).expanduser().absolute())
        except InputError as error:
            raise QueryError(str(error), example.span[0]) from error

    def _vector_of(self, source: Path | bytes) -> Vectors:
        """The vector (d,) of a photo of the library, or of any picture file or its bytes."""
        if isinstance(source, bytes):
            return self._vector_of_bytes(source)
        path = source
        own = photos.by_paths(self._library, [path]).get(path)
        if own is not None:
            known, vectors = self._index.vectors(np.asarray([own.id], np.int64))
            if len(known):
                return np.asarray(vectors[0], np.float32)
        reading = self._read(path)
        if reading.problem is not None or reading.pixels is None:
            why = reading.problem.sentence if reading.problem else "It has no picture."
            raise InputError(f"{path} cannot be used as an example: {why}")
        return np.asarray(embed_readings([reading], self._encoder, 8)[0][0], np.float32)

    def _vector_of_bytes(self, data: bytes) -> Vectors:
        try:
            decoded = decode(data, 2 * min(self._recipe.height, self._recipe.width))
        except PictureError as error:
            raise InputError(f"The picture cannot be used: {error.problem.sentence}") from error
        pixels = np.stack([encoder_pixels(part, self._recipe) for part in parts_of(decoded.image)])
        return normalised(self._encoder.encode_images(pixels).mean(axis=0))

    def _ranking(self) -> Ranker:
        if self._ranker is None:
            generic, different = self._said(GENERIC), self._said(different_words())
            self._ranker = Ranker(self._index, generic, different)
        return self._ranker

    def _sorted(self, hits: tuple[Hit, ...], sort: Sort) -> tuple[Hit, ...]:
        if sort.by == "relevance":
            return hits[::-1] if sort.reverse else hits
        with self._library.read() as connection:
            order = in_order(connection, np.asarray([h.photo_id for h in hits], np.int64), sort)
        by_id = {hit.photo_id: hit for hit in hits}
        return tuple(by_id[int(i)] for i in order)

    def _answer(
        self,
        text: str,
        hits: tuple[Hit, ...],
        path: str,
        sentences: tuple[str, ...],
        started: float,
    ) -> Answer:
        return Answer(
            query=text,
            hits=hits,
            searched=len(self._index),
            of=photos.counts(self._library).photos,
            milliseconds=1e3 * (time.perf_counter() - started),
            path=path,
            sentences=sentences,
        )


def _by_words(request: Search) -> bool:
    """Whether words alone say what is wanted: no caption is like a picture."""
    return not (request.pictures or request.more or request.less)


def _name(example: Example) -> str:
    return Path(example.path).name
