"""Personalizing against the usual few-shot classifiers, on the same features and photos."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace

import numpy as np

from photoclip.jobs import CancelToken, Progress, Report, ignore_progress
from photoclip.learning.personal import baselines
from photoclip.learning.personal.baselines import Classes, accuracy, mean_average_precision
from photoclip.learning.personal.evidence import Evidence
from photoclip.learning.personal.learner import closed_form
from photoclip.learning.personal.run import personalize
from photoclip.vectors.encoder import Vectors

SHOTS, SEEDS = (1, 2, 4, 8, 16), (0, 1, 2)
LEAST_TEST = 4  # photos of every class that are never learnt from, at least a quarter of them
METHODS: dict[str, Callable[[Vectors, Classes, Vectors], baselines.Scorer]] = {
    "zero-shot": baselines.zero_shot,
    "nearest centroid": baselines.nearest_centroid,
    "linear probe": baselines.linear_probe,
    "Tip-Adapter-F": baselines.tip_adapter_f,
}
ROCCHIO, OURS, KEPT = "Rocchio", "ours", "ours, unverified too"


@dataclass(frozen=True)
class Labelled:
    """n photos (n, d) with their classes (n,), and the texts (C, d) by which these are called.

    `called` are the texts of the true names: those of classes that nobody renamed. `library`
    are photos without labels, `prompts` texts of generic searches.
    """

    photos: Vectors
    classes: Classes
    texts: Vectors
    called: Vectors
    library: Vectors
    prompts: Vectors


@dataclass(frozen=True, slots=True)
class Figure:
    """One method with one number of examples and one seed.

    `unseen` is the mAP of classes without examples, found by their true names; `retention` the
    share of the first 20 of generic searches that stays; `gate` what the gates let through.
    """

    method: str
    shots: int
    seed: int
    accuracy: float
    map: float
    seconds: float
    unseen: float | None = None
    retention: float | None = None
    gate: str | None = None

    def document(self) -> dict[str, object]:
        """As the command line prints it."""
        return asdict(self)


def compare(
    data: Labelled,
    shots: Sequence[int] = SHOTS,
    seeds: Sequence[int] = SEEDS,
    report: Report = ignore_progress,
    token: CancelToken | None = None,
) -> list[Figure]:
    """Every method for every number of examples a class and every seed. Raises `Cancelled`."""
    token = token or CancelToken()
    found = []
    rounds = [(seed, count) for seed in seeds for count in shots]
    for done, (seed, count) in enumerate(rounds):
        token.check()
        report(Progress("Comparing", done, len(rounds), f"{count} examples, seed {seed}"))
        learnt, test = split(data.classes, count, seed)
        found += _round(data, learnt, test, count, seed)
    report(Progress("Comparing", len(rounds), len(rounds)))
    return found


def split(classes: Classes, shots: int, seed: int) -> tuple[Classes, Classes]:
    """(rows to learn from, rows of the test): the same test for every number of examples."""
    random = np.random.default_rng(seed)
    learnt, test = [], []
    for c in np.unique(classes):
        rows = random.permutation(np.flatnonzero(classes == c))
        held = max(LEAST_TEST, len(rows) // 4, len(rows) - max(SHOTS))
        test.append(rows[:held])
        learnt.append(rows[held:][:shots])
    return np.concatenate(learnt), np.concatenate(test)


def _round(data: Labelled, learnt: Classes, test: Classes, shots: int, seed: int) -> list[Figure]:
    photos, classes = data.photos[learnt], data.classes[learnt]
    judged, truth = data.photos[test], data.classes[test]
    figures = []
    for name, method in METHODS.items():
        started = time.perf_counter()
        scores = method(photos, classes, data.texts)(judged)
        figures.append(_figure(name, shots, seed, scores, truth, started))
    evidence = _evidence(data, learnt, test, np.arange(len(data.texts)))
    started = time.perf_counter()
    scores = judged @ closed_form(evidence).queries.T
    figures.append(_figure(ROCCHIO, shots, seed, scores, truth, started))
    for name, unverified in ((OURS, False), (KEPT, True)):
        started = time.perf_counter()
        adapter, told = personalize(evidence, keep_unverified=unverified)
        queries = data.texts.copy()
        for place, tag in enumerate(evidence.names):
            query = adapter.query_of(tag) if adapter else None
            queries[place] = queries[place] if query is None else query
        figure = _figure(name, shots, seed, judged @ queries.T, truth, started)
        gate = told.candidate if told.adopted else "not adopted"
        figures.append(replace(figure, retention=told.overlap, gate=gate))
        if not unverified:
            figures[0] = replace(figures[0], unseen=_unseen(data, learnt, test, None))
            figures[-1] = replace(figures[-1], unseen=_unseen(data, learnt, test, seed))
    return figures


def _unseen(data: Labelled, learnt: Classes, test: Classes, seed: int | None) -> float:
    """mAP of the second half of the classes by their true names; learnt from the first half only.

    Without a seed nothing is learnt.
    """
    half = len(data.texts) // 2
    unseen = test[data.classes[test] >= half]
    queries = data.called[half:]
    if seed is not None:
        rows = learnt[data.classes[learnt] < half]
        adapter, _told = personalize(_evidence(data, rows, test, np.arange(half)))
        queries = adapter.fold(queries) if adapter else queries
    return mean_average_precision(data.photos[unseen] @ queries.T, data.classes[unseen] - half)


def _evidence(data: Labelled, rows: Classes, test: Classes, classes: Classes) -> Evidence:
    unlabelled = np.setdiff1d(np.arange(len(data.photos)), np.concatenate([rows, test]))
    confirmed = data.classes[rows][:, None] == classes[None, :]
    dim = data.photos.shape[1]
    return Evidence(
        names=tuple(f"class {c}" for c in classes),
        photos=data.photos[rows],
        confirmed=confirmed,
        rejected=np.zeros_like(confirmed),
        events=np.arange(len(rows)),
        texts=data.texts[classes],
        library=np.concatenate([data.library, data.photos[unlabelled]]),
        prompts=data.prompts,
        captions=np.zeros((0, dim), np.float32),
        captioned=np.zeros(0, np.int64),
    )


def _figure(
    name: str, shots: int, seed: int, scores: Vectors, truth: Classes, started: float
) -> Figure:
    return Figure(
        name,
        shots,
        seed,
        accuracy(scores, truth),
        mean_average_precision(scores, truth),
        time.perf_counter() - started,
    )
