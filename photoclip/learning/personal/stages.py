"""How far a run of personalizing is, for whoever watches it; no torch."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Stage(StrEnum):
    """What a run does at a moment, in this order."""

    TRANSFER = "transfer"  # whether the projection helps words that it never saw
    TEST = "test"  # the candidates on photos held out
    CHANCE = "chance"  # whether verdicts at random would have done as well
    LEARN = "learn"  # from everything, what was proven


class Outcome(StrEnum):
    """How a run ended."""

    BETTER = "better"
    KEPT = "kept"  # without proof, as the user asked
    UNPROVEN = "unproven"  # it may be better: held-out photos cannot say
    NOT_BETTER = "not better"
    TOO_LITTLE = "too little"


@dataclass(frozen=True, slots=True)
class Moment:
    """`done` of about `total` steps of all fits; `fit` numbers them, `loss` is its step's."""

    stage: Stage
    done: int
    total: int
    fit: int = 0
    loss: float | None = None


Watch = Callable[[Moment], None]


def ignore(_moment: Moment) -> None:
    """A watch for callers who do not look."""
