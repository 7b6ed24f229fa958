"""`bench embed`: the pipeline from files to vectors, beside its two halves alone."""

from __future__ import annotations

import argparse
import shutil
import statistics
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import psutil
from numpy.typing import NDArray

from photoclip.cli.figures import Figure, add_plot, outcome_of
from photoclip.cli.measured import folder_of
from photoclip.cli.scan import scan_folders
from photoclip.cli.session import Outcome, Session
from photoclip.cli.speed import copies_in, scratch_of, seconds_of, some_of, take_models
from photoclip.clip.loading import load_encoder
from photoclip.engine.indexing import Indexer, be_modest
from photoclip.engine.processors import decoders, lanes_for
from photoclip.errors import InputError
from photoclip.images.pool import DecoderPool
from photoclip.images.reading import Reading, Recipe
from photoclip.settings import load
from photoclip.vectors.encoder import Encoder

ROUNDS = 3  # of which the median counts: others use the machine, too
BATCH = 8  # pictures, as the encoder takes them on a CPU


@dataclass(frozen=True, slots=True)
class Spent:
    """What some photos took: seconds of the clock, and of all processors together, for each."""

    clock: float
    work: float


class _Meter:
    """Measures from its making on: this process, and the children `pids`."""

    def __init__(self, pids: Sequence[int] = ()) -> None:
        self._children = [psutil.Process(pid) for pid in pids]
        self._began, self._worked = time.perf_counter(), self._work()

    def spent(self, photos: int) -> Spent:
        """For each of so many photos."""
        clock, work = time.perf_counter() - self._began, self._work() - self._worked
        return Spent(clock / photos, work / photos)

    def _work(self) -> float:
        return time.process_time() + sum(sum(one.cpu_times()[:2]) for one in self._children)


def register(kinds: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add this kind of measurement."""
    bench = kinds.add_parser("embed", help="from files to vectors")
    bench.add_argument("--photos", type=int, default=200, metavar="N")
    bench.add_argument("--encoder", metavar="NAME")
    bench.add_argument("--folder", type=Path, metavar="DIR", help="the first N pictures in there")
    add_plot(bench, run_embed)


def run_embed(options: argparse.Namespace, session: Session) -> Outcome:
    """The whole pipeline beside its two halves, each alone on the same processors.

    The encoder alone works on pictures that are in memory already, the decoders alone throw
    away what they decode. Where both share the processors, no pipeline can be faster than the
    sum of their work allows: that bound is the second floor. The work of the processors is what
    a busy machine changes least.
    """
    name = options.encoder or load(session.home.settings)[0].encoder
    encoder = load_encoder(session.home, name, notice=session.say, threads=1)
    height, width = encoder.image_size
    recipe = Recipe(height, width, encoder.resize_mode, encoder.interpolation)
    lanes = lanes_for(encoder)
    with scratch_of(session) as scratch:
        if options.folder is None:
            folder = copies_in(scratch.home.data / "photos", options.photos)
        else:
            folder = _taken_from(
                folder_of(options.folder), options.photos, scratch.home.data / "photos"
            )
        todo = list(enumerate(some_of(folder, options.photos)))
        rounds = [_round(todo, encoder, recipe, lanes) for _ in range(ROUNDS)]
        take_models(session.home, scratch.home)
        scanned = scan_folders(scratch, [folder], encoder=name)
    decoding, encoding, both = (
        Spent(
            statistics.median(spent.clock for spent in kind),
            statistics.median(spent.work for spent in kind),
        )
        for kind in zip(*rounds, strict=True)
    )
    on_cpu = encoder.device == "cpu"
    least = decoding.clock + encoding.clock if on_cpu else max(decoding.clock, encoding.clock)
    embedded = scanned.document["embedded"]
    assert isinstance(embedded, int)
    return outcome_of(
        [
            Figure(f"pipeline, {name}", 1 / both.clock, "photos/s", 1 / encoding.clock),
            Figure("pipeline beside the sum of its work", 1 / both.clock, "photos/s", 1 / least),
            Figure("encoder alone", 1 / encoding.clock, "photos/s"),
            Figure("decoders alone", 1 / decoding.clock, "photos/s"),
            Figure(
                "whole scan, start included", embedded / seconds_of(scanned), "photos/s", 1 / least
            ),
            Figure("work for a photo", 1e3 * both.work, "ms", 1e3 * encoding.work),
            Figure("work of the decoders alone", 1e3 * decoding.work, "ms"),
        ],
        options.plot,
    )


def _taken_from(folder: Path, count: int, place: Path) -> Path:
    """Copies of the first `count` pictures, so that a scan sees no others. Raises InputError."""
    if count < 1:
        raise InputError("--photos must be at least 1.")
    files = some_of(folder, count)
    if not files:
        raise InputError(f"There are no pictures in {folder}.")
    place.mkdir(parents=True)
    for i, file in enumerate(files):
        shutil.copyfile(file, place / f"{i:07}{file.suffix}")
    return place


def _round(
    todo: list[tuple[int, Path]], encoder: Encoder, recipe: Recipe, lanes: int
) -> tuple[Spent, Spent, Spent]:
    """What decoders, encoder and both take for a photo."""
    decoding, pictures = _decode_all(todo, recipe)
    batch = np.stack(pictures[: max(BATCH * lanes, len(pictures) // 2)])
    encoding = _encode_all(encoder, batch, lanes)
    return decoding, encoding, _embed_all(encoder, todo, recipe, lanes)


def _decode_all(
    todo: list[tuple[int, Path]], recipe: Recipe
) -> tuple[Spent, list[NDArray[np.uint8]]]:
    """What the decoders alone take, and the pictures for the encoder."""
    with _warm_pool(todo, recipe) as pool:
        meter = _Meter(pool.pids)
        pictures = [r.pixels for r in _read_all(pool, todo) if r.pixels is not None]
        spent = meter.spent(len(todo))
    if not pictures:
        raise InputError("None of the pictures could be read.")
    return spent, pictures


def _encode_all(encoder: Encoder, batch: NDArray[np.uint8], lanes: int) -> Spent:
    """What the encoder alone takes, in as many lanes as the pipeline gives it."""
    parts = [batch[start : start + BATCH] for start in range(0, len(batch), BATCH)]
    with ThreadPoolExecutor(lanes, initializer=be_modest) as executor:
        list(executor.map(encoder.encode_images, parts[:lanes]))
        meter = _Meter()
        list(executor.map(encoder.encode_images, parts))
        return meter.spent(len(batch))


def _embed_all(encoder: Encoder, todo: list[tuple[int, Path]], recipe: Recipe, lanes: int) -> Spent:
    """What it takes from files to vectors, nothing stored."""
    with _warm_pool(todo, recipe) as pool:
        indexer = Indexer(pool, encoder, lambda *_: None, lanes=lanes)
        meter = _Meter(pool.pids)
        indexer.want(todo)
        while indexer.busy:
            indexer.step()
        spent = meter.spent(len(todo))
        indexer.close()
    return spent


@contextmanager
def _warm_pool(todo: list[tuple[int, Path]], recipe: Recipe) -> Iterator[DecoderPool]:
    """Decoders that have started and imported what they need."""
    with DecoderPool(decoders(), recipe) as pool:
        _read_all(pool, todo[:1] * 4 * decoders())
        yield pool


def _read_all(pool: DecoderPool, todo: list[tuple[int, Path]]) -> list[Reading]:
    for task in todo:
        pool.submit(*task)
    readings: list[Reading] = []
    while pool.waiting:
        readings += pool.collect(pool.waiting, 1.0)
    return readings
