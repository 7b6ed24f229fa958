"""`bench scan`, `embed` and `grid`: speed beside a floor measured in the same run."""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from photoclip.cli.figures import Figure, add_plot, outcome_of
from photoclip.cli.measured import folder_of, pictures_in
from photoclip.cli.scan import scan_folders
from photoclip.cli.session import Outcome, Session
from photoclip.clip.loading import load_encoder
from photoclip.engine.indexing import Indexer, be_modest
from photoclip.engine.processors import decoders, lanes_for
from photoclip.errors import InputError, PhotoclipError
from photoclip.images.pool import DecoderPool
from photoclip.images.reading import Reading, Recipe, read
from photoclip.paths import Home, own_command, resources
from photoclip.settings import load
from photoclip.vectors.encoder import Encoder

ROUNDS = 3  # of which the median counts: others use the machine, too
BATCH = 8  # pictures, as the encoder takes them on a CPU


def register(kinds: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the speeds to what `bench` measures."""
    for name, photos, run, help_text in (
        ("scan", 2_000, run_scan, "finding and reading files"),
        ("embed", 200, run_embed, "from files to vectors"),
        ("grid", 100_000, run_grid, "scrolling in the window"),
    ):
        kind = kinds.add_parser(name, help=help_text)
        kind.add_argument("--photos", type=int, default=photos, metavar="N")
        kind.add_argument("--encoder", metavar="NAME")
        if name == "embed":
            kind.add_argument("--folder", type=Path, metavar="DIR", help="pictures to use")
        add_plot(kind)
        kind.set_defaults(run=run)


def run_scan(options: argparse.Namespace, session: Session) -> Outcome:
    """First scan of N copies of the sample photos, without embedding."""
    with scratch_of(session) as scratch:
        folder = _copies(scratch.home.data / "photos", options.photos)
        first = scan_folders(scratch, [folder], embed=False)
        decode = _timed(lambda: [read(0, path, None) for path in _some(folder, 50)]) / 50
    one_core = 1 / decode
    figures = [
        Figure("first scan", options.photos / seconds_of(first), "photos/s", one_core),
    ]
    return outcome_of(figures, options.plot)


def run_embed(options: argparse.Namespace, session: Session) -> Outcome:
    """The whole pipeline beside its two halves, each alone on the same processors.

    The encoder alone works on pictures that are in memory already, the decoders alone throw
    away what they decode. Where both share the processors, no pipeline can be faster than the
    sum of their work allows: that bound is the second floor.
    """
    name = options.encoder or load(session.home.settings)[0].encoder
    encoder = load_encoder(session.home, name, notice=session.say, threads=1)
    height, width = encoder.image_size
    recipe = Recipe(height, width, encoder.resize_mode, encoder.interpolation)
    lanes = lanes_for(encoder)
    with scratch_of(session) as scratch:
        folder = options.folder and folder_of(options.folder)
        folder = folder or _copies(scratch.home.data / "photos", options.photos)
        todo = list(enumerate(_some(folder, options.photos)))
        rates: dict[str, list[float]] = {"decoders": [], "encoder": [], "pipeline": []}
        for _ in range(ROUNDS):
            seconds, pictures = _decode_all(todo, recipe)
            rates["decoders"].append(len(todo) / seconds)
            batch = np.stack(pictures[: max(BATCH * lanes, len(pictures) // 2)])
            rates["encoder"].append(len(batch) / _encode_all(encoder, batch, lanes))
            rates["pipeline"].append(len(todo) / _embed_all(encoder, todo, recipe, lanes))
        take_models(session.home, scratch.home)
        scanned = scan_folders(scratch, [folder], encoder=name)
    decoders, alone, pipeline = (statistics.median(rates[kind]) for kind in rates)
    bound = 1 / (1 / decoders + 1 / alone) if encoder.device == "cpu" else min(decoders, alone)
    return outcome_of(
        [
            Figure(f"pipeline, {name}", pipeline, "photos/s", alone),
            Figure("pipeline beside the sum of its work", pipeline, "photos/s", bound),
            Figure("encoder alone", alone, "photos/s"),
            Figure("decoders alone", decoders, "photos/s"),
            Figure(
                "whole scan, start included", len(todo) / seconds_of(scanned), "photos/s", bound
            ),
        ],
        options.plot,
    )


def _decode_all(
    todo: list[tuple[int, Path]], recipe: Recipe
) -> tuple[float, list[NDArray[np.uint8]]]:
    """Seconds that the decoders alone take, and the pictures for the encoder."""
    with _warm_pool(todo, recipe) as pool:
        started = time.perf_counter()
        pictures = [r.pixels for r in _read_all(pool, todo) if r.pixels is not None]
        return time.perf_counter() - started, pictures


def _encode_all(encoder: Encoder, batch: NDArray[np.uint8], lanes: int) -> float:
    """Seconds that the encoder alone takes, in as many lanes as the pipeline gives it."""
    parts = [batch[start : start + BATCH] for start in range(0, len(batch), BATCH)]
    with ThreadPoolExecutor(lanes, initializer=be_modest) as executor:
        list(executor.map(encoder.encode_images, parts[:lanes]))
        return _timed(lambda: list(executor.map(encoder.encode_images, parts)))


def _embed_all(encoder: Encoder, todo: list[tuple[int, Path]], recipe: Recipe, lanes: int) -> float:
    """Seconds from files to vectors, nothing stored."""
    with _warm_pool(todo, recipe) as pool:
        indexer = Indexer(pool, encoder, lambda *_: None, lanes=lanes)
        started = time.perf_counter()
        indexer.want(todo)
        while indexer.busy:
            indexer.step()
        seconds = time.perf_counter() - started
        indexer.close()
    return seconds


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


def run_grid(options: argparse.Namespace, session: Session) -> Outcome:
    """Scrolling through N rows in the window's grid, off the screen."""
    run = subprocess.run(
        own_command("_bench_grid", str(options.photos)),
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )
    if run.returncode:
        raise PhotoclipError(f"The grid could not be measured: {run.stderr.strip()[-300:]}")
    return outcome_of([Figure(**figure) for figure in json.loads(run.stdout)], options.plot)


def take_models(home: Home, scratch: Home) -> None:
    """Let a scratch library see the encoders of the real one."""
    if home.models.is_dir() and not scratch.models.exists():
        scratch.data.mkdir(parents=True, exist_ok=True)
        scratch.models.symlink_to(home.models, target_is_directory=True)


@contextmanager
def scratch_of(session: Session) -> Iterator[Session]:
    """A session whose library is thrown away afterwards."""
    with tempfile.TemporaryDirectory(prefix="photoclip-bench-", ignore_cleanup_errors=True) as name:
        yield replace(session, home=Home.at(Path(name) / "home"))


def _copies(folder: Path, count: int) -> Path:
    """`count` files cycling through the sample photos, each with bytes of its own at the end."""
    if count < 1:
        raise InputError("--photos must be at least 1.")
    folder.mkdir(parents=True)
    samples = [path.read_bytes() for path in sorted((resources() / "sample").glob("*.jpg"))]
    for i in range(count):
        # Bytes behind the end of a JPEG change its hash and nothing else.
        (folder / f"{i:07}.jpg").write_bytes(samples[i % len(samples)] + i.to_bytes(8, "big"))
    return folder


def _some(folder: Path, count: int) -> list[Path]:
    return pictures_in(folder)[:count]


def _timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def seconds_of(outcome: Outcome) -> float:
    """How long the work of a scan took."""
    seconds = outcome.document["seconds"]
    assert isinstance(seconds, float)
    return seconds
