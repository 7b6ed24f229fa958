"""The training loop of every stage: schedule, checkpoints that survive a kill, log, best."""

from __future__ import annotations

import json
import math
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Protocol

import torch
from torch import Tensor, nn

from photoclip.jobs import CancelToken, Progress, Report
from photoclip.learning.pretraining.ranks import average_gradients, first_alone, rank

_CHECKPOINT_SECONDS = 120.0


@dataclass(frozen=True, slots=True)
class Schedule:
    """How long and how fast: AdamW, linear warm-up, cosine decay, clipped gradients."""

    steps: int
    rate: float
    warmup: int = 50
    decay: float = 0.02
    clip: float = 1.0
    average: float = 0.0  # decay of the moving average of the weights; 0 keeps none
    measure_every: int = 100

    def factor(self, step: int) -> float:
        """What the rate is multiplied by at that step (from 0)."""
        return (
            min(1.0, (step + 1) / self.warmup) * 0.5 * (1 + math.cos(math.pi * step / self.steps))
        )


class Stage(Protocol):
    """What a stage brings: weights, a loss per step and a figure on photos kept aside.

    `loss` draws everything random from the step's number alone, so that a resumed run is the
    same run.
    """

    @property
    def name(self) -> str:
        """A word for files and the log."""
        ...

    def trained(self) -> dict[str, tuple[nn.Parameter, float]]:
        """The weights that learn, by name, with the factor of their rate."""
        ...

    def statistics(self) -> dict[str, Tensor]:
        """What changes along with the weights without being learnt: running means."""
        ...

    def loss(self, step: int) -> Tensor:
        """A scalar to minimise."""
        ...

    def measure(self) -> float:
        """How good the weights are now on what is held out; higher is better."""
        ...


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the log."""

    stage: str
    step: int
    loss: float
    seconds: float
    held_out: float | None = None


def run_stage(
    stage: Stage,
    schedule: Schedule,
    folder: Path,
    report: Report,
    token: CancelToken,
    made_of: str = "",
) -> float:
    """Train, or go on where a killed run stopped; leaves the best weights in place.

    folder: takes `STAGE.pt` (weights, optimizer, best) and `log.jsonl`. made_of: names the data
    and options; a checkpoint made of something else, or by another schedule, is left behind.
    Returns the best held-out figure.
    """
    run = _Run(stage, schedule, folder, made_of)
    with first_alone():
        run.resume()
    while run.step < schedule.steps:
        if token.cancelled:
            run.save()
            token.check()
        loss = run.advance()
        report(Progress(stage.name, run.step, schedule.steps, f"loss {loss:.3f}"))
    run.finish()
    return run.best


class _Run:
    """One stage on its way: everything that a checkpoint must hold."""

    def __init__(self, stage: Stage, schedule: Schedule, folder: Path, made_of: str) -> None:
        self._stage, self._schedule, self._made_of = stage, schedule, made_of
        self._file, self._log = folder / f"{stage.name}.pt", folder / "log.jsonl"
        trained = stage.trained()
        self._weights = {name: weight for name, (weight, _) in trained.items()}
        self._device = next(iter(self._weights.values())).device
        self._state: dict[str, Tensor] = {**self._weights, **stage.statistics()}
        self._optimizer = torch.optim.AdamW(
            [
                {
                    "params": [weight],
                    "factor": factor,
                    "weight_decay": schedule.decay if weight.ndim > 1 else 0.0,
                }
                for weight, factor in trained.values()
            ],
            lr=schedule.rate,
            betas=(0.9, 0.98),
            fused=True,
        )
        copies = self._copy() if schedule.average else {}
        self._average = {name: w for name, w in copies.items() if name in self._weights}
        self._best_weights = self._copy()
        self.best, self.step = -math.inf, 0
        self._seconds, self._saved = 0.0, time.monotonic()
        self._recent: list[float] = []

    def _copy(self) -> dict[str, Tensor]:
        return {name: value.detach().clone() for name, value in self._state.items()}

    def _put(self, weights: dict[str, Tensor]) -> None:
        with torch.no_grad():
            for name, value in weights.items():
                self._state[name].copy_(value)

    def advance(self) -> float:
        """One step of the optimizer; returns its loss."""
        started, schedule = time.monotonic(), self._schedule
        for group in self._optimizer.param_groups:
            group["lr"] = schedule.rate * schedule.factor(self.step) * group["factor"]
        loss = self._stage.loss(self.step)
        self._optimizer.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        average_gradients(self._weights.values())
        nn.utils.clip_grad_norm_(list(self._weights.values()), schedule.clip)
        self._optimizer.step()
        self.step += 1
        # Early on the average must not be held back by the random start.
        keep = min(schedule.average, (self.step + 1) / (self.step + 10))
        with torch.no_grad():
            for name, kept in self._average.items():
                kept.lerp_(self._weights[name], 1 - keep)
        self._recent.append(loss.item())
        self._seconds += time.monotonic() - started
        if self.step % schedule.measure_every == 0 or self.step == schedule.steps:
            self._measure()
        elif time.monotonic() - self._saved > _CHECKPOINT_SECONDS:
            self.save()
        return self._recent[-1] if self._recent else loss.item()

    def _measure(self) -> None:
        with self._averaged():
            figure = self._stage.measure()
            if figure >= self.best:
                self.best, self._best_weights = figure, self._copy()
        mean = sum(self._recent) / len(self._recent)
        entry = Entry(self._stage.name, self.step, mean, round(self._seconds, 1), figure)
        if not rank():
            with self._log.open("a", encoding="utf-8") as file:
                file.write(json.dumps(asdict(entry)) + "\n")
        self._recent.clear()
        self.save()

    @contextmanager
    def _averaged(self) -> Iterator[None]:
        if not self._average:
            yield
            return
        live = self._copy()
        self._put(self._average)
        try:
            yield
        finally:
            self._put(live)

    def save(self) -> None:
        """Write the checkpoint in one go: a kill leaves the old one or the new one."""
        self._saved = time.monotonic()
        if rank():
            return
        partial = self._file.with_suffix(".part")
        state: dict[str, Any] = {
            "schedule": asdict(self._schedule),
            "made_of": self._made_of,
            "step": self.step,
            "seconds": self._seconds,
            "recent": self._recent,
            "weights": self._copy(),
            "average": self._average,
            "best": self.best,
            "best_weights": self._best_weights,
            "optimizer": self._optimizer.state_dict(),
        }
        torch.save(state, partial)
        partial.replace(self._file)

    def resume(self) -> None:
        """Take the checkpoint if it is one of this very run; else start a new log of the stage."""
        state = self._checkpoint()
        if state is None:
            if rank():
                return
            entries = [e for e in read_log(self._log.parent) if e.stage != self._stage.name]
            lines = [json.dumps(asdict(entry)) + "\n" for entry in entries]
            self._log.write_text("".join(lines), encoding="utf-8")
            return
        self._put(state["weights"])
        self._optimizer.load_state_dict(state["optimizer"])
        self._average, self._best_weights = state["average"], state["best_weights"]
        self.best, self.step = state["best"], state["step"]
        self._seconds, self._recent = state["seconds"], state["recent"]

    def _checkpoint(self) -> dict[str, Any] | None:
        if not self._file.is_file():
            return None
        state: dict[str, Any] = torch.load(self._file, map_location=self._device, weights_only=True)
        shapes = {name: value.shape for name, value in state["weights"].items()}
        same = (
            shapes == {name: value.shape for name, value in self._state.items()}
            and state["schedule"] == asdict(self._schedule)
            and state["made_of"] == self._made_of
        )
        return state if same else None

    def finish(self) -> None:
        """The best weights become the stage's weights."""
        self._put(self._best_weights)


def read_log(folder: Path) -> list[Entry]:
    """The log in order of time; of steps that were done twice after a kill, the last counts."""
    file = folder / "log.jsonl"
    if not file.is_file():
        return []
    entries = [Entry(**json.loads(line)) for line in file.read_text("utf-8").splitlines()]
    latest = {(entry.stage, entry.step): entry for entry in entries}
    return list(latest.values())
