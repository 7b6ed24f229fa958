"""The towers: built alike from a seed, cropped without changing a thing."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import save_file

from photoclip.errors import InputError
from photoclip.learning.pretraining.frozen import frozen
from photoclip.learning.pretraining.towers import (
    Shape,
    build,
    encode_pixels,
    encode_tokens,
    start_from,
    tokenize,
)

TINY = Shape("test_efficientnet", image_size=32, text_width=32, text_layers=2, context=16, dim=24)


def test_the_same_seed_builds_the_same_model() -> None:
    one, same, other = build(TINY, 1), build(TINY, 1), build(TINY, 2)
    assert torch.equal(one.text_projection, same.text_projection)
    assert not torch.equal(one.text_projection, other.text_projection)


def test_cropped_texts_are_encoded_as_open_clip_does() -> None:
    model = build(TINY).eval()
    tokens = torch.from_numpy(tokenize(["a dog", "two dogs on a beach"], 16).astype(np.int64))
    assert tokens.shape == (2, 16)
    with torch.no_grad():
        expected = model.encode_text(tokens, normalize=True)
        found = encode_tokens(model, tokens)
    torch.testing.assert_close(found, expected, atol=0.01, rtol=0.05)
    similar = torch.nn.functional.cosine_similarity(found, expected)
    assert similar.min() > 0.999


def test_pixels_become_unit_vectors() -> None:
    with torch.no_grad():
        vectors = encode_pixels(build(TINY).eval(), torch.rand(3, 3, 32, 32) * 2 - 1)
    assert vectors.shape == (3, 24)
    torch.testing.assert_close(vectors.norm(dim=1), torch.ones(3))


def test_long_texts_are_cut_and_still_end() -> None:
    tokens = tokenize(["word " * 100], 16)
    assert tokens.shape == (1, 16)
    assert tokens[0, -1] == 49407


def test_a_model_made_before_is_a_start(tmp_path: Path) -> None:
    before = build(TINY, seed=1)
    save_file(before.state_dict(), tmp_path / "open_clip_model.safetensors")
    whole, text = build(TINY, seed=2), build(TINY, seed=2)
    start_from(whole, tmp_path)
    start_from(text, tmp_path, text_only=True)
    fresh = build(TINY, seed=2).state_dict()
    for name, weight in before.state_dict().items():
        assert torch.equal(whole.state_dict()[name], weight)
        pictures = name.startswith("visual.") or name == "logit_scale"
        assert torch.equal(text.state_dict()[name], fresh[name] if pictures else weight)
    with pytest.raises(InputError, match="other towers"):
        start_from(build(replace(TINY, text_width=64)), tmp_path)
    with pytest.raises(InputError, match="There is no"):
        start_from(whole, tmp_path / "nowhere")


def test_a_frozen_part_finds_what_torch_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    trunk, pixels = build(TINY).visual.trunk.eval(), torch.rand(3, 3, 32, 32) * 2 - 1
    with torch.no_grad():
        expected = trunk(pixels)
    quick = torch.from_numpy(frozen(trunk, pixels[:2])(pixels))
    assert torch.nn.functional.cosine_similarity(quick, expected).min() > 0.999
    assert not any("telemetry.backend" in name for name in sys.modules)  # nothing is reported
    monkeypatch.setitem(sys.modules, "openvino", None)  # not installed
    plain = torch.from_numpy(frozen(trunk, pixels[:2])(pixels))
    torch.testing.assert_close(plain, expected, atol=1e-4, rtol=1e-3)
