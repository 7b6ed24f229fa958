"""How long personalizing takes on one thread, on photos that are drawn, and the floor of it."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from photoclip.learning.personal.evidence import Evidence
from photoclip.learning.personal.learner import Recipe
from photoclip.learning.personal.report import Report
from photoclip.learning.personal.run import personalize
from photoclip.learning.personal.stages import Moment
from photoclip.vectors.adapter import Adapter
from photoclip.vectors.encoder import Vectors, normalised

LIBRARY, PROMPTS = 4096, 256  # photos without verdicts and generic searches, as the engine takes
TOGETHER = 3  # photos of a tag that were taken together


@dataclass(frozen=True)
class Taken:
    """What one run took: seconds of all processors, seconds by the clock, bytes at the peak.

    `memory` is of the whole process, torch included; None where the system does not tell it.
    `floor` are the seconds that its steps' matrix products alone take on this machine.
    """

    cpu: float
    wall: float
    memory: int | None
    floor: float
    adapter: Adapter | None
    report: Report


def drawn(photos: int, tags: int, dim: int, seed: int = 0) -> Evidence:
    """Verdicts on `photos` photos, each of one of the tags, in a space shaped like CLIP's."""
    random = np.random.default_rng(seed)

    def directions(count: int) -> Vectors:
        return normalised(random.normal(size=(count, dim)).astype(np.float32))

    centres, images, words = directions(tags), directions(1), directions(1)

    def taken(of: NDArray[np.int64]) -> Vectors:
        return normalised(0.7 * images + 0.35 * centres[of] + 0.5 * directions(len(of)))

    owner = np.arange(photos) % tags
    confirmed = owner[:, None] == np.arange(tags)[None, :]
    return Evidence(
        names=tuple(f"tag {k}" for k in range(tags)),
        photos=taken(owner),
        confirmed=confirmed,
        rejected=np.zeros_like(confirmed),
        events=np.arange(photos) // (TOGETHER * tags) * tags + owner,
        texts=normalised(0.8 * words + 0.3 * centres + 0.4 * directions(tags)),
        library=taken(random.integers(0, tags, LIBRARY)),
        prompts=normalised(0.8 * words + 0.5 * directions(PROMPTS)),
        captions=np.zeros((0, dim), np.float32),
        captioned=np.zeros(0, np.int64),
    )


def measure(evidence: Evidence) -> Taken:
    """Personalize on one thread, with every gate."""
    with _one_thread():
        product = _product(evidence)
        steps = 0

        def count(moment: Moment) -> None:
            nonlocal steps
            steps = moment.done

        wall, cpu = time.perf_counter(), time.process_time()

        adapter, report = personalize(evidence, watch=count)
        return Taken(
            cpu=time.process_time() - cpu,
            wall=time.perf_counter() - wall,
            memory=_peak(),
            floor=steps * product,
            adapter=adapter,
            report=report,
        )


def _product(evidence: Evidence) -> float:
    """Seconds of the products of one step: scores, and their gradients to the queries."""
    recipe = Recipe()
    photos = torch.from_numpy(evidence.library[: 2 * recipe.photos_per_step])
    queries = torch.from_numpy(evidence.texts[: recipe.tags_per_step])
    times = []
    for _ in range(20):
        started = time.process_time()
        scores = photos @ queries.T
        scores.T @ photos
        times.append(time.process_time() - started)
    return float(np.median(times))


@contextmanager
def _one_thread() -> Iterator[None]:
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(threads)


def _peak() -> int | None:
    if sys.platform == "win32":
        return None
    import resource

    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
