"""Fits an adapter: a low-rank projection shared by all tags, then an offset for each tag.

The score of photo i for tag k is S_ik = z_i · q_k / τ with q_k = norm(w_k norm((I + D) t_k) +
r⁰_k + r_k), D = U Vᵀ and w_k what the tag's text is trusted. Both stages minimise CLIP's
symmetric cross-entropy (Radford et al. 2021) in its multi-positive form (UniCL, Yang et al.
2022): over the tags for each photo, over the photos for each tag. Rejected pairs weigh more
among the negatives; pairs that nobody answered and that
score high are left out, since they are likely true. The projection pays for every change of
generic searches in closed form: E[(z·D g)²] = tr(Dᵀ C_I D C_G), nothing is sampled.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from photoclip.jobs import CancelToken
from photoclip.learning.losses import multi_positive_clip_loss
from photoclip.learning.personal.evidence import (
    Evidence,
    meaningful,
    rocchio,
    trust,
    with_tags,
)
from photoclip.vectors.adapter import Adapter
from photoclip.vectors.encoder import Vectors, normalised

_NEVER = -1e4  # added to a logit that must not count; -inf would make 0 * inf in gradients
_LEAST = 1e-6  # instead of dividing by nothing
_BLUNTEST, _SHARPEST = math.log(10.0), math.log(100.0)

_Tags = Tensor | slice  # which tags a step looks at; all of them are a slice


@dataclass(frozen=True, slots=True)
class Recipe:
    """The settings of a fit; the defaults were measured, see the model card of personalizing."""

    rank: int = 64
    projection_steps: int = 120
    offset_steps: int = 120
    projection_rate: float = 2e-3
    offset_rate: float = 3e-2
    shrink: float = 0.1  # λ: what the projection's size costs, over the photos per tag
    retention: float = 0.1  # μ: what changing generic searches costs
    anchor: float = 0.01  # ρ: what leaving Rocchio's offset costs, over the photos of the tag
    rejected_weight: float = 4.0
    likely_true: float = 0.9  # quantile of the library's scores above which a pair is left out
    scale: float = 20.0  # 1/τ at the start; kept within 10…100
    photos_per_step: int = 640
    tags_per_step: int = 256
    captions_weight: float = 0.5
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Fit:
    """What came out: D = left rightᵀ with (d, r) factors, tag queries (K, d), the loss curve."""

    left: Vectors
    right: Vectors
    queries: Vectors
    losses: tuple[float, ...]

    def adapter(self, names: tuple[str, ...], strength: float) -> Adapter:
        """As a value that folds into queries."""
        tags = dict(zip(names, self.queries, strict=True))
        return Adapter(self.left, self.right, strength, tags)


Watch = Callable[[int, int, float], None]


def ignore(_step: int, _steps: int, _loss: float) -> None:
    """A watch for callers who do not look at the loss."""


def closed_form(evidence: Evidence) -> Fit:
    """Rocchio's queries without any training, and no projection."""
    dim = evidence.texts.shape[1]
    nothing = np.zeros((dim, 0), np.float32)
    queries = normalised(trust(evidence) * evidence.texts + rocchio(evidence.texts, evidence))
    return Fit(nothing, nothing, queries, ())


def fit(
    evidence: Evidence,
    recipe: Recipe | None = None,
    *,
    projection: bool = True,
    offsets: bool = True,
    device: str = "cpu",
    token: CancelToken | None = None,
    watch: Watch = ignore,
) -> Fit:
    """Train the projection (with the offsets at zero), then the offsets (with it frozen).

    Deterministic for a seed and a device. Raises `Cancelled` when the token says so.
    """
    recipe = recipe or Recipe()
    task = _Task(evidence, recipe, device, token or CancelToken(), watch)
    steps = recipe.projection_steps * projection + recipe.offset_steps * offsets
    task.steps = steps
    words = meaningful(evidence) if projection else np.zeros(0, np.int64)
    if len(words) or (projection and len(evidence.captions) > 1):
        told = _Task(with_tags(evidence, words), recipe, device, task.token, watch)
        told.steps, told.losses = steps, task.losses
        left, right = told.fit_projection()
    else:
        left, right = task.no_projection()
    moved = F.normalize(task.texts + task.texts @ right @ left.T, dim=1)
    queries = task.fit_offsets(moved) if offsets else moved
    return Fit(_numpy(left), _numpy(right), _numpy(queries), tuple(task.losses))


