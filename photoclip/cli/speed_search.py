"""`bench search`: from words to hits over a synthetic library, beside one pass over its vectors."""

from __future__ import annotations

import argparse
import hashlib
import re
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

import numpy as np
import psutil

from photoclip import query as language
from photoclip.cli.clip_like import clip_like
from photoclip.cli.figures import Figure, add_plot, outcome_of
from photoclip.cli.rows import fill
from photoclip.cli.session import Outcome, Session, absolute
from photoclip.cli.speed import scratch_of, take_models
from photoclip.clip.loading import load_encoder
from photoclip.domain import EncoderSpec
from photoclip.engine.messages import Search
from photoclip.engine.searching import Searcher
from photoclip.errors import InputError
from photoclip.images.reading import Recipe, read
from photoclip.library.database import Library
from photoclip.paths import Home
from photoclip.settings import INDEXES, load
from photoclip.vectors.backends import open_index
from photoclip.vectors.encoder import Encoder, Pixels, Vectors, normalised
from photoclip.vectors.exact import top
from photoclip.vectors.seam import Kind, VectorIndex
from photoclip.vectors.space import Ids, Space
from photoclip.vectors.store import VectorStore

QUERIES = ("a dog on a beach", "snow", "children playing football", "a red car at night")
ROUNDS, ASKED, CHECKED, K = 20, 100, 3, 50
FILTERS = {"50 %": 500, "10 %": 100, "1 %": 10, "0.1 %": 1}  # `iso` runs through 0…999
_FLOOR_ROWS = 100_000  # 200 MB at 512 dimensions: no cache holds that
_BLOCK = 16_384
_QUESTIONS = "questions.npy"


class Captions:
    """An encoder whose texts are those of a synthetic library: no weights, any dimension.

    A text that ends in a number has the caption of that number, any other a fixed one.
    """

    device, image_size, resize_mode, interpolation = "cpu", (224, 224), "shortest", "bicubic"

    def __init__(self, captions: Vectors) -> None:
        self._captions = captions
        self.spec = EncoderSpec("synthetic", "clip-like-1", captions.shape[1], "none")

    def encode_images(self, pixels: Pixels) -> Vectors:
        """Never asked: the photos have vectors and no pictures."""
        return np.zeros((len(pixels), self.spec.dim), np.float32)

    def encode_texts(self, texts: Sequence[str]) -> Vectors:
        """n texts -> (n, dim) float32 unit vectors."""
        rows = []
        for text in texts:
            number = re.findall(r"\d+", text)
            digest = int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big")
            rows.append((int(number[-1]) if number else digest) % len(self._captions))
        return self._captions[rows]


class _Made(NamedTuple):
    """A synthetic library: where it lies, what encodes its queries, and captions (m, d)."""

    home: Home
    encoder: Encoder
    captions: Vectors


@dataclass(frozen=True, slots=True)
class _Truth:
    """The scores of some queries (m, n) with the photos `ids` (n,), read from the store itself."""

    queries: Vectors
    ids: Ids
    scores: Vectors

    def differs(self, index: VectorIndex, among: Ids | None, kind: Kind = Kind.TEXT) -> int:
        """How many of the k best photos of all queries `index` does not find."""
        wrong = 0
        here = np.ones(len(self.ids), bool) if among is None else np.isin(self.ids, among)
        for query, line in zip(self.queries, self.scores, strict=True):
            best, scores = top(self.ids[here], line[here], K)
            found = index.search(query, K, among, kind=kind)
            # of photos that are equally near each is right
            wrong += int((found.scores < scores[-1] - 1e-5).sum()) + len(best) - len(found.ids)
        return wrong


