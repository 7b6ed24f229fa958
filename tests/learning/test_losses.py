"""The losses against naive formulas, written out with loops, and their gradients."""

from __future__ import annotations

import math

import pytest
import torch
from torch import Tensor

from photoclip.learning.losses import (
    KINDS,
    clip_loss,
    contrastive_loss,
    convirt_loss,
    multi_positive_clip_loss,
)

N, D = 5, 7


def unit(rows: int, seed: int) -> Tensor:
    generator = torch.Generator().manual_seed(seed)
    raw = torch.randn(rows, D, generator=generator, dtype=torch.float64)
    return torch.nn.functional.normalize(raw, dim=1).requires_grad_()


@pytest.fixture
def image() -> Tensor:
    return unit(N, 1)


@pytest.fixture
def text() -> Tensor:
    return unit(N, 2)


@pytest.fixture
def scale() -> Tensor:
    return torch.tensor(math.log(14.0), dtype=torch.float64, requires_grad=True)


def naive_direction(queries: Tensor, answers: Tensor, scale: Tensor) -> Tensor:
    """-log of the softmax probability of the own answer, by its definition."""
    total = torch.zeros((), dtype=torch.float64)
    for i in range(len(queries)):
        weights = [torch.exp(scale.exp() * (queries[i] * a).sum()) for a in answers]
        total = total - torch.log(weights[i] / torch.stack(weights).sum())
    return total / len(queries)


def same_gradients(ours: Tensor, naive: Tensor, *inputs: Tensor) -> None:
    for a, b in zip(
        torch.autograd.grad(ours, inputs), torch.autograd.grad(naive, inputs), strict=True
    ):
        torch.testing.assert_close(a, b)


def test_clip_loss_is_the_mean_of_two_cross_entropies(
    image: Tensor, text: Tensor, scale: Tensor
) -> None:
    ours = clip_loss(image, text, scale)
    naive = (naive_direction(image, text, scale) + naive_direction(text, image, scale)) / 2
    torch.testing.assert_close(ours, naive)
    same_gradients(ours, naive, image, text, scale)


def test_clip_loss_equals_cross_entropy_of_pytorch(
    image: Tensor, text: Tensor, scale: Tensor
) -> None:
    logits = scale.exp() * image @ text.T
    own = torch.arange(N)
    expected = torch.nn.functional.cross_entropy(logits, own)
    expected = (expected + torch.nn.functional.cross_entropy(logits.T, own)) / 2
    torch.testing.assert_close(clip_loss(image, text, scale), expected)


def test_convirt_weighs_the_directions(image: Tensor, text: Tensor, scale: Tensor) -> None:
    ours = convirt_loss(image, text, scale, weight=0.75)
    to_text, to_image = naive_direction(image, text, scale), naive_direction(text, image, scale)
    naive = 0.75 * to_text + 0.25 * to_image
    torch.testing.assert_close(ours, naive)
    same_gradients(ours, naive, image, text, scale)


def test_temperature_is_learnt_and_capped(image: Tensor, text: Tensor) -> None:
    at_cap = clip_loss(image, text, torch.tensor(math.log(100.0), dtype=torch.float64))
    beyond = torch.tensor(9.0, dtype=torch.float64, requires_grad=True)
    loss = clip_loss(image, text, beyond)
    torch.testing.assert_close(loss, at_cap)
    (gradient,) = torch.autograd.grad(loss, beyond)
    assert gradient == 0


def naive_multi_positive(
    image: Tensor,
    text: Tensor,
    positive: Tensor,
    scale: Tensor,
    bank: Tensor | None,
    near: float,
) -> Tensor:
    s = scale.exp()
    rows, columns = [], []
    for i in range(len(image)):
        mine = [j for j in range(len(text)) if positive[i, j]]
        if not mine:
            continue
        others = [] if bank is None else list(bank)
        negatives = [b for b in others if all((text[j] * b).sum() <= near for j in mine)]
        total = torch.stack([torch.exp(s * (image[i] * t).sum()) for t in [*text, *negatives]])
        logs = [s * (image[i] * text[j]).sum() - total.sum().log() for j in mine]
        rows.append(-torch.stack(logs).mean())
    for j in range(len(text)):
        mine = [i for i in range(len(image)) if positive[i, j]]
        if not mine:
            continue
        total = torch.stack([torch.exp(s * (k * text[j]).sum()) for k in image]).sum()
        logs = [s * (image[i] * text[j]).sum() - total.log() for i in mine]
        columns.append(-torch.stack(logs).mean())
    return (torch.stack(rows).mean() + torch.stack(columns).mean()) / 2


@pytest.mark.parametrize("banked", [False, True])
def test_multi_positive_is_unicl(image: Tensor, text: Tensor, scale: Tensor, banked: bool) -> None:
    positive = torch.eye(N, dtype=torch.float64)
    positive[0, 1] = positive[3, 0] = 1
    near = 0.3
    bank = unit(9, 3).detach() if banked else None
    ours = multi_positive_clip_loss(image, text, positive, scale, bank, near)
    naive = naive_multi_positive(image, text, positive, scale, bank, near)
    torch.testing.assert_close(ours, naive)
    same_gradients(ours, naive, image, text, scale)


def test_multi_positive_with_the_diagonal_is_clip(
    image: Tensor, text: Tensor, scale: Tensor
) -> None:
    diagonal = torch.eye(N)
    torch.testing.assert_close(
        multi_positive_clip_loss(image, text, diagonal, scale), clip_loss(image, text, scale)
    )


def test_rows_and_columns_without_a_positive_do_not_count(
    image: Tensor, text: Tensor, scale: Tensor
) -> None:
    positive = torch.eye(N, dtype=torch.float64)
    positive[2, 2] = 0
    ours = multi_positive_clip_loss(image, text[:4], positive[:, :4], scale)
    naive = naive_multi_positive(image, text[:4], positive[:, :4], scale, None, 1.0)
    torch.testing.assert_close(ours, naive)
    assert multi_positive_clip_loss(image, text, positive * 0, scale) == 0


def test_a_near_duplicate_in_the_bank_is_no_negative(
    image: Tensor, text: Tensor, scale: Tensor
) -> None:
    diagonal = torch.eye(N, dtype=torch.float64)
    plain = multi_positive_clip_loss(image, text, diagonal, scale)
    copies = text.detach().clone()
    own_only = torch.stack(
        [
            multi_positive_clip_loss(image[:1], text[:1], diagonal[:1, :1], scale, copies[:1], 0.9),
            multi_positive_clip_loss(image[:1], text[:1], diagonal[:1, :1], scale),
        ]
    )
    torch.testing.assert_close(own_only[0], own_only[1])
    assert multi_positive_clip_loss(image, text, diagonal, scale, copies, 1.1) > plain


def test_the_kind_of_loss_can_be_chosen(image: Tensor, text: Tensor, scale: Tensor) -> None:
    positive = torch.eye(N, dtype=torch.float64)
    positive[0, 3] = 1
    chosen = {kind: contrastive_loss(kind, image, text, positive, scale) for kind in KINDS}
    expected = {
        "multi-positive": multi_positive_clip_loss(image, text, positive, scale),
        "clip": clip_loss(image, text, scale),
        "convirt": convirt_loss(image, text, scale, 0.75),
    }
    assert chosen.keys() == expected.keys()
    assert {k: v.item() for k, v in chosen.items()} == {k: v.item() for k, v in expected.items()}
    assert len({round(v.item(), 6) for v in chosen.values()}) == 3
    with pytest.raises(ValueError, match="no such loss"):
        contrastive_loss("triplet", image, text, positive, scale)
