"""The loss of predicting captions word by word: teacher forcing, in either direction."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor

from photoclip.learning.losses import multi_positive_clip_loss

START, END, PAD = 49406, 49407, 0
"""Tokens of CLIP's byte pairs. A text is START words END; what follows END is PAD."""

CONTRAST, CAPTION = 1.0, 2.0
"""What CoCa weighs its two losses by (Yu et al. 2022, section 4.1)."""

_IGNORED = -100


def forced(tokens: Tensor) -> tuple[Tensor, Tensor]:
    """tokens (n, length) -> what is read, and what is to be said next, (n, length - 1) each.

    Place i reads tokens 0 … i and is asked for token i + 1. Behind the end nothing is asked for:
    the target is -100 there, which no loss counts. (PAD cannot tell that: it is "!", too.)
    """
    ends = _ends(tokens)
    asked = torch.arange(1, tokens.shape[1], device=tokens.device)
    targets = tokens[:, 1:].masked_fill(asked[None, :] > ends[:, None], _IGNORED)
    return tokens[:, :-1], targets


def backwards(tokens: Tensor) -> Tensor:
    """The same texts from their last word to their first, between the same START and END."""
    ends = _ends(tokens)[:, None]
    places = torch.arange(tokens.shape[1], device=tokens.device).expand_as(tokens)
    inside = (places > 0) & (places < ends)
    return tokens.gather(1, torch.where(inside, ends - places, places))


def caption_loss(logits: Tensor, targets: Tensor) -> Tensor:
    """Mean of -log p of the word that comes next, in nats, over all places with a target.

    logits (n, length, words), targets (n, length): rows of words, or -100.
    """
    return F.cross_entropy(logits.flatten(0, 1), targets.flatten(), ignore_index=_IGNORED)


def virtex_loss(forward: Tensor, backward: Tensor | None = None) -> Tensor:
    """The sum of both directions' losses, or the forward one alone (Desai & Johnson 2021)."""
    return forward if backward is None else forward + backward


def coca_loss(
    image: Tensor, text: Tensor, positive: Tensor, logit_scale: Tensor, caption: Tensor
) -> Tensor:
    """Contrast plus twice the captions' loss (Yu et al. 2022, equation 4).

    The contrast is the multi-positive one, which is the paper's where each photo fits its own
    text alone. Arguments as in `multi_positive_clip_loss`; caption: a scalar.
    """
    contrast = multi_positive_clip_loss(image, text, positive, logit_scale)
    return CONTRAST * contrast + CAPTION * caption


def numbered(targets: Tensor, words: Tensor) -> Tensor:
    """Targets as places among `words` (sorted tokens); -100 stays. Every target is among them."""
    found = torch.searchsorted(words, targets.clamp(min=0))
    return torch.where(targets == _IGNORED, targets, found)


def _ends(tokens: Tensor) -> Tensor:
    return (tokens == END).int().argmax(1)
