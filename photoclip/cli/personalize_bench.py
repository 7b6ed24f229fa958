"""`bench personalize`: what learning from verdicts costs, what a query and going back cost then."""

from __future__ import annotations

import argparse
import time
from typing import TYPE_CHECKING

import numpy as np

from photoclip.cli.figures import Figure, add_plot, outcome_of
from photoclip.cli.session import Outcome, Session
from photoclip.cli.speed import scratch_of
from photoclip.errors import InputError, PhotoclipError
from photoclip.library import adapters
from photoclip.library.database import Library
from photoclip.vectors.adapter import Adapter

if TYPE_CHECKING:
    from photoclip.learning.personal.evidence import Evidence

_SPACE = "bench"
_ROUNDS = 5


def register(kinds: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add this kind of measurement."""
    bench = kinds.add_parser("personalize", help="learning from verdicts, on one thread")
    bench.add_argument("--photos", type=int, default=5_000, metavar="N", help="with verdicts")
    bench.add_argument("--tags", type=int, default=200, metavar="N")
    bench.add_argument("--dim", type=int, default=512, metavar="N", help="numbers of a vector")
    add_plot(bench, run_personalize)


def run_personalize(options: argparse.Namespace, session: Session) -> Outcome:
    """Learning with every gate, folding into queries, and going back to the version before."""
    from photoclip.learning.personal.speed import drawn, measure

    if min(options.photos, options.tags, options.dim) < 1 or options.photos < options.tags:
        raise InputError("There must be at least one photo for each tag.")
    evidence = drawn(options.photos, options.tags, options.dim)
    taken = measure(evidence)
    if taken.adapter is None:
        raise PhotoclipError(f"Nothing was learnt: {taken.report.reason}")
    figures = [
        Figure("learning with gates, processor", taken.cpu, "s", taken.floor),
        Figure("learning with gates, clock", taken.wall, "s", taken.floor),
        Figure("folded query beside projected photos", folding(taken.adapter, evidence), "apart"),
        Figure("going back to the version before", 1e3 * going_back(taken.adapter, session), "ms"),
    ]
    if taken.memory is not None:
        figures.insert(2, Figure("memory of the process at its peak", taken.memory / 1e6, "MB"))
    return outcome_of(figures, options.plot)


def folding(adapter: Adapter, evidence: Evidence) -> float:
    """The largest difference of a score with a folded query from projecting every photo.

    The photos are projected explicitly, in double precision.
    """
    change = np.eye(adapter.dim) + adapter.strength * (
        adapter.left.astype(np.float64) @ adapter.right.T
    )
    photos, texts = evidence.library.astype(np.float64), evidence.prompts.astype(np.float64)
    explicit = (photos @ change) @ texts.T / np.linalg.norm(texts @ change.T, axis=1)
    folded = evidence.library @ adapter.fold(evidence.prompts).T
    return float(np.abs(folded - explicit).max())


def going_back(adapter: Adapter, session: Session) -> float:
    """Seconds of a revert in this process until the version before is ready for queries."""
    data, taken = adapter.to_bytes(), []
    with scratch_of(session) as scratch, Library.open(scratch.home) as library:
        for _ in range(_ROUNDS):
            for _version in range(2):
                adapters.adopt(library, _SPACE, data, {}, "")
            started = time.perf_counter()
            adapters.revert(library, _SPACE)
            found = adapters.active(library, _SPACE)
            if found is not None:
                Adapter.from_bytes(found[1])
            taken.append(time.perf_counter() - started)
    return float(np.median(taken))
