"""The training loop: schedule, average, best weights, and a kill in the middle."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from PIL import Image
from torch import Tensor, nn

from photoclip.errors import Cancelled
from photoclip.jobs import CancelToken, Progress, ignore_progress
from photoclip.learning.curve import draw_curve
from photoclip.learning.pretraining.loop import Entry, Schedule, read_log, run_stage


class Line:
    """Fits y = 3x - 1 from noisy points; a batch norm's mean rides along."""

    name = "line"

    def __init__(self) -> None:
        self.module = nn.Linear(1, 1)
        nn.init.zeros_(self.module.weight), nn.init.zeros_(self.module.bias)
        self.mean = torch.zeros(1)
        self.steps: list[int] = []

    def trained(self) -> dict[str, tuple[nn.Parameter, float]]:
        return {name: (weight, 1.0) for name, weight in self.module.named_parameters()}

    def statistics(self) -> dict[str, Tensor]:
        return {"mean": self.mean}

    def loss(self, step: int) -> Tensor:
        self.steps.append(step)
        x = torch.randn(32, 1, generator=torch.Generator().manual_seed(step))
        self.mean.lerp_(x.mean(0), 0.1)
        return ((self.module(x) - (3 * x - 1)) ** 2).mean()

    def measure(self) -> float:
        return -abs(self.module.weight.item() - 3)


SCHEDULE = Schedule(steps=60, rate=0.3, warmup=5, measure_every=10)


def weights(stage: Line) -> list[float]:
    return [stage.module.weight.item(), stage.module.bias.item(), stage.mean.item()]


def test_it_learns_logs_and_keeps_the_best(tmp_path: Path) -> None:
    stage = Line()
    best = run_stage(stage, SCHEDULE, tmp_path, ignore_progress, CancelToken())
    log = read_log(tmp_path)
    assert [entry.step for entry in log] == [10, 20, 30, 40, 50, 60]
    assert log[-1].loss < log[0].loss / 10
    assert best == max(e.held_out for e in log if e.held_out is not None) == stage.measure()
    assert best > -0.05


def test_a_killed_run_goes_on_and_ends_the_same(tmp_path: Path) -> None:
    whole = Line()
    schedule = Schedule(steps=40, rate=0.3, warmup=5, measure_every=10, average=0.9)
    run_stage(whole, schedule, tmp_path, ignore_progress, CancelToken())

    folder, token, first = tmp_path / "killed", CancelToken(), Line()
    folder.mkdir()

    def stop(progress: Progress) -> None:
        if progress.done == 17:
            token.cancel()

    with pytest.raises(Cancelled):
        run_stage(first, schedule, folder, stop, token)
    second = Line()
    run_stage(second, schedule, folder, ignore_progress, CancelToken())
    assert second.steps == list(range(17, 40))
    assert weights(second) == pytest.approx(weights(whole), abs=1e-6)
    assert [entry.step for entry in read_log(folder)] == [10, 20, 30, 40]

    third = Line()  # finished already: nothing is done again
    run_stage(third, schedule, folder, ignore_progress, CancelToken())
    assert third.steps == []
    assert weights(third) == pytest.approx(weights(whole), abs=1e-6)


def test_another_schedule_starts_afresh(tmp_path: Path) -> None:
    run_stage(Line(), SCHEDULE, tmp_path, ignore_progress, CancelToken())
    again = Line()
    shorter = Schedule(steps=5, rate=0.3, warmup=1, measure_every=5)
    run_stage(again, shorter, tmp_path, ignore_progress, CancelToken())
    assert again.steps == list(range(5))
    assert [entry.step for entry in read_log(tmp_path)] == [5]


def test_a_checkpoint_of_other_data_is_left_behind(tmp_path: Path) -> None:
    few = Schedule(steps=5, rate=0.3, warmup=1, measure_every=5)
    run_stage(Line(), few, tmp_path, ignore_progress, CancelToken(), "photos of cats")
    same, other = Line(), Line()
    run_stage(same, few, tmp_path, ignore_progress, CancelToken(), "photos of cats")
    run_stage(other, few, tmp_path, ignore_progress, CancelToken(), "photos of dogs")
    assert (same.steps, other.steps) == ([], list(range(5)))


def test_the_average_is_what_is_measured_and_kept(tmp_path: Path) -> None:
    live, averaged = Line(), Line()
    few = Schedule(steps=12, rate=0.3, warmup=1, measure_every=12)
    run_stage(live, few, tmp_path, ignore_progress, CancelToken())
    lazy = Schedule(steps=12, rate=0.3, warmup=1, measure_every=12, average=0.99)
    run_stage(averaged, lazy, tmp_path, ignore_progress, CancelToken())
    assert 0 < averaged.module.weight.item() < live.module.weight.item()


def test_warm_up_and_cosine_decay() -> None:
    factors = [SCHEDULE.factor(step) for step in range(60)]
    assert factors[0] == pytest.approx(0.2)
    assert max(factors) == factors[4]
    assert factors[59] < 0.01


def test_the_curve_is_drawn(tmp_path: Path) -> None:
    log = [Entry("text", s, 4 / s, 1.0, s / 100) for s in (10, 20, 30)]
    log += [Entry("align", s, 1.0, 1.0, None) for s in (5, 10)]
    draw_curve(log, tmp_path / "curve.png")
    image = Image.open(tmp_path / "curve.png")
    assert image.size[0] == 2 * image.size[1] * 380 // 320
    colours = {colour for _, colour in image.getcolors(1 << 20)}
    assert {(31, 90, 160), (200, 90, 20)} <= colours
    image.close()
