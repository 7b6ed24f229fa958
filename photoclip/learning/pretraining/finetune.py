"""Last stage, or the only one: both towers learn end to end from pixels and words."""

from __future__ import annotations

import copy
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor, nn

from photoclip.learning.evaluation import RetrievalFigures, retrieval
from photoclip.learning.losses import contrastive_loss
from photoclip.learning.pretraining.align import HeldOut, text_table
from photoclip.learning.pretraining.draw import Draw
from photoclip.learning.pretraining.photos import Photos
from photoclip.learning.pretraining.ranks import gathered, own, rank
from photoclip.learning.pretraining.towers import (
    Model,
    encode_pixels,
    encode_tokens,
    place,
    quick,
    tokenize,
)
from photoclip.learning.pretraining.views import plain_views, random_views

_AT_ONCE = 256


@dataclass(frozen=True, slots=True)
class FinetuneOptions:
    """Rates are factors of the schedule's; `fresh_…` is for a tower that starts from nothing.

    A folded trunk keeps its batch norms as they are (they only scale and shift), a fresh one
    learns them from its batches; at a `trunk_rate` of 0 it stays as it was. Fresh words have no
    first meaning to be pulled towards. pull and image_pull keep words and photos near what they
    were at the start; least: the smallest crop's share of a photo's area.
    """

    loss: str = "multi-positive"
    batch: int = 256
    mode: str = "shortest"
    trunk_rate: float = 0.2
    text_rate: float = 0.1
    pull: float = 1.0
    image_pull: float = 0.0
    bank: int = 4096
    least: float = 0.45
    fresh_image: bool = False
    fresh_text: bool = False
    seed: int = 0


class Finetune:
    """The multi-positive CLIP loss on random crops, texts pulled towards where they started.

    learnt: which rows of `photos` the pairs of `draw` are. bank: tokens (k, context) of more
    texts, encoded once, as negatives. held: its rows are rows of `photos` here.
    """

    name = "finetune"

    def __init__(
        self,
        model: Model,
        draw: Draw,
        photos: Photos,
        learnt: NDArray[np.intp],
        bank: NDArray[np.uint16],
        held: HeldOut,
        options: FinetuneOptions,
    ) -> None:
        self._model, self._draw, self._photos, self._held = model, draw, photos, held
        self._learnt = learnt
        self._options = options
        tokens = tokenize(draw.texts, model.context_length)
        self._device = place(model)
        if self._device.type == "cuda":  # tensor cores want the channels last
            model.visual.trunk.to(memory_format=torch.channels_last)
        self._tokens = torch.from_numpy(tokens.astype(np.int64)).to(self._device)
        # what does not learn needs no gradients: they are two thirds of a step
        model.visual.trunk.requires_grad_(options.fresh_image or options.trunk_rate > 0)
        with torch.no_grad():
            projection = model.text_projection
            self._start = F.normalize(text_table(model, tokens) @ projection, dim=1)
            self._bank = F.normalize(text_table(model, bank) @ projection, dim=1)
        # how photos were seen at the start
        self._first: nn.Module | None = None
        if options.image_pull and not options.fresh_image:
            self._first = copy.deepcopy(model.visual).eval().requires_grad_(False)

    def trained(self) -> dict[str, tuple[nn.Parameter, float]]:
        """Everything; a factor of 0 leaves a tower as it is."""
        options = self._options

        def factor(name: str) -> float:
            if name.startswith("visual.trunk."):
                return 1.0 if options.fresh_image else options.trunk_rate
            if name.startswith("visual.") or name == "logit_scale":
                return 1.0
            return 1.0 if options.fresh_text else options.text_rate

        named = self._model.named_parameters()
        return {name: (weight, factor(name)) for name, weight in named if factor(name)}

    def statistics(self) -> dict[str, Tensor]:
        """The running means and variances of the trunk's batch norms."""
        named = self._model.named_buffers()
        return {name: b for name, b in named if name.endswith(("running_mean", "running_var"))}

    def loss(self, step: int) -> Tensor:
        """The contrastive loss of one batch, and the pull."""
        options, model, device = self._options, self._model, self._device
        random = np.random.default_rng((options.seed, 2, step))
        torch.manual_seed(int(random.integers(2**62)) + rank())  # for dropout
        model.train()
        model.visual.trunk.train(options.fresh_image)
        batch = self._draw.batch(step, options.batch)
        size, part = model.visual.image_size[0], own(len(batch.rows))
        crops = np.random.default_rng((options.seed, 3, step, rank()))
        views = random_views(
            self._photos, self._learnt[batch.rows[part]], size, options.mode, crops, options.least
        )
        views = views.to(device)
        image = gathered(encode_pixels(model, views))
        texts = torch.from_numpy(batch.texts).to(device)
        start = self._start[texts]
        learns = options.fresh_text or options.text_rate > 0
        text = gathered(encode_tokens(model, self._tokens[texts[part]])) if learns else start
        bank = None
        if options.bank and len(self._bank) and not options.fresh_text:
            chosen = random.integers(len(self._bank), size=options.bank)
            bank = self._bank[torch.from_numpy(chosen).to(device)]
        positive = torch.from_numpy(batch.positive).to(device)
        loss = contrastive_loss(options.loss, image, text, positive, model.logit_scale, bank)
        if learns and not options.fresh_text:
            loss = loss + options.pull * (1 - (text * start).sum(1).mean())
        if self._first is not None:
            with torch.no_grad(), quick():
                before = F.normalize(self._first(views).float(), dim=1)
            loss = loss + options.image_pull * (1 - (image[part] * before).sum(1).mean())
        return loss

    def measure(self) -> float:
        """Mean of text-to-image R@1, R@5, R@10 on the held-out photos."""
        figures = held_out_figures(self._model, self._photos, self._held, self._options.mode)
        return figures.text_to_image.mean


@torch.no_grad()
def held_out_figures(model: Model, photos: Photos, held: HeldOut, mode: str) -> RetrievalFigures:
    """Retrieval from pixels and words among the held-out photos; held.rows are rows of photos."""
    model.eval()
    size, device = model.visual.image_size[0], place(model)
    found = []
    for i in range(0, len(held.rows), _AT_ONCE):
        views = plain_views(photos, held.rows[i : i + _AT_ONCE], size, mode)
        found.append(encode_pixels(model, views.to(device)).cpu())
    image = torch.cat(found) if found else torch.zeros(0, model.text_projection.shape[1])
    text = F.normalize(text_table(model, held.tokens) @ model.text_projection, dim=1)
    return retrieval(image.numpy(), text.cpu().numpy(), held.owner)
