"""The last stage for objectives that write captions: VirTex, and CoCa's contrast beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor, nn

from photoclip.learning.captioning import (
    PAD,
    backwards,
    caption_loss,
    coca_loss,
    forced,
    numbered,
    virtex_loss,
)
from photoclip.learning.pretraining.align import HeldOut, text_table
from photoclip.learning.pretraining.decoder import Captioner
from photoclip.learning.pretraining.draw import Draw
from photoclip.learning.pretraining.finetune import FinetuneOptions, held_out_figures
from photoclip.learning.pretraining.photos import Photos
from photoclip.learning.pretraining.ranks import gathered, own, rank
from photoclip.learning.pretraining.sight import Sight
from photoclip.learning.pretraining.towers import Model, place, quick, tokenize
from photoclip.learning.pretraining.writing import held_out_losses


@dataclass(frozen=True, slots=True)
class HeadOptions:
    """The head that writes: its layers, and whether it also learns from last word to first."""

    layers: int = 2
    both_directions: bool = True


def sayable(tables: Sequence[NDArray[np.uint16]]) -> Tensor:
    """The tokens of all these texts, sorted: (words,)."""
    used: set[int] = set()
    for tokens in tables:
        _, targets = forced(torch.from_numpy(tokens.astype(np.int64)))
        used.update(targets[targets >= 0].tolist())
    return torch.tensor(sorted(used), dtype=torch.int64)


class Generative:
    """Predicts each photo's text word by word; with `contrast` it learns the shared space, too.

    VirTex (Desai & Johnson 2021) without contrast: the image trunk and the words' embeddings
    learn, the text tower has no part in it. CoCa (Yu et al. 2022) with it: the text tower reads
    the words, its last state is contrasted, all of its states go on to the head. Both look at
    the trunk's places; CoCa's attentional pooling is the image head's mean over them here.
    Batches, crops, rates and the pull are those of `Finetune`.
    """

    name = "finetune"

    def __init__(
        self,
        model: Model,
        draw: Draw,
        photos: Photos,
        sight: Sight,
        learnt: NDArray[np.intp],
        held: HeldOut,
        options: FinetuneOptions,
        head: HeadOptions,
        *,
        contrast: bool,
    ) -> None:
        self._model, self._draw, self._held = model, draw, held
        self._photos, self._sight = photos, sight
        self._learnt, self._options, self._contrast = learnt, options, contrast
        self._device = place(model)
        table = tokenize(draw.texts, model.context_length)
        self._tokens = torch.from_numpy(table.astype(np.int64)).to(self._device)
        torch.manual_seed(options.seed)
        self.captioner = Captioner(
            model,
            sayable([table, held.tokens]),
            layers=head.layers,
            both_directions=head.both_directions and not contrast,
            through_text=contrast,
        )
        self._pulls = contrast and not options.fresh_text and options.text_rate > 0
        if self._pulls:
            with torch.no_grad():
                start = text_table(model, table) @ model.text_projection
                self._start = F.normalize(start, dim=1)

    def trained(self) -> dict[str, tuple[nn.Parameter, float]]:
        """The head, the trunk, and of the towers what the objective reaches."""
        options = self._options
        image = 1.0 if options.fresh_image else options.trunk_rate
        text = 1.0 if options.fresh_text else options.text_rate
        found: dict[str, tuple[nn.Parameter, float]] = {}
        for name, weight in self._model.named_parameters():
            if name.startswith("visual.trunk."):
                found[name] = (weight, image)
            elif self._contrast and (name.startswith("visual.") or name == "logit_scale"):
                found[name] = (weight, 1.0)
            elif self._contrast or name == "token_embedding.weight":
                found[name] = (weight, text)
        for name, weight in self.captioner.named_parameters():
            found[f"captioner.{name}"] = (weight, 1.0)
        return {name: one for name, one in found.items() if one[1]}

    def statistics(self) -> dict[str, Tensor]:
        """The running means and variances of the trunk's batch norms."""
        named = self._model.named_buffers()
        return {name: b for name, b in named if name.endswith(("running_mean", "running_var"))}

    def loss(self, step: int) -> Tensor:
        """The objective of one batch."""
        options, model, device = self._options, self._model, self._device
        random = np.random.default_rng((options.seed, 2, step))
        torch.manual_seed(int(random.integers(2**62)) + rank())  # for dropout
        model.train()
        self.captioner.train()
        model.visual.trunk.train(options.fresh_image)
        batch = self._draw.batch(step, options.batch)
        part = own(len(batch.rows))
        places, pooled = self._sight.drawn(self._learnt[batch.rows[part]], step)
        texts = torch.from_numpy(batch.texts).to(device)
        tokens = cropped(self._tokens[texts[part]])
        with quick(words=True):
            states = self.captioner.read(tokens)
            forward = said_loss(self.captioner, states, tokens, places)
        if not self._contrast:
            backward = None
            if self.captioner.both_directions:
                turned = backwards(tokens)
                with quick(words=True):
                    read = self.captioner.read(turned)
                    backward = said_loss(self.captioner, read, turned, places, backward=True)
            return virtex_loss(forward, backward)
        with quick():
            image = model.visual.head(pooled)
        image = gathered(F.normalize(image.float(), dim=1))
        ends = states[torch.arange(len(tokens)), tokens.argmax(1)]
        with quick(words=True):
            text = model.ln_final(ends) @ model.text_projection
        text = gathered(F.normalize(text.float(), dim=1))
        positive = torch.from_numpy(batch.positive).to(device)
        loss = coca_loss(image, text, positive, model.logit_scale, forward)
        if self._pulls:
            loss = loss + options.pull * (1 - (text * self._start[texts]).sum(1).mean())
        return loss

    def measure(self) -> float:
        """Retrieval where there is a shared space, else the held-out loss with its sign turned."""
        if self._contrast:
            mode = self._options.mode
            found = held_out_figures(self._model, self._photos, self._held, mode)
            return found.text_to_image.mean
        losses = held_out_losses(self._model, self.captioner, self._sight, self._held)
        return -losses.forward


def said_loss(
    captioner: Captioner,
    states: Tensor,
    tokens: Tensor,
    places: Tensor,
    *,
    backward: bool = False,
) -> Tensor:
    """The loss of saying `tokens` (n, length), given what was read of them and the picture."""
    _, targets = forced(tokens)
    logits = captioner(states[:, :-1], places, backward=backward)
    return caption_loss(logits.float(), numbered(targets, captioner.words))


def cropped(tokens: Tensor) -> Tensor:
    """Without the places behind every text's end."""
    return tokens[:, : int((tokens != PAD).sum(1).max())]
