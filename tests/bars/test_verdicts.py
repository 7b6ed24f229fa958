"""Verdicts at random are turned down and true ones are not, on real photos with our encoder."""

from __future__ import annotations

import io
import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from photoclip.cli.fewshot import meaningless
from photoclip.cli.measured import class_vectors
from photoclip.clip.loading import load_encoder
from photoclip.engine.personalizing import generic_prompts
from photoclip.errors import NoWeights
from photoclip.images.reading import Recipe, encoder_pixels, read
from photoclip.learning.personal.baselines import mean_average_precision
from photoclip.learning.personal.evidence import Evidence
from photoclip.learning.personal.fewshot import split
from photoclip.learning.personal.learner import closed_form
from photoclip.learning.personal.run import personalize
from photoclip.learning.pretraining.pairs import read_pairs
from photoclip.paths import Home
from photoclip.vectors.encoder import Encoder, Vectors

pytestmark = [pytest.mark.bar, pytest.mark.timeout(3600)]

RUNS, ENOUGH, MOST = 20, 19, 15
FEWEST = 12  # photos of a class

Rows = NDArray[np.int64]


@dataclass(frozen=True)
class Photos:
    """Held-out photos (n, d), the class of each (-1: none), and words that say nothing."""

    vectors: Vectors
    classes: Rows
    names: Vectors
    prompts: Vectors

    def evidence(self, rows_of: Sequence[Rows], hidden: Rows | None = None) -> Evidence:
        """Verdicts that confirm `rows_of[k]` for tag k; `hidden` photos are not in the library."""
        rows = np.unique(np.concatenate(rows_of))
        confirmed = np.stack([np.isin(rows, own) for own in rows_of], axis=1)
        away = rows if hidden is None else np.concatenate([rows, hidden])
        library = np.setdiff1d(np.arange(len(self.vectors)), away)
        dim = self.vectors.shape[1]
        return Evidence(
            names=tuple(f"tag {k}" for k in range(len(rows_of))),
            photos=self.vectors[rows],
            confirmed=confirmed,
            rejected=np.zeros_like(confirmed),
            events=np.arange(len(rows)),
            texts=self.names[: len(rows_of)],
            library=self.vectors[library],
            prompts=self.prompts,
            captions=np.zeros((0, dim), np.float32),
            captioned=np.zeros(0, np.int64),
        )


@pytest.fixture(scope="module")
def photos(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Photos:
    """The 363 captioned photos and the labelled ones that were held out of training."""
    try:
        encoder = load_encoder(Home.at(tmp_path_factory.mktemp("home")), "builtin", "cpu")
    except NoWeights as error:
        pytest.skip(str(error))
    shards = sorted((shared / "corpus").glob("photos-*.tar"))
    if not shards:
        pytest.skip("no labelled photos")
    height, width = encoder.image_size
    recipe = Recipe(height, width, encoder.resize_mode, encoder.interpolation)
    folder = shared / "photos" / "captioned"
    documents = json.loads((folder / "captions.json").read_text())
    captioned = [read(0, folder / one["file"], recipe, thumbnail=False) for one in documents]
    pixels = [one.pixels for one in captioned if one.pixels is not None]
    plain = len(pixels)
    pairs = [pair for pair in read_pairs(shards) if pair.held_out and pair.labels]
    for pair in pairs:
        with Image.open(io.BytesIO(pair.place.read())) as image:
            pixels.append(encoder_pixels(image.convert("RGB"), recipe))
    counted = Counter(label for pair in pairs for label in set(pair.labels))
    own = [next((la for la in p.labels if counted[la] >= FEWEST), None) for p in pairs]
    known = sorted(la for la, count in Counter(own).items() if la and count >= FEWEST)
    classes = [known.index(label) if label in known else -1 for label in own]
    return Photos(
        _encoded(encoder, pixels),
        np.asarray([-1] * plain + classes),
        class_vectors(encoder, meaningless(30)),
        encoder.encode_texts(generic_prompts()),
    )


def _encoded(encoder: Encoder, pixels: list[NDArray[np.uint8]]) -> Vectors:
    parts = [np.stack(pixels[start : start + 32]) for start in range(0, len(pixels), 32)]
    return np.concatenate([encoder.encode_images(part) for part in parts])


@pytest.mark.parametrize(("tags", "count"), [(1, 10), (2, 10), (4, 20), (30, 10)])
def test_random_verdicts_are_turned_down(photos: Photos, tags: int, count: int) -> None:
    adopted = 0
    for seed in range(RUNS):
        random = np.random.default_rng(1000 * tags + seed)
        chosen = [random.choice(len(photos.vectors), count, replace=False) for _ in range(tags)]
        adopted += personalize(photos.evidence(chosen))[1].adopted
    sys.stdout.write(f"{tags} tags, {count} random photos: adopted {adopted} of {RUNS}\n")
    assert adopted <= RUNS - ENOUGH


@pytest.mark.parametrize("tags", [1, 2])
def test_true_verdicts_are_not(photos: Photos, tags: int) -> None:
    adopted = 0
    for seed in range(RUNS):
        random = np.random.default_rng(seed)
        about = random.choice(photos.classes.max() + 1, tags, replace=False)
        chosen = [
            random.choice(np.flatnonzero(photos.classes == c), 10, replace=False) for c in about
        ]
        adopted += personalize(photos.evidence(chosen))[1].adopted
    sys.stdout.write(f"{tags} tags, 10 true photos: adopted {adopted} of {RUNS}\n")
    assert adopted >= MOST


@pytest.mark.parametrize("shots", [4, 8])
@pytest.mark.parametrize("seed", [0, 1, 2])
def test_wrong_verdicts_cost_nothing_against_the_closed_form(
    photos: Photos, shots: int, seed: int
) -> None:
    of_class = np.flatnonzero(photos.classes >= 0)
    learnt, test = (of_class[rows] for rows in split(photos.classes[of_class], shots, seed))
    random = np.random.default_rng(seed)
    told, count = photos.classes[learnt].copy(), photos.classes.max() + 1
    wrong = random.permutation(len(told))[: len(told) // 5]
    told[wrong] = (told[wrong] + random.integers(1, count, len(wrong))) % count
    evidence = photos.evidence([learnt[told == c] for c in range(count)], hidden=test)
    adapter, report = personalize(evidence)
    if adapter is None:
        return
    queries = [adapter.query_of(name) for name in evidence.names]
    used = np.stack([t if q is None else q for q, t in zip(queries, evidence.texts, strict=True)])
    judged, truth = photos.vectors[test], photos.classes[test]
    ours = mean_average_precision(judged @ used.T, truth)
    simple = mean_average_precision(judged @ closed_form(evidence).queries.T, truth)
    sys.stdout.write(
        f"{shots} photos, seed {seed}, a fifth wrong: {report.candidate} {ours:.3f}, "
        f"closed form {simple:.3f}\n"
    )
    assert ours >= simple - 0.005
