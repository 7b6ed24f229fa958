"""The objectives that write captions, on coloured squares: what learns, what is foretold."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from torch import Tensor

from photoclip.learning.captioning import backwards
from photoclip.learning.pretraining.align import held_out
from photoclip.learning.pretraining.decoder import Captioner
from photoclip.learning.pretraining.draw import Draw
from photoclip.learning.pretraining.finetune import FinetuneOptions
from photoclip.learning.pretraining.generative import (
    Generative,
    HeadOptions,
    cropped,
    said_loss,
    sayable,
)
from photoclip.learning.pretraining.pairs import Pair, Place
from photoclip.learning.pretraining.photos import Photos
from photoclip.learning.pretraining.sight import KeptSight, LiveSight, trunk_shape
from photoclip.learning.pretraining.towers import Model, Shape, build, tokenize
from photoclip.learning.pretraining.views import plain_views
from photoclip.learning.pretraining.writing import caption_figures, held_out_losses, write

TINY = Shape("test_efficientnet", image_size=32, text_width=32, text_layers=1, context=12, dim=24)
COLOURS = {"red": (230, 20, 20), "green": (20, 200, 30), "blue": (30, 40, 230)}


def squares(count: int) -> tuple[list[Pair], Photos]:
    random, pairs, pixels = np.random.default_rng(0), [], []
    for i in range(count):
        name = list(COLOURS)[i % 3]
        noisy = random.normal(COLOURS[name], 20, (32, 32, 3)).clip(0, 255)
        pixels.append(noisy.astype(np.uint8))
        words = (f"a {name} square", f"one {name} thing")
        place = Place(__file__)  # type: ignore[arg-type]
        pairs.append(Pair(f"{i}", place, words, source="s", held_out=i % 4 == 3))
    return pairs, Photos(np.stack(pixels), np.full((count, 2), 32, np.uint16))


def stage(
    model: Model, *, contrast: bool, trunk_rate: float = 1.0, both: bool = True
) -> tuple[Generative, list[Pair], Photos]:
    pairs, photos = squares(24)
    learnt = np.array([i for i, p in enumerate(pairs) if not p.held_out], np.intp)
    aside = np.array([i for i, p in enumerate(pairs) if p.held_out], np.intp)
    held = held_out(pairs, TINY.context)
    held = type(held)(aside[held.rows], held.tokens, held.owner)
    options = FinetuneOptions(
        batch=12,
        mode="squash",
        trunk_rate=trunk_rate,
        fresh_image=trunk_rate > 0,
        fresh_text=True,
    )
    draw = Draw([pairs[i] for i in learnt], {}, 0)
    sight = LiveSight(model, photos, "squash", 0.6, 0)
    head = HeadOptions(1, both)
    made = Generative(model, draw, photos, sight, learnt, held, options, head, contrast=contrast)
    return made, pairs, photos


@pytest.mark.parametrize("contrast", [False, True])
def test_gradients_reach_what_the_objective_is_about(contrast: bool) -> None:
    model = build(TINY)
    made, _, _ = stage(model, contrast=contrast)
    made.loss(0).backward()  # type: ignore[no-untyped-call]
    trained = made.trained()
    still = [name for name, (weight, _) in trained.items() if weight.grad is None]
    assert still == []
    moved = {name for name, (weight, _) in trained.items() if weight.grad.abs().sum() > 0}  # type: ignore[union-attr]
    assert {"token_embedding.weight", "visual.trunk.conv_stem.weight"} <= moved
    assert ("text_projection" in trained) == contrast
    assert ("logit_scale" in trained) == contrast
    assert any("backwards" in name for name in trained) != contrast
    assert {n for n in trained if n.startswith("captioner.")} & moved


def test_one_direction_alone_has_one_head() -> None:
    made, _, _ = stage(build(TINY), contrast=False, both=False)
    assert not made.captioner.both_directions
    assert not any("backwards" in name for name in made.trained())


def test_a_trunk_that_stays_is_not_trained() -> None:
    made, _, _ = stage(build(TINY), contrast=False, trunk_rate=0)
    assert not any(name.startswith("visual.trunk.") for name in made.trained())


def captioner_of(model: Model, *, through_text: bool) -> tuple[Captioner, Tensor]:
    table = tokenize(["a red square", "one green thing over there"], TINY.context)
    tokens = torch.from_numpy(table.astype(np.int64))
    made = Captioner(
        model, sayable([table]), layers=2, both_directions=True, through_text=through_text
    )
    return made.eval(), cropped(tokens)


@pytest.mark.parametrize("through_text", [False, True])
@pytest.mark.parametrize("backward", [False, True])
def test_no_word_sees_those_that_follow(through_text: bool, backward: bool) -> None:
    model = build(TINY).eval()
    captioner, tokens = captioner_of(model, through_text=through_text)
    places = torch.randn(2, 4, trunk_shape(model)[0])
    other = tokens.clone()
    other[:, 3] = tokens.flip(0)[:, 3]
    with torch.no_grad():
        one = captioner(captioner.read(tokens), places, backward=backward)
        two = captioner(captioner.read(other), places, backward=backward)
    torch.testing.assert_close(one[:, :3], two[:, :3])
    assert not torch.allclose(one[:, 3], two[:, 3])


def test_what_is_said_depends_on_the_picture() -> None:
    model = build(TINY).eval()
    captioner, tokens = captioner_of(model, through_text=False)
    channels = trunk_shape(model)[0]
    with torch.no_grad():
        states = captioner.read(tokens)
        one = said_loss(captioner, states, tokens, torch.randn(2, 4, channels))
        two = said_loss(captioner, states, tokens, torch.randn(2, 4, channels) * 3)
    assert one != two


def test_backward_loss_is_the_loss_of_the_turned_texts() -> None:
    model = build(TINY).eval()
    captioner, tokens = captioner_of(model, through_text=False)
    captioner.heads["backwards"].load_state_dict(captioner.heads["forwards"].state_dict())
    places = torch.randn(2, 4, trunk_shape(model)[0])
    turned = backwards(tokens)
    with torch.no_grad():
        read = captioner.read(turned)
        as_backward = said_loss(captioner, read, turned, places, backward=True)
        as_forward = said_loss(captioner, read, turned, places)
        unturned = said_loss(captioner, captioner.read(tokens), tokens, places)
    torch.testing.assert_close(as_backward, as_forward)
    assert as_backward != unturned


def test_a_kept_sight_is_what_the_trunk_sees() -> None:
    model = build(TINY).eval()
    _, photos = squares(6)
    live = LiveSight(model, photos, "squash", 1.0, 0)
    rows = np.array([4, 1], np.intp)
    with torch.no_grad():
        views = plain_views(photos, np.arange(6, dtype=np.intp), 32, "squash")
        maps = model.visual.trunk.forward_features(views).numpy()
    kept = KeptSight(model, maps, [])
    for ours, theirs in zip(kept.plain(rows), live.plain(rows), strict=True):
        torch.testing.assert_close(ours, theirs, atol=0.02, rtol=0.02)
    drawn = kept.drawn(rows, 3)
    torch.testing.assert_close(drawn[0], kept.plain(rows)[0])
    both = KeptSight(model, maps, [maps + 1])
    steps = [both.drawn(rows, step)[0] for step in range(8)]
    assert any(not torch.equal(one, steps[0]) for one in steps[1:])
    assert torch.equal(both.drawn(rows, 5)[0], steps[5])


@pytest.mark.parametrize("contrast", [False, True])
def test_it_learns_to_say_the_colour(contrast: bool) -> None:
    model = build(TINY)
    made, pairs, photos = stage(model, contrast=contrast)
    weights = [weight for weight, _ in made.trained().values()]
    optimizer = torch.optim.AdamW(weights, lr=8e-3, fused=True)
    losses = []
    for step in range(28):
        optimizer.zero_grad()
        loss = made.loss(step)
        loss.backward()  # type: ignore[no-untyped-call]
        optimizer.step()
        losses.append(loss.item())
    assert sum(losses[-3:]) < sum(losses[:3]) / 2
    sight = LiveSight(model, photos, "squash", 1.0, 0)
    held = made._held
    own = held_out_losses(model, made.captioner, sight, held)
    other = held_out_losses(model, made.captioner, sight, held, of_another=True)
    assert own.forward < other.forward
    assert (own.backward is None) == contrast
    sentences = write(model, made.captioner, sight, held.rows)
    right = [
        pairs[row].captions[0].split()[1] in s for row, s in zip(held.rows, sentences, strict=True)
    ]
    assert sum(right) >= len(right) - 1
    references = [pairs[row].captions for row in held.rows]
    learnt = [text for pair in pairs if not pair.held_out for text in pair.captions]
    figures, written = caption_figures(model, made.captioner, sight, held, references, learnt)
    assert written == sentences
    assert figures.loss == pytest.approx(own.forward)
    assert figures.loss < figures.loss_unigram
    assert figures.cider > figures.cider_floor
    assert made.measure() == pytest.approx(-own.forward) or contrast
