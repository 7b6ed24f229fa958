"""First stage: the text tower learns from a sentence encoder what words mean, without pictures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor, nn

from photoclip.jobs import CancelToken, Report
from photoclip.learning.pretraining.keeping import digest, kept_rows
from photoclip.learning.pretraining.ranks import gathered, own
from photoclip.learning.pretraining.towers import Model, encode_tokens, place, tokenize

_CHUNK = 8192
TEACHER_DIM = 384  # of the sentence encoder, and so of the space that both towers share
_SHARPNESS = 20.0  # of the similarities that both sides should rank alike


class Sentences(Protocol):
    """Anything that turns texts into unit vectors."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """n texts -> (n, d)."""
        ...


@dataclass(frozen=True, slots=True)
class Lessons:
    """Texts as tokens (n, context), and the teacher's vectors (n, d) to copy."""

    tokens: NDArray[np.uint16]
    targets: NDArray[np.float16]


def teach(
    texts: Sequence[str],
    teacher: Sentences,
    context: int,
    folder: Path,
    report: Report,
    token: CancelToken,
) -> Lessons:
    """The teacher's vectors of `texts`, kept in `folder` so that a killed run goes on."""
    name = digest(texts)
    targets = kept_rows(
        folder / f"sentences-{name}.npy",
        (len(texts), TEACHER_DIM),
        np.float16,
        lambda rows: teacher.encode(texts[rows]),
        _CHUNK,
        report,
        token,
    )
    tokens = kept_rows(
        folder / f"tokens-{name}-{context}.npy",
        (len(texts), context),
        np.uint16,
        lambda rows: tokenize(texts[rows], context),
        _CHUNK,
        report,
        token,
    )
    return Lessons(tokens, targets)


class Distil:
    """Cosine to the teacher, and the same ranking of the batch's texts among each other.

    Texts are sorted by length, so a batch is drawn from a window of similar lengths: no
    padding is computed. One text in fifty is held out; `measure` is the cosine there.
    """

    name = "text"

    def __init__(self, model: Model, lessons: Lessons, batch: int = 512, seed: int = 0) -> None:
        self._model, self._seed = model, seed
        order = np.argsort((lessons.tokens != 0).sum(1), kind="stable")
        aside = np.arange(len(order)) % 50 == 49
        self._learnt, self._aside = order[~aside], order[aside][:: max(1, aside.sum() // 2048)]
        self._lessons, self._batch = lessons, min(batch, len(self._learnt))

    def trained(self) -> dict[str, tuple[nn.Parameter, float]]:
        """The whole text side."""
        sides = ("visual.", "logit_scale")
        return {n: (p, 1.0) for n, p in self._model.named_parameters() if not n.startswith(sides)}

    def statistics(self) -> dict[str, Tensor]:
        """Nothing: no batch norm learns here."""
        return {}

    def loss(self, step: int) -> Tensor:
        """2 * (1 - cosine) + KL divergence between the two n x n similarity distributions."""
        random = np.random.default_rng((self._seed, step))
        window = min(8 * self._batch, len(self._learnt))
        start = int(random.integers(0, len(self._learnt) - window + 1))
        chosen = self._learnt[start + random.choice(window, self._batch, replace=False)]
        ours = gathered(self._ours(chosen[own(len(chosen))]))
        theirs = self._theirs(chosen)
        cosine = (ours * theirs).sum(1).mean()
        ranking = F.kl_div(
            (_SHARPNESS * ours @ theirs.T).log_softmax(1),
            (_SHARPNESS * theirs @ theirs.T).softmax(1),
            reduction="batchmean",
        )
        return 2 * (1 - cosine) + ranking

    @torch.no_grad()
    def measure(self) -> float:
        """Mean cosine to the teacher on texts never taught."""
        sums = 0.0
        for start in range(0, len(self._aside), self._batch):
            chosen = self._aside[start : start + self._batch]
            sums += float((self._ours(chosen) * self._theirs(chosen)).sum())
        return sums / max(1, len(self._aside))

    def _ours(self, chosen: NDArray[np.intp]) -> Tensor:
        tokens = torch.from_numpy(self._lessons.tokens[chosen].astype(np.int64))
        return encode_tokens(self._model, tokens.to(place(self._model)))

    def _theirs(self, chosen: NDArray[np.intp]) -> Tensor:
        theirs = torch.from_numpy(self._lessons.targets[chosen].astype(np.float32))
        return F.normalize(theirs, dim=1).to(place(self._model))