class _Task:
    """One fit: the evidence as tensors, and the pieces of the loss that do not change."""

    def __init__(
        self, evidence: Evidence, recipe: Recipe, device: str, token: CancelToken, watch: Watch
    ) -> None:
        self.evidence, self.recipe, self.token, self.watch = evidence, recipe, token, watch
        self.device = torch.device(device)
        self.generator = torch.Generator().manual_seed(recipe.seed)
        self.losses: list[float] = []
        self.steps = 0
        put = self._tensor
        self.photos, self.library = put(evidence.photos), put(evidence.library)
        self.texts, self.prompts = put(evidence.texts), put(evidence.prompts)
        self.captions = put(evidence.captions)
        self.confirmed = torch.from_numpy(evidence.confirmed).to(self.device)
        self.positive = put(evidence.positive)
        self.per_tag = self.confirmed.sum(0).clamp(min=1).float()
        # How common each tag is, a constant for its ranking of photos: learnt and thrown away.
        self.common = torch.zeros(len(self.per_tag), device=self.device, requires_grad=True)
        self._mask_likely_true()

    def _tensor(self, array: Vectors) -> Tensor:
        return torch.from_numpy(np.ascontiguousarray(array, np.float32)).to(self.device)

    def _mask_likely_true(self) -> None:
        """Additive biases: rejected pairs count more, likely but unanswered pairs not at all."""
        start = self._tensor(closed_form(self.evidence).queries)
        rejected = torch.from_numpy(self.evidence.rejected).to(self.device)
        unknown = ~(self.confirmed | rejected) & (self.positive == 0)
        self.bias = torch.zeros(self.confirmed.shape, device=self.device)
        self.library_bias = torch.zeros(len(self.library), len(start), device=self.device)
        if len(self.library) and len(start):
            scores = self.library @ start.T
            threshold = torch.quantile(scores, self.recipe.likely_true, dim=0)
            self.library_bias.masked_fill_(scores >= threshold, _NEVER)
            # A photo that has only a caption was looked at no more than those.
            unseen = torch.from_numpy(~self.evidence.looked_at).to(self.device)[:, None]
            likely = self.photos @ start.T >= threshold
            self.bias.masked_fill_(unknown & unseen & likely, _NEVER)
        # Who answered for a photo has looked at it: only what fits better than every confirmed
        # photo is likely to have been overlooked. The others are the negatives that teach most.
        scores = self.photos @ start.T
        own = scores.masked_fill(~self.confirmed, -1.0).amax(0).clamp(min=-1.0)
        self.bias.masked_fill_(unknown & (scores > own) & self.confirmed.any(0), _NEVER)
        self.bias.masked_fill_(rejected, math.log(self.recipe.rejected_weight))

    def no_projection(self) -> tuple[Tensor, Tensor]:
        nothing = torch.zeros(self.texts.shape[1], 0, device=self.device)
        return nothing, nothing

    def fit_projection(self) -> tuple[Tensor, Tensor]:
        recipe, dim = self.recipe, self.texts.shape[1]
        rank = min(recipe.rank, dim)
        left = torch.zeros(dim, rank, device=self.device, requires_grad=True)
        noise = torch.randn(dim, rank, generator=self.generator) / dim**0.5
        right = noise.to(self.device).requires_grad_()
        answered = self.per_tag[self.confirmed.any(0)]
        shrink = recipe.shrink / float(answered.median() if len(answered) else 1.0)
        image_moment = _second_moment(self.library if len(self.library) else self.photos)
        text_moment = _second_moment(self.prompts if len(self.prompts) else self.texts)

        def penalty(_tags: _Tags) -> Tensor:
            gram = left.T @ left
            size: Tensor = (gram * (right.T @ right)).sum()
            change: Tensor = (
                (left.T @ image_moment @ left) * (right.T @ text_moment @ right)
            ).sum()
            return shrink * size + recipe.retention * 1e4 * change

        self._descend(
            [left, right],
            recipe.projection_rate,
            recipe.projection_steps,
            lambda tags: self.texts[tags] + (self.texts[tags] @ right) @ left.T,
            penalty,
            lambda texts: texts + (texts @ right) @ left.T,
        )
        return left.detach(), right.detach()

    def fit_offsets(self, moved: Tensor) -> Tensor:
        recipe = self.recipe
        start = self._tensor(rocchio(_numpy(moved), self.evidence))
        moved = moved * self._tensor(trust(self.evidence))
        offset = torch.zeros_like(start, requires_grad=True)

        def anchor(tags: _Tags) -> Tensor:
            return recipe.anchor * (offset[tags].pow(2).sum(1) / self.per_tag[tags]).mean()

        self._descend(
            [offset, self.common],
            recipe.offset_rate,
            recipe.offset_steps,
            lambda tags: moved[tags] + start[tags] + offset[tags],
            anchor,
            None,
        )
        return F.normalize(moved + start + offset.detach(), dim=1)

    def _descend(
        self,
        parameters: list[Tensor],
        rate: float,
        steps: int,
        queries_of: Callable[[_Tags], Tensor],
        penalty: Callable[[_Tags], Tensor],
        text_side: Callable[[Tensor], Tensor] | None,
    ) -> None:
        scale = torch.tensor(math.log(self.recipe.scale), device=self.device, requires_grad=True)
        descent = _Adam([*((parameter, rate) for parameter in parameters), (scale, 1e-2)])
        for step in range(steps):
            self.token.check()
            rows, tags = self._draw()
            queries = F.normalize(queries_of(tags), dim=1) * scale.exp()
            loss = penalty(tags)
            if len(queries):
                loss = loss + self._contrast(rows, tags, queries)
            if text_side is not None and len(self.captions) > 1:
                pairs = self._contrast_captions(text_side, scale)
                loss = loss + self.recipe.captions_weight * pairs
            loss.backward()  # type: ignore[no-untyped-call]
            with torch.no_grad():
                descent.step(0.5 * (1 + math.cos(math.pi * step / steps)))
                scale.clamp_(_BLUNTEST, _SHARPEST)
            self.losses.append(float(loss.detach()))
            self.watch(len(self.losses), self.steps, self.losses[-1])

    def _draw(self) -> tuple[Tensor, _Tags]:
        """A minibatch of photos and of tags; every tag while there are few."""
        rows = torch.randperm(len(self.photos), generator=self.generator)
        rows = rows[: self.recipe.photos_per_step].to(self.device)
        count = self.confirmed.shape[1]
        if count <= self.recipe.tags_per_step:
            return rows, slice(None)  # views: an index would copy, forwards and backwards
        order = torch.randperm(count, generator=self.generator).to(self.device)
        present = self.confirmed[rows].any(0)[order]
        first = torch.cat([order[present], order[~present]])
        return rows, first[: self.recipe.tags_per_step]

    def _contrast(self, rows: Tensor, tags: _Tags, queries: Tensor) -> Tensor:
        """½ (photo → tag + tag → photo); positives share one term, as in UniCL."""
        scores = self.photos[rows] @ queries.T
        positive = self.positive[rows][:, tags]
        masked = scores + self.bias[rows][:, tags]
        draw = torch.randperm(len(self.library), generator=self.generator)
        draw = draw[: self.recipe.photos_per_step].to(self.device)
        background = self.library[draw] @ queries.T + self.library_bias[draw][:, tags]
        per_photo, per_tag = positive.sum(1), positive.sum(0)
        common = self.common[tags]
        own = (positive * (scores + common)).sum(1) / per_photo.clamp(min=_LEAST)
        by_photo = (masked + common).logsumexp(1) - own
        over_photos = torch.cat([masked, background]).T.contiguous().logsumexp(1)
        by_tag = over_photos - (positive * scores).sum(0) / per_tag.clamp(min=_LEAST)
        return 0.5 * (_mean_of(by_photo, per_photo) + _mean_of(by_tag, per_tag))

    def _contrast_captions(self, text_side: Callable[[Tensor], Tensor], scale: Tensor) -> Tensor:
        """CLIP's own loss between the user's captions and their photos."""
        draw = torch.randperm(len(self.captions), generator=self.generator)
        draw = draw[: self.recipe.photos_per_step]
        texts = F.normalize(text_side(self.captions[draw.to(self.device)]), dim=1)
        owners = torch.from_numpy(self.evidence.captioned)[draw].to(self.device)
        positive = owners[:, None] == owners[None, :]
        return multi_positive_clip_loss(self.photos[owners], texts, positive, scale)


