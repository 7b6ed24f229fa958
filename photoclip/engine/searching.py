"""From a query to an answer: the plan, the vectors and the ranking put together."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np

from photoclip.domain import Hit
from photoclip.engine.indexing import embed_readings
from photoclip.engine.messages import Answer, Search, Similar
from photoclip.engine.personalizing import split_by_tag
from photoclip.engine.words import framed
from photoclip.errors import InputError, QueryError
from photoclip.images.reading import Recipe, read
from photoclip.library import photos, tags
from photoclip.library.database import Library
from photoclip.library.names import fold
from photoclip.query import Query, to_text
from photoclip.query.values import Example, Sort, Term
from photoclip.search.lookup import Ids, Outside
from photoclip.search.plan import Plan, in_order, plan
from photoclip.search.ranking import Criterion, Ranker, Ranking
from photoclip.search.relevance import GENERIC
from photoclip.vectors.adapter import Adapter
from photoclip.vectors.encoder import Encoder, Vectors, normalised
from photoclip.vectors.hnsw import Kind
from photoclip.vectors.planner import PhotoIndex
from photoclip.vectors.suggested import Suggested

NO_MATCH = "No confident match in the library."


class Searcher:
    """Answers searches with one encoder over one index."""

    def __init__(
        self,
        library: Library,
        encoder: Encoder,
        index: PhotoIndex,
        recipe: Recipe,
        suggested: Suggested,
        adapter: Adapter | None = None,
    ) -> None:
        self._library, self._encoder, self._index = library, encoder, index
        self._recipe, self._suggested = recipe, suggested
        self._ranker: Ranker | None = None
        self.adapter = adapter

    def search(self, request: Search) -> Answer:
        """Hits for a query; raises QueryError where a filter names what is not there."""
        started = time.perf_counter()
        query = request.query
        with self._library.read() as connection:
            found = plan(query, connection, self._outside())
            if not query.is_ranked:
                ids = in_order(connection, found.ids, found.sort)
        if query.is_ranked:
            ranking, criteria = self._rank(found, request.limit)
            sentence = None if ranking.confident else NO_MATCH
            shown = ranking if request.weak else ranking.only_above()
            hits = self._sorted(shown.hits(criteria), found.sort)
            path = ranking.path
        else:
            hits = tuple(Hit(int(i), 1.0, 1.0, strong=True) for i in ids[: request.limit])
            path, sentence = "filter", None
        return self._answer(to_text(query), hits, path, sentence, started)

    def similar(self, request: Similar) -> Answer:
        """The nearest photos to one or several examples, which are left out themselves."""
        started = time.perf_counter()
        vectors = [self._vector_of(path) for path in request.paths]
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
        return self._answer(names, ranking.hits([example]), ranking.path, None, started)

    def _rank(self, found: Plan, limit: int | None) -> tuple[Ranking, list[Criterion]]:
        criteria = [self._phrase(term) for term in found.terms]
        liked = [example for example in found.examples if not example.negative]
        if liked:
            queries = np.stack([self._example(example) for example in liked])
            criteria.append(
                Criterion("like " + ", ".join(_name(e) for e in liked), queries, Kind.IMAGE)
            )
        criteria += [
            Criterion(f"not like {_name(e)}", self._example(e)[None], Kind.IMAGE, negative=True)
            for e in found.examples
            if e.negative
        ]
        ranking = self._ranking().rank(criteria, ids=found.ids, hidden=found.hidden, limit=limit)
        return ranking, criteria

    def _outside(self) -> Outside:
        return Outside(suggested=self._proposed, answer=self._matching)

    def _proposed(self, tag_id: int) -> Ids:
        """The photos that a tag of the user's is suggested for."""
        names = {tag.id: tag.name for tag in tags.all_tags(self._library)}
        return self._suggested.of_word(fold(names[tag_id]))[0]

    def _matching(self, query: Query) -> Ids:
        """The photos that a query with words finds: what a smart album of that kind holds."""
        with self._library.read() as connection:
            found = plan(query, connection, self._outside())
        ranking, _criteria = self._rank(found, None)
        return np.sort(ranking.only_above().ids)

    def _phrase(self, term: Term) -> Criterion:
        query = self._query(term.text)[None]
        return Criterion(term.text, query, weight=term.weight, negative=term.negative)

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

    def _vector_of(self, path: Path) -> Vectors:
        """The vector (d,) of a photo of the library, or of any picture file."""
        own = photos.by_paths(self._library, [path]).get(path)
        if own is not None:
            known, vectors = self._index.vectors(np.asarray([own.id], np.int64))
            if len(known):
                return np.asarray(vectors[0], np.float32)
        reading = read(0, path, self._recipe, thumbnail=False)
        if reading.problem is not None or reading.pixels is None:
            why = reading.problem.sentence if reading.problem else "It has no picture."
            raise InputError(f"{path} cannot be used as an example: {why}")
        return np.asarray(embed_readings([reading], self._encoder, 8)[0][0], np.float32)

    def _ranking(self) -> Ranker:
        if self._ranker is None:
            self._ranker = Ranker(self._index, self._encoder.encode_texts(GENERIC))
        return self._ranker

    def _sorted(self, hits: tuple[Hit, ...], sort: Sort) -> tuple[Hit, ...]:
        if sort.by == "relevance":
            return hits[::-1] if sort.reverse else hits
        with self._library.read() as connection:
            order = in_order(connection, np.asarray([h.photo_id for h in hits], np.int64), sort)
        by_id = {hit.photo_id: hit for hit in hits}
        return tuple(by_id[int(i)] for i in order)

    def _answer(
        self, text: str, hits: tuple[Hit, ...], path: str, sentence: str | None, started: float
    ) -> Answer:
        return Answer(
            query=text,
            hits=hits,
            searched=len(self._index),
            of=photos.counts(self._library).photos,
            milliseconds=1e3 * (time.perf_counter() - started),
            path=path,
            sentence=sentence,
        )


def _name(example: Example) -> str:
    return Path(example.path).name
