"""What a captioner makes of held-out photos: losses, sentences, and the figures of both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from open_clip.tokenizer import SimpleTokenizer
from torch import Tensor

from photoclip.learning.caption_figures import (
    CaptionFigures,
    bleu_1,
    cider,
    commonest,
    unigram_loss,
)
from photoclip.learning.captioning import END, PAD, START, backwards, forced, numbered
from photoclip.learning.pretraining.align import HeldOut
from photoclip.learning.pretraining.decoder import Captioner
from photoclip.learning.pretraining.sight import Sight
from photoclip.learning.pretraining.towers import Model, place, tokenize

_TEXTS_AT_ONCE = 128


@dataclass(frozen=True, slots=True)
class Losses:
    """Nats for each token of the held-out captions; `backward` is None where it is not learnt."""

    forward: float
    backward: float | None


@torch.no_grad()
def held_out_losses(
    model: Model,
    captioner: Captioner,
    sight: Sight,
    held: HeldOut,
    *,
    of_another: bool = False,
) -> Losses:
    """How well held-out captions are foretold; `of_another`: beside the photo next in the list."""
    model.eval()
    captioner.eval()
    places, _ = sight.plain(held.rows)
    owner = (held.owner + int(of_another)) % max(1, len(held.rows))
    sums = {False: 0.0, True: 0.0}
    count = 0
    directions = (False, True) if captioner.both_directions and not of_another else (False,)
    for start in range(0, len(held.tokens), _TEXTS_AT_ONCE):
        rows = slice(start, start + _TEXTS_AT_ONCE)
        tokens = torch.from_numpy(held.tokens[rows].astype(np.int64)).to(place(model))
        tokens = tokens[:, : int((tokens != PAD).sum(1).max())]
        seen = places[torch.from_numpy(owner[rows])]
        for backward in directions:
            said = backwards(tokens) if backward else tokens
            _, targets = forced(said)
            targets = numbered(targets, captioner.words)
            logits = captioner(captioner.read(said)[:, :-1], seen, backward=backward).float()
            each = torch.nn.functional.cross_entropy(
                logits.flatten(0, 1), targets.flatten(), ignore_index=-100, reduction="sum"
            )
            sums[backward] += each.item()
        count += int((targets >= 0).sum())
    mean = {backward: total / max(1, count) for backward, total in sums.items()}
    return Losses(mean[False], mean[True] if len(directions) > 1 else None)


@torch.no_grad()
def write(model: Model, captioner: Captioner, sight: Sight, rows: NDArray[np.intp]) -> list[str]:
    """A sentence for each of the photos `rows`: always the likeliest next word."""
    model.eval()
    captioner.eval()
    places, _ = sight.plain(rows)
    decode = SimpleTokenizer(context_length=model.context_length).decode
    sentences: list[str] = []
    for start in range(0, len(places), _TEXTS_AT_ONCE):
        seen = places[start : start + _TEXTS_AT_ONCE]
        tokens = torch.full((len(seen), 1), START, device=seen.device)
        for _ in range(model.context_length - 1):
            logits = captioner(captioner.read(tokens), seen)[:, -1]
            following = captioner.words[logits.argmax(1)]
            following = torch.where(tokens[:, -1] == END, END, following)
            tokens = torch.cat([tokens, following[:, None]], 1)
            if bool((following == END).all()):
                break
        sentences += [
            " ".join(decode([t for t in row if t not in (START, END)]).split())
            for row in tokens.tolist()
        ]
    return sentences


def caption_figures(
    model: Model,
    captioner: Captioner,
    sight: Sight,
    held: HeldOut,
    references: Sequence[Sequence[str]],
    learnt: Sequence[str],
) -> tuple[CaptionFigures, list[str]]:
    """All figures on the held-out photos, and what was written for them.

    references: the sentences of each of `held.rows`; learnt: every text that was learnt from.
    """
    own = held_out_losses(model, captioner, sight, held)
    other = held_out_losses(model, captioner, sight, held, of_another=True)
    written = write(model, captioner, sight, held.rows)
    unseen = [commonest(learnt)] * len(written)
    words = captioner.words.cpu()
    told = _said(tokenize(learnt, model.context_length), words)
    figures = CaptionFigures(
        photos=len(held.rows),
        captions=len(held.tokens),
        loss=own.forward,
        loss_other_photo=other.forward,
        loss_unigram=unigram_loss(told, _said(held.tokens, words), len(words)),
        backward=own.backward,
        bleu_1=bleu_1(written, references),
        bleu_1_floor=bleu_1(unseen, references),
        cider=cider(written, references),
        cider_floor=cider(unseen, references),
    )
    return figures, written


def _said(tokens: NDArray[np.uint16], words: Tensor) -> NDArray[np.int64]:
    """Every token that is asked for in these texts, as places among the words."""
    _, targets = forced(torch.from_numpy(tokens.astype(np.int64)))
    return np.asarray(numbered(targets, words)[targets >= 0].numpy(), np.int64)
