"""The contrastive losses, shared by training from pairs and by personalizing."""

from __future__ import annotations

import torch
from torch import Tensor

MOST = 100.0  # the CLIP paper's cap of exp(logit_scale): a sharper softmax destabilises training


def scaled(similarity: Tensor, logit_scale: Tensor) -> Tensor:
    """Cosines times the learnable inverse temperature exp(logit_scale), capped at 100."""
    return similarity * logit_scale.exp().clamp(max=MOST)


def clip_loss(image: Tensor, text: Tensor, logit_scale: Tensor) -> Tensor:
    """Symmetric cross-entropy over the n x n cosines (Radford et al. 2021, figure 3).

    image, text: (n, d) unit vectors, row i of one belonging to row i of the other;
    logit_scale: scalar, log of the inverse temperature. Returns a scalar.
    """
    return convirt_loss(image, text, logit_scale, weight=0.5)


def convirt_loss(image: Tensor, text: Tensor, logit_scale: Tensor, weight: float) -> Tensor:
    """Two directions, weighted: weight * image→text + (1 - weight) * text→image.

    ConVIRT (Zhang et al. 2020, equation 4) takes .75. Shapes as in `clip_loss`.
    """
    logits = scaled(image @ text.T, logit_scale)
    own = logits.diagonal()
    to_text = (logits.logsumexp(1) - own).mean()
    to_image = (logits.logsumexp(0) - own).mean()
    return weight * to_text + (1 - weight) * to_image


def multi_positive_clip_loss(
    image: Tensor,
    text: Tensor,
    positive: Tensor,
    logit_scale: Tensor,
    bank: Tensor | None = None,
    near: float = 0.75,
) -> Tensor:
    """The symmetric loss where several texts fit an image, and several images a text.

    UniCL (Yang et al. 2022, equation 2-4): the target of a row is spread evenly over its
    positives, in both directions; rows and columns without any positive do not count.
    image (n, d), text (m, d): unit vectors; positive (n, m): 0/1; logit_scale: scalar.
    bank (k, d): more texts, negatives of every image, except where one is closer than the
    cosine `near` to a positive text of that image: it is probably true of it too.
    """
    positive = positive.to(image.dtype)
    logits = scaled(image @ text.T, logit_scale)
    of_row, of_column = positive.sum(1), positive.sum(0)
    all_texts = logits
    if bank is not None:
        # nearly all of positive is 0: a sparse product is six times as fast
        alike = (positive.to_sparse() @ ((text @ bank.T) > near).to(image.dtype)) > 0
        more = scaled(image @ bank.T, logit_scale).masked_fill(alike, -torch.inf)
        all_texts = torch.cat([logits, more], 1)
    to_text = all_texts.logsumexp(1) - (positive * logits).sum(1) / of_row.clamp(min=1)
    to_image = logits.logsumexp(0) - (positive * logits).sum(0) / of_column.clamp(min=1)
    return 0.5 * (_mean_where(to_text, of_row > 0) + _mean_where(to_image, of_column > 0))


KINDS = ("multi-positive", "clip", "convirt")
_CONVIRT = 0.75  # the paper's weight of image to text


def contrastive_loss(
    kind: str,
    image: Tensor,
    text: Tensor,
    positive: Tensor,
    logit_scale: Tensor,
    bank: Tensor | None = None,
) -> Tensor:
    """The loss of that kind, one of `KINDS`; arguments as in `multi_positive_clip_loss`.

    "clip" and "convirt" are the papers' own forms: every other text is a negative, whatever
    `positive` says, and there is no bank. Raises ValueError for another kind.
    """
    if kind == "multi-positive":
        return multi_positive_clip_loss(image, text, positive, logit_scale, bank)
    if kind == "clip":
        return clip_loss(image, text, logit_scale)
    if kind == "convirt":
        return convirt_loss(image, text, logit_scale, _CONVIRT)
    raise ValueError(f"no such loss: {kind}")


def _mean_where(values: Tensor, counts: Tensor) -> Tensor:
    return torch.where(counts, values, 0.0).sum() / counts.sum().clamp(min=1)