class _Adam:
    """Kingma and Ba's Adam (2015) on a few tensors, each with a rate of its own.

    torch.optim imports torch's compiler at its first step: 1.4 s before the first loss is shown.
    """

    def __init__(self, parameters: Sequence[tuple[Tensor, float]]) -> None:
        self._parameters = parameters
        self._moments = [(torch.zeros_like(p), torch.zeros_like(p)) for p, _rate in parameters]
        self._steps = 0

    def step(self, share: float) -> None:
        """One step of `share` of the rates, from the gradients, which are taken away."""
        self._steps += 1
        first, second = 1 - 0.9**self._steps, 1 - 0.999**self._steps
        for (parameter, rate), (mean, square) in zip(self._parameters, self._moments, strict=True):
            if parameter.grad is None:
                continue
            mean.lerp_(parameter.grad, 0.1)
            square.lerp_(parameter.grad.square(), 0.001)
            size = (square / second).sqrt_().add_(1e-8)
            parameter.addcdiv_(mean / first, size, value=-rate * share)
            parameter.grad = None


def _mean_of(values: Tensor, examples: Tensor) -> Tensor:
    """The mean over those with examples, a mere mention counting for less; 0 without any."""
    weight = examples.clamp(max=1)
    return (values * weight).sum() / weight.sum().clamp(min=_LEAST)


def _second_moment(vectors: Tensor) -> Tensor:
    return vectors.T @ vectors / len(vectors)


def _numpy(tensor: Tensor) -> Vectors:
    return np.asarray(tensor.detach().cpu().numpy(), np.float32)
