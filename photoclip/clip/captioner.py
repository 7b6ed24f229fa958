"""Writes captions with open_clip's CoCa: beam search over its own forward pass.

open_clip's `CoCa.generate` needs a part of transformers that its version 5 took out; for one beam
this writes what `generate` would (`generation_type="top_k", top_k=1`), as a test compares.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from open_clip.coca_model import CoCa
from open_clip.tokenizer import SimpleTokenizer
from torch import Tensor

START, END = 49406, 49407
BEAMS, LONGEST, SHORTEST = 3, 30, 5


def can_write(model: Any) -> bool:
    """Whether it is a CoCa whose words are CLIP's byte pairs."""
    return isinstance(model, CoCa) and model.text_decoder is not None


@torch.inference_mode()
def write(
    model: Any,
    pixels: Tensor,
    *,
    beams: int = BEAMS,
    longest: int = LONGEST,
    shortest: int = SHORTEST,
) -> list[str]:
    """Normalised pixels (n, 3, h, w) -> n sentences.

    Of `beams` beginnings the likeliest by mean log probability of a token is taken. `longest` and
    `shortest` count tokens, start and end included.
    """
    longest = min(longest, model.text.context_length)
    latent, places = model._encode_image(pixels)
    decoder = SimpleTokenizer(context_length=longest)
    return [
        _sentence(
            decoder,
            _best(model, latent[i : i + 1], places[i : i + 1], beams, longest, shortest),
        )
        for i in range(len(pixels))
    ]


def _best(
    model: Any, latent: Tensor, places: Tensor, beams: int, longest: int, shortest: int
) -> list[int]:
    """The tokens of the best caption of one picture."""
    begun: list[tuple[float, list[int]]] = [(0.0, [START])]
    done: list[tuple[float, list[int]]] = []
    for length in range(1, longest):
        chances = _next(model, latent, places, [tokens for _, tokens in begun])
        if length < shortest:
            chances[:, END] = -torch.inf
        if length == longest - 1:
            found = [(total, [*tokens, END]) for total, tokens in begun]
        else:
            scores = torch.tensor([total for total, _ in begun])[:, None] + chances
            best = scores.flatten().topk(min(2 * beams, scores.numel()))
            words = chances.shape[1]
            found = [
                (value, [*begun[place // words][1], place % words])
                for value, place in zip(best.values.tolist(), best.indices.tolist(), strict=True)
            ]
        done += [(total / len(t), t) for total, t in found[:beams] if t[-1] == END]
        begun = [one for one in found if one[1][-1] != END][:beams]
        if not begun or len(done) >= beams:
            break
    return max(done or [(total / len(tokens), tokens) for total, tokens in begun])[1]


def _next(model: Any, latent: Tensor, places: Tensor, begun: Sequence[list[int]]) -> Tensor:
    """(beams, words) log probabilities of what follows each beginning; all are as long."""
    tokens = torch.tensor(begun, device=places.device)
    answer = model(
        None,
        tokens,
        image_latent=latent.expand(len(tokens), -1),
        image_embs=places.expand(len(tokens), -1, -1),
        output_labels=False,
    )
    return answer["logits"][:, -1].float().log_softmax(-1).cpu()  # type: ignore[no-any-return]


def _sentence(decoder: SimpleTokenizer, tokens: list[int]) -> str:
    """Words, joined as one writes them, with a capital letter."""
    said = " ".join(decoder.decode([t for t in tokens if t not in (START, END)]).split())
    for sign in (".", ",", "'", "!", "?"):
        said = said.replace(f" {sign}", sign)
    said = said.rstrip(". ")
    return said[:1].upper() + said[1:]
