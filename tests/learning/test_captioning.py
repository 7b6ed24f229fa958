"""Teacher forcing, both directions and the captioning losses against formulas written out."""

from __future__ import annotations

import math

import pytest
import torch
from torch import Tensor

from photoclip.learning.captioning import (
    END,
    START,
    backwards,
    caption_loss,
    coca_loss,
    forced,
    numbered,
    virtex_loss,
)
from photoclip.learning.losses import clip_loss, multi_positive_clip_loss


def texts(*words: list[int]) -> Tensor:
    longest = max(len(one) for one in words) + 2
    rows = [[START, *one, END] for one in words]
    return torch.tensor([row + [0] * (longest - len(row)) for row in rows])


def test_each_place_is_asked_for_the_word_that_follows_it() -> None:
    read, asked = forced(texts([5, 6, 7], [8]))
    assert read.tolist() == [[START, 5, 6, 7], [START, 8, END, 0]]
    assert asked.tolist() == [[5, 6, 7, END], [8, END, -100, -100]]


def test_token_0_counts_before_the_end_and_not_behind_it() -> None:
    _, asked = forced(texts([0, 9], [4]))
    assert asked.tolist() == [[0, 9, END], [4, END, -100]]


def test_backwards_turns_the_words_and_keeps_the_frame() -> None:
    turned = backwards(texts([5, 6, 7], [8], []))
    assert turned.tolist() == [
        [START, 7, 6, 5, END],
        [START, 8, END, 0, 0],
        [START, END, 0, 0, 0],
    ]
    some = texts([1, 2, 3, 4], [9, 8])
    assert torch.equal(backwards(backwards(some)), some)


def test_caption_loss_is_the_mean_of_the_words_cross_entropies() -> None:
    generator = torch.Generator().manual_seed(0)
    logits = torch.randn(2, 3, 5, generator=generator, dtype=torch.float64, requires_grad=True)
    targets = torch.tensor([[4, 0, 2], [1, -100, -100]])
    terms = []
    for i in range(2):
        for j in range(3):
            if targets[i, j] >= 0:
                weights = [math.e**w for w in logits[i, j]]
                terms.append(-torch.log(weights[int(targets[i, j])] / sum(weights)))  # type: ignore[arg-type]
    naive = torch.stack(terms).mean()
    ours = caption_loss(logits, targets)
    torch.testing.assert_close(ours, naive)
    (gradient,) = torch.autograd.grad(ours, logits)
    (expected,) = torch.autograd.grad(naive, logits)
    torch.testing.assert_close(gradient, expected)
    assert bool((gradient[1, 1:] == 0).all())  # nothing is asked for there


def test_virtex_adds_the_directions() -> None:
    forward, backward = torch.tensor(2.0), torch.tensor(3.5)
    assert virtex_loss(forward) == 2
    assert virtex_loss(forward, backward) == 5.5


def test_coca_is_contrast_plus_twice_the_caption() -> None:
    generator = torch.Generator().manual_seed(1)
    image, text = (
        torch.nn.functional.normalize(torch.randn(4, 6, generator=generator), dim=1)
        for _ in range(2)
    )
    scale, caption = torch.tensor(math.log(10.0)), torch.tensor(1.25, requires_grad=True)
    plain = coca_loss(image, text, torch.eye(4), scale, caption)
    torch.testing.assert_close(plain, clip_loss(image, text, scale) + 2 * 1.25)
    positive = torch.eye(4)
    positive[0, 1] = 1
    shared = coca_loss(image, text, positive, scale, caption)
    expected = multi_positive_clip_loss(image, text, positive, scale) + 2.5
    torch.testing.assert_close(shared, expected)
    (gradient,) = torch.autograd.grad(plain, caption)
    assert gradient == 2


def test_targets_are_numbered_among_the_words_that_can_be_said() -> None:
    words = torch.tensor([3, 10, END])
    assert numbered(torch.tensor([[10, END, -100], [3, -100, -100]]), words).tolist() == [
        [1, 2, -100],
        [0, -100, -100],
    ]


@pytest.mark.parametrize("backward", [False, True])
def test_no_target_is_lost_in_either_direction(backward: bool) -> None:
    tokens = texts([5, 6], [7, 8, 9])
    _, asked = forced(backwards(tokens) if backward else tokens)
    assert int((asked >= 0).sum()) == 7  # five words and two ends
