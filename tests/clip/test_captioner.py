"""Captions by a tiny CoCa of random weights with the real architecture."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import open_clip
import open_clip.coca_model as coca
import pytest
import torch
import transformers.generation as generation
from safetensors.torch import save_file
from torch import Tensor

from photoclip.clip import captioner, catalogue, folder
from photoclip.clip.downloads import _configure
from photoclip.clip.encoder import OpenClipEncoder
from photoclip.clip.loading import load_encoder
from photoclip.paths import Home
from photoclip.vectors.encoder import FakeEncoder, can_write

TOWER = {"context_length": 20, "vocab_size": 49408, "width": 32, "heads": 2, "layers": 1}
CONFIG = {
    "embed_dim": 32,
    "vision_cfg": {
        "image_size": 32,
        "layers": 1,
        "width": 32,
        "head_width": 16,
        "patch_size": 16,
        "attentional_pool": True,
        "attn_pooler_heads": 2,
        "output_tokens": True,
    },
    "text_cfg": {**TOWER, "embed_cls": True, "output_tokens": True},
    "multimodal_cfg": {**TOWER, "attn_pooler_heads": 2},
    "custom_text": True,
}
PREPROCESS = {
    "mean": [0.5, 0.5, 0.5],
    "std": [0.3, 0.3, 0.3],
    "interpolation": "bicubic",
    "resize_mode": "shortest",
}


def tiny() -> Any:
    torch.manual_seed(3)
    config = {key: value for key, value in CONFIG.items() if key != "custom_text"}
    made = coca.CoCa(**config).eval()
    torch.nn.init.normal_(made.text_decoder.text_projection)  # open_clip leaves it as it finds it
    return made


@pytest.fixture(scope="module")
def model() -> Any:
    return tiny()


@pytest.fixture(scope="module")
def coca_folder(model: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("tiny-coca")
    config = {"model_cfg": CONFIG, "preprocess_cfg": PREPROCESS}
    (path / "open_clip_config.json").write_text(json.dumps(config))
    save_file(model.state_dict(), path / "open_clip_model.safetensors")
    return path


@pytest.fixture(scope="module")
def pixels() -> Tensor:
    return torch.randn(3, 3, 32, 32, generator=torch.Generator().manual_seed(0))


def generate(model: Any, pixels: Tensor, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What open_clip's own `generate` writes greedily, where its parts of transformers are."""
    for name in (
        "LogitsProcessorList",
        "MinLengthLogitsProcessor",
        "RepetitionPenaltyLogitsProcessor",
        "MaxLengthCriteria",
        "StoppingCriteriaList",
        "TopKLogitsWarper",
    ):
        monkeypatch.setattr(coca, name, getattr(generation, name), raising=False)
    warpers = {"top_k": generation.TopKLogitsWarper}
    monkeypatch.setattr(coca, "GENERATION_TYPES", {**coca.GENERATION_TYPES, **warpers})
    monkeypatch.setattr(coca, "_has_transformers", True)
    tokens = model.generate(
        pixels, generation_type="top_k", top_k=1, seq_len=12, min_seq_len=5
    ).tolist()
    cut = [[t for t in row if t not in (captioner.START, 0)] for row in tokens]
    cut = [row[: row.index(captioner.END)] for row in cut]
    decoder = open_clip.SimpleTokenizer()
    return [captioner._sentence(decoder, row) for row in cut]


def test_one_beam_writes_what_open_clip_generates(
    model: Any, pixels: Tensor, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = captioner.write(model, pixels, beams=1, longest=12)
    assert ours == generate(model, pixels, monkeypatch)
    assert len(set(ours)) > 1  # it depends on the picture


def mean_log_probability(model: Any, pixels: Tensor, tokens: list[int]) -> float:
    with torch.no_grad():
        logits = model(pixels, torch.tensor([tokens[:-1]]), output_labels=False)["logits"][0]
    chances = logits.log_softmax(-1)
    total = sum(chances[i, token].item() for i, token in enumerate(tokens[1:]))
    return total / len(tokens)


def test_more_beams_find_something_at_least_as_likely(model: Any, pixels: Tensor) -> None:
    with torch.inference_mode():
        latent, places = model._encode_image(pixels[:1])
        one, four = (captioner._best(model, latent, places, beams, 8, 5) for beams in (1, 4))
    assert one[0] == four[0] == captioner.START
    assert one[-1] == four[-1] == captioner.END
    assert 5 <= len(four) <= 8
    likely = [mean_log_probability(model, pixels[:1], tokens) for tokens in (one, four)]
    assert likely[1] >= likely[0] - 1e-4


def test_the_encoder_of_such_a_folder_writes_and_searches(coca_folder: Path) -> None:
    assert folder.read(coca_folder).writes_captions
    encoder = OpenClipEncoder.load(coca_folder, device="cpu", precision="fp32")
    assert can_write(encoder)
    some = np.random.default_rng(0).integers(0, 255, (2, 32, 32, 3)).astype(np.uint8)
    sentences = encoder.write_captions(some)
    assert len(sentences) == 2
    assert all(sentence[0] == sentence[0].upper() for sentence in sentences if sentence)
    assert encoder.write_captions(some) == sentences
    vectors, words = encoder.encode_images(some), encoder.encode_texts(["a dog"])
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    plain = open_clip.get_tokenizer(f"local-dir:{coca_folder}")(["a dog"])
    whole, _ = open_clip.create_model_from_pretrained(f"local-dir:{coca_folder}")
    with torch.no_grad():
        expected = whole.eval().encode_text(plain, normalize=True).numpy()
    np.testing.assert_allclose(words, expected, atol=1e-5)


def test_only_those_that_can_say_so(coca_folder: Path, home: Home) -> None:
    assert catalogue.add(home, coca_folder, "tiny-coca").captions
    assert {one.name: one.captions for one in catalogue.available(home)} == {
        "builtin": False,
        "standard": False,
        "multilingual": False,
        "multilingual-fast": False,
        "largest": False,
        "captions": True,
        "tiny-coca": True,
    }
    assert not can_write(FakeEncoder())
    assert can_write(load_encoder(home, "fake-captions"))
    sentence = catalogue.cannot_write("builtin")
    assert "“builtin” cannot write captions; the encoder “captions” can (MIT, 2.6 GB)" in sentence


def test_a_repository_without_a_whole_description_gets_open_clips(tmp_path: Path) -> None:
    writer = next(one for one in catalogue.PUBLISHED if one.captions)
    assert writer.architecture is not None
    _configure(tmp_path, writer.architecture)
    config = json.loads((tmp_path / folder.CONFIG).read_text())
    assert config["model_cfg"] == open_clip.get_model_config(writer.architecture)
    assert config["model_cfg"]["embed_dim"] == writer.dim
    usual = open_clip.get_pretrained_cfg(writer.architecture, "mscoco_finetuned_laion2b_s13b_b90k")
    assert config["preprocess_cfg"]["mean"] == list(usual["mean"])
    assert config["preprocess_cfg"]["std"] == list(usual["std"])
    assert writer.repo == usual["hf_hub"].rstrip("/")
