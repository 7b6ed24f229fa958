"""The text tower learns from a teacher that is only asked once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch

from photoclip.jobs import CancelToken, ignore_progress
from photoclip.learning.pretraining.distil import TEACHER_DIM, Distil, Lessons, teach
from photoclip.learning.pretraining.loop import Schedule, run_stage
from photoclip.learning.pretraining.towers import Shape, build

TINY = Shape("test_efficientnet", image_size=32, text_width=32, text_layers=1, context=8)


class Topics:
    """Two topics, told apart by a word; counts what it is asked."""

    def __init__(self) -> None:
        self.asked = 0

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        self.asked += len(texts)
        vectors = np.zeros((len(texts), TEACHER_DIM), np.float32)
        for i, text in enumerate(texts):
            vectors[i, 0 if "sea" in text else 1] = 1
        return vectors


def lessons(folder: Path, teacher: Topics) -> Lessons:
    texts = [f"{topic} {i}" for i in range(60) for topic in ("sea", "town")]
    found = teach(texts, teacher, 8, folder, ignore_progress, CancelToken())
    return Lessons(np.array(found.tokens), np.array(found.targets))  # lets go of the files


def test_vectors_are_kept(tmp_path: Path) -> None:
    teacher = Topics()
    first = lessons(tmp_path, teacher)
    again = lessons(tmp_path, teacher)
    assert teacher.asked == 120
    np.testing.assert_array_equal(first.targets, again.targets)
    assert first.tokens.shape == (120, 8)


def test_the_tower_comes_nearer_to_the_teacher(tmp_path: Path) -> None:
    model = build(TINY)
    stage = Distil(model, lessons(tmp_path, Topics()), batch=24)
    assert not any(name.startswith("visual.") for name in stage.trained())
    before = stage.measure()
    schedule = Schedule(steps=50, rate=1e-2, warmup=5, measure_every=50)
    after = run_stage(stage, schedule, tmp_path, ignore_progress, CancelToken())
    assert before < 0.3
    assert after > 0.9


def test_the_loss_is_its_formula(tmp_path: Path) -> None:
    stage = Distil(build(TINY), lessons(tmp_path, Topics()), batch=1000)
    everything = stage._learnt
    ours, theirs = stage._ours(everything), stage._theirs(everything)
    ours, theirs = ours.double(), theirs.double()
    p, q = (20 * theirs @ theirs.T).softmax(1), (20 * ours @ theirs.T).softmax(1)
    expected = 2 * (1 - (ours * theirs).sum(1)).mean() + (p * (p / q).log()).sum(1).mean()
    torch.testing.assert_close(stage.loss(0).double(), expected, atol=2e-3, rtol=1e-3)
