"""Second stage: heads on frozen towers meet in one space, by the CLIP loss with multi-positives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor, nn

from photoclip.learning.evaluation import RetrievalFigures, retrieval
from photoclip.learning.losses import contrastive_loss
from photoclip.learning.pretraining.draw import Draw
from photoclip.learning.pretraining.pairs import Pair
from photoclip.learning.pretraining.ranks import gathered, own, rank
from photoclip.learning.pretraining.towers import Model, place, quick, text_features, tokenize

_TEXTS_AT_ONCE = 512


@dataclass(frozen=True, slots=True)
class HeldOut:
    """Captioned photos kept aside: rows among the held-out pairs, tokens, owner of each text."""

    rows: NDArray[np.intp]
    tokens: NDArray[np.uint16]
    owner: NDArray[np.intp]


def held_out(pairs: Sequence[Pair], context: int) -> HeldOut:
    """The held-out pairs with sentences; where there are none, those with labels.

    `rows` count among the held-out pairs alone. Two photos with the same words cannot be told
    apart by them: only the first is asked for.
    """
    aside = [pair for pair in pairs if pair.held_out]
    words = [(row, pair.captions) for row, pair in enumerate(aside) if pair.captions]
    words = words or [(row, pair.labels[:1]) for row, pair in enumerate(aside) if pair.labels]
    rows: list[int] = []
    texts: dict[str, int] = {}
    for row, said in words:
        fresh = [text for text in said if text not in texts]
        if fresh:
            texts.update(dict.fromkeys(fresh, len(rows)))
            rows.append(row)
    tokens = tokenize(list(texts), context) if texts else np.zeros((0, context), np.uint16)
    return HeldOut(np.array(rows, np.intp), tokens, np.array(list(texts.values()), np.intp))


@torch.no_grad()
def text_table(model: Model, tokens: NDArray[np.uint16]) -> Tensor:
    """(n, width) what the text projection is applied to; short texts first for speed."""
    device = place(model)
    order = np.argsort((tokens != 0).sum(1), kind="stable")
    table = torch.empty(len(tokens), model.text_projection.shape[0], device=device)
    for start in range(0, len(order), _TEXTS_AT_ONCE):
        these = order[start : start + _TEXTS_AT_ONCE]
        part = torch.from_numpy(tokens[these].astype(np.int64)).to(device)
        with quick(words=True):
            table[torch.from_numpy(these).to(device)] = text_features(model, part).float()
    return table


@dataclass(frozen=True, slots=True)
class AlignOptions:
    """What was measured to work; `pull` keeps the text side near what the teacher said."""

    loss: str = "multi-positive"
    batch: int = 1024
    feature_dropout: float = 0.3
    text_rate: float = 0.3
    pull: float = 1.0
    bank: int = 4096
    seed: int = 0


class Align:
    """Learns the image head, the text projection and the temperature; both towers stay frozen.

    views: (n pairs, width) features of every pair, one array per view; a row is drawn from a
    random view. aside: features of the held-out pairs. texts (of the draw), bank (more negatives)
    and held_texts: what `text_table` makes of them.
    """

    name = "align"

    def __init__(
        self,
        model: Model,
        draw: Draw,
        texts: Tensor,
        views: Sequence[NDArray[np.float16]],
        bank: Tensor,
        aside: NDArray[np.float16],
        held: HeldOut,
        held_texts: Tensor,
        options: AlignOptions,
    ) -> None:
        self._model, self._draw, self._views, self._bank = model, draw, views, bank
        self._options = options
        self._texts, self._held_texts = texts, held_texts
        self._device = place(model)
        of_held = torch.from_numpy(np.asarray(aside[held.rows], np.float32))
        self._held_photos = of_held.to(self._device)
        self._owner = held.owner
        start = model.text_projection.detach().clone()
        self._start = start

    def trained(self) -> dict[str, tuple[nn.Parameter, float]]:
        """The head at full rate, the text projection slower."""
        head = {f"visual.head.{n}": (p, 1.0) for n, p in self._model.visual.head.named_parameters()}
        text = (self._model.text_projection, self._options.text_rate)
        return {**head, "text_projection": text, "logit_scale": (self._model.logit_scale, 1.0)}

    def statistics(self) -> dict[str, Tensor]:
        """Nothing: no batch norm learns here."""
        return {}

    def loss(self, step: int) -> Tensor:
        """The contrastive loss, and the pull of the texts towards where they started."""
        options, random = self._options, np.random.default_rng((self._options.seed, 1, step))
        torch.manual_seed(int(random.integers(2**62)) + rank())  # for dropout
        batch = self._draw.batch(step, options.batch)
        view = random.integers(len(self._views), size=len(batch.rows))
        part = own(len(batch.rows))
        drawn = zip(view[part], batch.rows[part], strict=True)
        features = np.stack([self._views[v][r] for v, r in drawn])
        x = torch.from_numpy(features.astype(np.float32)).to(self._device)
        self._model.visual.head.train()
        image = self._model.visual.head(F.dropout(x, options.feature_dropout))
        image = gathered(F.normalize(image, dim=1))
        words = self._texts[torch.from_numpy(batch.texts).to(self._device)]
        text = F.normalize(words @ self._model.text_projection, dim=1)
        bank = None
        if options.bank and len(self._bank):
            chosen = torch.from_numpy(random.integers(len(self._bank), size=options.bank))
            chosen = chosen.to(self._device)
            with torch.no_grad():
                bank = F.normalize(self._bank[chosen] @ self._model.text_projection, dim=1)
        positive = torch.from_numpy(batch.positive).to(self._device)
        loss = contrastive_loss(options.loss, image, text, positive, self._model.logit_scale, bank)
        stayed = (text * F.normalize(words @ self._start, dim=1)).sum(1).mean()
        return loss + options.pull * (1 - stayed)

    def measure(self) -> float:
        """Mean of text-to-image R@1, R@5, R@10 on the held-out photos."""
        return self.figures().text_to_image.mean

    @torch.no_grad()
    def figures(self) -> RetrievalFigures:
        """Retrieval among the held-out photos with words."""
        self._model.visual.head.eval()
        image = F.normalize(self._model.visual.head(self._held_photos), dim=1)
        text = F.normalize(self._held_texts @ self._model.text_projection, dim=1)
        return retrieval(image.cpu().numpy(), text.cpu().numpy(), self._owner)