def register(kinds: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add this kind of measurement."""
    bench = kinds.add_parser("search", help="from words to hits")
    bench.add_argument("--photos", type=int, default=100_000, metavar="N")
    bench.add_argument("--encoder", metavar="NAME", help="whose text tower takes part")
    bench.add_argument("--dim", type=int, metavar="D", help="no text tower, vectors of D numbers")
    bench.add_argument("--index", choices=INDEXES, default="hnsw", help="what finds neighbours")
    bench.add_argument("--exact", action="store_true", help="build nothing: look at all vectors")
    bench.add_argument("--keep", type=Path, metavar="DIR", help="keep the library for next time")
    add_plot(bench, run_search)


def run_search(options: argparse.Namespace, session: Session) -> Outcome:
    """Text search over N synthetic photos, warm, the text tower included, with filters."""
    if options.photos < 1 or (options.dim or 8) < 8:
        raise InputError("--photos must be at least 1, and --dim at least 8.")
    with ExitStack() as stack:
        if options.keep is None:
            home = stack.enter_context(scratch_of(session)).home
        else:
            home = Home.at(absolute(options.keep))
        made = _library(options, session, home)
        before = psutil.Process().memory_info().rss
        library = stack.enter_context(Library.open(home, read_only=True))
        store = stack.enter_context(VectorStore.open(home.vectors, library_uuid=library.uuid))
        started = time.perf_counter()
        backend = "hnsw" if options.exact else options.index
        index = open_index(store, made.encoder.spec, home.indexes, backend, session.say)
        stack.callback(index.close)
        figures = [Figure("opening the index", time.perf_counter() - started, "s")]
        if not options.exact:
            session.say("Building the index …")
            started = time.perf_counter()
            index.settle()
            figures.append(Figure("building the index", time.perf_counter() - started, "s"))
        searcher = _searcher(library, made.encoder, index, store)
        floor = one_pass_ms(made.encoder.spec.dim, len(index))
        figures += _timings(searcher, index, floor)
        memory = (psutil.Process().memory_info().rss - before) / 1e6
        plain = len(index) * made.encoder.spec.dim * 4 / 1e6
        figures.append(Figure("memory of index and search", memory, "MB", plain))
        figures += _qualities(index, store.space(made.encoder.spec), made.captions)
    return outcome_of(figures, options.plot)


def _library(options: argparse.Namespace, session: Session, home: Home) -> _Made:
    """The synthetic library at `home`, made now if it is not there yet."""
    name = options.encoder or load(session.home.settings)[0].encoder
    questions = home.data / _QUESTIONS
    if questions.exists() != home.library.exists():
        raise InputError(
            f"{home.data} holds no finished library of this benchmark; name another folder."
        )
    if options.dim is None:
        take_models(session.home, home)
        encoder: Encoder = load_encoder(home, name, threads=1)
    dim = options.dim or encoder.spec.dim
    if questions.exists():
        captions = _captions(questions)
        if options.dim is not None:
            encoder = Captions(captions)
        _check_kept(home, replace(encoder.spec, dim=dim), options.photos)
        return _Made(home, encoder, captions)
    session.say(f"Making a library of {options.photos:,} synthetic photos …")
    world = clip_like(options.photos, queries=max(ASKED, CHECKED), dim=dim)
    if options.dim is not None:
        encoder = Captions(world.captions)
    fill(home, encoder.spec, world.photos)
    np.save(questions, world.captions)  # last: it says that all is there
    return _Made(home, encoder, world.captions)


def _captions(questions: Path) -> Vectors:
    try:
        found: Vectors = np.load(questions)
        if found.ndim != 2 or not found.size:
            raise ValueError("no captions")
    except (OSError, ValueError, EOFError) as error:
        raise InputError(f"{questions} is damaged; name another folder.") from error
    return found


def _check_kept(home: Home, spec: EncoderSpec, photos: int) -> None:
    """Raise InputError unless the library at `home` is one of so many photos of that encoder."""
    with (
        Library.open(home, read_only=True) as library,
        VectorStore.open(home.vectors, library_uuid=library.uuid, read_only=True) as store,
    ):
        here = {one: store.space(one).count for one in store.spaces()}
    if here.get(spec) != photos:
        held = ", ".join(f"{n:,} of {one.name} ({one.dim} numbers)" for one, n in here.items())
        raise InputError(
            f"The library in {home.data} was made for other photos: it holds {held or 'none'}."
        )


def _searcher(
    library: Library, encoder: Encoder, index: VectorIndex, store: VectorStore
) -> Searcher:
    height, width = encoder.image_size
    recipe = Recipe(height, width, encoder.resize_mode, encoder.interpolation)
    return Searcher(
        library,
        encoder,
        index,
        recipe,
        store.suggested(encoder.spec),
        store.captions,
        said=lambda texts: normalised(encoder.encode_texts(list(texts))),
        read=lambda path: read(0, path, recipe),
    )


def one_pass_ms(dim: int, count: int) -> float:
    """Milliseconds to read so many vectors from memory once, scaled from 100,000 of them.

    The quicker of a matrix times a vector and a plain sum: no exact search can be quicker.
    """
    rows = min(count, _FLOOR_ROWS)
    matrix = np.full((rows, dim), 0.5, np.float32)
    query = matrix[0].copy()
    ways: tuple[Callable[[], object], ...] = (lambda: matrix @ query, matrix.sum)
    taken = [min(_seconds(work) for _ in range(9)) for work in ways]
    return 1e3 * min(taken) * count / rows


def _timings(searcher: Searcher, index: VectorIndex, floor: float) -> Iterator[Figure]:
    searcher.search(Search(language.parse("warm up")))
    way = index.way(Kind.TEXT, K)
    clock, work = _milliseconds(searcher, "")
    yield Figure(f"no filter, {way}", statistics.median(clock), "ms", floor)
    yield Figure(f"no filter, {way}, 19 of 20 below", sorted(clock)[-2], "ms", floor)
    # A busy machine changes the work of the processor far less than what the clock says.
    yield Figure(f"no filter, {way}, work", statistics.median(work), "ms", floor)
    for share, bound in FILTERS.items():
        clock, work = _milliseconds(searcher, f"iso:<{bound}")
        yield Figure(f"filter {share}", statistics.median(clock), "ms", floor)
        yield Figure(f"filter {share}, work", statistics.median(work), "ms", floor)


def _milliseconds(searcher: Searcher, narrowing: str) -> tuple[list[float], list[float]]:
    """What searches took by the clock, and of all threads of this process together."""
    clock, work = [], []
    for i in range(ROUNDS):
        # A number makes each text new, so that the text tower has work to do every time.
        query = language.parse(f"{QUERIES[i % len(QUERIES)]} {i} {narrowing}".strip())
        began, worked = time.perf_counter(), time.process_time()
        searcher.search(Search(query, limit=K))
        clock.append(1e3 * (time.perf_counter() - began))
        work.append(1e3 * (time.process_time() - worked))
    return clock, work


def _qualities(index: VectorIndex, space: Space, captions: Vectors) -> Iterator[Figure]:
    """What the shorter way finds, and what filters lose, against the vectors in the store."""
    recall = index.recall(captions[:ASKED], K, Kind.TEXT)
    if recall is not None:
        yield Figure(f"recall@{K} of {ASKED} captions", recall, "of 1", 1.0)
    truth = _truth(space, captions[:CHECKED])
    lost = 0
    for bound in FILTERS.values():
        lost += truth.differs(index, truth.ids[(truth.ids - 1) % 1000 < bound])
    yield Figure("photos that filters lost", float(lost), f"of {CHECKED * len(FILTERS) * K:,}")


def _truth(space: Space, queries: Vectors) -> _Truth:
    ids = space.ids()
    scores = np.empty((len(queries), len(ids)), np.float32)
    for first in range(0, len(ids), _BLOCK):
        _, vectors = space.get(ids[first : first + _BLOCK])
        scores[:, first : first + len(vectors)] = queries @ vectors.T
    return _Truth(queries, ids, scores)


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
