"""`bench captions`: what searching captions beside vectors costs, and what keeping them costs."""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable, Iterator

import numpy as np

from photoclip import query as language
from photoclip.cli.figures import Figure, add_plot, outcome_of
from photoclip.cli.rows import fill
from photoclip.cli.session import Outcome, Session
from photoclip.cli.speed import scratch_of
from photoclip.engine.engine import Engine
from photoclip.engine.messages import Search
from photoclip.errors import InputError
from photoclip.library import photos
from photoclip.library.database import Library
from photoclip.paths import Home
from photoclip.query import Query
from photoclip.vectors.encoder import FakeEncoder, normalised

_WORDS, _LENGTH = 5_000, 9  # of the made-up language, and of a caption in it
_ASKED = 30
_WRITTEN = 1_000
_NO_WORD = "wordless"
_RANKS = {"a rare word": 2_000, "a usual word": 100, "the commonest word": 0}


def register(kinds: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add this kind of measurement."""
    bench = kinds.add_parser("captions", help="searching captions beside vectors")
    bench.add_argument("--photos", type=int, default=100_000, metavar="N")
    add_plot(bench, run_captions)


def run_captions(options: argparse.Namespace, session: Session) -> Outcome:
    """Work of the same searches before and after each of N synthetic photos has a caption.

    A search whose words stand in no caption must cost what it did before; its floor is that. The
    words of captions are as frequent as those of a language: the k-th one of 5,000 stands in
    every so many captions as 1/k says.
    """
    if options.photos < _WRITTEN:
        raise InputError(f"--photos must be at least {_WRITTEN:,}.")
    with scratch_of(session) as scratch:
        home = scratch.home
        random = np.random.default_rng(0)
        vectors = random.normal(size=(options.photos, FakeEncoder.DIM)).astype(np.float32)
        session.say(f"Making a library of {options.photos:,} synthetic photos …")
        fill(home, FakeEncoder().spec, normalised(vectors))
        figures = list(_before_and_after(home, options.photos, session, random))
    return outcome_of(figures, options.plot)


def _before_and_after(
    home: Home, count: int, session: Session, random: np.random.Generator
) -> Iterator[Figure]:
    nothing = language.parse(_NO_WORD)
    with Engine(home, "fake", read_only=True) as engine:
        before = _milliseconds(engine, nothing)
    size = home.library.stat().st_size
    session.say("Captioning all of them …")
    _caption_all(home, count, random)
    yield Figure("search without captions", before, "ms")
    with Engine(home, "fake", read_only=True) as engine:
        yield Figure("search, words in no caption", _milliseconds(engine, nothing), "ms", before)
        for name, rank in _RANKS.items():
            asked = _milliseconds(engine, language.parse(_word(rank)))
            yield Figure(f"search, {name}", asked, "ms", before)
    grown = home.library.stat().st_size - size
    yield Figure("captions and their index", grown / count, "bytes a photo")
    yield from _writing(home)


def _caption_all(home: Home, count: int, random: np.random.Generator) -> None:
    chances = 1 / np.arange(1, _WORDS + 1)
    chosen = random.choice(_WORDS, (count, _LENGTH), p=chances / chances.sum())
    rows = [(" ".join(map(_word, row)), i + 1) for i, row in enumerate(chosen.tolist())]
    with Library.open(home) as library, library.write() as connection:
        connection.exec_driver_sql("UPDATE photo SET caption = ? WHERE id = ?", rows)
    with Library.open(home) as library, library.read() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


def _writing(home: Home) -> Iterator[Figure]:
    """Captions set by an operation that can be undone, beside ratings set by one."""
    ids = range(1, _WRITTEN + 1)
    with Library.open(home) as library:
        rated = _seconds(lambda: photos.set_rating(library, ids, 3))
        written = _seconds(lambda: photos.set_caption(library, ids, "a dog on the beach"))
    yield Figure(f"captioning {_WRITTEN:,} photos, undoable", 1e3 * written, "ms", 1e3 * rated)


def _milliseconds(engine: Engine, query: Query) -> float:
    """Of work, the median of some searches, warm."""
    engine.answer(Search(query))
    return 1e3 * statistics.median(
        _seconds(lambda: engine.answer(Search(query))) for _ in range(_ASKED)
    )


def _seconds(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


def _word(rank: int) -> str:
    """A word without an ending that a stemmer would take."""
    letters = "bcdfghkmpt"
    return "w" + "".join(letters[int(digit)] for digit in f"{rank:04}") + "o"
